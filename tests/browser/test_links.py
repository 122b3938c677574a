"""Sending a link on: who opens it sees the choices and the numbers of who sent it, on every page with choices of its own."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from i18n import language
from metrics.analyses.plan_asked import PlanAsked, written
from tests.browser.reading import Seen, opened
from tests.browser.walk import settle, texts
from tests.built_once import demonstration_home
from tests.serving import serving

pytestmark = pytest.mark.browser

SAY = language("id")
VIEW = {"region": "51.03", "as_of": "2025-12", "base": "ucj", "lang": "id"}
# What is pressed, checked or open.
_CHOSEN = """() => [...document.querySelectorAll(
  "[aria-checked=true], [aria-pressed=true], [aria-selected=true], [aria-current]"
)].map((one) => one.ariaLabel || one.innerText)"""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration set, with which every page has something to choose."""
    home = tmp_path_factory.mktemp("examples")
    shutil.copytree(demonstration_home(tmp_path_factory), home, dirs_exist_ok=True)
    outline = home / "outline.geojson"
    ring = [[115.0, -8.8], [115.3, -8.8], [115.3, -8.2], [115.0, -8.2], [115.0, -8.8]]
    badung = {
        "type": "Feature",
        "properties": {"code": "51.03"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    outline.write_text(json.dumps({"type": "FeatureCollection", "features": [badung]}), encoding="utf-8")
    with serving([sys.executable, "serve.py"], home, COVERAGE_BOUNDARIES=str(outline)) as address:
        yield address


class Reader:
    """Changes choices as a reader does, and waits each time until the page is drawn anew."""

    def __init__(self, seen: Seen) -> None:
        self.seen, self.page = seen, seen.page

    def types(self, key: str, text: str) -> None:
        """Write into the box of a key."""
        box = self.page.locator(f".st-key-{key} input").first
        box.fill(text)
        with self.seen.rerun():
            box.press("Enter")

    def presses(self, name: str, place: int = 0) -> None:
        """Press what is called so."""
        with self.seen.rerun():
            self.page.get_by_test_id("stMain").get_by_text(name, exact=True).nth(place).click()

    def opens(self, name: str) -> None:
        """Open the box that is folded away under this heading, for which the page need not be drawn anew."""
        self.page.get_by_test_id("stMain").get_by_text(name, exact=True).click()
        self.seen.until("document.getAnimations().length === 0")

    def picks(self, key: str, option: str | None) -> None:
        """Choose from the box of a key: the option of a name, or the last one."""
        box = self.page.locator(f".st-key-{key} input").first
        box.click()
        chosen = self.page.get_by_role("option").last
        if option is not None:
            box.press_sequentially(option)  # of a long list only a part is there
            chosen = self.page.get_by_role("option", name=option, exact=True)
        with self.seen.rerun():
            chosen.click()

    def unfolds(self, place: int) -> None:
        """Open a box that hangs below its button."""
        self.page.get_by_test_id("stPopoverButton").nth(place).click()
        self.page.get_by_test_id("stPopoverBody").wait_for()
        self.seen.until("document.getAnimations().length === 0")

    def leaves(self) -> None:
        """Close what hangs open."""
        self.page.keyboard.press("Escape")
        self.page.get_by_test_id("stPopoverBody").wait_for(state="hidden")


def _overview(reader: Reader) -> None:
    reader.presses(SAY("Outlines"))


def _trend(reader: Reader) -> None:
    reader.picks("segment", "BPU")
    reader.presses(SAY("24 months"))


def _comparison(reader: Reader) -> None:
    reader.unfolds(0)
    with reader.seen.rerun():
        reader.page.locator("[class*=st-key-banding-weight-]").first.get_by_text("3", exact=True).click()
    reader.leaves()
    reader.unfolds(1)
    reader.types("banding-error", "2,5")
    reader.leaves()
    reader.picks("banding-among", None)


def _contributions(reader: Reader) -> None:
    reader.picks("segment", "PU")
    reader.presses(SAY("2020–2021"))


def _plan(reader: Reader) -> None:
    reader.types("rencana-form-target", "80,5")
    reader.picks("rencana-form-deadline", "Juni 2027")
    reader.types("rencana-form-budget", "2.500")
    reader.unfolds(1)
    reader.types("rencana-form-lapse", "1,5")
    reader.leaves()
    reader.presses(SAY("Add a plan to compare"))
    reader.types("rencana-form-target", "90")


def _award(reader: Reader) -> None:
    reader.opens(SAY("Enter the scores of a jury, 0 to 10 each"))
    reader.types("award_scores-regulation", "7,5")
    reader.opens(SAY("Try weights of your own"))
    reader.types("award_weights-regulation", "40")
    reader.presses(SAY("Regulations found"))
    conditions = reader.page.locator("[class*=st-key-award-][class*=head_of_region_attends]")
    reader.page.get_by_test_id("stExpander").filter(has=conditions).locator("summary").click()
    with reader.seen.rerun():
        conditions.get_by_text(SAY("yes"), exact=True).click()


def _briefing(reader: Reader) -> None:
    reader.presses(SAY("Next"))
    reader.presses(SAY("Next"))


def _method(reader: Reader) -> None:
    reader.presses(SAY("Bases and status"))


CHANGES: dict[str, tuple[Callable[[Reader], None], set[str]]] = {
    "/": (_overview, {"map"}),
    "/tren": (_trend, {"segment", "tren_span"}),
    "/banding": (_comparison, {"banding_among", "banding_weights", "banding_error"}),
    "/iuran": (_contributions, {"segment", "iuran_span"}),
    "/rencana": (_plan, {"plan", "plan_b", "plan_open"}),
    "/paritrana": (_award, {"award_scores", "award_weights", "award_ranked", "award_given"}),
    "/paparan": (_briefing, {"finding"}),
    "/metode": (_method, {"tab"}),
}


@pytest.mark.parametrize("path", CHANGES)
def test_the_link_of_a_changed_view_opens_that_view_in_another_browser(
    browser: Browser, examples: str, path: str
) -> None:
    change, written = CHANGES[path]
    with opened(browser, examples, path, charts=0, **VIEW) as seen:
        before = _stands(seen.page)
        change(Reader(seen))
        after, link = _stands(seen.page), _link(seen.page)
        assert seen.complaints == []
    assert after != before
    assert set(link) - set(VIEW) == written
    assert {name: link[name] for name in VIEW} == VIEW
    with opened(browser, examples, path, charts=0, **link) as again:
        assert _stands(again.page) == after
        assert _link(again.page) == link


def test_a_briefing_leads_with_the_target_and_the_plan_of_its_link(browser: Browser, examples: str) -> None:
    # Of the targets that hold for Badung another one than the page would lead with, and a plan of 2,456 people.
    plan = written(PlanAsked("51.03", "2025-12", "2026-12", people=2456, payer="apbd_regency"))
    asked = VIEW | {"target": "bali-ucj-2026", "plan": plan}
    with opened(browser, examples, "/paparan", charts=0, **VIEW) as seen:
        assert _finding(seen.page).endswith("65%")
    with opened(browser, examples, "/paparan", charts=0, **asked) as seen:
        headline, link = _stands(seen.page), _link(seen.page)
        assert _finding(seen.page).endswith("73,86%")
        assert link == asked
        reader = Reader(seen)
        reader.presses(SAY("Next"))
        reader.presses(SAY("Back"))
        assert _stands(seen.page) == headline
        assert {name: _link(seen.page)[name] for name in asked} == asked
    with opened(browser, examples, "/paparan", charts=0, finding="plan", **asked) as seen:
        assert any("2.456" in text for text in _stands(seen.page)[0])


def _finding(page: Page) -> str:
    settle(page)
    return page.get_by_test_id("stMain").locator("h2").first.inner_text()


def _stands(page: Page) -> tuple[list[str], list[str]]:
    page.mouse.move(0, 0)  # what the pointer lies on shows an arrow in place of its sign
    settle(page)
    return texts(page), list(page.evaluate(_CHOSEN))


def _link(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
