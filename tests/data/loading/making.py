"""Files as offices make them, written in memory, and a short way to read them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter

from data.home import FACTS
from data.loading import Limits, Read, Reading, read

TODAY = date(2026, 2, 15)
REGIONS = pd.read_csv(FACTS / "regions.csv", dtype="str", keep_default_na=False, na_values=[""])
MEMBERSHIP = ["Wilayah", "Bulan", "Segmen", "Terdaftar", "Aktif"]
ROW = ["51.03", "2026-01", "BPU", 61200, 40150]

Rows = Any  # an iterable of rows, each an iterable of cells


def workbook(sheets: Mapping[str, Rows], change: Callable[[xlsxwriter.Workbook], None] | None = None) -> bytes:
    """Write a workbook; a date is written as one, and ``change`` may do more to it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}
    )
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, list(row))
    if change:
        change(book)
    book.close()
    return buffer.getvalue()


def membership(*rows: Iterable[Any], headings: Iterable[str] = MEMBERSHIP) -> bytes:
    """Write a workbook with one sheet of participants."""
    return workbook({"Kepesertaan": [headings, *rows]})


def text(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Write rows as CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(encoding)


def repacked(content: bytes, change: Mapping[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Replace, add or (None) remove parts of a workbook."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", compression) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, part in change.items():
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """Give a part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def load(content: bytes, name: str = "januari.xlsx", limits: Limits | None = None, **reading: Any) -> Read:
    """Read a file on 15 February 2026."""
    return read(content, name, REGIONS, Reading(limits=limits or Limits(), today=TODAY, **reading))


def said(result: Read) -> list[str]:
    """Give the problems as a person reads them."""
    return [str(problem) for problem in result.problems]


def cells(result: Read, table: str, *columns: str) -> list[list[Any]]:
    """Give some columns of the rows read, None where empty."""
    frame = result.tables[table][list(columns)].astype("object")
    return frame.where(frame.notna(), None).to_numpy().tolist()
