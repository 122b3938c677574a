"""Says whether a store still gives the figures of a snapshot: what has moved, from what to what, and which batch moved it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from data.batches import entries, number_at, release
from data.building import version_of
from data.entry import Entry
from data.problem import DataError
from exports.briefing import Briefing
from exports.snapshot.freezing import COMPARED, Snapshot, numbers_of, tables_of

_AWAY = "is no longer there"
_NEW = "was not there"


@dataclass(frozen=True)
class Moved:
    """A figure that is another one now.

    Args:
        where: finding, table, row and column.
        old: as frozen; None where it was missing or not there.
        new: as the store gives it; None where it is missing or no longer there.
        why: the batches, or what else changed.
        note: whether the row itself came or went; empty where it did not.
    """

    where: str
    old: Any
    new: Any
    why: str
    note: str = ""


@dataclass(frozen=True)
class Verified:
    """What came of a comparison: how many figures are still so, those that moved, and what the link opens."""

    same: int
    moved: list[Moved]
    link: str


def verify(frozen: Snapshot, told: Briefing) -> Verified:
    """Compare a snapshot with the same briefing made anew.

    Args:
        frozen: the snapshot.
        told: made of the present store from what the snapshot says was asked.
    """
    why = _Why(frozen, told.store, entries())
    pairs = [*_numbers(frozen.numbers, numbers_of(told)), *_cells(frozen.tables, tables_of(told))]
    moved = [Moved(where, old, new, why(batches, counted), note) for where, old, new, batches, counted, note in pairs
             if note or not _alike(old, new)]  # fmt: skip
    return Verified(len(pairs) - len(moved), moved, link_words(frozen))


def link_words(frozen: Snapshot) -> str:
    """Say what the link of a snapshot opens on this installation."""
    known, version = entries(), frozen.release["store"]
    try:
        number = number_at(known, frozen.release["known_on"])
    except DataError:
        return f"is gone: the record of this installation has no {frozen.release['known_on']}"
    if version_of(known=release(known, number)) == version:
        return "opens the app as it was"
    return (f"is gone: facts or program changed since, and store {version} can no longer be built; the link opens the same "
            "region, month and base on what is held now")  # fmt: skip


Held = TypeVar("Held")
_Pair = tuple[str, Any, Any, list[str], list[str], str]
"""Where, old, new, batches then, batches now, note."""


def _numbers(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[_Pair]:
    then, now = (_by_key([(f"{one['finding']}: {one['made_by']}", one) for one in each]) for each in (old, new))
    for where in dict.fromkeys([*then, *now]):
        one, other = then.get(where), now.get(where)
        if one is None or other is None:
            old_value, new_value = ((held or {}).get("value") for held in (one, other))
            yield where, old_value, new_value, *_batches(one, other), _AWAY if one else _NEW
            continue
        for name in COMPARED:
            yield f"{where}, {name}", one[name], other[name], one["batch_ids"], other["batch_ids"], ""


def _cells(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[_Pair]:
    then, now = (_by_key([(f"{one['finding']}: {one['title']}", one) for one in each]) for each in (old, new))
    for where in dict.fromkeys([*then, *now]):
        one, other = then.get(where), now.get(where)
        if one is None or other is None:
            yield where, None, None, *_batches(one, other), _AWAY if one else _NEW
            continue
        yield from _rows(where, one, other)


def _rows(where: str, one: dict[str, Any], other: dict[str, Any]) -> Iterator[_Pair]:
    batches = one["batch_ids"], other["batch_ids"]
    places = _places([column["title"] for column in one["columns"]], [column["title"] for column in other["columns"]])
    if places is None:
        yield where, None, None, *batches, "has other columns"
        return
    then, now = (_cells_of(each) for each in (one, other))
    for key in dict.fromkeys([*then, *now]):
        if key not in then or key not in now:
            yield f"{where}, {key}", None, None, *batches, _AWAY if key in then else _NEW
            continue
        for place, column in enumerate(one["columns"]):
            if not column["wide"]:  # sentences say what the figures beside them say
                yield f"{where}, {key}, {column['title']}", then[key][place], now[key][places[place]], *batches, ""


def _cells_of(table: dict[str, Any]) -> dict[str, list[Any]]:
    """Give the cells of each row under its key without the sentences in it: another wording is no other figure."""
    pairs = []
    for row in table["rows"]:
        key = row["key"]
        for cell, column in zip(row["cells"], table["columns"], strict=True):
            if column["wide"] and isinstance(cell, str):
                key = key.replace(f" · {cell}", "")
        pairs.append((key, row["cells"]))
    return _by_key(pairs)


def _places(old: list[str], new: list[str]) -> list[int] | None:
    """Give where each column stands now, in their order; None where one is gone. One that was added was not frozen."""
    places, start = [], 0
    for title in old:
        if title not in new[start:]:
            return None
        start = new.index(title, start) + 1
        places.append(start - 1)
    return places


def _by_key(pairs: list[tuple[str, Held]]) -> dict[str, Held]:
    """Give each under its key; of several of one key each by its place."""
    seen: Counter[str] = Counter()
    found = {}
    for key, one in pairs:
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key} ({seen[key]})"] = one
    return found


def _batches(one: dict[str, Any] | None, other: dict[str, Any] | None) -> tuple[list[str], list[str]]:
    return (one or {}).get("batch_ids", []), (other or {}).get("batch_ids", [])


def _alike(old: Any, new: Any) -> bool:
    if isinstance(old, int | float) and isinstance(new, int | float):
        return math.isclose(old, new, rel_tol=1e-12, abs_tol=1e-15)
    return bool(old == new)


class _Why:
    """Says why a figure moved: the batches that it rests on now and did not, those that it no longer rests on, or the rest."""

    def __init__(self, frozen: Snapshot, store: str, known: list[Entry]) -> None:
        self._frozen, self._store = frozen, store
        self._named = {entry.batch_id: entry for entry in known}
        self._counts = {batch.batch_id for batch in release(known).batches}
        try:
            self._since = known[number_at(known, frozen.release["known_on"]) :]
        except DataError:  # of another installation
            self._since = known

    def __call__(self, then: list[str], now: list[str]) -> str:
        said = [f"batch {self._words(one)}" for one in now if one not in then and one != "demo"]
        said += [f"batch {one} no longer counts" for one in then if one not in now and one in self._gone()]
        said += ["the demonstration set is no longer shown"] if "demo" in then and "demo" not in now else []
        said += ["the demonstration set is shown"] if "demo" in now and "demo" not in then else []
        if said:
            return "; ".join(said)
        if self._since:
            return f"since then: {', '.join(self._words(entry.batch_id) for entry in self._since)}"
        if self._store != self._frozen.release["store"]:
            return f"the bundled facts or the program changed: store {self._frozen.release['store']} then, {self._store} now"
        return "the program changed; the store is the same"

    def _gone(self) -> set[str]:
        return set(self._frozen.release["batches"]) - self._counts

    def _words(self, batch: str) -> str:
        entry = self._named.get(batch)
        return batch if entry is None or not entry.file else f"{batch} ({entry.file}, {entry.at[:10]})"
