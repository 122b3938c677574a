"""Who moved the whole most, and who could: contributions to a change, and the people still missing in each part.

The outlook is arithmetic, no forecast: people missing to the target in a part, rounded up in exact fractions, as a share of
those missing in the whole. Parts above the target give nothing back to the others, so the shares may add to more than 1.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from i18n import mark
from metrics._model import PRINTED_ONLY, Query
from metrics.analyses.change import MOVED, NOT_EVERY_PART, Split, split
from metrics.analyses.pace import gap_people
from metrics.panel import NOT_IN_PANEL, SHARED
from metrics.territory import Territory

NO_TARGET = mark("No target was given: the people still missing are not counted.")
NO_BASE_BY_SEGMENT = mark("This base has no workforce by segment: the people still missing are not split by segment.")
ALREADY_THERE = mark("The parts together have reached the target: nobody is missing in the whole.")

OUTLOOK = ("value_target", "gap_people", "gap_of_whole", "gap_share", "gap_rank")
COLUMNS = (
    "kind", "region_code", *SHARED, "since", "until", "numerator", "denominator", "value", "change", *MOVED, *OUTLOOK,
    "parts_present", "parts_expected", "status", "reason", "gap_reason", "source_ids",
)  # fmt: skip


def movers(
    query: Query,
    places: Territory,
    region: str,
    since: str,
    until: str,
    base: str = "ucj",
    *,
    segment: str | None = None,
    level: str = "parts",
    target: float | None = None,
) -> pd.DataFrame:
    """List the parts and segments of a region by how much each moved its coverage, with what each could still move.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        since: first month, ``YYYY-MM``.
        until: second month, after the first.
        base: coverage base.
        segment: membership segment; the headline segment of the base when None.
        level: ``parts`` or ``regency``, as in ``change.split``.
        target: share to reach, 0 to 1; without it there is no outlook.

    Returns:
        As ``of_split``.

    Raises:
        UnknownName: when the region does not exist.
        ValueError: when the first month is not before the second.
    """
    return of_split(split(query, places, region, since, until, base, segment=segment, level=level), target)


def of_split(made: Split, target: float | None) -> pd.DataFrame:
    """List what a split holds.

    Args:
        made: answer of ``change.split``.
        target: share to reach, 0 to 1.

    Returns:
        One row a part (``kind`` is ``area``) and a segment (``segment``) with the columns of ``COLUMNS``, areas first, by
        ``moved_rank`` and then code. ``gap_people`` are missing in the part in the month ``until``, ``gap_of_whole`` in all
        parts together; ``gap_share`` is one over the other, may exceed 1, and is null where the whole lacks nobody or a
        part has no figure. ``gap_rank`` is 1 for the most people,
        null where nobody is missing. Null has its ``reason`` (of the change) or
        ``gap_reason`` (of the outlook).
    """
    areas = made.areas.assign(kind="area", value_target=np.nan if target is None else target)
    areas = _outlook(areas, target)
    segments = made.segments.assign(kind="segment", gap_reason=NO_TARGET if target is None else NO_BASE_BY_SEGMENT)
    frames = [frame.reindex(columns=list(COLUMNS)).astype(object) for frame in (areas, segments)]
    rows = pd.concat(frames, ignore_index=True).sort_values(
        ["kind", "moved_rank", "region_code", "segment"], na_position="last", ignore_index=True
    )
    whole_numbers = ("numerator", "denominator", "moved_rank", "gap_people", "gap_of_whole", "gap_rank")
    for name in (*whole_numbers, "parts_present", "parts_expected"):
        rows[name] = rows[name].astype("Int64")
    for name in ("value", "change", "contribution", "moved_share", "value_target", "gap_share"):
        rows[name] = rows[name].astype(float)
    for name in ("reason", "gap_reason", "status"):
        rows[name] = rows[name].where(rows[name].notna(), None)
    return rows


def _outlook(areas: pd.DataFrame, target: float | None) -> pd.DataFrame:
    known = areas["numerator"].notna() & areas["denominator"].notna()
    reason = pd.Series(None, areas.index, dtype=object)
    if target is None:
        return areas.assign(gap_reason=NO_TARGET)
    reason[~known] = np.where(areas["value"].notna(), PRINTED_ONLY, NOT_IN_PANEL)[~known]
    pairs = zip(areas["numerator"], areas["denominator"], known, strict=True)
    gaps = pd.array([gap_people(int(m), int(d), target) if held else pd.NA for m, d, held in pairs], dtype="Int64")
    areas = areas.assign(gap_people=gaps)
    missing = areas["gap_people"].where(areas["gap_people"] > 0)
    areas["gap_rank"] = missing.rank(method="min", ascending=False)
    if not known.all():
        reason[known] = NOT_EVERY_PART
    elif len(areas):
        whole = gap_people(int(areas["numerator"].sum()), int(areas["denominator"].sum()), target)
        areas["gap_of_whole"] = whole
        if whole:
            areas["gap_share"] = areas["gap_people"].astype(float) / whole
        else:
            reason[:] = ALREADY_THERE
    return areas.assign(gap_reason=reason)
