"""Says whether the record is whole: every entry as it was accepted, in its chain, with its files and nothing beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from data.batches import folder, rows_of, scan, sent_of
from data.chain import SEAL
from data.entry import Entry, RecordBroken


def faults(at: Path | None = None) -> tuple[int, list[str]]:
    """Give the number of entries that can be read, and a sentence for everything that is not as it was published."""
    place = at or folder()
    known, found = scan(place)
    for entry, _ in known:
        if (place / entry.batch_id).is_dir():
            found += _of_files(entry, place)
    entered = {entry.batch_id for entry, _ in known}
    strange = [
        path.name for path in sorted(place.glob("*"))
        if path.name not in (*entered, SEAL) and not path.name.startswith(".") and not path.name[0].isdecimal()
    ]  # fmt: skip
    return len(known), found + [f"{name} is no part of the record." for name in strange]


def _of_files(entry: Entry, place: Path) -> list[str]:
    """Compare the files of an entry with the checksums in its manifest."""
    held, found = {"manifest.json"}, []
    if entry.kind == "load":
        sent = sent_of(entry, place)
        held.add(sent.name)
        if not sent.is_file() or hashlib.sha256(sent.read_bytes()).hexdigest() != entry.checksum:
            found.append(f"{sent.name} of batch {entry.batch_id} is not the file that was accepted.")
    for table in entry.parts:
        held.add(f"{table}.parquet")
        try:
            rows_of(entry, table, place)
        except RecordBroken:
            found.append(f"{table}.parquet of batch {entry.batch_id} is not what was accepted.")
    strange = sorted({path.name for path in (place / entry.batch_id).iterdir()} - held)
    return found + [f"{name} in {entry.batch_id} is no part of the record." for name in strange]
