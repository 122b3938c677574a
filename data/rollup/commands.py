"""The command that rolls up a register: ``python -m data rollup``."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.rollup.counting import Rolled


_ALL = "--dry-run --out FOLDER before it is loaded, then python -m data diff FOLDER/TABLE.parquet --format csv"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("register", type=Path, nargs="*", help="a .parquet file, several, or a folder of them")
    parser.add_argument("--columns", action="store_true", help="print what stands in each column of a register")
    parser.add_argument("--by", help="who loads it; where people are named in access.toml only a remark")
    parser.add_argument(
        "--engine", default="duckdb", help="what counts: duckdb; local[2] or spark://HOST:7077 for Spark"
    )
    parser.add_argument("--memory", default="4GB", help="what it may use at most, on a cluster each worker; 4GB")
    parser.add_argument("--since", metavar="YYYY-MM", help="first month to count; fifteen months are read for one")
    parser.add_argument("--until", metavar="YYYY-MM", help="last month; that of the register")
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="KIND",
        help="leave out workers with faults of this kind, with all their rows; may be said again",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the tables there as well")
    parser.add_argument("--note", default="", help="a remark kept with the batch")
    parser.add_argument("--reason", default="", help="why the figures are right although there are warnings")
    parser.add_argument("--dry-run", action="store_true", help="count, check and compare only")


def run(asked: Namespace) -> int:
    """Roll up a register, accept the tables and publish them; or refuse it whole."""
    # Only now: what reads and writes offices' files is not needed by the other commands.
    from data import intake
    from data.access.mapping import at_the_command_line
    from data.commands import dry, print_difference, remarked
    from data.rollup import run as rolling
    from data.rollup.register import dictionary

    if asked.columns or not asked.register:
        print(dictionary())
        return 0 if asked.columns else 2
    by = at_the_command_line(asked.by or "")
    wanted = rolling.Wanted(
        asked.register, asked.engine, asked.memory, asked.since, asked.until, tuple(asked.exclude), asked.out
    )
    result = rolling.run(wanted, by, _tell)
    for line in said_of(result.rolled):
        print(line)
    if asked.dry_run:
        return dry(intake.examine_read(result.read, result.file, by, _tell), _ALL)
    try:
        entry, difference = rolling.load(result, by, remarked(asked.note, asked, by), asked.reason, _tell)
    except intake.NothingToLoad as same:
        print(same)
        return 0
    print_difference(difference, _ALL)
    print(f"batch {entry.batch_id} is accepted and published")
    return 0


def said_of(rolled: Rolled) -> list[str]:
    """Say in a few lines what was counted, what was left out, and what could not be made."""
    rows, (first, last) = sum(rolled.rows.values()), rolled.months
    lines = [f"{rows} rows of the register; members counted from {first} to {last}"]
    if rolled.left_out:
        lines.append(f"{rolled.left_out} workers left out, with all their rows")
    lines += [f"note: {note}" for note in rolled.notes]
    return [*lines, *rolled.without]


def _tell(step: str) -> None:
    print(f"rollup: {step} …", file=sys.stderr, flush=True)
