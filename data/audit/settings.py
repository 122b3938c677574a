"""Puts on record how the server is started, where that is not as it was before: who is let in, and what is held back."""

from __future__ import annotations

import hashlib
import logging

from data.access.local import is_open_to_all
from data.access.mapping import access
from data.audit.line import About
from data.audit.record import add, last_of
from data.boundaries import is_given
from data.problem import DataError
from data.standing import SMALL


def note() -> None:
    """Add a line where a setting has changed; a home that cannot be written to keeps nobody from reading."""
    known = access()
    mode = "sign-in" if known else "open to all" if is_open_to_all() else "local"
    held = hashlib.sha256(known.path.read_bytes()).hexdigest()[:16] if known else ""
    told: dict[str, About] = {"mode": mode, "access": held, "small": SMALL, "own_boundaries": is_given()}
    try:
        before = last_of("settings")
        if before is None or before.about != told:
            add(None, "settings", **told)
    except DataError:
        logging.getLogger(__name__).exception("How the server is started cannot be put on record")
