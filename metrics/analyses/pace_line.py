"""Where a region should be this month: the corners of the line from the baseline to a target of the register.

Rule (contract of figures, "Targets"): straight from baseline to target; where quarterly targets are loaded, straight
between the ends of the quarters; never a month's target times weeks.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from metrics.analyses.pace import pace_path

SAME = ("base", "unit", "set_by", "kind", "inherited_from")


def pace_line(read: pd.DataFrame, target: Any) -> list[tuple[str, float]]:
    """Give the corners of the line that leads to a target.

    Args:
        read: all targets of the region as ``metrics.analyses.target.targets`` gives them.
        target: the row that the line leads to. It may bend at targets of the same office, base, unit, standing and region
            that are set by the quarter.

    Returns:
        Months ``YYYY-MM`` with the share due at their end, the baseline first, for ``metrics.analyses.pace.due_at``. Empty
        where the target has no baseline, is not a share, or was reached at the start.
    """
    if target.unit != "share" or pd.isna(target.baseline) or pd.isna(target.baseline_period):
        return []
    if target.value_target <= target.baseline:
        return []
    period = str(target.baseline_period)
    start = period if len(period) == len("2025-01") else f"{period}-12"
    same = read["target_id"] != target.target_id
    for name in SAME:
        mine = getattr(target, name)
        same &= read[name].isna() if pd.isna(mine) else read[name] == mine
    others = [(str(row.deadline)[:7], float(row.value_target)) for row in read[same].itertuples()]
    return pace_path((start, float(target.baseline)), (str(target.deadline)[:7], float(target.value_target)), others)
