"""Puts a file of boundaries in place of the one before, or removes it: by whoever may, whole, and on record."""

from __future__ import annotations

import os

import pandas as pd

from data.access.person import Person
from data.access.rules import require
from data.audit import record as audit
from data.boundaries import NAME, read
from data.home import home, settle, write_whole
from data.outlines import NotDrawn
from data.problem import CannotWrite, DataError


class NothingToDraw(DataError):
    """A file of boundaries of which no outline can be drawn: it is not kept, and the one before stays."""

    def __init__(self, not_drawn: list[NotDrawn]) -> None:
        """Keep everything that is wrong with the file."""
        self.not_drawn = not_drawn
        super().__init__(
            f"No outline of the file can be drawn; {len(not_drawn)} faults. The boundaries kept before stay."
        )


def keep(content: bytes, regions: pd.DataFrame, by: Person) -> None:
    """Keep a file of boundaries in the home folder, in place of the one before, once it has been read.

    Raises:
        NothingToDraw: when no outline of it can be drawn; the file kept before stays.
        CannotWrite: when the folder cannot be written to; the file kept before stays.
        NotAllowed: when it is not theirs to do.
    """
    require(by, "boundaries")
    held = read(content, regions)
    if not held.outlines:
        raise NothingToDraw(held.not_drawn)
    audit.add(by, "boundaries", outlines=len(held.outlines))
    try:
        home().mkdir(parents=True, exist_ok=True)
        coming = home() / f".{NAME}.{os.getpid()}"
        write_whole(coming, content)
        coming.replace(home() / NAME)
        settle(home())
    except OSError as error:
        raise CannotWrite(home(), error) from error


def remove(by: Person) -> None:
    """Remove the boundaries that are kept here.

    Raises:
        CannotWrite: when the folder cannot be written to.
        NotAllowed: when it is not theirs to do.
    """
    require(by, "boundaries")
    audit.add(by, "boundaries", outlines=0)
    try:
        (home() / NAME).unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(home(), error) from error
