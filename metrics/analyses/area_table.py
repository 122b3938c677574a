"""Regions by indicators: coverage beside what moves it, each indicator at one common month for all regions.

Every figure comes from its metric through ``metrics.panel``, so a column never mixes series or months. Two columns set one
metric over another of the same series and month: arrears over the contributions due of the month (how many months of
contributions are unpaid), and cover that ends within three months over all active participants. The place of a value
between the worst and the best of its column respects which direction is good; where none is, or where all are alike,
there is no such place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Metric, Query
from metrics.analyses.comparison import united
from metrics.analyses.ranks import YEAR
from metrics.analyses.uncertainty import Numbers, numbers
from metrics.catalogue import metric
from metrics.panel import NOT_IN_PANEL, Panel, panel
from metrics.periods import month_after

NOT_BOTH = mark("The two counts are not held in one series and month: no ratio is made.")
EVEN = 1e-12  # spread of a column under which all its values are alike

COLUMNS = (
    "indicator", "region_code", "value", "unit", "better", "place", "numerator", "denominator", "period", "base",
    "segment", "series", "boundary", "status", "reason", "source_ids",
)  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    """A column of the table.

    Args:
        id: name in results.
        title: short name as shown above the column.
        numerator: the metric itself, or what is set over ``denominator``.
        denominator: metric it is divided by; None where the metric is a share already.
        unit: ``share`` or ``months``.
    """

    id: str
    title: str
    numerator: str
    denominator: str | None = None
    unit: str = "share"

    @property
    def better(self) -> str:
        """Which direction is good: that of the metric above the line."""
        return metric(self.numerator).better


INDICATORS = (
    Indicator("coverage", mark("Coverage"), "coverage"),
    Indicator("member_growth", mark("Members, 12 months"), "member_growth"),
    Indicator("churn", mark("BPU churn a month"), "churn"),
    Indicator("retention", mark("Retention"), "retention"),
    Indicator("inactive_share", mark("Inactive"), "inactive_share"),
    Indicator("collection_rate", mark("Collected"), "collection_rate"),
    Indicator("on_time_rate", mark("Paid on time"), "on_time_rate"),
    Indicator("arrears_months", mark("Arrears, months of dues"), "arrears", "contributions_due", "months"),
    Indicator("expiring_share", mark("Cover ending in 3 months"), "cover_expiring", "active_participants"),
    Indicator("informal_share", mark("Informal workers"), "informal_share"),
)


def area_table(
    query: Query, regions: list[str], as_of: str, *, base: str, indicators: Iterable[Indicator] = INDICATORS
) -> pd.DataFrame:
    """Give several indicators of several regions.

    Args:
        query: runs SQL on a store.
        regions: their codes.
        as_of: month ``YYYY-MM``; the common month of a column is the latest within the year before it.
        base: coverage base; a metric that has no such base is read on its own first one.
        indicators: the columns wanted.

    Returns:
        One row an indicator and region, in the orders given, with the columns of ``COLUMNS``. ``value`` is a share (0 to 1;
        a growth may be negative) or a number of months, null with its ``reason`` where no figure is held. ``place`` is
        where it lies from the worst (0) to the best (1) of its column; null where no direction is good, where fewer than
        two regions have a figure, or where all are alike. ``status`` is the weakest of the figures used.
    """
    return pd.concat([_column(query, each, regions, as_of, base) for each in indicators], ignore_index=True)


def from_worst_to_best(values: Numbers, better: str) -> Numbers:
    """Give where each value lies between the worst (0) and the best (1) of them.

    Args:
        values: one a region; null where not known.
        better: ``higher``, ``lower`` or ``neither``: which direction is good.

    Returns:
        One place a value; null where the value is, where no direction is good, or where the values do not differ.
    """
    known = values[~np.isnan(values)]
    if better == "neither" or len(known) < 2 or known.max() - known.min() <= EVEN:
        return np.full(values.shape, np.nan)
    upward = (values - known.min()) / (known.max() - known.min())
    return np.asarray(upward if better == "higher" else 1 - upward)


def _column(query: Query, indicator: Indicator, regions: list[str], as_of: str, base: str) -> pd.DataFrame:
    above = _panel(query, metric(indicator.numerator), regions, as_of, base)
    rows = above.now.to_dict("records")
    below: dict[str, dict[str, Any]] = {}
    reason = above.reason or NOT_IN_PANEL
    if indicator.denominator and above.month:
        beside = _panel(query, metric(indicator.denominator), regions, as_of, base)
        if all(beside.key[part] == above.key[part] for part in ("series", "boundary")):
            below = {row["region_code"]: row for row in beside.at(above.month).to_dict("records")}
        rows = [row for row in rows if row["region_code"] in below and below[row["region_code"]]["value"] > 0]
        reason = NOT_BOTH
    found = {row["region_code"]: _figure(row, below.get(row["region_code"])) for row in rows}
    blank: dict[str, Any] = {
        "period": above.month,
        **{part: above.key[part] for part in ("base", "segment", "series", "boundary")},
        "source_ids": [],
        "reason": reason,
    }
    frame = pd.DataFrame(
        [{**dict.fromkeys(COLUMNS), **blank, **found.get(code, {}), "region_code": code} for code in regions],
        columns=COLUMNS,
        dtype=object,
    )
    values = numbers(frame["value"].astype(float))
    return frame.assign(
        indicator=indicator.id,
        unit=indicator.unit,
        better=indicator.better,
        value=values,
        place=from_worst_to_best(values, indicator.better),
    )


def _panel(query: Query, of: Metric, regions: list[str], as_of: str, base: str) -> Panel:
    on = (base if base in of.bases else of.bases[0]) if of.bases else None
    return panel(query, of, regions, as_of, base=on, since=month_after(as_of, -YEAR))


def _figure(row: dict[str, Any], below: dict[str, Any] | None) -> dict[str, Any]:
    if below is None:
        parts = {name: row[name] for name in ("value", "numerator", "denominator", "status")}
        return {**parts, "source_ids": list(row["source_ids"]), "reason": None}
    return {
        "value": row["value"] / below["value"],
        "numerator": row["value"],
        "denominator": below["value"],
        "status": weakest((row["status"], below["status"])),
        "source_ids": united((row["source_ids"], below["source_ids"])),
        "reason": None,
    }
