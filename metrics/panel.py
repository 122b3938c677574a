"""Regions that may be compared: one base, segment, series, boundary and weights, and one month for all of them.

A line key holds its region; whatever sets regions beside each other, ranks them or splits what they changed together
must have everything else of the key in common, and one date. This module alone decides which figures those are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.standing import LINE_KEY
from i18n import mark
from metrics._model import Metric, Query, Scope, measure
from metrics.line_rows import texts
from metrics.periods import month_after

SHARED = tuple(part for part in LINE_KEY if part != "region_code")
Key = tuple[str | None, ...]
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
    held = measure(query, metric, Scope(tuple(regions), base, wanted, since, as_of, error=error))
    return _chosen(held, _comparable(held), regions, as_of, fewest)


def first_recent(as_of: str) -> str:
    """Give the first month that a common month may be: enough for whoever reads nothing before it, however long the past is."""
    return month_after(as_of, -RECENT)


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
    held = measure(query, metric, Scope(tuple(regions), segment=wanted, until=as_of))
    own = _apart(held, "region_code")
    return {code: _chosen(held, own.get(code, []), [code], as_of, 1) for code in regions}


def line_of_each_segment(
    query: Query, metric: Metric, region: str, as_of: str, segments: Sequence[str]
) -> dict[str, Panel]:
    """Give the line of each segment of a region, as ``panel`` of that segment alone gives it, with one question to the store.

    Args:
        query: runs SQL on a store.
        metric: what is asked; a metric without bases.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        segments: membership segments.
    """
    held = measure(query, metric, Scope((region,), until=as_of))
    own = _apart(held, "segment")
    return {segment: _chosen(held, own.get(segment, []), [region], as_of, 1) for segment in segments}


def _comparable(figures: pd.DataFrame) -> list[int]:
    """Give the places of the figures that may be compared at all: of a line and a month, with a value, on a stated base."""
    told = [figures[name].tolist() for name in ("on_line", "series", "period", "base")]
    has_value = figures["value"].notna().tolist()
    return [
        place
        for place, (on_line, series, period, base) in enumerate(zip(*told, strict=True))
        if on_line and series != "registered" and len(period) == 7 and base != "unstated" and has_value[place]
    ]


def _apart(figures: pd.DataFrame, column: str) -> dict[str, list[int]]:
    """Give the places of the figures that may be compared, by what they have in a column."""
    found: dict[str, list[int]] = {}
    told = figures[column].tolist()
    for place in _comparable(figures):
        found.setdefault(told[place], []).append(place)
    return found


def _chosen(held: pd.DataFrame, places: list[int], regions: list[str], as_of: str, fewest: int) -> Panel:
    """Choose the series and the common month among the figures at some places of a frame."""
    codes, months, statuses = (held[name].tolist() for name in ("region_code", "month", "status"))
    since = first_recent(as_of)
    best: tuple[tuple[int, int, str], Key, str] | None = None
    lines = _lines(held, places)
    for key in sorted(lines, key=_order):
        recent: dict[str, set[str]] = {}
        for place in lines[key]:
            if months[place] >= since:
                recent.setdefault(months[place], set()).add(codes[place])
        most = max(map(len, recent.values()), default=0)
        if not recent or most < fewest:
            continue
        month = max(month for month, those in recent.items() if len(those) == most)
        weakness = any(statuses[place] == "demonstration" for place in lines[key])
        rank = (most, -int(weakness), month)
        if best is None or rank > best[0]:
            best = (rank, key, month)
    if best is None:
        return Panel(held.head(0), dict.fromkeys(SHARED), None, tuple(regions), NOTHING_COMMON)
    _, key, month = best
    kept = sorted((p for p in lines[key] if months[p] <= month), key=lambda p: (codes[p], months[p]))
    present = {codes[place] for place in kept if months[place] == month}
    missing = tuple(code for code in dict.fromkeys(regions) if code not in present)
    # One step from all to these: a frame of forty columns is slow to cut.
    figures = held.take(kept).reset_index(drop=True)
    return Panel(figures, dict(zip(SHARED, key, strict=True)), month, missing, None)


def _lines(held: pd.DataFrame, places: list[int]) -> dict[Key, list[int]]:
    """Give the places of figures by the shared part of their line key, None for null."""
    keys = list(zip(*(texts(held[name]) for name in SHARED), strict=True))
    found: dict[Key, list[int]] = {}
    for place in places:
        found.setdefault(keys[place], []).append(place)
    return found


def _order(key: Key) -> tuple[tuple[bool, str], ...]:
    """Sort keys part by part, null last."""
    return tuple((part is None, part or "") for part in key)
