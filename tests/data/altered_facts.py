"""A copy of the facts to alter: one cell, one line, one more row, or a file gone.

Rows are counted as in the file, header = 1.
"""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

from data.home import FACTS


def copy_of_the_facts(folder: Path) -> Path:
    """Copy the bundled facts into a new folder and give it."""
    folder.mkdir(parents=True)
    for path in FACTS.glob("*.csv"):
        shutil.copyfile(path, folder / path.name)
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a fact file with the standard library alone: the text of every cell by column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def set_cell(facts: Path, file: str, row: int, column: str, value: str) -> None:
    """Write another value into one cell."""
    rows = rows_of(facts / file)
    assert rows[row - 2][column] != value, f"{file} row {row} column {column} already is {value!r}"
    rows[row - 2][column] = value
    write_rows(facts / file, rows)


def add_row(facts: Path, file: str, like: int | None = None, **cells: str) -> int:
    """Append a row and give its number: a copy of row ``like`` with some cells changed, else empty but for ``cells``."""
    rows = rows_of(facts / file)
    assert set(cells) <= set(rows[0]), f"{file} has no column {sorted(set(cells) - set(rows[0]))}"
    rows.append((dict(rows[like - 2]) if like else dict.fromkeys(rows[0], "")) | cells)
    write_rows(facts / file, rows)
    return len(rows) + 1


def find_row(facts: Path, file: str, **cells: str) -> int:
    """Give the number of the one row whose cells are these."""
    numbers = [
        number
        for number, row in enumerate(rows_of(facts / file), start=2)
        if all(row[column] == value for column, value in cells.items())
    ]
    assert len(numbers) == 1, f"{file} has {len(numbers)} rows with {cells}"
    return numbers[0]


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as a fact file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def set_line(facts: Path, file: str, row: int, line: str, encoding: str = "utf-8") -> None:
    """Write another text over one whole line; only for files without a line break inside a cell."""
    lines = (facts / file).read_bytes().split(b"\n")
    lines[row - 1] = line.encode(encoding)
    (facts / file).write_bytes(b"\n".join(lines))


def apply(facts: Path, change: dict[str, Any]) -> None:
    """Make one change of a file of ``broken/``: ``remove``, ``text``, ``line``, ``add`` or ``value``."""
    file = change["file"]
    if "remove" in change:
        (facts / file).unlink()
    elif "text" in change:
        (facts / file).write_text(change["text"], encoding="utf-8", newline="\n")
    elif "line" in change:
        set_line(facts, file, change["row"], change["line"], change.get("encoding", "utf-8"))
    elif "add" in change:
        add_row(facts, file, change["add"])
    else:
        set_cell(facts, file, change["row"], change["column"], change["value"])


def faults(folder: Path) -> dict[str, dict[str, Any]]:
    """Read every fault of a folder: name of its file, and what it changes and which problems it must give."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
