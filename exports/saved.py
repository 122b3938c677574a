"""Puts a made file where the reader wants it: whole or not at all, and never over work that is not kept elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from data.home import settle, write_whole
from data.problem import CannotWrite


def save(path: Path, content: bytes) -> Path | None:
    """Write a file beside its place, then move it there.

    Args:
        path: of the file; a file that is there already and differs is kept beside it as ``NAME~``, since a presenter may
            have edited it.
        content: of the file.

    Returns:
        Where the earlier file is kept, or None.

    Raises:
        CannotWrite: when the disk is full or the folder may not be written to; what was there stays.
    """
    place = path.resolve()  # a link stays a link, and what it points at is written
    draft = place.with_name(f".{place.name}.{os.getpid()}.draft")
    try:
        try:
            write_whole(draft, content)
            kept = _keep(place, content)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
        settle(place.parent)
    except OSError as error:
        raise CannotWrite(path, error) from error
    return kept


def _keep(place: Path, content: bytes) -> Path | None:
    """Keep what is there under another name; at every moment the place holds the earlier file or the new one."""
    if not place.exists() or place.read_bytes() == content:
        return None
    kept = place.with_name(f"{place.name}~")
    draft = place.with_name(f".{place.name}.{os.getpid()}.kept")
    try:
        write_whole(draft, place.read_bytes())
        draft.replace(kept)
    finally:
        draft.unlink(missing_ok=True)
    return kept
