"""The steward's command line: ``python -m data build``, ``check`` and ``tables``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from data.building import find_problems
from data.home import FACTS
from data.problem import DataError, ProblemsFound
from data.store import build, describe, ensure


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 the data is not sound or not there, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, says in (
        ("build", "build the store from the facts and publish it"),
        ("check", "report everything wrong"),
    ):
        command = commands.add_parser(name, help=says)
        command.add_argument("--facts", type=Path, default=FACTS, help="folder of the fact files")
    tables = commands.add_parser("tables", help="print the dictionary of the published store")
    tables.add_argument("name", nargs="?", help="only this table")
    asked = parser.parse_args(arguments)
    try:
        if asked.command == "build":
            return _build(asked.facts)
        if asked.command == "check":
            return _check(asked.facts)
        return _tables(asked.name)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1


def _build(facts: Path) -> int:
    started = time.perf_counter()
    version = build(facts, tell=lambda step: print(f"store: {step} …", file=sys.stderr, flush=True))
    print(f"store {version} is published ({time.perf_counter() - started:.1f} s)")
    return 0


def _check(facts: Path) -> int:
    problems = find_problems(facts)
    if problems:
        raise ProblemsFound(problems)
    print("No problem found.")
    return 0


def _tables(name: str | None) -> int:
    words = describe(ensure().query)
    if name is not None and name not in set(words["table"]):
        print(f"There is no table {name!r}. Tables: {', '.join(words['table'].unique())}.", file=sys.stderr)
        return 2
    for table, columns in words.groupby("table"):
        if name in (None, table):
            print(f"{table}\n  {columns['about'].iloc[0]}")
            for column in columns.itertuples():
                print(f"    {column.column:<20} {column.type:<12} {column.meaning}")
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
