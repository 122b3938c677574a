"""Using the page as its readers do: choose, click, switch, send the link on."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from charts.words import base_choice
from i18n import language
from tests.browser.reading import Seen, opened
from tests.pages.seen import METHOD_TITLE

pytestmark = pytest.mark.browser


def _link(seen: Seen) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(seen.page.url).query).items()}


def _choose(seen: Seen, label: str, option: str) -> None:
    seen.page.get_by_role("combobox", name=label).click()
    before = seen.page.url
    seen.page.get_by_role("option", name=option, exact=True).click()
    seen.until(f"location.href !== {json.dumps(before)}")
    seen.wait()


def test_a_filter_changes_everything_below_it_and_the_link_brings_it_all_back(browser: Browser, server: str) -> None:
    say = language("id")
    with opened(browser, server, lang="id") as seen:
        before = (seen.title(), seen.chart_texts(), seen.texts())
        _choose(seen, say("Territory"), "Nusa Tenggara Barat")
        _choose(seen, say("Base"), base_choice("bps_pu_bpu", say))
        after = (seen.title(), seen.chart_texts(), seen.texts())
        assert all(old != new for old, new in zip(before, after, strict=True))
        link = _link(seen)
        assert link == {"region": "52", "as_of": "2025-12", "base": "bps_pu_bpu", "lang": "id"}
    with opened(browser, server, **link) as again:
        assert (again.title(), again.chart_texts(), again.texts()) == after


def test_a_month_further_back_knows_only_what_was_known_then(browser: Browser, server: str) -> None:
    with opened(browser, server, region="51.04", as_of="2025-08", base="ucj", lang="id") as seen:
        assert seen.title() == "Gianyar: belum ada angka cakupan pada basis ini"
    with opened(browser, server, region="51.04", as_of="2025-09", base="ucj", lang="id") as seen:
        assert seen.title() == "Gianyar 65,6%: sudah mencapai 65%"


def test_a_click_on_a_tile_opens_that_region(browser: Browser, server: str) -> None:
    with opened(browser, server, lang="id") as seen:
        tiles = seen.page.locator(".js-plotly-plot").first
        tiles.locator("text", has_text="Gianyar").first.click(force=True, position={"x": 5, "y": 5})
        seen.until("document.querySelector('h1').innerText.startsWith('Gianyar')")
        assert _link(seen)["region"] == "51.04"


def test_the_language_changes_every_word_and_keeps_the_region(browser: Browser, server: str) -> None:
    with opened(browser, server, lang="id", region="51.03") as seen:
        assert seen.title() == "Badung 58,7%: masih 6,3 poin persen di bawah 65%"
        seen.page.get_by_text("EN", exact=True).click()
        seen.until("document.documentElement.lang === 'en'")
        seen.wait()
        assert seen.title() == "Badung 58.7%: still 6.3 percentage points below 65%"
        assert _link(seen) == {"region": "51.03", "as_of": "2025-12", "base": "ucj", "lang": "en"}
        seen.page.get_by_role("link", name="Method & sources").click()
        seen.until(f"document.querySelector('h1').innerText === {METHOD_TITLE['en']!r}")
        assert _link(seen)["region"] == "51.03"
        assert seen.complaints == []


def test_a_link_to_what_does_not_exist_gives_a_calm_sentence_and_the_usual_page(browser: Browser, server: str) -> None:
    with opened(browser, server, lang="id", region="<img src=x onerror=alert(1)>") as seen:
        assert seen.title().startswith("Bali ")
        assert "<img src=x onerror=alert(1)>" in seen.page.locator("[data-testid=stAlert]").inner_text()
        assert seen.page.locator("[data-testid=stAlert] img").count() == 0
        assert seen.complaints == []


def test_back_shows_what_the_address_shows_and_leaves_the_choice_behind(browser: Browser, server: str) -> None:
    say = language("id")
    with opened(browser, server, region="51") as seen:
        before = (seen.title(), seen.chart_texts(), seen.texts())
        assert _link(seen) == {"region": "51"}
        _choose(seen, say("Base"), say("Employed persons (Sakernas)"))
        chosen = seen.title()
        assert chosen != before[0]
        assert _link(seen)["base"] == "bps"
        seen.page.go_back()
        seen.until(f"document.querySelector('h1').innerText === {json.dumps(before[0])}")
        seen.wait()
        assert (seen.title(), seen.chart_texts(), seen.texts()) == before
        assert _link(seen) == {"region": "51"}
        seen.page.go_forward()
        seen.until(f"document.querySelector('h1').innerText === {json.dumps(chosen)}")
        assert _link(seen)["base"] == "bps"


def test_back_from_the_first_choice_of_a_link_without_a_view_shows_the_usual_page(
    browser: Browser, server: str
) -> None:
    say = language("id")
    with opened(browser, server) as seen:
        whole = {"region": "51", "as_of": "2025-12", "base": "ucj", "lang": "id"}
        assert _link(seen) == whole
        before = seen.title()
        _choose(seen, say("Territory"), "Nusa Tenggara Barat")
        seen.page.go_back()
        seen.until(f"document.querySelector('h1').innerText === {json.dumps(before)}")
        assert _link(seen) == whole
