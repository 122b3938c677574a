"""Files to frames of text: nothing is guessed, nothing is cast, and every row keeps its number in the file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from data.problem import DataError, Problem
from data.schema import Table

LARGEST_FILE = 50_000_000  # bytes; the largest fact file is 0.4 MB


def read_facts(folder: Path, table: Table) -> tuple[pd.DataFrame, list[Problem]]:
    """Read the fact file of a table.

    Args:
        folder: folder of the fact files.
        table: description of the table.

    Returns:
        A frame of text, one row a line of the file, with the columns of the table and ``fact_row`` (header = 1);
        empty cells are null. With it everything that is wrong with the form of the file; the frame is empty when the
        file cannot be read at all.

    Raises:
        DataError: when there is no such folder.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder: name the folder that holds the fact files, such as data/facts.")
    path = folder / table.file
    names = [column.name for column in table.read_columns]
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in names} | {"fact_row": pd.Series(dtype="int64")})
    try:
        if path.stat().st_size > LARGEST_FILE:
            return empty, [_whole(table, "is smaller than 50 MB", "Split the file, or remove what is not data.")]
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return empty, [_whole(table, "is there", f"Put {table.file} back into the folder of facts.")]
    except UnicodeDecodeError as error:
        content = path.read_bytes()
        row, found = content[: error.start].count(b"\n") + 1, f"byte {content[error.start]:#04x}"
        return empty, [Problem(table.file, row, None, found, "is UTF-8 text", "Save the file as CSV UTF-8.")]
    return _rows(table, names, text, empty)


def strangers(folder: Path, tables: tuple[Table, ...]) -> list[Problem]:
    """Report every CSV file of the folder that is the file of no table: nobody would read it.

    Args:
        folder: folder of the fact files.
        tables: descriptions of all tables.
    """
    files = {table.file for table in tables}
    if not folder.is_dir():
        return []  # each table says so
    others = sorted(path.name for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.name not in files)
    remedy = "Name it as the table it belongs to, or move it out of the folder."
    return [
        Problem(name, None, None, "a file that no table is read from", "belongs to a table", remedy) for name in others
    ]


def _rows(table: Table, names: list[str], text: str, empty: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    problems: list[Problem] = []
    rows: list[list[str]] = []
    numbers: list[int] = []
    try:
        header = next(reader, [])
        problems = _header_problems(table, names, header)
        if problems:
            return empty, problems
        for cells in reader:
            number = _row(rows, problems)
            if len(cells) != len(header):
                rule = f"has {len(header)} cells a row, as its header has"
                found = f"{len(cells)} cells"
                problems.append(Problem(table.file, number, None, found, rule, "Quote a cell that holds a comma."))
                continue
            rows.append(cells)
            numbers.append(number)
    except csv.Error as error:
        return empty, [
            Problem(
                table.file,
                _row(rows, problems),
                None,
                str(error),
                "is well-formed CSV",
                "Close every quoted cell.",
            )
        ]
    if not rows:
        problems.append(_whole(table, "holds at least one row", "Put the file back as it was published."))
        return empty, problems
    frame = pd.DataFrame(rows, columns=pd.Index(header), dtype="str")[names]
    frame = frame.apply(lambda cells: cells.str.strip())
    frame = frame.mask(frame == "")
    return frame.assign(fact_row=numbers), problems


def _row(rows: list[list[str]], problems: list[Problem]) -> int:
    """Give the number of the record that is read next; lines cannot be counted, since a cell may hold a line break."""
    return len(rows) + len(problems) + 2


def _header_problems(table: Table, names: list[str], header: list[str]) -> list[Problem]:
    faults = [
        (
            sorted(set(names) - set(header)),
            "is one of the columns",
            "Add the column; it may be empty if it is not required.",
        ),
        (
            sorted(set(header) - set(names)),
            "is a known column",
            f"Remove it, or name it as one of: {', '.join(names)}.",
        ),
        (
            sorted({name for name in header if header.count(name) > 1}),
            "stands once in the header",
            "Remove the second one.",
        ),
    ]
    return [
        Problem(table.file, 1, name, name if name in header else None, rule, remedy)
        for found, rule, remedy in faults
        for name in found
    ]


def _whole(table: Table, rule: str, remedy: str) -> Problem:
    return Problem(table.file, None, None, None, rule, remedy)
