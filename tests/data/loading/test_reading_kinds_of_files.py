"""What a .csv and a .parquet hold, every problem of a file at once, months not over, texts that a spreadsheet changed."""

import io
from datetime import date, datetime
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.data.loading.making import MEMBERSHIP, ROW, cells, load, membership, part_of, repacked, said, text, workbook


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_whatever_divides_its_columns_and_encodes_its_letters(delimiter: str, encoding: str) -> None:
    rows = [
        ["Wilayah", "Jenis", "Nomor", "Tahun", "Tentang"],
        ["Kabupaten Badung", "perbup", "12", "2024", "Perlindungan, tahap I; “rentan” – é"],
    ]
    result = load(text(rows, delimiter, encoding), "regulasi.csv")
    assert said(result) == []
    assert cells(result, "commitment", "region_code", "kind", "number", "year", "subject", "source_sheet") == [
        ["51.03", "Perbup", "12", 2024, "Perlindungan, tahap I; “rentan” – é", None]
    ]


def test_a_csv_of_two_encodings_is_refused() -> None:
    rows = b"Wilayah,Jenis,Nomor,Tahun,Tentang\r\n51.03,Perda,1,2024,caf\xc3\xa9\r\n51.04,Perda,2,2024,caf\xe9\r\n"
    assert said(load(rows, "a.csv")) == [
        (
            "a.csv: the rule is that it has one encoding; found UTF-8 and another encoding, first in line 3. Save it again as "
            "CSV UTF-8."
        )
    ]


def test_a_csv_row_with_too_few_or_too_many_cells_is_refused() -> None:
    content = text([MEMBERSHIP, ROW, ["51.04", "2026-01"], [*ROW[:4], 40, 150]])
    assert [(problem.row, problem.value) for problem in load(content, "a.csv").problems if problem.column is None] == [
        (3, "2 cells"),
        (4, "6 cells"),
    ]


def test_a_csv_that_ends_within_a_line_is_pointed_out_and_read() -> None:
    result = load(text([MEMBERSHIP, ROW]).rstrip(), "a.csv")
    (warning,) = said(result)
    assert warning == (
        "Warning: a.csv, row 2: the rule is that it ends with a line break; without it the last row may be cut off; "
        "'40150' stands there. Compare the last row with the source, and save the file again."
    )
    assert cells(result, "membership", "active") == [[40150]]


def test_a_parquet_file_is_read_with_its_types() -> None:
    frame = pd.DataFrame(
        {
            "region_code": [5103, 5108],
            "month": [date(2026, 1, 31), date(2026, 1, 31)],
            "segment": pd.Categorical(["PU", "BPU"]),
            "active": pd.array([5, 6], dtype="Int64"),
            "registered": pd.array([5, None], dtype="Int64"),
        }
    )
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    result = load(buffer.getvalue(), "a.parquet")
    assert said(result) == []
    assert cells(result, "membership", "region_code", "month", "segment", "active", "registered", "source_row") == [
        ["51.03", "2026-01", "PU", 5, 5, 2],
        ["51.08", "2026-01", "BPU", 6, None, 3],
    ]


def test_a_number_that_is_none_is_never_an_empty_cell() -> None:
    columns: dict[str, list[Any]] = {"region_code": ["51.03"], "month": ["2026-01"], "segment": ["PU"]}
    columns |= {"active": [float("nan")], "registered": [float("inf")]}
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    assert [(problem.column, problem.value) for problem in load(buffer.getvalue(), "a.parquet").problems] == [
        ("active", "NaN"),
        ("registered", "inf"),
    ]


def test_every_problem_of_a_file_is_reported_at_once_in_the_order_of_its_rows() -> None:
    content = membership(
        ["51.99", "2026-01", "BPU", 10, 5],
        ["51.03", "2026", "BPU", 10, 5],
        ["51.03", "2026-03", "TKI", -10, None],
        ["51.04", "2026-01", "PU", 10, 11],
        ["51.05", "2026-01", "PU", 10.5, "n/a"],
        ["51.04", date(2026, 1, 1), "pu", 10, 5],
        [None, datetime(2026, 1, 31), "PU", 10, 5],
    )
    found = [(problem.row, problem.column, problem.value, problem.rule) for problem in load(content).problems]
    assert found == [
        (2, "Wilayah", "51.99", "is a region of the list"),
        (3, "Bulan", "2026", "is a month"),
        (4, "Aktif", None, "is filled"),
        (4, "Bulan", "2026-03", "is not in the future, after 2026-02"),
        (4, "Segmen", "TKI", "is one of PU, BPU, Jakon, PMI"),
        (4, "Terdaftar", "-10", "is zero or more"),
        (5, "Aktif", "11", "is at most the registered"),
        (6, "Aktif", "n/a", "is a whole number"),
        (6, "Terdaftar", "10.5", "is a whole number"),
        (7, "Wilayah", "51.04, 2026-01, PU", "stands once, and row 5 has the same Wilayah, Bulan, Segmen"),
        (8, "Wilayah", None, "is filled"),
    ]


def test_a_thousand_problems_are_listed_and_the_others_counted() -> None:
    result = load(membership(*[["51.03", "2026-01", "BPU", "x", n] for n in range(1100)]))
    assert len(result.problems) == 1001
    # 1,100 cells that are no number, and 1,099 rows that repeat the key of the first.
    assert str(result.problems[-1]) == (
        "januari.xlsx: the rule is that it is shown with at most 1,000 problems at once; found 1,199 more. Correct those "
        "listed, then check the file again."
    )


def test_a_month_that_is_not_over_is_pointed_out_and_one_that_is_over_is_not() -> None:
    # The files are read on 15 February 2026.
    result = load(membership(ROW, *([code, "2026-02", *ROW[2:]] for code in ("51.03", "51.04"))))
    (warning,) = said(result)
    assert warning == (
        'Warning: januari.xlsx, sheet "Kepesertaan", column "Bulan": the rule is that it is of a month that is over: '
        "figures are those of its end; found 2 rows of 2026-02. Send the month once it is over, or say why its figures "
        "are final."
    )
    assert len(result.tables["membership"]) == 3


def test_a_deadline_and_the_end_of_cover_may_lie_ahead() -> None:
    headings = ["Wilayah", "Program bantuan", "Kelompok pekerja", "Sumber dana", "Orang", "Bulan mulai", "Bulan akhir"]
    row = ["51.03", "Nelayan", "Nelayan", "APBDes", 20, "2026-03", "2026-12"]
    assert cells(load(workbook({"A": [headings, row]})), "sponsored_cover", "start_month", "end_month") == [
        ["2026-03", "2026-12"]
    ]


def test_a_target_of_an_office_and_its_missing_region_are_told_from_an_unreadable_one() -> None:
    headings = [
        "Wilayah",
        "Kantor",
        "Tenggat",
        "Satuan",
        "Basis",
        "Nilai",
        "Sifat",
        "Ditetapkan oleh",
        "Ditetapkan pada",
    ]
    tail = ["2026-12", "Orang", None, 5000, "Resmi", "Kanwil", "2026-01"]
    rows = [headings, [None, "KC-1", *tail], [None, None, *tail], ["Atlantis", None, *tail]]
    result = load(workbook({"Target": rows}))
    assert [(problem.row, problem.rule) for problem in result.problems] == [
        (3, "is about a region or about an office, never both or neither"),
        (4, "is a region of the list"),
    ]
    assert cells(load(workbook({"Target": rows[:2]})), "office_target", "value", "region_code") == [[5000.0, None]]


def test_texts_are_kept_as_texts_and_what_a_spreadsheet_made_of_them_is_refused() -> None:
    headings = ["Wilayah", "Jenis", "Nomor", "Tahun", "Tentang"]
    kept = [["51.03", "Perda", 12, 2024, "=HYPERLINK(1)"], ["51.03", "Perda", "+7", 2024, "@SUM(1)"]]
    result = load(workbook({"R": [headings, *kept]}))
    assert cells(result, "commitment", "number", "subject") == [["12", "=HYPERLINK(1)"], ["+7", "@SUM(1)"]]
    assert said(load(workbook({"R": [headings, ["51.03", "Perda", date(2024, 12, 1), 2024, None]]}))) == [
        (
            'januari.xlsx, sheet "R", row 2, column "Nomor": the rule is that it is text, and not a date; '
            "'2024-12-01' stands there. Format the column as text and write the cell again."
        )
    ]
    long = load(workbook({"R": [headings, ["51.03", "Perda", "1", 2024, "x" * 2001]]}))
    assert [(problem.column, problem.rule) for problem in long.problems] == [
        ("Tentang", "has at most 2,000 characters in a cell")
    ]


def test_a_sheet_written_with_prefixes_and_without_places_of_cells_is_read() -> None:
    content = membership(ROW)
    sheet = part_of(content, "xl/worksheets/sheet1.xml")
    bare = sheet
    for row, column in [(row, column) for row in (1, 2) for column in "ABCDE"]:
        bare = bare.replace(f' r="{column}{row}"'.encode(), b"")
    prefixed = (
        sheet.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")
    )
    for changed in (bare, prefixed):
        assert changed != sheet
        result = load(repacked(content, {"xl/worksheets/sheet1.xml": changed}))
        assert said(result) == []
        assert cells(result, "membership", "active") == [[40150]]
