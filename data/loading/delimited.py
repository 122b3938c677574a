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

_DELIMITERS = (",", ";", "\t")
# What UTF-8 writes for one letter. In a file that is not UTF-8 as a whole it shows that two encodings are mixed.
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_AS_UTF8 = "Save it again as CSV UTF-8."


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
        rows = _rows(text, _delimiter(text), limits)
    except csv.Error as error:
        raise Refused(str(error), "is well-formed CSV", "Close every quoted cell and save the file again.") from error
    lengths = [len(row) for row in rows]
    width = max(lengths, default=0)
    if width * len(rows) > limits.cells:
        raise Refused(f"{width * len(rows):,} cells", f"has at most {limits.cells:,} cells", "Split the file.")
    return Sheet(None, [row + [""] * (width - len(row)) for row in rows], lengths=lengths)


def is_cut_off(content: bytes) -> bool:
    """Say whether a file ends within a line: its last number may have lost digits."""
    return not content.endswith((b"\n", b"\r"))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise Refused("another encoding", "is text in UTF-8 or Windows-1252", _AS_UTF8)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        if _UTF8_LETTER.search(content):
            found = f"UTF-8 and another encoding, first in line {row}"
            raise Refused(found, "has one encoding", _AS_UTF8) from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        found = f"byte {content[error.start]:#04x} in line {row}"
        raise Refused(found, "is text in UTF-8 or Windows-1252", _AS_UTF8) from error


def _delimiter(text: str) -> str:
    """Give what divides the columns: that by which the first rows fit the headings best, then make most columns."""
    scores = []
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(_reader(text, delimiter), LEADING_ROWS + 2))
        except csv.Error:
            rows = []
        scores.append((fit(rows), max(map(len, rows), default=0)))
    return _DELIMITERS[scores.index(max(scores))]


def _rows(text: str, delimiter: str, limits: Limits) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _reader(text, delimiter):
        if len(row) > limits.columns:
            found = f"{len(row):,} columns in row {len(rows) + 1}"
            raise Refused(found, f"has at most {limits.columns:,} columns", "Remove the empty columns.")
        if len(rows) >= limits.rows:
            raise Refused("more rows", f"has at most {limits.rows:,} rows", "Split the file, for example by year.")
        rows.append(row)
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
