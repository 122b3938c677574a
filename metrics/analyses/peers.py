"""Which regions are like this one? Its statistical nearest neighbours, and why each of them is one.

Regions are compared on what they are made of (``metrics.analyses.structure``), never on their coverage, by the distance of
``metrics.analyses.likeness``. Five regions are peers, or six or seven: the cut lies at the widest gap between one distance
and the next, at the later of two equally wide. After the practice of CIPFA (Nearest Neighbours Model), the Office for
National Statistics and Kolada.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.standing import STATUSES
from i18n import mark
from metrics._model import Query
from metrics.analyses.comparison import united
from metrics.analyses.likeness import UNKNOWN, Likeness, Places, distances, likeness
from metrics.analyses.structure import VARIABLES, structure
from metrics.analyses.uncertainty import Numbers
from metrics.territory import Territory

LEAST, MOST = 5, 7  # peers

NO_LEVEL = mark("Peers are found for provinces, regencies and cities.")
NO_STRUCTURE = mark("None of the variables that regions are compared on is held for this region.")
TOO_FEW_SHARED = mark("Fewer than three variables are held for both regions: they are not compared.")
NO_PEERS = mark("No other region shares three variables with this one: it has no peers.")

CANDIDATES = (
    "region_code", "peer_code", "rank", "distance", "variables", "chosen", "status", "reason", "source_ids",
)  # fmt: skip
WHY = (
    "region_code", "peer_code", "variable", "title", "unit", "region_value", "region_period", "peer_value",
    "peer_period", "difference", "weight", "contribution", "part", "status", "source_ids",
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
        compared_on: one row a variable, the columns of ``likeness.COMPARED_ON``: in which period it is read, how many of
            the regions held have it, and why it is not compared. ``like_variable`` is the earlier one that it says the same
            as.
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
        weights: as in ``likeness.likeness``.
        count: number of peers, 5 to 7; by the widest gap when None.

    Raises:
        UnknownName: when the region or a variable does not exist.
        ValueError: when a weight is negative or no number, or the count out of bounds.
    """
    return peers_of(likeness(structure(query, places.place(region).level), weights), places, region, count=count)


def peers_of(alike: Likeness, places: Territory, region: str, *, count: int | None = None) -> Peers:
    """Find the peers of a region: ``peers`` for many regions with one question to the store.

    Args:
        alike: what the regions of its level are compared on.
        places: all regions.
        region: its code.
        count: as in ``peers``.

    Raises:
        UnknownName: when the region does not exist.
        ValueError: when the count is out of bounds.
    """
    if count is not None and not LEAST <= count <= MOST:
        raise ValueError(f"The number of peers is {LEAST} to {MOST}, not {count}.")
    has_peers = places.place(region).level in ("province", "regency")
    own = alike.place(region) if has_peers else None
    if own is None:
        reason = NO_STRUCTURE if has_peers else NO_LEVEL
        return Peers(region, pd.DataFrame(columns=CANDIDATES), pd.DataFrame(columns=WHY), alike.compared_on, reason)
    every = np.delete(np.arange(len(alike.codes)), own)
    # Of two equally near the smaller code stands first; what is null stands last.
    others = every[np.argsort(distances(alike.scores[own] - alike.scores[every], alike.weight)[0], kind="stable")]
    difference = alike.scores[own] - alike.scores[others]
    distance, contribution = distances(difference, alike.weight)
    compared, both = ~np.isnan(distance), ~np.isnan(difference)
    chosen = number_of_peers(distance[compared]) if count is None else count
    rank = np.arange(1, len(others) + 1)
    used = both & compared[:, None]
    strength = np.where(used, np.maximum(alike.strength[own], alike.strength[others]), UNKNOWN).max(axis=1)
    cited = np.hstack([np.where(used, alike.cited[at], UNKNOWN) for at in (own, others)])
    candidates = pd.DataFrame(
        {
            "region_code": region,
            "peer_code": alike.codes[others],
            "rank": pd.arrays.IntegerArray(rank, ~compared),
            "distance": distance,
            "variables": both.sum(axis=1),
            "chosen": pd.array(compared & (rank <= chosen), dtype="boolean"),
            "status": pd.Series(_statuses(strength), dtype=object),
            "reason": [None if each else TOO_FEW_SHARED for each in compared],
            "source_ids": _united(alike, cited),
        }
    )
    why = _why(alike, region, own, others[compared], difference[compared], contribution[compared])
    return Peers(region, candidates, why, alike.compared_on, None if compared.any() else NO_PEERS)


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


def _why(
    alike: Likeness, region: str, own: int, others: Places, difference: Numbers, contribution: Numbers
) -> pd.DataFrame:
    """The figures of the region beside those of each region it is compared with, on the variables both have."""
    near, column = np.nonzero(~np.isnan(difference))
    figures, mine, theirs = alike.figures, alike.rows[own, column], alike.rows[others[near], column]
    titles = {variable.id: variable for variable in VARIABLES}
    variables = [titles[alike.variables[at]] for at in column]
    why = pd.DataFrame(
        {
            "region_code": region,
            "peer_code": figures["region_code"].array.take(theirs),
            "variable": figures["variable"].array.take(mine),
            "title": [variable.title for variable in variables],
            "unit": [variable.unit for variable in variables],
            "region_value": figures["value"].array.take(mine),
            "region_period": figures["period"].array.take(mine),
            "peer_value": figures["value"].array.take(theirs),
            "peer_period": figures["period"].array.take(theirs),
            "difference": difference[near, column],
            "weight": alike.weight[column],
            "contribution": contribution[near, column],
            "status": _statuses(np.maximum(alike.strength[own, column], alike.strength[others[near], column])),
            "source_ids": _united(
                alike, np.column_stack([alike.cited[own, column], alike.cited[others[near], column]])
            ),
        }
    )
    total = why.groupby("peer_code", sort=False)["contribution"].transform("sum")
    why["part"] = (why["contribution"] / total.where(total > 0)).astype(float)
    return why[list(WHY)]


def _statuses(strength: Places) -> list[str | None]:
    return [(*STATUSES, None)[at] for at in strength]


def _united(alike: Likeness, cited: Places) -> list[list[str]]:
    """Give every source of each row of lists once. Rows repeat: each is worked out once."""
    rows = [tuple(row) for row in cited.tolist()]
    known = {row: united(alike.sources[at] for at in row if at != UNKNOWN) for row in set(rows)}
    return [list(known[row]) for row in rows]
