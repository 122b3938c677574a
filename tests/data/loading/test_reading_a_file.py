"""What is a sheet of an office: its headings, example, totals, and the rows that come out of it."""

from typing import Any

import pytest

from data.loading.headings import normalised
from data.office import OFFICE_TABLES
from data.office.model import DELETE
from data.workbook import template
from tests.data.loading.making import MEMBERSHIP, ROW, cells, load, membership, said, workbook


def test_a_sheet_becomes_rows_with_every_field_of_its_table_and_the_row_it_stands_in() -> None:
    result = load(membership(ROW, ["Kota Denpasar", "Januari 2026", "Jakon", None, 7]))
    assert said(result) == []
    frame = result.tables["membership"]
    assert result.layouts == ["template"]
    assert result.headings["membership"] == dict(
        zip(["region_code", "month", "segment", "registered", "active"], MEMBERSHIP, strict=True)
    )
    assert list(frame) == [
        "region_code", "month", "segment", "registered", "active", "new", "reactivated", "exits", "moved_in",
        "moved_out", "active_year_ago", "still_active", "delete", "source_sheet", "source_row",
    ]  # fmt: skip
    assert [str(kind) for kind in frame.dtypes] == [*["str"] * 3, *["Int64"] * 9, "bool", "str", "int64"]
    assert cells(result, "membership", "region_code", "month", "segment", "registered", "active", "new") == [
        ["51.03", "2026-01", "BPU", 61200, 40150, None],
        ["51.71", "2026-01", "JAKON", None, 7, None],
    ]
    assert cells(result, "membership", "delete", "source_sheet", "source_row") == [
        [False, "Kepesertaan", 2],
        [False, "Kepesertaan", 3],
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("table", OFFICE_TABLES, ids=lambda table: table.name)
def test_the_example_of_every_table_is_read_in_both_languages(table: Any, lang: str) -> None:
    headings = [field.heading(lang) for field in table.fields]
    row = [table.example.get(field.name) for field in table.fields]
    result = load(workbook({"Sheet1": [headings, row]}))
    assert said(result) == []
    read = result.tables[table.name].iloc[0]
    expected = {name: True if value == "ya" else value for name, value in table.example.items()}
    assert {name: read[name] for name in table.example} == expected


@pytest.mark.parametrize("table", OFFICE_TABLES, ids=lambda table: table.name)
def test_no_two_columns_of_a_table_have_the_same_heading(table: Any) -> None:
    words = [
        {normalised(word) for word in (field.name, field.heading_id, field.heading_en)}
        for field in (*table.fields, DELETE)
    ]
    assert sum(map(len, words)) == len(set.union(*words))


def test_headings_are_known_whatever_their_case_accents_punctuation_and_unit_in_brackets() -> None:
    headings = ["  WILAYAH ", "bulan:", "Sègmen", "terdaftar (orang)", "AKTIF\n[orang]"]
    assert cells(load(membership(ROW, headings=headings)), "membership", "active") == [[40150]]


def test_headings_may_stand_below_ten_rows_of_titles_and_rows_keep_their_numbers() -> None:
    rows: list[list[Any]] = [["Laporan"], *[[]] * 9, MEMBERSHIP, [], ROW, [None, "  "], ["51.04", *ROW[1:]]]
    assert cells(load(workbook({"Data": rows})), "membership", "region_code", "source_row") == [
        ["51.03", 13],
        ["51.04", 15],
    ]
    assert said(load(workbook({"Data": [[], *rows]}))) == [
        (
            'januari.xlsx, sheet "Data": the rule is that it has a row with the headings of one of the tables; found no '
            "such row. Use the headings of the template, within the first 11 rows, or remove the sheet if it holds no data. "
            "The sheets are: Wilayah baru, Kantor, Kepesertaan, Kepesertaan program, Iuran, Tunggakan, Pemberi kerja, "
            "Basis tenaga kerja, Pekerja rentan, Regulasi, Klaim, Target."
        )
    ]


def test_guides_and_empty_sheets_are_skipped_and_an_unknown_sheet_is_not() -> None:
    sheets = {"Petunjuk": [["Isi lembar ini"]], "Lists": [["x"]], "Sheet3": [[]], "Kepesertaan": [MEMBERSHIP, ROW]}
    assert load(workbook(sheets)).tables.keys() == {"membership"}
    refused = load(workbook(sheets | {"Catatan": [["halo"]]}))
    assert refused.tables == {}
    assert [(problem.sheet, problem.row) for problem in refused.problems] == [("Catatan", None)]


def test_only_the_example_right_below_the_headings_is_skipped() -> None:
    headings = [*MEMBERSHIP, "Hapus"]
    example, own = [*ROW, "contoh"], ["51.08", *ROW[1:], None]
    assert cells(load(membership(example, own, headings=headings)), "membership", "region_code") == [["51.08"]]
    assert said(load(membership(own, example, headings=headings))) == [
        (
            'januari.xlsx, sheet "Kepesertaan", row 3, column "Hapus": the rule is that it is ya, tidak or empty; '
            "'contoh' stands there. Write ya or tidak, or leave the cell empty."
        )
    ]


@pytest.mark.parametrize("cell", ["61200", "61,200", "61.200", 61200.0])
def test_the_example_is_known_again_however_a_spreadsheet_formats_its_numbers(cell: Any) -> None:
    content = membership([*ROW[:3], cell, 40150, "Contoh"], ["51.08", *ROW[1:], None], headings=[*MEMBERSHIP, "Hapus"])
    assert cells(load(content), "membership", "region_code") == [["51.08"]]


def test_the_template_as_it_is_has_no_rows_in_either_language() -> None:
    for lang in ("id", "en"):
        assert [problem.value for problem in load(template(lang)).problems] == ["no rows"]


@pytest.mark.parametrize(
    "changed", [["51.08", *ROW[1:]], [*ROW[:4], 40151], [*ROW[:2], "PU", *ROW[3:]], [*ROW[:3], None, 40150]]
)
def test_figures_written_over_the_example_are_never_left_out_without_a_word(changed: list[Any]) -> None:
    content = membership([*changed, "contoh"], ["51.04", *ROW[1:], None], headings=[*MEMBERSHIP, "Hapus"])
    result = load(content)
    assert result.tables == {}
    assert [(problem.row, problem.column, problem.value) for problem in result.problems] == [(2, "Hapus", "contoh")]


@pytest.mark.parametrize("name", ["Jumlah", "TOTAL", "Total Kab. Badung", "Jumlah Kabupaten/Kota", "Grand Total"])
def test_a_row_of_totals_is_told_from_an_unknown_region(name: str) -> None:
    (problem,) = load(membership(ROW, [name, *ROW[1:]])).problems
    assert (problem.row, problem.rule) == (3, "is one region, and this is a row of totals")


@pytest.mark.parametrize("name", ["Totalia", "Kab. Jumlahan"])
def test_a_name_that_only_begins_like_a_total_is_an_unknown_region(name: str) -> None:
    (problem,) = load(membership(ROW, [name, *ROW[1:]])).problems
    assert (problem.row, problem.rule) == (3, "is a region of the list")


def test_a_file_with_only_headings_is_refused() -> None:
    assert said(load(membership())) == [
        (
            "januari.xlsx: the rule is that it holds at least one row below its headings; found no rows. Fill in a table and "
            "send the file again."
        )
    ]


def test_a_row_to_delete_needs_its_key_only() -> None:
    result = load(membership(["51.03", "2026-01", "BPU", None, None, "ya"], headings=[*MEMBERSHIP, "Hapus"]))
    assert cells(result, "membership", "delete", "active") == [[True, None]]


def test_unknown_missing_and_doubled_columns_are_reported_together() -> None:
    headings = ["Wilayah", "Bulan", "Aktif", "Catatan", "Active"]
    result = load(membership(["51.03", "2026-01", 5, "x", 5], headings=headings))
    assert said(result) == [
        (
            'januari.xlsx, sheet "Kepesertaan", column "Segmen": the rule is that it is among the columns of Kepesertaan; '
            "found no such column. Add the column and fill it."
        ),
        (
            'januari.xlsx, sheet "Kepesertaan", row 1, column "Active": the rule is that it stands once among the headings; '
            "'Active' stands there. Remove the second column."
        ),
        (
            'januari.xlsx, sheet "Kepesertaan", row 1, column "Catatan": the rule is that it is a column of Kepesertaan; '
            "'Catatan' stands there. Remove it, or name it as one of: Wilayah, Bulan, Segmen, Terdaftar, Aktif, Baru, "
            "Aktif kembali, Keluar, Pindah masuk, Pindah keluar, Aktif 12 bulan lalu, Masih aktif, Hapus."
        ),
    ]


@pytest.mark.parametrize("name", ["Kepesertaan program", "programme membership"])
def test_a_sheet_with_the_name_of_another_table_is_not_taken_for_the_one_it_fits(name: str) -> None:
    result = load(workbook({name: [MEMBERSHIP, ROW]}))
    assert [problem.rule for problem in result.problems] == ["is among the columns of Kepesertaan program"]


def test_a_filled_column_without_a_heading_is_refused() -> None:
    assert said(load(membership([*ROW, None, 9]))) == [
        (
            'januari.xlsx, sheet "Kepesertaan", row 2, column "column G": the rule is that it has a heading above each cell '
            "that is filled; '9' stands there. Name the column, or empty its cells."
        )
    ]


def test_two_sheets_may_hold_one_table_and_a_key_stands_once_in_both() -> None:
    sheets = {"Jan": [MEMBERSHIP, ROW], "Des": [MEMBERSHIP, ["Kab. Badung", "2025-12", *ROW[2:]]]}
    assert cells(load(workbook(sheets)), "membership", "month", "source_sheet") == [
        ["2026-01", "Jan"],
        ["2025-12", "Des"],
    ]
    again = workbook(sheets | {"Lagi": [MEMBERSHIP, ["Kab. Badung", "Jan 2026", *ROW[2:]]]})
    assert said(load(again)) == [
        (
            'januari.xlsx, sheet "Lagi", row 2, column "Wilayah": the rule is that it stands once, and row 2 of sheet "Jan" '
            "has the same Wilayah, Bulan, Segmen; '51.03, 2026-01, BPU' stands there. Remove one of the two, or correct what "
            "makes them differ."
        )
    ]
