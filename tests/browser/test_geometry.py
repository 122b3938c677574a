"""What the walk holds against every page: a text that nobody can read is found, and what is meant so is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.geometry import unreadable

pytestmark = pytest.mark.browser

_NUMBER = re.compile(r"\b\d+(?= (?:px|x))")

# Letters of one width, so that the pixels can be counted: one of 20 px is 12 px wide.
_PAGE = """<style>
  * {{ font: 20px/24px monospace; margin: 0; padding: 0 }} svg {{ overflow: hidden }}
</style>
<main data-testid=stMain style="position: relative; width: 300px">{content}</main>"""
_CHART = '<svg class="main-svg" width="300" height="100"><clipPath id="c"><rect width="100" height="100"/></clipPath>{}</svg>'
_POINT = '<path class="point" d="M 20 40 h 10 v 8 h -10 z"/>'

FAULTS = {
    "a line without room": (
        '<p style="width: 60px; overflow: hidden; white-space: nowrap">Jembrana</p>',
        'cut off by 36 px: "Jembrana"',
    ),
    "dots for its end": (
        '<p style="width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">Jembrana</p>',
        'cut off by 36 px: "Jembrana"',
    ),
    "half its height": ('<p style="height: 12px; overflow: hidden">Jembrana</p>', 'cut off by 7 px: "Jembrana"'),
    "a box to write in": ('<input style="width: 60px; border: 0" value="Jembrana">', 'cut off by 36 px: "Jembrana"'),
    "a card": ('<p style="width: 60px; border: 1px solid">Jembrana</p>', 'outside its frame by 36 px: "Jembrana"'),
    "a column": (
        '<div data-testid=stColumn style="width: 60px">Jembrana</div>',
        'outside its frame by 36 px: "Jembrana"',
    ),
    "the edge of the screen": ('<p style="margin-left: -30px">Jembrana</p>', 'off the screen by 30 px: "Jembrana"'),
    "two lines": (
        '<p>Bali</p><p style="margin-top: -12px">Papua</p>',
        '48 x 3 px over each other: "Bali" and "Papua"',
    ),
    "the edge of a chart": (_CHART.format('<text x="270" y="50">Bali</text>'), 'cut off by 18 px: "Bali"'),
    "the edge of a plot": (
        _CHART.format('<g clip-path="url(&quot;#c&quot;)"><text x="70" y="50">Bali</text></g>'),
        'cut off by 18 px: "Bali"',
    ),
    "a name and its value": (
        _CHART.format('<text x="10" y="50">Bali</text><text x="46" y="50">51,2%</text>'),
        '12 x 14 px over each other: "Bali" and "51,2%"',
    ),
    "a mark": (
        _CHART.format(f'<text x="10" y="50">Bali</text><g class="scatterlayer">{_POINT}</g>'),
        '10 x 8 px of a mark over "Bali"',
    ),
}

MEANT = [
    "<p>Bali</p><p>Papua</p>",
    '<p style="width: 60px; overflow: auto; white-space: nowrap">Jembrana</p>',
    '<div style="width: 60px; overflow: hidden"><div style="overflow: auto"><table><td>Jembrana</table></div></div>',
    "<details><summary>Tabel</summary><p style='width: 60px; overflow: hidden'>Jembrana</p></details>",
    '<p style="visibility: hidden; margin-left: -30px">Jembrana</p>',
    '<p style="opacity: 0; margin-left: -30px">Jembrana</p>',
    '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0)">Jembrana</p>',
    '<span data-testid=stIconMaterial style="display: block; width: 20px; overflow: hidden">expand_more</span>',
    _CHART.format('<text x="10" y="50">Bali</text><text x="70" y="50">51,2%</text>'),
    _CHART.format(
        '<g class="barlayer"><path class="point" d="M 0 30 h 90 v 30 h -90 z"/></g><text x="10" y="50">Bali</text>'
    ),
]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 400, "height": 300})
    yield page
    page.close()


@pytest.mark.parametrize(("content", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_text_that_cannot_be_read_is_named_with_what_is_wrong_and_by_how_much(
    tab: Page, content: str, fault: str
) -> None:
    tab.set_content(_PAGE.format(content=content))
    found = unreadable(tab)
    assert [_NUMBER.sub("#", one) for one in found] == [_NUMBER.sub("#", fault)]
    # A machine's own letters may be a little wider.
    assert _pixels(found[0]) == pytest.approx(_pixels(fault), abs=3)


@pytest.mark.parametrize("content", MEANT)
def test_what_is_meant_so_is_left_alone(tab: Page, content: str) -> None:
    tab.set_content(_PAGE.format(content=content))
    assert unreadable(tab) == []


def _pixels(fault: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(fault.split(":")[0])]
