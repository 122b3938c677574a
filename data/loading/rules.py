"""Checks typed rows: what must be filled, which months may be named, what must hold within a row, and single keys."""

from __future__ import annotations

import contextlib
import re
from datetime import date

import duckdb
import numpy as np
import pandas as pd

from data.loading.findings import Findings
from data.loading.model import Fault, Mask, Part
from data.office import OfficeTable
from i18n import mark, told

# Months of what has been counted or decided; a deadline, an end of cover or a new region may lie ahead.
_PAST = ("month", "set_month")
_EMPTY = Fault(mark("is filled"), mark("Fill the cell."))
_NOT_OVER = Fault(
    mark("is of a month that is over: figures are those of its end"),
    mark("Send the month once it is over, or say why its figures are final."),
)


def check_parts(parts: list[Part], today: date, findings: Findings) -> None:
    """Report every rule that the rows break.

    Args:
        parts: rows of all tables.
        today: its month is not over, and a month after it is in the future.
        findings: takes the problems.
    """
    with contextlib.closing(duckdb.connect(":memory:")) as connection:
        connection.execute("set enable_progress_bar = false")
        for part in parts:
            _check_filled(part, findings)
            _check_months(part, today, findings)
            _check_rules(connection, part, findings)
    for name in {part.table.name: None for part in parts}:
        _check_keys([part for part in parts if part.table.name == name], findings)


def _check_filled(part: Part, findings: Findings) -> None:
    deleted = part.frame["delete"].to_numpy()
    for field in part.table.fields:
        # A column that is missing altogether has been reported once.
        if field.required and field.name in part.columns:
            empty = part.frame[field.name].isna().to_numpy() & ~part.refused(field.name)
            needed = True if field.name in part.table.key else ~deleted
            _report(part, field.name, empty & needed, _EMPTY, findings)


def _check_months(part: Part, today: date, findings: Findings) -> None:
    for name in _PAST:
        if name in part.table.by_name:
            later = part.frame[name].gt(f"{today:%Y-%m}").fillna(False).to_numpy(dtype=bool)
            rule = told("is not in the future, after {month}", month=f"{today:%Y-%m}")
            _report(part, name, later, Fault(rule, mark("Correct the month.")), findings)
    if "month" in part.table.by_name:
        running = part.frame["month"].eq(f"{today:%Y-%m}").fillna(False).to_numpy(dtype=bool)
        count = int((running & ~part.frame["delete"].to_numpy()).sum())
        if count:
            found = told("{count} rows of {month}", count=count, month=f"{today:%Y-%m}")
            findings.add(part.sheet, None, part.heading("month"), found, _NOT_OVER, is_warning=True)


def _check_rules(connection: duckdb.DuckDBPyConnection, part: Part, findings: Findings) -> None:
    connection.register("part", part.frame.assign(place=np.arange(len(part.frame))))
    for rule in part.table.rules:
        broken = connection.execute(f"select place from part where not ({rule.holds})").df()["place"].to_numpy()
        which = np.zeros(len(part.frame), dtype=bool)
        which[broken] = True
        for name in set(re.findall(r"\w+", rule.holds)) & part.table.by_name.keys():
            which &= ~part.refused(name)  # what could not be read is not empty
        which &= ~part.frame["delete"].to_numpy()
        _report(part, rule.column, which, Fault(rule.says, rule.remedy), findings)
    connection.unregister("part")


def _check_keys(parts: list[Part], findings: Findings) -> None:
    """Report every row whose key stands in an earlier one, on whichever sheet."""
    table = parts[0].table
    rows = pd.concat(
        [part.frame[[*table.key, "source_row"]].assign(part=number) for number, part in enumerate(parts)],
        ignore_index=True,
    )
    sound = np.concatenate([_has_key(part, table) for part in parts])
    rows = rows[sound]
    repeated = rows.duplicated(list(table.key), keep="first")
    if not repeated.any():
        return
    firsts = rows[~repeated].rename(columns={"source_row": "first_row", "part": "first_part"})
    found = rows[repeated].merge(firsts, on=list(table.key), how="left")  # missing parts of a key equal each other
    found = found.sort_values(["part", "source_row"])
    findings.add_unlisted(max(0, len(found) - findings.limit))
    for row in found.head(findings.limit).itertuples(index=False):
        part, first = parts[row.part], parts[row.first_part]
        columns = ", ".join(part.heading(name) for name in table.key)
        key = ", ".join(str(value) for value in row[: len(table.key)] if not pd.isna(value))
        if first.sheet == part.sheet:
            rule = told("stands once, and row {row} has the same {columns}", row=int(row.first_row), columns=columns)
        else:
            rule = told(
                'stands once, and row {row} of sheet "{sheet}" has the same {columns}',
                row=int(row.first_row),
                sheet=str(first.sheet),
                columns=columns,
            )
        fault = Fault(rule, mark("Remove one of the two, or correct what makes them differ."))
        findings.add(part.sheet, int(row.source_row), part.heading(table.key[0]), key, fault)


def _has_key(part: Part, table: OfficeTable) -> Mask:
    sound = np.ones(len(part.frame), dtype=bool)
    for name in table.key:
        sound &= ~part.refused(name)
        if table.by_name[name].required:
            sound &= part.frame[name].notna().to_numpy()
    return sound


def _report(part: Part, name: str, which: Mask, fault: Fault, findings: Findings) -> None:
    at = np.flatnonzero(which)
    if not len(at):
        return
    rows = part.frame["source_row"].to_numpy()
    values = part.columns[name].values if name in part.columns else np.full(len(rows), None)
    cells = ((int(rows[i]), values[i]) for i in at)
    findings.add_rows(part.sheet, part.heading(name), cells, len(at), fault)
