"""The arithmetic of a process chart: which months stand out from the usual to and fro of a flow. Plain numbers only.

Rules (XmR chart; Shewhart 1931, Wheeler 1993): the limits are the mean plus and minus 2.66 mean moving ranges. Ranges
over 3.267 times their mean are dropped once and the mean is taken again, so that one leap does not hide the next.
Signals: a point outside a limit; seven in a row on one side of the mean; seven in a row each above, or each below, the
one before; of three in a row on one side of the mean, two beyond two thirds of the way to its limit. A point on the mean
is on no side. Months are in a row only where none is missing between them: no range and no signal reaches over a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from i18n import mark

WIDTH = 2.66  # mean moving ranges from the mean to a limit: 3 / 1.128
LEAP = 3.267  # mean moving ranges above which a range is no usual one
ROW = 7  # points in a row that are a signal
ENOUGH = 12  # points below which limits are on trial

# Signals in the order in which a point carries them; the word a reader sees.
SIGNALS = {
    "above_limit": mark("Above the upper limit"),
    "below_limit": mark("Below the lower limit"),
    "seven_above": mark("Seven months in a row above the mean"),
    "seven_below": mark("Seven months in a row below the mean"),
    "seven_rising": mark("Seven months in a row rising"),
    "seven_falling": mark("Seven months in a row falling"),
    "two_of_three_high": mark("Two of three months near or above the upper limit"),
    "two_of_three_low": mark("Two of three months near or below the lower limit"),
}
UPWARD = ("above_limit", "seven_above", "seven_rising", "two_of_three_high")

TOO_FEW = mark("Fewer than two months in a row: no limits can be drawn.")
HARDLY_VARIES = mark("The figures hardly change from month to month: no limits can be drawn and no signals told.")

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Limits:
    """What is usual.

    Args:
        mean: of all points.
        mean_range: mean moving range, after the leaps were dropped; None where no two months are in a row.
        lower: lower limit, never below the floor; None where no limits can be drawn.
        upper: upper limit, or None.
        ranges: moving ranges there are.
        dropped: of them left out as leaps.
        trial: whether there are too few points to rely on.
        reason: why there are no limits, or None.
    """

    mean: float
    mean_range: float | None
    lower: float | None
    upper: float | None
    ranges: int
    dropped: int
    trial: bool
    reason: str | None


def in_a_row(months: Sequence[int]) -> Flags:
    """Say of each point whether the month before it is there too.

    Args:
        months: running numbers of the months, rising.
    """
    numbers = np.asarray(months, dtype=np.int64)
    joined: Flags = np.diff(numbers, prepend=numbers[:1] - 2) == 1
    return joined


def moving_ranges(values: Sequence[float], months: Sequence[int]) -> Numbers:
    """Give the distance of each point to the month before; not a number where that month is missing."""
    numbers = np.asarray(values, dtype=np.float64)
    steps = np.abs(np.diff(numbers, prepend=numbers[:1]))
    ranges: Numbers = np.where(in_a_row(months), steps, np.nan)
    return ranges


def limits_of(values: Sequence[float], months: Sequence[int], floor: float | None = 0.0) -> Limits:
    """Give the limits of one part of a line.

    Args:
        values: the points, at least one.
        months: their running months, rising.
        floor: what the flow cannot be less than; None where it may be any number.
    """
    mean, trial = float(np.mean(values)), len(values) < ENOUGH
    ranges = moving_ranges(values, months)
    ranges = ranges[~np.isnan(ranges)]
    if not len(ranges):
        return Limits(mean, None, None, None, 0, 0, trial, TOO_FEW)
    usual = ranges[ranges <= LEAP * ranges.mean()]
    mean_range, dropped = float(usual.mean()), len(ranges) - len(usual)
    if mean_range == 0:
        return Limits(mean, 0.0, None, None, len(ranges), dropped, trial, HARDLY_VARIES)
    lower, upper = mean - WIDTH * mean_range, mean + WIDTH * mean_range
    lower = lower if floor is None else max(lower, floor)
    return Limits(mean, mean_range, lower, upper, len(ranges), dropped, trial, None)


def signals_of(values: Sequence[float], months: Sequence[int], limits: Limits) -> list[tuple[str, ...]]:
    """Give the signals that each point is part of, by the names and in the order of ``SIGNALS``.

    All points of a row of seven carry its signal; of two in three, those beyond two thirds. Without limits there is none.
    """
    if limits.lower is None or limits.upper is None or limits.mean_range is None:
        return [() for _ in values]
    points, joined = np.asarray(values, dtype=np.float64), in_a_row(months)
    side = np.sign(points - limits.mean).astype(np.int64)
    # The floor cuts the limit that is drawn, not the distance that two thirds are taken of.
    far = np.abs(points - limits.mean) > WIDTH * limits.mean_range * 2 / 3
    found = {
        "above_limit": points > limits.upper,
        "below_limit": points < limits.lower,
        "seven_above": _row(side == 1, joined),
        "seven_below": _row(side == -1, joined),
        "seven_rising": _steps(points, joined, 1),
        "seven_falling": _steps(points, joined, -1),
        "two_of_three_high": _two_of_three(side == 1, far, joined),
        "two_of_three_low": _two_of_three(side == -1, far, joined),
    }
    return [tuple(name for name in SIGNALS if found[name][place]) for place in range(len(points))]


def _row(held: Flags, joined: Flags) -> Flags:
    """Mark the points of every row of at least seven for which something holds."""
    marked = np.zeros(len(held), dtype=np.bool_)
    start = 0
    for place, holds in enumerate(held):
        if not holds:
            start = place + 1
        elif not joined[place]:
            start = place
        if place - start + 1 >= ROW:
            marked[start : place + 1] = True
    return marked


def _steps(points: Numbers, joined: Flags, direction: int) -> Flags:
    """Mark the points of every row of at least seven in which each lies beyond the one before."""
    onward = joined & (np.sign(np.diff(points, prepend=points[:1])) == direction)
    marked = np.zeros(len(points), dtype=np.bool_)
    start = 0
    for place, goes_on in enumerate(onward):
        start = start if goes_on else place
        if place - start + 1 >= ROW:
            marked[start : place + 1] = True
    return marked


def _two_of_three(on_side: Flags, far: Flags, joined: Flags) -> Flags:
    marked = np.zeros(len(far), dtype=np.bool_)
    for last in range(2, len(far)):
        window = slice(last - 2, last + 1)
        if joined[last] and joined[last - 1] and on_side[window].all() and far[window].sum() >= 2:
            marked[window] |= far[window]
    return marked
