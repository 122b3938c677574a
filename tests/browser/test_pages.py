"""The pages in a real browser: they draw, ask no other machine, say nothing in the console, and can be used by all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from i18n import LANGUAGES, language
from tests.browser.axe import violations
from tests.browser.reading import opened
from tests.pages.seen import METHOD_TITLE

pytestmark = pytest.mark.browser


def _is_streamlits(node: dict[str, str]) -> bool:
    """Whether a fault lies in the drop zone of Streamlit's own uploader, which nothing of ours can change (1.67)."""
    return "stFileUploaderDropzone" in node["html"]


METHOD_TABS = ("numbers", "bases", "disagree", "example")
VIEWS = [
    {"lang": "id"},
    {"lang": "en", "region": "51.08", "base": "ucj"},  # no published figure
    {"lang": "id", "region": "KW-BANUSPA", "base": "ucj"},
    {"lang": "en", "region": "94", "base": "ucj"},  # a province born in 2022
    {"lang": "id", "region": "91", "base": "bps_pu_bpu"},  # on old boundaries
    {"lang": "en", "region": "51.01", "base": "unstated"},
    {"lang": "id", "region": "ID"},
]


@pytest.mark.parametrize("link", VIEWS, ids=lambda link: "-".join(link.values()))
def test_a_page_draws_says_nothing_in_the_console_and_asks_no_other_machine(
    browser: Browser, server: str, link: dict[str, str]
) -> None:
    dark = link["lang"] == "en"
    with opened(browser, server, dark=dark, **link) as seen:
        # Map, order and figures over time; without any figure of the parts a sentence stands for the first two.
        assert seen.page.locator(".js-plotly-plot .bars .point path").count() >= (
            0 if link.get("region") in ("94", "91") else 9
        )
        assert seen.page.evaluate("document.documentElement.lang") == link["lang"]
        assert seen.complaints == []
        assert seen.hosts <= {"localhost", "127.0.0.1", ""}


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_of_ours(browser: Browser, server: str, dark: bool, width: int) -> None:
    link = {"lang": "en" if dark else "id", "region": "51.03"}
    # Of the method page one tab for each of the four screens; the walk looks at all of them.
    tab = METHOD_TABS[2 * dark + (width == 390)]
    for path, charts in (("/", 3), ("/data", 0), ("/metode", 0)):
        with opened(
            browser, server, path, dark=dark, width=width, height=844, bypass_csp=True, charts=charts, **link, tab=tab
        ) as seen:
            seen.open_all()
            ours = [
                (fault["id"], node["target"])
                for fault in violations(seen.page)
                for node in fault["nodes"]
                if not _is_streamlits(node)
            ]
            assert ours == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_nothing_is_wider_than_the_screen(browser: Browser, server: str, width: int, height: int) -> None:
    with opened(browser, server, width=width, height=height, lang="en", region="53") as seen:
        wide = seen.page.evaluate(
            "() => [...document.querySelectorAll('[data-testid=stMain] h1, [data-testid=stMain] h2,"
            " [data-testid=stMain] p, [data-testid=stMetricValue], .js-plotly-plot')]"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[data-testid=stTable]'))"
            ".map(e => e.innerText)"
        )
        assert wide == []


def test_map_and_bars_stand_on_the_first_screen_of_an_office_laptop(browser: Browser, server: str) -> None:
    with opened(browser, server, lang="id") as seen:
        charts = seen.page.locator(".js-plotly-plot")
        drawn = [mark.bounding_box() for chart in charts.all()[:2] for mark in chart.locator(".bars .point path").all()]
        assert len(drawn) >= 9
        assert max(box["y"] + box["height"] for box in drawn if box) <= 768


def test_the_keyboard_reaches_filters_figures_and_links_in_the_order_of_the_page(browser: Browser, server: str) -> None:
    with opened(browser, server, lang="id") as seen:
        reached = []
        for _ in range(40):
            seen.page.keyboard.press("Tab")
            reached.append(
                seen.page.evaluate(
                    "() => { const e = document.activeElement, r = e.getBoundingClientRect();"
                    " return [e.tagName, (e.getAttribute('aria-label') || e.innerText || '').trim().slice(0, 40), r.top] }"
                )
            )
        names = " | ".join(name for _, name, _ in reached)
        for wanted in ("Wilayah", "Kabupaten/kota", "Per", "Basis"):
            assert wanted in names
        assert names.index("Wilayah") < names.index("Basis") < names.index("Tabel, definisi")
        assert any(tag == "A" for tag, _, _ in reached)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_method_page_shows_conflicts_and_sources(browser: Browser, server: str, lang: str) -> None:
    say = language(lang)
    with opened(browser, server, "/metode", charts=0, lang=lang) as seen:
        assert seen.title() == METHOD_TITLE[lang]
        seen.page.get_by_role("tab", name=say("Where sources disagree")).click()
        seen.page.get_by_text(say("Recomputed"), exact=True).wait_for()
        rows = next(table for table in seen.tables() if table and say("Recomputed") in table[0])
        bali = next(row for row in rows if row[say("Region")] == "Bali")
        assert bali[say("As printed")] == say.percent(0.5088, 2)
        assert bali[say("Recomputed")] == say.percent(935_079 / 1_873_899, 2)
        assert seen.complaints == []
