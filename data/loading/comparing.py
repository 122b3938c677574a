"""Compares what a table prints twice: total columns and total rows with their parts, percentages with their parts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from data.loading.body import Body
from data.loading.layouts import ACTIVE, INACTIVE, SEGMENTS, TOTAL
from data.loading.model import Fault, Mask
from data.loading.wording import decimal
from i18n import mark, told

Floats = npt.NDArray[np.float64]

_TOLERANCE = 0.1  # points, or half a unit of the last digit printed if that is more
_MEND = mark("Correct the total or one of its parts.")


def compare_total_columns(body: Body, numbers: dict[str, Floats]) -> None:
    """Report rows whose total is not the sum of its parts in the row.

    Args:
        body: the columns by role.
        numbers: people by role; not a number where empty or refused.
    """
    active, inactive = (
        [values for role, values in numbers.items() if role in {f"{state} {segment}" for segment in SEGMENTS}]
        for state in (ACTIVE, INACTIVE)
    )
    for role, parts in ((f"{ACTIVE} {TOTAL}", active), (f"{INACTIVE} {TOTAL}", inactive), (TOTAL, active + inactive)):
        if role in numbers and parts:
            sums = np.sum(parts, axis=0)
            differs = ~np.isnan(sums) & ~np.isnan(numbers[role]) & (sums != numbers[role])
            for value in np.unique(sums[differs]):
                rule = told("is the sum of its parts in the row, {total}", total=f"{value:.0f}")
                body.refuse(body.columns[role], differs & (sums == value), Fault(rule, _MEND))


def compare_total_rows(body: Body, numbers: dict[str, Floats], totals: Mask) -> None:
    """Report total rows that are not the sum of the other rows, of the same month where months stand in the table.

    Args:
        body: the columns by role.
        numbers: people by role; not a number where empty or refused.
        totals: which rows are totals.
    """
    months = body.columns["month"].values if "month" in body.columns else np.full(len(totals), None)
    for at in np.flatnonzero(totals):
        parts = ~totals & (np.equal(months, months[at]) if months[at] is not None else True)
        for role, values in numbers.items():
            column = body.columns[role]
            if np.isnan(values[at]) or column.refused[parts].any():
                continue
            total = np.nansum(values[parts])
            if total != values[at]:
                here = np.zeros(len(totals), dtype=bool)
                here[at] = True
                rule = told("is the sum of the rows, {total}", total=f"{total:.0f}")
                body.refuse(column, here, Fault(rule, _MEND))


def compare_percents(body: Body, numbers: dict[str, Floats], based: str) -> None:
    """Warn of percentages that are not the active participants of the row over its base.

    Args:
        body: the columns by role.
        numbers: people by role; not a number where empty or refused.
        based: role of the base.
    """
    column = body.columns.get("share")
    if column is None:
        return
    printed = [_printed(value) for value in column.values]
    # Percent-formatted cells of a spreadsheet hold 0.65: a column of such is in shares throughout.
    in_shares = all(
        share is None or (share[0] <= 1 and not str(value).endswith("%"))
        for share, value in zip(printed, column.values, strict=True)
    )
    active = np.sum([numbers[f"{ACTIVE} {name}"] for name in SEGMENTS if f"{ACTIVE} {name}" in numbers], axis=0)
    for at, share in enumerate(printed):
        base = numbers[based][at]
        if share is None or np.isnan(active[at]) or np.isnan(base) or base == 0:
            continue
        factor = 100 if in_shares else 1
        percent, half = float(share[0]) * factor, float(share[1]) * factor / 2
        ours = 100 * active[at] / base
        if abs(percent - ours) > max(_TOLERANCE, half) + 1e-9:
            fault = Fault(
                told("is the active participants over the base of the row, {percent}%", percent=decimal(ours, 2)),
                mark("Look both up; the parts are loaded, the percentage is not."),
            )
            row = int(body.rows[at])
            body.findings.add(body.sheet, row, column.heading, column.values[at], fault, is_warning=True)


def _printed(value: Any) -> tuple[Decimal, Decimal] | None:
    """Give a percentage and the unit of its last digit; None where there is none to compare."""
    text = str(value).removesuffix("%").strip().replace(",", ".") if value is not None else ""
    if not text.replace(".", "", 1).isdecimal() or not text.isascii():
        return None
    number = Decimal(text)
    return number, Decimal(1).scaleb(int(number.as_tuple().exponent))
