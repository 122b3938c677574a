"""Is it going up or down, beyond doubt? A marker for a share over the years, a test for a flow over the months.

Yearly (rule of the Fingertips tool of Public Health England): the last five independent yearly figures, each weighed by
one over the square of its standard error; a direction is marked where the slope's chi-square of one degree exceeds
9.54954 (99.8 percent) and the sign stays whichever one figure is left out. Without known errors nothing is marked.
Monthly, flows only: ``metrics.analyses.mann_kendall``. For the season the same test is made of the differences to the
same month a year before. It then tells whether that yearly change itself grows or shrinks, not whether the flow does:
how the flow stands against a year before is the middle one of those differences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Z95, Metric, Query
from metrics.analyses.comparison import united
from metrics.analyses.mann_kendall import mann_kendall
from metrics.analyses.signals import KEY, NO_LINE, NOTHING_SINCE, flow_lines, running_months
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.panel import Panel, panel

YEARS = 5  # points of the yearly marker
BEYOND_DOUBT = 9.54954  # chi-square of one degree that 0.2 percent exceed by chance
CHANCE = 0.05  # below which a monthly trend is told
YEAR = 12

TOO_FEW_YEARS = mark("Fewer than five independent yearly figures of one series: no direction is marked.")
COUNT_ERROR = mark("The uncertainty of a count is not known: no direction over the years is marked.")
TOO_FEW_DIFFERENCES = mark("Fewer than twelve months whose month a year before is held too: no trend is tested.")

YEARLY_COLUMNS = (
    *KEY, "since", "until", "points", "slope", "low", "high", "chi_square", "sign_kept", "direction", "reads_as",
    "error_from", "status", "source_ids", "reason",
)  # fmt: skip
MONTHLY_COLUMNS = (
    *KEY, "of", "since", "until", "points", "missing_months", "middle", "slope", "low", "high", "factor", "z", "p",
    "direction", "reads_as", "status", "source_ids", "reason",
)  # fmt: skip
POINT_COLUMNS = (
    "region_code", "period", "month", "numerator", "denominator", "denominator_period", "value", "standard_error",
    "year_before", "status", "source_ids",
)  # fmt: skip


@dataclass(frozen=True)
class YearlySlope:
    """A weighted slope: units a year, its standard error, chi-square, and whether its sign survives every omission."""

    slope: float
    error: float
    chi_square: float
    sign_kept: bool


@dataclass(frozen=True)
class Direction:
    """A trend and the figures it rests on.

    Args:
        rows: one row (yearly) or two (monthly), with the columns of ``YEARLY_COLUMNS`` or ``MONTHLY_COLUMNS``.
        points: the figures used, one row each, with the columns of ``POINT_COLUMNS``, sorted by month.
    """

    rows: pd.DataFrame
    points: pd.DataFrame


def yearly_slope(years: Sequence[int], values: Sequence[float], errors: Sequence[float]) -> YearlySlope:
    """Lay a line through yearly points, each weighed by one over the square of its standard error.

    Args:
        years: at least three different ones.
        values: one a year.
        errors: standard errors, above zero.
    """
    times, points = np.asarray(years, dtype=np.float64), np.asarray(values, dtype=np.float64)
    weights = 1 / np.asarray(errors, dtype=np.float64) ** 2
    slope, precision = _line(times, points, weights)
    others = [np.arange(len(times)) != left_out for left_out in range(len(times))]
    signs = {float(np.sign(_line(times[kept], points[kept], weights[kept])[0])) for kept in others}
    return YearlySlope(slope, 1 / sqrt(precision), slope**2 * precision, signs in ({1.0}, {-1.0}))


def yearly_trend(
    query: Query,
    metric: Metric,
    region: str,
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    error: float | None = None,
) -> Direction:
    """Mark whether a share of one region moves over the years.

    The yearly figures are those of the same calendar month as the latest, at most one of each survey round.

    Args:
        query: runs SQL on a store.
        metric: what is asked; a share, since only a base has a known error.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base.
        segment: membership segment; the metric's headline segment when None.
        error: relative standard error that the reader assumes of a base whose error is unknown.

    Returns:
        One row. ``slope`` in units a year with its 95 percent interval; ``direction`` rising, falling or none beyond
        doubt; ``reads_as`` better or worse where the metric has a good direction; ``error_from`` whose errors they are.
        All null, with a reason, where there are fewer than five points or an error is not known.
    """
    line = panel(query, metric, [region], as_of, base=base, segment=segment, error=error, fewest=1)
    shared: dict[str, Any] = {"region_code": region, "metric": metric.id, "unit": metric.unit, **line.key}
    if line.month is None:
        return Direction(_rows([shared | {"points": 0, "reason": NO_LINE}], YEARLY_COLUMNS), _points(line.figures))
    figures = line.figures[line.figures["month"].str[5:7] == line.month[5:7]]
    rounds = figures["denominator_period"].fillna(figures["month"])
    figures = figures[~rounds.duplicated(keep="last")].tail(YEARS)
    points = _points(figures)
    row = shared | _span(figures["month"])
    row |= {"status": weakest(figures["status"]), "source_ids": united(figures["source_ids"])}
    errors = points["standard_error"].tolist()
    if not metric.bases:
        row["reason"] = COUNT_ERROR
    elif len(figures) < YEARS:
        row["reason"] = TOO_FEW_YEARS
    elif not all(known > 0 for known in errors):
        row["reason"] = UNKNOWN_ERROR
    else:
        found = yearly_slope([int(month[:4]) for month in figures["month"]], figures["value"].tolist(), errors)
        told = found.chi_square > BEYOND_DOUBT and found.sign_kept
        row |= {
            "slope": found.slope,
            "low": found.slope - Z95 * found.error,
            "high": found.slope + Z95 * found.error,
            "chi_square": found.chi_square,
            "sign_kept": found.sign_kept,
            "error_from": ";".join(sorted(set(figures["error_from"]))),
            **_direction(found.slope if told else 0.0, metric.better),
        }
    return Direction(_rows([row], YEARLY_COLUMNS), points)


def monthly_trend(
    query: Query, metric: Metric, region: str, as_of: str, *, segment: str | None = None, since: str | None = None
) -> Direction:
    """Test whether a flow of one region rises or falls over the months.

    Args:
        query: runs SQL on a store.
        metric: a flow.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        segment: membership segment; the metric's headline segment when None.
        since: first month of the test; all months when None.

    Returns:
        Two rows: ``of`` is ``flow``, the months as they are, and ``year_on_year``, their differences to the same month a
        year before. ``middle`` is the median of what is tested, ``slope`` its change a month with a 95 percent interval,
        ``factor`` what dependence between months multiplied the variance by; ``direction`` rising, falling or none at a
        chance of 5 percent. With fewer than twelve of them all is null but ``middle`` and the reason.

    Raises:
        RunningLevel: when the metric is no flow.
    """
    return monthly_trends(query, metric, [region], as_of, segment=segment, since=since)[region]


def monthly_trends(
    query: Query,
    metric: Metric,
    regions: list[str],
    as_of: str,
    *,
    segment: str | None = None,
    since: str | None = None,
) -> dict[str, Direction]:
    """Test a flow of several regions, each by itself, with one question to the store.

    Args:
        query: runs SQL on a store.
        metric: a flow.
        regions: their codes.
        as_of: month ``YYYY-MM``; nothing later is used.
        segment: membership segment; the metric's headline segment when None.
        since: first month of the test; all months when None.

    Raises:
        RunningLevel: when the metric is no flow.
    """
    lines = flow_lines(query, metric, regions, as_of, segment)
    return {code: _monthly(line, metric, code, since) for code, line in lines.items()}


def _line(times: Any, points: Any, weights: Any) -> tuple[float, float]:
    """Give the weighted slope and its precision, one over its variance."""
    away = times - (weights * times).sum() / weights.sum()
    precision = (weights * away**2).sum()
    return float((weights * away * points).sum() / precision), float(precision)


def _monthly(line: Panel, metric: Metric, region: str, since: str | None) -> Direction:
    shared: dict[str, Any] = {"region_code": region, "metric": metric.id, "unit": metric.unit, **line.key}
    figures = line.figures if since is None else line.figures[line.figures["month"] >= since]
    points = _points(figures)
    if figures.empty:
        why = NO_LINE if line.month is None else NOTHING_SINCE
        none = [shared | {"of": of, "points": 0, "reason": why} for of in ("flow", "year_on_year")]
        return Direction(_rows(none, MONTHLY_COLUMNS), points)
    changed = points[points["year_before"].notna()]
    used = {"status": weakest(figures["status"]), "source_ids": united(figures["source_ids"])}
    rows = [
        shared | used | {"of": "flow"} | _tested(points["value"], points["month"], metric.better),
        shared
        | used
        | {"of": "year_on_year"}
        | _tested(changed["value"] - changed["year_before"], changed["month"], metric.better),
    ]
    if len(changed) < YEAR:
        rows[1]["reason"] = TOO_FEW_DIFFERENCES
    return Direction(_rows(rows, MONTHLY_COLUMNS), points)


def _tested(values: pd.Series, months: pd.Series, better: str) -> dict[str, Any]:
    found = mann_kendall(values.tolist(), running_months(months))
    told = _span(months) | {"middle": float(values.median()) if len(values) else None, "reason": found.reason}
    if found.s is None or found.p is None:  # of too few months
        return told
    numbers = {name: getattr(found, name) for name in ("slope", "low", "high", "factor", "z", "p")}
    return told | numbers | _direction(float(found.s) if found.p < CHANCE else 0.0, better)


def _direction(way: float, better: str) -> dict[str, str | None]:
    direction = "rising" if way > 0 else "falling" if way < 0 else "none"
    good = {"higher": "rising", "lower": "falling"}.get(better)
    reads = None if direction == "none" or good is None else "better" if direction == good else "worse"
    return {"direction": direction, "reads_as": reads}


def _span(months: pd.Series) -> dict[str, Any]:
    if months.empty:
        return {"points": 0}
    numbers = running_months(months)
    return {
        "since": months.iloc[0],
        "until": months.iloc[-1],
        "points": len(numbers),
        "missing_months": numbers[-1] - numbers[0] + 1 - len(numbers),
    }


def _points(figures: pd.DataFrame) -> pd.DataFrame:
    held = dict(zip(running_months(figures["month"]), figures["value"], strict=True))
    before = [held.get(month - YEAR) for month in held]
    known = figures.assign(
        standard_error=figures["value"] * figures["error"].astype("float64"),
        year_before=pd.Series(before, figures.index, dtype="float64"),
    )
    return known[list(POINT_COLUMNS)].reset_index(drop=True)


def _rows(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], columns=list(columns), dtype=object
    )
