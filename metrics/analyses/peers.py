"""Which regions are like this one? Its statistical nearest neighbours, and why each of them is one.

Regions are compared on what they are made of (``metrics.analyses.structure``), never on their coverage. Of two variables
whose correlation is beyond 0.9 either way only the earlier is used, since the same thing would count twice. The distance is
Euclid's over the standard scores, with the reader's weights. Where one of the two regions lacks a variable they are
compared on those that both have, at least three, and the squared distance is scaled up by all weights over the weights
used. Five regions are peers, or six or seven: the cut lies at the widest gap between one distance and the next, at the
later of two equally wide. The distance is symmetric, and no unit of a variable changes it. After the practice of
CIPFA (Nearest Neighbours Model), the Office for National Statistics and Kolada.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query, UnknownName
from metrics.analyses.comparison import united
from metrics.analyses.structure import VARIABLES, Structure, structure
from metrics.analyses.uncertainty import Numbers
from metrics.territory import Territory

LEAST, MOST = 5, 7  # peers
TOO_LIKE = 0.9  # correlation beyond which two variables say the same
SHARED = 3  # variables that both regions must have

NO_LEVEL = mark("Peers are found for provinces, regencies and cities.")
NO_STRUCTURE = mark("None of the variables that regions are compared on is held for this region.")
TOO_FEW_SHARED = mark("Fewer than three variables are held for both regions: they are not compared.")
NO_PEERS = mark("No other region shares three variables with this one: it has no peers.")
NO_WEIGHT = mark("Its weight is zero: not compared.")
SAYS_THE_SAME = mark("Says nearly the same as another variable: not compared.")

NOTHING: tuple[str | None, list[str]] = (None, [])  # what a region that cannot be compared rests on

CANDIDATES = (
    "region_code", "peer_code", "rank", "distance", "variables", "chosen", "status", "reason", "source_ids",
)  # fmt: skip
WHY = (
    "region_code", "peer_code", "variable", "title", "unit", "region_value", "region_period", "peer_value",
    "peer_period", "difference", "weight", "contribution", "part", "status", "source_ids",
)  # fmt: skip
COMPARED_ON = (
    "variable", "title", "unit", "logged", "period", "series", "regions", "regions_held", "weight", "compared",
    "like_variable", "correlation", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Peers:
    """The regions most like one region.

    Args:
        region: its code.
        candidates: one row another region of its level with figures, the columns of ``CANDIDATES``, the nearest first, of
            two equally near the smaller code; those that cannot be compared at the end by code. ``distance`` is in
            standard deviations, null with its ``reason``; ``variables`` are those that both have; ``chosen`` are the peers.
        why: one row a compared region and variable, the columns of ``WHY``, in the order of ``candidates`` and variables.
            Values in ``unit``, each with its own date; ``difference`` in standard deviations, the region's minus the
            other's; ``contribution`` adds up to the squared distance and ``part`` to 1 (null at a distance of zero).
        compared_on: one row a variable, the columns of ``COMPARED_ON``: in which period it is read, how many of the regions
            held have it, and why it is not compared. ``like_variable`` is the earlier one that it says the same as.
        reason: why there are no peers, or None.
    """

    region: str
    candidates: pd.DataFrame
    why: pd.DataFrame
    compared_on: pd.DataFrame
    reason: str | None

    @property
    def codes(self) -> list[str]:
        """The codes of the peers, the nearest first."""
        return list(self.candidates.loc[self.candidates["chosen"].astype(bool), "peer_code"])


def peers(
    query: Query,
    places: Territory,
    region: str,
    *,
    weights: Mapping[str, float] | None = None,
    count: int | None = None,
) -> Peers:
    """Find the peers of a region by the latest facts held; nothing of this depends on the month a reader looks from.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: code of a province, a regency or a city; compared with all of its level that are held.
        weights: how much each variable counts, by its id; 1 where not named, 0 leaves it out.
        count: number of peers, 5 to 7; by the widest gap when None.

    Raises:
        UnknownName: when the region or a variable does not exist.
        ValueError: when a weight is negative or no number, or the count out of bounds.
    """
    return peers_of(structure(query, places.place(region).level), places, region, weights=weights, count=count)


def peers_of(
    held: Structure,
    places: Territory,
    region: str,
    *,
    weights: Mapping[str, float] | None = None,
    count: int | None = None,
) -> Peers:
    """Find the peers of a region among regions of its level: ``peers`` for many regions with one question to the store.

    Args:
        held: what the regions of its level are like.
        places: all regions.
        region: its code.
        weights: as in ``peers``.
        count: as in ``peers``.

    Raises:
        UnknownName: as ``peers``.
        ValueError: as ``peers``.
    """
    given = weights_of(weights or {})
    if count is not None and not LEAST <= count <= MOST:
        raise ValueError(f"The number of peers is {LEAST} to {MOST}, not {count}.")
    scores = held.scores
    level = places.place(region).level
    compared_on = _compared_on(held.vintages, scores, given)
    used = list(compared_on.loc[compared_on["compared"], "variable"])
    scores = scores[used]
    if level not in ("province", "regency") or region not in scores.index or scores.loc[region].isna().all():
        reason = NO_STRUCTURE if level in ("province", "regency") else NO_LEVEL
        return Peers(region, pd.DataFrame(columns=CANDIDATES), pd.DataFrame(columns=WHY), compared_on, reason)
    weight = np.array([given[name] for name in used])
    others = scores.drop(index=region)
    difference = scores.loc[region].to_numpy(dtype=float) - others.to_numpy(dtype=float)
    distance, contribution = distances(difference, weight)
    order = np.lexsort((others.index.to_numpy(dtype=str), distance))  # what is null stands last
    chosen = number_of_peers(np.sort(distance[~np.isnan(distance)])) if count is None else count
    candidates = pd.DataFrame(
        {
            "region_code": region,
            "peer_code": others.index[order],
            "rank": pd.array(range(1, len(order) + 1), dtype="Int64"),
            "distance": distance[order],
            "variables": (~np.isnan(difference)).sum(axis=1)[order],
        }
    )
    compared = candidates["distance"].notna()
    candidates["rank"] = candidates["rank"].where(compared)
    candidates["chosen"] = compared & (candidates["rank"].fillna(MOST + 1) <= chosen)
    candidates["reason"] = [None if each else TOO_FEW_SHARED for each in compared]
    why = _why(held.figures, region, candidates.loc[compared, "peer_code"], used, weight)
    why["difference"], why["contribution"] = _aligned(why, others.index, used, difference, contribution)
    total = why.groupby("peer_code", sort=False)["contribution"].transform("sum")
    why["part"] = (why["contribution"] / total.where(total > 0)).astype(float)
    grounds = _grounds(why)
    candidates["status"] = pd.Series([grounds.get(code, NOTHING)[0] for code in candidates["peer_code"]], dtype=object)
    candidates["source_ids"] = [grounds.get(code, NOTHING)[1] for code in candidates["peer_code"]]
    return Peers(
        region, candidates[list(CANDIDATES)], why[list(WHY)], compared_on, None if compared.any() else NO_PEERS
    )


def distances(difference: Numbers, weight: Numbers) -> tuple[Numbers, Numbers]:
    """Give how far other regions are, and what each variable adds to the squared distance.

    Args:
        difference: of the standard scores, one row another region, one column a variable; null where either has none.
        weight: of each variable, above zero.

    Returns:
        The distances, null where fewer than ``SHARED`` variables are held of both, and the contributions, in the form of
        ``difference``; those of a row add up to its squared distance.
    """
    both = ~np.isnan(difference)
    used = (both * weight).sum(axis=1)
    enough = both.sum(axis=1) >= SHARED
    scale = np.divide(weight.sum(), used, out=np.full(used.shape, np.nan), where=enough)
    contribution = scale[:, None] * weight * difference**2
    squared = np.where(both, contribution, 0.0).sum(axis=1)
    return np.where(enough, np.sqrt(squared), np.nan), contribution


def number_of_peers(distance: Numbers) -> int:
    """Give how many of the nearest are peers: 5 to 7, up to the widest gap, the later of two equally wide.

    Args:
        distance: all distances, rising. Where there are no more than seven, all of them are peers.
    """
    if len(distance) <= MOST:
        return len(distance)
    gaps = distance[LEAST : MOST + 1] - distance[LEAST - 1 : MOST]
    widest = [number for number, gap in enumerate(gaps) if gap >= gaps.max() * (1 - 1e-9)]
    return LEAST + widest[-1]


def weights_of(given: Mapping[str, float]) -> dict[str, float]:
    """Give the weight of every variable: 1 where the reader names none.

    Raises:
        UnknownName: when a variable does not exist.
        ValueError: when a weight is negative or no number.
    """
    known = [variable.id for variable in VARIABLES]
    for name, weight in given.items():
        if name not in known:
            raise UnknownName("variable that regions are compared on", name, known)
        if not 0 <= weight < np.inf:
            raise ValueError(f"The weight of {name} is {weight}: write zero or a number above it.")
    return {name: float(given.get(name, 1.0)) for name in known}


def _compared_on(vintages: pd.DataFrame, scores: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """Every variable with why it is compared or not; one of weight zero pushes out no other."""
    correlations = scores.corr(min_periods=SHARED)
    kept: list[str] = []
    rows = []
    for row in vintages.to_dict("records"):
        name = row["variable"]
        like = next((each for each in kept if name in scores and abs(correlations.at[each, name]) > TOO_LIKE), None)
        reason = row["reason"] or (NO_WEIGHT if weights[name] == 0 else SAYS_THE_SAME if like else None)
        if reason is None:
            kept.append(name)
        found = {"like_variable": like, "correlation": correlations.at[like, name]} if reason == SAYS_THE_SAME else {}
        rows.append({**row, "weight": weights[name], "compared": reason is None, **found, "reason": reason})
    frame = pd.DataFrame([{**dict.fromkeys(COMPARED_ON), **row} for row in rows], columns=COMPARED_ON, dtype=object)
    return frame.astype({"correlation": float, "weight": float, "compared": bool})


def _why(
    figures: pd.DataFrame, region: str, compared: pd.Series, variables: list[str], weight: Numbers
) -> pd.DataFrame:
    """The figures of the region beside those of each region it is compared with, on the variables both have."""
    scored = figures[figures["score"].notna() & figures["variable"].isin(variables)]
    own = scored[scored["region_code"] == region]
    beside = own.merge(scored[scored["region_code"].isin(set(compared))], on="variable", suffixes=("", "_peer"))
    near = {code: number for number, code in enumerate(compared)}
    order = {name: number for number, name in enumerate(variables)}
    beside = beside.assign(near=beside["region_code_peer"].map(near), order=beside["variable"].map(order))
    beside = beside.sort_values(["near", "order"], ignore_index=True)
    titles = {variable.id: variable for variable in VARIABLES}
    return pd.DataFrame(
        {
            "region_code": region,
            "peer_code": beside["region_code_peer"],
            "variable": beside["variable"],
            "title": [titles[name].title for name in beside["variable"]],
            "unit": [titles[name].unit for name in beside["variable"]],
            "region_value": beside["value"],
            "region_period": beside["period"],
            "peer_value": beside["value_peer"],
            "peer_period": beside["period_peer"],
            "weight": [weight[order[name]] for name in beside["variable"]],
            "status": [weakest(pair) for pair in zip(beside["status"], beside["status_peer"], strict=True)],
            "source_ids": [united(pair) for pair in zip(beside["source_ids"], beside["source_ids_peer"], strict=True)],
        }
    )


def _grounds(why: pd.DataFrame) -> dict[str, tuple[str | None, list[str]]]:
    """The weakest status and all sources of what each region was compared on."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for code, status, sources in zip(why["peer_code"], why["status"], why["source_ids"], strict=True):
        found.setdefault(code, []).append((status, sources))
    return {
        code: (weakest(status for status, _ in each), united(sources for _, sources in each))
        for code, each in found.items()
    }


def _aligned(why: pd.DataFrame, others: pd.Index, variables: list[str], *tables: Numbers) -> tuple[Numbers, ...]:
    """Read a table of regions by variables at the rows of ``why``."""
    row = others.get_indexer(why["peer_code"])
    column = pd.Index(variables).get_indexer(why["variable"])
    return tuple(table[row, column] for table in tables)
