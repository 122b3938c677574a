"""What regions are compared on, and how far apart any of them are: worked out once for all regions of a level.

Of two variables whose correlation is beyond 0.9 either way only the earlier is used, since the same thing would count twice.
The distance is Euclid's over the standard scores, with the reader's weights. Where one of two regions lacks a variable they
are compared on those that both have, at least three, and the squared distance is scaled up by all weights over the weights
used. The distance is symmetric, and no unit of a variable changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.standing import STATUSES
from i18n import mark
from metrics._model import UnknownName
from metrics.analyses.structure import VARIABLES, Structure
from metrics.analyses.uncertainty import Numbers

TOO_LIKE = 0.9  # correlation beyond which two variables say the same
SHARED = 3  # variables that both regions must have
UNKNOWN = -1  # in place of a place

NO_WEIGHT = mark("Its weight is zero: not compared.")
SAYS_THE_SAME = mark("Says nearly the same as another variable: not compared.")

COMPARED_ON = (
    "variable", "title", "unit", "logged", "period", "series", "regions", "regions_held", "weight", "compared",
    "like_variable", "correlation", "reason",
)  # fmt: skip

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Likeness:
    """What the regions of one level are compared on.

    Args:
        compared_on: one row a variable, the columns of ``COMPARED_ON``.
        variables: those that are compared, in order.
        weight: of each of them.
        codes: of the regions, sorted.
        scores: regions by variables; null where a region has none.
        figures: the figures behind the scores (``structure.FIGURES``).
        rows: regions by variables, as the two that follow: the place of each score's figure, else ``UNKNOWN``.
        strength: of its status, the place in ``STATUSES``.
        cited: of its sources, the place in ``sources``.
        sources: the different lists of sources.
    """

    compared_on: pd.DataFrame
    variables: list[str]
    weight: Numbers
    codes: pd.Index
    scores: Numbers
    figures: pd.DataFrame
    rows: Places
    strength: Places
    cited: Places
    sources: list[tuple[str, ...]]

    def place(self, region: str) -> int | None:
        """Give the place of a region among ``codes``; None where it has no score of what is compared."""
        if region not in self.codes:
            return None
        at = int(self.codes.get_loc(region))
        return None if np.isnan(self.scores[at]).all() else at


def likeness(held: Structure, weights: Mapping[str, float] | None = None) -> Likeness:
    """Work out what regions are compared on.

    Args:
        held: what the regions of a level are like.
        weights: how much each variable counts, by its id; 1 where not named, 0 leaves it out.

    Raises:
        UnknownName: when a variable does not exist.
        ValueError: when a weight is negative or no number.
    """
    given = weights_of(weights or {})
    compared_on = _compared_on(held.vintages, held.scores, given)
    used = list(compared_on.loc[compared_on["compared"], "variable"])
    scores = held.scores[used]
    figures = held.figures[held.figures["score"].notna() & held.figures["variable"].isin(used)].reset_index(drop=True)
    at = scores.index.get_indexer(figures["region_code"]), scores.columns.get_indexer(figures["variable"])
    lists = [tuple(each) for each in figures["source_ids"]]
    sources = {each: number for number, each in enumerate(dict.fromkeys(lists))}
    rows, strength, cited = (np.full(scores.shape, UNKNOWN, dtype=np.int64) for _ in range(3))
    rows[at] = np.arange(len(figures))
    strength[at] = [STATUSES.index(each) if isinstance(each, str) else UNKNOWN for each in figures["status"]]
    cited[at] = [sources[each] for each in lists]
    weight = np.array([given[name] for name in used])
    return Likeness(
        compared_on, used, weight, scores.index, scores.to_numpy(float), figures, rows, strength, cited, list(sources)
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
