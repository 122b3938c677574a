"""Would the forecast have held? It is made again from months of the past, and held against what came.

Rolling origins (Tashman, 2000): from the 24th value on, every fifth month, with the model, the weights and the spread that
the figures up to then alone give; of hundreds of lines over decades farther apart, for thousands of figures came then. Cover is
the part of the figures to come that fell inside the interval; the error is held against that of the naive model at the same
months. Nothing is fitted to what is tested here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from metrics.analyses.forecast_models import Real, Whole
from metrics.analyses.forecast_paths import LATE, TESTED, Rolled, lots, outlooks

FEWEST = 24  # values without which nothing is forecast
# Months from one origin to the next: nothing in common with 12, so that every month of the year is one.
STEPS = (5, 7, 11, 13, 17, 19, 23)
MOST = 6_500  # lines times origins: the first step that keeps to it is taken, or the last
DRAWS = 400  # paths of a tested forecast
INTERVALS = (0.80, 0.95)


@dataclass(frozen=True)
class Backtest:
    """Forecasts of the past against what came: every array is lines, then sums of lines, by origins by months ahead.

    Args:
        inside: 1 inside the interval of 80 percent, 0 outside, null where no figure came.
        inside_95: the same of 95 percent.
        error: absolute error of the share.
        naive: that of the naive model.
    """

    inside: Real
    inside_95: Real
    error: Real
    naive: Real


def backtest(
    rolled: Rolled, wholes: list[Whole], months: int = TESTED, told: Collection[int] | None = None
) -> Backtest:
    """Forecast from months of the past.

    Args:
        rolled: the lines.
        wholes: lines that are added, by their places.
        months: how far ahead.
        told: places, in the arrays given, of what is held against what came; all when None. The others stay null.
    """
    drawn = lots(DRAWS)
    last = rolled.shares.shape[1] - 1
    ready = (rolled.known.seen >= FEWEST) & (rolled.known.late <= LATE)
    first = int(np.argmax(ready.any(axis=0))) if ready.any() else last
    origins = next(
        (few for few in _origins(first, last) if len(few) * len(ready) <= MOST), range(first, last, STEPS[-1])
    )
    found = np.full((4, len(ready) + len(wholes), len(origins), months), np.nan)
    members = rolled.shares * rolled.bases
    came = list(rolled.shares)
    came += [members[whole].sum(axis=0) / rolled.bases[whole].sum(axis=0) for whole in wholes]
    able = list(ready) + [ready[whole].all(axis=0) for whole in wholes]
    for number, origin in enumerate(origins):
        steps = min(months, last - origin)
        for line, outlook in enumerate(outlooks(rolled, origin, steps, drawn, wholes)):
            if able[line][origin] and (told is None or line in told):
                truth = came[line][origin + 1 : origin + 1 + steps]
                found[:, line, number, :steps] = _held(truth, outlook.paths, outlook.point, outlook.naive)
    return Backtest(*found)


def _origins(first: int, last: int) -> Iterator[range]:
    return (range(first, last, step) for step in STEPS)


def _held(truth: Real, paths: Real, point: Real, naive: Real) -> Real:
    low_95, low, high, high_95 = fan(paths)
    inside, inside_95 = (
        np.where(np.isnan(truth), np.nan, (truth >= below - 1e-9) & (truth <= above + 1e-9))
        for below, above in ((low, high), (low_95, high_95))
    )
    return np.stack([inside, inside_95, np.abs(truth - point), np.abs(truth - naive)])


def fan(paths: Real) -> Real:
    """Give the bounds of the intervals by month: low of 95 percent, low of 80, high of 80, high of 95."""
    narrow, wide = INTERVALS
    ranks = [(1 - wide) / 2, (1 - narrow) / 2, (1 + narrow) / 2, (1 + wide) / 2]
    bounds: Real = np.quantile(paths, ranks, axis=0)
    return bounds
