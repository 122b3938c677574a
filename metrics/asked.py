"""What can be asked of the metrics, and the answer: the one reading of options that the command line and the API share.

Whoever asks brings a store's ``query``; nothing here prints, opens a store or knows where a question came from.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import pandas as pd

from i18n import LANGUAGES, Told, language, told
from metrics import _model as model
from metrics import commands, listings
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.lacking import why_lacking
from metrics.periods import is_month
from metrics.rows import said_in
from metrics.territory import Territory

LISTINGS = ("list", "regions", "sources")


@dataclass(frozen=True)
class Answer:
    """What a question was answered with.

    Args:
        rows: the rows, in the language asked for.
        notes: sentences beside them: why there is no row, what of the question has no answer.
    """

    rows: pd.DataFrame
    notes: tuple[str, ...] = ()


def parser(about: str | None = None) -> argparse.ArgumentParser:
    """Give the one description of every question and its options; ``about`` is what its help begins with."""
    made = argparse.ArgumentParser(prog="python -m metrics", description=about)
    _questions(made)
    return made


def questions(kind: type[argparse.ArgumentParser]) -> dict[str, argparse.ArgumentParser]:
    """Give the options of each question by its command, without a command line.

    Args:
        kind: the parser to make, which decides what happens to an option that cannot be read.
    """
    return _questions(kind(prog="metrics"))


def _questions(made: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    answers = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    listing = answers.add_parser("list", help="every metric with its unit, bases and what it needs")
    _of_all(listing, "markdown")
    regions = answers.add_parser("regions", help="every region with its code, level and what it lies in")
    regions.add_argument("--region", help="codes joined by commas, such as 51,51.03; default all")
    regions.add_argument("--children", action="store_true", help="the next administrative level inside each region")
    regions.add_argument("--level", choices=listings.LEVELS, help="only regions of this level")
    _of_all(regions)
    sources = answers.add_parser("sources", help="who published what figures are cited by, and where")
    sources.add_argument("--source", metavar="ID", help="ids joined by commas; default all")
    _of_all(sources)
    get = answers.add_parser("get", help="the figures of one metric")
    get.add_argument("metric")
    get.add_argument("--region", required=True, help="codes joined by commas, such as 51,51.03")
    get.add_argument("--children", action="store_true", help="the next administrative level inside each region")
    get.add_argument("--base", help="coverage base")
    get.add_argument("--segment", help="membership segment")
    get.add_argument("--since", type=_month, help="first month, YYYY-MM")
    get.add_argument("--until", type=_month, help="last month, YYYY-MM")
    get.add_argument("--as-of", type=_month, help="the latest figure at or before this month, one a region")
    get.add_argument("--rows", action="store_true", help="also file, sheet and row of every part, in fact_rows")
    _of_all(get)
    for name, module in analyses().items():
        analysis = answers.add_parser(name, help=module.HELP, description=module.__doc__)
        analysis.add_argument("--region", required=True, help="code, such as 51; several joined by commas")
        module.arguments(analysis)
        _of_all(analysis)
    return dict(answers.choices)


def _of_all(command: argparse.ArgumentParser, *more_formats: str) -> None:
    command.add_argument("--known-on", metavar="BATCH|DATE", help="what had been loaded by then")
    command.add_argument("--lang", choices=LANGUAGES, default="en", help="language of reasons and notes; default en")
    command.add_argument("--format", choices=("table", "csv", "json", *more_formats), default="table")


@cache
def analyses() -> dict[str, ModuleType]:
    """Every command of ``metrics.commands`` by name, sorted."""
    found = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    return {name: importlib.import_module(f"metrics.commands.{name}") for name in found}


def _month(text: str) -> str:
    if not is_month(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a month; write 2025-03")
    return text


def answer(
    asked: argparse.Namespace, query: model.Query, places: Territory, against: model.Query | None = None
) -> Answer:
    """Answer a question.

    Args:
        asked: the options, as ``parser`` reads them.
        query: runs SQL on the store that is asked.
        places: all regions of that store.
        against: runs SQL on the earlier release that ``--against`` names, where it is given.

    Raises:
        UnknownName: for a metric, region, base, segment or other name that does not exist.
        OutOfBounds: for a value, or a combination of options, that means nothing here.
    """
    if asked.command in LISTINGS:
        found = _listed(asked, query, places)
    elif asked.command == "get":
        found = _figures(asked, query, places)
    else:
        module = analyses()[asked.command]
        if against is not None:
            rows = module.answer_between(asked, against, query, places)
        else:
            rows = module.answer(asked, query, places)
        found = Answer(rows, (module.NONE,) if rows.empty and hasattr(module, "NONE") else ())
    say = language(asked.lang)
    return Answer(said_in(found.rows, say), tuple(say(note) for note in found.notes))


def _listed(asked: argparse.Namespace, query: model.Query, places: Territory) -> Answer:
    if asked.command == "list":
        rows, say = listings.of_metrics_held(query), language(asked.lang)
        return Answer(rows.assign(meaning=[say(meaning) for meaning in rows["meaning"]]))
    if asked.command == "sources":
        return Answer(listings.of_sources(query, None if asked.source is None else _parts(asked.source)))
    if asked.region is None:
        if asked.children:
            raise OutOfBounds("--children needs the region whose parts are meant: write --region too, such as 51.")
        return Answer(listings.of_regions(places, None, asked.level))
    codes, notes = _codes(asked, places)
    return Answer(listings.of_regions(places, codes, asked.level), notes)


def _figures(asked: argparse.Namespace, query: model.Query, places: Territory) -> Answer:
    if asked.since and asked.until and asked.since > asked.until:
        raise OutOfBounds(f"--since {asked.since} is after --until {asked.until}: exchange them.")
    chosen = metric(asked.metric)
    codes, notes = _codes(asked, places)
    if asked.base is not None and asked.base not in chosen.bases:
        raise model.UnknownName(f"base of {chosen.id}", asked.base, list(chosen.bases))
    if asked.segment is not None and asked.segment not in (held := model.segments(query, chosen)):
        raise model.UnknownName(f"segment of {chosen.id}", asked.segment, held)
    scope = model.Scope(tuple(codes), asked.base, asked.segment, asked.since, asked.until, asked.as_of)
    figures = model.measure(query, chosen, scope)
    # The demonstration set meets published figures exactly: where one is held, it alone is the answer.
    figures = figures[figures["shown"] | (figures["status"] != "demonstration")]
    if figures.empty and codes:
        why = chosen.why_missing(asked.base)
        if len(codes) == 1:
            why = why_lacking(query, chosen, codes[0], asked.as_of or asked.until, asked.base)
        notes = (*notes, told("No figure: {reason}", reason=why if isinstance(why, Told) else told(why)))
    return Answer(figures[[*model.COLUMNS, *(["fact_rows"] if asked.rows else [])]], notes)


def _codes(asked: argparse.Namespace, places: Territory) -> tuple[list[str], tuple[str, ...]]:
    """Give the regions asked for, or with ``--children`` what lies in them, and what has nothing inside."""
    codes = [places.place(code).code for code in _parts(asked.region)]
    if not asked.children:
        return codes, ()
    notes = tuple(
        told("{region} is a regency or city: no level is held below it.", region=code)
        for code in codes
        if places.place(code).level == "regency"
    )
    return [part for code in codes for part in places.parts(code)], notes


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]
