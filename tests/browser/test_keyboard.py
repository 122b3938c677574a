"""Using the pages without a mouse: one round with Tab reaches everything, in the order in which one reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from i18n import language
from tests.browser.keyboard import once_round
from tests.browser.reading import opened

pytestmark = pytest.mark.browser

SAY = language("id")
LINK = {"region": "51", "as_of": "2025-12", "base": "ucj", "lang": "id"}
FILTERS = [SAY(label) for label in ("Territory", "Regency or city", "As of", "Base")]


@pytest.mark.parametrize("path", ["/", "/tren", "/rencana", "/paparan", "/paritrana"])
def test_the_tab_key_leads_through_the_menu_the_filters_and_the_page_as_one_reads_it(
    browser: Browser, server: str, path: str
) -> None:
    with opened(browser, server, path, charts=0, **LINK) as seen:
        links = seen.page.get_by_test_id("stSidebarNavLink").all_inner_texts()
        told = once_round(seen.page)
    assert told.faults == []
    assert told.names[1 : 1 + len(links)] == [" ".join(link.split()) for link in links]
    assert told.in_page[: len(FILTERS)] == FILTERS
    assert len(told.in_page) > len(FILTERS)


_TWO = "<p><a href='#1'>satu</a></p><p><a href='#2'>dua</a></p>"
FAULTS = {
    "nothing": (_TWO, []),
    "the order of the page is another one": (
        "<div style='display: flex; flex-direction: column-reverse'>" + _TWO + "</div>",
        ["'dua' comes after 'satu', and stands before it"],
    ),
    "no focus": (
        "<style>a { outline: none }</style>" + _TWO,
        ["the focus is not seen on 'satu'", "the focus is not seen on 'dua'"],
    ),
    "under another": (
        "<p><a href='#1'>satu</a></p><div style='position: fixed; inset: 0; background: white'></div>",
        ["'satu' is not seen"],
    ),
    "for the mouse alone": (_TWO + "<button tabindex='-1'>tiga</button>", ["'tiga' is not reached"]),
    "a trap": (
        "<input aria-label='satu' onkeydown='event.preventDefault()'>",
        ["the focus is not seen on 'satu'", "the focus does not leave 'satu'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "faults"), FAULTS.values(), ids=FAULTS)
def test_what_stands_in_the_way_of_the_keyboard_is_named(browser: Browser, content: str, faults: list[str]) -> None:
    page = browser.new_page()
    page.set_content(f"<main data-testid=stMain>{content}</main>")
    told = once_round(page)
    page.close()
    assert told.faults == faults
