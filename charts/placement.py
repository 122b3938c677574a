"""Finds room for the words beside the marks of a chart, so that none lies on another, on a mark or over the edge."""

from collections.abc import Iterable
from dataclasses import dataclass

_LINE = 1.3  # Plotly's height of a line, in heights of its letters
_LETTER = 0.65  # the width of a letter in the widest of the usual typefaces, in heights
_AWAY = 8  # pixels from the middle of a mark to its words
_HALF = 6  # pixels from the middle of a mark to its edge

# Plotly's names, in the order in which they are tried: across, and down.
_SPOTS = {
    "top center": (0, -1),
    "bottom center": (0, 1),
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top right": (1, -1),
    "top left": (-1, -1),
    "bottom right": (1, 1),
    "bottom left": (-1, 1),
}


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels from the upper left corner of the plot."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two boxes have any room in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        """Return whether another box lies wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Label:
    """Words that ask for room around a mark, whose middle is given in pixels."""

    x: float
    y: float
    lines: tuple[tuple[str, int], ...]
    """Each with the height of its letters, in pixels; the first sets the distance of the lines."""

    @property
    def mark(self) -> Box:
        """The room of the mark itself."""
        return Box(self.x - _HALF, self.y - _HALF, self.x + _HALF, self.y + _HALF)

    def at(self, spot: str) -> Box:
        """Return the room that the words take at a spot."""
        across, down = _SPOTS[spot]
        width = _LETTER * max(len(text) * size for text, size in self.lines)
        height = _LINE * self.lines[0][1] * len(self.lines)
        left = self.x + across * (_AWAY + width / 2) - width / 2
        top = self.y + down * (_AWAY + height / 2) - height / 2
        return Box(left, top, left + width, top + height)


def find_room(labels: Iterable[Label], taken: Iterable[Box], page: Box) -> list[str | None]:
    """Find a spot for each label, the first ones first.

    Args:
        labels: the most important ones first.
        taken: where nothing may be written.
        page: what the words must stay in.

    Returns:
        For each label Plotly's name of its spot, or None where no room is left for it.
    """
    full = list(taken)
    spots: list[str | None] = []
    for label in labels:
        spot = next((spot for spot in _SPOTS if _is_free(label.at(spot), full, page)), None)
        spots.append(spot)
        if spot:
            full.append(label.at(spot))
    return spots


def _is_free(box: Box, full: list[Box], page: Box) -> bool:
    return page.holds(box) and not any(box.meets(other) for other in full)
