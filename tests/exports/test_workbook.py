"""The workbook holds the figures of the metrics, divides them itself, and runs nothing that was loaded."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from exports.briefing import Briefing, BriefingAsked, Chart, Column, Series, Table, briefing
from exports.workbook import workbook
from exports.workbook.planned import planned
from i18n import language
from metrics._model import Scope, measure
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.territory import Territory

if TYPE_CHECKING:
    from pathlib import Path

    from data.store import Store

HOSTILE = (
    '=HYPERLINK("http://example.invalid","x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1", '<script>alert("x")</script>',
    "O'Brien & \"Sons\"", "Kota 🌴 Bali", "n" * 200, "a\x00b\x07c", "_x0041_", "{=1+1}", "\ud800",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(demonstration: Store) -> Store:
    return demonstration


@pytest.fixture(scope="module")
def bali(store: Store, places: Territory) -> Briefing:
    return made(store, places, "51", "id")


@pytest.fixture(scope="module")
def content(bali: Briefing) -> bytes:
    return workbook(bali)


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return opened(content, values=True)


def made(store: Store, places: Territory, region: str, lang: str) -> Briefing:
    asked = BriefingAsked(region, "2025-12", lang=lang)
    return briefing(store.query, places, asked, store=store.version, made_on="2026-11-30")


def opened(content: bytes, *, values: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def rows(book: openpyxl.Workbook, name: str, header: int = 5) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows(min_row=header + 1)]


def names(told: Briefing, key: str) -> list[str]:
    return [plan.name for plan in planned(told, language(told.lang)) if plan.finding.key == key]


def test_the_first_sheet_says_what_the_workbook_is_of_and_leads_to_every_other(
    bali: Briefing, book: openpyxl.Workbook
) -> None:
    front = book["Daftar isi"]
    texts = [str(cell.value) for row in front.iter_rows() for cell in row if cell.value is not None]
    assert {"Bali (51)", "Desember 2025", "Basis UCJ", "65% pada Desember 2024", bali.store} <= set(texts)
    assert book.sheetnames[0] == "Daftar isi"
    linked = {cell.hyperlink.location for row in front.iter_rows() for cell in row if cell.hyperlink}
    listed = {f"'{plan.name}'!A1" for plan in planned(bali, language("id"))}
    assert linked == listed | {"'Angka utama'!A1", "Definisi!A1"}
    assert {plan.name for plan in planned(bali, language("id"))} <= set(book.sheetnames)


def test_shares_of_the_regions_are_those_of_the_metric_and_formulas_over_their_people(
    bali: Briefing, content: bytes, book: openpyxl.Workbook, store: Store, places: Territory
) -> None:
    (name,) = [one for one in names(bali, "map") if one.endswith("a Peta wilayah")]
    held = measure(store.query, metric("coverage"), Scope(tuple(places.parts("51")), "ucj", "total", as_of="2025-12"))
    held = held[held["shown"]].set_index("region_code").astype(object)
    held = held.where(held.notna(), None)
    values = {row[10]: row for row in rows(book, name) if row[10] in held.index}
    assert set(values) == set(held.index) == set(places.parts("51"))
    for code, row in values.items():
        assert row[1] == held.loc[code, "value"]
        assert row[2:4] == (held.loc[code, "numerator"], held.loc[code, "denominator"])
    formulas = {row[10]: row[1] for row in rows(opened(content, values=False), name) if row[10] in held.index}
    # Where the source prints a share alone there is nothing to divide.
    assert [isinstance(formulas[code], str) for code in held.index] == [row is not None for row in held["numerator"]]


def test_large_numbers_are_those_of_metric_and_target(book: openpyxl.Workbook, store: Store, places: Territory) -> None:
    held = {row[15]: row for row in rows(book, "Angka utama", header=3)}
    assert held["coverage.value"][2] == 0.5388
    read = targets(store.query, places, "51", "2025-12")
    aim = read[(read["target_id"] == "banuspa-65-2024") & (read["base"] == "ucj")].iloc[0]
    assert held["target.gap_points"][2] == pytest.approx(aim["gap_points"] * 100)


@pytest.mark.parametrize(("region", "lang"), [("KW-BANUSPA", "id"), ("94", "en")])
def test_every_table_stands_in_it_whole(store: Store, places: Territory, region: str, lang: str) -> None:
    told = made(store, places, region, lang)
    book = opened(workbook(told), values=True)
    for plan in planned(told, language(lang)):
        if plan.table is None:
            continue
        shown = rows(book, plan.name)[: len(plan.table.rows)]
        for row, cells in zip(plan.table.rows, shown, strict=True):
            for value, cell, column in zip(row, cells, plan.table.columns, strict=False):
                if isinstance(value, int | float) and column.unit not in ("text", "month"):
                    assert cell == pytest.approx(value * 100 if column.unit == "points" else value, rel=1e-12)


def test_every_sheet_with_a_table_has_its_header_frozen(bali: Briefing, book: openpyxl.Workbook) -> None:
    for plan in planned(bali, language("id")):
        assert book[plan.name].freeze_panes == ("A5" if plan.tiles else "B6")


def test_a_sheet_says_that_it_is_an_example_where_and_only_where_figures_on_it_are(
    bali: Briefing, book: openpyxl.Workbook
) -> None:
    said = {}
    for plan in planned(bali, language("id")):
        sheet = book[plan.name]
        said[plan.name] = str(sheet["B4"].value or "").startswith("CONTOH:")
        hatched = any(cell.fill.patternType not in (None, "none", "solid") for row in sheet.iter_rows() for cell in row)
        tiles = plan.tiles is not None and any(
            "CONTOH" in str(cell.value) for row in sheet.iter_rows(min_row=5) for cell in row
        )
        assert said[plan.name] == (hatched or tiles), plan.name
        assert ("CONTOH" in str(sheet.oddHeader.right.text)) == said[plan.name]
        assert (sheet.sheet_properties.tabColor is not None) == said[plan.name]
    assert {said[name] for name in names(bali, "trend")} == {True}
    assert {said[name] for name in (*names(bali, "method"), *names(bali, "sources"))} == {False}
    listed = {row[0]: row[2] for row in rows(book, "Daftar isi", header=1)}
    assert {name: listed[name] == "CONTOH" for name in said} == said


def test_every_sheet_is_printed_one_page_wide_with_its_header_and_number_on_every_page(
    bali: Briefing, book: openpyxl.Workbook
) -> None:
    headers = {plan.name: None if plan.table is None else "$5:$5" for plan in planned(bali, language("id"))}
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.paperSize) == (None, 9)  # 1 is what a file leaves out
        assert sheet.oddFooter.center.text == "Paparan: Bali, Desember 2025"
        assert sheet.oddFooter.right.text == "&P / &N"
        assert sheet.print_title_rows == headers.get(sheet.title, sheet.print_title_rows)
    assert book["Angka utama"].print_title_rows == "$3:$3"
    assert book["Daftar isi"].print_title_rows is not None


def test_a_difference_that_rounds_to_nothing_has_no_sign_and_a_gap_none_either(
    bali: Briefing, book: openpyxl.Workbook
) -> None:
    formats = {(abs(cell.value) < 0.005, "+" in cell.number_format) for plan in planned(bali, language("id"))
               if plan.table is not None for place, column in enumerate(plan.table.columns) if column.unit == "points"
               for (cell,) in book[plan.name].iter_rows(min_row=6, max_row=5 + len(plan.table.rows), min_col=place + 1,
                                                        max_col=place + 1) if isinstance(cell.value, int | float)}  # fmt: skip
    assert formats == {(True, False), (False, True)}
    (gap,) = [row for row in book["Angka utama"].iter_rows(min_row=4) if row[15].value == "target.gap_points"]
    assert gap[2].number_format == "[$-421]0.00"


def test_the_demonstration_set_is_named_as_no_file_of_an_office(book: openpyxl.Workbook) -> None:
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "demo" not in {cell.value for row in book["Angka utama"].iter_rows() for cell in row}
    assert not [text for text in texts if text.startswith("Berkas kantor: ")]


def test_charts_are_drawn_by_the_program_from_cells(bali: Briefing, book: openpyxl.Workbook) -> None:
    drawn = [plan for plan in planned(bali, language("id")) if plan.chart is not None]
    assert {plan.finding.key for plan in drawn} >= {"trend", "order", "peers", "change", "contributions", "plan"}
    for plan in drawn:
        (chart,) = book[plan.name]._charts
        series = [one for part in chart._charts for one in part.series]  # a line over columns is a part of its own
        assert len(series) == len(plan.chart.series)
        assert all(one.val.numRef.f.startswith(f"'{plan.name}'!$") for one in series)


def hostile(text: str, told: Briefing) -> Briefing:
    """Give the briefing with a text in every place that a loaded name can come to."""
    chart = Chart("bars", (text, text), (Series(text, (0.5, None), (text, "")),), "share", text)
    columns = (Column(text), Column(text, "share", parts=(2, 3)), Column(text, "people"), Column(text, "people"),
               Column(text, "points", less=(1, 2)))  # fmt: skip
    table = Table(text, columns, ((text, 0.5, 1, 2, -0.5), (text, None, None, None, None)))
    order = told.finding("order")
    findings = [
        replace(finding, title=text, reading=text, footer=text, definition=text, tables=(table,), chart=chart)
        if finding is order else finding
        for finding in told.findings if finding.key in ("cover", "headline", "order")
    ]  # fmt: skip
    return replace(told, title=text, name=text, findings=tuple(findings))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_loaded_text_stays_a_text(bali: Briefing, text: str) -> None:
    told = hostile(text, bali)
    book = opened(workbook(told), values=False)
    drawn, listed = names(told, "order")
    cells = [cell for row in book[listed].iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == ["=C6/D6", "=(B6-C6)*100"]
    # What no XML may hold is replaced by a sign; all else is there, letter by letter.
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    assert book[listed]["A6"].value.replace("_x000D_", "\r") == kept
    assert len(book[drawn]._charts) == 1
    assert not any(cell.hyperlink and "example.invalid" in str(cell.hyperlink.target) for cell in cells)


def test_the_same_briefing_gives_the_same_bytes(bali: Briefing, content: bytes) -> None:
    assert workbook(bali) == content


@pytest.fixture(scope="module")
def shares(content: bytes, book: openpyxl.Workbook) -> dict[tuple[str, str], tuple[str, float]]:
    """Give the formulas of the workbook by sheet and cell, with the number that is printed for each."""
    formulas = opened(content, values=False)
    return {
        (sheet.title, cell.coordinate): (cell.value, book[sheet.title][cell.coordinate].value)
        for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }  # fmt: skip


def test_every_formula_works_on_the_numbers_beside_it_and_gives_what_is_printed(
    book: openpyxl.Workbook, shares: dict[tuple[str, str], tuple[str, float]]
) -> None:
    assert len(shares) > 100
    for (name, at), (formula, printed) in shares.items():
        divided = re.fullmatch(r"=([A-Z]+)(\d+)/([A-Z]+)(\d+)", formula)
        subtracted = re.fullmatch(r"=\(([A-Z]+)(\d+)-([A-Z]+)(\d+)\)\*100", formula)
        column, row, other, same = (divided or subtracted).groups()
        assert row == same == at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        first, second = book[name][f"{column}{row}"].value, book[name][f"{other}{row}"].value
        assert printed == (first / second if divided else (first - second) * 100)


def test_what_another_program_computes_is_what_is_printed(
    content: bytes, shares: dict[tuple[str, str], tuple[str, float]], tmp_path: Path
) -> None:
    (tmp_path / "bali.xlsx").write_bytes(content)
    computed = recomputed(tmp_path / "bali.xlsx")
    for (name, at), (_, printed) in shares.items():
        assert computed[name][at].value == pytest.approx(printed, rel=1e-12)


def recomputed(path: Path) -> openpyxl.Workbook:
    """Let LibreOffice open a workbook, compute it anew and save it; where there is none, give it as it is."""
    program = shutil.which("soffice")
    if program is not None:
        profile = f"-env:UserInstallation=file://{path.parent}/profile"
        command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", f"{path.parent}/out", str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        path = path.parent / "out" / path.name
    return openpyxl.load_workbook(path, data_only=True)
