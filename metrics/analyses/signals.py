"""Is this month unusual? A process chart (XmR) of what happens within a month: new members, exits, contributions.

Rules and their source: ``metrics.analyses.process_limits``. Flows only: a running level, such as active participants,
carries each month over into the next, so neighbouring points are alike by nature and every limit drawn from their
distances is far too narrow. Limits rest on all months of the line. They begin anew only at a month that a person named
with a reason, never by themselves; that a reader looks at a shorter time does not change them either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Metric, Query
from metrics.analyses.comparison import united
from metrics.analyses.process_limits import UPWARD, limits_of, moving_ranges, signals_of
from metrics.panel import Panel, line_of_each
from metrics.periods import is_month

BALANCES = frozenset({"net_additions"})  # flows that are a difference: below zero is possible, so there is no floor

NO_LINE = mark("No monthly figures of this region are held within a year before the month asked for.")
NOTHING_SINCE = mark("No month of this line lies in the time asked for.")

KEY = ("region_code", "metric", "unit", "base", "segment", "series", "boundary")
COLUMNS = (
    *KEY, "month", "numerator", "denominator", "value", "moving_range", "mean", "lower", "upper", "part", "trial",
    "rebased", "signals", "reads_as", "value_status", "status", "source_ids", "reason",
)  # fmt: skip
PART_COLUMNS = (
    *KEY, "part", "since", "until", "points", "ranges", "dropped", "mean", "mean_range", "lower", "upper", "trial",
    "rebased", "status", "source_ids", "reason",
)  # fmt: skip


class RunningLevel(ValueError):
    """A metric that is no flow was to be charted, or tested, month by month."""

    def __init__(self, name: str) -> None:
        """Say why not."""
        super().__init__(
            f"{name!r} is a running level, not a flow: each month carries over into the next (it is autocorrelated), "
            "so limits and tests of single months would mislead. Choose a flow such as new_participants."
        )


class BreakUnfounded(ValueError):
    """Limits were to begin anew without a month, or without a reason, or twice in a month."""


@dataclass(frozen=True)
class Signals:
    """A process chart of one region.

    Args:
        points: one row a month, with the columns of ``COLUMNS``, sorted by month. ``moving_range`` is null after a gap
            and where a part begins; ``mean``, ``lower`` and ``upper`` are of the part. ``signals`` holds names of
            ``process_limits.SIGNALS``; ``reads_as`` says better or worse where all of them point one way and the metric
            has a good direction, else null. ``value_status`` is of the month alone, ``status`` the weakest of the part.
        parts: one row a part, with the columns of ``PART_COLUMNS``, in order; ``source_ids`` of all its months,
            ``reason`` why it has no limits. Parts are of the whole line, also where ``points`` begin later.
        reason: why there is no chart at all, or None.
    """

    points: pd.DataFrame
    parts: pd.DataFrame
    reason: str | None


def signals(
    query: Query,
    metric: Metric,
    region: str,
    as_of: str,
    *,
    segment: str | None = None,
    since: str | None = None,
    rebase: Sequence[tuple[str, str]] = (),
) -> Signals:
    """Chart a flow of one region.

    Args:
        query: runs SQL on a store.
        metric: a flow.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        segment: membership segment; the metric's headline segment when None.
        since: first month given; the limits rest on earlier ones as well.
        rebase: months from which limits begin anew, each with the stored reason of the person who decided it.

    Raises:
        RunningLevel: when the metric is no flow.
        BreakUnfounded: when a break has no month or no reason, or two breaks share a month.
    """
    return signals_of_each(query, metric, [region], as_of, segment=segment, since=since, rebase=rebase)[region]


def signals_of_each(
    query: Query,
    metric: Metric,
    regions: list[str],
    as_of: str,
    *,
    segment: str | None = None,
    since: str | None = None,
    rebase: Sequence[tuple[str, str]] = (),
) -> dict[str, Signals]:
    """Chart a flow of several regions, each by itself, with one question to the store.

    Args:
        query: runs SQL on a store.
        metric: a flow.
        regions: their codes.
        as_of: month ``YYYY-MM``; nothing later is used.
        segment: membership segment; the metric's headline segment when None.
        since: first month given.
        rebase: months from which limits begin anew, with their reasons; the same for all regions.

    Raises:
        RunningLevel: as ``signals``.
        BreakUnfounded: as ``signals``.
    """
    breaks = founded(rebase)
    lines = flow_lines(query, metric, regions, as_of, segment)
    return {code: _charted(line, metric, since, breaks) for code, line in lines.items()}


def flow_lines(
    query: Query, metric: Metric, regions: list[str], as_of: str, segment: str | None = None
) -> dict[str, Panel]:
    """Give the monthly line of a flow of each region up to a month.

    Raises:
        RunningLevel: when the metric is no flow.
    """
    if not metric.flow:
        raise RunningLevel(metric.id)
    return line_of_each(query, metric, regions, as_of, segment=segment)


def flow_line(query: Query, metric: Metric, region: str, as_of: str, segment: str | None = None) -> Panel:
    """Give the monthly line of a flow of one region up to a month.

    Raises:
        RunningLevel: when the metric is no flow.
    """
    return flow_lines(query, metric, [region], as_of, segment)[region]


def founded(rebase: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give breaks by month.

    Raises:
        BreakUnfounded: when one has no month ``YYYY-MM`` or no reason, or two share a month.
    """
    breaks = sorted((month, reason.strip()) for month, reason in rebase)
    for month, reason in breaks:
        if not is_month(month):
            raise BreakUnfounded(f"Limits begin anew in a month such as 2025-03, not in {month!r}.")
        if not reason:
            raise BreakUnfounded(f"Limits begin anew in {month} only with a reason.")
    if len({month for month, _ in breaks}) < len(breaks):
        raise BreakUnfounded("Two reasons are given for one month: limits begin anew once.")
    return breaks


def running_months(months: Iterable[str]) -> list[int]:
    """Number months ``YYYY-MM`` so that neighbours differ by one."""
    return [int(month[:4]) * 12 + int(month[5:7]) for month in months]


def _charted(line: Panel, metric: Metric, since: str | None, breaks: list[tuple[str, str]]) -> Signals:
    if line.month is None:
        return Signals(pd.DataFrame(columns=list(COLUMNS)), pd.DataFrame(columns=list(PART_COLUMNS)), NO_LINE)
    figures = line.figures.assign(metric=metric.id)
    floor = None if metric.id in BALANCES or (figures["value"] < 0).any() else 0.0
    # The number of breaks at or before a month tells its part; of two breaks without a month between, the later counts.
    passed = figures["month"].map(lambda month: sum(start <= month for start, _ in breaks))
    points, parts = [], []
    for number, (count, part) in enumerate(figures.groupby(passed, sort=True), start=1):
        why = breaks[int(str(count)) - 1][1] if count else None
        charted, summary = _part(part, number, why, metric.better, floor)
        points.append(charted)
        parts.append(summary)
    charted = pd.concat(points, ignore_index=True)
    if since is not None:
        charted = charted[charted["month"] >= since].reset_index(drop=True)
    summary = pd.DataFrame(parts, columns=list(PART_COLUMNS), dtype=object)
    return Signals(charted, summary, NOTHING_SINCE if charted.empty else None)


def _part(
    figures: pd.DataFrame, number: int, why: str | None, better: str, floor: float | None
) -> tuple[pd.DataFrame, dict[str, object]]:
    values, months = figures["value"].tolist(), running_months(figures["month"])
    limits = limits_of(values, months, floor)
    found = signals_of(values, months, limits)
    status = weakest(figures["status"])
    points = figures.assign(
        moving_range=moving_ranges(values, months),
        mean=limits.mean,
        # Not a number where there is none, so that parts with and without limits lie in one column.
        lower=np.nan if limits.lower is None else limits.lower,
        upper=np.nan if limits.upper is None else limits.upper,
        part=number,
        trial=limits.trial,
        rebased=_text([why] * len(figures), figures.index),
        signals=_text([list(names) for names in found], figures.index),
        reads_as=_text([_reading(names, better) for names in found], figures.index),
        value_status=figures["status"],
        status=status,
        source_ids=_text([united([held]) for held in figures["source_ids"]], figures.index),
        reason=_text([limits.reason] * len(figures), figures.index),
    )
    summary = {name: figures.iloc[0][name] for name in KEY} | {
        "part": number,
        "since": figures["month"].iloc[0],
        "until": figures["month"].iloc[-1],
        "points": len(figures),
        **{name: getattr(limits, name) for name in ("ranges", "dropped", "mean", "mean_range", "lower", "upper")},
        "trial": limits.trial,
        "rebased": why,
        "status": status,
        "source_ids": united(figures["source_ids"]),
        "reason": limits.reason,
    }
    return points[list(COLUMNS)], summary


def _text(cells: Sequence[object], index: pd.Index) -> pd.Series:
    return pd.Series(cells, index, object)


def _reading(names: tuple[str, ...], better: str) -> str | None:
    ways = {name in UPWARD for name in names}
    if len(ways) != 1 or better == "neither":
        return None
    return "better" if ways.pop() == (better == "higher") else "worse"
