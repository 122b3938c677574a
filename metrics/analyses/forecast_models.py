"""How a share may go on: as it is, at its mean pace so far, or along a trend that fades. Plain arrays in, plain arrays out.

Naive: the last value. Drift: the last value and the mean change a month since the first one. Damped trend: exponential
smoothing of level and slope, the slope fading by ``phi`` a month (Gardner and McKenzie, 1985; in the form with one source
of error of Hyndman, Koehler, Ord and Snyder, 2008). All work on the scaled logit of the share, so that no forecast leaves
its bounds (Hyndman and Athanasopoulos, 2021, "Forecasting: principles and practice", 13.3).

The damped trend is run for all regions at once on a grid of smoothing weights, and at every origin the weights with the
smallest squared error of one month ahead up to then are taken: rolling through 60 origins so costs one pass. A fit by
statsmodels takes 70 ms a series and origin, which is minutes for 83 regencies; the tests hold the pass to it instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.floating[Any]]
Whole = npt.NDArray[np.int64]

MODELS = ("naive", "drift", "damped_trend")  # the first of equally good ones is taken
NAIVE, DRIFT, DAMPED = range(len(MODELS))
HEADROOM = 1.25  # a share above 1 may rise to so many times the highest value held
LEAST = 1e-6  # stands for a share of zero where the number of people behind it is not known

# Smoothing weights that are tried: of the level, of the slope as a part of it, and how much of a slope is left a month later.
LEVELS = (0.2, 0.4, 0.6, 0.8, 1.0)
SLOPES = (0.02, 0.05, 0.1, 0.2, 0.4)
FADES = (0.8, 0.9, 0.95, 0.98)
AT_ONCE = 32  # regions
GRID = np.array([(level, level * slope, fade) for level in LEVELS for slope in SLOPES for fade in FADES])


@dataclass(frozen=True)
class States:
    """What each model knows at each origin; every array is regions by months, a month being what is known at its end.

    Args:
        seen: values held so far.
        late: months since the last one.
        last: the last value; null before the first.
        drift: mean change a month from the first to the last value.
        level: level of the damped trend, of the month itself even where its value is missing.
        slope: its slope.
        weights: smoothing weights taken, of the level, of the slope, and the fade: regions by months by three.
    """

    seen: Whole
    late: Whole
    last: Real
    drift: Real
    level: Real
    slope: Real
    weights: Real


def upper_bound(shares: Real) -> Real:
    """Give the bound that the shares of each region stay below: 1, or where one reached 1, a quarter above the highest.

    Args:
        shares: regions by months, null where none is held.
    """
    highest = np.max(np.where(np.isnan(shares), 0.0, shares), axis=-1)
    return np.where(highest < 1, 1.0, HEADROOM * highest)


def to_logit(shares: Real, upper: Real, least: Real | float = LEAST) -> Real:
    """Give log(share / (upper - share)); a share of zero counts as ``least``, which is half a person where that is known."""
    held = np.clip(shares, least, upper * (1 - LEAST))
    return np.log(held / (upper - held))


def to_share(logits: Real, upper: Real) -> Real:
    """Give the share of a scaled logit, from 0 to ``upper``."""
    # Written with tanh, which never overflows.
    shares: Real = upper * 0.5 * (1 + np.tanh(0.5 * logits))
    return shares


def filtered(values: Real, weights: Real) -> tuple[Real, Real, Real]:
    """Run the damped trend through the values of all regions for all weights.

    Starts at a region's first value without a slope. Where a value is missing, level and slope go on as forecast.

    Args:
        values: regions by months, null where none is held.
        weights: weight of the level, weight of the slope, fade: one row each.

    Returns:
        Level, slope and error of one month ahead, each weights by regions by months; errors are null where no value, or
        none before it, is held.
    """
    alpha, beta, phi = weights[:, :, None].transpose(1, 0, 2)
    level = np.full((len(weights), *values.shape), np.nan)
    slope, error = level.copy(), level.copy()
    before, rise = level[:, :, 0].copy(), np.zeros(level.shape[:2])
    for month, value in enumerate(values.T):
        ahead, fading = before + phi * rise, phi * rise
        missed = value - ahead
        error[:, :, month] = missed
        known = ~np.isnan(missed)
        started = np.where(np.isnan(ahead), value, ahead)
        before = np.where(known, ahead + alpha * missed, started)
        rise = np.where(known, fading + beta * missed, fading)
        level[:, :, month], slope[:, :, month] = before, rise
    return level, slope, error


def states(values: Real) -> States:
    """Give what the models know at the end of every month, each from the values up to it alone.

    Args:
        values: scaled logits, regions by months, null where none is held.
    """
    held = ~np.isnan(values)
    months = np.arange(values.shape[1])
    seen = np.cumsum(held, axis=1)
    latest = np.maximum.accumulate(np.where(held, months, -1), axis=1)
    last = np.where(seen > 0, np.take_along_axis(values, np.maximum(latest, 0), axis=1), np.nan)
    first = np.argmax(held, axis=1)[:, None]
    drift = (last - np.take_along_axis(values, first, axis=1)) / np.maximum(latest - first, 1)
    # Some regions at a time: all weights of five hundred over twenty years would be a gigabyte.
    blocks = [_best(values[start : start + AT_ONCE]) for start in range(0, len(values), AT_ONCE)]
    level, slope, weights = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return States(seen, months - latest, last, drift, level, slope, weights)


def _best(values: Real) -> tuple[Real, Real, Real]:
    """Give level, slope and weights of the damped trend, at each month with the weights that have erred least by then."""
    level, slope, error = filtered(values, GRID)
    best = np.argmin(np.cumsum(np.nan_to_num(error) ** 2, axis=2), axis=0)
    level, slope = (np.take_along_axis(array, best[None], axis=0)[0] for array in (level, slope))
    return level, slope, GRID[best]


def ahead(known: States, origin: int | slice, months: int) -> Real:
    """Give the forecasts of every model from one or several origins.

    Returns:
        Models by regions (by origins) by months 1 to ``months``; null where nothing was known.
    """
    steps = np.arange(1, months + 1)
    last, drift, late, level, slope, phi = (
        array[:, origin, None]
        for array in (known.last, known.drift, known.late, known.level, known.slope, known.weights[:, :, 2])
    )
    fading = phi * (1 - phi**steps) / (1 - phi)
    return np.stack([last + 0 * steps, last + drift * (late + steps), level + slope * fading])


def answers(known: States, origin: int) -> Real:
    """Give how the level and the slope of every model answer to a surprise, and the fade: models by regions by three.

    To a random walk, with or without drift, a surprise is the new level for good.
    """
    damped = known.weights[:, origin]
    walk = np.broadcast_to([1.0, 0.0, 0.0], damped.shape)
    return np.stack([walk, walk, damped])


def carried(surprises: Real, answer: Real) -> Real:
    """Give how far surprises, one a month, have moved a value from its forecast in each month.

    A surprise k months old counts ``alpha + beta * (phi + ... + phi ** k)``, one of the month itself counts in full.

    Args:
        surprises: months by draws.
        answer: alpha, beta and phi, as ``answers`` gives them.
    """
    alpha, beta, phi = (float(part) for part in answer)
    before = np.cumsum(surprises, axis=0) - surprises
    lasting = beta * phi / (1 - phi)
    fading = np.zeros_like(surprises)
    for month in range(1, len(surprises) if beta else 0):
        fading[month] = phi * (fading[month - 1] + surprises[month - 1])
    moved: Real = surprises + (alpha + lasting) * before - lasting * fading
    return moved
