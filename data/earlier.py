"""The stores of earlier releases: as known at a batch or at the end of a day. Nothing of them is published.

Anybody who reads may ask for any of them, and each is built from the record the first time: so one is built at a time, whoever
else asks is told to come again, and only the last few stay on the disk.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock

from data import store
from data.batches import entries, number_at, release
from data.building import Progress
from data.home import home
from data.problem import DataError
from i18n import told

KEPT = 8  # files of stores besides the published one; about 30 MB each
WAIT = 15.0  # seconds that one asks in vain while another is built

_built: dict[tuple[Path, int], str] = {}
_building = Lock()


class EarlierBusy(DataError):
    """Another earlier release is being prepared."""


def as_known(moment: str, tell: Progress = lambda _: None) -> store.Store:
    """Give the store of an earlier release, built where it is not there any more.

    Raises:
        DataError: when the moment is neither a batch nor a day.
        EarlierBusy: when another one is being built for too long.
    """
    known = entries()
    number = number_at(known, moment)
    asked = home(), number
    held = _held(_built.get(asked, ""))  # an entry never changes, nor does the release up to it
    if held is not None:
        return held
    if not _building.acquire(timeout=WAIT):
        raise EarlierBusy(told("Another earlier release is being prepared. Ask again in a minute."))
    try:
        _built[asked] = store.built(release(known, number), tell)
        store.prune(KEPT)
        held = _held(_built[asked])
    finally:
        _building.release()
    if held is None:
        raise EarlierBusy(told("Another earlier release is being prepared. Ask again in a minute."))
    return held


def _held(name: str) -> store.Store | None:
    """Give a store that is there, as the one used last."""
    held = store.at(name) if name else None
    if held is not None:
        with suppress(OSError):
            os.utime(held.path)
    return held
