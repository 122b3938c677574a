"""Leads smooth paths exactly through published counts, and rounds them so that every sum holds.

A path is multiplied by a factor that is 1 in no particular month: at each count it is what the count needs, and between
two counts it runs straight in logarithms. Counts of single regencies are met first, then those of whole provinces, which
leave what is already met as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.demo.ground import Real, Whole, Yes

EVENLY = np.ones(1)


@dataclass(frozen=True)
class Anchor:
    """A count that the paths add up to in one month.

    Args:
        month: place in ``MONTHS``.
        places: which places are added.
        segments: which segments are added.
        people: what they add up to.
        is_regency: whether it is about a single regency or city.
    """

    month: int
    places: Yes
    segments: Yes
    people: int
    is_regency: bool

    @property
    def cells(self) -> Yes:
        """Which cells of places by segments are added."""
        return self.places[:, None] & self.segments[None, :]


def pass_through(paths: Real, fixed: Whole, anchors: Sequence[Anchor], pliant: Real = EVENLY) -> Whole:
    """Correct and round paths so that they pass through every anchor.

    Args:
        paths: people by place, month and segment; above zero where an anchor needs them.
        fixed: people on top of ``paths`` that are never corrected.
        anchors: in any order; a narrower one is met before a wider one of the same month.
        pliant: how far each segment gives way, as the power to which its factor is raised.

    Returns:
        Whole people, ``fixed`` included.

    Raises:
        ValueError: when an anchor leaves nobody for the cells that are not yet met.
    """
    ordered = sorted(anchors, key=lambda anchor: (not anchor.is_regency, int(anchor.cells.sum())))
    led, met = paths, np.zeros(paths.shape, dtype=bool)
    for is_regency in (True, False):
        led = _corrected(led, fixed, [one for one in ordered if one.is_regency == is_regency], met, pliant)
    return _rounded(led, fixed, ordered)


def _corrected(paths: Real, fixed: Whole, anchors: Sequence[Anchor], met: Yes, pliant: Real) -> Real:
    """Multiply the paths; ``met`` says which cells an earlier pass has led, and takes those of this one."""
    factor = np.where(met, 0.0, np.nan)
    for anchor in anchors:
        month = anchor.month
        led = paths[:, month] * np.exp(np.nan_to_num(factor[:, month]))
        free = anchor.cells & np.isnan(factor[:, month])
        wanted = anchor.people - fixed[:, month][anchor.cells].sum() - led[anchor.cells & ~free].sum()
        if wanted <= 0 or led[free].sum() <= 0:
            raise ValueError(f"{anchor.people} people in month {month} leave {wanted:.0f} for those not led yet.")
        give = np.broadcast_to(pliant, free.shape)[free]
        factor[:, month][free] = _needed(led[free], give, float(wanted)) * give
        met[:, month] |= anchor.cells
    every = np.arange(paths.shape[1])
    for place, segment in np.argwhere(~np.isnan(factor).all(axis=1)):
        known = ~np.isnan(factor[place, :, segment])
        factor[place, :, segment] = np.interp(every, every[known], factor[place, known, segment])
    corrected: Real = paths * np.exp(np.nan_to_num(factor))
    return corrected


def _needed(people: Real, give: Real, wanted: float) -> float:
    """Give the logarithm of the factor that, raised to ``give``, brings the people to what is wanted (Newton)."""
    needed = 0.0
    for _ in range(50):
        there = people * np.exp(needed * give)
        step = (wanted - float(there.sum())) / float((there * give).sum())
        needed += min(max(step, -1.0), 1.0)
        if abs(step) < 1e-13:
            break
    return needed


def _rounded(paths: Real, fixed: Whole, anchors: Sequence[Anchor]) -> Whole:
    people: Whole = np.floor(paths + 0.5).astype(np.int64) + fixed
    met = np.zeros(paths.shape, dtype=bool)
    for anchor in anchors:
        month = anchor.month
        free = anchor.cells & ~met[:, month]
        wanted = anchor.people - people[:, month][anchor.cells & ~free].sum() - fixed[:, month][free].sum()
        people[:, month][free] = largest_remainder(paths[:, month][free], int(wanted)) + fixed[:, month][free]
        met[:, month] |= free
    return people


def largest_remainder(parts: Real, total: int) -> Whole:
    """Round parts to whole numbers that add up to a total.

    The parts are first brought to the total in proportion; then the largest remainders are rounded up.
    """
    scaled = parts * (total / parts.sum())
    whole: Whole = np.floor(scaled).astype(np.int64)
    short = total - int(whole.sum())
    whole[np.argsort(whole - scaled, kind="stable")[:short]] += 1
    return whole
