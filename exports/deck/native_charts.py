"""A chart of a finding as a native chart: raw values that can be edited, and our own printed word at each point.

The place of the plot is fixed, so that labels can be measured and none runs off the slide or into another.
"""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from exports.briefing.model import Chart, Series
from exports.deck import fitting
from exports.deck.chart_lines import draw_lines
from exports.deck.chart_parts import label, level_words, place_plot
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
_NAMES = 0.4  # of the width goes at most to the names beside bars


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
    size = _letters(chart, box)
    names = [_short(name, chart, box, size) for name in chart.categories]
    data: Any = CategoryChartData(number_format=FORMATS[chart.unit])  # type: ignore[no-untyped-call]
    data.categories = names
    for series in chart.series:
        data.add_series(clean(series.name), series.values)
    kind = _KINDS["columns" if chart.kind == "stacked" and len(chart.series) == 1 else chart.kind]
    frame = slide.shapes.add_chart(kind, *box.placed, data)
    frame.name = clean(chart.about)
    describe(frame, alt or chart.about)
    made = frame.chart
    made.part.chart_workbook.update_from_xlsx_blob(data_behind(chart, names))
    made.font.size = Pt(size)
    colour(made.font.color, "text")
    heading = say("DEMO · {text}", text=chart.about) if example else chart.about
    _title(made, heading)
    several = len(chart.series) > 1 and chart.kind != "lines"
    _legend(made, several, size)
    top = TITLE + (LEGEND if several else 0)
    if chart.kind == "bars":
        _bars(made, chart, names, Box(0, top, box.width, box.height - top), box, size)
    elif chart.kind == "lines":
        draw_lines(made, chart, Box(0, top, box.width, box.height - top), box, size)
    else:
        _columns(made, chart, names, Box(0, top, box.width, box.height - top), box, size)


def _letters(chart: Chart, box: Box) -> float:
    """The size of letters: of bars as the room between them allows, of columns as the longest label does."""
    count = len(chart.categories)
    if chart.kind == "bars":
        return max(min(14.0, (box.height - TITLE) / count * 0.62), 8.0)
    if chart.kind == "lines":
        return 12.0
    slot = box.width / count - 4
    printed = [text for series in chart.series for text in series.labels if text]
    for size in (13.0, 12.0, 11.0, 10.0, 9.0):
        if all(fitting.width(text, size) <= slot for text in printed):
            return size
    return 9.0


def _short(name: str, chart: Chart, box: Box, size: float) -> str:
    """Cut the name of a bar to one line, of a column to three; in full it stands in the table and the notes."""
    name = clean(name)
    if chart.kind == "bars":
        return fitting.cut(name, (box.width * _NAMES, size * fitting.LINE), size)
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


def _bars(made: Any, chart: Chart, names: list[str], room: Box, whole: Box, size: float) -> None:
    plot = made.plots[0]
    plot.gap_width = 45
    beside = max(fitting.width(name, size) for name in names) + 12
    made.category_axis.reverse_order = True
    held = [value for series in chart.series for value in series.values if value is not None]
    words = max((fitting.width(text, size) for series in chart.series for text in series.labels), default=0) + 8
    wide = room.width - beside - 4
    low, high = min(0.0, *held), max(0.0, *held)
    # Each end that has bars keeps the room of a label beyond its longest bar.
    ends = (low < 0) + (high > 0) or 1
    scale = (high - low or 1.0) / max(wide - ends * words, wide / 3)
    axis = made.value_axis
    axis.minimum_scale = low - (words * scale if low < 0 else 0)
    axis.maximum_scale = high + (words * scale if high > 0 else 0)
    _still(axis)
    _names(made.category_axis, size)
    place_plot(made, Box(beside, room.top, wide, room.height - 4), whole)
    for drawn, series in zip(plot.series, chart.series, strict=True):
        _painted(drawn, series)
        for place, (value, text) in enumerate(zip(series.values, series.labels, strict=True)):
            if value is not None and text:
                label(drawn.points[place], text, size, XL_LABEL_POSITION.OUTSIDE_END)


def _columns(made: Any, chart: Chart, names: list[str], room: Box, whole: Box, size: float) -> None:
    plot = made.plots[0]
    stacked = chart.kind == "stacked" and len(chart.series) > 1
    plot.gap_width = 40
    plot.overlap = 100 if stacked else 0
    slot = room.width / len(names)
    below = max(len(fitting.lines(name, slot, size)) for name in names) * size * fitting.LINE + 6
    high = room.height - below
    sums = [
        sum(values)
        for values in zip(*([value or 0.0 for value in series.values] for series in chart.series), strict=True)
    ]
    most = (
        max(sums) if stacked else max(value for series in chart.series for value in series.values if value is not None)
    )
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, (most or 1.0) * high / (high - size * 1.8)
    _still(axis)
    _names(made.category_axis, size)
    place_plot(made, Box(0, room.top, room.width, high), whole)
    for drawn, series in zip(plot.series, chart.series, strict=True):
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
    fill(drawn.format.fill, series.role, hatched=series.look == "hatched")
    colour(drawn.format.line.color, series.role)
    for place, role in enumerate(series.tones):
        look = series.looks[place] if series.looks else series.look
        if role != series.role or look != series.look:
            point = drawn.points[place].format
            fill(point.fill, role, hatched=look == "hatched")
            colour(point.line.color, role)
