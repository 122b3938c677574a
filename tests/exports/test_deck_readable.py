"""The slides as the last row of a hall sees them: large letters, nothing cut, titles that break well, no empty drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER

from exports.briefing.model import Tile
from exports.deck import fitting
from exports.deck.tiles import _rows as rows_of
from metrics.territory import Territory
from tests.exports.slides_read import charts_of, made, opened, slides_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.store import Store

BELOW = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


@pytest.fixture(scope="module", params=[("KW-BANUSPA", "id"), ("94", "id"), ("52.03", "en"), ("51", "en")])
def told_and_slides(demonstration: Store, places: Territory, request: pytest.FixtureRequest) -> Any:
    told = made(demonstration, places, *request.param)
    return told, opened(told)


def test_no_words_but_the_source_line_are_smaller_than_twelve_points(told_and_slides: Any) -> None:
    seen = 0
    for slide in told_and_slides[1].slides:
        for shape in slide.shapes:
            if shape.is_placeholder and shape.placeholder_format.type in BELOW:
                continue
            parts = [shape._element, *([shape.chart._chartSpace] if shape.has_chart else [])]
            for letters in (one for part in parts for one in part.iter("{*}rPr", "{*}defRPr")):
                assert int(letters.get("sz", 1200)) >= 1200, (slide.shapes.title.text_frame.text, shape.name)
                seen += "sz" in letters.attrib
    assert seen > 500


def test_no_name_of_a_bar_is_cut(told_and_slides: Any) -> None:
    names = [str(name) for chart in charts_of(list(told_and_slides[1].slides)) for name in chart.plots[0].categories]
    assert len(names) > 40
    assert not [name for name in names if fitting.MORE in name]


def test_no_title_ends_in_a_line_of_one_word(told_and_slides: Any) -> None:
    broken = 0
    for slide in told_and_slides[1].slides:
        title = slide.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size.pt
        lines = fitting.lines(title.text_frame.text, title.width.pt, size, bold=True)
        broken += len(lines) > 1
        assert len(lines) == 1 or (len(lines) == 2 and " " in lines[1]), lines
    assert broken > 3


def test_a_single_column_is_not_drawn_where_a_table_says_the_same(demonstration: Store, places: Territory) -> None:
    told = made(demonstration, places, "51.08")
    (slide,) = slides_of(opened(told), told.finding("informal"))
    assert not charts_of([slide])
    ((_, row),) = tables_of([slide])
    assert row[:2] == ["Des 2025", "Mar 2026"]


def test_a_reading_that_is_too_long_loses_whole_sentences_from_its_end() -> None:
    said = "Cakupan Bali 53,9%. Target 65% pada Des 2024: tidak tercapai. Rencana bukan proyeksi."
    line = 12 * fitting.LINE
    assert fitting.whole_sentences(said, (300, line), 12) == "Cakupan Bali 53,9%."
    assert (
        fitting.whole_sentences(said, (470, line), 12)
        == "Cakupan Bali 53,9%. Target 65% pada Des 2024: tidak tercapai."
    )
    assert fitting.whole_sentences(said, (300, 3 * line), 12) == said
    assert fitting.whole_sentences(said, (90, line), 12) == "Cakupan…"


def test_a_title_breaks_into_even_lines_but_neither_within_brackets_nor_after_a_number() -> None:
    title = "Coverage from 33.9% (Jan 2019) to 53.9% (Dec 2025)"
    wide = fitting.balanced(title, 700, 26, bold=True)
    assert fitting.lines(title, wide, 26, bold=True) == ["Coverage from 33.9% (Jan 2019)", "to 53.9% (Dec 2025)"]
    places = "Bali 55.6%: place 4 of 8, 15.5 points above the others together"
    first, _ = fitting.lines(places, fitting.balanced(places, 700, 26, bold=True), 26, bold=True)
    assert not first[-1].isdigit()
    assert fitting.balanced("Bali 53.9%", 700, 26, bold=True) == 700


def tiles_at(places: dict[str, tuple[int, int]]) -> Iterator[Tile]:
    """Give tiles by name at column and row."""
    return (Tile(name, name, "", "", column, row, None, None, False) for name, (column, row) in places.items())


def test_rows_of_tiles_that_lie_side_by_side_share_one() -> None:
    """Bali's row is left of all of Papua's: it moves up beside the last of them; a row below others stays below them."""
    beside = tuple(tiles_at({"Papua": (7, 0), "Papua Selatan": (7, 2), "Bali": (0, 3), "NTB": (1, 3)}))
    assert rows_of(beside) == {0: 0.0, 2: 1.3, 3: 1.3}
    below = tuple(tiles_at({"Buleleng": (2, 0), "Jembrana": (0, 1), "Karangasem": (4, 1)}))
    assert rows_of(below) == {0: 0.0, 1: 1.0}
