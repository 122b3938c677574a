"""Reads the columns of one sheet of the template into typed rows of its table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as having
from typing import Any

import numpy as np
import pandas as pd

from data.loading.body import Body, cut, plain_text
from data.loading.findings import Findings
from data.loading.headings import REGION_NAME, Header
from data.loading.model import Column, Fault, Numbers, Objects, Part, Reading, Sheet
from data.loading.months import read_months
from data.loading.numerals import decimals_shown, read_numbers
from data.loading.regions import Gazetteer, read_regions
from data.office import Field, OfficeTable
from data.office.model import DELETE
from i18n import mark, told

_FLAGS = dict.fromkeys(("ya", "yes", "y", "true", "benar"), True) | dict.fromkeys(
    ("tidak", "no", "n", "false", "salah"), False
)
_EXAMPLE = ("contoh", "example")
_CHANGED = Fault(
    mark("marks the example of the template, which is not read; this row says something else"),
    mark("Write figures from the row below the example on, or empty this cell where the row is to be read."),
)
_FLAG_FAULT = Fault(mark("is ya, tidak or empty"), mark("Write ya or tidak, or leave the cell empty."))
_YEAR_FAULT = Fault(mark("is a year"), mark("Write four digits."))


@dataclass
class Setting:
    """What the readers of a file share.

    Args:
        known: the regions there are.
        reading: how the file is to be read.
        findings: takes the problems.
        decimals: decimal signs that the texts of the file prove.
    """

    known: Gazetteer
    reading: Reading
    findings: Findings
    decimals: set[str] = having(default_factory=set)


def cut_template(sheet: Sheet, header: Header, setting: Setting) -> Body:
    """Cut a sheet of the template into columns, without the example below its headings.

    An example that somebody wrote over is reported: left out, the figures in it would be lost without a word.
    """
    limit = setting.reading.limits.text
    body = cut(sheet, header.row, header.fields, header.headings, setting.findings, limit)
    marks = body.columns.get(DELETE.name)
    if marks is not None and len(body.rows) and body.rows[0] == header.row + 1:
        first = marks.values[0]
        if isinstance(first, str) and first.casefold() in _EXAMPLE:
            below = np.arange(len(body.rows)) > 0
            if not _is_example(body, header.table):
                body.refuse(marks, ~below, _CHANGED)
            body.keep(below)
    return body


def _is_example(body: Body, table: OfficeTable) -> bool:
    """Say whether the first row is the example as the template has it, in either language and however it is formatted."""
    for name, column in body.columns.items():
        if name not in (DELETE.name, REGION_NAME):
            field, stored, cell = table.by_name[name], table.example.get(name), _letters(column.values[0])
            labels = next((choice for choice in field.choices if choice[0] == stored), (stored,))
            same_flag = field.kind == "flag" and _FLAGS.get(cell) == _FLAGS.get(_letters(stored))
            if not same_flag and cell not in map(_letters, labels):
                return False
    return True


def _letters(value: object) -> str:
    """Give the letters and digits of a cell, so that 61200 and a formatted 61,200 are the same."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else re.sub(r"[\W_]", "", str(value).casefold())


def prove_decimals(body: Body, table: OfficeTable) -> set[str]:
    """Say which decimal signs the number columns of a sheet prove."""
    columns = [(column, table.by_name[name]) for name, column in body.columns.items() if name != REGION_NAME]
    return {sign for column, field in columns if field.is_number for sign in decimals_shown(column, field)}


def read_template(body: Body, table: OfficeTable, setting: Setting) -> Part:
    """Read the columns of a sheet of the template.

    Args:
        body: its columns by field.
        table: the office table.
        setting: regions, and how the file is to be read.

    Returns:
        Typed rows with every field of the table; a field without a column is empty throughout.
    """
    read: dict[str, Any] = {}
    # Shares come last: whether a number is one, the unit in another column may say.
    for wanted in sorted(table.by_name.values(), key=lambda one: one.kind == "share"):
        column = body.columns.get(wanted.name)
        if column is not None:
            read[wanted.name] = _read(column, wanted, body, setting, read.get("unit"))
    columns = {name: column for name, column in body.columns.items() if name != REGION_NAME}
    return part(table, body.sheet, body.rows, read, columns)


def part(
    table: OfficeTable, sheet: str | None, rows: Numbers, read: dict[str, Any], columns: dict[str, Column]
) -> Part:
    """Put what was read together as rows of a table, in its order and with its types.

    Args:
        table: the office table.
        sheet: where the rows stand.
        rows: number of every row.
        read: values by field; a field without is empty throughout.
        columns: the columns they were read from, by field.
    """
    typed = {field.name: _typed(field, read.get(field.name), len(rows)) for field in table.by_name.values()}
    typed[DELETE.name] = typed[DELETE.name].fillna(False).astype("bool")
    frame = pd.DataFrame(typed)
    frame["source_sheet"] = pd.Series([sheet] * len(rows), dtype="str")
    frame["source_row"] = rows
    return Part(table, sheet, frame, columns)


def _typed(field: Field, values: Any, count: int) -> pd.Series:
    values = [None] * count if values is None else values
    return pd.Series(values, dtype=_DTYPES.get(field.kind, "str"))


_DTYPES = {"count": "Int64", "rupiah": "Int64", "year": "Int64", "share": "float64", "flag": "boolean"}


def _read(column: Column, field: Field, body: Body, setting: Setting, units: Objects | None) -> Any:
    if field.kind == "region":
        names = body.columns.get(REGION_NAME) if field.name == "region_code" else None
        return read_regions(column, body, setting.known, setting.reading.codes, names)
    if field.kind == "month":
        return read_months(column, body)
    if field.is_number:
        return read_numbers(column, field, body, setting.decimals, units)
    readers: dict[str, Callable[[Any], Any]] = {
        "choice": lambda value: read_choice(value, field),
        "text": plain_text,
        "year": _year,
        "flag": _flag,
    }
    return body.read_each(column, readers[field.kind])


def read_choice(value: Any, field: Field) -> str | Fault:
    """Read one of the values of a field, written as stored or as labelled in either language."""
    wanted = "" if not isinstance(value, str) else _folded(value)
    for stored, *labels in field.choices:
        if wanted in map(_folded, (stored, *labels)):
            return stored
    names = ", ".join(label for _, label, _ in field.choices)
    return Fault(told("is one of {names}", names=names), mark("Write one of them."))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _year(value: Any) -> int | Fault:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else _YEAR_FAULT


def _flag(value: Any) -> bool | Fault:
    return _FLAGS.get(str(value).casefold(), _FLAG_FAULT)
