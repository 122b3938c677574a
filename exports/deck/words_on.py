"""Words on a slide: a box of paragraphs, each with its size and role, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Length, Pt

from exports.deck.colours import colour

# What XML 1.0 cannot hold, and line breaks of other systems.
_UNHEARD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGES = {"id": MSO_LANGUAGE_ID.INDONESIAN, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
_ALIGN = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def placed(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as python-pptx has them."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)

    @property
    def room(self) -> tuple[float, float]:
        """Width and height."""
        return self.width, self.height

    def below(self, taken: float) -> Box:
        """Give what is left below a strip of a height."""
        return Box(self.left, self.top + taken, self.width, self.height - taken)


@dataclass(frozen=True)
class Run:
    """Words of one look."""

    text: str
    size: float
    role: str = "text"
    bold: bool = False
    link: str = ""


def clean(text: str) -> str:
    """Leave out what a file of a presentation cannot hold; everything else stays as it is."""
    return _UNHEARD.sub("", text)


def write(frame: Any, paragraphs: list[list[Run]], lang: str, *, align: str = "left", anchor: str = "top",
          inset: float = 0.0) -> None:  # fmt: skip
    """Write paragraphs into the text frame of a shape, in place of what it holds."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = _ANCHOR[anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(inset)
    frame.clear()
    for place, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        for run in runs:
            _run(paragraph, run, lang)


def text_box(slide: Any, box: Box, paragraphs: list[list[Run]], lang: str, *, name: str, align: str = "left",
             anchor: str = "top") -> Any:  # fmt: skip
    """Add a box of words to a slide."""
    shape = slide.shapes.add_textbox(*box.placed)
    shape.name = clean(name)
    write(shape.text_frame, paragraphs, lang, align=align, anchor=anchor)
    return shape


def rectangle(slide: Any, box: Box, name: str) -> Any:
    """Add a plain rectangle: nothing of it comes from the theme's style, which would give it a shadow."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.placed)
    shape.name = clean(name)
    style = shape._element.find(qn("p:style"))
    shape._element.remove(style)
    return shape


def describe(shape: Any, alt: str) -> None:
    """Give a shape its text alternative."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(alt))


def _run(paragraph: Any, run: Run, lang: str) -> None:
    made = paragraph.add_run()
    made.text = clean(run.text)
    made.font.size = Pt(run.size)
    made.font.bold = run.bold
    made.font.language_id = _LANGUAGES[lang]
    if run.link:
        made.hyperlink.address = run.link
    else:
        colour(made.font.color, run.role)
