"""Writes a snapshot as a file and reads it again; one that is not what was written is refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.problem import DataError
from exports.snapshot.freezing import COMPARED, FORMAT, Snapshot

LARGEST = 50_000_000  # bytes; that of a Kanwil has half a million


class SnapshotRefused(DataError):
    """A file that is no snapshot, or not as it was written."""


def written(frozen: Snapshot) -> bytes:
    """Give the file of a snapshot: JSON, a row a line where that reads well."""
    content = {"format": FORMAT, **asdict(frozen)}
    return json.dumps(
        {"checksum": _checksum(content), **content}, ensure_ascii=False, allow_nan=False, indent=1
    ).encode()


def read(path: Path) -> Snapshot:
    """Read a snapshot.

    Raises:
        SnapshotRefused: when it cannot be read, is of another format, or was altered.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise SnapshotRefused(f"{path.name} is too large for a snapshot.")
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SnapshotRefused(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise SnapshotRefused(f"{path.name} is no snapshot: write one with `python -m exports snapshot`.") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise SnapshotRefused(f"{path.name} is no snapshot of the format {FORMAT!r}.")
    if content.pop("checksum", None) != _checksum(content):
        raise SnapshotRefused(
            f"{path.name} was altered: its checksum is not that of its content. Nothing was compared."
        )
    try:
        return _sound(Snapshot(**{name: value for name, value in content.items() if name != "format"}))
    except (TypeError, KeyError) as error:
        raise SnapshotRefused(f"{path.name} is not built as a snapshot is ({error}).") from error


def _sound(frozen: Snapshot) -> Snapshot:
    """Touch everything that is read later.

    Raises:
        TypeError, KeyError: where something is not what it should be.
    """
    texts = [frozen.title, frozen.made_on, frozen.link, *(frozen.release[name] for name in ("store", "known_on"))]
    texts += [frozen.asked[name] for name in ("region", "as_of", "base", "plan", "lang")]
    texts += [] if frozen.asked["target"] is None else [frozen.asked["target"]]
    lists = [frozen.release["batches"], *(one["batch_ids"] for one in (*frozen.numbers, *frozen.tables))]
    texts += [one for each in lists for one in each]
    for number in frozen.numbers:
        texts += [number["finding"], number["made_by"], *(str(number[name]) for name in COMPARED)]
    for table in frozen.tables:
        texts += [table["finding"], table["title"]]
        texts += [f"{column['title']}{column['wide']}" for column in table["columns"]]
        for row in table["rows"]:
            texts.append(row["key"])
            if len(row["cells"]) != len(table["columns"]):
                raise TypeError("a row is longer or shorter than its header")
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a text is none")
    return frozen


def _checksum(content: dict[str, Any]) -> str:
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
