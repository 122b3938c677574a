"""How firm is a ranking made of several indicators? The same areas ranked under thousands of other reasonable choices.

Rule (OECD and JRC 2008; Saisana, Saltelli and Tarantola 2005): weights, scaling and kind of mean are choices of whoever
builds an index. Each drawn weighting (Dirichlet) is combined with every scaling (min-max, z, distance to target) and both
means (arithmetic, geometric). Given are the ranks that result, and the share of their variance that each choice explains
alone (first order); what is left comes from choices together. As every combination is made, those shares are exact for the
weightings drawn. An area that is behind in no indicator is never placed below the other in any draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from i18n import mark

WEIGHTINGS = 2000  # times six combinations of scaling and mean: 12,000 rankings
FEWEST_WEIGHTINGS = 1000
SEED = 20250331
SCALINGS = ("min_max", "z", "distance_to_target")
MEANS = ("arithmetic", "geometric")
CHOICES = ("weights", "scaling", "mean", "together")
TOP = 3
ROUNDING = 1e-9  # squared places below which a variance is nothing but rounding
FLOOR = 0.01  # lowest scaled value: a geometric mean needs all values above zero

INCOMPLETE = mark("An indicator is missing: this area is not ranked, nothing is filled in.")
TOO_FEW = mark("Fewer than two areas have every indicator: there is nothing to rank.")
NO_CHOICE_MATTERS = mark("Every choice gives the same ranking.")
ASSUMED_CHOICES = mark("Weights, scaling and mean are assumptions: no official ones were found.")

AREAS = ("region_code", "plain_sum", "plain_rank", "median_rank", "rank_5", "rank_95", "top_3", "moves_most", "reason")

Numbers = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Robustness:
    """What the draws say.

    Args:
        areas: one row an area, sorted by ``region_code``, with the columns of ``AREAS``. ``plain_sum`` adds the values as
            given and ``plain_rank`` is its place, both null where values are not addable; ``median_rank``, ``rank_5``
            and ``rank_95`` are places that occurred; ``top_3`` is the share of draws among the first three;
            ``moves_most`` the choice that explains most of its variance, null where no choice matters. Null with
            ``reason`` for an area with a missing indicator.
        choices: one row a choice of ``CHOICES``, most important first, with ``share`` of the variance of ranks over all
            areas; ``together`` is what choices explain only in combination. Shares are null where no choice matters.
        draws: rankings made.
        reason: why there is no ranking, or that the choices are assumptions.
    """

    areas: pd.DataFrame
    choices: pd.DataFrame
    draws: int
    reason: str


def robustness(
    values: pd.DataFrame,
    targets: Mapping[str, float] | None = None,
    *,
    addable: bool = True,
    weightings: int = WEIGHTINGS,
    concentration: float = 1.0,
    seed: int = SEED,
) -> Robustness:
    """Rank areas under every combination of choices.

    Args:
        values: one row an area: ``region_code`` and one column an indicator, all of them better when higher. Order of rows
            and columns changes nothing.
        targets: value of each indicator that counts as full; the best value held where none is given.
        addable: whether the values are scores of one scale, so that their plain sum means something.
        weightings: weightings to draw, at least ``FEWEST_WEIGHTINGS``.
        concentration: of the Dirichlet distribution; 1 makes every weighting equally likely, more keeps to equal weights.
        seed: of the draws.

    Raises:
        ValueError: for too few weightings, or a concentration that is not above zero.
    """
    if weightings < FEWEST_WEIGHTINGS or not concentration > 0:
        raise ValueError(f"At least {FEWEST_WEIGHTINGS} weightings and a concentration above zero are needed.")
    indicators = sorted(name for name in values.columns if name != "region_code")
    table = values.sort_values("region_code", ignore_index=True)
    given = table[indicators].to_numpy(dtype=float, na_value=np.nan)
    complete = ~np.isnan(given).any(axis=1)
    areas = pd.DataFrame({"region_code": table["region_code"].astype(object)}).reindex(columns=list(AREAS))
    areas = areas.astype(dict.fromkeys(AREAS[1:7], float) | dict.fromkeys(AREAS[7:], object))
    areas[["moves_most", "reason"]] = None
    areas.loc[~complete, "reason"] = INCOMPLETE
    if complete.sum() < 2 or not indicators:
        none = pd.DataFrame({"choice": CHOICES, "share": np.nan})
        return Robustness(areas, none, 0, TOO_FEW)
    used = given[complete]
    full = np.array([(targets or {}).get(name, used[:, place].max()) for place, name in enumerate(indicators)])
    weights = np.random.default_rng(seed).dirichlet(np.full(len(indicators), concentration), weightings)
    ranks = all_ranks(used, full, weights)
    flat = ranks.reshape(-1, ranks.shape[-1])
    low, middle, high = np.quantile(flat, [0.05, 0.5, 0.95], axis=0, method="inverted_cdf")
    variance = explained(ranks)
    plain = used.sum(axis=1) if addable else np.full(len(used), np.nan)
    held = {
        "plain_sum": plain,
        "plain_rank": competition_ranks(plain[None, :])[0] if addable else plain,
        "median_rank": middle,
        "rank_5": low,
        "rank_95": high,
        "top_3": (flat <= TOP).mean(axis=0),
    }
    for name, column in held.items():
        areas.loc[complete, name] = column.astype(float)
    areas.loc[complete, "moves_most"] = np.array(
        [CHOICES[each.argmax()] if each.any() else None for each in variance.T], dtype=object
    )
    total = variance.sum()
    shares = variance.sum(axis=1) / total if total > 0 else np.full(len(CHOICES), np.nan)
    choices = pd.DataFrame({"choice": CHOICES, "share": shares})
    choices = choices.sort_values("share", ascending=False, kind="stable", ignore_index=True)
    return Robustness(areas, choices, len(flat), ASSUMED_CHOICES if total > 0 else NO_CHOICE_MATTERS)


def scaled(values: Numbers, full: Numbers, scaling: str) -> Numbers:
    """Bring indicators onto one scale, each above zero and in the order of its values.

    Args:
        values: areas by indicators.
        full: value of each indicator that counts as full, for the distance to target.
        scaling: ``min_max`` gives ``FLOOR`` to 1; ``z`` standard deviations above the lowest area, plus 1;
            ``distance_to_target`` the share of the full value, at least ``FLOOR``.

    Returns:
        Areas by indicators; an indicator without differences, or without a full value above zero, is 1 for all.
    """
    lowest = values.min(axis=0)
    above = values - lowest
    if scaling == "min_max":
        width = above.max(axis=0)
        return np.where(width > 0, FLOOR + (1 - FLOOR) * (above / np.where(width > 0, width, 1.0)), 1.0)
    if scaling == "z":
        spread = values.std(axis=0)
        return np.where(above.max(axis=0) > 0, 1 + above / np.where(spread > 0, spread, 1.0), 1.0)
    return np.where(full > 0, np.maximum(values / np.where(full > 0, full, 1.0), FLOOR), 1.0)


def all_ranks(values: Numbers, full: Numbers, weights: Numbers) -> Ranks:
    """Rank areas under every weighting, scaling and mean.

    Args:
        values: areas by indicators, none missing.
        full: value of each indicator that counts as full.
        weights: weightings by indicators, each summing to 1.

    Returns:
        Competition ranks, 1 best: weightings by scalings by means by areas.
    """
    found = np.empty((len(weights), len(SCALINGS), len(MEANS), len(values)), dtype=np.int64)
    for at, scaling in enumerate(SCALINGS):
        on_scale = scaled(values, full, scaling)
        # The logarithm of a geometric mean ranks areas as the mean itself does.
        for kind, terms in enumerate((on_scale, np.log(on_scale))):
            found[:, at, kind, :] = competition_ranks(_weighted_sums(weights, terms))
    return found


def competition_ranks(scores: Numbers) -> Ranks:
    """Rank the columns of each row, highest first; ties share a place and the next is skipped."""
    order = np.argsort(-scores, axis=1, kind="stable")
    sorted_scores = np.take_along_axis(scores, order, axis=1)
    place = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    new = np.ones(scores.shape, dtype=bool)
    new[:, 1:] = sorted_scores[:, 1:] != sorted_scores[:, :-1]
    ranks = np.empty(scores.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(np.where(new, place, 0), axis=1) + 1, axis=1)
    return ranks


def explained(ranks: Ranks) -> Numbers:
    """Split the variance of each area's ranks: by weights, by scaling, by mean, and by choices together.

    Returns:
        ``CHOICES`` by areas, in squared places; the rows add up to the variance of the area.
    """
    drawn = ranks.astype(float)
    alone = [drawn.mean(axis=axes).var(axis=0) for axes in ((1, 2), (0, 2), (0, 1))]
    together = drawn.var(axis=(0, 1, 2)) - np.sum(alone, axis=0)
    parts = np.stack([*alone, together])
    return np.asarray(np.where(parts > ROUNDING, parts, 0.0), dtype=np.float64)


def _weighted_sums(weights: Numbers, terms: Numbers) -> Numbers:
    """Give weightings by areas.

    Added indicator by indicator in one order: each step keeps the order of two areas, so rounding never puts an area above
    one that it nowhere exceeds. A product of matrices gives no such promise.
    """
    total = np.zeros((len(weights), len(terms)))
    for place in range(terms.shape[1]):
        total += weights[:, place, None] * terms[None, :, place]
    return total
