"""Puts on record how the server is started, where that is not as it was before: who is let in, and what is held back."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable

from filelock import FileLock

from data.access.local import is_open_to_all
from data.access.mapping import AccessBroken, access
from data.audit.line import About
from data.audit.record import add, folder, last_of
from data.boundaries import is_given
from data.problem import DataError
from data.standing import SMALL

LOOKED_EVERY = 5.0  # seconds

_log = logging.getLogger(__name__)
_noted: dict[str, About] = {}


def note() -> None:
    """Add a line where a setting has changed; a home that cannot be written to keeps nobody from reading."""
    mode = "sign-in" if access() else "open to all" if is_open_to_all() else "local"
    _add({"mode": mode, "access": _held(), "small": SMALL, "own_boundaries": is_given()})


def note_access() -> None:
    """Add a line where the file of access is not as the last line said, while the server runs or before a command."""
    held = _held()
    if _noted.get("access") != held:  # the record, which may be long, is read only then
        before = last_of("settings")
        _add({**(before.about if before else {"mode": "command"}), "access": held})


async def follow() -> None:
    """Look again and again whether the file of access has changed, until cancelled."""
    while True:
        await asyncio.sleep(LOOKED_EVERY)
        await asyncio.to_thread(_calmly, note_access)


def _held() -> str:
    """Give the checksum of the file of access; ``broken`` where nobody is let in by it, nothing without one."""
    try:
        known = access()
        return hashlib.sha256(known.path.read_bytes()).hexdigest()[:16] if known else ""
    except (AccessBroken, OSError):
        return "broken"


def _add(told: dict[str, About]) -> None:
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with FileLock(folder() / "settings.lock", mode=0o600):  # of several processes one notes it
            before = last_of("settings")
            if before is None or before.about != told:
                add(None, "settings", **told)
        _noted.update(told)
    except (DataError, OSError):
        _log.exception("How the server is started cannot be put on record")


def _calmly(look: Callable[[], None]) -> None:
    try:
        look()
    except (DataError, OSError):
        _log.exception("Whether the file of access has changed cannot be said")
