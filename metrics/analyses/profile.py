"""One region on every indicator, beside the region above it and its peers: the rows of a spine chart.

Rule: on each row the region, the one above it and its peers are compared within one series and month (``metrics.panel``);
where the region has no figure there, its latest one stands alone with its own date, and the others are not given. The spread
of the peers is their least, quartiles and greatest value, as in public health profiles (Office for Health Improvement and
Disparities, Fingertips technical guidance); quartiles by linear interpolation (Hyndman and Fan, 1996, type 7). A word of
judgement stands only where the error of the base is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import UNSTATED, Metric, Query, Scope, leading, measure
from metrics.analyses.comparison import NO_OTHER, OF_AREA, of_area, united, usable_error, whole, why_no_band
from metrics.analyses.peers import peers
from metrics.analyses.uncertainty import against, numbers
from metrics.catalogue import metric
from metrics.lacking import why_lacking
from metrics.panel import RECENT, Panel, panel
from metrics.periods import is_old, month_after
from metrics.territory import Territory

# What a profile asks of a region, by topic, in the order of the rows.
INDICATORS = (
    ("coverage", "coverage"), ("coverage", "formal_coverage"), ("coverage", "informal_coverage"),
    ("members", "member_growth"), ("members", "recovery"), ("members", "retention"), ("members", "inactive_share"),
    ("members", "churn"), ("contributions", "contribution_growth"), ("contributions", "contribution_per_active"),
    ("contributions", "collection_rate"), ("contributions", "on_time_rate"), ("structure", "informal_share"),
    ("structure", "completeness"),
)  # fmt: skip
FEWEST = 4  # peers below which no quartiles are given
PEERS, PARTS = "peers", "parts"  # what the spread is of

TOO_OLD = mark("The region's latest figure is older than a year: it stands alone.")
NOT_COMPARED = mark("The region's latest figure is of another series or month than the others': it stands alone.")
WITHIN = mark("The others are parts of this region: no judgement against them.")

SPREAD = ("others_low", "others_q1", "others_median", "others_q3", "others_high")
COLUMNS = (
    "topic", "metric", "unit", "better", *OF_AREA, "compared", "parent_code", "parent_value", "parent_status",
    "difference", *SPREAD, "others_present", "others_expected", "others_above", "others_below", "others_value", "word",
    "word_reason", "figure_status", "status", "reason", "source_ids",
)  # fmt: skip
DOUBLES = ("value", "error", "low", "high", "parent_value", "difference", *SPREAD, "others_value")
WHOLE_NUMBERS = ("numerator", "denominator", "others_present", "others_expected", "others_above", "others_below")


@dataclass(frozen=True)
class Profile:
    """A region beside others.

    Args:
        region: its code.
        parent: the region above it: the province of a regency, the Kanwil of a province or else the nation; None for the
            nation itself.
        others: codes of its peers; of the nation and a Kanwil, which have none, of its parts.
        beside: ``peers`` or ``parts``: which of the two ``others`` are.
        rows: one row an indicator with ``COLUMNS``, in the order of ``INDICATORS``. ``value`` in ``unit`` (shares 0 to 1),
            null with its ``reason``. ``compared`` says that the others' figures are of the same series and month; without it
            all of theirs is null but ``others_present``. ``difference`` is the region's value minus the parent's, in the unit
            of the row. ``others_above`` and
            ``others_below`` count those with a higher and a lower value, ``others_value`` is all of them together, sum
            over sum. ``word`` is that of ``metrics.analyses.uncertainty.against`` all peers together, null with
            ``word_reason``. ``figure_status`` is that of the region's own figure, ``status`` the weakest of all used.
    """

    region: str
    parent: str | None
    others: tuple[str, ...]
    beside: str
    rows: pd.DataFrame


def profile(
    query: Query, places: Territory, region: str, as_of: str, base: str = "ucj", *, error: float | None = None
) -> Profile:
    """Give the indicators of a region beside its parent and its peers.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base of the first row; an indicator that repeats it is left out.
        error: relative standard error that the reader assumes of a base without one, such as 0.03.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    parent = next(iter(place.above), None)
    beside = PEERS if place.level in ("province", "regency") else PARTS
    others = tuple(peers(query, places, region).codes if beside == PEERS else places.parts(region))
    rows = []
    for topic, name in INDICATORS:
        asked = metric(name)
        own_base = base if name == "coverage" else next(iter(asked.bases), None)
        if name != "coverage" and own_base == base and name != "informal_share":
            continue
        found = _row(query, asked, region, parent, others, as_of, own_base, error)
        if beside == PARTS:
            found |= {"word": None, "word_reason": WITHIN}
        rows.append(found | {"topic": topic})
    return Profile(region, parent, others, beside, _typed(rows))


def spread(values: npt.ArrayLike) -> tuple[float, float, float, float, float]:
    """Give least, lower quartile, median, upper quartile and greatest of some values.

    Args:
        values: plain numbers; nulls are left out.

    Returns:
        Nulls where there is none; the two quartiles null with fewer than ``FEWEST``.
    """
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    if not len(known):
        return (np.nan,) * 5
    low, q1, middle, q3, high = (float(each) for each in np.quantile(known, (0, 0.25, 0.5, 0.75, 1)))
    return (low, q1, middle, q3, high) if len(known) >= FEWEST else (low, np.nan, middle, np.nan, high)


def _row(
    query: Query, asked: Metric, region: str, parent: str | None, others: Sequence[str], as_of: str,
    base: str | None, error: float | None,
) -> dict[str, Any]:  # fmt: skip
    segment = asked.headline_segment(base)
    above = [parent] if parent else []
    held = _held(query, asked, [region, *above, *others], as_of, base, error)
    if parent and region not in set(held.now["region_code"]):
        # Peers of another month must not hide how the region stands beside its parent.
        pair = _held(query, asked, [region, parent], as_of, base, error)
        held = pair if region in set(pair.now["region_code"]) else held
    now = held.now
    row: dict[str, Any] = dict.fromkeys(COLUMNS) | {
        "metric": asked.id, "unit": asked.unit, "better": asked.better, "region_code": region, "base": base,
        "segment": segment, "compared": False, "parent_code": parent, "others_expected": len(others), "source_ids": [],
    }  # fmt: skip
    own, beside = now[now["region_code"] == region], now[now["region_code"].isin(others)]
    top = now[now["region_code"] == parent]
    values = numbers(beside["value"])
    row["others_present"] = len(beside)
    if own.empty:
        return row | _alone(query, asked, region, as_of, base, error)
    row |= dict(zip(SPREAD, spread(values), strict=True))
    if not top.empty:
        row |= {"parent_value": float(top["value"].iloc[0]), "parent_status": top["status"].iloc[0]}
    row["others_value"], together = _together(beside)
    row["word_reason"] = None if together else NO_OTHER
    mine = of_area(own).iloc[0].to_dict()
    value = float(mine["value"])
    row |= mine | {
        "compared": True,
        "figure_status": own["status"].iloc[0],
        "difference": None if top.empty else value - row["parent_value"],
        "others_above": int((values > value).sum()),
        "others_below": int((values < value).sum()),
    }
    if together:
        said = against(own["numerator"], own["denominator"], usable_error(own), row["others_value"], asked.better)[0]
        row |= {
            "word": None if said == "unknown" else said,
            "word_reason": why_no_band(own).iloc[0] if said == "unknown" else None,
        }
    return row | _standing([own, top, beside])


def _held(query: Query, asked: Metric, regions: list[str], as_of: str, base: str | None, error: float | None) -> Panel:
    since = month_after(as_of, -RECENT)
    return panel(query, asked, regions, as_of, base=base, since=since, error=error, fewest=1)


def _alone(
    query: Query, asked: Metric, region: str, as_of: str, base: str | None, error: float | None
) -> dict[str, Any]:
    """Give the region's latest figure where it cannot be compared, or why it has none."""
    scope = Scope((region,), base, asked.headline_segment(base), as_of=as_of, error=error)
    figures = leading(measure(query, asked, scope))
    if figures.empty or pd.isna(figures["value"].iloc[0]):
        kept = figures["reason"].dropna()
        return {"reason": kept.iloc[0] if len(kept) else why_lacking(query, asked, region, as_of, base)}
    status = figures["status"].iloc[0]
    reason = TOO_OLD if is_old(figures["month"].iloc[0], as_of) else NOT_COMPARED
    reason = UNSTATED if base == "unstated" else reason
    mine: dict[str, Any] = of_area(figures).iloc[0].to_dict()
    cited = united(list(ids) for ids in figures["source_ids"])
    said = {"figure_status": status, "status": status, "reason": reason, "word_reason": reason, "source_ids": cited}
    return mine | said


def _together(figures: pd.DataFrame) -> tuple[float | None, bool]:
    """Give the others' value together, sum over sum, and whether there is one."""
    parts = figures[whole(figures)]
    workforce = numbers(parts["denominator"]).sum()
    if workforce <= 0:
        return None, False
    return float(numbers(parts["numerator"]).sum() / workforce), True


def _standing(frames: list[pd.DataFrame]) -> dict[str, Any]:
    used = pd.concat([frame[["status", "source_ids"]] for frame in frames])
    return {
        "status": weakest(used["status"]) if len(used) else None,
        "source_ids": united(list(ids) for ids in used["source_ids"]),
    }


def _typed(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Give the rows with whole numbers, doubles and None for what is missing."""
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    for name in COLUMNS:
        if name in DOUBLES:
            frame[name] = frame[name].astype(float)
        elif name in WHOLE_NUMBERS:
            frame[name] = pd.array(numbers(frame[name]), dtype="Int64")
        elif name != "source_ids":
            frame[name] = frame[name].where(frame[name].notna(), None)
    frame["compared"] = frame["compared"].astype(bool)
    return frame
