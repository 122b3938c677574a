"""The slides: the numbers of the metrics, charts that hold them raw, words that survive, files that open."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from exports.briefing import SECTIONS, Briefing, Series, TileMap, printed
from exports.briefing.stacks import with_total
from exports.briefing.tables import headed
from i18n import language
from metrics.__main__ import main as command
from metrics._model import Scope, measure
from metrics.catalogue import metric
from metrics.territory import Territory, territory
from tests.built_once import demonstration_home
from tests.exports.rows import number_and_step
from tests.exports.slides_read import charts_of, drawn, labels_of, made, opened, slides_of, store_of, tables_of

if TYPE_CHECKING:
    from data.store import Store


def test_every_finding_has_a_slide_whose_title_it_is_with_source_notes_and_link(bali: Briefing, slides: Any) -> None:
    assert tuple(dict.fromkeys(finding.section for finding in bali.findings)) == SECTIONS
    shown = [finding for finding in bali.findings if finding.figures or not finding.missing]
    assert len(shown) >= 16
    for finding in shown:
        (slide, *_) = slides_of(slides, finding)
        notes = slide.notes_slide.notes_text_frame.text
        assert finding.link in notes
        assert all(source.address in notes for source in finding.sources)
        assert finding.definition in notes
        texts = [shape.text_frame.text for shape in slide.placeholders]
        assert any(finding.footer[:60] in text for text in texts)


def test_findings_without_a_figure_are_told_on_one_slide(published: Store, places: Territory) -> None:
    told = made(published, places, "94")
    lacking = [finding for finding in told.findings if finding.missing and not finding.figures]
    assert len(lacking) >= 5
    (table,) = [one for one in tables_of(list(opened(told).slides)) if one[0][1].startswith("Mengapa")]
    assert [row[0] for row in table[1:]] == [finding.title for finding in lacking]


def test_charts_hold_raw_values_and_print_our_words(bali: Briefing, slides: Any) -> None:
    seen = 0
    for finding, chart in drawn(bali):
        (native,) = charts_of(slides_of(slides, finding))
        for series, held in zip(chart.series, [one for plot in native.plots for one in plot.series], strict=True):
            assert tuple(held.values) == series.values
            labels = labels_of(held)
            assert labels or not any(series.labels) or chart.kind == "stacked"  # where a part is too thin for words
            for place, text in labels.items():
                assert series.labels[place] in text or series.labels[place].startswith(series.name)
                seen += 1
    assert seen > 40


def test_each_month_of_stacked_money_has_what_it_amounts_to_above_it(bali: Briefing, slides: Any) -> None:
    finding = bali.finding("plan-money")
    (native,) = charts_of(slides_of(slides, finding))
    columns, (total,) = native.plots[0].series, native.plots[1].series
    assert len(columns) == 4
    summed = [sum(values) for values in zip(*(series.values for series in columns), strict=True)]
    assert list(total.values) == pytest.approx(summed, rel=1e-12)
    say = language("id")
    assert labels_of(total) == {place: say.number(value / 1e9, 1) for place, value in enumerate(summed)}


def test_a_month_of_which_a_part_is_not_known_has_no_amount() -> None:
    """2 + 3 in the first month, 2 and a part not known in the second, 4 alone in the third."""
    parts = [Series("A", (2.0, 2.0, 4.0), ("2", "2", "4")), Series("B", (3.0, 0.0, 0.0), ("3", "", ""))]
    *kept, total = with_total(parts, "Jumlah", lambda value: f"{value:.0f}", [1])
    assert kept == parts
    assert (total.values, total.labels) == ((5.0, None, 4.0), ("5", "", ""))
    assert with_total(parts[:1], "Jumlah", str) == (parts[0],)


def test_the_workbook_inside_a_chart_holds_the_same_numbers(bali: Briefing, slides: Any) -> None:
    finding, chart = next(drawn(bali))
    (native,) = charts_of(slides_of(slides, finding))
    sheet = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(chart.series[0].values)


def test_every_cell_of_every_table_is_a_printed_figure(bali: Briefing, slides: Any) -> None:
    say, seen, shown = language("id"), 0, Counter[str]()
    held = {
        tuple(headed(column, say) for column in table.columns if column.brief): table
        for finding in bali.findings for table in finding.tables
    }  # fmt: skip
    for head, *body in tables_of(list(slides.slides)):
        table = held[tuple(head)]
        columns = [place for place, column in enumerate(table.columns) if column.brief]
        rows = body[:-1] if len(body) - 1 < len(table.rows) and body[-1][0].startswith("…") else body
        assert rows
        first = shown[table.title]  # a list of sources goes on over slides
        shown[table.title] += len(rows)
        for row, cells in zip(table.rows[first:], rows, strict=False):
            for place, text in zip(columns, cells, strict=True):
                whole = printed(row[place], table.columns[place], say) or "–"
                assert text == whole or (table.columns[place].wide and whole.startswith(text.rstrip("…")))
                seen += 1
    assert seen > 500


def test_no_source_is_left_out_and_each_slide_of_them_can_be_read(bali: Briefing, slides: Any) -> None:
    (table,) = bali.finding("sources").tables
    pages = tables_of(slides_of(slides, bali.finding("sources")))
    assert len(pages) == -(-len(table.rows) // 12) == 2
    assert [row[2] for _, *body in pages for row in body] == [row[2] for row in table.rows]


def test_the_whole_name_of_a_bar_stands_beside_it_on_two_lines(bali: Briefing, slides: Any) -> None:
    finding = bali.finding("headline")
    (native,) = charts_of(slides_of(slides, finding))
    names = [str(name) for name in native.plots[0].categories]
    assert [name.replace("\n", " ") for name in names] == list(finding.chart.categories)
    assert max(name.count("\n") for name in names) == 1


def test_a_printed_scorecard_is_no_example_though_evidence_beside_it_is(
    demonstration: Store, places: Territory
) -> None:
    told = made(demonstration, places, "52.03")
    first, second = slides_of(opened(told), told.finding("award"))
    assert [any(shape.name == "CONTOH" for shape in slide.shapes) for slide in (first, second)] == [False, True]
    assert "CONTOH" not in first.shapes.title.text_frame.text
    assert charts_of([first])[0].chart_title.text_frame.text == told.finding("award").chart.about


def test_every_card_prints_a_figure_with_what_is_to_be_read_beside_it(bali: Briefing, slides: Any) -> None:
    for finding in bali.findings:
        for figure in finding.figures:
            (card,) = [shape for shape in slides_of(slides, finding)[0].shapes if shape.name == figure.label]
            assert card.text_frame.text.split("\n") == [figure.label, figure.text, figure.note]


@pytest.mark.parametrize("region", ["51", "52.03", "94"])
def test_numbers_on_the_slides_are_those_of_the_command_line(
    places: Territory, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], region: str
) -> None:
    home = demonstration_home(tmp_path_factory)
    told = made(store_of(home), places, region)
    slides = opened(told)

    def asked(*words: str) -> list[dict[str, Any]]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COVERAGE_HOME", str(home))
            assert command([*words, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    def alike(printed_one: str, number: float) -> bool:
        value, step = number_and_step(printed_one, "id")
        return abs(value - number) <= step / 2 + 1e-9

    parts = places.parts(region[:2])
    held = {
        row["region_code"]: row
        for row in asked("get", "coverage", "--region", ",".join(parts), "--base", "ucj", "--as-of", "2025-12")
    }
    table, seen = told.finding("order").tables[0], 0
    shown = next(one for one in tables_of(slides_of(slides, told.finding("order"))))
    for row, cells in zip(table.rows, shown[1:], strict=True):
        figure = held[row[-1]]
        assert alike(cells[1], figure["value"])
        assert all(cell == "–" or alike(cell, figure[name]) for cell, name in
                   zip(cells[2:4], ("numerator", "denominator"), strict=True))  # fmt: skip
        seen += 1
    assert seen == len(parts)
    aims = [row for row in asked("target", "--region", region, "--as-of", "2025-12") if row["base"] == "ucj"]
    (targets, *_) = [one for one in tables_of(slides_of(slides, told.finding("headline"))) if one[0][0] == "Target"]
    assert len(targets) - 1 == len(aims)
    for cells, aim in zip(targets[1:], aims, strict=True):
        assert alike(cells[0], aim["value_target"]) and alike(cells[3], aim["current"])
        assert cells[5] == "–" if aim["gap_people"] is None else alike(cells[5], aim["gap_people"])


def test_shares_on_the_slides_are_those_of_the_metric(demonstration: Store, bali: Briefing, slides: Any) -> None:
    held = measure(demonstration.query, metric("coverage"), Scope(tuple(territory(demonstration.query).parts("51")),
                                                                  "ucj", "total", as_of="2025-12"))  # fmt: skip
    held = held[held["shown"] | (held["status"] != "demonstration")]
    say, chart = language("id"), bali.finding("order").chart
    (native,) = charts_of(slides_of(slides, bali.finding("order")))
    values = sorted(native.plots[0].series[0].values)
    assert values == sorted(held["value"])
    words = labels_of(native.plots[0].series[0])
    assert sorted(words) == list(range(9))
    assert all(words[place].startswith(say.percent(value)) for place, value in enumerate(chart.series[0].values))


def test_tiles_are_shapes_with_the_words_of_the_map(bali: Briefing, slides: Any) -> None:
    finding = bali.finding("map")
    (slide,) = slides_of(slides, finding)
    shapes = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    assert isinstance(finding.chart, TileMap) and len(finding.chart.tiles) == 9
    for tile in finding.chart.tiles:
        assert shapes[tile.name].split("\n") == [tile.name, tile.value, tile.note]


def test_what_rests_on_demonstration_figures_says_so_on_every_slide(bali: Briefing, slides: Any) -> None:
    marked = {slide.slide_id for slide in slides.slides if any(shape.name == "CONTOH" for shape in slide.shapes)}
    wanted = {slides.slides[0].slide_id}
    for finding in bali.findings[1:]:
        if finding.example:
            wanted |= {slide.slide_id for slide in slides_of(slides, finding)}
    assert marked == wanted
    assert 8 < len(marked) < len(slides.slides)


def test_a_figure_of_the_demonstration_set_marks_its_finding(demonstration: Store, places: Territory) -> None:
    for region in ("51", "51.03", "52.03"):
        for finding in made(demonstration, places, region).findings:
            assert finding.example or not any(figure.status == "demonstration" for figure in finding.figures)


def test_published_figures_alone_are_marked_nowhere(published: Store, places: Territory) -> None:
    made_of_them = opened(made(published, places, "52.03", "en"))
    texts = [shape.text_frame.text for slide in made_of_them.slides for shape in slide.shapes if shape.has_text_frame]
    assert not any("CONTOH" in text for text in texts)
    assert any("51.51" in text for text in texts)
