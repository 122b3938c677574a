"""In a real browser, on a column of a laptop and on a phone: words stay in their tiles, off each other and on the page."""

import json
from itertools import combinations
from pathlib import Path

import plotly
import pytest

from charts import tiles
from charts.bars import target_bars
from charts.points import published_points
from charts.theme import theme
from i18n import language
from tests.charts.frames import everywhere, regions
from tests.charts.test_points import BALI, GOALS

pytestmark = pytest.mark.browser

SCRIPT = Path(plotly.__file__).parent / "package_data/plotly.min.js"
COLUMN, PHONE = 560, 350
WIDTHS = pytest.mark.parametrize("width", [COLUMN, PHONE])
LIGHT, indonesian = theme("light"), language("id")

BOXES = """selector => [...document.querySelectorAll(selector)].map(one => {
    const box = one.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""
LETTERS = """() => [...document.querySelectorAll('.bartext')].map(text => {
    const scale = text.getCTM().a;
    return Math.min(...[...text.querySelectorAll('tspan[style*=font-size]')].map(
        line => parseFloat(getComputedStyle(line).fontSize) * scale));
})"""

COLOURS = """() => [...document.querySelectorAll('.bartext tspan[style*=font-size], .textpoint text, .bars path')].map(
    one => { const style = getComputedStyle(one); return [style.fill, style.fillOpacity, style.opacity] })"""


@pytest.fixture(scope="module")
def drawn(browser):
    """Draw a figure at a width; nothing may be said on the console."""
    page = browser.new_page(viewport={"width": 700, "height": 900})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_content("<div id=chart></div>")
    page.add_script_tag(path=str(SCRIPT))

    def draw(figure, width):
        page.set_viewport_size({"width": width, "height": 1400})
        page.evaluate(
            "([figure, width]) => { chart.style.width = width + 'px';"
            " return Plotly.newPlot(chart, figure.data, figure.layout, {displayModeBar: false}) }",
            [json.loads(json.dumps(figure)), width],
        )
        assert said == []
        return page

    yield draw
    page.close()


def meet(one, other):
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1


def inside(inner, outer, slack=1):
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


@WIDTHS
@pytest.mark.parametrize("block", ["Bali", "NTB", "NTT", "Papua", "provinces"])
@pytest.mark.parametrize("some", [True, False], ids=["all have figures", "none has"])
def test_words_stay_inside_their_tile(drawn, width, block, some):
    old = {"is_old": True, "boundary": "before-2022-split", "period": "2023-12"}
    frame = everywhere(block, **old) if some else regions(block, {})
    page = drawn(tiles.tile_map(frame, 0.65, None, LIGHT, indonesian), width)
    edges, texts = page.evaluate(BOXES, ".bars .point path"), page.evaluate(BOXES, ".bars .point .bartext")
    assert len(edges) == len(texts) == len(frame)
    for edge, text in zip(edges, texts, strict=True):
        assert inside(text, edge)


@pytest.mark.parametrize(
    ("block", "width", "least"),
    [
        ("Bali", COLUMN, 9),
        ("Bali", PHONE, 7),
        ("NTB", COLUMN, 8),
        ("NTT", COLUMN, 8),
        ("Papua", COLUMN, 7),
        ("provinces", COLUMN, 7),
    ],
)
def test_letters_on_tiles_are_large_enough_to_read(drawn, block, width, least):
    page = drawn(tiles.tile_map(everywhere(block), 0.65, None, LIGHT, indonesian), width)
    assert min(page.evaluate(LETTERS)) >= least


@WIDTHS
def test_the_key_stays_on_the_page(drawn, width):
    page = drawn(
        tiles.tile_map(everywhere("provinces", status="summed", is_old=True), 0.6728, None, LIGHT, indonesian), width
    )
    (sheet,) = page.evaluate(BOXES, ".main-svg:first-child")
    notes = page.evaluate(BOXES, ".annotation-text")
    assert all(inside(note, sheet) for note in notes)
    assert not any(meet(one, other) for one, other in combinations(notes, 2))


@WIDTHS
def test_long_names_values_bars_and_dates_find_room_side_by_side(drawn, width):
    frame = everywhere("NTT").assign(short_name="Timor Tengah Selatan")
    page = drawn(target_bars(frame, 0.65, None, LIGHT, indonesian), width)
    (sheet,) = page.evaluate(BOXES, ".main-svg:first-child")
    names, dates = page.evaluate(BOXES, ".ytick text"), page.evaluate(BOXES, ".textpoint text")
    bars = page.evaluate(BOXES, ".bars .point path")
    assert len(names) == len(dates) == len(bars) == 22
    assert all(inside(each, sheet) for each in [*names, *dates, *bars])
    assert not any(meet(one, other) for one in names for other in [*bars, *dates])
    assert not any(meet(bar, date) for bar in bars for date in dates)
    assert max(bar[2] - bar[0] for bar in bars) > 70


@WIDTHS
def test_words_beside_points_lie_on_nothing_and_stay_on_the_page(drawn, width):
    page = drawn(published_points(BALI, GOALS, LIGHT, indonesian), width)
    (sheet,) = page.evaluate(BOXES, ".main-svg:first-child")
    texts = page.evaluate(BOXES, ".textpoint text")
    assert len(texts) == 6  # three figures, one of them also as printed, two targets
    assert all(inside(text, sheet) for text in texts)
    assert not any(meet(one, other) for one, other in combinations(texts, 2))
    assert not any(meet(text, mark) for text in texts for mark in page.evaluate(BOXES, ".points path.point"))


@pytest.mark.parametrize("chart", [tiles.tile_map, target_bars])
def test_a_click_fades_and_recolours_nothing(drawn, chart):
    figure = chart(regions(), 0.65, None, LIGHT, indonesian)
    figure["layout"]["clickmode"] = "event+select"  # as Streamlit does where a selection is asked for
    page = drawn(figure, COLUMN)
    before = page.evaluate(COLOURS)
    page.evaluate("() => chart.on('plotly_selected', event => window.chosen = event.points[0].customdata)")
    (box, *_) = page.evaluate(BOXES, ".bars .point path")
    page.mouse.click((box[0] + box[2]) / 2, box[3] - 4)
    page.wait_for_function("() => window.chosen")
    assert page.evaluate("() => window.chosen") == figure["data"][0]["customdata"][0]
    assert page.evaluate(COLOURS) == before


def test_no_words_are_turned(drawn):
    for figure in (
        target_bars(regions(), 0.65, None, LIGHT, indonesian),
        published_points(BALI, GOALS, LIGHT, indonesian),
    ):
        page = drawn(figure, PHONE)
        turned = "() => [...document.querySelectorAll('text')].filter(one => Math.abs(one.getCTM().b) > 0.01).length"
        assert page.evaluate(turned) == 0
