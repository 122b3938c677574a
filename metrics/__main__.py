"""Figures for scripts: ``python -m metrics list``, ``get`` and every analysis. The same functions as on the pages.

Exit codes: 0 done (also when no figure is held: then ``[]`` and one line on standard error), 1 no store, 2 unknown name
or a value out of bounds.
"""

from __future__ import annotations

import argparse
import os
import sys

import pandas as pd

from data.access.mapping import at_the_command_line
from data.access.rules import require
from data.earlier import as_known
from data.home import home
from data.problem import DataError
from data.store import Store, ensure
from metrics import asked as asking
from metrics import listings, rows
from metrics._model import UnknownName
from metrics.commands import OutOfBounds
from metrics.territory import territory


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    asked = asking.parser(about=__doc__).parse_args(arguments)
    try:
        _run(asked)
        sys.stdout.flush()
    except (UnknownName, OutOfBounds) as error:
        print(error, file=sys.stderr)
        return 2
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads, such as `head`, has enough
        # Python writes what is left once more when it ends, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0


def _run(asked: argparse.Namespace) -> None:
    if asked.format == "markdown":  # the table in the README, the same whatever is loaded
        _print_markdown(listings.of_metrics())
        return
    require(at_the_command_line(), "read")
    query = _store(asked).query
    against = as_known(asked.against).query if getattr(asked, "against", None) else None
    answer = asking.answer(asked, query, territory(query), against)
    for note in answer.notes:
        print(note, file=sys.stderr)
    _print(answer.rows, asked.format)


def _store(asked: argparse.Namespace) -> Store:
    try:
        return as_known(asked.known_on) if asked.known_on else ensure()
    except OSError as error:
        why = error.strerror or error
        raise DataError(
            f"Nothing can be kept in {home()}: {why}. Set COVERAGE_HOME to a folder that can be written to."
        ) from error


def _print_markdown(listed: pd.DataFrame) -> None:
    print("| Metric | What it is | Unit | Bases |\n|---|---|---|---|")
    for row in listed.itertuples():
        print(f"| `{row.metric}` | {row.meaning} | {row.unit} | {', '.join(row.bases) or 'none'} |")


def _print(frame: pd.DataFrame, form: str) -> None:
    if form == "json":
        print(rows.as_json(frame, indent=1))
    elif form == "csv":
        print(rows.as_csv(frame), end="")
    elif not frame.empty:
        shown = rows.flat(frame).dropna(axis="columns", how="all").fillna("")
        print(shown.to_string(index=False, max_colwidth=60))


if __name__ == "__main__":
    sys.exit(main())
