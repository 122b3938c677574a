"""The file of a deck: the order of the schema, nothing outside a slide, words that survive, LibreOffice that opens it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from exports.briefing import Briefing, Chart, Series, Table, TileMap
from exports.deck import deck
from exports.deck.chart_lines import spots
from exports.deck.words_on import Box
from metrics.territory import Territory
from tests.exports.slides_read import charts_of, made, opened, slides_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from data.store import Store

# Children in the order of ECMA-376, of the elements that are put together here and not by python-pptx alone.
ORDER = {
    "chartSpace": "date1904 roundedCorners AlternateContent style chart spPr txPr externalData",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax",
    "title": "tx layout overlay spPr txPr",
    "plotArea": "layout barChart lineChart catAx valAx spPr",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "legendEntry": "idx delete",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls marker smooth axId",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls cat val smooth",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize "
             "showLeaderLines",
    "dLbl": "idx layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx "
             "crosses auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx "
             "crosses crossBetween majorUnit",
    "scaling": "logBase orientation max min",
    "spPr": "xfrm prstGeom noFill solidFill gradFill pattFill ln effectLst",
    "ln": "noFill solidFill prstDash round headEnd tailEnd",
    "tcPr": "lnL lnR lnT lnB noFill solidFill pattFill",
    "rPr": "ln noFill solidFill latin hlinkClick",
    "bodyPr": "noAutofit normAutofit spAutoFit",
    "sldSz": "",
}  # fmt: skip


HOSTILE = (
    '"Kota \'Baru\'"', "<script>alert(1)</script>", "=1+1", "=HYPERLINK(\"http://x\")", "Kota 🌴 & Laut", "Nama " * 40,
    "Panjang" * 30, "a\x00b\x0bc\ud800d", "_x0041_",
)  # fmt: skip


def test_children_stand_in_the_order_of_the_schema(bali: Briefing) -> None:
    seen = set()
    with zipfile.ZipFile(io.BytesIO(deck(bali))) as packed:
        for part in packed.namelist():
            if not part.endswith(".xml"):
                continue
            for element in etree.fromstring(packed.read(part)).iter("*"):
                name = etree.QName(element).localname
                if name not in ORDER:
                    continue
                wanted = ORDER[name].split()
                held = [etree.QName(child).localname for child in element]
                assert held == sorted(held, key=wanted.index), f"{part}: {name}"
                seen.add(name)
    assert seen == set(ORDER)


def test_no_two_shapes_of_a_slide_share_a_number_and_every_relation_leads_somewhere(slides: Any) -> None:
    for slide in slides.slides:
        numbers = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))
        wanted = set(slide._element.xpath(".//@r:id"))
        assert wanted <= set(slide.part.rels)


def test_nothing_stands_outside_a_slide(bali: Briefing, slides: Any) -> None:
    for slide in slides.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= slides.slide_width
            assert shape.top + shape.height <= slides.slide_height


def test_chart_table_and_words_of_a_slide_do_not_lie_on_one_another(demonstration: Store, places: Territory) -> None:
    for region in ("51", "52.03", "KW-BANUSPA"):
        for slide in opened(made(demonstration, places, region)).slides:
            blocks = [shape for shape in slide.shapes if shape.has_chart or shape.has_table or shape.is_placeholder]
            for place, one in enumerate(blocks):
                for other in blocks[:place]:
                    assert (
                        one.top >= other.top + other.height or other.top >= one.top + one.height
                        or one.left >= other.left + other.width or other.left >= one.left + one.width
                    )  # fmt: skip


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
    assert "".join(heard.split()).startswith("".join(first.rstrip("…").split()))
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
    assert drawn_pages == len(Presentation(str(file)).slides)
