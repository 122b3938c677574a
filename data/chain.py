"""Chains the entries of the record: each holds the checksum of all before it, and a seal beside them that of the last.

An entry that was edited, exchanged or taken out is so found, and named. Entries of before there was a chain are read as they
are; the first one after them vouches for all of them. Whoever rewrites every entry and the seal leaves no trace here: against
that, backups are kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from data.home import settle, write_whole

SEAL = "seal.json"
BEGINNING = hashlib.sha256(b"").hexdigest()  # checksum of no entry at all


class Chained(Protocol):
    """What a chain asks of an entry."""

    @property
    def number(self) -> int:
        """Give its place, from 1."""

    @property
    def before(self) -> str:
        """Give the checksum of all before it; empty in a record of before there was one."""

    @property
    def batch_id(self) -> str:
        """Give the name under which it is cited."""


@dataclass(frozen=True)
class Seal:
    """Up to which entry the record was published, and the checksum of all entries up to it."""

    number: int
    link: str


def link(before: str, manifest: bytes) -> str:
    """Give the checksum of all entries up to one, of that of all before it and its manifest."""
    return hashlib.sha256(f"{before}\0".encode() + manifest).hexdigest()


def links(known: Sequence[tuple[Chained, bytes]]) -> list[str]:
    """Give the checksum of all entries up to each, the one of none at all first; an entry with its manifest each.

    What an entry says of those before it is taken as said, so that a fault is found where it is and not from there on.
    """
    found = [BEGINNING]
    for entry, manifest in known:
        found.append(link(entry.before or found[-1], manifest))
    return found


def breaks(known: Sequence[tuple[Chained, bytes]], seal: Seal | None) -> list[str]:
    """Say where the record is not what was published: one sentence a place, in order; none where it is whole.

    Args:
        known: the entries, numbered from 1 without a gap, each with the bytes of its manifest.
        seal: as it was read before the entries were; None where there is none.
    """
    found, made, chained = [], links(known), False
    names = [entry.batch_id for entry, _ in known]
    for (entry, _), expected in zip(known, made, strict=False):
        if entry.before != expected and (entry.before or chained):
            found.append(_does_not_follow(names[: entry.number], chained=chained))
        chained = chained or bool(entry.before)
    if seal is not None and seal.number > len(known):
        found.append(f"Entry {seal.number}, which was published, is missing at the end of the record.")
    elif seal is not None and seal.link != made[seal.number]:
        found.append(f"Entry {names[seal.number - 1]} was changed after it was published.")
    return found


def read_seal(folder: Path) -> Seal | None:
    """Read the seal of a record; None where there is none.

    Raises:
        ValueError: when it is there and cannot be read.
    """
    try:
        held = json.loads((folder / SEAL).read_bytes())
        seal = Seal(**held)
    except FileNotFoundError:
        return None
    except (OSError, TypeError, RecursionError) as error:
        raise ValueError("the seal holds something else") from error
    if type(seal.number) is not int or seal.number < 0 or not isinstance(seal.link, str):
        raise ValueError("the seal holds something else")
    return seal


def write_seal(folder: Path, seal: Seal) -> None:
    """Seal a record that has been published; on a full disk the next entry does it: an older seal is no contradiction."""
    with suppress(OSError):
        coming = folder / f".{SEAL}"
        write_whole(coming, json.dumps(asdict(seal)).encode())
        coming.replace(folder / SEAL)
        settle(folder)


def _does_not_follow(names: Sequence[str], *, chained: bool) -> str:
    *earlier, name = names
    if not earlier:
        return f"Entry {name} does not begin the record: it was changed, or what stood before it was taken out."
    which = earlier[-1] if chained or len(earlier) == 1 else f"one of the entries up to {earlier[-1]}"
    return (
        f"Entry {name} does not follow from what stands before it: {which} or it was changed after it was accepted, or an "
        "entry was taken out."
    )
