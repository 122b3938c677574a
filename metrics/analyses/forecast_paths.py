"""Thousands of ways a share may go, each as rough as its past was: what every interval and chance of a forecast is read from.

Surprises of the past, the errors of one month ahead that the model made while it rolled, are drawn again in blocks of
consecutive months (Künsch, 1989), so that a shock that lasted, a pandemic, a yearly lapse, lasts in a path too. All regions
draw the same months: what struck them together strikes them together, and paths can be added. The past holds only few
spans as long as a distant horizon, so the spread is widened as Student's t is, by the degrees of freedom that the number
of such spans leaves (after Müller and Watson, 2016, on long-run predictions).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from metrics.analyses.forecast_models import (
    LEAST,
    MODELS,
    NAIVE,
    Real,
    States,
    Whole,
    ahead,
    answers,
    carried,
    states,
    to_logit,
    to_share,
)

SEED = 20250331
DRAWS = 2_000
BLOCK = 6  # months drawn together
WARM = 12  # values a line needs before its errors count
LONGEST = 120  # months that paths go on
LATE = 12  # months without a value after which a line is not forecast
TESTED = 24  # months ahead whose errors choose the model


@dataclass(frozen=True)
class Rolled:
    """Lines and all that the models would have said of them at the end of every month.

    Args:
        shares: regions by months, null where none is held.
        bases: people whom a share is a share of, regions by months; null where not known.
        upper: bound of each region's share.
        known: what the models knew at each month.
        first: place of the first value of each region.
        errors: absolute error of the share: models by regions by months of origin by months ahead; null before ``WARM``.
        missed: error of the logit one month ahead: models by regions by the months that were foreseen.
    """

    shares: Real
    bases: Real
    upper: Real
    known: States
    first: Whole
    errors: Real
    missed: Real


@dataclass(frozen=True, eq=False)
class Lots:
    """Random numbers from 0 to 1: where blocks start, draws by blocks, and how rough each path is."""

    starts: Real
    rough: Real


@dataclass(frozen=True)
class Outlook:
    """How one line may go on.

    Args:
        model: place in ``MODELS``; None for a sum.
        point: the forecast, by month; of a sum, the sum of its parts' forecasts.
        naive: what the naive model says.
        people: people that the shares are of, by month; null where not known.
        paths: shares, draws by months.
    """

    model: int | None
    point: Real
    naive: Real
    people: Real
    paths: Real


@cache
def lots(draws: int = DRAWS) -> Lots:
    """Give the random numbers of all paths, the same each time; they must not be changed."""
    sequence = np.random.Generator(np.random.PCG64(SEED))
    blocks = -(-(LATE + LONGEST) // BLOCK)
    return Lots(sequence.random((DRAWS, blocks))[:draws], sequence.random(DRAWS)[:draws])


def roll(shares: Real, bases: Real, upper: Real, months: int = TESTED) -> Rolled:
    """Let every model forecast from every month of the past.

    Args:
        shares: regions by months, null where none is held.
        bases: people they are shares of, regions by months, null where not known.
        upper: bound of each region's share, as ``forecast_models.upper_bound`` gives it.
        months: how far ahead.
    """
    logits = to_logit(shares, upper[:, None], least_shares(bases)[:, None])
    known = states(logits)
    said = ahead(known, slice(None), months)
    errors, missed = np.full(said.shape, np.nan), np.full((len(MODELS), *shares.shape), np.nan)
    ready = known.seen >= WARM
    for step in range(1, min(months, shares.shape[1] - 1) + 1):
        error = np.abs(shares[:, step:] - to_share(said[:, :, :-step, step - 1], upper[:, None]))
        errors[:, :, :-step, step - 1] = np.where(ready[:, :-step], error, np.nan)
    missed[:, :, 1:] = np.where(ready[:, :-1], logits[:, 1:] - said[:, :, :-1, 0], np.nan)
    return Rolled(shares, bases, upper, known, np.argmax(~np.isnan(shares), axis=1), errors, missed)


def least_shares(bases: Real) -> Real:
    """Give what stands for a share of zero, by region: half a person, of the largest base held, or a millionth."""
    largest = np.max(np.nan_to_num(bases), axis=1)
    return np.where(largest > 0, 0.5 / np.where(largest > 0, largest, 1.0), LEAST)


def best_models(rolled: Rolled, origin: int) -> Whole:
    """Give each region's model with the smallest mean error over all horizons, of what was known at the origin."""
    steps = rolled.errors.shape[-1]
    reached = np.arange(origin)[:, None] + np.arange(1, steps + 1) <= origin
    errors = np.where(reached, rolled.errors[:, :, :origin], np.nan)
    counted = (~np.isnan(errors)).sum(axis=2)
    each = np.nansum(errors, axis=2) / np.where(counted > 0, counted, np.nan)
    # A horizon counts once, however many origins have reached it; where none has, nothing beats the naive model.
    score: Whole = np.argmin(np.nan_to_num(np.nansum(each, axis=2)), axis=0)
    return score


def outlooks(rolled: Rolled, origin: int, months: int, drawn: Lots, wholes: list[Whole]) -> Iterator[Outlook]:
    """Give how every line may go on after a month, then how each sum of lines may.

    Args:
        rolled: the lines.
        origin: place of the last month that is known.
        months: how far ahead.
        drawn: random numbers.
        wholes: lines that are added, by their places; their people must be known.
    """
    chosen = best_models(rolled, origin)
    said, answer = ahead(rolled.known, origin, months), answers(rolled.known, origin)
    people = bases_ahead(rolled.bases[:, : origin + 1], months)
    added = [np.zeros((len(drawn.rough), months)) for _ in wholes]
    points = np.zeros((2, len(wholes), months))
    for region in range(len(rolled.shares)):
        # A longer silence, or none yet, leaves a line out of what is told and tested; here it must only do no harm.
        model, late = chosen[region], min(int(rolled.known.late[region, origin]), LATE)
        span = origin - int(rolled.first[region]) + 1
        past = rolled.missed[model, region, rolled.first[region] + WARM : origin + 1]
        strayed = stray(past, answer[model, region], drawn, late, months) * _widened(drawn, span, late, months)
        point, naive = (to_share(said[which, region], rolled.upper[region]) for which in (model, NAIVE))
        paths = to_share(said[model, region] + strayed, rolled.upper[region])
        yield Outlook(int(model), point, naive, people[region], paths)
        for number, whole in enumerate(wholes):
            if region in whole:
                added[number] += paths * people[region]
                points[:, number] += point * people[region], naive * people[region]
    for number, whole in enumerate(wholes):
        total = people[whole].sum(axis=0)
        yield Outlook(None, points[0, number] / total, points[1, number] / total, total, added[number] / total)


def stray(past: Real, answer: Real, drawn: Lots, late: int, months: int) -> Real:
    """Give how far each path strays from the forecast.

    Args:
        past: errors of one month ahead, null where there was no value; their mean is taken off.
        answer: what a surprise does to level and slope, as ``forecast_models.answers`` gives it.
        drawn: random numbers.
        late: months since the last value, which may have brought surprises too.
        months: how far ahead.

    Returns:
        Draws by months, on the scale of the errors.
    """
    held = ~np.isnan(past)
    if not held.any():
        return np.zeros((len(drawn.rough), months))
    # No surprise where nothing is known, and the others larger for it, so that their variance stays.
    surprise = np.where(held, past - past[held].mean(), 0.0) * np.sqrt(len(past) / held.sum())
    strayed: Real = carried(surprise[_places(drawn, len(past), late, months)], answer)[late:].T
    return strayed


@lru_cache(maxsize=8)  # regions of one span draw the same months
def _places(drawn: Lots, length: int, late: int, months: int) -> Whole:
    """Give which month of the past each path draws: months by draws."""
    steps = np.arange(LATE - late, LATE + months)
    starts = np.floor(drawn.starts * length).astype(np.int64).T
    drawn_months: Whole = (starts[steps // BLOCK] + (steps % BLOCK)[:, None]) % length
    return drawn_months


@lru_cache(maxsize=32)  # the incomplete gamma function takes most of a forecast's time; regions of one span share it
def _widened(drawn: Lots, span: int, late: int, months: int) -> Real:
    return widening(drawn.rough, span, late, months)


def widening(rough: Real, span: int, late: int, months: int) -> Real:
    """Give the factor that turns a normal spread into Student's t: by path, growing with the months ahead.

    Degrees of freedom are the spans of a horizon that the past holds, less the one that its mean takes, and at least 1.

    Args:
        rough: numbers from 0 to 1, one a path; the lower, the wider a path strays.
        span: months of the past.
        late: months since the last value.
        months: how far ahead.
    """
    # Slow to import: only where a forecast is asked for.
    from scipy.special import gammaincinv  # type: ignore[import-untyped]

    freedom = np.maximum(1.0, span / (late + np.arange(1, months + 1)) - 1)
    different, place = np.unique(freedom, return_inverse=True)
    square = 2 * gammaincinv(different / 2, rough[:, None])
    widened: Real = np.sqrt(different / square).T[place].T
    return widened


def bases_ahead(bases: Real, months: int) -> Real:
    """Let the people of each base go on by their mean growth from the first to the last figure.

    Args:
        bases: regions by months, null where not known.
        months: how far ahead.

    Returns:
        Regions by months ahead; null where no figure is held.
    """
    held = bases > 0
    first, last = np.argmax(held, axis=1), bases.shape[1] - 1 - np.argmax(held[:, ::-1], axis=1)
    every = np.arange(len(bases))
    start, end = (np.log(np.where(held[every, at], bases[every, at], np.nan)) for at in (first, last))
    growth = (end - start) / np.maximum(last - first, 1)
    after = bases.shape[1] - 1 - last
    grown: Real = np.exp(end[:, None] + growth[:, None] * (after[:, None] + np.arange(1, months + 1)))
    return grown


def month_reached(paths: Real, target: float) -> Whole:
    """Give the months after which each path is at or over a target for the first time; one more than it has if never.

    Args:
        paths: shares, draws by months.
        target: share.
    """
    there = paths >= target - 1e-12
    months: Whole = np.where(there.any(axis=1), np.argmax(there, axis=1) + 1, paths.shape[1] + 1)
    return months
