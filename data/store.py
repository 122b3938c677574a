"""The store: published by one pointer, opened read-only, and asked with named parameters.

Its name is the checksum of all that it is made of, so an unchanged store is never built twice and nobody ever reads
half of a new one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import duckdb
import pandas as pd
from filelock import FileLock

from data.batches import Release, entries, release
from data.building import Progress, version_of, write
from data.coming import wait_for_those_who_serve
from data.frames import frame_of
from data.home import FACTS, home
from data.problem import CannotWrite, DataError
from data.standing import ONCE
from i18n import mark

Query = Callable[..., pd.DataFrame]

KEPT = 3  # published stores left in place, so that a reader of the one before last still reads
_PUBLISHED = re.compile(r"coverage-[0-9a-f]{16}\.duckdb")


class StoreMissing(DataError):
    """No store has been published yet."""


class StoreDamaged(DataError):
    """A file of a store is not what was written."""


# What DuckDB raises when a file is not what it wrote; a fault of a query itself is none of these (2.0.0).
_DAMAGED = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)

# DuckDB 2.0.0 advises against Arrow from a cursor, for it copies the rows once more; its own advice plans a query twice,
# which costs more on all that a page asks.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)


@dataclass(frozen=True)
class Store:
    """A published store, opened read-only.

    Args:
        version: checksum that names its content; a cache key for everything computed from it.
        path: its file.
    """

    version: str
    path: Path
    _connection: duckdb.DuckDBPyConnection
    _kept: dict[str, pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    def query(self, sql: str, **parameters: object) -> pd.DataFrame:
        """Run one SELECT with ``$name`` parameters and give a frame, on any thread; what begins with ``ONCE`` is run once."""
        if not sql.startswith(ONCE):
            return self._answer(sql, parameters)
        if sql not in self._kept:
            self._kept[sql] = self._answer(sql, parameters)
        return self._kept[sql].copy(deep=False)  # a copy on write: what is kept is never changed

    def _answer(self, sql: str, parameters: dict[str, object]) -> pd.DataFrame:
        # One cursor a call: a connection shared by eight threads failed one call in seven (duckdb 2.0.0).
        with self._connection.cursor() as cursor:
            try:
                return frame_of(cursor.execute(sql, parameters).to_arrow_table())
            except duckdb.Error as error:
                # A checksum that fails has no class of its own (2.0.0).
                if not isinstance(error, _DAMAGED) and type(error) is not duckdb.Error:
                    raise
                raise StoreDamaged(f"{self.path.name} cannot be read. Remove it and start again.") from error

    def close(self) -> None:
        """Close the connection; the store stays published."""
        self._connection.close()


def build(facts: Path = FACTS, tell: Progress = lambda _: None) -> str:
    """Build the store of the latest release and publish it, or leave everything as it was.

    Args:
        facts: folder of the fact files.
        tell: told in a few words what is being done.

    Returns:
        The version published. An unchanged version is not built again.

    Raises:
        ProblemsFound: with everything that is wrong, when the facts are not sound; the published store stays.
        CannotWrite: when the disk is full or may not be written to; the published store stays.
    """
    target = _built(release(entries()), facts, tell)
    known = _current(target.parent)
    if known != target.name:
        try:
            if known:
                wait_for_those_who_serve(target.name, tell)
            tell(mark("publishing"))
            _point(target.parent, target.name)
        except OSError as error:
            raise CannotWrite(target.parent, error) from error
    _prune(target.parent, target)
    return target.name[9:25]


def _built(known: Release, facts: Path, tell: Progress) -> Path:
    """Give the file of a release's store, built if it is not there.

    Raises:
        CannotWrite: when the disk is full or may not be written to.
    """
    try:
        return _built_now(known, facts, tell)
    except (OSError, duckdb.IOException) as error:
        raise CannotWrite(home() / "store", error) from error


def _built_now(known: Release, facts: Path, tell: Progress) -> Path:
    version = version_of(facts, known)
    folder = home() / "store"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"coverage-{version}.duckdb"
    if _is_sound(target):
        return target
    with FileLock(home() / "building.lock"):
        for left in folder.glob("draft-*"):  # of a build that was killed; nobody else builds now
            left.unlink(missing_ok=True)
        if not _is_sound(target):  # while we waited, another process may have built it
            if target.is_dir():  # nothing of ours: a file cannot take its place
                shutil.rmtree(target)
            draft = folder / f"draft-{os.getpid()}-{version}.duckdb"
            try:
                write(draft, known, facts, tell)
                with draft.open("rb") as written:
                    os.fsync(written.fileno())
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
    return target


def _is_sound(path: Path) -> bool:
    """Say whether a store is there and opens: a file that was cut short is built again instead of being published."""
    if not path.exists():
        return False
    try:
        with contextlib.closing(duckdb.connect(str(path), read_only=True)) as connection:
            return bool(connection.execute("select count(*) > 0 from region").fetchall()[0][0])
    except duckdb.Error:
        return False


def open_store() -> Store:
    """Open the published store read-only.

    Raises:
        StoreMissing: when none has been published.
    """
    folder = home() / "store"
    name = _current(folder)
    if name is None:
        raise StoreMissing("No store has been published yet. Run: python -m data build")
    return Store(name[9:25], folder / name, _connect(folder / name))


def is_published() -> bool:
    """Say whether a store has been published, so that a page can tell the reader that one is being built."""
    return published() is not None


def published() -> tuple[str, datetime] | None:
    """Give the version of the published store and when it was published, without opening it; None where none is."""
    folder = home() / "store"
    name = _current(folder)
    if name is None:
        return None
    return name[9:25], datetime.fromtimestamp((folder / "current").stat().st_mtime, UTC)


_opened: dict[Path, Store] = {}
_compared: set[Path] = set()
_lock = Lock()


def ensure(tell: Progress = lambda _: None) -> Store:
    """Give the store to read, publishing it first where the latest release has no published store yet.

    One connection a published file is kept open, for the last few of them. When another process publishes a newer
    store, the next call gives that one.
    """
    folder = home() / "store"
    with _lock:
        name = _current(folder)
        # Once in the life of a process: after an upgrade the published store has the tables of the older code, after a
        # crash between accepting a file and publishing it the store is older than the record, and it may be damaged.
        if name is None or folder not in _compared:
            build(tell=tell)
            name = _current(folder)
        _compared.add(folder)
        return _keep_open(folder / str(name))


def built(known: Release, tell: Progress = lambda _: None) -> str:
    """Give the name of the file of a release's store, built if it is not there and not published.

    Raises:
        CannotWrite: when the disk is full or may not be written to.
    """
    return _built(known, FACTS, tell).name


def prune(kept: int) -> None:
    """Take away the files of stores beyond the last few that were built or asked for; never the published one."""
    folder = home() / "store"
    name = _current(folder)
    if name:
        _prune(folder, folder / name, kept + 1)


def at(name: str) -> Store | None:
    """Give a store by the name of its file, published or on its way; None where it is not there any more."""
    path = home() / "store" / name
    if not _PUBLISHED.fullmatch(name) or not path.exists():
        return None
    with _lock:
        return _keep_open(path)


def _keep_open(path: Path) -> Store:
    """Give a store, opened once; the last few that were asked for stay open, whoever holds another still reads it."""
    _opened[path] = _opened.pop(path) if path in _opened else Store(path.name[9:25], path, _connect(path))
    for old in list(_opened)[:-KEPT]:
        del _opened[old]
    return _opened[path]


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise DataError(f"{path.name} cannot be read. Remove it and run: python -m data build") from error
    connection.execute("set enable_progress_bar = false")
    return connection


def _current(folder: Path) -> str | None:
    try:
        name = (folder / "current").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return name if _PUBLISHED.fullmatch(name) and (folder / name).exists() else None


def _point(folder: Path, name: str) -> None:
    draft = folder / f"current-{os.getpid()}"
    with draft.open("w", encoding="ascii") as pointer:
        pointer.write(name + "\n")
        pointer.flush()
        os.fsync(pointer.fileno())
    draft.replace(folder / "current")


def _prune(folder: Path, current: Path, kept: int = KEPT) -> None:
    others = [path for path in folder.glob("coverage-*.duckdb") if path != current]
    for old in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[kept - 1 :]:
        with contextlib.suppress(OSError):  # Windows does not remove a file that a reader holds open: next time
            old.unlink()


def describe(query: Query) -> pd.DataFrame:
    """Give the dictionary of the store, from the comments in it.

    Returns:
        One row a column: ``table, about, column, type, meaning``; sorted by table, in column order.
    """
    return query(
        """
        select t.table_name as "table", t.comment as about, c.column_name as "column", c.data_type as type,
            c.comment as meaning
        from duckdb_tables() t join duckdb_columns() c using (database_name, schema_name, table_name)
        where not t.internal and t.database_name = current_database()
        order by t.table_name, c.column_index
        """
    )
