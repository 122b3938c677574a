"""Finds the row of headings on a sheet, and which office table it belongs to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from data.loading.findings import Findings
from data.loading.model import Fault, Refused, Sheet
from data.loading.wording import both
from data.office import OFFICE_TABLES, OfficeTable
from i18n import mark, told

LEADING_ROWS = 10  # titles and notes that may stand above the headings
_AT_LEAST = 2  # headings a row must have in common with a table to count as its header
_LONGEST = 300  # characters that are looked at of what may be a heading
GUIDE_SHEETS = frozenset(("petunjuk", "guide", "daftar", "lists"))
REGION_NAME = "region_name"  # a column beside the region that is compared with its code and not stored
_REGION_NAMES = frozenset(("nama wilayah", "region name", "nama daerah", "nama kabupaten kota", "nama provinsi"))


@dataclass(frozen=True)
class Header:
    """The headings of a sheet, understood.

    Args:
        table: the office table they belong to.
        row: number of their row.
        fields: field of the table by position of the column.
        headings: every heading as it stands, by position.
    """

    table: OfficeTable
    row: int
    fields: dict[int, str]
    headings: dict[int, str]


def normalised(text: object) -> str:
    """Give a heading without case, accents, punctuation, doubled spaces, and what stands in brackets."""
    text = str(text)[:_LONGEST].replace("%", " persen ")
    return " ".join(words_of(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)) or words_of(text))


def words_of(text: str) -> list[str]:
    """Give the words of a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    return re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def heading_of(cell: Any) -> str:
    """Give a heading as it is repeated in messages: on one line; empty where the cell is."""
    return "" if cell is None else " ".join(str(cell).replace("\xa0", " ").split())


def known_count(row: list[Any]) -> int:
    """Count the headings that a row has in common with the office table it fits best."""
    words = {normalised(cell) for cell in row if isinstance(cell, str)}
    return max(len({_KNOWN[table.name][word] for word in words & _KNOWN[table.name].keys()}) for table in OFFICE_TABLES)


def find_header(sheet: Sheet, hint: str, findings: Findings) -> Header:
    """Find the headings of a sheet and report those that are unknown, missing or doubled.

    Args:
        sheet: the sheet.
        hint: its name, or that of the file: decides where the headings fit two tables.
        findings: takes the problems.

    Raises:
        Refused: when no row has headings of an office table, or they fit two tables.
    """
    counts = [known_count(row) for row in sheet.rows[: LEADING_ROWS + 1]]
    if max(counts, default=0) < _AT_LEAST:
        names = ", ".join(table.sheet_id for table in OFFICE_TABLES)
        remedy = told(
            "Use the headings of the template, within the first {count} rows, or remove the sheet if it holds no data. "
            "The sheets are: {names}.",
            count=LEADING_ROWS + 1,
            names=names,
        )
        rule = mark("has a row with the headings of one of the tables")
        raise Refused(told("no such row"), rule, remedy, sheet.name)
    at = counts.index(max(counts))
    headings = {position: heading_of(cell) for position, cell in enumerate(sheet.rows[at]) if heading_of(cell)}
    table = _table(headings, normalised(hint), sheet.name)
    found = {position: _field(table, heading) for position, heading in headings.items()}
    _report(sheet, at + 1, table, headings, found, findings)
    fields: dict[int, str] = {}
    for position, name in found.items():
        if name is not None and name not in fields.values():
            fields[position] = name
    return Header(table, at + 1, fields, headings)


def _field(table: OfficeTable, heading: str) -> str | None:
    word = normalised(heading)
    if word in _KNOWN[table.name]:
        return _KNOWN[table.name][word]
    region = table.by_name.get("region_code")
    return REGION_NAME if word in _REGION_NAMES and region is not None and region.kind == "region" else None


def _table(headings: dict[int, str], hint: str, sheet: str | None) -> OfficeTable:
    faults = {table.name: _faults(table, headings) for table in OFFICE_TABLES}
    fitting = [table for table in OFFICE_TABLES if faults[table.name][0] == 0]
    hinted = _hinted(hint)
    shares = hinted is not None and -faults[hinted.name][1] >= _AT_LEAST
    # A sheet with the very name of another table than it fits lacks the column that tells the two apart.
    if hinted is not None and shares and (not fitting or hint in _names(hinted)):
        return hinted
    if not fitting:
        return min(OFFICE_TABLES, key=lambda table: faults[table.name])
    if len(fitting) == 1:
        return fitting[0]
    if hinted in fitting:
        return hinted
    names = both(table.sheet_id for table in fitting)
    remedy = mark("Name the sheet after the table that is meant.")
    raise Refused(names, mark("has headings that fit one table"), remedy, sheet)


def _names(table: OfficeTable) -> list[str]:
    return [normalised(name) for name in (table.name, table.sheet_id, table.sheet_en)]


def _hinted(hint: str) -> OfficeTable | None:
    """Give the table that a name speaks of: of several, the one with the longest name."""
    spoken = [(len(name), table) for table in OFFICE_TABLES for name in _names(table) if f" {name} " in f" {hint} "]
    return max(spoken, key=lambda pair: pair[0])[1] if spoken else None


def _faults(table: OfficeTable, headings: dict[int, str]) -> tuple[int, int]:
    """Count what keeps headings from fitting a table; then, to be compared where that is equal, what they share."""
    found = [_field(table, heading) for heading in headings.values()]
    missing = [field for field in table.fields if field.required and field.name not in found]
    return len(missing) + found.count(None), -len(set(found) - {None})


def _report(
    sheet: Sheet,
    row: int,
    table: OfficeTable,
    headings: dict[int, str],
    found: dict[int, str | None],
    findings: Findings,
) -> None:
    known = ", ".join(field.heading_id for field in table.by_name.values())
    stood: set[str] = set()
    for position, heading in headings.items():
        name = found[position]
        if name is None:
            fault = Fault(
                told("is a column of {table}", table=table.sheet_id),
                told("Remove it, or name it as one of: {headings}.", headings=known),
            )
            findings.add(sheet.name, row, heading, heading, fault)
        elif name in stood:
            fault = Fault(mark("stands once among the headings"), mark("Remove the second column."))
            findings.add(sheet.name, row, heading, heading, fault)
        stood.add(name or "")
    for field in table.fields:
        if field.required and field.name not in stood:
            rule = told("is among the columns of {table}", table=table.sheet_id)
            fault = Fault(rule, mark("Add the column and fill it."))
            findings.add(sheet.name, None, field.heading_id, told("no such column"), fault)


# Field of every table by the headings that it may have.
_KNOWN = {
    table.name: {
        normalised(text): name
        for name, field in table.by_name.items()
        for text in (name, field.heading_id, field.heading_en)
    }
    for table in OFFICE_TABLES
}
