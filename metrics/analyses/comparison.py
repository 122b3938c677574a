"""Better or worse than the rest? Each part of a region against all the other parts together.

The benchmark leaves the area itself out ("the rest of the province": the sum of the other parts, never a mean of shares),
so that a large area is not compared with itself. The word is that of public health profiles: a benchmark outside the
area's 95 percent band is better or worse, outside the 99.8 percent band strongly so (Office for Health Improvement and
Disparities, Fingertips technical guidance). The benchmark counts as exact: its own error is not added, because the errors
of its parts largely cancel and the rule compares with a stated line. Where the base has no known error only the
difference is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import PRINTED_ONLY, Metric, Query, UnknownName
from metrics.analyses.uncertainty import UNKNOWN_ERROR, Numbers, against, band, numbers
from metrics.catalogue import metrics
from metrics.panel import NOT_IN_PANEL, Panel, first_recent, panel

NO_OTHER = mark("No other part has both its members and its workforce: there is nothing to compare with.")
NO_BASE = mark("This measure is not a share of a coverage base: no uncertainty is made up for it.")
NO_UPPER_END = mark("The error of the workforce is so large that the share has no upper end.")

# Columns of doubles and of text in this and the analyses built on it; the others are whole numbers.
SHARES = (
    "value", "error", "low", "high", "benchmark", "difference", "pooled", "standard_error", "z", "low_95", "high_95",
    "low_998", "high_998", "rank_top3", "earlier_value", "change", "change_low", "change_high", "change_rank_top3",
)  # fmt: skip
TEXTS = (
    "region_code", "base", "segment", "series", "boundary", "weights", "period", "denominator_period", "error_from",
    "earlier_period", "word", "status", "reason", "change_reason", "source_ids",
)  # fmt: skip

# What every row about one area of a comparison begins with.
OF_AREA = (
    "region_code", "base", "segment", "series", "boundary", "weights", "period", "numerator", "denominator",
    "denominator_period", "value", "error", "error_from", "low", "high",
)  # fmt: skip
COLUMNS = (
    *OF_AREA, "benchmark_numerator", "benchmark_denominator", "benchmark", "parts_present", "parts_expected",
    "difference", "word", "status", "reason", "source_ids",
)  # fmt: skip


def comparison(
    query: Query,
    metric: Metric,
    regions: list[str],
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    error: float | None = None,
) -> pd.DataFrame:
    """Compare each region with all the others of the list together.

    Args:
        query: runs SQL on a store.
        metric: a share.
        regions: codes that do not overlap, such as the parts of one region.
        as_of: month ``YYYY-MM``; the common month is the latest within the year before it.
        base: coverage base.
        segment: membership segment; the metric's headline one when None.
        error: relative standard error that the reader assumes where none is known; ``error_from`` then says ``reader``.

    Returns:
        One row a region, in the order given, with the columns of ``COLUMNS``. Shares 0 to 1; ``difference`` is the share
        minus the benchmark, in the same unit (0.01 is one point). ``parts_present`` of ``parts_expected`` other regions
        are in the benchmark. ``word`` as in ``uncertainty.against``, null where not known. ``status`` is the weakest of
        the figure and of those in its benchmark, a sum of several being ``summed`` at best. ``reason`` says why
        something is null. A region without a figure in the common month has a row of nulls.

    Raises:
        UnknownName: when the metric is not a share.
    """
    since = first_recent(as_of)
    held = panel(query, share_metric(metric), regions, as_of, base=base, segment=segment, since=since, error=error)
    now = held.now
    rest, workforce, present = rest_of(numbers(now["numerator"]), numbers(now["denominator"]))
    benchmark = np.divide(rest, workforce, out=np.full(len(now), np.nan), where=workforce > 0)
    rows = of_area(now)
    rows["benchmark_numerator"] = pd.array(rest, dtype="Int64")
    rows["benchmark_denominator"] = pd.array(workforce, dtype="Int64")
    rows["benchmark"] = benchmark
    rows["parts_present"] = present
    rows["parts_expected"] = len(regions) - 1
    rows["difference"] = numbers(now["value"]) - benchmark
    words = against(now["numerator"], now["denominator"], usable_error(now), benchmark, metric.better)
    rows["word"] = [None if word == "unknown" else word for word in words]
    rows["reason"] = why_no_band(now)
    rows.loc[rows["high"].isna() & rows["low"].notna(), "reason"] = NO_UPPER_END
    rows.loc[rows["benchmark"].isna(), "reason"] = NO_OTHER
    summed = whole(now)
    # The parts of a benchmark, and the figure compared with it.
    used = [now[summed & (now.index != row)] for row in now.index]
    rows["status"] = [weakest([own, *_summed(parts["status"])]) for own, parts in zip(now["status"], used, strict=True)]
    rows["source_ids"] = [
        united([own, *parts["source_ids"]]) for own, parts in zip(now["source_ids"], used, strict=True)
    ]
    return with_every_region(rows[list(COLUMNS)], held, regions)


def rest_of(members: Numbers, workforce: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give members and workforce of all the other areas, for each area.

    Args:
        members: people counted, one an area; null where only a percentage is printed.
        workforce: people who could be covered, one an area.

    Returns:
        Members, workforce and how many other areas are in them. An area with a null in either is in no sum; both sums are
        null where no other area is left.
    """
    known = ~np.isnan(members) & ~np.isnan(workforce)
    present = known.sum() - known.astype(int)
    sums = (np.where(known, part, 0.0) for part in (members, workforce))
    rest, base = (np.where(present > 0, part.sum() - part, np.nan) for part in sums)
    return rest, base, present


def of_area(figures: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of ``OF_AREA``; the band is null where the error is not known or leaves it without an end."""
    rows = figures[list(OF_AREA)].copy()
    low, high = band(figures["numerator"], figures["denominator"], usable_error(figures))
    rows["low"], rows["high"] = low, np.where(np.isinf(high), np.nan, high)
    return rows


def usable_error(figures: pd.DataFrame) -> Numbers:
    """Give the relative standard error of each workforce; null where it is not known, or where there is no workforce."""
    error = numbers(figures["error"])
    return np.where(whole(figures) & (error > 0), error, np.nan)


def why_no_band(figures: pd.DataFrame) -> pd.Series:
    """Say of each figure why it has no band; None where it has one."""
    said = pd.Series(UNKNOWN_ERROR, figures.index, dtype=object)
    said[figures["base"].isna()] = NO_BASE
    said[numbers(figures["error"]) > 0] = PRINTED_ONLY
    said[~np.isnan(usable_error(figures))] = None
    return said


def whole(figures: pd.DataFrame) -> pd.Series:
    """Say of each figure whether it has its members and its workforce."""
    return figures["numerator"].notna() & figures["denominator"].notna()


def share_metric(metric: Metric) -> Metric:
    """Give the metric back.

    Raises:
        UnknownName: when it is not a share; the message lists the shares.
    """
    if metric.unit != "share":
        raise UnknownName("metric that is a share", metric.id, [m.id for m in metrics().values() if m.unit == "share"])
    return metric


def united(lists: Iterable[Iterable[str]]) -> list[str]:
    """Give every source of some lists once, sorted."""
    return sorted({str(source) for each in lists for source in each})


def with_every_region(rows: pd.DataFrame, held: Panel, regions: list[str]) -> pd.DataFrame:
    """Put the rows in the order asked and add one with the reason for each region without a figure in the month."""
    reason = held.reason or NOT_IN_PANEL
    lacking: dict[str, Any] = {"source_ids": [], "reason": reason, **held.key}
    found: dict[str, dict[str, Any]] = {row["region_code"]: row for row in rows.to_dict("records")}
    every = [found.get(code) or {**dict.fromkeys(rows.columns), **lacking, "region_code": code} for code in regions]
    frame = pd.DataFrame(every, columns=rows.columns, dtype=object)
    # By name: where no region has a figure the rows have no types of their own.
    for name in frame.columns:
        if name in SHARES:
            frame[name] = frame[name].astype(float)
        elif name in TEXTS:
            frame[name] = frame[name].where(frame[name].notna(), None)
        else:
            frame[name] = frame[name].astype("Int64")
    return frame


def _summed(statuses: Iterable[str]) -> list[str]:
    parts = list(statuses)
    return [*parts, "summed"] if len(parts) > 1 else parts
