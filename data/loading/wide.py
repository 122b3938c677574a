"""Turns the rows of the two tables met in the wild into rows of the office's tables, one a segment.

The parts are what is loaded. Totals, total rows and percentages are compared with them and never loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.loading.body import Body, cut
from data.loading.comparing import compare_percents, compare_total_columns, compare_total_rows
from data.loading.fields import Setting, part, read_choice
from data.loading.headings import normalised
from data.loading.layouts import ACTIVE, INACTIVE, KEMNAKER, SEGMENTS, TOTAL, Layout
from data.loading.model import Column, Fault, Mask, Objects, Part, Refused, Sheet
from data.loading.months import month_of, months_in, read_months
from data.loading.numerals import decimals_shown, read_numbers
from data.loading.regions import read_regions
from data.loading.wording import both
from data.office import Field
from data.office.common import count
from data.office.employers import OFFICE_WORKFORCE
from data.office.members import MEMBERSHIP
from data.office.places import OFFICE_TARGET
from i18n import mark, told

Floats = npt.NDArray[np.float64]

_TOTAL_ROWS = frozenset(("total", "jumlah", "indonesia", "nasional", "grand total", "jumlah total", "total indonesia"))
_PEOPLE = count("people", "Orang", "People", "Orang.", "People.")
_SHARE = Field("share", "Cakupan", "Share", "share", "Cakupan.", "Share.")
_BASE = OFFICE_TARGET.by_name["base"]
# Provinces as they were before the laws of 2022, and those split from them.
_SPLIT = {"91": ("93", "94", "95"), "92": ("96",)}


@dataclass
class WideTable:
    """A sheet laid out as one of the two tables, cut into columns.

    Args:
        sheet: the sheet.
        layout: its headings, understood.
        body: its columns by role.
        counted: roles whose columns hold people.
    """

    sheet: Sheet
    layout: Layout
    body: Body
    counted: list[str]

    @property
    def base_role(self) -> str | None:
        """The role of the column that holds the base, or its name."""
        return next((role for role in self.body.columns if role.startswith("base")), None)


def cut_wide(sheet: Sheet, layout: Layout, setting: Setting) -> WideTable:
    """Cut a sheet into columns."""
    limit = setting.reading.limits.text
    body = cut(sheet, layout.last, layout.roles, layout.headings, setting.findings, limit)
    counted = [role for role in body.columns if role.startswith((ACTIVE, INACTIVE, "base", TOTAL))]
    named = [role for role in counted if role.startswith("base") and _names_bases(body.columns[role])]
    return WideTable(sheet, layout, body, [role for role in counted if role not in named])


def prove_decimals_of(table: WideTable) -> set[str]:
    """Say which decimal signs the columns of people prove."""
    return {sign for role in table.counted for sign in decimals_shown(table.body.columns[role], _PEOPLE)}


def read_wide(table: WideTable, setting: Setting) -> list[Part]:
    """Read the rows, and report what contradicts itself.

    Raises:
        Refused: when neither a column nor a title names the month.
    """
    body = table.body
    place = next(role for role in ("province", "region") if role in body.columns)
    totals = np.array([normalised(value) in _TOTAL_ROWS for value in body.columns[place].values], dtype=bool)
    numbers = {role: _people(body.columns[role], body, setting) for role in table.counted}
    compare_total_columns(body, numbers)
    compare_total_rows(body, numbers, totals)
    body.keep(~totals)
    numbers = {role: values[~totals] for role, values in numbers.items()}
    level = "province" if place == "province" else None
    regions = read_regions(body.columns[place], body, setting.known, setting.reading.codes, level=level)
    months = _months(table)
    if table.layout.kind == KEMNAKER:
        _warn_of_old_boundaries(table, regions, place)
    parts = list(_membership(table, place, regions, months, numbers))
    bases = _bases(table, setting)
    if table.base_role in numbers:
        based = str(table.base_role)
        read = {"region_code": regions, "month": months, "base": bases, "total": _whole(numbers[based])}
        read["source"] = np.full(len(body.rows), setting.findings.file, dtype=object)
        columns = _columns(table, {"region_code": place, "month": "month", "total": based})
        parts.append(_filled(part(OFFICE_WORKFORCE, body.sheet, body.rows, read, columns), "total"))
        compare_percents(body, numbers, based)
    return [*parts, *_targets(table, place, regions, months, bases, setting)]


def _names_bases(column: Column) -> bool:
    filled = [value for value in column.values if value is not None]
    return bool(filled) and all(isinstance(read_choice(value, _BASE), str) for value in filled)


def _people(column: Column, body: Body, setting: Setting) -> Floats:
    read = read_numbers(column, _PEOPLE, body, setting.decimals)
    return np.asarray(pd.Series(read).to_numpy(dtype="float64", na_value=np.nan))


def _months(table: WideTable) -> Objects:
    body = table.body
    if "month" in body.columns:
        return read_months(body.columns["month"], body)
    cells = [cell for row in table.sheet.rows[: table.layout.first - 1] for cell in row]
    texts = [str(cell) for cell in cells if isinstance(cell, str)]
    named = {month for text in texts for month in months_in(text)}
    named |= {month for cell in cells if cell and (month := month_of(cell))}
    if len(named) != 1:
        found = both(sorted(named)) if named else told("no month")
        remedy = mark('Add a column "Bulan", or name one month above the headings, such as "Desember 2023".')
        raise Refused(found, mark("names one month, in a column or above the headings"), remedy, body.sheet)
    return np.full(len(body.rows), named.pop(), dtype=object)


def _membership(
    table: WideTable, place: str, regions: Objects, months: Objects, numbers: dict[str, Floats]
) -> Iterator[Part]:
    body = table.body
    for segment in SEGMENTS:
        active, inactive = numbers.get(f"{ACTIVE} {segment}"), numbers.get(f"{INACTIVE} {segment}")
        if active is None:
            continue
        read: dict[str, Any] = {
            "region_code": regions,
            "month": months,
            "segment": [segment] * len(body.rows),
            "active": _whole(active),
            "registered": None if inactive is None else _whole(active + inactive),
        }
        columns = _columns(table, {"region_code": place, "month": "month", "active": f"{ACTIVE} {segment}"})
        rows = part(MEMBERSHIP, body.sheet, body.rows, read, columns)
        yield _filled(rows, "active", None if inactive is None else ~np.isnan(inactive))


def _filled(rows: Part, name: str, besides: Mask | None = None) -> Part:
    """Leave out rows that say nothing: the figure is empty and nothing else was said of it."""
    said = rows.frame[name].notna().to_numpy() | rows.refused(name)
    if besides is not None:
        said |= besides
    return _only(rows, said)


def _only(rows: Part, which: Mask) -> Part:
    columns = {field: column.only(which) for field, column in rows.columns.items()}
    return Part(rows.table, rows.sheet, rows.frame[which].reset_index(drop=True), columns)


def _columns(table: WideTable, roles: dict[str, str]) -> dict[str, Column]:
    return {field: table.body.columns[role] for field, role in roles.items() if role in table.body.columns}


def _bases(table: WideTable, setting: Setting) -> Objects:
    """Give the base of every row, and ask for it where people of a base are given without its name."""
    body, role, chosen = table.body, table.base_role, setting.reading.base
    count = len(body.rows)
    if role is None:
        return np.full(count, chosen, dtype=object)
    column = body.columns[role]
    if role not in table.counted:
        return body.read_each(column, lambda value: read_choice(value, _BASE))
    named = role.removeprefix("base").strip() or None
    if named and chosen and named != chosen:
        rule = told("is the base {base}, as chosen for this file", base=chosen)
        fault = Fault(rule, mark("Choose the base that the heading names."))
        body.findings.add(body.sheet, table.layout.first, column.heading, named, fault)
    elif not named and not chosen:
        remedy = mark(
            'Say which base it is, UCJ, Sakernas or Potensi, or write it in the heading, such as "Basis UCJ".'
        )
        fault = Fault(mark("names its base"), remedy)
        body.findings.add(body.sheet, table.layout.first, column.heading, column.heading, fault)
        return np.full(count, "ucj", dtype=object)  # never loaded: the file is refused
    return np.full(count, named or chosen, dtype=object)


def _targets(
    table: WideTable, place: str, regions: Objects, months: Objects, bases: Objects, setting: Setting
) -> list[Part]:
    body = table.body
    column = body.columns.get("target")
    if column is None or all(value is None for value in column.values):
        return []
    if "deadline" not in body.columns:
        fault = Fault(
            mark("stands beside its deadline, and is not loaded without"),
            mark('Add a column "Tenggat" with the month in which the target is to be reached.'),
        )
        at = next(number for number, value in enumerate(column.values) if value is not None)
        body.findings.add(body.sheet, int(body.rows[at]), column.heading, column.values[at], fault, is_warning=True)
        return []
    count = len(body.rows)
    read = {
        "region_code": regions,
        "deadline_month": read_months(body.columns["deadline"], body),
        "unit": ["share"] * count,
        "base": ["unstated" if base is None else base for base in bases],
        "value": read_numbers(column, _SHARE, body, setting.decimals),
        "kind": ["plan"] * count,
        "set_by": [setting.findings.file] * count,
        "set_month": months,
    }
    roles = {"region_code": place, "deadline_month": "deadline", "value": "target", "set_month": "month"}
    rows = _filled(part(OFFICE_TARGET, body.sheet, body.rows, read, _columns(table, roles)), "value")
    # A table of several months repeats its targets in each; what is the same is said once, with the first month.
    repeated = rows.frame.duplicated([*OFFICE_TARGET.key, "value"]).to_numpy()
    return [_only(rows, ~repeated)]


def _warn_of_old_boundaries(table: WideTable, regions: Objects, place: str) -> None:
    body = table.body
    for code, split in _SPLIT.items():
        at = np.flatnonzero(np.equal(regions, code))
        if len(at) and not set(regions) & set(split):
            fault = Fault(
                mark(
                    "has its provinces on the boundaries of today, and those split from this one in 2022 are not in it"
                ),
                mark("Load it only if the figure of this province leaves the new ones out."),
            )
            column = body.columns[place]
            value = column.values[at[0]]
            body.findings.add(body.sheet, int(body.rows[at[0]]), column.heading, value, fault, is_warning=True)


def _whole(numbers: Floats) -> pd.api.extensions.ExtensionArray:
    missing = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype("int64"), missing)
