"""How unequal the parts of a region are, and what it would take to make them equal: people, not only an index.

Over one month of one series: best minus worst share; mean distance from the best, weighted by workforce; Theil's T
(Theil 1967, "Economics and Information Theory") of members over workforce, 0 where all shares are equal; and the workers
still to cover if every area reached the target, or the best area. Absolute and relative measures stand together, since
one may fall while the other rises. Only areas with both members and workforce count; how many these are is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import PRINTED_ONLY, Metric, Query
from metrics.analyses.comparison import share_metric, united, whole
from metrics.analyses.uncertainty import Numbers, numbers
from metrics.panel import NOT_IN_PANEL, SHARED, Panel, first_recent, panel

TOO_FEW = mark("Fewer than two parts have both members and workforce: inequality is not measured.")
NOT_ALL = mark("Not every part has members and workforce in this month: measured over those that have.")
BEST_ABOVE_ONE = mark("The best share is above 1: workers to cover are counted up to the whole workforce.")

AREA_COLUMNS = (
    "region_code", *SHARED, "period", "numerator", "denominator", "denominator_period", "value", "weight",
    "distance_from_best", "theil_part", "value_target", "people_to_target", "people_to_best", "status", "reason",
    "source_ids",
)  # fmt: skip
COLUMNS = (
    *SHARED, "period", "parts_present", "parts_expected", "numerator", "denominator", "value", "best_region", "best",
    "worst_region", "worst", "best_minus_worst", "worst_over_best", "distance_from_best", "relative_distance", "theil",
    "value_target", "people_to_target", "people_to_best", "status", "reason", "source_ids",
)  # fmt: skip


@dataclass(frozen=True)
class Inequality:
    """How unequal some regions are.

    Args:
        summary: one row with ``COLUMNS``. Shares 0 to 1, differences in the same unit; ``relative_distance`` is the mean
            distance over the best share, ``worst_over_best`` a ratio, null where the best is zero. Of two equal areas the
            first code is named. ``people_to_target`` is null without a target. ``status`` is the weakest of the parts,
            ``summed`` at best. With fewer than two areas all measures are null with the ``reason``; of ``parts_expected``
            areas ``parts_present`` are measured.
        areas: one row a region asked for, in the order asked, with ``AREA_COLUMNS``. ``theil_part`` (negative below the
            common share) adds up to ``theil``, people to the people of the summary, weights to 1; null has its ``reason``.
    """

    summary: pd.DataFrame
    areas: pd.DataFrame


def inequality(
    query: Query,
    metric: Metric,
    regions: list[str],
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    target: float | None = None,
) -> Inequality:
    """Measure how unequal regions are in their latest common month.

    Args:
        query: runs SQL on a store.
        metric: a share.
        regions: codes that do not overlap, such as the parts of one region.
        as_of: month ``YYYY-MM``; the common month is the latest within the year before it.
        base: coverage base.
        segment: membership segment; the metric's headline one when None.
        target: share that every area should reach, 0 to 1.

    Raises:
        UnknownName: when the metric is not a share.
    """
    held = panel(query, share_metric(metric), regions, as_of, base=base, segment=segment, since=first_recent(as_of))
    usable = held.now[whole(held.now) & (held.now["denominator"] > 0).fillna(False)].reset_index(drop=True)
    asked = {"base": base, "segment": segment or metric.headline_segment(base)}
    key = held.key | ({} if held.month else asked)
    if len(usable) < 2:
        return Inequality(
            _summary({**key, **_counts(usable, regions, TOO_FEW)}), _areas(usable, {}, held, key, regions)
        )
    members, workforce = numbers(usable["numerator"]), numbers(usable["denominator"])
    shares, weights = members / workforce, workforce / workforce.sum()
    exact = [(int(m), int(d)) for m, d in zip(usable["numerator"], usable["denominator"], strict=True)]
    top, bottom = int(shares.argmax()), int(shares.argmin())
    best, worst = float(shares[top]), float(shares[bottom])
    measured: dict[str, Any] = {
        "weight": weights,
        "distance_from_best": best - shares,
        "theil_part": theil_parts(members, workforce),
        # No area can cover more than all of its workforce.
        "people_to_best": [people_to(min(Fraction(*exact[top]), Fraction(1)), m, d) for m, d in exact],
    }
    if target is not None:
        measured["value_target"] = target
        measured["people_to_target"] = [people_to(Fraction(str(target)), m, d) for m, d in exact]
    distance = float((weights * measured["distance_from_best"]).sum())
    reason = NOT_ALL if len(usable) < len(regions) else BEST_ABOVE_ONE if best > 1 else None
    row = {
        **key,
        "period": held.month,
        **_counts(usable, regions, reason),
        "numerator": int(members.sum()),
        "denominator": int(workforce.sum()),
        "value": members.sum() / workforce.sum(),
        "best_region": usable["region_code"][top],
        "best": best,
        "worst_region": usable["region_code"][bottom],
        "worst": worst,
        "best_minus_worst": best - worst,
        "worst_over_best": worst / best if best else None,
        "distance_from_best": distance,
        "relative_distance": distance / best if best else None,
        "theil": float(measured["theil_part"].sum()),
        "value_target": target,
        "people_to_target": None if target is None else sum(measured["people_to_target"]),
        "people_to_best": sum(measured["people_to_best"]),
    }
    return Inequality(_summary(row), _areas(usable, measured, held, key, regions))


def theil_parts(members: npt.ArrayLike, workforce: npt.ArrayLike) -> Numbers:
    """Give each area's part of Theil's T: its part of all members times the log of that over its part of the workforce.

    Args:
        members: people covered, one an area, 0 or more.
        workforce: people who could be covered, one an area, above 0.

    Returns:
        One an area; their sum is T, 0 for equal shares. An area without members adds 0, the limit of x log x; where no area
        has members all are equal, and all parts 0.
    """
    m, d = np.asarray(members, dtype=float), np.asarray(workforce, dtype=float)
    if not m.sum() > 0:
        return np.zeros(m.shape)
    part, weight = m / m.sum(), d / d.sum()
    return np.asarray(part * np.log(np.where(part > 0, part / weight, 1.0)))


def people_to(share: Fraction, members: int, workforce: int) -> int:
    """Give the people still to cover until a share is reached: rounded up in exact fractions, never below zero."""
    return max(0, ceil(share * workforce - members))


def _counts(usable: pd.DataFrame, regions: list[str], reason: str | None) -> dict[str, Any]:
    return {
        "parts_present": len(usable),
        "parts_expected": len(regions),
        "status": weakest([*usable["status"], "summed"]) if len(usable) else None,
        "reason": reason,
        "source_ids": united(usable["source_ids"]),
    }


def _summary(row: dict[str, Any]) -> pd.DataFrame:
    return _typed(pd.DataFrame([row], columns=COLUMNS, dtype=object))


def _areas(
    usable: pd.DataFrame, measured: dict[str, Any], held: Panel, key: dict[str, str | None], regions: list[str]
) -> pd.DataFrame:
    """Put the areas in the order asked, those that are not measured with the reason."""
    kept = [name for name in AREA_COLUMNS if name in held.figures.columns]
    found = held.now[kept].set_index("region_code", drop=False)
    parts = usable[["region_code"]].assign(**measured).set_index("region_code")
    rows = found.reindex(regions).assign(region_code=regions, **key).join(parts).reindex(columns=list(AREA_COLUMNS))
    rows = rows.astype(object)
    lone = list(usable["region_code"]) if len(usable) < 2 else []
    rows.loc[lone, "reason"] = TOO_FEW
    rows.loc[~rows.index.isin(usable["region_code"]), "reason"] = PRINTED_ONLY
    rows.loc[rows["value"].isna(), "reason"] = held.reason or NOT_IN_PANEL
    rows["source_ids"] = [list(ids) if isinstance(ids, Iterable) else [] for ids in rows["source_ids"]]
    return _typed(rows.reset_index(drop=True))


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    people = ("numerator", "denominator", "people_to_target", "people_to_best", "parts_present", "parts_expected")
    texts = (*SHARED, "region_code", "period", "denominator_period", "best_region", "worst_region", "status", "reason")
    for name in rows.columns:
        if name in people:
            rows[name] = rows[name].astype("Int64")
        elif name in (*texts, "source_ids"):
            rows[name] = rows[name].where(rows[name].notna(), None)
        else:
            rows[name] = rows[name].astype(float)
    return rows
