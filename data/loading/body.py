"""Cuts the rows below the headings into columns: without empty rows, each cell cleaned, each row with its number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import numpy as np
import pandas as pd

from data.loading.findings import Findings
from data.loading.model import Column, Fault, Mask, Numbers, Objects, Sheet
from data.loading.wording import grouped
from i18n import mark, told

_AS_TEXT = mark("Format the column as text and write the cell again.")
_WORDS = {True: "TRUE", False: "FALSE"}  # as a spreadsheet shows them

Reader = Callable[[Any], Any]


@dataclass
class Body:
    """What stands below the headings of a sheet.

    Args:
        sheet: its name.
        rows: number of every row that is not empty.
        columns: columns by field or role.
        findings: takes what is wrong with the cells.
    """

    sheet: str | None
    rows: Numbers
    columns: dict[str, Column]
    findings: Findings

    def refuse(self, column: Column, which: Mask, fault: Fault) -> None:
        """Report cells of a column, and let nothing more be said of them."""
        self.findings.refuse(self.sheet, self.rows, column, which, fault)

    def keep(self, which: Mask) -> None:
        """Leave out the other rows."""
        self.rows = self.rows[which]
        self.columns = {name: column.only(which) for name, column in self.columns.items()}

    def read_each(self, column: Column, read: Reader) -> Objects:
        """Read a column by reading each different value once.

        Args:
            column: the column; its cells at fault are reported and refused.
            read: gives what a value means, or the fault.

        Returns:
            What each cell means; None where it is empty or refused.
        """
        codes, different = pd.factorize(column.values)
        meanings = [read(value) for value in different]
        faults: dict[Fault, list[int]] = {}
        for number, meaning in enumerate(meanings):
            if isinstance(meaning, Fault):
                faults.setdefault(meaning, []).append(number)
                meanings[number] = None
        for fault, numbers in faults.items():
            self.refuse(column, np.isin(codes, numbers), fault)
        lookup = np.array([*meanings, None], dtype=object)  # code -1, an empty cell, is the last one
        found: Objects = lookup[codes]
        found[column.refused] = None
        return found


def cut(
    sheet: Sheet, last: int, names: dict[int, str], headings: dict[int, str], findings: Findings, text: int
) -> Body:
    """Cut the rows below the headings into columns, and report what is wrong with their form.

    Args:
        sheet: the sheet.
        last: number of the last row of headings.
        names: field or role by position of the column.
        headings: every heading as it stands, by position.
        findings: takes the problems.
        text: characters that a cell may have.
    """
    below = sheet.rows[last:]
    width = max((len(row) for row in sheet.rows[:last]), default=0)
    cells = [_cleaned(values) for values in zip(*below, strict=True)] or [_cleaned(())] * width
    rows = np.arange(last + 1, last + 1 + len(below), dtype=np.int64)
    filled = np.zeros(len(below), dtype=bool)
    for values in cells:
        filled |= pd.notna(values)
    columns = {
        name: Column(headings[position], cells[position], np.zeros(len(below), dtype=bool), _kinds(cells[position]))
        for position, name in names.items()
    }
    body = Body(sheet.name, rows, columns, findings)
    for (row, position), (value, fault) in sheet.marked.items():
        _mark(body, row, names.get(position), headings.get(position), value, fault)
        if row > last:
            filled[row - last - 1] = True
    for position, values in enumerate(cells):
        if position not in headings:
            _report_headless(body, last, position, values)
    _report_lengths(sheet, last, max(headings, default=0) + 1, filled, findings)
    for column in columns.values():
        _report_long(body, column, text)
    body.keep(filled)
    return body


def _kinds(values: Objects) -> frozenset[type]:
    return frozenset(map(type, values)) - {type(None)}


def _cleaned(values: tuple[Any, ...]) -> Objects:
    kinds = set(map(type, values))
    clean: list[Any] = list(values)
    if bool in kinds:  # before anything else: as a key, True is the number 1
        clean = [_WORDS[value] if value is True or value is False else value for value in clean]
        kinds.add(str)
    if str in kinds:
        texts = {value: _text(value) for value in {value for value in clean if type(value) is str}}
        clean = [texts[value] if type(value) is str else value for value in clean]
    if float in kinds:  # an empty cell is None by now: what is not a number was written as one
        clean = ["NaN" if value != value else value for value in clean]
    made = np.empty(len(clean), dtype=object)
    made[:] = clean
    return made


def _text(value: str) -> str | None:
    return value.replace("\xa0", " ").strip() or None


def _mark(body: Body, row: int, name: str | None, heading: str | None, value: str, fault: Fault) -> None:
    at = np.flatnonzero(body.rows == row)
    if name is not None and len(at):
        column = body.columns[name]
        column.values[at[0]] = None
        column.refused[at[0]] = True
    body.findings.add(body.sheet, row, heading, value, fault)


def _report_headless(body: Body, last: int, position: int, values: Objects) -> None:
    at = np.flatnonzero(pd.notna(values))
    if len(at):
        fault = Fault(
            mark("has a heading above each cell that is filled"), mark("Name the column, or empty its cells.")
        )
        row, value = int(body.rows[at[0]]), values[at[0]]
        body.findings.add(body.sheet, row, told("column {letters}", letters=letters(position)), value, fault)


def _report_lengths(sheet: Sheet, last: int, width: int, filled: Mask, findings: Findings) -> None:
    if sheet.lengths is None:
        return
    lengths = np.array(sheet.lengths[last:], dtype=np.int64)
    longest = max(width, sheet.lengths[last - 1])
    at = np.flatnonzero(filled & ((lengths < width) | (lengths > longest)))
    fault = Fault(
        told("has {width} cells in each row, as its headings have", width=width),
        mark("Quote a cell that holds the separator of the columns; a row that is too short was cut off."),
    )
    cells = ((last + 1 + int(i), told("{count} cells", count=int(lengths[i]))) for i in at)
    findings.add_rows(sheet.name, None, cells, len(at), fault)


def _report_long(body: Body, column: Column, text: int) -> None:
    if str not in column.kinds:
        return
    long = np.array([type(value) is str and len(value) > text for value in column.values], dtype=bool)
    if long.any():
        rule = told("has at most {count} characters in a cell", count=grouped(text))
        body.refuse(column, long, Fault(rule, mark("Shorten the text.")))


def letters(position: int) -> str:
    """Give the letters by which a spreadsheet names a column: 0 is A, 26 is AA."""
    name = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def plain_text(value: Any) -> str | Fault:
    """Read a cell of text: a number is its digits; a date was a text that the spreadsheet changed."""
    if isinstance(value, str):
        return value
    if isinstance(value, (date, time, timedelta)):
        return Fault(mark("is text, and not a date"), _AS_TEXT)
    if abs(value) > 2**53:
        return Fault(mark("is text, and not a number this large"), _AS_TEXT)
    return str(int(value)) if float(value).is_integer() else repr(value)
