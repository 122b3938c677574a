"""Charts that the reader's own program draws from the cells beside them, with labels printed in the reader's language."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.worksheet import Worksheet

from charts.amounts import rupiah_unit
from charts.theme import CLEAR
from exports.briefing import Chart, Series
from exports.briefing.stacks import TOTAL
from exports.workbook.cells import LOOK, Pen, clean
from exports.workbook.printing import ROW
from i18n import mark

WIDTH = 860  # pixels
_HEIGHT, _BAR = 420, 26
_PIXELS = 4 / 3  # of a point
_KINDS = {
    "bars": {"type": "bar"}, "columns": {"type": "column"}, "stacked": {"type": "column", "subtype": "stacked"},
    "lines": {"type": "line"},
}  # fmt: skip
_ROOM = 1.2  # of an axis, over its longest bar
_OVERLAP = {"bars": 0, "stacked": 100, "columns": 0}
_AXIS = {"share": "0%", "points": "0.0", "people": "#,##0", "score": "0"}
_THOUSANDS = {1e12: 4, 1e9: 3, 1e6: 2}
EXAMPLE = mark("DEMO: demonstration figures")


def insert_chart(pen: Pen, sheet: Worksheet, name: str, chart: Chart, header: int, column: int) -> int:
    """Draw a chart from the table that stands at ``header`` in the first columns of a sheet.

    Args:
        pen: writes the cells.
        sheet: where.
        name: of the sheet.
        chart: its kind, labels and colours.
        header: row of the header, counted from 0.
        column: where its left edge comes.

    Returns:
        The last row that it lies over.
    """
    drawn = pen.book.add_chart(_KINDS[chart.kind])
    first, last = header + 1, header + len(chart.categories)
    over = pen.book.add_chart({"type": "line"}) if chart.series[-1].look == TOTAL else None
    for place, series in enumerate(chart.series, start=1):
        into = over if over is not None and series.look == TOTAL else drawn
        into.add_series({
            "name": [name, header, place], "categories": [name, first, 0, last, 0],
            "values": [name, first, place, last, place], **_look(chart, series),
        })  # fmt: skip
    if over is not None:
        drawn.combine(over)
    _set_axes(pen, drawn, chart)
    # It stays with the chart when that is copied out of the workbook.
    flag = {"name": pen.say(EXAMPLE), "name_font": {**_font(LOOK.worse), "bold": True}, "overlay": False}
    drawn.set_title(flag if is_example(chart) else {"none": True})
    unnamed = {"delete_series": [len(chart.series) - 1]} if over is not None else {}
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": _font(), **unnamed})
    drawn.set_chartarea({"border": {"color": LOOK.grid}})
    tall = max(_HEIGHT, _BAR * len(chart.categories) + 90) if chart.kind == "bars" else _HEIGHT
    drawn.set_size({"width": WIDTH, "height": tall})
    # Off the header, which is printed on every page, or the edge of the chart would be too.
    where = {"description": clean(chart.about), "object_position": 2, "y_offset": 4}
    sheet.insert_chart(first, column, drawn, where)
    return first + round(tall / _PIXELS / ROW) + 1


def is_example(chart: Chart) -> bool:
    """Say whether anything in a chart is of the demonstration set."""
    return any("hatched" in (series.look, *series.looks) for series in chart.series)


def _look(chart: Chart, series: Series) -> dict[str, Any]:
    """Give colours, pattern and labels of a series."""
    labels = [{"value": clean(text)} if text else {"delete": True} for text in series.labels]
    look: dict[str, Any] = {}
    if any(series.labels):
        place = {"position": "above"} if series.look == TOTAL else _position(chart)
        look["data_labels"] = {"value": True, "custom": labels, "font": _font(), **place}
        if chart.target:  # its line does not run through the words
            look["data_labels"]["fill"] = {"color": LOOK.background}
    if series.look == TOTAL:
        return look | {"line": {"none": True}}
    if chart.kind == "lines":
        return look | _line(series)
    look |= _fill(series.role, series.look)
    if series.tones or series.looks:
        looks = series.looks or (series.look,) * len(series.values)
        tones = series.tones or (series.role,) * len(series.values)
        look["points"] = [_fill(tone, one) for tone, one in zip(tones, looks, strict=True)]
    return look | {"gap": 45, "overlap": _OVERLAP[chart.kind]}


def _position(chart: Chart) -> dict[str, str]:
    place = {"stacked": "center", "lines": "above"}.get(chart.kind, "outside_end")
    return {"position": place}


def _fill(role: str, look: str) -> dict[str, Any]:
    color = _color(role)
    if color is None:
        return {"fill": {"none": True}, "border": {"none": True}}
    if look == "hatched":
        pattern = {"pattern": "wide_upward_diagonal", "fg_color": color, "bg_color": LOOK.background}
        return {"pattern": pattern, "border": {"color": color}}
    if role == "target":  # as it is drawn everywhere
        return {"fill": {"color": LOOK.background}, "border": {"color": color, "width": 1.5, "dash_type": "dash"}}
    if look == "hollow":
        return {"fill": {"color": LOOK.background}, "border": {"color": color, "width": 1.5}}
    return {"fill": {"color": color}, "border": {"none": True}}


def _line(series: Series) -> dict[str, Any]:
    color = _color(series.role)
    if color is None:
        return {"line": {"none": True}}
    if series.look == "marks":
        filled = {"type": "circle", "size": 7, "fill": {"color": color}, "border": {"color": color}}
        return {"line": {"none": True}, "marker": filled}
    dashes = {"dashed": "dash", "hatched": "square_dot"}
    return {"line": {"color": color, "width": 2, "dash_type": dashes.get(series.look, "solid")}}


def _color(role: str) -> str | None:
    """Give the colour of a role; None for what is not drawn."""
    color = CLEAR if role == "clear" else str(getattr(LOOK, role))
    return None if color == CLEAR else color


def _set_axes(pen: Pen, drawn: NativeChart, chart: Chart) -> None:
    values: dict[str, Any] = {"num_format": _amounts(pen, chart), "num_font": _font(LOOK.muted),
              "major_gridlines": {"visible": True, "line": {"color": LOOK.grid}}, "line": {"none": True}}  # fmt: skip
    if chart.unit != "points":
        values["min"] = 0
    names: dict[str, Any] = {"num_font": _font(), "label_position": "low", "line": {"color": LOOK.outline}}
    if chart.kind == "bars":
        # A bar's categories lie on what Excel calls its vertical axis; the first one is on top.
        drawn.set_y_axis({**names, "reverse": True})
        drawn.set_x_axis(values | (_target_line(chart) or {"visible": False, "major_gridlines": {"visible": False}}))
        return
    if len(chart.categories) > 24:
        # Every year. LibreOffice leaves months out only where they are turned: by less than anybody sees.
        names |= {"interval_unit": 12, "interval_tick": 12, "num_font": {**_font(), "rotation": 1}}
    drawn.set_x_axis(names)
    drawn.set_y_axis(values)


def _target_line(chart: Chart) -> dict[str, Any]:
    """Draw a target as the one grid line of the axis; nothing where a second one would come to stand at its double."""
    highest = max((value for series in chart.series for value in series.values if value is not None), default=0.0)
    if not chart.target or highest * _ROOM >= 2 * chart.target:
        return {}
    line = {"color": LOOK.target, "width": 1.5, "dash_type": "dash"}
    return {"major_unit": chart.target, "max": max(highest, chart.target) * _ROOM, "num_format": "0.##%",
            "major_gridlines": {"visible": True, "line": line}}  # fmt: skip


def _amounts(pen: Pen, chart: Chart) -> str:
    """Give the format of the axis; rupiah in the unit that the labels are in."""
    if chart.unit != "rupiah":
        return _AXIS[chart.unit]
    highest = max((value for series in chart.series for value in series.values if value is not None), default=0.0)
    return "#,##0" + "," * _THOUSANDS.get(rupiah_unit(highest, pen.say).divisor, 0)


def _font(color: str = LOOK.text) -> dict[str, Any]:
    return {"name": "Arial", "size": 9, "color": color}
