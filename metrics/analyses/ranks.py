"""Who is ahead, who has gained most, and how sure is either place? Level and improvement side by side.

Places are those of a competition: equal shares share a place and the next is skipped; 1 is best. A place alone says more
than is known, so each comes with the places that the error of the workforces leaves, by simulation: 4,000 draws of
D* = D(1 + r N(0, 1)) with a fixed seed, independent between areas, ranked anew each time (Goldstein and Spiegelhalter
1996). Improvement is the change in points over a span. The error of a base in the two months is taken as one and the same
error that lasts, so both months of an area share one draw: the interval of a change then leaves out what both have in
common. Where the error of a base is not known there is no interval. A region is never ranked without a figure.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Metric, Query, UnknownName
from metrics.analyses.comparison import (
    OF_AREA,
    of_area,
    share_metric,
    united,
    usable_error,
    why_no_band,
    with_every_region,
)
from metrics.analyses.uncertainty import Numbers, drawn_shares, numbers, standard_draws
from metrics.catalogue import metrics
from metrics.panel import first_recent, panel
from metrics.periods import month_after

YEAR = 12  # months over which improvement is looked at unless asked otherwise
TOP = 3
MIDDLE_95 = (0.025, 0.975)
EQUAL = 12  # decimals from which two shares, or two changes, are the same

NOT_THEN = mark("No figure of this series is held for the first month of the span: the change is not known.")
OTHER_UNKNOWN = mark("The uncertainty of another region in this list is not known: a place has no interval.")

OF_LEVEL = ("rank", "rank_low", "rank_high", "rank_top3", "ranked")
OF_CHANGE = ("change_rank", "change_rank_low", "change_rank_high", "change_rank_top3", "change_ranked")
COLUMNS = (
    *OF_AREA, *OF_LEVEL, "earlier_period", "earlier_numerator", "earlier_denominator", "earlier_value", "change",
    "change_low", "change_high", *OF_CHANGE, "status", "reason", "change_reason", "source_ids",
)  # fmt: skip


def ranks(
    query: Query,
    metric: Metric,
    regions: list[str],
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    span: int = YEAR,
    error: float | None = None,
) -> pd.DataFrame:
    """Rank regions by level and by improvement.

    Args:
        query: runs SQL on a store.
        metric: a share of which higher or lower is better.
        regions: codes that do not overlap, such as the parts of one region.
        as_of: month ``YYYY-MM``; the common month is the latest within the year before it.
        base: coverage base.
        segment: membership segment; the metric's headline one when None.
        span: months, 1 or more, from the first month of the change to the common month.
        error: relative standard error that the reader assumes where none is known; ``error_from`` then says ``reader``.

    Returns:
        One row a region with the columns of ``COLUMNS``, sorted by rank and then code, those without a rank last.
        Shares 0 to 1; ``change`` is the later share minus the earlier one (0.01 is one point), null with
        ``change_reason`` where the earlier month has no figure. ``rank_low`` to ``rank_high`` are the places of the middle
        95 percent of draws, stretched to hold the place itself; ``rank_top3`` is the share of draws among the first
        three; ``ranked`` says of how many. All are null with ``reason`` where an error is not known. ``status`` is the
        weakest of the figures used.

    Raises:
        UnknownName: when the metric is not a share, or when neither direction of it is good.
    """
    if share_metric(metric).better == "neither":
        good = [m.id for m in metrics().values() if m.unit == "share" and m.better != "neither"]
        raise UnknownName("metric that can be ranked", metric.id, good)
    first = month_after(first_recent(as_of), -span)
    held = panel(query, metric, regions, as_of, base=base, segment=segment, since=first, error=error)
    now = held.now
    then = held.at(month_after(held.month, -span)) if held.month else now
    then = then.set_index("region_code").reindex(now["region_code"]).reset_index()
    sign = 1.0 if metric.better == "higher" else -1.0
    standard = standard_draws(list(now["region_code"]))
    errors, values = usable_error(now), numbers(now["value"])
    drawn = drawn_shares(values, errors, standard)
    drawn_change = drawn - drawn_shares(numbers(then["value"]), usable_error(then), standard)

    rows = of_area(now)
    rows[list(OF_LEVEL)] = places(values * sign, drawn * sign)
    for column in ("period", "numerator", "denominator", "value"):
        rows[f"earlier_{column}"] = then[column]
    change = values - numbers(then["value"])
    rows["change"] = change
    rows["change_low"], rows["change_high"] = np.quantile(drawn_change, MIDDLE_95, axis=1)
    rows[list(OF_CHANGE)] = places(change * sign, drawn_change * sign)
    pairs = list(zip(now["status"], then["status"], strict=True))
    rows["status"] = [weakest([late] if pd.isna(early) else [late, early]) for late, early in pairs]
    rows["reason"] = _why(rows["rank_low"], now)
    rows["change_reason"] = _why(rows["change_rank_low"], then, now)
    rows.loc[rows["change"].isna(), "change_reason"] = NOT_THEN
    both = zip(now["source_ids"], then["source_ids"], strict=True)
    rows["source_ids"] = [united(list(ids) for ids in pair if np.ndim(ids)) for pair in both]
    return with_every_region(rows[list(COLUMNS)], held, regions).sort_values(
        ["rank", "region_code"], na_position="last", ignore_index=True
    )


def places(scores: Numbers, drawn: Numbers) -> pd.DataFrame:
    """Rank scores, with the places that draws of them take.

    Args:
        scores: one an area, higher is better; null where there is none: such an area has no place.
        drawn: one row an area, one column a draw; a row of nulls where the error is not known.

    Returns:
        One row an area, in the order given, with the columns of ``OF_LEVEL``: place; first and last place of the middle 95
        percent of draws, stretched to hold the place; share of draws among the first three; how many are ranked. Low,
        high and share are null where any ranked area has no draws, because a place depends on all of them.
    """
    has = ~np.isnan(scores)
    rank = np.where(has, competition(np.round(scores, EQUAL)[:, None])[:, 0], np.nan)
    low, high, top = (np.full(len(scores), np.nan) for _ in range(3))
    if has.any() and not np.isnan(drawn[has]).any():
        simulated = competition(drawn[has])
        ends = np.quantile(simulated, MIDDLE_95, axis=1, method="inverted_cdf")
        low[has], high[has] = np.minimum(ends[0], rank[has]), np.maximum(ends[1], rank[has])
        top[has] = (simulated <= TOP).mean(axis=1)
    counted = [pd.array(whole_numbers, dtype="Int64") for whole_numbers in (rank, low, high)]
    ranked = pd.array(np.where(has, has.sum(), np.nan), dtype="Int64")
    return pd.DataFrame(dict(zip(OF_LEVEL, (*counted, top, ranked), strict=True)))


def competition(scores: Numbers) -> Numbers:
    """Give the place of each row within each column: one more than how many are higher; equal scores share a place."""
    return np.array([1.0 + (scores > row).sum(axis=0) for row in scores]).reshape(scores.shape)


def _why(low: pd.Series, *used: pd.DataFrame) -> list[str | None]:
    """Why each place has no interval, by the figures it rests on; None where it has one."""
    own = [why_no_band(figures) for figures in used]
    return [
        next((sentence for sentence in said if sentence), OTHER_UNKNOWN) if missing else None
        for missing, *said in zip(low.isna(), *own, strict=True)
    ]
