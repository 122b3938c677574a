"""Where a region should be this month: the line from the baseline to a target, bent at quarterly targets where there are any.

Rule (contract of figures, "Targets"): straight from baseline to target; where quarterly targets are loaded, straight
between the ends of the quarters; never a month's target times weeks.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from metrics._model import months_between
from metrics.periods import month_after

QUARTER_ENDS = ("03", "06", "09", "12")
COLUMNS = ("month", "value_due", "is_corner")


def pace_line(read: pd.DataFrame, target: Any) -> pd.DataFrame:
    """Give the line that leads to a target.

    Args:
        read: all targets of the region as ``metrics.analyses.target.targets`` gives them.
        target: the row that the line leads to, in shares.

    Returns:
        One row a month from the baseline to the deadline, sorted, with the columns of ``COLUMNS``: ``value_due`` is the
        share due at its end (0 to 1), ``is_corner`` marks baseline, quarterly targets and the target itself. Empty where
        the target has no baseline, is not a share, or was reached at the start.
    """
    empty = pd.DataFrame(columns=list(COLUMNS))
    if target.unit != "share" or pd.isna(target.baseline) or pd.isna(target.baseline_period):
        return empty
    start, end = _month(str(target.baseline_period)), str(target.deadline)[:7]
    if start >= end or target.value_target <= target.baseline:
        return empty
    corners = {start: float(target.baseline), **_quarters(read, target, start, end), end: float(target.value_target)}
    rows = []
    for (first, low), (last, high) in pairwise(sorted(corners.items())):
        span = months_between(first, last)
        rows += [(month_after(first, step), low + (high - low) * step / span) for step in range(span)]
    rows.append((end, corners[end]))
    return pd.DataFrame([(month, value, month in corners) for month, value in rows], columns=list(COLUMNS))


def due_at(line: pd.DataFrame, month: str) -> float | None:
    """Give the share due at the end of a month; None before the baseline and after the deadline."""
    found = line.loc[line["month"] == month, "value_due"]
    return None if found.empty else float(found.iloc[0])


def _quarters(read: pd.DataFrame, target: Any, start: str, end: str) -> dict[str, float]:
    """Targets for ends of quarters on the way, set by the same office for the same region, base and standing."""
    same = read["target_id"] != target.target_id
    for name in ("base", "unit", "set_by", "kind", "inherited_from"):
        mine = getattr(target, name)
        same &= read[name].isna() if pd.isna(mine) else read[name] == mine
    on_way = read[same].drop_duplicates("target_id")
    months = {str(row.deadline)[:7]: float(row.value_target) for row in on_way.itertuples()}
    return {month: value for month, value in months.items() if start < month < end and month[5:] in QUARTER_ENDS}


def _month(period: str) -> str:
    return period if len(period) == len("2025-01") else f"{period}-12"
