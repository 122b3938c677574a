"""The cells of a workbook: texts that nothing runs, numbers with the format of their unit, dates that sort."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.theme import theme
from exports.briefing import Column
from exports.workbook.printing import ROW
from i18n import Language

LOOK = theme("light")
LINE = 13.5  # points of a line
LONGEST = 32_767  # characters of a cell
_TALLEST = 409.0  # points of a row, the most that a program shows
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")  # no XML may hold these
DISTANCE = "distance"  # points that are printed without a sign, such as what a share lacks
_FORMATS = {
    "share": "0.00%", "target": "0.00%", "points": "+0.00;-0.00;0.00", DISTANCE: "0.00", "people": "#,##0",
    "rupiah": '"Rp"#,##0', "count": "#,##0",
    "score": "0.00",
}  # fmt: skip
HEAD: dict[str, Any] = {
    "bold": True, "text_wrap": True, "bottom": 1, "bottom_color": LOOK.outline, "bg_color": LOOK.scale[0],
}  # fmt: skip
TITLE: dict[str, Any] = {"bold": True, "font_size": 14, "font_color": LOOK.focus}
_HATCHED = {"pattern": 14, "fg_color": LOOK.rest, "bg_color": LOOK.background}
_LOCALE = {"id": "[$-421]", "en": "[$-409]"}  # of months everywhere, of separators where a program heeds it
_ROUNDS = 0.005  # points that are printed as none, and so without a sign


@dataclass
class Pen:
    """Writes cells; a format is made once for all sheets."""

    book: Workbook
    say: Language
    heights: dict[str, dict[int, float]] = field(default_factory=dict)
    """Of the rows of every sheet, in points."""
    _made: dict[str, Format] = field(default_factory=dict)

    def tall(self, sheet: Worksheet, row: int, points: float) -> None:
        """Set the height of a row, and keep it: how a sheet is printed follows from how high it is."""
        points = max(points, ROW)
        sheet.set_row(row, points)
        self.heights.setdefault(sheet.name, {})[row] = points

    def format(self, **properties: Any) -> Format:
        """Give a format with these properties of XlsxWriter, over those of all cells."""
        key = repr(sorted(properties.items()))
        if key not in self._made:
            plain = {"font_name": "Arial", "font_size": 10, "font_color": LOOK.text, "valign": "top"}
            self._made[key] = self.book.add_format(plain | properties)
        return self._made[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text; it stays one whatever it begins with, also when a reader edits it."""
        words = clean(text)
        if not words:
            sheet.write_blank(row, column, None, self.format(**properties))
            return
        quoted = {"quote_prefix": True} if words.startswith(_FORMULA) else {}
        sheet.write_string(row, column, words, self.format(**({"align": "left"} | properties | quoted)))

    def number(self, sheet: Worksheet, row: int, column: int, value: float, unit: Column, **properties: Any) -> None:
        """Write a number in the format of its column; points are written as points, not as shares."""
        shown = value * 100 if unit.unit in ("points", DISTANCE) else value
        sheet.write_number(row, column, shown, self.format(num_format=self.printed_as(shown, unit), **properties))

    def formula(
        self, sheet: Worksheet, row: int, column: int, formula: str, value: float, unit: Column, **properties: Any
    ) -> None:  # fmt: skip
        """Write a formula of ours with the number that it gives, for programs that compute nothing."""
        shown = value * 100 if unit.unit in ("points", DISTANCE) else value
        look = self.format(num_format=self.printed_as(shown, unit), **properties)
        sheet.write_formula(row, column, formula, look, shown)

    def printed_as(self, shown: float, unit: Column) -> str:
        """Give the format of a number: nothing has no sign."""
        plain = unit.unit == "points" and abs(shown) < _ROUNDS
        return _LOCALE[self.say.code] + ("0.00;0.00;0.00" if plain else _FORMATS[unit.unit])

    def month(self, sheet: Worksheet, row: int, column: int, month: str, **properties: Any) -> None:
        """Write a month as the first day of it, so that it sorts; a bare year, whose month is not stated, as a text."""
        if len(month) == 4:
            self.text(sheet, row, column, month, **properties)
            return
        day = datetime.strptime(month, "%Y-%m")  # noqa: DTZ007 - a cell has no zone
        look = self.format(num_format=f"{_LOCALE[self.say.code]}mmm yyyy", align="left", **properties)
        sheet.write_datetime(row, column, day, look)

    def paragraph(
        self, sheet: Worksheet, row: int, text: str, widths: list[float], left: int = 0, **properties: Any
    ) -> None:
        """Write a text over as many columns as there are widths, from ``left`` on, as high as it needs."""
        self.tall(sheet, row, height(clean(text), sum(widths), float(properties.get("font_size", 10))))
        if len(widths) > 1:
            sheet.merge_range(row, left, row, left + len(widths) - 1, "", self.format(text_wrap=True, **properties))
        self.text(sheet, row, left, text, text_wrap=True, **properties)

    def leap(self, sheet: Worksheet, row: int, column: int, name: str, text: str) -> None:
        """Write the way to another sheet of the workbook."""
        look = self.format(font_color=LOOK.focus, underline=1)
        sheet.write_url(row, column, f"internal:{quote_sheetname(name)}!A1", look, text)


def lay_out(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the columns of a sheet."""
    for place, wide in enumerate(widths):
        sheet.set_column(place, place, wide)
    sheet.hide_gridlines(2)


def row_look(*, example: bool, chosen: bool) -> dict[str, Any]:
    """Give how the cells of a row look: hatched where they are of the demonstration set, bold the region itself."""
    look: dict[str, Any] = {"bottom": 4, "bottom_color": LOOK.grid}
    return look | ({"bold": True} if chosen else {}) | (_HATCHED if example else {})


def clean(text: str) -> str:
    """Give a text as a cell can hold it: characters that no XML may hold become a sign, and the end of a novel goes."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST]


def height(text: str, across: float, size: float = 10) -> float:
    """Give the height in points that a text needs over a width in characters: LibreOffice does not make room by itself."""
    # A letter is on average narrower than the digit that widths are counted in; a little room is left.
    room = max(int(across * 10 / size * 1.08), 8)
    lines = sum(max(len(textwrap.wrap(line, room)), 1) for line in text.split("\n"))
    return min(lines * LINE * size / 10, _TALLEST)


def tallest(cells: Iterable[tuple[str, float]]) -> float:
    """Give the height of a row from its texts and the widths of their columns."""
    return max((height(text, across) for text, across in cells), default=LINE)
