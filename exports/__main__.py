"""Briefings for scripts and presenters: the same findings as on the page Paparan, as files that need no network.

Exit codes: 0 done, 1 no store or a file cannot be made, written or read, 2 an option that cannot be meant, 3 figures of a
snapshot have moved.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from dataclasses import replace
from pathlib import Path

from data.access.mapping import at_the_command_line
from data.access.rules import require
from data.audit import record as audit
from data.earlier import as_known
from data.problem import DataError
from data.store import Store
from exports import snapshot
from exports.briefing import Briefing, BriefingAsked, briefing
from exports.kinds import KINDS, CannotMake
from exports.options import OptionsWrong, arguments, checked, checked_again
from exports.saved import save
from exports.snapshot.printing import verified_json, verified_text
from metrics.territory import territory


def main(given: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    asked = _parser().parse_args(given)
    try:
        return {"all": _make_all, "snapshot": _freeze, "verify": _verify}.get(asked.command, _make)(asked)
    except OptionsWrong as error:
        print(error, file=sys.stderr)
        return 2
    except DataError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=__doc__)
    answers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, kind in KINDS.items():
        arguments(answers.add_parser(name, help=kind.about))
    arguments(answers.add_parser("all", help="one file of each of these kinds, in the folder named by --out"))
    arguments(answers.add_parser("snapshot", help="the figures of a briefing frozen in one .json file"))
    again = answers.add_parser("verify", help="say whether the present store still gives the figures of a snapshot")
    again.add_argument("file", type=Path, help="written by snapshot")
    again.add_argument("--format", choices=("table", "json"), default="table")
    return parser


def _make(asked: argparse.Namespace) -> int:
    require(at_the_command_line(), "export")
    kind = KINDS[asked.command]
    wanted, store = checked(asked, kind.suffix)
    told = _told(wanted, store)
    _save(asked.out, kind.make(told), told)
    return 0


def _make_all(asked: argparse.Namespace) -> int:
    require(at_the_command_line(), "export")
    wanted, store = checked(asked, "")
    told = _told(wanted, store)
    lacking = []
    for name, kind in KINDS.items():
        try:
            _save(asked.out / f"{told.region}-{told.as_of}{kind.suffix}", kind.make(told), told)
        except CannotMake as error:  # the others can be made all the same
            lacking.append(f"No {name}: {error}")
    print(*lacking, sep="\n", end="\n" if lacking else "", file=sys.stderr)
    return 1 if lacking else 0


def _freeze(asked: argparse.Namespace) -> int:
    require(at_the_command_line(), "export")
    wanted, _ = checked(asked, ".json")
    moment = wanted.known_on or snapshot.moment_now()
    told = _told(replace(wanted, known_on=moment), as_known(moment))
    _save(asked.out, snapshot.written(snapshot.freeze(told)), told)
    return 0


def _verify(asked: argparse.Namespace) -> int:
    require(at_the_command_line(), "read")
    frozen = snapshot.read(asked.file)
    try:
        wanted, store = checked_again(frozen.asked)
    except OptionsWrong as error:
        print(f"What {asked.file.name} was made from is no longer there. {error}", file=sys.stderr)
        return 3
    found = snapshot.verify(frozen, _told(wanted, store))
    print(verified_json(frozen, found) if asked.format == "json" else verified_text(frozen, found, store.version))
    return 3 if found.moved else 0


def _told(wanted: BriefingAsked, store: Store) -> Briefing:
    today = datetime.datetime.now().astimezone().date().isoformat()
    places = territory(store.query)
    return briefing(store.query, places, wanted, store=store.version, made_on=today, known_on=wanted.known_on)


def _save(out: Path, content: bytes, told: Briefing) -> None:
    audit.add(at_the_command_line(), "export", file=out.name, region=told.region, store=told.store)
    kept = save(out, content)
    if kept is not None:
        print(f"Another {out.name} was there; it is kept as {kept.name}.", file=sys.stderr)
    example = ", with demonstration figures (CONTOH)" if told.example else ""
    print(f"{out}: {told.title}{example}, {len(content) / 1000:,.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
