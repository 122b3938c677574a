"""Regions that may be compared: one base, segment, series, boundary and weights, and one month for all of them.

A line key holds its region; whatever sets regions beside each other, ranks them or splits what they changed together
must have everything else of the key in common, and one date. This module alone decides which figures those are.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.standing import LINE_KEY
from i18n import mark
from metrics._model import Metric, Query, Scope, measure
from metrics.periods import month_after

SHARED = tuple(part for part in LINE_KEY if part != "region_code")
RECENT = 12  # months before the one looked from within which a common month may lie

NOTHING_COMMON = mark("No two of these regions have a figure of one series and month: they are not compared.")
NOT_IN_PANEL = mark("No figure of this series and month is held for this region.")


@dataclass(frozen=True)
class Panel:
    """Figures of several regions that lie on comparable lines.

    Args:
        figures: rows of ``metrics._model.measure`` of all months of the series up to ``month``, one a region and month,
            sorted by region and month. Only months, never bare years. All share ``key``; earlier months of a survey with
            other weights are left out.
        key: the shared part of their line key by name (``SHARED``), None for null.
        month: the common month, the latest that the most regions have; None where nothing can be compared.
        missing: regions asked for without a figure in the common month, in the order asked.
        reason: why there is no common month, or None.
    """

    figures: pd.DataFrame
    key: dict[str, str | None]
    month: str | None
    missing: tuple[str, ...]
    reason: str | None

    @property
    def now(self) -> pd.DataFrame:
        """The figures of the common month, one a region, sorted by region."""
        return self.figures[self.figures["month"] == self.month].reset_index(drop=True)

    def at(self, month: str) -> pd.DataFrame:
        """Give the figures of one month, one a region, sorted by region; empty where none are held."""
        return self.figures[self.figures["month"] == month].reset_index(drop=True)


def panel(
    query: Query,
    metric: Metric,
    regions: list[str],
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    since: str | None = None,
    error: float | None = None,
    fewest: int = 2,
) -> Panel:
    """Give the figures that compare regions, up to a month.

    The series is the one with the most regions in its common month, of two with as many the stronger status; the common
    month is the latest within a year before ``as_of`` that the most regions have.

    Args:
        query: runs SQL on a store.
        metric: what is compared.
        regions: their codes.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base, where the metric has bases.
        segment: membership segment; the metric's headline segment on that base when None.
        since: first month wanted; all months when None.
        error: relative standard error that the reader assumes where none is known.
        fewest: regions below which nothing is compared; 1 for the line of a single region.
    """
    wanted = segment or metric.headline_segment(base)
    held = _held(query, metric, Scope(tuple(regions), base, wanted, since, as_of, error=error))
    return _chosen(held, regions, as_of, fewest)


def line_of_each(
    query: Query, metric: Metric, regions: list[str], as_of: str, *, segment: str | None = None
) -> dict[str, Panel]:
    """Give the line of each region by itself, as ``panel`` of that region alone gives it, with one question to the store.

    Args:
        query: runs SQL on a store.
        metric: what is asked; a metric without bases.
        regions: their codes.
        as_of: month ``YYYY-MM``; nothing later is used.
        segment: membership segment; the metric's headline segment when None.
    """
    wanted = segment or metric.headline_segment(None)
    held = _held(query, metric, Scope(tuple(regions), segment=wanted, until=as_of))
    own = dict(iter(held.groupby("region_code", sort=False)))
    return {code: _chosen(own.get(code, held.head(0)), [code], as_of, 1) for code in regions}


def _held(query: Query, metric: Metric, scope: Scope) -> pd.DataFrame:
    """Give the figures that may be compared at all: of a line and a month, with a value, on a base that is stated."""
    held = measure(query, metric, scope)
    compared = held["on_line"] & (held["series"] != "registered") & (held["period"].str.len() == 7)
    return held[compared & ((held["base"] != "unstated") | held["base"].isna()) & held["value"].notna()]


def _chosen(held: pd.DataFrame, regions: list[str], as_of: str, fewest: int) -> Panel:
    """Choose the series and the common month."""
    since = month_after(as_of, -RECENT)
    best: tuple[tuple[int, int, str], pd.DataFrame, str] | None = None
    for _, line in held.groupby(list(SHARED), dropna=False, sort=True):
        recent = line[line["month"] >= since].groupby("month")["region_code"].nunique()
        if recent.empty or recent.max() < fewest:
            continue
        month = str(recent[recent == recent.max()].index.max())
        rank = (int(recent.max()), -_weakness(line), month)
        if best is None or rank > best[0]:
            best = (rank, line, month)
    if best is None:
        return Panel(held.head(0), dict.fromkeys(SHARED), None, tuple(regions), NOTHING_COMMON)
    _, line, month = best
    figures = line[line["month"] <= month].sort_values(["region_code", "month"], ignore_index=True)
    present = set(figures.loc[figures["month"] == month, "region_code"])
    key = {part: None if pd.isna(figures.iloc[0][part]) else str(figures.iloc[0][part]) for part in SHARED}
    missing = tuple(code for code in dict.fromkeys(regions) if code not in present)
    return Panel(figures, key, month, missing, None)


def _weakness(line: pd.DataFrame) -> int:
    return int((line["status"] == "demonstration").any())
