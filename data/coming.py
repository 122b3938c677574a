"""A store on its way: named to the processes that serve, so that they have drawn on it what readers look at when it is published.

Everything that is remembered hangs on the store, so after a publish nothing is: a hundred readers would all wait for the same
few dozen views at once. Whoever publishes waits a while instead, as long as somebody serves; nobody reads the new store before.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from data.home import home
from i18n import mark

LONGEST = 30.0  # seconds that a publish waits for those who serve
ALIVE = 5.0  # seconds after which a process that has not said that it serves is taken for gone
LOOKED_EVERY = 0.1  # seconds


class Serving:
    """A process that serves: says so again and again, and which store it has drawn on."""

    def __init__(self) -> None:
        """Begin without a store."""
        self._place = _folder() / f"process-{token_hex(8)}"
        self._drawn = ""

    def say(self, drawn: str | None = None) -> None:
        """Say that this process serves, and the name of the file of a store when it has drawn on it."""
        self._drawn = self._drawn if drawn is None else drawn
        with suppress(OSError):  # a home that takes nothing keeps nobody from reading
            _folder().mkdir(parents=True, exist_ok=True)
            _write(self._place, self._drawn)

    def asked_for(self) -> str:
        """Give the name of the file of a store that is on its way and not drawn on yet; empty where there is none."""
        name = _read(_folder() / "coming")
        return "" if name == self._drawn else name

    def leave(self) -> None:
        """Say that this process serves no more."""
        with suppress(OSError):
            self._place.unlink(missing_ok=True)


def wait_for_those_who_serve(name: str, tell: Callable[[str], None], longest: float = LONGEST) -> None:
    """Name a store on its way, and wait until every process that serves has drawn on it; not for ever.

    Args:
        name: of its file.
        tell: told in a few words what is being done.
        longest: seconds that are waited at most.

    Raises:
        OSError: when the disk is full or may not be written to.
    """
    if not any(_is_behind(place, name) for place in _folder().glob("process-*")):
        return
    tell(mark("drawing what readers look at"))
    _write(_folder() / "coming", name)
    try:
        until = time.monotonic() + longest
        while time.monotonic() < until and any(_is_behind(place, name) for place in _folder().glob("process-*")):
            time.sleep(LOOKED_EVERY)
    finally:
        if _read(_folder() / "coming") == name:
            (_folder() / "coming").unlink(missing_ok=True)


def _is_behind(place: Path, name: str) -> bool:
    """Say whether a process serves and has not drawn on a store; one that was killed is forgotten."""
    try:
        silent = time.time() - place.stat().st_mtime
    except FileNotFoundError:
        return False
    if silent > ALIVE:
        with suppress(OSError):
            place.unlink()
        return False
    return _read(place) != name


def _folder() -> Path:
    return home() / "serving"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeError):
        return ""


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}-{os.getpid()}-{token_hex(4)}")
    draft.write_text(text, encoding="ascii")
    draft.replace(path)
