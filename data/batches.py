"""The record of what offices sent: every accepted file byte for byte, in order, and what was done about it since.

Nothing in it is ever changed once it is published. A withdrawal, a return to an earlier release and the switch of the
demonstration set are entries of their own, so any release is the entries up to some number, and the store is made from
nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from secrets import token_hex

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from data.chain import Seal, breaks, links, read_seal, write_seal
from data.entry import Entry, RecordBroken, entry_of, file_name
from data.home import home, settle, write_whole
from data.problem import CannotWrite, DataError, one_line
from i18n import mark

WAIT = 120.0  # seconds that a second writer waits for the first
_DRAFT = ".draft-"


class NoSuchMoment(DataError):
    """What should name a batch or a day of the record names neither."""


@dataclass(frozen=True)
class Release:
    """What counts at one moment.

    Args:
        number: of the last entry it knows.
        batches: the loads that count, in the order in which they were accepted: a later one wins per cell.
        demonstration: whether the demonstration set is shown.
    """

    number: int = 0
    batches: tuple[Entry, ...] = ()
    demonstration: bool = True


def folder() -> Path:
    """Give the folder of the record."""
    return home() / "batches"


def entries(at: Path | None = None) -> list[Entry]:
    """Read the record, in order; of another folder where one is given.

    Raises:
        RecordBroken: when an entry is missing, cannot be read, or is not what was accepted.
    """
    return [entry for entry, _ in manifests(at)]


def manifests(at: Path | None = None) -> list[tuple[Entry, bytes]]:
    """Read the record as ``entries`` does, each entry with the bytes of its manifest."""
    place = at or folder()
    found, faults = scan(place)
    if faults:
        raise RecordBroken(f"{faults[0]} {bring_back(place)}")
    return found


def scan(place: Path) -> tuple[list[tuple[Entry, bytes]], list[str]]:
    """Read a record, whole or not: the entries that can be read, in order, and a sentence for each fault."""
    found: list[tuple[Entry, bytes]] = []
    faults, seal = [], None
    try:
        seal = read_seal(place)  # before the entries: what is added meanwhile is not missing
    except ValueError:
        faults.append("The seal of the record cannot be read.")
    named = [(path.name.split("-")[0], path) for path in sorted(place.glob("[0-9]*"))]
    faults += [f"{path.name} is no entry of the record." for number, path in named if not number.isdecimal()]
    for _, path in sorted((int(number), path) for number, path in named if number.isdecimal()):
        try:
            manifest = (path / "manifest.json").read_bytes()
            entry = entry_of(manifest)
        except (OSError, ValueError):
            faults.append(f"{path.name} of the record cannot be read.")
            continue
        found.append((entry, manifest))
        if entry.batch_id != path.name:
            faults.append(f"{path.name} of the record says that it is {entry.batch_id}.")
    if not faults:
        numbers = [entry.number for entry, _ in found]
        missing = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
        faults += [f"Entry {number} of the record is missing." for number in missing]
        faults += [
            f"Entry {number} of the record stands twice."
            for number in sorted(set(numbers))
            if numbers.count(number) > 1
        ]
    if not faults:
        faults += breaks(found, seal)
    return found, faults


def bring_back(place: Path) -> str:
    """Say what to do about a record that is not whole."""
    return (
        f"Nothing was changed now. Move {place} aside, keep it, and bring the record back from a backup: "
        "python -m data restore-backup FILE."
    )


def release(known: list[Entry], number: int | None = None) -> Release:
    """Say what counts after the entries up to a number; after all of them when None.

    The demonstration set is on at first, goes off by itself with the first file accepted, and goes on and off by hand.
    """
    batches: dict[int, Entry] = {}
    demonstration, last = True, 0
    for entry in known[: len(known) if number is None else number]:
        last = entry.number
        if entry.kind == "load":
            demonstration = demonstration and any(one.kind == "load" for one in known[: last - 1])
            batches[entry.number] = entry
        elif entry.kind == "withdraw":
            batches.pop(int(entry.target or 0), None)
        elif entry.kind == "restore":
            batches = {one.number: one for one in release(known, entry.target).batches}
        else:
            demonstration = bool(entry.on)
    return Release(last, tuple(batches[number] for number in sorted(batches)), demonstration)


def number_at(known: list[Entry], moment: str) -> int:
    """Give the number of the last entry at a moment: the name or number of an entry, or a day that is wholly known.

    An entry is known on a day when it and all before it are: a clock that was set back makes none known too early.

    Raises:
        NoSuchMoment: when it is neither, with what it may be.
    """
    for entry in known:
        if moment in entry.names:
            return entry.number
    try:
        day = datetime.strptime(moment, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        names = ", ".join(entry.batch_id for entry in known[-10:]) or "none yet"
        raise NoSuchMoment(
            f"{moment!r} is no batch and no day such as 2026-01-31. The last batches: {names}."
        ) from None
    return sum(1 for _ in takewhile(lambda entry: entry.at[:10] <= day, known))


def rows_of(entry: Entry, table: str, at: Path | None = None) -> Path:
    """Give the file with the rows of a load as they were read; of the record in another folder where one is given.

    Raises:
        RecordBroken: when it is missing or not what was accepted.
    """
    path = (at or folder()) / entry.batch_id / f"{table}.parquet"
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != entry.parts[table]:
        raise RecordBroken(
            f"{path.name} of batch {entry.batch_id} is not what was accepted. {bring_back(at or folder())}"
        )
    return path


def sent_of(entry: Entry, at: Path | None = None) -> Path:
    """Give the file of a load as it was sent; of the record in another folder where one is given."""
    return (at or folder()) / entry.batch_id / f"sent{Path(entry.file).suffix.lower()}"


@contextlib.contextmanager
def writing(tell: Callable[[str], None] = lambda _: None, wait: float = WAIT) -> Iterator[None]:
    """Be the only one who adds to the record; a second writer waits, and is told so.

    Raises:
        DataError: when the first one has not finished after ``wait`` seconds.
        CannotWrite: when the disk is full or may not be written to.
    """
    try:
        with _alone(tell, wait):
            yield
    except OSError as error:
        raise CannotWrite(home(), error) from error


@contextlib.contextmanager
def _alone(tell: Callable[[str], None], wait: float) -> Iterator[None]:
    home().mkdir(parents=True, exist_ok=True)
    lock = FileLock(home() / "writing.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell(mark("another load is under way: waiting for it"))
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise DataError(f"Another load has been under way for {wait:.0f} seconds. Try again later.") from error
    try:
        yield
    finally:
        lock.release()


def accept(content: bytes, file: str, tables: dict[str, pd.DataFrame], by: str, note: str = "",
           warnings: list[str] | None = None, reason: str = "", audit: str = "",
           made_of: dict[str, str] | None = None) -> Entry:  # fmt: skip
    """Add a checked file to the record; only within ``writing``.

    Args:
        content: the file as it was sent.
        file: its name.
        tables: its rows as read, by table, as ``data.loading.read`` gives them.
        by: who sent it.
        note: a remark of theirs.
        warnings: what was pointed out.
        reason: why it is accepted all the same.
        audit: head of the audit record.
        made_of: what its rows were counted from, where that is a register.
    """
    kept = {f"{name}.parquet": _parquet(rows) for name, rows in tables.items() if len(rows)}
    entry = Entry(
        number=0,
        kind="load",
        at=_now(),
        by=one_line(by),
        note=one_line(note),
        file=file_name(file),
        checksum=hashlib.sha256(content).hexdigest(),
        rows={name: len(rows) for name, rows in tables.items() if len(rows)},
        parts={name.removesuffix(".parquet"): hashlib.sha256(rows).hexdigest() for name, rows in kept.items()},
        warnings=warnings or [],
        reason=one_line(reason),
        audit=audit,
        made_of=made_of or {},
    )
    return _add(entry, kept | {sent_of(entry).name: content})


def decide(
    kind: str, by: str, note: str = "", target: int | None = None, *, on: bool | None = None, audit: str = ""
) -> Entry:
    """Add a withdrawal, a restore or a switch of the demonstration set to the record; only within ``writing``."""
    return _add(Entry(0, kind, _now(), one_line(by), one_line(note), target=target, on=on, audit=audit), {})


def seal() -> None:
    """Note up to which entry the record has been published; only within ``writing``."""
    known = manifests()
    write_seal(folder(), Seal(len(known), links(known)[-1]))


def forget(entry: Entry) -> None:
    """Take out the last entry, which could not be published, so that nothing is half done; only within ``writing``."""
    draft = folder() / f"{_DRAFT}{entry.batch_id}"
    (folder() / entry.batch_id).rename(draft)
    settle(folder())
    shutil.rmtree(draft, ignore_errors=True)  # what is left of it goes with the next entry


def _add(entry: Entry, files: dict[str, bytes]) -> Entry:
    """Write an entry beside the record and move it in whole, behind the last: at any moment it is there or it is not."""
    held = manifests()
    entry = replace(entry, number=len(held) + 1, before=links(held)[-1])
    folder().mkdir(parents=True, exist_ok=True)
    for left in folder().glob(f"{_DRAFT}*"):  # of a writer that was killed; nobody else writes now
        shutil.rmtree(left)
    draft = folder() / f"{_DRAFT}{os.getpid()}-{token_hex(4)}"
    draft.mkdir()
    for name, content in (files | {"manifest.json": entry.written()}).items():
        write_whole(draft / name, content)
    settle(draft)
    draft.rename(folder() / entry.batch_id)
    settle(folder())
    return entry


def _parquet(rows: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
