"""The arithmetic of a monthly trend: does a flow rise or fall over the months, and by how much. Plain numbers only.

Test (Mann 1945, Kendall 1975): S counts the pairs of months in which the later figure is higher, less those in which it
is lower; its variance allows for equal figures. Neighbouring months are alike, which makes S vary more than chance alone;
so the variance is multiplied by 1 + 2 / (n (n-1) (n-2)) times the sum over lags i of (n-i)(n-i-1)(n-i-2) r(i), where r(i)
is the autocorrelation of the ranks after the slope is taken out, counted only where it is significant (Hamed and Rao
1998). The variance is never made smaller: autocorrelations far apart are often negative by chance alone, and a smaller
variance would then tell trends that are not there. Slope (Theil 1950, Sen 1968): the middle one of the slopes of all
pairs, its interval by the same variance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from i18n import mark
from metrics._model import Z95

FEWEST = 12  # months below which nothing is tested

TOO_FEW = mark("Fewer than twelve months: no trend is tested.")

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Trend:
    """What the months say.

    Args:
        points: how many there are.
        s: pairs that rise less pairs that fall; None where nothing is tested.
        variance: of ``s`` when months are independent.
        factor: what dependence multiplies the variance by, 1 or more; 1 where no autocorrelation is significant.
        lags: months apart at which it is significant.
        z: standard errors that ``s`` lies from nothing, one pair nearer for continuity.
        p: chance of as much where there is no trend, two-sided.
        slope: middle slope, units a month; None where nothing is tested.
        low: lower end of its 95 percent interval; None where the months are too few to tell.
        high: upper end, or None.
        reason: why there is no test, or None.
    """

    points: int
    s: int | None = None
    variance: float | None = None
    factor: float | None = None
    lags: tuple[int, ...] = ()
    z: float | None = None
    p: float | None = None
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


def mann_kendall(values: Sequence[float], months: Sequence[int]) -> Trend:
    """Test months for a trend.

    Args:
        values: one a month.
        months: their running numbers, rising; some may be missing.
    """
    if len(values) < FEWEST:
        return Trend(len(values), reason=TOO_FEW)
    points, times = np.asarray(values, dtype=np.float64), np.asarray(months, dtype=np.int64)
    s, variance = score(points), variance_of(points)
    slopes = _slopes(points, times)
    slope = float(np.median(slopes))
    significant = significant_lags(rank_autocorrelation(points, times, slope), len(points))
    factor = max(1.0, correction(len(points), significant))
    error = sqrt(variance * factor)
    z = (s - np.sign(s)) / error if error else 0.0
    low, high = _interval(slopes, error)
    p = erfc(abs(float(z)) / sqrt(2))
    return Trend(len(points), s, variance, factor, tuple(significant), float(z), p, slope, low, high)


def score(values: Numbers) -> int:
    """Give the pairs in which the later value is higher, less those in which it is lower."""
    earlier, later = np.triu_indices(len(values), 1)
    return int(np.sign(values[later] - values[earlier]).sum())


def variance_of(values: Numbers) -> float:
    """Give the variance of the score of independent values: n (n-1) (2n+5) / 18, less as much of every group of equals."""
    _, groups = np.unique(values, return_counts=True)
    n = len(values)
    return float(n * (n - 1) * (2 * n + 5) - (groups * (groups - 1) * (2 * groups + 5)).sum()) / 18


def rank_autocorrelation(values: Numbers, months: NDArray[np.int64], slope: float) -> dict[int, float]:
    """Give the autocorrelation of ranks after a slope is taken out, by lag in months; empty where all are equal.

    A missing month leaves out the pairs it would be part of.
    """
    level = values - slope * (months - months[0])
    # Figures that lie exactly on the slope are equal, whatever the last binary digit says.
    level = np.round(level / max(float(np.abs(values).max()), 1.0), 12)
    ranks = pd.Series(level).rank().to_numpy()
    ranks = ranks - ranks.mean()
    spread = float((ranks**2).sum())
    if spread == 0:
        return {}
    line = np.zeros(int(months[-1] - months[0]) + 1)
    line[months - months[0]] = ranks
    return {lag: float(line[:-lag] @ line[lag:]) / spread for lag in range(1, len(values))}


def significant_lags(autocorrelation: dict[int, float], points: int) -> dict[int, float]:
    """Keep what lies outside the 95 percent band of independent months, 1.96 over the root of their number."""
    return {lag: r for lag, r in autocorrelation.items() if abs(r) > Z95 / sqrt(points)}


def correction(points: int, autocorrelation: dict[int, float]) -> float:
    """Give what the variance of the score is to be multiplied by, as published; 1 without autocorrelation."""
    weighed = sum((points - i) * (points - i - 1) * (points - i - 2) * r for i, r in autocorrelation.items())
    return 1 + 2 / (points * (points - 1) * (points - 2)) * weighed


def _slopes(values: Numbers, months: NDArray[np.int64]) -> Numbers:
    earlier, later = np.triu_indices(len(values), 1)
    slopes: Numbers = np.sort((values[later] - values[earlier]) / (months[later] - months[earlier]))
    return slopes


def _interval(slopes: Numbers, error: float) -> tuple[float | None, float | None]:
    """Cut off as many slopes at either end as the score would by chance; None where there are not so many."""
    first = int(np.round((len(slopes) - Z95 * error) / 2)) - 1
    last = int(np.round((len(slopes) + Z95 * error) / 2))
    low = float(slopes[first]) if first >= 0 else None
    return low, float(slopes[last]) if last < len(slopes) else None
