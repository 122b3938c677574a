"""What every native chart needs and python-pptx 1.0.2 does not offer: the place of the plot, our words at a point."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from exports.deck.colours import colour
from exports.deck.words_on import Box, clean


def place_plot(made: Any, plot: Box, whole: Box) -> None:
    """Fix the place of the plot within the chart, axes' words not counted."""
    area = made._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = OxmlElement("c:layout")
    manual = OxmlElement("c:manualLayout")
    layout.append(manual)
    parts = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", plot.left / whole.width),
             ("y", plot.top / whole.height), ("w", plot.width / whole.width), ("h", plot.height / whole.height))  # fmt: skip
    for name, value in parts:
        element = OxmlElement(f"c:{name}")
        element.set("val", value if isinstance(value, str) else f"{value:.5f}")
        manual.append(element)
    area.insert(0, layout)


def label(point: Any, text: str, size: float, position: Any, role: str = "text") -> None:
    """Print our own words at a point."""
    held = point.data_label
    frame = held.text_frame
    frame.text = clean(text)
    letters = frame.paragraphs[0].runs[0].font
    letters.size = Pt(size)
    colour(letters.color, role)
    if position is not None:
        held.position = position
    # A ground of its own keeps it readable where a line passes behind it.
    ground = OxmlElement("c:spPr")
    solid, tone = OxmlElement("a:solidFill"), OxmlElement("a:schemeClr")
    tone.set("val", "bg1")
    solid.append(tone)
    ground.append(solid)
    if role != "background":
        held._dLbl.find(qn("c:tx")).addnext(ground)
    # LibreOffice 7.4 breaks a label that is wider than a fifth of the chart unless it is told not to.
    frame._txBody.find(qn("a:bodyPr")).set("wrap", "none")


def shift_label(point: Any, shift: tuple[float, float], whole: Box) -> None:
    """Move the words of a point from where they would stand, by points to the right and down."""
    layout, manual = OxmlElement("c:layout"), OxmlElement("c:manualLayout")
    layout.append(manual)
    for name, part in (("x", shift[0] / whole.width), ("y", shift[1] / whole.height)):
        element = OxmlElement(f"c:{name}")
        element.set("val", f"{part:.5f}")
        manual.append(element)
    point.data_label._dLbl.find(qn("c:idx")).addnext(layout)


def see_through(made: Any) -> None:
    """Leave a chart without a ground of its own: what a program would fill it with is for the program to say."""
    space = made._chartSpace
    for holder, before in ((space, ("c:txPr", "c:externalData")), (space.chart.plotArea, ("c:extLst",))):
        ground = OxmlElement("c:spPr")
        ground.append(OxmlElement("a:noFill"))
        line = OxmlElement("a:ln")
        line.append(OxmlElement("a:noFill"))
        ground.append(line)
        holder.insert_element_before(ground, *before)


def total_over(made: Any, place: int) -> None:
    """Take a series out of the columns and make it a line that is not drawn: its words stand on top of them.

    Args:
        made: the chart of python-pptx.
        place: of the series, the last one; the legend does not name it.
    """
    columns = made._chartSpace.chart.plotArea.find(qn("c:barChart"))
    series = columns.findall(qn("c:ser"))[place]
    for of_columns in series.findall(qn("c:invertIfNegative")):
        series.remove(of_columns)
    line = OxmlElement("c:lineChart")
    for name, value in (("grouping", "standard"), ("varyColors", "0")):
        line.append(_valued(name, value))
    line.append(series)
    line.append(_valued("marker", "1"))
    for axis in columns.findall(qn("c:axId")):
        line.append(_valued("axId", axis.get("val")))
    columns.addnext(line)
    total = made.plots[1].series[0]
    total.smooth = False
    total.format.line.fill.background()
    total.marker.style = XL_MARKER_STYLE.NONE
    if made.has_legend:
        entry = OxmlElement("c:legendEntry")
        entry.append(_valued("idx", str(place)))
        entry.append(_valued("delete", "1"))
        made.legend._element.find(qn("c:legendPos")).addnext(entry)


def number_axes(made: Any) -> None:
    """Number the axes of a chart from 1: python-pptx 1.0.2 gives them numbers below zero, which the schema knows none of."""
    numbers: dict[str, str] = {}
    for element in made._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        element.set("val", numbers.setdefault(element.get("val"), str(len(numbers) + 1)))


def _valued(name: str, value: str) -> Any:
    element = OxmlElement(f"c:{name}")
    element.set("val", value)
    return element


def level_words(axis: Any, *, broken: bool = True) -> None:
    """Keep the words of an axis level where a program would turn them.

    Args:
        axis: of python-pptx, its letters set already.
        broken: whether words that are too wide are broken into lines. If not some are left out; LibreOffice 7.4 does that
            at every angle but nought, so they are turned by less than anybody sees.
    """
    body = axis._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}")
    body.set("rot", "0" if broken else "1")
    body.set("vert", "horz")
