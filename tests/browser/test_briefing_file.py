"""The page of a briefing in a real browser, opened from a folder as a presenter does: alone, on screen, phone and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from charts.theme import theme
from data import store as coverage_store
from exports.briefing import Briefing, BriefingAsked, briefing
from exports.page import page_html
from exports.page.drawing import is_drawn
from exports.page.pdf import page_pdf
from metrics.territory import Territory, territory
from tests.browser import chromium
from tests.browser.axe import violations
from tests.built_once import demonstration_home

pytestmark = pytest.mark.browser

HOSTILE = "=1+1 \"'><img src=x onerror=alert(1)><script>alert(1)</script> 🌴 " + "panjang" * 25
A4 = {"width": 680, "height": 979}  # pixels between the margins


@dataclass
class Made:
    """A briefing, the file of its page, and the file of the same with a hostile name."""

    told: Briefing
    file: Path
    hostile: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(demonstration_home(tmp_path_factory)))
        store = coverage_store.ensure()
    places = territory(store.query)
    named = places.frame["name"].where(places.frame["region_code"] != "51.03", HOSTILE)
    files = []
    for number, each in enumerate((Territory(places.frame.assign(name=named)), places)):
        asked = BriefingAsked("51.03", "2025-12")
        told = briefing(store.query, each, asked, store=store.version, made_on="2026-11-30")
        files.append(folder / f"{number}.html")
        files[-1].write_bytes(page_html(told))
    return Made(told, files[1], files[0])


@contextmanager
def opened(
    browser: Browser, file: Path, *, dark: bool = False, width: int = 1280, scripts: bool = True
) -> Iterator[Page]:
    """Open a page from a folder; anything it asks for, writes to the console or lets pop up is a failure."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=scripts
    )
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_() if route.request.url == file.as_uri() else route.abort()

    context.route("**/*", refuse)
    context.on("console", lambda said: asked.append(said.text))
    context.on("weberror", lambda failed: asked.append(str(failed.error)))
    context.on("dialog", lambda dialog: asked.append(dialog.message))
    context.set_default_timeout(chromium.BUSY * 1000)
    page = context.new_page()
    page.goto(file.as_uri())
    if scripts:
        page.wait_for_selector("html[data-drawn]")
    yield page
    assert asked == [file.as_uri()]
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_chart_is_drawn_in_the_readers_theme_and_nothing_is_asked_of_any_machine(
    browser: Browser, made: Made, dark: bool
) -> None:
    with opened(browser, made.file, dark=dark) as page:
        drawn = page.locator(".chart:has(.main-svg)").evaluate_all("boxes => boxes.map(box => box.dataset.chart)")
        assert drawn == [finding.key for finding in made.told.findings if is_drawn(finding)]
        assert len(drawn) >= 10
        background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        wanted = theme("dark" if dark else "light").background
        assert background == f"rgb({', '.join(str(one) for one in bytes.fromhex(wanted[1:]))})"


def test_its_policy_lets_no_request_out(browser: Browser, made: Made) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(made.file.as_uri())
    stopped: list[str | None] = []
    page.on("requestfailed", lambda request: stopped.append(request.failure))
    said = page.evaluate(
        "async () => { new Image().src = 'http://localhost:9/x.png'; document.body.append(Object.assign("
        "document.createElement('script'), {src: 'http://localhost:9/x.js'}));"
        " return await fetch('http://localhost:9').then(() => 'answered', (error) => error.name) }"
    )
    assert said == "TypeError"
    assert stopped == ["csp", "csp"]  # fetch is refused before it becomes a request
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, made: Made, dark: bool, width: int
) -> None:
    with opened(browser, made.file, dark=dark, width=width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = violations(page)
        assert [(fault["id"], node["target"]) for fault in found for node in fault["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_scripts_all_words_and_numbers_stand(browser: Browser, made: Made) -> None:
    with opened(browser, made.file, scripts=False) as page:
        text = page.locator("body").inner_text()
        assert "Bagan memerlukan peramban" in text
        assert made.told.finding("trend").alt in text


def test_a_hostile_name_is_only_text(browser: Browser, made: Made) -> None:
    with opened(browser, made.hostile) as page:
        assert page.locator("h1").inner_text() == HOSTILE.strip()
        assert page.locator("img, script[src]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 1280
        bars = page.locator("[data-chart=order] text").all_text_contents()
        assert any("<img src=x" in text or "=1+1" in text for text in bars)


def test_on_paper_every_chart_has_a_sheet_of_its_own_with_its_heading_and_fits_between_the_margins(
    browser: Browser, made: Made
) -> None:
    with opened(browser, made.file, dark=True, width=A4["width"]) as page:
        page.emulate_media(media="print", color_scheme="dark")
        page.wait_for_function("document.querySelector('details').open")
        charted = page.locator("section:has(.chart)")
        assert (
            charted.evaluate_all("all => all.map(one => getComputedStyle(one).breakBefore)")
            == ["page"] * charted.count()
        )
        kept = page.locator(".kept:has(.chart)")
        assert (
            kept.evaluate_all("all => all.map(one => one.querySelectorAll('h2, .chart').length)") == [2] * kept.count()
        )
        assert kept.evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)") == ["avoid"] * kept.count()
        assert max(kept.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")) < A4["height"]
        # A wider page would be printed smaller.
        assert page.evaluate("document.documentElement.scrollWidth") == A4["width"]
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.usefixtures("browser")
def test_as_pdf_it_has_a_sheet_for_every_chart_with_all_words_tagged(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_BROWSER", str(chromium.find()))
    printed = page_pdf(made.told)
    assert re.findall(rb"/MediaBox \[0 0 (\d+)\.?\d* (\d+)", printed)[0] == (b"594", b"841")
    sheets = len(re.findall(rb"/Type /Page\b", printed))
    assert len([finding for finding in made.told.findings if is_drawn(finding)]) < sheets <= 30
    assert b"/MarkInfo" in printed
    assert b"/Subtype /Image" not in printed  # hatching is drawn as lines: as pictures it weighed 18 MB
    assert b"/Lang (id" in printed


def test_after_printing_the_screen_is_as_it_was(browser: Browser, made: Made) -> None:
    with opened(browser, made.file) as page:
        before = (
            page.locator("details[open]").count(),
            page.locator("[data-chart=trend] .main-svg").first.bounding_box(),
        )
        page.pdf()
        assert (
            page.locator("details[open]").count(),
            page.locator("[data-chart=trend] .main-svg").first.bounding_box(),
        ) == before
        assert page.locator(".hatch").count() == 0


SLIDE = "document.querySelector('.slide.now').id"
RUNS_OVER = """() => { const slide = document.querySelector(".slide.now"), page = document.documentElement
  return [slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth, page.scrollHeight - innerHeight]
    .map((over) => Math.max(over - 1, 0)) }"""


def test_in_the_show_keys_go_on_and_back_and_the_link_opens_the_same_finding(browser: Browser, made: Made) -> None:
    keys = [finding.key for finding in made.told.findings]
    with shown(browser, made.file, "show=trend") as page:
        assert page.evaluate(SLIDE) == "trend"
        seen = []
        for key in ("PageDown", "ArrowRight", "PageUp", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowLeft", " "):
            page.keyboard.press(key)
            seen.append(page.evaluate(SLIDE))
        at = keys.index("trend")
        assert seen == [*keys[at + 1 : at + 3], keys[at + 1], keys[at], keys[-1], keys[-1], keys[0], keys[0], keys[1]]
        assert page.url.endswith(f"#show={keys[1]}")
        page.keyboard.press("Escape")
        assert page.locator(".slide.now").count() == 1
        assert page.locator("nav").is_visible()
        assert page.url.endswith(f"#{keys[1]}")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_finding_fits_a_projector_without_scrolling(browser: Browser, made: Made, dark: bool) -> None:
    with shown(browser, made.file, "show=cover", dark=dark) as page:
        over, faults, small = {}, [], []
        for finding in made.told.findings:
            over[page.evaluate(SLIDE)] = page.evaluate(RUNS_OVER)
            small.append(
                page.evaluate("parseFloat(getComputedStyle(document.querySelector('.now :is(h1, h2)')).fontSize)")
            )
            if finding.key in ("headline", "trend", "award"):
                found = violations(page)
                faults += [(fault["id"], node["target"]) for fault in found for node in fault["nodes"]]
            page.keyboard.press("PageDown")
        assert over == {finding.key: [0, 0, 0] for finding in made.told.findings}
        assert faults == []
        assert min(small) >= 32  # pixels of 720: 24 points on a slide of that shape


def test_notes_in_a_second_window_follow_the_show_and_lead_it(browser: Browser, made: Made) -> None:
    with shown(browser, made.file, "show=headline") as page:
        with page.context.expect_page() as opening:
            page.keyboard.press("n")
        notes = opening.value
        notes.wait_for_selector(".told-to")
        page.keyboard.press("PageDown")
        notes.wait_for_selector("#trend.now")
        trend = made.told.finding("trend")
        assert trend.title in notes.locator("#trend .speaker").inner_text()
        assert notes.locator("#next").inner_text() == f"Berikutnya: {made.told.finding('map').title}"
        notes.keyboard.press("End")
        page.wait_for_selector("#sources.now")


@contextmanager
def shown(browser: Browser, file: Path, at: str, *, dark: bool = False) -> Iterator[Page]:
    """Open the show on a projector."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme="dark" if dark else "light")
    context.set_default_timeout(chromium.BUSY * 1000)
    page = context.new_page()
    page.goto(f"{file.as_uri()}#{at}")
    page.wait_for_selector(".slide.now")
    yield page
    context.close()
