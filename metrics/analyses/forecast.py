"""Where does coverage go from here, how sure is that, and what is the chance of reaching a target in time?

A line of at least 24 months is forecast by the model that erred least when it was rolled through its own past
(``forecast_models``), with a fan of 80 and 95 percent read from simulated paths (``forecast_paths``), and the same forecast
made from months of the past says how often the figure that came lay inside (``backtest``). A region with parts is the sum
of its regencies: in every path their members over their workforce, which goes on by its mean growth so far. Only where
not all of them can be forecast is a line of the region's own taken. The chance of a target is the share of paths at or
over it in the month of the deadline.

The fan says how far the figure may move as it will be printed. The error of a base, which moves past and future alike, is
not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Metric, Query
from metrics.analyses.backtest import Backtest, backtest
from metrics.analyses.comparison import share_metric, united
from metrics.analyses.forecast_lines import Lines, leaves, read_lines
from metrics.analyses.forecast_models import Whole, upper_bound
from metrics.analyses.forecast_paths import LONGEST, Outlook, lots, outlooks, roll
from metrics.analyses.forecast_rows import (
    BASE_LEFT_OUT,
    LINES,
    MONTHS,
    TESTED,
    Goal,
    Row,
    goal_row,
    horizon_rows,
    model_name,
    month_rows,
    test_row,
)
from metrics.panel import panel
from metrics.territory import Territory

PARTS_LACKING = mark("Not every part of the region can be forecast with its members and its base, so their sum cannot.")


@dataclass(frozen=True)
class Forecast:
    """What comes next, of one or several regions; every frame is in the order asked: the region, then its parts.

    Args:
        months: one row a region and month ahead with the columns of ``MONTHS``. ``numerator`` (people, not rounded) and
            ``denominator`` are forecast too; those of a sum are the sums of its parts. Bounds are shares. ``origin`` is the
            month forecast from. A region without a forecast has one row of nulls with ``reason``.
        lines: one row a region with the columns of ``LINES``. ``latest`` is the last figure, ``points`` the months held,
            ``model`` one of ``forecast_models.MODELS`` or ``sum``. Of the backtest: ``error`` and ``naive_error`` are mean
            absolute errors of the share, ``cover_80`` and ``cover_95`` the part of ``tested`` figures inside the interval,
            all up to 24 months ahead; null with ``test_reason`` where nothing could be tested. ``chance`` is that of being
            at or over ``value_target`` in the month of ``deadline``. ``reach_median`` is the month by which half of the
            paths have reached it for the first time, ``reach_early`` and ``reach_late`` hold 80 percent of them,
            ``within_10_years`` is the part of paths that reach it; a null month with ``target_reason`` is not within 10
            years of ``origin``. ``status`` is ``estimated`` or weaker.
        tested: one row a region and tested month ahead, 1 to 24, with the columns of ``TESTED``.
    """

    months: pd.DataFrame
    lines: pd.DataFrame
    tested: pd.DataFrame


_Told = tuple[list[Row], Row, list[Row]]  # of one region: its rows in each frame of a forecast


def forecast(
    query: Query,
    places: Territory,
    metric: Metric,
    region: str,
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    months: int = 24,
    goal: Goal | None = None,
    children: bool = False,
) -> Forecast:
    """Forecast a share.

    Args:
        query: runs SQL on a store.
        places: all regions.
        metric: a share.
        region: code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base.
        segment: membership segment; the metric's headline one when None.
        months: how far ahead, 1 to 120.
        goal: share to reach, with or without a month to reach it by.
        children: forecast each part of the region too.

    Raises:
        UnknownName: when the region does not exist, or the metric is not a share.
    """
    of, own = share_metric(metric), places.place(region)
    wanted = {code: leaves(places, code) for code in [region, *(places.parts(region) if children else [])]}
    # A regency is read among those of its province, so that it lies on the same line there and on its own.
    read = leaves(places, own.above[0]) if own.level == "regency" else wanted[region]
    held = panel(query, of, read, as_of, base=base, segment=segment, fewest=1)
    lines = read_lines(held, {leaf for each in wanted.values() for leaf in each})
    told = _forecast(lines, wanted, months, goal)
    lacking = [code for code in wanted if code not in told and wanted[code] != [code]]
    if lacking:
        own_lines = read_lines(panel(query, of, lacking, as_of, base=base, segment=segment, fewest=1), set(lacking))
        told |= _forecast(own_lines, {code: [code] for code in lacking}, months, goal)
    every = [told.get(code) or _without(code, wanted[code], lines, goal) for code in wanted]
    return Forecast(
        _frame([row for rows, _, _ in every for row in rows], MONTHS),
        _frame([row for _, row, _ in every], LINES),
        _frame([row for _, _, rows in every for row in rows], TESTED),
    )


def _frame(rows: list[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame([dict.fromkeys(columns) | row for row in rows], columns=list(columns), dtype=object)


def _forecast(lines: Lines, wanted: Mapping[str, list[str]], months: int, goal: Goal | None) -> dict[str, _Told]:
    """Forecast every region whose lines can all be forecast, and, of a sum, be added."""
    added = {code: parts for code, parts in wanted.items() if parts != [code] and lines.can_be_added(parts)}
    lines = lines.of({leaf for parts in added.values() for leaf in parts} | set(wanted))
    if not lines.codes:
        return {}
    sums: dict[str, Whole] = {
        code: np.array([lines.codes.index(leaf) for leaf in parts]) for code, parts in added.items()
    }
    wholes = list(sums.values())
    rolled = roll(lines.shares, lines.bases, upper_bound(lines.shares))
    # The lines of a sum go into it; only what is told is held against what came.
    tested = backtest(rolled, wholes, told={at for at, code in enumerate([*lines.codes, *sums]) if code in wanted})
    origin = lines.shares.shape[1] - 1
    far = outlooks(rolled, origin, months if goal is None else LONGEST, lots(), wholes)
    told: dict[str, _Told] = {}
    for at, (code, outlook) in enumerate(zip([*lines.codes, *sums], far, strict=True)):
        if code in wanted:
            told[code] = _told(code, wanted[code], lines, outlook, tested, at, months, goal)
    return told


def _told(
    code: str,
    parts: list[str],
    lines: Lines,
    outlook: Outlook,
    tested: Backtest,
    at: int,
    months: int,
    goal: Goal | None,
) -> _Told:
    figures, month = [lines.figures[part] for part in parts], str(lines.held.month)
    summed = parts != [code]
    about: Row = {
        "region_code": code,
        **lines.held.key,
        "origin": month,
        "status": weakest(["estimated", *(each.status for each in figures)]),
        "parts_present": len(parts) if summed else None,
        "parts_expected": len(parts) if summed else None,
        "source_ids": united(each.source_ids for each in figures),
    }
    of_past = np.stack([tested.inside[at], tested.inside_95[at], tested.error[at], tested.naive[at]])
    latest = figures[0].value
    if summed:  # the share that the last figures of its parts give together
        latest = sum(each.numerator for each in figures) / sum(each.denominator for each in figures)
    line = about | {
        "latest_period": min(each.month for each in figures),
        "latest": latest,
        "points": min(each.count for each in figures),
        "model": model_name(outlook),
        "note": BASE_LEFT_OUT,
        **test_row(of_past),
    }
    if goal is not None:
        line |= goal_row(goal, outlook, month, latest)
    return month_rows(about, outlook, months), line, horizon_rows(code, of_past)


def _without(code: str, parts: list[str], lines: Lines, goal: Goal | None) -> _Told:
    """Say why a region has no forecast."""
    row: Row = {"region_code": code, **lines.held.key, "source_ids": [], "reason": lines.why_not(code)}
    if parts != [code]:
        present = sum(lines.can_be_added([leaf]) for leaf in parts)
        row |= {"parts_present": present, "parts_expected": len(parts), "reason": PARTS_LACKING}
    asked = {} if goal is None else {"value_target": goal.share, "deadline": goal.deadline}
    return [row], row | asked, []
