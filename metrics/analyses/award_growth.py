"""How much coverage and membership grew in twelve months, for one region or several at one month.

Rule: growth is read within one line: the same base, segment, series, boundary and weights, the common month of the regions
and the same month a year before. Coverage changes in points, participants by v(t) / v(t - 12 months) - 1. The printed
example: Lombok Timur, 110,300 to 144,110 participants, 30.65 percent.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query
from metrics.analyses.comparison import united
from metrics.catalogue import metric
from metrics.panel import NOT_IN_PANEL, panel

YEAR = 12  # months
GROWTH_METRICS = ("coverage", "active_participants")

NOT_A_YEAR_AGO = mark("No figure of this line is held of twelve months before: the growth is not known.")
FROM_ZERO = mark("The figure of twelve months before is zero: nothing is divided by it.")

GROWN = (
    "region_code", "value", "unit", "now", "period", "earlier_value", "earlier_period", "numerator", "denominator",
    "base", "segment", "series", "boundary", "low", "high", "now_status", "now_source_ids", "status", "reason",
    "source_ids", "batch_ids",
)  # fmt: skip


def year_before(month: str) -> str:
    """Give the same month of the year before."""
    return f"{int(month[:4]) - 1:04d}{month[4:7]}"


def growth_of(now: float, earlier: float, unit: str) -> float | None:
    """Give the growth from one figure to another; None where it is a share of zero.

    Args:
        now: the later figure.
        earlier: the figure of twelve months before.
        unit: ``share`` gives a difference of shares; anything counted gives a share of what was before.
    """
    if unit == "share":
        return now - earlier
    return None if earlier == 0 else now / earlier - 1


def grown(
    query: Query, name: str, regions: list[str], as_of: str, *, base: str = "ucj", error: float | None = None
) -> pd.DataFrame:
    """Give the growth over twelve months of one metric.

    Args:
        query: runs SQL on a store.
        name: ``coverage`` or ``active_participants``.
        regions: their codes; all are read at one common month.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base; counts have none.
        error: relative standard error that the reader assumes where none is known.

    Returns:
        One row a region in the order asked, with the columns of ``GROWN``. ``now`` is the figure of the common month with
        its ``low`` and ``high``, ``value`` its growth in ``unit``: ``points`` or ``growth``. What cannot be computed is
        null and ``reason`` says why; ``now`` may be there without a growth.
    """
    asked = metric(name)
    held = panel(query, asked, regions, as_of, base=base if asked.bases else None, error=error, fewest=1)
    unit = "points" if asked.unit == "share" else "growth"
    now = {row["region_code"]: row for row in held.now.to_dict("records")}
    then = {} if held.month is None else held.at(year_before(held.month)).set_index("region_code").to_dict("index")
    rows = [_row(code, now.get(code), then.get(code), asked.unit, held.reason) | {"unit": unit} for code in regions]
    return pd.DataFrame(rows, columns=list(GROWN), dtype=object)


def _row(code: str, now: Any, then: Any, unit: str, reason: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {**dict.fromkeys(GROWN), "region_code": code, "source_ids": [], "batch_ids": []}
    row["now_source_ids"] = []
    if now is None:
        return row | {"reason": reason or NOT_IN_PANEL}
    row |= {
        name: None if pd.isna(now[name]) else now[name]
        for name in ("numerator", "denominator", "period", "base", "segment", "series", "boundary", "low", "high")
    }
    row |= {"now": float(now["value"]), "now_status": now["status"], "now_source_ids": list(now["source_ids"])}
    row |= {"status": now["status"], "source_ids": list(now["source_ids"]), "batch_ids": list(now["batch_ids"])}
    if then is None:
        return row | {"reason": NOT_A_YEAR_AGO}
    value = growth_of(float(now["value"]), float(then["value"]), unit)
    return row | {
        "value": value,
        "earlier_value": float(then["value"]),
        "earlier_period": then["period"],
        "status": weakest([now["status"], then["status"]]),
        "source_ids": united([now["source_ids"], then["source_ids"]]),
        "batch_ids": united([now["batch_ids"], then["batch_ids"]]),
        "reason": FROM_ZERO if value is None else None,
    }
