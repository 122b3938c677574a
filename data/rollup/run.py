"""One run of the roll-up, from the register's files to an accepted batch: alone, in a folder of its own, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from data import intake, store
from data.access.person import Person
from data.access.rules import require
from data.entry import Entry
from data.home import home
from data.loading import Read, Reading
from data.office.touched import regions_of
from data.office.trial import Difference
from data.problem import CannotWrite, DataError
from data.rollup import batch, footers
from data.rollup.counting import Asked, Rolled, roll_up
from data.rollup.engine import engine_named, see
from data.rollup.reading import files_of

Tell = Callable[[str], None]
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(GB|GIB|MB|MIB)", re.IGNORECASE)
_UNITS = {"GB": 10**9, "GIB": 2**30, "MB": 10**6, "MIB": 2**20}
LEAST, MOST = 300 * 10**6, 10**15


@dataclass(frozen=True)
class Wanted:
    """What a run is asked for.

    Args:
        register: files, or folders of them.
        engine: ``duckdb``, or the address of another.
        memory: what the run may use, as ``4GB``.
        since: first month counted; None for all.
        until: last month; None for the last of the register.
        exclude: kinds of faults whose workers are left out.
        out: folder that the tables are written to as well.
    """

    register: list[Path]
    engine: str = "duckdb"
    memory: str = "4GB"
    since: str | None = None
    until: str | None = None
    exclude: tuple[str, ...] = ()
    out: Path | None = None


@dataclass(frozen=True)
class Result:
    """What a run gave: the tables as read, the statement with its name, and what the manifest says they are made of."""

    rolled: Rolled
    read: Read
    file: str
    statement: bytes
    made_of: dict[str, str]


def run(wanted: Wanted, by: Person, tell: Tell = lambda _: None) -> Result:
    """Roll up a register; nothing is accepted yet.

    Raises:
        NotAllowed: when loading is not theirs, or the tables to be written name a region that is not.
        ProblemsFound: with everything that is wrong with the register.
        DataError: when it is not there, changes while it is read, or what is asked for cannot be.
    """
    require(by, "load")
    for option, month in (("--since", wanted.since), ("--until", wanted.until)):
        if month is not None and not _MONTH.fullmatch(month):
            raise DataError(f"{option} {month} is no month. Write it as 2026-01.")
    memory = memory_of(wanted.memory)
    see(wanted.engine, memory)
    files = files_of(wanted.register)
    footers.check(files, _name(wanted.register))
    held = store.ensure(tell)
    regions = held.query("select region_code from region where level = 'regency'")["region_code"]
    asked = Asked(_name(wanted.register), frozenset(regions), wanted.since, wanted.until, wanted.exclude)
    with _alone() as folder:
        tell("taking the checksum of the register")
        before, known = _states(files), batch.summed(files, wanted.register)
        engine = engine_named(wanted.engine, files, memory, folder)
        try:
            rolled = roll_up(engine, asked, tell)
        finally:
            engine.close()
        if _states(files) != before:
            raise DataError("The register changed while it was read. Nothing was loaded. Run again once it is whole.")
    said = batch.statement(rolled, known, engine.name)
    file = f"rollup-{rolled.months[0]}-{rolled.months[1]}.json"
    tell("checking the tables")
    read = batch.as_read(rolled, file, Reading().today, held.query)
    if wanted.out is not None:
        require(by, "examine", read.regions | regions_of(read.tables))
        try:
            batch.write(wanted.out, rolled.tables, said)
        except OSError as error:
            raise CannotWrite(wanted.out, error) from error
    return Result(rolled, read, file, said, batch.made_of(rolled, known, engine.name))


def load(
    result: Result, by: Person, note: str = "", reason: str = "", tell: Tell = lambda _: None
) -> tuple[Entry, Difference]:
    """Accept what a run gave and publish it, as ``data.intake.load`` does with a file."""
    return intake.load_read(result.read, result.statement, result.file, by, note, reason, result.made_of, tell)


def memory_of(text: str) -> int:
    """Give bytes for a size such as ``4GB``.

    Raises:
        DataError: when it is none, or too little to begin with.
    """
    found = _SIZE.fullmatch(text.strip())
    size = int(float(found[1]) * _UNITS[found[2].upper()]) if found else 0
    if not LEAST <= size <= MOST:
        raise DataError(f"--memory {text} is no size, or under {LEAST // 10**6}MB. Write it as 4GB or 800MB.")
    return size


def folder() -> Path:
    """Give the folder in which runs put what does not fit into memory; it holds nothing between two of them."""
    return home() / "rollup"


@contextlib.contextmanager
def _alone() -> Iterator[Path]:
    """Be the only run, in a folder that only this user may read; what a run that was killed left is removed first."""
    lock, own = FileLock(home() / "rollup.lock"), folder() / f"run-{os.getpid()}-{token_hex(4)}"
    try:
        try:
            folder().mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.acquire(timeout=0)
            for left in folder().glob("run-*"):  # nothing else: the folder may lead to a disk with other things on it
                shutil.rmtree(left)
            own.mkdir(mode=0o700)
        except Timeout as error:
            raise DataError("Another roll-up is under way. Nothing was done. Try again when it has ended.") from error
        except OSError as error:
            raise CannotWrite(folder(), error) from error
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
        lock.release()


def _name(register: list[Path]) -> str:
    first = register[0].resolve().name
    return first if len(register) == 1 else f"{first} and {len(register) - 1} more"


def _states(files: list[Path]) -> list[tuple[int, int]]:
    try:
        return [(file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    except OSError:  # taken away since it was found
        return []
