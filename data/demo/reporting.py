"""Which months a place did not report: gaps of one to three months, and places that are late with the last month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.ground import MONTH_AT, MONTHS, Ground, Whole, Yes, stream

GAPS = 5
LATE = 2


@dataclass(frozen=True)
class Reporting:
    """What was reported.

    Args:
        came: whether the month of a place came in, by place and month.
        gaps: regions with a gap, each with its first and last month missing.
        late: regions whose last month is still to come.
    """

    came: Yes
    gaps: tuple[tuple[str, str, str], ...]
    late: tuple[str, ...]


def reporting(ground: Ground, figures: pd.DataFrame) -> Reporting:
    """Draw the gaps and the late places by lot, never in a month through which the set passes at that place.

    Args:
        ground: the places.
        figures: published figures that the set passes through, as ``anchors.used`` gives them.
    """
    led = np.zeros((len(ground.codes), len(MONTHS)), dtype=bool)
    for region, month in zip(figures["region_code"], figures["month"], strict=True):
        led[:, MONTH_AT[month]] |= ground.inside(region)
    lots = stream("reporting", "all")
    order = lots.permutation(len(ground.codes))
    came = np.ones_like(led)
    late = sorted(int(place) for place in [place for place in order if not led[place, -1]][:LATE])
    came[late, -1] = False
    gaps = []
    for place in [place for place in order if place not in late][:GAPS]:
        length = int(lots.integers(1, 4))
        first = int(lots.choice(_free(led[place], length)))
        came[place, first : first + length] = False
        gaps.append((ground.codes[place], MONTHS[first], MONTHS[first + length - 1]))
    return Reporting(came, tuple(sorted(gaps)), tuple(ground.codes[place] for place in late))


def _free(led: Yes, length: int) -> Whole:
    """Give the months at which a gap may begin: not in the first year, so that its balance can be seen, nor at the end."""
    starts = np.arange(12, len(MONTHS) - 3)
    free: Whole = starts[[not led[start : start + length].any() for start in starts]]
    return free
