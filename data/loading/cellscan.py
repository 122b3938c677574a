"""Looks through the XML of a sheet, without parsing it, for its size and for cells that hold no value of their own.

The program that reads the cells takes memory for the whole rectangle up to the last cell, so a sheet of two cells, one
of them at the far corner, could take the machine. The rectangle is therefore known before that program sees the sheet.
Where a sheet is written in an unusual way the rectangle is taken too large, never too small.
"""

from __future__ import annotations

import html
import re
import struct
from collections.abc import Iterator
from itertools import islice
from string import ascii_uppercase

import pyarrow as pa
import pyarrow.compute as pc

from data.loading.body import letters
from data.loading.model import Fault, Limits, Refused
from data.loading.wording import grouped
from i18n import mark, told

_HAS_PREFIX = re.compile(rb":(?:row|c|f|v)[\s/>]")
_PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]*):(?:worksheet|sheetData|row|c|f|v)(?=[\s/>])")
_ROW_NUMBER = re.compile(rb"""<row\s[^>]*?\br\s*=\s*["']([0-9]{1,9})["']""")
_PLACE = r"""r\s*=\s*["']"""
_CELL_PLACE = re.compile(_PLACE.encode() + rb"([A-Za-z]{1,9})([0-9]{1,9})")
_CELL = re.compile(rb"<c[\s>/]")
_ROW = re.compile(rb"<row[\s>/]")
_FORMULA = re.compile(rb"<f[\s>/]")
_FORMULA_TEXT = re.compile(rb"<f[^>]*>([^<]*)")
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_ERROR_TEXT = re.compile(rb"<v>([^<]*)")
_LOOKED_AT = 100_000  # bytes at either end of a sheet from which its width is guessed, before that is checked
_MARKED = 10_000  # cells without a value of their own that are told apart
_EMPTY_ROWS = mark("Delete the empty rows and columns beside the data (mark them, then Delete), or split the sheet.")
_VALUES = mark("Copy the cells and paste them as values.")

Marked = dict[tuple[int, int], tuple[str, Fault]]


def scan(part: bytes, sheet: str, limits: Limits) -> Marked:
    """Check the size of a sheet and find the cells that hold a formula or an error instead of a value.

    Args:
        part: the sheet's XML.
        sheet: its name.
        limits: what it may be at most.

    Returns:
        By row number and position of the column: what stands there, and what is wrong with it.

    Raises:
        Refused: when the sheet is too large.
    """
    if _HAS_PREFIX.search(part):
        for prefix in set(_PREFIX.findall(part)):
            part = part.replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")
    cells = part.count(b"<c") - part.count(b"<col") - part.count(b"<cf")
    rows, columns = _extent(part, cells)
    for found, most, what in (
        (rows, limits.rows, told("rows")),
        (columns, limits.columns, told("columns")),
        (max(cells, rows * columns), limits.cells, told("cells up to its last row and column")),
    ):
        if found > most:
            rule = told("has at most {most} {what}", most=grouped(most), what=what)
            raise Refused(told("{count} {what}", count=grouped(found), what=what), rule, _EMPTY_ROWS, sheet)
    return dict(islice([*_formulas(part, sheet), *_errors(part, sheet)], _MARKED))


def _extent(part: bytes, cells: int) -> tuple[int, int]:
    """Give the number of rows and columns up to the last cell, empty ones included."""
    numbers = _ROW_NUMBER.findall(part)
    last_row = max(map(int, numbers), default=0)
    ends = part[:_LOOKED_AT] + part[-_LOOKED_AT:]
    last_column = max((_number(name) for name, _ in _CELL_PLACE.findall(ends)), default=0)
    if _contains(part, rf"{_PLACE}(?:(?:{_later_than(last_column)})[0-9]|[A-Za-z]+(?:{_above(last_row)}))"):
        for name, number in set(_CELL_PLACE.findall(part)):
            last_row, last_column = max(last_row, int(number)), max(last_column, _number(name))
    # Rows and cells that do not say where they are follow the one before.
    if part.count(b'<row r="') < part.count(b"<row") - part.count(b"<rowBreaks"):
        last_row += len(_ROW.findall(part)) - part.count(b'<row r="')
    if part.count(b'<c r="') < cells:
        last_column += max(len(_CELL.findall(row)) for row in part.split(b"</row"))
    return last_row, last_column


def _contains(part: bytes, expression: str) -> bool:
    """Say whether a regular expression is found; arrow's engine takes one pass of any expression over any text."""
    ends = pa.py_buffer(struct.pack("ii", 0, len(part)))
    whole = pa.Array.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(part)])
    return bool(pc.match_substring_regex(whole, expression)[0].as_py())


def _above(number: int) -> str:
    """Give a regular expression for the whole numbers above one."""
    text = str(number)
    forms = [f"[0-9]{{{len(text) + 1},}}"]
    for at, digit in enumerate(text):
        if digit < "9":
            forms.append(f"{text[:at]}[{int(digit) + 1}-9][0-9]{{{len(text) - at - 1}}}")
    return "|".join(forms)


def _later_than(column: int) -> str:
    """Give a regular expression for the columns after one, counted from 1; small letters are taken to be after any."""
    text = letters(column - 1)
    forms = [f"[A-Z]{{{len(text) + 1},}}", "[A-Z]*[a-z]+[A-Za-z]*"]
    for at, letter in enumerate(text):
        if letter < "Z":
            forms.append(f"{text[:at]}[{chr(ord(letter) + 1)}-Z][A-Z]{{{len(text) - at - 1}}}")
    return "|".join(forms)


def _formulas(part: bytes, sheet: str) -> Iterator[tuple[tuple[int, int], tuple[str, Fault]]]:
    for place, name, cell in _cells_with(_FORMULA, part, sheet, told("formulas")):
        text = _FORMULA_TEXT.search(cell)
        fault = Fault(told("is a value, and cell {cell} holds a formula", cell=name), _VALUES)
        yield place, ("=" + _plain(text[1] if text else b""), fault)


def _errors(part: bytes, sheet: str) -> Iterator[tuple[tuple[int, int], tuple[str, Fault]]]:
    if not _contains(part, _ERROR.pattern.decode()):
        return
    for place, name, cell in _cells_with(_ERROR, part, sheet, told("errors of the spreadsheet")):
        text = _ERROR_TEXT.search(cell)
        rule = told("is a value, and cell {cell} holds an error", cell=name)
        fault = Fault(rule, mark("Correct the cell, or leave it empty."))
        yield place, (_plain(text[1] if text else b""), fault)


def _cells_with(
    sign: re.Pattern[bytes], part: bytes, sheet: str, what: str
) -> Iterator[tuple[tuple[int, int], str, bytes]]:
    """Give place, name and XML of the first cells that have a sign."""
    for found in islice(sign.finditer(part), _MARKED):
        start = part.rfind(b"<c", 0, found.start())
        cell = part[start : part.find(b"</c", found.start())]
        place = _CELL_PLACE.search(cell)
        if place is None:
            raise Refused(what, told("holds values only, without {what}", what=what), _VALUES, sheet)
        yield (int(place[2]), _number(place[1]) - 1), (place[1] + place[2]).decode(), cell


def _plain(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))


def _number(name: bytes) -> int:
    """Give the number of a column from its letters: A is 1."""
    number = 0
    for letter in name.decode().upper():
        number = number * 26 + ascii_uppercase.index(letter) + 1
    return number
