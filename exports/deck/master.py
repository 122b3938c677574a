"""The master of the deck: wide slides, the product's theme, one layout for the cover and one for a finding.

A presenter who adds a slide gets the same title, footer and colours.
"""

from __future__ import annotations

import copy
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from exports.deck.colours import themed
from exports.deck.words_on import Box, Run, write

WIDE, HIGH = 960.0, 540.0  # of a slide, points
EDGE = 36.0
TITLE = Box(EDGE, 20, WIDE - 2 * EDGE, 62)
BODY = Box(EDGE, 140, WIDE - 2 * EDGE, 350)
FOOTER = Box(EDGE, 502, 820, 28)
NUMBER = Box(WIDE - EDGE - 48, 502, 48, 28)
TITLE_SIZES = (28, 26, 24, 22, 20, 18, 16, 14, 12, 10)
FOOTER_SIZES = (10, 9, 8)
_KEPT = {"Title Slide": "Cover", "Title Only": "Finding"}


def blank() -> Any:
    """Give a presentation without slides, in the product's looks."""
    made = Presentation()
    made.slide_width, made.slide_height = Pt(WIDE), Pt(HIGH)
    made.part._element.find(qn("p:sldSz")).attrib.pop("type", None)  # of the template's narrow slides
    for layout in list(made.slide_layouts):
        if layout.name in _KEPT:
            layout.name = _KEPT[layout.name]
        else:
            made.slide_layouts.remove(layout)
    master = made.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = themed(theme.blob.decode()).encode()
    _styled(master)
    for layout in made.slide_layouts:
        _inheriting(layout, keep_title=layout.name == "Cover")
    return made


def layout_of(made: Any, name: str) -> Any:
    """Give a layout by its name."""
    return next(layout for layout in made.slide_layouts if layout.name == name)


def add_footer(slide: Any, text: str, lang: str, size: float) -> None:
    """Put footer and slide number onto a slide: python-pptx 1.0.2 leaves both on the layout, where they are not shown."""
    for place in slide.slide_layout.placeholders:
        kind = place.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            continue
        element = copy.deepcopy(place._element)
        element.nvSpPr.cNvPr.set("id", str(max(int(one) for one in slide.shapes._spTree.xpath("//@id")) + 1))
        slide.shapes._spTree.append(element)
        if kind == PP_PLACEHOLDER.FOOTER:
            held = next(one for one in slide.placeholders if one._element is element)
            write(held.text_frame, [[Run(text, size, "muted")]], lang, anchor="middle")


def _styled(master: Any) -> None:
    places = {place.placeholder_format.type: place for place in master.placeholders}
    for kind, box in ((PP_PLACEHOLDER.TITLE, TITLE), (PP_PLACEHOLDER.BODY, BODY), (PP_PLACEHOLDER.FOOTER, FOOTER),
                      (PP_PLACEHOLDER.SLIDE_NUMBER, NUMBER)):  # fmt: skip
        place = places[kind]
        place.left, place.top, place.width, place.height = box.placed
    date = places[PP_PLACEHOLDER.DATE]._element
    date.getparent().remove(date)
    body = places[PP_PLACEHOLDER.TITLE]._element.txBody.find(qn("a:bodyPr"))
    for name, value in (("lIns", "0"), ("rIns", "0"), ("tIns", "0"), ("bIns", "0"), ("anchor", "t")):
        body.set(name, value)
    for child in list(body):
        body.remove(child)
    style = master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", "2600")
    letters.set("b", "1")
    letters.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}").set("val", "accent1")
    for kind, align in ((PP_PLACEHOLDER.FOOTER, "l"), (PP_PLACEHOLDER.SLIDE_NUMBER, "r")):
        held = places[kind]._element.txBody
        for name in ("lIns", "rIns"):
            held.find(qn("a:bodyPr")).set(name, "0")
        paragraph = held.find(f"{qn('a:lstStyle')}/{qn('a:lvl1pPr')}")
        paragraph.set("algn", align)
        letters = paragraph.find(qn("a:defRPr"))
        letters.set("sz", "1000")
        tone = letters.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}")
        tone.set("val", "tx2")
        for child in list(tone):
            tone.remove(child)


def _inheriting(layout: Any, *, keep_title: bool) -> None:
    """Let a layout take its places from the master."""
    for place in list(layout.placeholders):
        kind, element = place.placeholder_format.type, place._element
        if kind == PP_PLACEHOLDER.DATE:
            element.getparent().remove(element)
        elif kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            for child in list(element.spPr):
                element.spPr.remove(child)
    if keep_title:
        for kind, box in ((PP_PLACEHOLDER.CENTER_TITLE, Box(72, 130, WIDE - 144, 130)),
                          (PP_PLACEHOLDER.SUBTITLE, Box(72, 280, WIDE - 144, 150))):  # fmt: skip
            place = next(one for one in layout.placeholders if one.placeholder_format.type == kind)
            place.left, place.top, place.width, place.height = box.placed
