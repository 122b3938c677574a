"""What every message that is pasted into a chat needs: names of bases, statuses, publishers, and the flag of an example.

A message leaves the screen behind: it must say by itself on which base and date a figure stands, how sure it is and who
published it, and it says CONTOH in front when any of its figures is of the demonstration set.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from i18n import Language, mark, retell
from i18n.numbers import rounded
from metrics._model import Query
from metrics.territory import Territory

MOST_NAMED = 3  # publishers, or regions, that one sentence can carry

STATUS_WORDS = {
    "reported": mark("reported"),
    "published": mark("published"),
    "summed": mark("summed"),
    "estimated": mark("estimated"),
    "demonstration": mark("DEMO"),
}


def base_words(query: Query, base: str, say: Language) -> str:
    """Say a coverage base by the name that the store has for it."""
    labels = query("select label_id, label_en from base where base = $base", base=base)
    return str(labels[f"label_{say.code}"].iloc[0])


def publisher_words(query: Query, source_ids: Iterable[str], say: Language) -> str:
    """Name who published figures: publishers as the store names them, what an office sent by its batch.

    Args:
        query: runs SQL on a store.
        source_ids: as figures carry them; order and repetition do not matter.
        say: the reader's language.

    Returns:
        At most ``MOST_NAMED`` names joined by commas, and how many more there are; empty where there is no source.
    """
    wanted = sorted(set(source_ids))
    held = query("select source_id, publisher from source where list_contains($wanted, source_id)", wanted=wanted)
    names = sorted({retell(name, say) for name in held["publisher"]})
    names += [say("office file {batch}", batch=each) for each in wanted if each not in set(held["source_id"])]
    return listed(names, say)


def listed(names: list[str], say: Language, between: str = ", ") -> str:
    """Join names, at most ``MOST_NAMED``, and say how many more there are."""
    shown = between.join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return shown
    return say("{names} and {count} more", names=shown, count=len(names) - MOST_NAMED)


def status_words(status: str, say: Language) -> str:
    """Say the status of a figure in a word."""
    return say(STATUS_WORDS[status])


def decimals(share: float, limit: float) -> int:
    """Give the decimals, at least one, at which a printed share and limit stand as they are: 64.96 is not 65.0 percent."""
    met = share >= limit - 1e-12
    return next((places for places in range(1, 8) if (rounded(share, places) >= rounded(limit, 8)) == met), 8)


def target_words(share: float, say: Language) -> str:
    """Print a target with the decimals it was set with, two at most: 65%, 67,28%."""
    return say.percent(share, own_decimals(share))


def own_decimals(share: float) -> int:
    """Give the decimals that a target or a limit was set with, two at most."""
    return next(places for places in (0, 1, 2) if places == 2 or rounded(share, places) == rounded(share, 4))


def goal_words(goal: Any, places: Territory, say: Language) -> str:
    """Print a target with its deadline, the area it was set for where that is a larger one, and that its base is a reading.

    Args:
        goal: has ``value_target``, ``deadline``, ``inherited_from`` and ``reading`` of ``metrics.analyses.target``.
        places: all regions.
        say: the reader's language.
    """
    said = say("{target} by {deadline}", target=target_words(goal.value_target, say), deadline=say.date(goal.deadline))
    notes = [say("set for {area}", area=places.place(goal.inherited_from).name)] if goal.inherited_from else []
    notes += [say("read on this base, its source names none")] if goal.reading else []
    return f"{said} ({'; '.join(notes)})" if notes else said


def flagged(text: str, is_demonstration: bool, say: Language) -> str:
    """Put CONTOH before a message that rests on a figure of the demonstration set."""
    return say("DEMO · {text}", text=text) if is_demonstration else text
