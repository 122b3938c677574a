"""How far did membership fall in the pandemic, and when was the level of February 2020 regained for good?

A level is regained in the first month at or over it after which no month of the line falls below it again: a month that
touches it once and sinks back is not counted. Beside it the flows of each year: who left, who was new, who came back. A
year is summed only where all of its months are held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.standing import weakest
from metrics._model import Metric, Query
from metrics.analyses.comparison import united
from metrics.analyses.signals import flow_line

START = "2020-02"  # the last month before the pandemic
LEVEL = 1.0  # of that month

NEVER_BELOW, REGAINED, STILL_BELOW = "never_below", "regained", "still_below"
YEARS = ("region_code", "metric", "segment", "series", "boundary", "year", "months", "value", "status", "source_ids")


@dataclass(frozen=True)
class Recovery:
    """How a line of recovery went, months after ``START``.

    Args:
        outcome: ``never_below``, ``regained`` or ``still_below``; None where no month is held.
        low: the lowest share of the level, 1 being that of February 2020; None where no month is held.
        low_month: its month, the first of several.
        month: the month the level was regained for good; None where it was never lost, or is not regained.
        now: the last share of the level.
    """

    outcome: str | None
    low: float | None
    low_month: str | None
    month: str | None
    now: float | None


def recovery_of(months: Sequence[str], shares: Sequence[float]) -> Recovery:
    """Say how one line of recovery went.

    Args:
        months: ``YYYY-MM``, in any order, each once; those up to February 2020 are left out.
        shares: of the level of February 2020, in the order of ``months``.
    """
    line = sorted((month, share) for month, share in zip(months, shares, strict=True) if month > START)
    if not line:
        return Recovery(None, None, None, None, None)
    low_month, low = min(line, key=lambda each: (each[1], each[0]))
    below = [month for month, share in line if share < LEVEL - 1e-12]
    now = line[-1][1]
    if not below:
        return Recovery(NEVER_BELOW, low, low_month, None, now)
    after = [month for month, _ in line if month > below[-1]]
    return Recovery(REGAINED if after else STILL_BELOW, low, low_month, after[0] if after else None, now)


def yearly_flow(
    query: Query, metric: Metric, region: str, as_of: str, segment: str | None = None, since: int = 2019
) -> pd.DataFrame:
    """Sum a flow of one region by calendar year.

    Args:
        query: runs SQL on a store.
        metric: a flow.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        segment: membership segment; the metric's headline one when None.
        since: first year.

    Returns:
        One row a year with the columns of ``YEARS``, sorted. ``months`` is how many are held; ``value`` is null unless all
        twelve are. ``status`` is the weakest of the months.

    Raises:
        RunningLevel: when the metric is no flow.
    """
    figures = flow_line(query, metric, region, as_of, segment).figures
    figures = figures[figures["month"] >= f"{since}-01"]
    rows = [
        {
            "region_code": region,
            "metric": metric.id,
            **{name: held.iloc[0][name] for name in ("segment", "series", "boundary")},
            "year": int(str(year)),
            "months": len(held),
            "value": float(held["value"].sum()) if len(held) == 12 else None,
            "status": weakest(set(held["status"])),
            "source_ids": united(held["source_ids"]),
        }
        for year, held in figures.groupby(figures["month"].str[:4], sort=True)
    ]
    return pd.DataFrame(rows, columns=list(YEARS), dtype=object)
