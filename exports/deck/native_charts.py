"""A chart of a finding as a native chart: raw values that can be edited, and our own printed word at each point.

The place of the plot is fixed, so that labels can be measured and none runs off the slide or into another.
"""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from exports.briefing.model import Chart, Series
from exports.briefing.stacks import TOTAL
from exports.deck import fitting
from exports.deck.chart_lines import draw_lines, spaced
from exports.deck.chart_parts import label, level_words, number_axes, place_plot, see_through, total_over
from exports.deck.colours import colour, fill
from exports.deck.embedded import data_behind
from exports.deck.words_on import Box, clean, describe
from i18n import Language

TITLE = 24.0  # height of the heading
LEGEND = 22.0
FORMATS = {"share": "0.0%", "points": "0.0%", "people": "#,##0", "rupiah": "#,##0", "score": "0.00", "count": "#,##0"}
_KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED, "columns": XL_CHART_TYPE.COLUMN_CLUSTERED, "stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}  # fmt: skip
THICK, BROAD = 40.0, 110.0  # of a lying bar and of a column at most, points
_NAMES = (0.4, 0.5)  # of the width goes to the names beside bars; to the second where one of them is cut else
_LINES = 3  # of a name
_BARS = (14.0, 13.0, 12.0)


def add_chart(slide: Any, box: Box, chart: Chart, say: Language, *, alt: str, example: bool) -> None:
    """Add a chart to a slide.

    Args:
        slide: of python-pptx.
        box: the room it takes.
        chart: numbers and words.
        say: the reader's language.
        alt: the chart in words.
        example: whether demonstration figures are in it; its heading then says so, also where it is copied to.
    """
    size, names = _named(chart, box)
    data: Any = CategoryChartData(number_format=FORMATS[chart.unit])  # type: ignore[no-untyped-call]
    below = Box(0, TITLE, box.width, box.height - TITLE)
    data.categories = spaced(chart, below, size) if chart.kind == "lines" else names
    for series in chart.series:
        data.add_series(clean(series.name), series.values)
    kind = _KINDS["columns" if chart.kind == "stacked" and len(chart.series) == 1 else chart.kind]
    frame = slide.shapes.add_chart(kind, *box.placed, data)
    frame.name = clean(chart.about)
    describe(frame, alt or chart.about)
    made = frame.chart
    made.part.chart_workbook.update_from_xlsx_blob(data_behind(chart, names))
    number_axes(made)
    see_through(made)
    made.font.size = Pt(size)
    colour(made.font.color, "text")
    heading = say("DEMO · {text}", text=chart.about) if example else chart.about
    _title(made, heading)
    several = len(chart.series) > 1 and chart.kind != "lines"
    _legend(made, several, size)
    if chart.series[-1].look == TOTAL:
        total_over(made, len(chart.series) - 1)
    top = TITLE + (LEGEND if several else 0)
    if chart.kind == "bars":
        line = _bars(made, chart, names, Box(0, top, box.width, box.height - top), box, size)
        if line is not None:
            _target(slide, frame, line, say)
    elif chart.kind == "lines":
        draw_lines(made, chart, Box(0, top, box.width, box.height - top), box, size)
    else:
        _columns(made, chart, names, Box(0, top, box.width, box.height - top), box, size)


def least(chart: Chart) -> float:
    """Give the height that a chart needs to be read."""
    if chart.kind == "bars":
        return TITLE + 22 * max(len(chart.categories), 3)
    return TITLE + 120 + (LEGEND if len(chart.series) > 1 else 0)


def drawable(chart: Chart) -> Chart:
    """Give lines of a single month as bars: one point makes no line."""
    if chart.kind != "lines" or len(chart.categories) > 1:
        return chart
    held = [series for series in chart.series if series.values[0] is not None]
    return Chart(
        # A target holds for a day of its own, not for the month of the figure.
        "bars", tuple(series.name if series.role == "target" else f"{series.name} · {chart.categories[0]}" for series in held),
        (Series(chart.about, tuple(series.values[0] for series in held), tuple(series.labels[0] for series in held),
                tones=tuple(series.role for series in held),
                looks=tuple("hatched" if series.look == "hatched" else "solid" for series in held)),),
        chart.unit, chart.about,
    )  # fmt: skip


def _target(slide: Any, frame: Any, line: Box, say: Language) -> None:
    """Draw the target across the bars; their scale is fixed, so it stays right when values are edited."""
    ends = Box(line.left, line.top, line.left, line.top + line.height)
    drawn = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends.placed)
    drawn.name = say("Target")
    colour(drawn.line.color, "target")
    drawn.line.width, drawn.line.dash_style = Pt(1.75), MSO_LINE.DASH
    frame._element.addprevious(drawn._element)  # behind the chart, whose words then stand on a ground of their own


def _named(chart: Chart, box: Box) -> tuple[float, list[str]]:
    """The size of letters, and the names of the categories: as large as leaves each name whole, and cut where none does."""
    if chart.kind != "bars":
        size = 12.0 if chart.kind == "lines" else _letters(chart, box)
        return size, [_below(name, chart, box, size) for name in chart.categories]
    slot = (box.height - TITLE) / len(chart.categories)
    names = [clean(name) for name in chart.categories]
    for part in _NAMES:
        for size in _BARS:
            shown = [_beside(name, part * box.width, slot, size) for name in names]
            if size * fitting.LINE <= slot and not any(fitting.MORE in one for one in shown):
                return size, shown
    size = max(min(_BARS[-1], slot / fitting.LINE), 8.0)
    return size, [_beside(name, _NAMES[-1] * box.width, slot, size) for name in names]


def _beside(name: str, wide: float, slot: float, size: float) -> str:
    """Break the name of a bar into the lines that it has room for, and cut it there; in full it stands in the table."""
    most = min(max(int(slot / (size * fitting.LINE)), 1), _LINES)
    return "\n".join(fitting.lines(fitting.cut(name, (wide, most * size * fitting.LINE), size), wide, size))


def _letters(chart: Chart, box: Box) -> float:
    """The size of letters of columns, as the longest label allows."""
    slot = box.width / len(chart.categories) - 4
    printed = [text for series in chart.series for text in series.labels if text]
    for size in (13.0, 12.0, 11.0, 10.0, 9.0):
        if all(fitting.width(text, size) <= slot for text in printed):
            return size
    return 9.0


def _below(name: str, chart: Chart, box: Box, size: float) -> str:
    """Cut the name of a column to three lines; in full it stands in the table."""
    name = clean(name)
    if chart.kind == "lines":
        return name
    return fitting.cut(name, (box.width / len(chart.categories), 3 * size * fitting.LINE), size)


def _title(made: Any, text: str) -> None:
    made.has_title = True
    frame = made.chart_title.text_frame
    frame.text = clean(text)
    letters = frame.paragraphs[0].runs[0].font
    letters.size, letters.bold = Pt(12), True
    colour(letters.color, "muted")
    element = made.chart_title._element
    for old in element.findall(qn("c:layout")):
        element.remove(old)
    layout, manual = OxmlElement("c:layout"), OxmlElement("c:manualLayout")
    layout.append(manual)
    for name, value in (("xMode", "edge"), ("yMode", "edge"), ("x", "0"), ("y", "0")):
        part = OxmlElement(f"c:{name}")
        part.set("val", value)
        manual.append(part)
    element.find(qn("c:tx")).addnext(layout)
    made.chart_title.include_in_layout = False


def _legend(made: Any, several: bool, size: float) -> None:
    made.has_legend = several
    if several:
        made.legend.position = XL_LEGEND_POSITION.TOP
        made.legend.include_in_layout = False
        made.legend.font.size = Pt(size)


def _bars(made: Any, chart: Chart, names: list[str], room: Box, whole: Box, size: float) -> Box | None:
    """Draw lying bars, and give where on the slide the line of the target lies."""
    plot = made.plots[0]
    plot.gap_width = _gap(room.height / len(names), THICK, 45)
    beside = max(fitting.width(line, size) for name in names for line in name.split("\n")) + 12
    made.category_axis.reverse_order = True
    held = [value for series in chart.series for value in series.values if value is not None]
    words = max((fitting.width(text, size) for series in chart.series for text in series.labels), default=0) + 8
    wide = room.width - beside - 4
    low, high = min(0.0, *held), max(0.0, *held, chart.target or 0.0)
    # Each end that has bars keeps the room of a label beyond its longest bar.
    ends = (low < 0) + (high > 0) or 1
    scale = (high - low or 1.0) / max(wide - ends * words, wide / 3)
    axis = made.value_axis
    axis.minimum_scale = low - (words * scale if low < 0 else 0)
    axis.maximum_scale = high + (words * scale if high > 0 else 0)
    _still(axis)
    _names(made.category_axis, size)
    inner = Box(beside, room.top, wide, room.height - 4)
    place_plot(made, inner, whole)
    for drawn, series in zip(plot.series, chart.series, strict=True):
        _painted(drawn, series)
        for place, (value, text) in enumerate(zip(series.values, series.labels, strict=True)):
            if value is not None and text:
                label(drawn.points[place], text, size, XL_LABEL_POSITION.OUTSIDE_END)
    if chart.target is None:
        return None
    along = (chart.target - axis.minimum_scale) / (axis.maximum_scale - axis.minimum_scale)
    return Box(whole.left + inner.left + along * inner.width, whole.top + inner.top, 0, inner.height)


def _columns(made: Any, chart: Chart, names: list[str], room: Box, whole: Box, size: float) -> None:
    plot = made.plots[0]
    stacked = chart.kind == "stacked" and len(chart.series) > 1
    plot.gap_width = _gap(room.width / len(names), BROAD, 40)
    plot.overlap = 100 if stacked else 0
    slot = room.width / len(names)
    below = max(len(fitting.lines(name, slot, size)) for name in names) * size * fitting.LINE + 6
    high = room.height - below
    parts = [series for series in chart.series if series.look != TOTAL]
    sums = [sum(values) for values in zip(*([value or 0.0 for value in one.values] for one in parts), strict=True)]
    most = (
        max(sums) if stacked else max(value for series in chart.series for value in series.values if value is not None)
    )
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, (most or 1.0) * high / (high - size * 1.8)
    _still(axis)
    _names(made.category_axis, size)
    place_plot(made, Box(0, room.top, room.width, high), whole)
    for total in chart.series[len(parts) :]:
        for place, text in enumerate(total.labels):
            if text:
                label(made.plots[1].series[0].points[place], text, size, XL_LABEL_POSITION.ABOVE)
    for drawn, series in zip(plot.series, parts, strict=True):
        _painted(drawn, series)
        for place, (value, text) in enumerate(zip(series.values, series.labels, strict=True)):
            if value is None or not text:
                continue
            if not stacked:
                label(drawn.points[place], text, size, XL_LABEL_POSITION.OUTSIDE_END)
            elif value / axis.maximum_scale * high > size * fitting.LINE:
                role = (
                    "text" if series.look == "hatched" or series.role in ("rest", "second", "caution") else "background"
                )
                label(drawn.points[place], text, size, XL_LABEL_POSITION.CENTER, role)


def _gap(slot: float, most: float, usual: int) -> int:
    """The gap between bars as percent of their width, so that few of them grow no thicker than is seemly."""
    return min(max(usual, round((slot - most) / most * 100)), 500)


def _still(axis: Any) -> None:
    """An axis that only gives the scale: the value is printed at each mark."""
    axis.visible = False
    axis.has_major_gridlines = False


def _names(axis: Any, size: float) -> None:
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(size)
    colour(axis.format.line.color, "rest")
    level_words(axis)


def _painted(drawn: Any, series: Series) -> None:
    drawn.invert_if_negative = False
    _paint(drawn.format, series.role, series.look)
    tones = series.tones or (series.role,) * len(series.values)
    looks = series.looks or (series.look,) * len(series.values)
    for place, (role, look) in enumerate(zip(tones, looks, strict=True)):
        if (role, look) != (series.role, series.look):
            _paint(drawn.points[place].format, role, look)


def _paint(mark: Any, role: str, look: str) -> None:
    """Paint a bar: a summed figure is an empty outline, a target a dashed one, as it is a dashed line elsewhere."""
    empty = role == "target" or look == "hollow"
    fill(mark.fill, "background" if empty else role, hatched=look == "hatched" and not empty)
    colour(mark.line.color, role)
    if empty:
        mark.line.width = Pt(1.5)
    if role == "target":
        mark.line.dash_style = MSO_LINE.DASH
