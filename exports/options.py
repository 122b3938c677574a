"""What the command line is asked for: the common options of every kind of file, checked all at once."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data.batches import entries, number_at
from data.earlier import as_known
from data.problem import DataError
from data.store import Store, ensure
from exports.briefing import BriefingAsked
from exports.briefing.asked import BASE
from i18n import DEFAULT, LANGUAGES
from metrics._model import UnknownName
from metrics.analyses.plan_asked import PlanInvalid, read
from metrics.analyses.plan_default import BASES
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.periods import is_month, latest_month
from metrics.territory import Territory, territory


class OptionsWrong(Exception):
    """Options that cannot be meant, a line each; nothing was written."""

    def __init__(self, wrong: list[str]) -> None:
        """Keep every line."""
        super().__init__("\n".join([*wrong, "Nothing was written."]))


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the options that every kind has."""
    command.add_argument("--region", required=True, help="code, such as 51.03")
    command.add_argument("--as-of", metavar="YYYY-MM", help="month it is seen from; the latest with a figure")
    command.add_argument("--base", default=BASE, help=f"coverage base; {BASE}")
    command.add_argument("--target", help="id of the target to lead with; the one the first screen leads with")
    command.add_argument("--plan", default="", help="text of a plan, as in the link of the page Rencana")
    command.add_argument("--lang", default=DEFAULT, help=f"{' or '.join(LANGUAGES)}; {DEFAULT}")
    command.add_argument("--known-on", metavar="BATCH|DATE", default="", help="what had been loaded by then")
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write")


def checked(asked: argparse.Namespace, suffix: str) -> tuple[BriefingAsked, Store]:
    """Check all options and give what is asked for, and of which store.

    Args:
        asked: the options of ``arguments``.
        suffix: that the file must end in; empty for a folder.

    Raises:
        OptionsWrong: with everything that is wrong.
        DataError: when there is no store.
    """
    no_moment = _wrong_moment(asked.known_on)
    # Where the moment is none, the others are still checked, on the latest release.
    store = as_known(asked.known_on) if asked.known_on and not no_moment else ensure()
    return _asked(asked, store, [*_wrong_place(asked.out, suffix), *no_moment]), store


def checked_again(asked: Mapping[str, str | None]) -> tuple[BriefingAsked, Store]:
    """Check what a snapshot says was asked, and give it with the present store.

    Args:
        asked: ``region, as_of, base, target, plan, lang``.

    Raises:
        OptionsWrong: with everything that means nothing in this store.
        DataError: when there is no store.
    """
    store = ensure()
    return _asked(argparse.Namespace(**asked, known_on=""), store, []), store


def _asked(asked: argparse.Namespace, store: Store, wrong: list[str]) -> BriefingAsked:
    places = territory(store.query)
    as_of = asked.as_of or latest_month(store.query)
    wrong = [*wrong, *_wrong_words(asked, places)]
    if not is_month(as_of):
        wrong.append(f"--as-of is {as_of!r}: write a month, such as 2025-12.")
    if asked.plan:
        wrong += _wrong_plan(asked, as_of)
    if asked.target is not None and asked.region in places.places and is_month(as_of):
        wrong += _wrong_target(store, places, asked, as_of)
    if wrong:
        raise OptionsWrong(wrong)
    return BriefingAsked(asked.region, as_of, asked.base, asked.target, asked.plan, asked.lang, asked.known_on)


def _wrong_place(out: Path, suffix: str) -> list[str]:
    if not suffix:
        return [] if out.is_dir() else [f"--out is {str(out)!r}: name a folder that is there, for several files."]
    if out.suffix.lower() != suffix:
        return [f"--out is {str(out)!r}: the name of this file ends in {suffix}."]
    if out.is_dir():
        return [f"--out is {str(out)!r}, a folder: name a file in it."]
    return [] if out.parent.is_dir() else [f"--out is {str(out)!r}: there is no folder {str(out.parent)!r}."]


def _wrong_moment(known_on: str) -> list[str]:
    if not known_on:
        return []
    try:
        number_at(entries(), known_on)
    except DataError as error:
        return [f"--known-on: {error}"]
    return []


def _wrong_words(asked: argparse.Namespace, places: Territory) -> list[str]:
    wrong = []
    try:
        places.place(asked.region)
    except UnknownName as error:
        wrong.append(f"--region: {error}")
    for name, kind, known in (
        ("base", "base of coverage", list(metric("coverage").bases)),
        ("lang", "language", list(LANGUAGES)),
    ):
        if getattr(asked, name) not in known:
            wrong.append(f"--{name}: {UnknownName(kind, getattr(asked, name), known)}")
    return wrong


def _wrong_plan(asked: argparse.Namespace, as_of: str) -> list[str]:
    if asked.base not in BASES:
        return [f"--plan: a plan is made on one of the bases {', '.join(BASES)}."]
    try:
        plan = read(asked.plan)
        if is_month(as_of):
            replace(plan, region=asked.region, as_of=as_of, base=asked.base)
    except PlanInvalid as error:
        return [f"--plan: {error}"]
    return []


def _wrong_target(store: Store, places: Territory, asked: argparse.Namespace, as_of: str) -> list[str]:
    held = targets(store.query, places, asked.region, as_of)
    known = sorted(set(held.loc[held["unit"] == "share", "target_id"]))
    if asked.target in known:
        return []
    return [f"--target: {UnknownName(f'target of {places.place(asked.region).short_name}', asked.target, known)}"]
