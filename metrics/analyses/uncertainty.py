"""How sure a share is: the band that the error of its workforce leaves, and what may be said against a reference.

The number of members is counted; the workforce under it comes from a survey or an estimate and carries a relative
standard error r. The share therefore lies between M / (D(1 + z r)) and M / (D(1 - z r)), the exact inversion of
D* = D(1 + r N(0, 1)). The interval of Wilson (1927) answers another question, how far a sampled numerator strays, and
is about ten times too narrow here. Where no r is known nothing is said: no band, no draw, no word.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from i18n import mark
from metrics._model import Z95

Numbers = npt.NDArray[np.float64]

Z998 = 3.090232306167813  # standard errors either side that hold 99.8 percent of a normal distribution
DRAWS = 4_000
SEED = 20_251_208  # one for all results, so that the same figures always give the same interval
SMALLEST = 0.01  # a drawn workforce is never under this part of the stated one, so that none is zero or negative

UNKNOWN_ERROR = mark("The uncertainty of this base is not known.")

# The words for a share that is significantly above or below a reference, by which direction is good.
_WORDS = {
    "higher": ("better", "worse"),
    "lower": ("worse", "better"),
    "neither": ("higher", "lower"),
}


def band(
    members: npt.ArrayLike, workforce: npt.ArrayLike, error: npt.ArrayLike, z: float = Z95
) -> tuple[Numbers, Numbers]:
    """Give the interval of M / D that the error of D leaves.

    Args:
        members: people counted, M.
        workforce: people who could be covered, D.
        error: relative standard error of D, such as 0.03; null or below zero where it is not known.
        z: standard errors either side.

    Returns:
        Lower and upper end, 0 to 1, not clipped at 1. Both null where M, D or the error is not known or D is not above
        zero; the upper end is infinite where D cannot be told from zero (z r is 1 or more).
    """
    m, d, r = np.broadcast_arrays(*(numbers(values) for values in (members, workforce, error)))
    known = ~np.isnan(m) & (d > 0) & (r >= 0)
    share = np.full(m.shape, np.nan)
    np.divide(m, d, out=share, where=known)
    low = np.asarray(share / np.where(known, 1 + z * r, 1.0))
    high = np.where(known, np.inf, np.nan)
    np.divide(share, 1 - z * r, out=high, where=known & (z * r < 1))
    return low, high


def wilson(counted: float, sampled: float, z: float = Z95) -> tuple[float, float]:
    """Give the interval of a share whose numerator was itself sampled (Wilson, 1927); never that of a census of members.

    Args:
        counted: people in the sample who have it.
        sampled: people in the sample, above zero.
        z: standard errors either side.
    """
    share = counted / sampled
    middle = (share + z**2 / (2 * sampled)) / (1 + z**2 / sampled)
    half = z / (1 + z**2 / sampled) * np.sqrt(share * (1 - share) / sampled + z**2 / (4 * sampled**2))
    return float(middle - half), float(middle + half)


def standard_draws(areas: Sequence[str], draws: int = DRAWS) -> Numbers:
    """Give fixed draws of N(0, 1) for each area, independent between areas.

    An area's draws depend on its own code alone: neither the order of the areas nor who else is compared changes them.

    Args:
        areas: codes of the areas.
        draws: how many for each.

    Returns:
        One row an area, in the order given, one column a draw.
    """
    rows = [np.random.default_rng([SEED, *area.encode()]).standard_normal(draws) for area in areas]
    return np.array(rows).reshape(len(areas), draws)


def drawn_shares(shares: npt.ArrayLike, errors: npt.ArrayLike, standard: Numbers) -> Numbers:
    """Give the shares that the error of the workforce makes possible: M / D* with D* = D(1 + r N(0, 1)).

    Args:
        shares: M / D, one an area.
        errors: relative standard error of D, one an area; null where it is not known.
        standard: ``standard_draws`` of the areas. The same ones for two months mean one error that lasts.

    Returns:
        One row an area, one column a draw; a whole row is null where share or error is not known. D* is never under
        ``SMALLEST`` of D.
    """
    factors = np.maximum(1 + numbers(errors)[:, None] * standard, SMALLEST)
    return np.asarray(numbers(shares)[:, None] / factors)


def against(
    members: npt.ArrayLike, workforce: npt.ArrayLike, error: npt.ArrayLike, reference: npt.ArrayLike, better: str
) -> list[str]:
    """Say how areas stand against a reference: outside the 95 percent band, strongly outside that of 99.8, else similar.

    The place of the reference is found first; which direction is good is applied last. The reference is taken as exact.

    Args:
        members: people counted, one an area.
        workforce: people who could be covered, one an area.
        error: relative standard error of the workforce; null where it is not known.
        reference: share to compare with, 0 to 1, one an area.
        better: ``higher``, ``lower`` or ``neither``: which direction is good.

    Returns:
        One word an area: ``strongly_better``, ``better``, ``similar``, ``worse``, ``strongly_worse``; with ``higher`` and
        ``lower`` in place of better and worse where neither is good; ``unknown`` where the error or the reference is.
    """
    low, high = band(members, workforce, error)
    lowest, highest = band(members, workforce, error, Z998)
    to = np.broadcast_to(numbers(reference), low.shape)
    above = (low > to).astype(int) + (lowest > to)  # every comparison with null is false
    below = (high < to).astype(int) + (highest < to)
    place = np.where(np.isnan(low) | np.isnan(to), np.nan, above - below)
    return [word(steps, better) for steps in place]


def word(steps: float, better: str) -> str:
    """Give the word for a place: 1 above the 95 percent band, 2 above that of 99.8; negative below; null not known."""
    if np.isnan(steps):
        return "unknown"
    if steps == 0:
        return "similar"
    above, below = _WORDS[better]
    return ("strongly_" if abs(steps) > 1 else "") + (above if steps > 0 else below)


def numbers(values: npt.ArrayLike) -> Numbers:
    """Give values as doubles, null as not a number."""
    # Nullable integers of pandas keep their nulls only when asked to turn them into NaN.
    if hasattr(values, "to_numpy"):
        return np.asarray(values.to_numpy(dtype=float, na_value=np.nan), dtype=float)
    return np.asarray(values, dtype=float)
