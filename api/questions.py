"""From an address to the options of the command line: the same names, read and refused by the same parser.

What a question may hold is described once, in ``metrics.asked``; nothing of it is written again here. FastAPI 0.165 runs on
the pinned Starlette, but would have every option declared a second time as a signature, for seven packages more and a
second at import: a plain route that fills in the command line's own options is less, and cannot differ from it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NoReturn

from api.problems import Problem
from metrics import asked as asking
from metrics._model import UnknownName
from metrics.catalogue import metrics

FORMATS = ("json", "csv")
LONGEST = 1000  # letters of one value
MOST_VALUES = 40  # of one question
MOST_REGIONS = {"get": 100, "regions": 100}  # by command, for a question that names them one by one
MOST_REGIONS_OF_AN_ANALYSIS = 10  # a region takes up to a second
YES, NO = ("true", "1"), ("false", "0")

_OPTION = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_ABOUT_OPTION = re.compile(r"argument --([a-z-]+): (.*)", re.DOTALL)
_REQUIRED = "the following arguments are required: "


@dataclass(frozen=True)
class Question:
    """What was asked, as the command line would have read it.

    Args:
        asked: its options.
        text: the same as one text: equal questions have equal texts.
    """

    asked: argparse.Namespace
    text: str


class _Refusing(argparse.ArgumentParser):
    """Says what cannot be read instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        """Refuse the question."""
        about = _ABOUT_OPTION.fullmatch(message)
        if about:
            what = f"{_name(about[1])}: {_as_parameters(about[2])}."
            raise Problem("parameter", what, "Write it as the documentation says.", _name(about[1]))
        if message.startswith(_REQUIRED):
            missing = _as_parameters(message.removeprefix(_REQUIRED))
            raise Problem("parameter", f"A value is missing: {missing}.", f"Add {missing} to the address.", missing)
        raise Problem("parameter", f"{_as_parameters(message)}.", "Write it as the documentation says.")


@cache
def options(command: str) -> tuple[argparse.Action, ...]:
    """Give the options of a command that an address may hold, in the order of its help."""
    # argparse has no other list of what a parser knows (Python 3.11 to 3.14).
    return tuple(action for action in _parsers()[command]._actions if action.option_strings and action.dest != "help")


def read(command: str, given: Iterable[tuple[str, str]], about: str = "") -> Question:
    """Read the values of an address.

    Args:
        command: of the command line.
        given: names and values, in the order of the address.
        about: the metric that the path names, for ``get``.

    Raises:
        Problem: for a value that cannot be read, is given twice, is too long, or a name that does not exist.
    """
    values = list(given)
    if len(values) > MOST_VALUES:
        raise Problem("too-much", f"{len(values)} values were sent.", f"Send at most {MOST_VALUES}.")
    known = {_name(action.option_strings[0]): action for action in options(command)}
    written, seen = [], set()
    for name, value in values:
        action = known.get(name)
        if action is None:
            raise Problem(
                "unknown", f"There is no parameter {name[:80]!r} here.", f"There is: {', '.join(known)}.", name[:80]
            )
        if len(value) > LONGEST:
            raise Problem("too-much", f"{name} has {len(value)} letters.", f"Write at most {LONGEST}.", name)
        if not value.isprintable():
            raise Problem(
                "parameter", f"{name} holds a sign that cannot be printed.", "Write it in one line of text.", name
            )
        if value == "--":  # argparse takes it away, and finds no value where one was (Python 3.11)
            raise Problem("parameter", f"{name} is '--'.", "Write a value.", name)
        if name in seen and not is_repeated(action):
            raise Problem("parameter", f"{name} is given twice.", "Give it once.", name)
        seen.add(name)
        written += _written(name, value, action)
    if "format" not in seen:
        written.append("--format=json")
    asked = _parsers()[command].parse_args([*([about] if about else []), *written])
    asked.command = command
    _bound(asked)
    return Question(asked, repr(sorted(vars(asked).items())))


def refused(error: Exception) -> Problem:
    """Give what the metrics refuse as a problem, with parameters in place of options."""
    what = _as_parameters(str(error))
    if isinstance(error, UnknownName):
        where = error.kind.split()[0]
        remedy = f"Choose one of: {', '.join(error.known[:60]) or 'none here'}."
        if error.kind == "region":
            remedy = remedy.removesuffix(".") + "; /api/v1/regions lists all, regencies too."
        return Problem("unknown", f"There is no {error.kind} {error.given[:LONGEST]!r}.", remedy, where)
    named = _OPTION.search(str(error))
    return Problem("parameter", what, "Write it as the sentence says.", _name(named[1]) if named else "")


def metric_named(name: str) -> str:
    """Give the id of a metric that the path names.

    Raises:
        Problem: when there is none.
    """
    if name not in metrics():
        raise Problem(
            "not-found", f"There is no metric {name[:80]!r}.", f"Choose one of: {', '.join(metrics())}.", "id"
        )
    return name


def analysis_named(name: str) -> str:
    """Give the command of an analysis that the path names; the register of targets has a path of its own.

    Raises:
        Problem: when there is none.
    """
    if name not in analyses():
        raise Problem(
            "not-found", f"There is no analysis {name[:80]!r}.", f"Choose one of: {', '.join(analyses())}.", "name"
        )
    return name


def analyses() -> tuple[str, ...]:
    """Give the analyses that have a path, sorted."""
    return tuple(name for name in asking.analyses() if name != "target")


def is_repeated(action: argparse.Action) -> bool:
    """Say whether an option may be given more than once."""
    return isinstance(action, argparse._AppendAction)


def is_switch(action: argparse.Action) -> bool:
    """Say whether an option is on or off."""
    return action.nargs == 0


def _written(name: str, value: str, action: argparse.Action) -> list[str]:
    """Give a value as the command line would have it; one text, so that nothing in it is taken for another option."""
    option = action.option_strings[0]
    if is_switch(action):
        if value not in (*YES, *NO):
            raise Problem("parameter", f"{name} is {value!r}.", "Write true or false.", name)
        return [option] if value in YES else []
    if name == "format" and value not in FORMATS:
        raise Problem("parameter", f"format is {value!r}.", "Write json or csv.", name)
    return [f"{option}={value}"]


def _bound(asked: argparse.Namespace) -> None:
    """Hold a question to what a server can answer to anybody."""
    named = len((getattr(asked, "region", None) or "").split(","))
    most = MOST_REGIONS.get(asked.command, MOST_REGIONS_OF_AN_ANALYSIS)
    if named > most:
        raise Problem("too-much", f"region names {named} regions.", f"Name at most {most}, or ask in parts.", "region")


def _name(option: str) -> str:
    return option.lstrip("-").replace("-", "_")


def _as_parameters(message: str) -> str:
    return _OPTION.sub(lambda found: _name(found[1]), message)


@cache
def _parsers() -> dict[str, argparse.ArgumentParser]:
    return asking.questions(_Refusing)
