"""The slides: the numbers of the metrics, charts that hold them raw, words that survive, files that open."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from data import store as coverage_store
from exports.briefing import SECTIONS, Briefing, BriefingAsked, Chart, Series, Table, TileMap, briefing, printed
from exports.deck import deck
from i18n import language
from metrics._model import Scope, measure
from metrics.catalogue import metric
from metrics.territory import Territory, territory
from tests.built_once import demonstration_home, published_home
from tests.exports.slides_read import charts_of, drawn, labels_of, opened, slides_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from data.store import Store

HOSTILE = (
    '"Kota \'Baru\'"', "<script>alert(1)</script>", "=1+1", "=HYPERLINK(\"http://x\")", "Kota 🌴 & Laut", "Nama " * 40,
    "Panjang" * 30, "a\x00b\x0bc\ud800d", "_x0041_",
)  # fmt: skip


def store_of(home: Path) -> Store:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        return coverage_store.ensure()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(demonstration_home(tmp_path_factory))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(published_home(tmp_path_factory))


@pytest.fixture(scope="module")
def places(published: Store) -> Territory:
    return territory(published.query)


def made(store: Store, places: Territory, region: str, lang: str = "id") -> Briefing:
    asked = BriefingAsked(region, "2025-12", lang=lang)
    return briefing(store.query, places, asked, store=store.version, made_on="2026-11-30")


@pytest.fixture(scope="module")
def bali(demonstration: Store, places: Territory) -> Briefing:
    return made(demonstration, places, "51")


@pytest.fixture(scope="module")
def slides(bali: Briefing) -> Any:
    return opened(bali)


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
        for series, held in zip(chart.series, native.plots[0].series, strict=True):
            assert tuple(held.values) == series.values
            labels = labels_of(held)
            assert labels or not any(series.labels) or chart.kind == "stacked"  # where a part is too thin for words
            for place, text in labels.items():
                assert series.labels[place] in text or series.labels[place].startswith(series.name)
                seen += 1
    assert seen > 40


def test_the_workbook_inside_a_chart_holds_the_same_numbers(bali: Briefing, slides: Any) -> None:
    finding, chart = next(drawn(bali))
    (native,) = charts_of(slides_of(slides, finding))
    sheet = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(chart.series[0].values)


def test_cells_of_tables_are_the_printed_figures(bali: Briefing, slides: Any) -> None:
    say = language("id")
    table = bali.finding("order").tables[0]
    shown = tables_of(slides_of(slides, bali.finding("order")))[0]
    columns = [place for place, column in enumerate(table.columns) if column.brief]
    for row, cells in zip(table.rows, shown[1:], strict=True):
        assert cells == [printed(row[place], table.columns[place], say) or "–" for place in columns]


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


def test_published_figures_alone_are_marked_nowhere(published: Store, places: Territory) -> None:
    made_of_them = opened(made(published, places, "52.03", "en"))
    texts = [shape.text_frame.text for slide in made_of_them.slides for shape in slide.shapes if shape.has_text_frame]
    assert not any("CONTOH" in text for text in texts)
    assert any("51.51" in text for text in texts)


def test_nothing_stands_outside_a_slide(bali: Briefing, slides: Any) -> None:
    for slide in slides.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= slides.slide_width
            assert shape.top + shape.height <= slides.slide_height


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_loaded_survives_and_runs_nowhere(bali: Briefing, text: str) -> None:
    heard = text.replace("\x00", "").replace("\x0b", "").replace("\ud800", "")
    order, chart = bali.finding("order"), bali.finding("order").chart
    assert isinstance(chart, Chart)
    chart = replace(chart, categories=(text, *chart.categories[1:]),
                    series=(replace(chart.series[0], name=text),))  # fmt: skip
    table = replace(order.tables[0], title=text, rows=((text, *order.tables[0].rows[0][1:]), *order.tables[0].rows[1:]))
    tiles = bali.finding("map").chart
    assert isinstance(tiles, TileMap)
    tiles = replace(tiles, tiles=(replace(tiles.tiles[0], name=text), *tiles.tiles[1:]))
    findings = tuple(
        replace(one, title=text, reading=text, chart=chart, tables=(table,), alt=text, footer=text) if one.key == "order"
        else replace(one, chart=tiles) if one.key == "map" else replace(one, title=text)
        for one in bali.findings if one.key in ("cover", "map", "order")
    )  # fmt: skip
    deck_of_it = opened(replace(bali, name=text, title=text, findings=findings))
    slide, behind = [one for one in deck_of_it.slides if one.shapes.title.text_frame.text.startswith(heard)][1:]
    assert heard in slide.notes_slide.notes_text_frame.text
    (native,) = charts_of([slide])
    assert native.plots[0].series[0].name == heard
    first = native.plots[0].categories[0]
    assert heard.startswith(first.rstrip("…").rstrip())
    assert tables_of([behind])[0][1][0].rstrip("…").replace(" ", "")[:20] == heard.replace(" ", "")[:20]
    sheet = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_long_table_is_cut_with_what_is_left_out_said(bali: Briefing) -> None:
    order = bali.finding("order")
    rows = tuple((f"Wilayah {number}", *order.tables[0].rows[0][1:]) for number in range(83))
    long = Table("Semua", order.tables[0].columns, rows)
    told = replace(
        bali, findings=tuple(replace(one, tables=(long,)) if one.key == "order" else one for one in bali.findings)
    )
    (table,) = tables_of(slides_of(opened(told), order))
    shown = len(table) - 2
    assert 10 < shown < 83
    assert table[-1][0] == f"… {83 - shown} lagi dari 83 baris; selengkapnya di buku kerja"


def test_labels_on_lines_meet_nowhere(bali: Briefing) -> None:
    from exports.deck.chart_lines import spots
    from exports.deck.words_on import Box

    crowded = Chart(
        "lines", tuple(str(number) for number in range(60)),
        tuple(Series(f"Garis {line}", (0.5 + line / 1000,) * 60, ("53,9% (Des 2025)",) * 60) for line in range(3)),
        "share", "Cakupan",
    )  # fmt: skip
    found = spots(crowded, Box(40, 30, 800, 300), 888, (0.2, 0.8, 0.1), 12)
    assert len(found) >= 6
    for place, one in enumerate(found):
        for other in found[:place]:
            (left, top, right, bottom), (west, north, east, south) = one.taken, other.taken
            assert left >= east or west >= right or top >= south or north >= bottom


def test_the_same_briefing_gives_the_same_bytes(bali: Briefing) -> None:
    assert deck(bali) == deck(bali)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_libreoffice_opens_it_and_draws_every_slide(
    demonstration: Store, places: Territory, tmp_path: Path, lang: str
) -> None:
    program = shutil.which("soffice")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no soffice found: install libreoffice-impress")
    file = tmp_path / "deck.pptx"
    file.write_bytes(deck(made(demonstration, places, "51.03", lang)))
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    drawn_pages = (tmp_path / "deck.pdf").read_bytes().count(b"/Type/Page\n") + (
        tmp_path / "deck.pdf"
    ).read_bytes().count(b"/Type/Page/")
    from pptx import Presentation

    assert drawn_pages == len(Presentation(str(file)).slides)
