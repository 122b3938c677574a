"""A table of a finding as a native table: columns as wide as their words need, rows cut to what fits the slide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from exports.briefing.model import Cell, Column, Table, printed
from exports.briefing.tables import headed
from exports.deck import fitting
from exports.deck.colours import fill
from exports.deck.words_on import Box, Run, clean, describe, write
from i18n import Language

SIZES = (16, 15, 14, 13, 12)
PAD = 7.0  # beside the words of a cell
OVER = 3.0  # above and below them
WHOLE, MOST_LINES = 9, 3  # of a cell; the second where rows lack room: the rest stands in the workbook
NATURAL = 340.0  # a column of sentences asks for no more at first
NAMES = 240.0  # nor a column of names beside one of sentences
SHORT = 16.0  # ems: a text narrower than this, such as a date or a name, stays on one line
LONGEST = 220.0  # a column of sentences is not widened for a longer word, such as an address
HEAD_LINES = 1.8  # that a heading is to take, if there is room
AIR = 40.0  # that a column gets at most beyond what its words need
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
_WORDS = ("text", "month")
NOTHING = "–"  # where nothing is known


@dataclass(frozen=True)
class _Plan:
    """A table that fits: size of its letters, width of its columns, height of its rows, and how many rows are shown."""

    size: float
    widths: list[float]
    heights: list[float]
    shown: int
    most_lines: int


def height_of(table: Table, wide: float, say: Language) -> float:
    """Give the height of a whole table in letters that can be read from afar, more than any slide has where none are."""
    columns, cells = _shown(table, say)
    plan = _planned(columns, cells, Box(0, 0, wide, float("inf")), SIZES[-1], WHOLE)
    return sum(plan.heights) + 1 if plan is not None else float("inf")


def add_table(slide: Any, box: Box, table: Table, say: Language) -> int:
    """Add a table to a slide.

    Args:
        slide: of python-pptx.
        box: the room it may take.
        table: its brief columns are shown.
        say: the reader's language.

    Returns:
        How many rows were left out; a last row then says so.
    """
    columns, cells = _shown(table, say)
    plan = _fitting(columns, cells, box)
    left_out = len(cells) - plan.shown
    shape = slide.shapes.add_table(plan.shown + 1 + (left_out > 0), len(columns), *box.placed)
    shape.name = clean(table.title)
    describe(shape, table.title)
    made = shape.table
    shape._element.xpath(".//a:tableStyleId")[0].text = _PLAIN
    for place, wide in enumerate(plan.widths):
        made.columns[place].width = Pt(wide)
    for place, texts in enumerate([[column.title for column in columns], *cells[: plan.shown]]):
        made.rows[place].height = Pt(plan.heights[place])
        _row(made, place, texts, columns, plan, say, chosen=table.chosen is not None and place == table.chosen + 1)
    if left_out:
        _rest(made, plan, left_out, len(cells), say)
    shape.height = sum(row.height for row in made.rows)
    shape.width = sum(column.width for column in made.columns)
    return left_out


def _shown(table: Table, say: Language) -> tuple[list[Column], list[list[str]]]:
    """The columns that a slide has room for, and their cells as printed."""
    places = [place for place, column in enumerate(table.columns) if column.brief]
    cells = [[_printed(row[place], table.columns[place], say) for place in places] for row in table.rows]
    return [replace(table.columns[place], title=headed(table.columns[place], say)) for place in places], cells


def _printed(cell: Cell, column: Column, say: Language) -> str:
    return NOTHING if cell is None or cell == "" else clean(printed(cell, column, say))


def _row(made: Any, place: int, texts: list[str], columns: list[Column], plan: _Plan, say: Language, *,
         chosen: bool) -> None:  # fmt: skip
    for across, (text, column) in enumerate(zip(texts, columns, strict=True)):
        cell, head = made.cell(place, across), place == 0
        shown = fitting.cut(text, (plan.widths[across] - 2 * PAD, plan.most_lines * plan.size * fitting.LINE), plan.size,
                            bold=head or chosen)  # fmt: skip
        run = Run(shown, plan.size, "background" if head else "text", bold=head or chosen)
        write(cell.text_frame, [[run]], say.code, align="left" if column.unit in _WORDS else "right")
        _frame(cell, "focus" if head else "pale" if chosen else "background")


def _rest(made: Any, plan: _Plan, left_out: int, total: int, say: Language) -> None:
    place = plan.shown + 1
    made.rows[place].height = Pt(plan.size * fitting.LINE + 2 * OVER)
    first = made.cell(place, 0)
    first.merge(made.cell(place, len(made.columns) - 1))
    text = say(
        "… {count} more of {total}: in full in the workbook", count=say.number(left_out), total=say.number(total)
    )
    write(first.text_frame, [[Run(text, plan.size, "muted")]], say.code)
    for across in range(len(made.columns)):
        _frame(made.cell(place, across), "background")


def _frame(cell: Any, role: str) -> None:
    """Give a cell its margins, its ground and a thin line below."""
    cell.margin_left = cell.margin_right = Pt(PAD)
    cell.margin_top = cell.margin_bottom = Pt(OVER)
    fill(cell.fill, role)
    own = cell._tc.get_or_add_tcPr()
    line = OxmlElement("a:lnB")
    line.set("w", "6350")
    solid, tone = OxmlElement("a:solidFill"), OxmlElement("a:schemeClr")
    tone.set("val", "accent3")
    solid.append(tone)
    line.append(solid)
    own.insert(0, line)  # the schema has the lines of a cell before its fill


def _fitting(columns: list[Column], cells: list[list[str]], box: Box) -> _Plan:
    """Take the largest letters at which all rows fit; at the smallest show as many as do."""
    roomy = [(size, WHOLE) for size in SIZES]
    plans = (
        _planned(columns, cells, box, size, most) for size, most in [*roomy, *((size, MOST_LINES) for size in SIZES)]
    )
    held = [plan for plan in plans if plan is not None] or [_squeezed(columns, cells, box)]
    whole = next((plan for plan in held if plan.shown == len(cells)), None)
    short = [plan for plan in held if plan.most_lines == MOST_LINES]
    return whole or short[-1]


def _planned(columns: list[Column], cells: list[list[str]], box: Box, size: float, most: int) -> _Plan | None:
    widths = _widths(columns, cells, box.width, size)
    return None if widths is None else _rows(widths, columns, cells, box, size, most)


def _squeezed(columns: list[Column], cells: list[list[str]], box: Box) -> _Plan:
    """Share the width out where even the smallest letters break words: only for words longer than any column."""
    size = SIZES[-1]
    asked = [min(_asked(place, column, cells, size), box.width / 2) for place, column in enumerate(columns)]
    widths = [wide * box.width / sum(asked) for wide in asked]
    return _rows(widths, columns, cells, box, size, MOST_LINES)


def _rows(
    widths: list[float], columns: list[Column], cells: list[list[str]], box: Box, size: float, most: int
) -> _Plan:  # fmt: skip
    head = [column.title for column in columns]
    heights = [_high(texts, widths, size, most, bold=place == 0) for place, texts in enumerate([head, *cells])]
    rest, held, shown = size * fitting.LINE + 2 * OVER, heights[0], 0
    for place, high in enumerate(heights[1:], start=1):
        needed = held + high + (rest if place < len(cells) else 0)
        if needed > box.height:
            break
        held, shown = held + high, place
    return _Plan(size, widths, heights, shown, most)


def _high(texts: list[str], widths: list[float], size: float, most: int, *, bold: bool) -> float:
    taken = max(
        len(fitting.lines(text, wide - 2 * PAD, size, bold=bold)) for text, wide in zip(texts, widths, strict=True)
    )
    return min(taken, most) * size * fitting.LINE + 2 * OVER


def _widths(columns: list[Column], cells: list[list[str]], room: float, size: float) -> list[float] | None:
    """Give each column what its words ask for, columns of sentences what is left; None where a word would be broken."""
    least = [_least(place, column, cells, size) for place, column in enumerate(columns)]
    if sum(least) > room:
        return None
    sentences = any(column.wide for column in columns)
    asked = [
        max(min(_asked(place, column, cells, size), NAMES if sentences and not column.wide else NATURAL), low)
        for place, (column, low) in enumerate(zip(columns, least, strict=True))
    ]
    spare = room - sum(asked)
    if spare >= 0:
        wide = [place for place, column in enumerate(columns) if column.wide]
        if not wide:
            return [one + min(spare / len(asked), AIR) for one in asked]
        return [one + (spare / len(wide) if place in wide else 0) for place, one in enumerate(asked)]
    give = [one - low for one, low in zip(asked, least, strict=True)]
    return [one + spare * part / sum(give) for one, part in zip(asked, give, strict=True)]


def _least(place: int, column: Column, cells: list[list[str]], size: float) -> float:
    """The width below which a word of a column would be broken; a number is never broken at its space."""
    head = fitting.longest_word(column.title, size, bold=True)
    whole = max((fitting.width(row[place], size, bold=True) for row in cells), default=0.0)
    if column.wide or (column.unit == "text" and whole > SHORT * size):
        whole = max((fitting.longest_word(row[place], size, bold=True) for row in cells), default=0.0)
        whole = min(whole, LONGEST) if column.wide else whole
    return max(head, whole) + 2 * PAD + 1


def _asked(place: int, column: Column, cells: list[list[str]], size: float) -> float:
    """The width at which no cell of a column needs a second line; of sentences a fair share."""
    body = max((fitting.width(row[place], size, bold=True) for row in cells), default=0.0)
    head = fitting.width(column.title, size, bold=True) / HEAD_LINES
    natural = max(body, head, fitting.longest_word(column.title, size, bold=True)) + 2 * PAD + 1
    return min(natural, NATURAL) if column.wide or column.unit == "text" else natural
