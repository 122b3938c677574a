"""The recent course of one region: its monthly lines, and what its active participants are made of now and a year ago.

Rule: a line is months of one line key (``metrics.panel``); a month that is missing is a gap. The composition is given only
where the three segments of one series make up its total to the person in both months; migrant workers (PMI) are counted
apart by BPJS Ketenagakerjaan and are no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from i18n import mark
from metrics._model import Query, Scope, measure
from metrics.analyses.change import ALL_SEGMENTS
from metrics.catalogue import metric
from metrics.lacking import why_lacking
from metrics.panel import RECENT, panel
from metrics.periods import month_after

LINES = (
    ("coverage", None), ("active_participants", "PU"), ("active_participants", "BPU"), ("active_participants", "JAKON"),
    ("active_participants", "PMI"), ("contributions_received", "total"), ("sponsored_workers", "total"),
)  # fmt: skip
SPAN = 60  # months
YEAR = 12

NO_COMPOSITION = mark("PU, BPU and construction do not make up the total of one series in any month of the last year.")
NO_YEAR_AGO = mark("The composition of a year before is not held in the same series.")

LINE_COLUMNS = (
    "line", "metric", "region_code", "month", "period", "base", "segment", "series", "boundary", "weights", "unit",
    "numerator", "denominator", "denominator_period", "value", "status", "approx", "source_ids",
)  # fmt: skip
COMPOSITION = (
    "region_code",
    "month",
    "segment",
    "series",
    "boundary",
    "people",
    "total",
    "share",
    "status",
    "source_ids",
)


@dataclass(frozen=True)
class Lines:
    """Lines of one region.

    Args:
        figures: one row a line and month with ``LINE_COLUMNS``, by line and month; ``line`` counts from 0 as in ``LINES``.
        missing: one row a line without figures: ``line, metric, segment, unit, reason``.
    """

    figures: pd.DataFrame
    missing: pd.DataFrame


@dataclass(frozen=True)
class Composition:
    """What active participants are made of.

    Args:
        rows: one row a month and segment with ``COMPOSITION``, the earlier month first, segments as in ``ALL_SEGMENTS``;
            ``people`` and ``total`` whole, ``share`` 0 to 1, those of a month add up to 1.
        reason: what is missing and why, or None.
    """

    rows: pd.DataFrame
    reason: str | None


def lines(query: Query, region: str, as_of: str, base: str = "ucj", *, months: int = SPAN) -> Lines:
    """Give the monthly lines of a region.

    Args:
        query: runs SQL on a store.
        region: its code.
        as_of: last month ``YYYY-MM``.
        base: coverage base.
        months: how many months before ``as_of`` the lines begin, above zero; both ends are given.
    """
    since = month_after(as_of, -months)
    made, missing = [], []
    for number, (name, segment) in enumerate(LINES):
        asked = metric(name)
        own_base = base if asked.bases else None
        held = panel(query, asked, [region], as_of, base=own_base, segment=segment, since=since, fewest=1)
        if held.figures.empty:
            shown = segment or asked.headline_segment(own_base)
            why = {"unit": asked.unit, "reason": why_lacking(query, asked, region, as_of, own_base)}
            missing.append({"line": number, "metric": name, "segment": shown, **why})
        else:
            made.append(held.figures.assign(line=number, metric=name)[list(LINE_COLUMNS)].astype(object))
    figures = pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=list(LINE_COLUMNS), dtype=object)
    figures["value"] = figures["value"].astype(float)
    return Lines(figures, pd.DataFrame(missing, columns=["line", "metric", "segment", "unit", "reason"], dtype=object))


def composition(query: Query, region: str, as_of: str) -> Composition:
    """Give what the active participants of a region are made of, in the latest month that is whole and a year before.

    Args:
        query: runs SQL on a store.
        region: its code.
        as_of: month ``YYYY-MM``; a month within the year before it is used, of figures that are not examples first.
    """
    scope = Scope((region,), since=month_after(as_of, -RECENT - YEAR), until=as_of)
    held = measure(query, metric("active_participants"), scope)
    held = held[held["on_line"] & (held["period"].str.len() == 7) & (held["series"] != "registered")]
    best: tuple[bool, str, list[dict[str, Any]]] | None = None
    for _, line in held.groupby(["series", "boundary"], dropna=False, sort=True):
        recent = sorted({month for month in line["month"] if month >= month_after(as_of, -RECENT)}, reverse=True)
        # Only of the latest month that is whole, and of a year before it.
        whole = next(((month, rows) for month in recent if (rows := _whole(line[line["month"] == month]))), None)
        if whole is None:
            continue
        now, rows_now = whole
        found = [*_whole(line[line["month"] == month_after(now, -YEAR)]), *rows_now]
        rank = (all(row["status"] != "demonstration" for row in rows_now), now)
        if best is None or rank > best[:2]:
            best = (*rank, found)
    rows = best[2] if best else []
    frame = pd.DataFrame(rows, columns=list(COMPOSITION), dtype=object)
    frame = frame.astype({"people": "Int64", "total": "Int64", "share": float})
    if not rows:
        return Composition(frame, NO_COMPOSITION)
    return Composition(frame, NO_YEAR_AGO if len(rows) == len(ALL_SEGMENTS) else None)


def _whole(group: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the segments of one month where they make up the total; else none."""
    by_segment = group.drop_duplicates("segment").set_index("segment")
    if not {*ALL_SEGMENTS, "total"} <= set(by_segment.index):
        return []
    total = int(by_segment.loc["total", "value"])
    parts = by_segment.loc[list(ALL_SEGMENTS)]
    if total <= 0 or int(parts["value"].sum()) != total:
        return []
    return [
        {
            **{name: row[name] for name in ("region_code", "month", "series", "status")},
            "boundary": None if pd.isna(row["boundary"]) else row["boundary"],
            "segment": segment,
            "people": int(row["value"]),
            "total": total,
            "share": int(row["value"]) / total,
            "source_ids": list(row["source_ids"]),
        }
        for segment, row in parts.iterrows()
    ]
