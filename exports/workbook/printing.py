"""How a sheet is printed: A4, never wider than a page, its header on every page, no page with a few lines alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

ROW = 15.0  # points of a row that was given no height
READABLE = 205.0  # characters over the width of a page, in letters of about 7 points
LEAST = 15.0  # characters that a column of texts keeps
_A4 = 9
_CHARACTER, _PADDING = 5.25, 3.75  # points of a character of a column's width, and of its margins
_INCH = 72.0
_SIDE, _TOP, _BOTTOM = 0.45, 0.55, 0.65  # inches of the margins
_SHORT, _LONG = 8.27, 11.69  # inches of A4
_FEW = 0.35  # of a page: what is less does not get one of its own
_SMALLEST = 0.5  # of the size of the letters on the screen
_NAMED = 90  # characters of the title at the foot
_FLAG = '&R&"Arial,Bold"&9&KB4480F'


def narrowed(widths: Sequence[float], texts: Sequence[bool]) -> list[float]:
    """Give widths that can be read on a page: the widest texts go over more lines, numbers keep their room."""
    held = list(widths)
    while sum(held) > READABLE:
        places = [place for place, is_text in enumerate(texts) if is_text and held[place] > LEAST]
        if not places:
            break
        widest = max(places, key=lambda place: held[place])
        held[widest] = max(held[widest] - 1, LEAST)
    return held


def set_pages(
    sheet: Worksheet, widths: Sequence[float], heights: Mapping[int, float], rows: int, *, header: int | None = None,
    drawn: bool = False, title: str = "", flag: str = "",
) -> None:  # fmt: skip
    """Say how a sheet is printed.

    Args:
        sheet: with everything written.
        widths: of its columns, in characters.
        heights: of its rows, counted from 0, in points, where they were set.
        rows: that it has.
        header: the row that every page repeats, or None.
        drawn: whether a chart or map lies on it: then it is printed across.
        title: at the foot of every page, what the workbook is of.
        flag: at the head of every page, where figures of the demonstration set stand on the sheet.
    """
    wide = sum(width * _CHARACTER + _PADDING for width in widths)
    tall = sum(heights.get(row, ROW) for row in range(rows))
    repeated = heights.get(header, ROW) if header is not None else 0.0
    pages = _pages(wide, tall, repeated, across=True)
    upright = _pages(wide, tall, repeated, across=False)
    sheet.set_paper(_A4)
    sheet.set_margins(_SIDE, _SIDE, _TOP, _BOTTOM)
    # A long and narrow table has more rows on a page that stands.
    if not drawn and pages > 1 and upright <= pages and _scale(wide, across=False) > _scale(wide, across=True) * 0.8:
        sheet.set_portrait()
        pages = upright
    else:
        sheet.set_landscape()
    sheet.fit_to_pages(1, pages)
    if header is not None:
        sheet.repeat_rows(header)
    sheet.set_footer(f"&L&8&A&C&8{title[:_NAMED].replace('&', '&&')}&R&8&P / &N")
    if flag:
        sheet.set_header(_FLAG + flag)


def _scale(wide: float, *, across: bool) -> float:
    return min(((_LONG if across else _SHORT) - 2 * _SIDE) * _INCH / wide, 1.0)


def _pages(wide: float, tall: float, repeated: float, *, across: bool) -> int:
    """Give the pages that a sheet takes in its width, one less where the last would hold a few lines alone."""
    scale = _scale(wide, across=across)
    room = ((_SHORT if across else _LONG) - _TOP - _BOTTOM) * _INCH / scale
    if tall <= room:
        return 1
    needed = (tall - repeated) / (room - repeated)
    whole = math.floor(needed)
    fits = scale * whole / needed >= _SMALLEST
    return whole if needed - whole < _FEW and fits else whole + 1
