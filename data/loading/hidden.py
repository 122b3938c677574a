"""Points out figures that stand on hidden sheets, rows and columns: nobody who looked the workbook over has seen them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from data.loading.body import letters
from data.loading.findings import Findings
from data.loading.model import Fault, Hidden, Numbers, Sheet
from i18n import mark, told

_ROW = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?row[\s/>][^>]*")
_COLUMNS = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?col\s[^>]*")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_NUMBER, _FIRST, _LAST = (
    re.compile(rb"\s" + name + rb"""\s*=\s*["']([0-9]{1,9})["']""") for name in (rb"r", rb"min", rb"max")
)
_SPANS = 10_000  # descriptions of columns that are looked at
_NAMED = 12  # rows or columns that are named, runs of them counted as one
_LOOK = mark(
    "Show them and look at them: they are read like all others. Remove what is not meant, or say why it is right."
)


def find_hidden(part: bytes, columns: int) -> Hidden:
    """Find the hidden rows and columns of a sheet.

    Args:
        part: the sheet's XML.
        columns: how many columns a sheet may have; those behind are not looked at.
    """
    if b"hidden" not in part or not _HIDDEN.search(part):  # the first looks through a large sheet in no time
        return Hidden()
    rows, number = set(), 0
    for row in _ROW.finditer(part):
        named = _NUMBER.search(row[0])
        number = int(named[1]) if named else number + 1  # a row that does not say where it is follows the one before
        if _HIDDEN.search(row[0]):
            rows.add(number)
    positions: set[int] = set()
    for span in islice(_COLUMNS.finditer(part), _SPANS):
        first, last = _FIRST.search(span[0]), _LAST.search(span[0])
        if _HIDDEN.search(span[0]) and first and last:
            positions.update(range(int(first[1]) - 1, min(int(last[1]), columns)))
    return Hidden(rows=frozenset(rows), columns=frozenset(positions))


def warn_of_hidden(sheet: Sheet, rows: Numbers, columns: Iterable[int], findings: Findings) -> None:
    """Warn of hidden cells among those that are read.

    Args:
        sheet: the sheet.
        rows: numbers of the rows that are read.
        columns: positions of the columns that are read.
        findings: takes the warnings.
    """
    hidden = sheet.hidden
    found = []
    if hidden.sheet:
        found.append((told("a hidden sheet"), mark("holds no figures on a hidden sheet")))
    elif len(rows):
        below = [int(row) for row in rows if int(row) in hidden.rows] if hidden.rows else []
        beside = sorted(hidden.columns.intersection(columns))
        if below:
            found.append((told("rows {rows}", rows=_runs(below, str)), mark("holds no figures in hidden rows")))
        if beside:
            names = _runs(beside, letters)
            found.append((told("columns {columns}", columns=names), mark("holds no figures in hidden columns")))
    for value, rule in found:
        findings.add(sheet.name, None, None, value, Fault(rule, _LOOK), is_warning=True)


def _runs(numbers: list[int], name: Callable[[int], str]) -> str:
    """Name numbers in ascending order, those that follow each other as one run: 3, 5-9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    named = ["-".join(name(number) for number in run) for run in runs[:_NAMED]]
    return ", ".join([*named, *(["…"] if len(runs) > _NAMED else [])])
