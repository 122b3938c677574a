"""What passes between the steps of reading an office's file: settings, sheets as found, columns, and typed rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.office import OfficeTable
from data.problem import Problem

Objects = npt.NDArray[Any]  # of objects
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_WIB = timezone(timedelta(hours=7))  # the office's day, wherever the machine stands


@dataclass(frozen=True)
class Limits:
    """What a file may be at most, so that no file can take the machine's memory or time.

    Args:
        file_bytes: bytes of the file as sent.
        unpacked_bytes: bytes of a workbook or parquet file once unpacked.
        ratio: how many times larger a part of a workbook may be once unpacked.
        members: parts of a workbook.
        sheets: sheets of a workbook.
        rows: rows of a sheet, counted to the last one with a cell, even if that is empty.
        columns: columns of a sheet, counted in the same way.
        cells: rows times columns of a sheet.
        text: characters of a cell.
        problems: problems listed at once; a last one says how many more there are.
    """

    file_bytes: int = 30_000_000
    unpacked_bytes: int = 400_000_000
    ratio: int = 200
    members: int = 2_000
    sheets: int = 40
    rows: int = 500_000
    columns: int = 200
    cells: int = 10_000_000
    text: int = 2_000
    problems: int = 1_000


def _today() -> date:
    return datetime.now(_WIB).date()


@dataclass(frozen=True)
class Reading:
    """How a file is to be read where it does not say so itself.

    Args:
        codes: whose region codes it uses, ``kemendagri`` or ``bps``; None infers it from each whole column.
        base: base of the workforce in a layout that does not name it: ``ucj``, ``bps`` or ``potential``.
        limits: what the file may be at most.
        today: day of reading; a month after its month is in the future.
    """

    codes: str | None = None
    base: str | None = None
    limits: Limits = field(default_factory=Limits)
    today: date = field(default_factory=_today)


@dataclass(frozen=True)
class Read:
    """What a file holds, or why it is refused.

    Args:
        tables: rows by office table, with its fields, ``delete``, ``source_sheet`` and ``source_row`` (header = 1);
            only tables with rows, and none at all when there is an error.
        problems: errors, and warnings (``is_warning``), which do not keep the file from being loaded.
        layouts: how each sheet that was read is laid out: ``template``, ``kemnaker`` or ``wide``.
        headings: of each table read, the heading of each field as the file has it.
        regions: codes of every region that its rows name, also where there is an error.
    """

    tables: dict[str, pd.DataFrame]
    problems: list[Problem]
    layouts: list[str]
    headings: dict[str, dict[str, str]] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()


class Refused(Exception):
    """The whole file, or a whole sheet, cannot be read: what was found, the rule and the remedy."""

    def __init__(self, found: str | None, rule: str, remedy: str, sheet: str | None = None) -> None:
        """Keep the parts of the problem."""
        super().__init__(rule)
        self.found, self.rule, self.remedy, self.sheet = found, rule, remedy, sheet


@dataclass(frozen=True)
class Fault:
    """Why a cell cannot be read: the rule it breaks and what to do."""

    rule: str
    remedy: str


@dataclass(frozen=True)
class Hidden:
    """What a workbook does not show: the whole sheet, rows by number, columns by position."""

    sheet: bool = False
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A sheet as found, before anything in it is understood.

    Args:
        name: of the sheet; None for files without sheets.
        rows: every row from the first, all equally long; empty cells are None or an empty text.
        marked: cells that hold no value of their own, by row number and position of the column: why.
        lengths: cells that each row has in the file, where rows may be of different length.
        hidden: what of it the workbook does not show.
    """

    name: str | None
    rows: list[list[Any]]
    marked: dict[tuple[int, int], tuple[str, Fault]] = field(default_factory=dict)
    lengths: list[int] | None = None
    hidden: Hidden = field(default_factory=Hidden)


@dataclass
class Column:
    """The cells of one column below the header.

    Args:
        heading: as it stands in the file.
        values: one a row: None where empty, texts without spaces around them, numbers, dates.
        refused: cells that a problem has been reported of; nothing more is said of them.
        kinds: what the values are, so that a column of numbers is not looked through for texts.
    """

    heading: str
    values: Objects
    refused: Mask
    kinds: frozenset[type]

    def only(self, which: Mask) -> Column:
        """Give the column with some of its cells."""
        return Column(self.heading, self.values[which], self.refused[which], self.kinds)


@dataclass(frozen=True)
class Part:
    """Typed rows of one table from one place of the file.

    Args:
        table: the office table.
        sheet: where the rows stand.
        frame: fields of the table, ``delete``, ``source_sheet``, ``source_row``.
        columns: the columns that it was read from, by field, row for row.
    """

    table: OfficeTable
    sheet: str | None
    frame: pd.DataFrame
    columns: dict[str, Column]

    def heading(self, name: str) -> str:
        """Give the heading of a field in the file, or the one it would have."""
        return self.columns[name].heading if name in self.columns else self.table.by_name[name].heading_id

    def refused(self, name: str) -> Mask:
        """Say in which rows the cell of a field could not be read."""
        return self.columns[name].refused if name in self.columns else np.zeros(len(self.frame), dtype=bool)
