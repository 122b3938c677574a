"""Are we getting there? Every target of the register that holds for a region, read on the figures that are held.

Rules (contract of figures, "Targets"): a row holds for its region and all within. A target that names no base is read
once on each base that the region has figures on. Progress is pace achieved over pace required, from the register's
baseline, else from the earliest figure of the same line on or after the day the target was set; with fewer than two
figures, or under three months between them, it is unknown. After the deadline the figure of the deadline month counts,
else the nearest within three months either way. Nothing is read on a base that its source does not state, nor is a
figure of other boundaries held against a target of today's area.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from data.standing import LINE_KEY
from i18n import mark
from metrics._model import Query, Scope, measure, months_between
from metrics.analyses.pace import gap_people, pace_of, progress_of, required_gross, required_net
from metrics.catalogue import metric
from metrics.line_rows import Row, leading, rows_of, same_line
from metrics.periods import is_old
from metrics.territory import Territory

NEAREST = 3  # months either way of a deadline within which a figure may stand for it
SHORTEST = 3  # months between two figures below which a pace says nothing

NO_FIGURE = mark("No figure of this region is held on this base.")
PEOPLE_WHOLE = mark("A target in people holds for the whole area it was set for; no part of it is set for this region.")
NOTHING_COMPARED = mark("The figures held do not state their base: they are compared with nothing.")
OLD_BOUNDARY = mark(
    "The latest figure is about the area before the split of 2022: it is not held against a target of today's area."
)
TOO_FEW = mark("Fewer than two figures of one line since the target was set: the pace is not known.")
TOO_SHORT = mark("Under three months between the figures of the line: the pace is not known.")
SHARE_ONLY = mark("The source prints only a percentage: the gap in people is not known.")
NO_FIGURE_THEN = mark("No figure within three months of the deadline.")
NEAREST_USED = mark("Judged on the figure nearest to the deadline.")
OLD_FIGURE = mark("The figure is older than a year.")
FELL_BACK = mark("The goal was met at the start; the present figure is below it.")

# What the command line prints, in this order. Pages also read the columns of EXTRA.
COLUMNS = (
    "target_id", "inherited_from", "base", "reading", "value_target", "deadline", "set_by", "kind", "current",
    "current_period", "gap_points", "gap_people", "baseline", "baseline_period", "pace", "required_net_per_month",
    "required_gross_per_month", "progress", "reason", "source_ids",
)  # fmt: skip
EXTRA = (
    "unit", "preferred", "set_on", "set_by_id", "note", "judged", "judged_period", "figure_status",
    "figure_source_ids", "people_reason", "required_points_per_month", "achieved_points_per_month", "figure_is_old",
    "figure_approx", "figure_certainty", "figure_series", "figure_rows", "judged_approx", "judged_series",
)  # fmt: skip

SQL = """
    select target_id, region_code, metric, unit, base, value, deadline::varchar as deadline, set_by, set_by_id, kind,
        set_on, preferred, baseline_period, baseline_value, source_id, note
    from target where list_contains($regions, region_code)
    order by deadline, not preferred, list_position($regions, region_code), target_id
"""

# What a target is held against, of each figure.
_READ = (
    *LINE_KEY, "month", "period", "value", "numerator", "denominator", "status", "source_ids", "fact_rows", "approx",
    "base_certainty", "shown", "on_line",
)  # fmt: skip


@dataclass(frozen=True)
class _Held:
    """Figures of one base with the columns of ``_READ``, the latest last: those that stand, and the line of the latest of them.

    ``line`` is None where the figures before it are not of one line with it.
    """

    shown: list[Row]
    line: list[Row] | None


def targets(
    query: Query,
    places: Territory,
    region: str,
    as_of: str,
    *,
    growth: float = 0.0,
    lapse: float | None = None,
    compound: bool = False,
) -> pd.DataFrame:
    """Read every target that holds for a region.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; figures after it are not used, and months left are counted from it.
        growth: growth of the base a year, as a share; an assumption of the reader, by default none.
        lapse: share of members lost a month; an assumption of the reader, without it the gross need is not known.
        compound: compares growth a year, not points: ``metrics.analyses.pace.pace_of``.

    Returns:
        One row a target and reading, sorted by deadline, preferred ones first, those of the nearest region first, with the
        columns of ``COLUMNS`` and ``EXTRA``. Shares 0 to 1, people whole; null is not known, and ``reason`` says why.
        ``current`` is the latest figure at or before ``as_of``, null where that is of other boundaries; ``judged`` the one
        that decided a passed deadline. ``source_ids`` are those of the target, of ``current`` and of ``judged``.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    register = query(SQL, regions=[region, *place.above])
    held = {name: _figures(query, name, region, as_of) for name in ("coverage", "active_participants")}
    on = cache(lambda name, base: _on(held[name], base))  # many targets are read on one base
    rows = [
        _read(target, base, on(target["metric"], base), region, as_of, growth, lapse, compound=compound)
        for target in register.to_dict("records")
        for base in _bases(target, held[target["metric"]])
    ]
    return pd.DataFrame([{**dict.fromkeys((*COLUMNS, *EXTRA)), **row} for row in rows], dtype=object)


def _figures(query: Query, name: str, region: str, as_of: str) -> list[Row]:
    """Every figure up to the month that a target may be read on, with the columns of ``_READ``, in the order of months."""
    asked = metric(name)
    rows = rows_of(measure(query, asked, Scope(regions=(region,), until=as_of)), _READ)
    wanted = [
        row for row in rows if row["segment"] == asked.headline_segment(row["base"]) and row["series"] != "registered"
    ]
    return sorted(leading(wanted), key=lambda row: str(row["month"]))


def _on(figures: list[Row], base: str | None) -> _Held:
    on_base = [row for row in figures if base is None or row["base"] == base]
    shown = [row for row in on_base if row["shown"]]
    return _Held(shown, same_line(on_base, shown[-1]) if shown else None)


def _bases(target: Row, figures: list[Row]) -> list[str | None]:
    if target["base"] != "unstated":
        return [_known(target["base"])]
    held = {row["base"] for row in figures}
    return [base for base in metric("coverage").bases if base in held and base != "unstated"] or ["unstated"]


def _read(
    target: Row,
    base: str | None,
    held: _Held,
    region: str,
    as_of: str,
    growth: float,
    lapse: float | None,
    *,
    compound: bool,
) -> Row:
    passed = as_of > target["deadline"][:7]
    row: Row = {
        "target_id": target["target_id"],
        "inherited_from": None if target["region_code"] == region else target["region_code"],
        "base": base,
        "reading": base if target["base"] == "unstated" and base != "unstated" else None,
        "value_target": target["value"],
        "source_ids": [target["source_id"]],
        "progress": "no_figure" if passed else "unknown",
        "note": _known(target["note"]),
        **{name: target[name] for name in ("deadline", "set_by", "set_by_id", "kind", "unit", "preferred", "set_on")},
    }
    if row["unit"] == "people" and row["inherited_from"]:
        return row | {"progress": "unknown", "reason": PEOPLE_WHOLE}
    if not held.shown:
        return row | {"reason": NO_FIGURE}
    if base == "unstated":
        return row | {"reason": NOTHING_COMPARED}
    current = held.shown[-1]
    todays = [figure for figure in held.shown if _known(figure["boundary"]) is None]
    if _known(current["boundary"]) is not None:
        judged = _judged(target, todays, row["source_ids"]) if passed else {}
        row |= judged if "judged" in judged else {}
        return row | {"reason": row.get("reason") or OLD_BOUNDARY}
    months = months_between(as_of, target["deadline"][:7])
    row |= _distance(target, current, None if passed else months, growth, lapse)
    row["figure_is_old"] = is_old(current["month"], as_of)
    if passed:
        return row | _judged(target, todays, row["source_ids"])
    return row | _progress(target, held, older=row["figure_is_old"], compound=compound)


def _distance(target: Row, current: Row, months: int | None, growth: float, lapse: float | None) -> Row:
    """How far the present figure is, and what that asks for in each of the months left (None after the deadline)."""
    row: Row = {
        "current": float(current["value"]),
        "current_period": current["period"],
        "figure_status": current["status"],
        "figure_source_ids": list(current["source_ids"]),
        "source_ids": [target["source_id"], *current["source_ids"]],
        "figure_approx": bool(current["approx"]),
        "figure_certainty": _known(current["base_certainty"]),
        "figure_series": current["series"],
        "figure_rows": list(current["fact_rows"]),
    }
    if target["unit"] == "people":
        members, base, share = int(current["numerator"]), int(target["value"]), 1.0
    else:
        row["gap_points"] = target["value"] - row["current"]
        if months is not None:
            row["required_points_per_month"] = max(row["gap_points"], 0.0) / max(months, 1)
        if pd.isna(current["denominator"]):
            return row | {"people_reason": SHARE_ONLY}
        members, base, share = int(current["numerator"]), int(current["denominator"]), target["value"]
    row["gap_people"] = gap_people(members, base, share)
    if months is not None:
        growth = 0.0 if target["unit"] == "people" else growth  # a number of people does not grow with a base
        row["required_net_per_month"] = required_net(members, base, share, months, growth)
        if lapse is not None:
            row["required_gross_per_month"] = required_gross(members, base, share, months, lapse, growth)
    return row


def _judged(target: Row, figures: list[Row], cited: list[str]) -> Row:
    """Reached or missed, on the figure of the deadline month or the nearest one; the earlier of two equally near."""
    away = [months_between(target["deadline"][:7], figure["month"]) for figure in figures]
    near = [(abs(months), months, position) for position, months in enumerate(away) if abs(months) <= NEAREST]
    if not near:
        return {"progress": "no_figure", "reason": NO_FIGURE_THEN}
    distance, _, position = min(near)
    figure = figures[position]
    return {
        "progress": "reached" if _met(figure["value"], target["value"]) else "missed",
        "judged": float(figure["value"]),
        "judged_period": figure["period"],
        "judged_approx": bool(figure["approx"]),
        "judged_series": figure["series"],
        "source_ids": [*cited, *(source for source in figure["source_ids"] if source not in cited)],
        "reason": NEAREST_USED if distance else None,
    }


def _progress(target: Row, held: _Held, *, older: bool, compound: bool) -> Row:
    """Progress before the deadline, along the line of the present figure."""
    current = held.shown[-1]
    row = _path(target, held.line, current, compound=compound)
    if _met(current["value"], target["value"]):
        return row | {"progress": "reached", "reason": OLD_FIGURE if older else None}
    return row


def _path(target: Row, line: list[Row] | None, current: Row, *, compound: bool) -> Row:
    """The pace from the start of a line until now; progress is unknown where the line is too short to tell."""
    if line is None:
        return {"progress": "unknown", "reason": NOTHING_COMPARED}
    line = [figure for figure in line if figure["month"] >= (target["set_on"] + "-01")[:7]]
    if _known(target["baseline_period"]) and _known(target["baseline_value"]) is not None:
        value, period = float(target["baseline_value"]), str(target["baseline_period"])
    elif not line or line[0]["month"] == current["month"]:
        return {"progress": "unknown", "reason": TOO_FEW}
    else:
        value, period = float(line[0]["value"]), str(line[0]["period"])
    row: Row = {"baseline": value, "baseline_period": period}
    if _met(value, target["value"]):
        return row | {"progress": "reached", "reason": FELL_BACK}
    start = period if len(period) == 7 else f"{period}-12"
    elapsed = months_between(start, current["month"])
    if elapsed < SHORTEST:
        return row | {"progress": "unknown", "reason": TOO_SHORT}
    gained = float(current["value"]) - value
    span = months_between(start, target["deadline"][:7])
    pace = pace_of(value, float(current["value"]), target["value"], elapsed, span, compound=compound)
    if target["unit"] == "share":
        row["achieved_points_per_month"] = gained / elapsed
    return row | {"pace": pace, "progress": progress_of(pace) if pace is not None else "unknown"}


def _met(value: float, goal: float) -> bool:
    return value >= goal - 1e-12


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value
