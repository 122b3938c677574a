"""One slide: the finding as its title, the reading below it, numbers, chart or table, the source at its foot."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from exports.briefing.model import Briefing, Chart, Finding, Table
from exports.briefing.notes import notes_of
from exports.deck import fitting
from exports.deck.cards import add_cards
from exports.deck.colours import colour, fill
from exports.deck.master import EDGE, FOOTER, FOOTER_SIZES, TITLE, TITLE_SIZES, WIDE, add_footer, layout_of
from exports.deck.native_charts import add_chart, drawable, least
from exports.deck.tables import add_table, height_of
from exports.deck.tiles import add_tiles
from exports.deck.words_on import Box, Run, clean, rectangle, text_box, write
from i18n import Language

TAG = Box(WIDE - EDGE - 136, 18, 136, 20)
BELOW = 492.0  # where the room of a slide ends
READING = 44.0
LONG_READING = 58.0  # of one that does not fit in its smallest letters; what is left out stands in the notes
MISSING = 16.0
READING_SIZES = (14, 13, 12)
ONE_LINE = (28, 26, 25, 24, 23, 22, 21)  # of a title
AIR = 8.0
CAPTION = 22.0  # of a second table
_SIGN = re.compile("([▲▼✕✓●]) ")


def finding_slide(made: Any, finding: Finding, told: Briefing, say: Language, below: Table | None = None) -> bool:
    """Add the slide of a finding: its chart, or its first table where it has none.

    Args:
        made: the presentation.
        finding: what is told.
        told: the briefing that it is of.
        say: the reader's language.
        below: a table that goes below the chart if both have room.

    Returns:
        Whether that table stands on the slide.
    """
    example = finding.example if finding.chart_example is None else finding.chart_example
    if example != finding.example:
        below = None  # it stands under a mark of its own
    shown = replace(finding, footer=finding.chart_footer) if finding.chart_footer else finding
    slide = _begun(made, shown, finding.title, told, say, example=example)
    room = _read(slide, finding.reading, say)
    if finding.figures:
        room = room.below(add_cards(slide, room, finding.figures, say) + AIR)
    if finding.missing:
        high = fitting.height(finding.missing, room.width, MISSING)
        text_box(slide, Box(room.left, room.top, room.width, high), [[Run(finding.missing, MISSING, "muted")]], say.code,
                 name=say("No figure yet"))  # fmt: skip
        if finding.tables:
            add_table(slide, room.below(high + 2 * AIR), finding.tables[0], say)
    elif isinstance(finding.chart, Chart):
        return _chart(slide, room, drawable(finding.chart), finding, below, say, example=example)
    elif finding.chart is not None:
        add_tiles(slide, room, finding.chart, say)
    elif finding.tables:
        return _tables(slide, room, finding.tables[0], below, say)
    return False


def _tables(slide: Any, room: Box, first: Table, below: Table | None, say: Language) -> bool:
    """Add a table, and another with its name below it if both are whole there."""
    high = height_of(first, room.width, say) + AIR
    least_below = 0.0 if below is None else height_of(below, room.width, say)
    if below is None or high + CAPTION + least_below > room.height:
        add_table(slide, room, first, say)
        return False
    add_table(slide, Box(room.left, room.top, room.width, high), first, say)
    named = Box(room.left, room.top + high, room.width, CAPTION)
    text_box(slide, named, [[Run(below.title, 12, "muted", bold=True)]], say.code, name="–")
    # No larger letters than in the table above.
    add_table(slide, Box(room.left, room.top + high + CAPTION, room.width, least_below), below, say)
    return True


def _chart(slide: Any, room: Box, chart: Chart, finding: Finding, below: Table | None, say: Language, *,
           example: bool) -> bool:  # fmt: skip
    taken = 0.0 if below is None else height_of(below, room.width, say) + 2 * AIR
    fits = 0 < taken <= room.height - least(chart)
    place = Box(room.left, room.top, room.width, room.height - taken) if fits else room
    add_chart(slide, place, chart, say, alt=finding.alt, example=example)
    if fits and below is not None:
        add_table(slide, room.below(place.height + AIR), below, say)
    return fits


def table_slide(made: Any, finding: Finding, table: Table, told: Briefing, say: Language) -> None:
    """Add a slide of a table behind a finding that has a slide already."""
    title = table.says or say("{title} (continued)", title=finding.title)
    slide = _begun(made, finding, title, told, say, example=finding.example)
    room = _read(slide, table.title, say)
    add_table(slide, room, table, say)


def cover_slide(made: Any, finding: Finding, told: Briefing, say: Language) -> None:
    """Add the cover: the region, and what the briefing is about."""
    slide = made.slides.add_slide(layout_of(made, "Cover"))
    _bar(slide, Box(0, 0, WIDE, 14), example=told.example)
    fill(rectangle(slide, Box(48, 150, 8, 260), "–").fill, "focus")
    if told.example:
        _tag(slide, say)
    title, under = slide.shapes.title, slide.placeholders[1]
    wide, high = 816.0, 130.0
    size = fitting.largest(finding.title, (wide, high), (48, 40, 36, 32, 28, 24, 20, 16), bold=True)
    heading = say("Coverage of employment social security")
    write(title.text_frame, [[Run(clean(finding.title), size, "focus", bold=True)]], say.code, anchor="bottom")
    lines = [heading, *finding.reading.split("\n")]
    if told.example:
        lines.append(say("Slides marked DEMO hold generated figures; none of them may be quoted."))
    write(under.text_frame, [[Run(line, 20 if place == 0 else 16, "text" if place == 0 else "muted")]
                             for place, line in enumerate(lines)], say.code)  # fmt: skip
    _foot(slide, finding, told, say)


def _begun(made: Any, finding: Finding, title: str, told: Briefing, say: Language, *, example: bool) -> Any:
    slide = made.slides.add_slide(layout_of(made, "Finding"))
    _bar(slide, Box(0, 0, WIDE, 6), example=example)
    if example:
        _tag(slide, say)
    room = (TITLE.width - (TAG.width + 10 if example else 0), TITLE.height)
    size = _title_size(title, room)
    wide = fitting.balanced(title, room[0], size, bold=True)
    heading = slide.shapes.title
    if wide < TITLE.width:
        heading.left, heading.top, heading.width, heading.height = Box(TITLE.left, TITLE.top, wide, TITLE.height).placed
    write(heading.text_frame, [[Run(title, size, "focus", bold=True)]], say.code, anchor="middle")
    _foot(slide, finding, told, say)
    return slide


def _title_size(title: str, room: tuple[float, float]) -> float:
    """The size of a title: a little smaller where that spares it a second line."""
    wide, _ = room
    return next((size for size in ONE_LINE if fitting.width(title, size, bold=True) <= wide),
                fitting.largest(title, room, TITLE_SIZES, bold=True))  # fmt: skip


def _read(slide: Any, text: str, say: Language) -> Box:
    """Put the reading below the title, and give the room that is left."""
    room = Box(EDGE, TITLE.top + TITLE.height + 2, WIDE - 2 * EDGE, BELOW - TITLE.top - TITLE.height - 2)
    if not text:
        return room.below(AIR)
    text = _SIGN.sub("\\1\N{NO-BREAK SPACE}", text)  # a sign stays with its word
    size = fitting.largest(text, (room.width, READING), READING_SIZES)
    shown = fitting.whole_sentences(text, (room.width, LONG_READING), size)
    taken = fitting.height(shown, room.width, size)
    text_box(slide, Box(room.left, room.top, room.width, taken), [[Run(line, size)] for line in shown.split("\n")],
             say.code, name=say("Reading"))  # fmt: skip
    return room.below(taken + AIR)


def _foot(slide: Any, finding: Finding, told: Briefing, say: Language) -> None:
    size = fitting.largest(finding.footer, FOOTER.room, FOOTER_SIZES)
    add_footer(slide, fitting.cut(finding.footer, FOOTER.room, size), say.code, size)
    slide.notes_slide.notes_text_frame.text = clean(notes_of(finding, told, say))


def _bar(slide: Any, box: Box, *, example: bool) -> None:
    """The strip along the upper edge: plain, or hatched where figures are of the demonstration set."""
    shape = rectangle(slide, box, "–")
    fill(shape.fill, "caution" if example else "focus", hatched=example)
    shape.line.fill.background()


def _tag(slide: Any, say: Language) -> None:
    shape = rectangle(slide, TAG, "CONTOH")
    fill(shape.fill, "background")
    colour(shape.line.color, "caution")
    # In the word that every reader of an Indonesian office knows, whatever the language of the deck.
    text = "CONTOH" if say.code == "id" else f"CONTOH ({say('DEMO')})"
    write(shape.text_frame, [[Run(text, 12, "worse", bold=True)]], say.code, align="centre", anchor="middle")
