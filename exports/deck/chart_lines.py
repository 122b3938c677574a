"""Lines over months as a native chart: words on the lines instead of a legend, each where it meets no other."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Any, TypeAlias

from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from exports.briefing.model import Chart, Series
from exports.deck import fitting
from exports.deck.chart_parts import label, level_words, place_plot, shift_label
from exports.deck.colours import colour, fill
from exports.deck.words_on import Box

AXIS = 40.0  # width of the words of the scale
MOST_RIGHT = 110.0  # left free beyond the plot for words at the last points
LEVEL = 5  # points of one value in a row make a level line
MARK = 9  # size of a marker, points
GAP = 7.0  # between a point and its words
CROSSED = 30.0  # how far words are moved rather than to lie over one point of a line
BLANK, BLANK_WIDE = "\N{NO-BREAK SPACE}", 0.318  # its width in DejaVu Sans, over the size of the letters
_SIDES = {
    "above": XL_LABEL_POSITION.ABOVE, "below": XL_LABEL_POSITION.BELOW, "left": XL_LABEL_POSITION.LEFT,
    "right": XL_LABEL_POSITION.RIGHT,
}  # fmt: skip


# Where words may stand, near before far: beside the point, or moved from there by so many points.
_PLACES: tuple[tuple[str, tuple[float, float]], ...] = (
    *((side, (across, down * (-1 if side == "above" else 1)))
      for down in (0.0, 12.0, 24.0, 36.0, 48.0, 64.0) for across in (0.0, -30.0, 30.0, -60.0, 60.0, -90.0, 90.0, -120.0, 120.0)
      for side in ("above", "below")),
    ("left", (0.0, 0.0)), ("right", (0.0, 0.0)),
)  # fmt: skip

Place: TypeAlias = tuple[float, float, float, float]
"""A rectangle: left, top, right, bottom."""


@dataclass(frozen=True)
class Spot:
    """Words at a point: where they stand, and what they take."""

    series: int
    place: int
    text: str
    side: str
    shift: tuple[float, float]
    taken: Place


def draw_lines(made: Any, chart: Chart, room: Box, whole: Box, size: float) -> None:
    """Draw the lines of a chart and print words on them.

    Args:
        made: the chart of python-pptx.
        chart: numbers and words.
        room: what is left of it below its heading.
        whole: its room.
        size: of its letters.
    """
    plot = _plot(chart, room, size)
    place_plot(made, plot, whole)
    scale = _scale(made, chart, size)
    _months(made, chart, plot, size)
    for drawn, series in zip(made.plots[0].series, chart.series, strict=True):
        _line(drawn, series)
    for spot in spots(chart, plot, room.width, scale, size):
        series, drawn = chart.series[spot.series], made.plots[0].series[spot.series]
        role = "muted" if series.role in ("rest", "peer") else series.role
        label(drawn.points[spot.place], spot.text, size, _SIDES[spot.side], role)
        if any(spot.shift):
            shift_label(drawn.points[spot.place], spot.shift, whole)


def spaced(chart: Chart, room: Box, size: float) -> list[str]:
    """Give the months with blanks behind them, so wide that LibreOffice 7.4 too leaves out all but every so many.

    It lets words that are turned, however little, begin at their month: before them stands no blank.

    Args:
        chart: numbers and words.
        room: what is left of it below its heading.
        size: of its letters.
    """
    plot = _plot(chart, room, size)
    slot, letters = plot.width / len(chart.categories), size
    wide = (_every(chart, plot, size) - 0.3) * slot
    blanks = [int((wide - fitting.width(name, letters)) / (BLANK_WIDE * letters)) for name in chart.categories]
    return [name + BLANK * max(count, 2) for name, count in zip(chart.categories, blanks, strict=True)]


def _plot(chart: Chart, room: Box, size: float) -> Box:
    # The words of the last points stand above them, half of them beyond the end of the plot.
    ends = max((fitting.width(text, size) / 2 for _, _, text in _asked(chart)), default=0.0) + 4
    return Box(AXIS, room.top + 6, room.width - AXIS - min(ends, MOST_RIGHT), room.height - 6 - size * 2)


def _every(chart: Chart, plot: Box, size: float) -> int:
    """Every how many months one is named, so that no two meet."""
    wide = max(fitting.width(name, size) for name in chart.categories) + 14
    every = max(1, -(-len(chart.categories) * wide // plot.width))
    return next((months for months in (1, 2, 3, 6, 12, 24, 36, 60) if months >= every), 120)


def spots(chart: Chart, plot: Box, right: float, scale: tuple[float, float, float], size: float) -> list[Spot]:
    """Find a place for the words at points: the last of each line first; words that find none are left out.

    Args:
        chart: numbers and words.
        plot: where the points lie.
        right: where the chart ends.
        scale: value at the lower edge, at the upper edge, and from one word of the scale to the next.
        size: of the letters.
    """
    low, top, every = scale
    step = plot.width / len(chart.categories)
    at = [
        {place: (plot.left + (place + 0.5) * step, plot.top + plot.height * (top - value) / (top - low))
         for place, value in enumerate(series.values) if value is not None}
        for series in chart.series
    ]  # fmt: skip
    points = [point for line in at for point in line.values()]
    words = [plot.top + plot.height * every * number / (top - low) for number in range(round((top - low) / every) + 1)]
    taken: list[Place] = [(0, y - size, plot.left - 4, y + size) for y in words]
    room = (plot.left - AXIS / 2, plot.top - 4, right, plot.top + plot.height - 1)
    found: list[Spot] = []
    for number, place, text in _asked(chart):
        options = [
            _spot(number, at_place, text, (side, shift), at[number][at_place], size)
            for at_place in _alike(chart.series[number].values, place) for side, shift in _PLACES
        ]  # fmt: skip
        free = [
            one for one in options if _inside(one.taken, room) and not any(_meet(one.taken, other) for other in taken)
        ]
        if free:
            best = min(free, key=lambda one: _cost(one, at[one.series][one.place], points, taken))
            found.append(best)
            taken.append(best.taken)
            points += _way(best, at[best.series][best.place])
    return found


def _alike(values: tuple[float | None, ...], place: int) -> list[int]:
    """Give the points that words may stand at: their own, and on a level line those before it."""
    level = [one for one in range(place, -1, -1) if values[one] == values[place]]
    return level if len(level) > LEVEL else [place]


def _asked(chart: Chart) -> list[tuple[int, int, str]]:
    """Every word to be printed as series, point and text; the last word of a line carries the line's name."""
    last, others = [], []
    for number, series in enumerate(chart.series):
        places = [place for place, text in enumerate(series.labels) if text and series.values[place] is not None]
        for place in places:
            text = series.labels[place]
            if place != places[-1]:
                others.append((number, place, text))
                continue
            named = text if text.startswith(series.name) else f"{series.name} {text}"
            last.append((number, place, named))
    return [*last, *sorted(others, key=lambda one: -one[1])]


def _spot(
    number: int, place: int, text: str, where: tuple[str, tuple[float, float]], point: tuple[float, float], size: float
) -> Spot:
    side, shift = where
    wide, high = fitting.width(text, size) + 4, size * fitting.LINE
    x, y = point
    left = {"left": x - GAP - wide, "right": x + GAP}.get(side, x - wide / 2)
    upper = {"above": y - GAP - high, "below": y + GAP}.get(side, y - high / 2)
    left, upper = left + shift[0], upper + shift[1]
    return Spot(number, place, text, side, shift, (left, upper, left + wide, upper + high))


def _cost(one: Spot, point: tuple[float, float], points: list[tuple[float, float]], taken: list[Place]) -> float:
    over = sum(_holds(one.taken, other) for other in points)
    through = sum(_holds(other, step) for other in taken for step in _way(one, point))
    return CROSSED * (over + through) + _far(one.shift)


def _way(one: Spot, point: tuple[float, float]) -> list[tuple[float, float]]:
    """Give steps of the line that LibreOffice draws from moved words to their point."""
    if not any(one.shift):
        return []
    left, upper, right, lower = one.taken
    end = (min(max(point[0], left), right), upper if point[1] < upper else lower)
    return [(end[0] + (point[0] - end[0]) * part, end[1] + (point[1] - end[1]) * part) for part in (0.2, 0.5, 0.8)]


def _far(shift: tuple[float, float]) -> float:
    return abs(shift[0]) / 3 + abs(shift[1])


def _inside(taken: Place, room: Place) -> bool:
    return taken[0] >= room[0] and taken[1] >= room[1] and taken[2] <= room[2] and taken[3] <= room[3]


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(taken: Place, point: tuple[float, float]) -> bool:
    return taken[0] - 3 <= point[0] <= taken[2] + 3 and taken[1] - 3 <= point[1] <= taken[3] + 3


def _scale(made: Any, chart: Chart, size: float) -> tuple[float, float, float]:
    """Set the scale between round shares around all points; whole percents read the same in every language."""
    held = [value for series in chart.series for value in series.values if value is not None]
    low, most = min(held), max(held)
    step = 0.1 if most - low <= 0.6 else 0.2
    start = max(step * floor((low - 0.04) / step), 0.0)
    top = max(min(step * ceil((most + 0.04) / step), 1.0), most, start + step)
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = start, top, step
    axis.has_major_gridlines = True
    colour(axis.major_gridlines.format.line.color, "rest", lighter=0.7)
    axis.major_gridlines.format.line.width = Pt(0.5)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0%", False
    axis.tick_labels.font.size = Pt(size)
    colour(axis.tick_labels.font.color, "muted")
    return start, top, step


def _months(made: Any, chart: Chart, plot: Box, size: float) -> None:
    axis = made.category_axis
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(size)
    colour(axis.format.line.color, "rest")
    level_words(axis, broken=False)
    skip = OxmlElement("c:tickLblSkip")
    skip.set("val", str(_every(chart, plot, size)))
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _line(drawn: Any, series: Series) -> None:
    drawn.smooth = False
    marker, line = drawn.marker, drawn.format.line
    if series.look == "marks":
        line.fill.background()
        marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, MARK
        fill(marker.format.fill, series.role)
        colour(marker.format.line.color, "background")
        return
    marker.style = XL_MARKER_STYLE.NONE
    colour(line.color, series.role)
    line.width = Pt(2.25)
    if series.look == "dashed":
        line.dash_style = MSO_LINE.DASH
    elif series.look == "hatched":
        line.dash_style = MSO_LINE.ROUND_DOT
