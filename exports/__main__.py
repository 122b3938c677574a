"""Briefings for scripts and presenters: the same findings as on the page Briefing, as files that need no network.

Exit codes: 0 done, 1 no store or the file cannot be made or written, 2 an option that cannot be meant.
"""

from __future__ import annotations

import argparse
import datetime
import sys

from data.problem import DataError
from exports.briefing import briefing
from exports.kinds import KINDS
from exports.options import OptionsWrong, arguments, checked
from exports.saved import save
from metrics.territory import territory


def main(given: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    asked = _parser().parse_args(given)
    try:
        _make(asked)
    except OptionsWrong as error:
        print(error, file=sys.stderr)
        return 2
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=__doc__)
    answers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, kind in KINDS.items():
        arguments(answers.add_parser(name, help=kind.about))
    return parser


def _make(asked: argparse.Namespace) -> None:
    kind = KINDS[asked.command]
    wanted, store = checked(asked, kind.suffix)
    today = datetime.datetime.now().astimezone().date().isoformat()
    told = briefing(
        store.query, territory(store.query), wanted, store=store.version, made_on=today, known_on=wanted.known_on
    )
    content = kind.make(told)
    kept = save(asked.out, content)
    if kept is not None:
        print(f"Another {asked.out.name} was there; it is kept as {kept.name}.", file=sys.stderr)
    example = ", with demonstration figures (CONTOH)" if told.example else ""
    print(f"{asked.out}: {told.title}{example}, {len(content) / 1000:,.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
