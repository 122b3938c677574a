"""Reads a .csv file: how it is encoded and what divides its columns is decided from the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from data.loading.headings import LEADING_ROWS
from data.loading.layouts import fit
from data.loading.model import Limits, Refused, Sheet
from data.loading.wording import grouped
from i18n import mark, told

_DELIMITERS = (",", ";", "\t")
# What UTF-8 writes for one letter. In a file that is not UTF-8 as a whole it shows that two encodings are mixed.
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_AS_UTF8 = mark("Save it again as CSV UTF-8.")
_IS_TEXT = mark("is text in UTF-8 or Windows-1252")


def read_csv(content: bytes, limits: Limits) -> Sheet:
    """Read a file of separated values as one sheet without a name.

    Args:
        content: the file.
        limits: what it may be at most.

    Raises:
        Refused: when it is no text, not well-formed, or too large.
    """
    text = _decoded(content)
    try:
        rows = _rows(text, _delimiter(text, limits), limits)
    except csv.Error as error:
        remedy = mark("Close every quoted cell and save the file again.")
        raise Refused(str(error), mark("is well-formed CSV"), remedy) from error
    lengths = [len(row) for row in rows]
    width = max(lengths, default=0)
    if width * len(rows) > limits.cells:
        found = told("{count} cells", count=grouped(width * len(rows)))
        rule = told("has at most {count} cells", count=grouped(limits.cells))
        raise Refused(found, rule, mark("Split the file."))
    return Sheet(None, [row + [""] * (width - len(row)) for row in rows], lengths=lengths)


def is_cut_off(content: bytes) -> bool:
    """Say whether a file ends within a line: its last number may have lost digits."""
    return not content.endswith((b"\n", b"\r"))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise Refused(told("another encoding"), _IS_TEXT, _AS_UTF8)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        if _UTF8_LETTER.search(content):
            found = told("UTF-8 and another encoding, first in line {row}", row=row)
            raise Refused(found, mark("has one encoding"), _AS_UTF8) from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        found = told("byte {byte} in line {row}", byte=f"{content[error.start]:#04x}", row=row)
        raise Refused(found, _IS_TEXT, _AS_UTF8) from error


def _delimiter(text: str, limits: Limits) -> str:
    """Give what divides the columns: that by which the first rows fit the headings best, then make most columns."""
    scores = []
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(_reader(text, delimiter), LEADING_ROWS + 2))
        except csv.Error:
            rows = []
        # No more cells than a row may have: each is compared with every heading, and a row may have millions.
        scores.append((fit([row[: limits.columns] for row in rows]), max(map(len, rows), default=0)))
    return _DELIMITERS[scores.index(max(scores))]


def _rows(text: str, delimiter: str, limits: Limits) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _reader(text, delimiter):
        if len(row) > limits.columns:
            found = told("{count} columns in row {row}", count=grouped(len(row)), row=len(rows) + 1)
            rule = told("has at most {count} columns", count=grouped(limits.columns))
            raise Refused(found, rule, mark("Remove the empty columns."))
        if len(rows) >= limits.rows:
            rule = told("has at most {count} rows", count=grouped(limits.rows))
            raise Refused(told("more rows"), rule, mark("Split the file, for example by year."))
        rows.append(row)
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
