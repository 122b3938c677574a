"""The area of the chart over time: what its axes span, and where on it a mark stands in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from charts.placement import Box, Label
from charts.point_marks import Mark


@dataclass(frozen=True)
class Plot:
    """What the axes span, months of the calendar and shares from zero, and on how many pixels."""

    first: float
    last: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a place in pixels from the upper left."""
        return (x - self.first) / (self.last - self.first) * self.width, (1 - y / self.top) * self.height

    def label(self, mark: Mark) -> Label:
        """Return the words of a mark as they ask for room."""
        return Label(*self.at(mark.x, mark.y), mark.lines)

    def since(self, mark: Mark) -> Box:
        """Return the room of the line that leads to a mark."""
        (left, y), (right, _) = self.at(mark.since, mark.y), self.at(mark.x, mark.y)
        return Box(left, y - 2, right, y + 2)


def plot_of(marks: Sequence[Mark], width: float, height: float) -> Plot:
    """Return an area of so many pixels that holds all marks: at least a year, shares in steps of a fifth."""
    first = min((mark.since for mark in marks), default=0.0)
    last = max((mark.x for mark in marks), default=0.0)
    room = max(0.04 * (last - first), (12 - last + first) / 2)
    highest = max((mark.y for mark in marks), default=1.0)
    top = ceil((highest + 0.05) * 5) / 5
    return Plot(first - room, last + room, top if highest > 1 else min(top, 1.0), width, height)
