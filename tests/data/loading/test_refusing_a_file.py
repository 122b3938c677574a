"""Files that could harm, that are not what they say, or that hold more than values: refused before they are read."""

import io
import struct
import tracemalloc
import zipfile
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.loading import Limits
from tests.data.loading.making import MEMBERSHIP, ROW, load, membership, repacked, said, text, workbook

SHEET = "xl/worksheets/sheet1.xml"
AGAIN = "Open the file in a spreadsheet and save it again as Excel Workbook (.xlsx)."
SAVE_AS = "Open it in a spreadsheet and save it as Excel Workbook (.xlsx)."


def sheet_of(body: str) -> bytes:
    """Make a workbook whose sheet holds these rows of XML."""
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return repacked(membership(ROW), {SHEET: f"{start}{body}</sheetData></worksheet>".encode()})


@pytest.mark.parametrize(
    ("name", "content", "found", "rule"),
    [
        ("a.xls", b"x", "the ending .xls", "is a .xlsx, .csv or .parquet file"),
        ("a.xlsm", membership(ROW), "the ending .xlsm", "is a .xlsx, .csv or .parquet file"),
        ("a.ods", b"PK", "the ending .ods", "is a .xlsx, .csv or .parquet file"),
        ("a", b"x", "the ending none", "is a .xlsx, .csv or .parquet file"),
        ("a.csv", membership(ROW), "contents of a .xlsx file", "is what its ending .csv says"),
        ("a.xlsx", text([MEMBERSHIP, ROW]), "contents of a .csv file", "is what its ending .xlsx says"),
        ("a.parquet", text([MEMBERSHIP, ROW]), "contents of a .csv file", "is what its ending .parquet says"),
        (
            "a.xlsx",
            bytes.fromhex("d0cf11e0a1b11ae1"),
            "an older Excel file (.xls)",
            "is a .xlsx, .csv or .parquet file",
        ),
        (
            "a.xlsx",
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "a password",
            "can be opened without a password",
        ),
        ("a.csv", b"<html>", "a web page or XML", "is a .xlsx, .csv or .parquet file"),
        ("a.csv", b"%PDF-1", "a PDF", "is a .xlsx, .csv or .parquet file"),
        ("a.csv", b"", "nothing in it", "holds data"),
        ("a.csv", b"a\0b", "another encoding", "is text in UTF-8 or Windows-1252"),
        ("a.csv", "Wilayah".encode("utf-16"), "another encoding", "is text in UTF-8 or Windows-1252"),
        ("a.csv", b"Wilayah,Bulan\n\x81,1\n", "byte 0x81 in line 2", "is text in UTF-8 or Windows-1252"),
        ("a.csv", b'Wilayah,Bulan\n"x', "unexpected end of data", "is well-formed CSV"),
        ("a.xlsx", membership(ROW)[:3000], "damaged contents", "is a whole workbook"),
        ("a.xlsx", b"PK\x03\x04", "damaged contents", "is a whole workbook"),
        ("a.parquet", b"PAR1 PAR1", "damaged contents", "is a whole parquet file"),
    ],
)
def test_a_file_that_is_not_one_of_the_three_or_not_what_it_says_is_refused(
    name: str, content: bytes, found: str, rule: str
) -> None:
    result = load(content, name)
    assert result.tables == {}
    assert [(one.file, one.row, one.value, one.rule) for one in result.problems] == [(name, None, found, rule)]
    assert result.problems[0].remedy


def test_the_message_says_what_to_do_about_an_old_format() -> None:
    assert said(load(b"x", "folder/a.xls")) == [
        f"a.xls: the rule is that it is a .xlsx, .csv or .parquet file; found the ending .xls. {SAVE_AS}"
    ]


def test_a_formula_is_refused_with_its_cell_whatever_value_it_shows() -> None:
    def change(book: Any) -> None:
        book.worksheets()[0].write_formula("E2", "=D2-100", None, 40150)
        book.worksheets()[0].write_formula("D3", "=1/0", None, "#DIV/0!")

    content = workbook({"Kepesertaan": [MEMBERSHIP, ROW, ["51.04", *ROW[1:]]]}, change)
    start = 'januari.xlsx, sheet "Kepesertaan", row'
    assert said(load(content)) == [
        (
            f"{start} 2, column \"Aktif\": the rule is that it is a value, and cell E2 holds a formula; '=D2-100' stands "
            "there. Copy the cells and paste them as values."
        ),
        (
            f"{start} 3, column \"Terdaftar\": the rule is that it is a value, and cell D3 holds an error; '#DIV/0!' "
            "stands there. Correct the cell, or leave it empty."
        ),
    ]


def test_a_formula_on_the_guide_harms_nobody() -> None:
    def change(book: Any) -> None:
        book.get_worksheet_by_name("Petunjuk").write_formula("A2", "=1+1")

    content = workbook({"Petunjuk": [["x"]], "Kepesertaan": [MEMBERSHIP, ROW]}, change)
    assert said(load(content)) == []


@pytest.mark.parametrize(
    ("change", "found", "rule"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macros", "holds values only, without macros and links to other files"),
        (
            {"xl/externalLinks/externalLink1.xml": b"<x/>"},
            "links to other workbooks",
            "holds values only, without macros and links to other files",
        ),
        (
            {"xl/workbook.xml": None, "xl/workbook.bin": b"x"},
            "a binary workbook (.xlsb)",
            "is an Excel workbook (.xlsx)",
        ),
        ({"xl/workbook.xml": None, "mimetype": b"x"}, "an OpenDocument file", "is an Excel workbook (.xlsx)"),
        (
            {SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'},
            SHEET,
            "defines no entities of its own (no DOCTYPE)",
        ),
        ({SHEET: "<worksheet/>".encode("utf-16")}, SHEET, "has its parts in UTF-8"),
        ({SHEET: b'<?xml version="1.0" encoding="utf-7"?><worksheet/>'}, SHEET, "has its parts in UTF-8"),
        ({"XL/WORKSHEETS/SHEET1.XML": b"<worksheet/>"}, "damaged contents", "is a whole workbook"),
        ({SHEET: None}, "parts that do not fit together", "is a workbook that can be read"),
        ({"xl/workbook.xml": b"<workbook"}, "parts that do not fit together", "is a workbook that can be read"),
    ],
)
def test_a_workbook_with_what_a_table_does_not_need_is_refused(
    change: dict[str, bytes | None], found: str, rule: str
) -> None:
    result = load(repacked(membership(ROW), change))
    assert [(problem.value, problem.rule) for problem in result.problems] == [(found, rule)]


def test_a_part_that_is_not_what_its_checksum_says_is_refused() -> None:
    content = bytearray(repacked(membership(ROW), {}, zipfile.ZIP_STORED))
    at = content.index(b"40150")
    content[at : at + 5] = b"99999"
    assert [problem.value for problem in load(bytes(content)).problems] == ["damaged contents"]


@pytest.mark.parametrize(
    ("limits", "found", "rule"),
    [
        ({"file_bytes": 1000}, None, "is at most 0 MB"),
        ({"members": 5}, None, "has at most 5 parts"),
        ({"unpacked_bytes": 5000}, None, "is at most 0 MB once unpacked"),
        ({"sheets": 0}, "1 sheets", "has at most 0 sheets"),
        ({"rows": 1}, "2 rows", "has at most 1 rows"),
        ({"columns": 4}, "5 columns", "has at most 4 columns"),
        ({"cells": 9}, "10 cells up to its last row and column", "has at most 9 cells up to its last row and column"),
    ],
)
def test_a_workbook_beyond_a_limit_is_refused(limits: dict[str, int], found: str | None, rule: str) -> None:
    result = load(membership(ROW), limits=Limits(**limits))
    assert [problem.rule for problem in result.problems] == [rule]
    assert found is None or result.problems[0].value == found


@pytest.mark.parametrize(
    ("body", "found", "rule"),
    [
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "16,384 columns", "has at most 200 columns"),
        ('<row r="1"><c s="1" r="XFD1"/></row>', "16,385 columns", "has at most 200 columns"),
        ('<row r="1"><c r="A1" r="XFD1"/></row>', "16,384 columns", "has at most 200 columns"),
        ('<row r="1"><c r="zz1"/></row>', "702 columns", "has at most 200 columns"),
        ('<row r="1048576"><c r="A1048576"/></row>', "1,048,576 rows", "has at most 500,000 rows"),
        ('<row><c r="A1"/><c r="A1048576"/></row>', "1,048,577 rows", "has at most 500,000 rows"),
        (f"<row>{'<c/>' * 201}</row>", "201 columns", "has at most 200 columns"),
        (
            '<row r="400000"><c r="CV400000"/></row>',
            "40,000,000 cells up to its last row and column",
            "has at most 10,000,000 cells up to its last row and column",
        ),
    ],
)
def test_a_small_sheet_that_spans_a_huge_rectangle_is_refused_before_it_takes_memory(
    body: str, found: str, rule: str
) -> None:
    content = sheet_of(body)
    tracemalloc.start()
    result = load(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(problem.sheet, problem.value, problem.rule) for problem in result.problems] == [
        ("Kepesertaan", found, rule)
    ]
    assert peak < 50_000_000


def test_a_zip_bomb_is_refused_while_it_is_unpacked() -> None:
    content = repacked(membership(ROW), {"xl/media/x.xml": b" " * 50_000_000})
    assert len(content) < 100_000
    assert said(load(content)) == [
        (
            "januari.xlsx: the rule is that it has no part that is more than 200 times larger once unpacked; found "
            f"xl/media/x.xml. {AGAIN}"
        )
    ]


def test_a_zip_bomb_that_declares_a_small_size_is_refused() -> None:
    content = bytearray(repacked(membership(ROW), {"xl/media/x.xml": b" " * 50_000_000}))
    for sign, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rindex(sign, 0, content.rindex(b"xl/media/x.xml") if sign == b"PK\x01\x02" else None)
        content[at + offset : at + offset + 4] = struct.pack("<I", 1000)
    result = load(bytes(content))
    assert result.tables == {}
    assert [problem.value for problem in result.problems] == ["damaged contents"]


def test_a_csv_beyond_a_limit_is_refused() -> None:
    content = text([MEMBERSHIP, ROW, ROW])
    assert [problem.rule for problem in load(content, "a.csv", Limits(rows=2)).problems] == ["has at most 2 rows"]
    assert [problem.rule for problem in load(content, "a.csv", Limits(columns=4)).problems] == ["has at most 4 columns"]
    assert [problem.rule for problem in load(content, "a.csv", Limits(cells=14)).problems] == ["has at most 14 cells"]
    assert [problem.value for problem in load(content, "a.csv", Limits(columns=4)).problems] == ["5 columns in row 1"]


def test_a_row_of_millions_of_cells_is_refused_without_looking_at_each(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def fit(rows: list[list[str]]) -> int:
        seen.extend(map(len, rows))
        return 0

    monkeypatch.setattr("data.loading.delimited.fit", fit)
    content = text([MEMBERSHIP, ROW]) + b"," * 2_000_000
    assert [problem.value for problem in load(content, "a.csv").problems] == ["2,000,001 columns in row 3"]
    assert max(seen) == 200


def test_a_parquet_file_beyond_a_limit_or_of_lists_is_refused_before_its_rows_are_read() -> None:
    def parquet(**columns: Any) -> bytes:
        buffer = io.BytesIO()
        pq.write_table(pa.table(columns), buffer)
        return buffer.getvalue()

    content = parquet(active=pa.array([1] * 600_000), segment=pa.array(["PU"] * 600_000))
    assert [(problem.value, problem.rule) for problem in load(content, "a.parquet").problems] == [
        ("600,000 rows", "has at most 500,000 rows")
    ]
    assert [problem.rule for problem in load(parquet(active=[[1]]), "a.parquet").problems] == [
        "has columns of texts, numbers and dates only"
    ]


def test_a_damaged_parquet_page_is_refused() -> None:
    buffer = io.BytesIO()
    columns = {"region_code": ["51.03"] * 50, "active": list(range(50))}
    pq.write_table(pa.table(columns), buffer, compression="none", write_page_checksum=True, use_dictionary=False)
    content = bytearray(buffer.getvalue())
    content[content.index(struct.pack("<qq", 1, 2))] = 9
    assert [problem.value for problem in load(bytes(content), "a.parquet").problems] == ["damaged contents"]
