"""What a figure is: the fixed columns of every result, and the one place that divides.

A metric is SQL that gives additive parts: numerator and denominator with their key, date, status and sources.
``measure`` adds the value. Whatever shows a number, page, chart, table or command line, calls it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.standing import LINE_KEY
from i18n import mark
from metrics.parts import Columns, Parts, constant, described, doubles, texts

Query = Callable[..., pd.DataFrame]

# The columns of a result as the command line prints them; the frame has the ones of EXTRA behind them.
COLUMNS = (
    "region_code", "period", "base", "segment", "series", "boundary", "unit", "numerator", "denominator",
    "denominator_period", "value", "printed", "recomputed_from", "conflict", "low", "high", "status",
    "numerator_status", "denominator_status", "parts_present", "parts_expected", "carried_from", "suppressed",
    "reason", "source_ids", "batch_ids",
)  # fmt: skip
EXTRA = ("month", "weights", "base_certainty", "approx", "fact_rows", "shown", "on_line", "error", "error_from")

RATIOS = ("share", "rupiah_per_person")  # units of what is divided; everything else is counted
FEW = 64  # regions that are looked for one by one
Z95 = 1.959963984540054  # standard errors either side that hold 95 percent of a normal distribution

REGISTERED = mark("Counts registered participants, not active ones: never shown as coverage.")
UNSTATED = mark("The source does not state the base: shown as printed and compared with nothing.")
ROUNDED_PARTS = mark("A part is rounded in print: the recomputed share is only as exact as that.")
NOT_SENT = mark("No office has sent this for the region, and the demonstration set is off or has no figure of it.")
NOTHING = mark("There is nothing to divide by: the count below the line is zero.")
PRINTED_ONLY = mark("The source prints only the percentage: no number of people is made from it.")


class UnknownName(ValueError):
    """A metric, region, base or segment that does not exist; the message names those that do."""

    def __init__(self, kind: str, given: str, known: list[str]) -> None:
        """Say what was asked for and what exists."""
        self.kind, self.given, self.known = kind, given, known
        shown = (", ".join(known[:60]) + (", …" if len(known) > 60 else "")) or "none"
        every = " All of them, regencies too: python -m metrics regions." if kind == "region" else ""
        super().__init__(f"There is no {kind} {given!r}. There is: {shown}.{every}")


class LinesMixed(ValueError):
    """Figures of two line keys were about to be joined, subtracted or compared."""


@dataclass(frozen=True)
class Metric:
    """What one number means.

    Args:
        id: name in the command line and in links.
        title: name as shown.
        meaning: what it counts, in one sentence.
        formula: how it is computed.
        why: why an official should care.
        caveat: what it must not be read as.
        unit: ``share`` (0 to 1; of a growth the change over what was before, so it may be negative), ``people``,
            ``rupiah``, ``rupiah_per_person``, ``employers`` or ``cases``.
        better: ``higher``, ``lower`` or ``neither``: which direction is good.
        bases: coverage bases it exists on; empty when it has none.
        headline: the segment a page shows by default, by base; the key ``""`` is for every other base.
        missing: why there may be no figure, by base; the key ``""`` is for every other base.
        needs: tables of the store it reads.
        sql: gives additive parts, one row a figure, in the order of results, with the marks of the store.
        printed: whether sources print it, so that they may contradict themselves or each other; else it is worked out of
            other figures, or only offices send it.
        flow: whether it counts what happened within the month, not what there is at its end.
    """

    id: str
    title: str
    meaning: str
    formula: str
    why: str
    caveat: str
    unit: str
    better: str
    bases: tuple[str, ...]
    headline: Mapping[str, str]
    missing: Mapping[str, str]
    needs: tuple[str, ...]
    sql: str
    printed: bool = True
    flow: bool = False

    def headline_segment(self, base: str | None) -> str:
        """Give the segment that a page shows for a base."""
        return self.headline.get(base or "", self.headline[""])

    def why_missing(self, base: str | None) -> str:
        """Give the reason why a figure may not be held on a base."""
        return self.missing.get(base or "", self.missing[""])


@dataclass(frozen=True)
class Scope:
    """Which figures are asked for. None asks for all of them.

    Args:
        regions: region codes.
        base: coverage base.
        segment: membership segment.
        since: first month, ``YYYY-MM``; a bare year counts as its December.
        until: last month.
        as_of: gives one figure a region, base and segment: the latest at or before this month, by ``data.standing``.
        real: leaves the demonstration set out.
        error: relative standard error that the reader assumes of a base, such as 0.03, where none was loaded with it.
    """

    regions: tuple[str, ...] | None = None
    base: str | None = None
    segment: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    real: bool = False
    error: float | None = None


def measure(query: Query, metric: Metric, scope: Scope) -> pd.DataFrame:
    """Answer a metric.

    Args:
        query: runs SQL with named parameters on a store.
        metric: what is asked.
        scope: for what.

    Returns:
        One row a figure with the columns of ``COLUMNS`` and ``EXTRA``, sorted by region, month, base, segment, series.
        Shares are 0 to 1. ``value`` is numerator over denominator where one source, or two registers, give both;
        else the share as printed. ``conflict`` is null where nothing was recomputed. ``shown`` marks the figure that
        stands for its place, base, segment and month by ``data.standing``, ``on_line`` the one that stands for its line key
        and period by the same rule. ``low`` and ``high`` hold the share with 95 percent, from the relative standard error
        of its denominator, ``error``; null where that is not known. ``error_from`` says whose it is: ``loaded`` with the
        figure, ``assumed`` by the facts, ``reader``. No row means no figure is held.
    """
    asked = {
        "base": (scope.base, "{base} = $base"),
        "segment": (scope.segment, "{segment} = $segment"),
        "since": (scope.since, "{month} >= $since"),
        "until": (scope.until, "{month} <= $until"),
        "as_of": (scope.as_of, "{shown} and {month} <= $as_of and coalesce({superseded_in} > $as_of, true)"),
    }
    # Only what is asked for: planning a condition that is always true costs more than the condition itself.
    conditions = [sql for value, sql in asked.values() if value is not None]
    conditions += ["{status} <> 'demonstration'"] if scope.real else []
    parameters: dict[str, object] = {name: value for name, (value, _) in asked.items() if value is not None}
    if scope.regions is not None:
        conditions[:0] = _within(len(scope.regions))
        parameters |= {
            "regions": list(scope.regions),
            "first": min(scope.regions, default=""),
            "last": max(scope.regions, default=""),
        }
    if not isinstance(metric.sql, Parts):
        named = " and ".join(re.sub(r"[{}]", "", condition) for condition in conditions)
        found = query(f"select * from ({metric.sql}) where {named or 'true'}", **parameters)
        return _figures({name: found[name].array for name in found}, metric, scope)
    # The store keeps figures in the order of results, and reading one table keeps its order; a join does not.
    order = " order by rowid" if scope.regions and len(scope.regions) > FEW else ""
    found = query(metric.sql.numbers(conditions) + order, **parameters)
    return _figures(described(found, query(metric.sql.descriptions())), metric, scope)


def _within(count: int) -> list[str]:
    """Give the conditions that a figure is one of so many regions'."""
    # A range is found without reading what lies outside. DuckDB 2.0.0 makes a join of `list_contains`: it costs a third of a
    # question about a province, and pays for itself where regions are many.
    listed = "list_position($regions, {region_code}) > 0" if count <= FEW else "list_contains($regions, {region_code})"
    return ["{region_code} between $first and $last", listed]


def _figures(parts: Columns, metric: Metric, scope: Scope) -> pd.DataFrame:
    """Make figures of their parts: the one division, and what follows from it."""
    above, below, printed, error = map(
        doubles, (parts[name] for name in ("numerator", "denominator", "printed", "error"))
    )
    made = parts | {
        "unit": constant(metric.unit, len(above)),
        "carried_from": constant(None, len(above)),
        "error": error,
    }
    if scope.error is not None and metric.bases:
        loaded = np.asarray(parts["error_from"], object) == "loaded"
        made["error"] = error = np.where(loaded, error, scope.error)
        made["error_from"] = texts(np.where(loaded, "loaded", "reader"))
    divided = above
    made["conflict"] = pd.array(np.full(len(above), None), "boolean") if len(above) else np.zeros(0, bool)
    if metric.unit in RATIOS:
        divided = _over(above, below)
        made["conflict"] = _conflict(printed, divided, parts)
        nothing = (below == 0) & np.isnan(printed)
        if nothing.any():
            reason = np.asarray(parts["reason"], object)
            made["reason"] = texts(np.where(nothing & pd.isna(reason), NOTHING, reason))
    if scope.as_of is not None:
        told = np.array(parts["period"], object)
        told[np.asarray(parts["month"], object) >= scope.as_of] = None
        made["carried_from"] = texts(told)
    made["value"] = np.where(np.isnan(divided), printed, divided)
    made["low"] = _over(above, below * (1 + Z95 * error))
    made["high"] = _over(above, below * (1 - Z95 * error))
    return pd.DataFrame({name: made[name] for name in (*COLUMNS, *EXTRA)}, copy=False)


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    over = np.full(len(above), np.nan)
    np.divide(above, below, out=over, where=below != 0)
    return over


def _conflict(printed: np.ndarray, divided: np.ndarray, parts: Columns) -> Any:
    """Say where the printed share is not that of its parts: not known where one of the two is missing."""
    rounded = np.asarray(parts["parts_approx"], bool)  # proves nothing
    # The larger of 0.1 point and half the last printed digit.
    apart = np.abs(printed - divided) > np.fmax(0.001, doubles(parts["printed_step"]) / 2) + 1e-12
    unknown = (np.isnan(printed) | np.isnan(divided)) & ~rounded
    found = apart & ~rounded
    return pd.arrays.BooleanArray(found, unknown) if unknown.any() else found


def segments(query: Query, metric: Metric) -> list[str]:
    """Give the segments, or narrower groups of workers, that a metric has figures of; sorted."""
    return list(query(f"select distinct segment from ({metric.sql}) order by segment")["segment"])


def leading(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave out demonstration figures wherever a real one is held of the same region, base and segment."""
    example = figures["status"] == "demonstration"
    if not example.any():
        return figures
    real = (
        (~example).groupby([figures[name].fillna("") for name in ("region_code", "base", "segment")]).transform("any")
    )
    return figures[~(example & real)]


def line_of(figures: pd.DataFrame) -> tuple[object, ...]:
    """Give the one line key that figures share.

    Args:
        figures: rows of ``measure``, at least one.

    Returns:
        The values of ``LINE_KEY``, None for null.

    Raises:
        LinesMixed: when there are two keys, when a bare year stands among months, or on a key that nothing may be
            compared within: a base that its source does not state, or a count of registered participants.
    """
    if figures["period"].str.len().nunique() > 1:
        raise LinesMixed(f"A bare year is not part of a monthly line: {', '.join(figures['period'])}.")
    keys = {
        tuple(None if pd.isna(part) else part for part in row)
        for row in figures[list(LINE_KEY)].itertuples(index=False)
    }
    if len(keys) != 1:
        raise LinesMixed(f"These figures lie on {len(keys)} lines ({', '.join(LINE_KEY)}): {sorted(map(str, keys))}.")
    key = keys.pop()
    if key[1] == "unstated" or key[3] == "registered":
        raise LinesMixed(f"Nothing is compared within {key}.")
    return key


def same_line(figures: pd.DataFrame, current: pd.Series) -> pd.Series:
    """Say of each figure whether it stands on the line of ``current``: one key, two nulls being equal, one precision."""
    same = figures["on_line"] & (figures["period"].str.len() == len(current["period"]))
    for part in LINE_KEY:
        missing = pd.isna(current[part])
        same &= figures[part].isna() if missing else figures[part] == current[part]
    return same


def months_between(first: str, second: str) -> int:
    """Give the whole months from one ``YYYY-MM`` to another; negative when the second is earlier."""
    return (int(second[:4]) - int(first[:4])) * 12 + int(second[5:7]) - int(first[5:7])
