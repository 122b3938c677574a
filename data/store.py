"""The store: built whole from the facts, published by one pointer, opened read-only, and asked with named parameters.

The only module that imports duckdb. What is published is a pure function of the fact files and of the code that reads
them: its name is their checksum, so an unchanged store is never built twice and nobody ever reads half of a new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import duckdb
import pandas as pd

from data.checks import check, staged
from data.marts import MARTS, Mart
from data.problem import DataError, Problem, ProblemsFound
from data.readers import read_facts
from data.schema import TABLES, create, literal, typed

Query = Callable[..., pd.DataFrame]
Progress = Callable[[str], None]

HERE = Path(__file__).resolve().parent
FACTS = HERE / "facts"
KEPT = 3  # published stores left in place, so that a reader of the one before last still reads
# Written in the older layout so that tools on DuckDB 1.5 can open the file (seen with 2.0.0).
STORAGE = "v1.5.0"
_PUBLISHED = re.compile(r"coverage-[0-9a-f]{16}\.duckdb")


class StoreMissing(DataError):
    """No store has been published yet."""


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

    def query(self, sql: str, **parameters: object) -> pd.DataFrame:
        """Run one SELECT with ``$name`` parameters and give a frame. Safe to call from several threads."""
        # One cursor a call: a connection shared by eight threads failed one call in seven (duckdb 2.0.0).
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, parameters).df()

    def close(self) -> None:
        """Close the connection; the store stays published."""
        self._connection.close()


def home() -> Path:
    """Give the folder of what this installation holds: ``COVERAGE_HOME``, else ``var`` beside the code."""
    return Path(os.environ.get("COVERAGE_HOME") or HERE.parent / "var").resolve()


def version_of(facts: Path = FACTS) -> str:
    """Give the checksum of the fact files and of the code that makes tables of them, as 16 hexadecimal digits."""
    digest = hashlib.sha256(f"duckdb {duckdb.__version__} {STORAGE}".encode())
    for path in [*sorted(facts.glob("*.csv")), *sorted(HERE.rglob("*.py"))]:
        content = path.read_bytes()
        digest.update(f"\0{path.name} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def find_problems(facts: Path = FACTS) -> list[Problem]:
    """Check the facts and store nothing.

    Returns:
        Everything that is wrong, of all files; empty when the facts are sound.
    """
    with contextlib.closing(_memory()) as connection:
        return _stage(connection, facts)


def build(facts: Path = FACTS, tell: Progress = lambda _: None) -> str:
    """Build the store from the facts and publish it, or leave everything as it was.

    Args:
        facts: folder of the fact files.
        tell: told in a few words what is being done.

    Returns:
        The version published. An unchanged version is not built again.

    Raises:
        ProblemsFound: with everything that is wrong, when the facts are not sound; the published store stays.
    """
    version = version_of(facts)
    folder = home() / "store"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"coverage-{version}.duckdb"
    if not target.exists():
        draft = folder / f"draft-{os.getpid()}-{version}.duckdb"
        draft.unlink(missing_ok=True)  # of a build that was killed and had our process number
        try:
            _write(draft, facts, tell)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    if _current(folder) != target.name:
        tell("publishing")
        _point(folder, target.name)
    _prune(folder, target)
    return version


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
    return _current(home() / "store") is not None


_opened: dict[Path, Store] = {}
_compared: set[Path] = set()
_lock = Lock()


def ensure(tell: Progress = lambda _: None) -> Store:
    """Give the store to read, publishing it first where the bundled facts have no published store yet.

    One connection a published file is kept open for the life of the process. When another process publishes a newer
    store, the next call gives that one.
    """
    folder = home() / "store"
    with _lock:
        name = _current(folder)
        # Once in the life of a process: after an upgrade the published store has the tables of the older code.
        if name is None or (folder not in _compared and name != f"coverage-{version_of()}.duckdb"):
            build(tell=tell)
            name = _current(folder)
        _compared.add(folder)
        path = folder / str(name)
        if path not in _opened:
            _opened[path] = open_store()
        return _opened[path]


def _write(path: Path, facts: Path, tell: Progress) -> None:
    with contextlib.closing(_memory()) as connection:
        tell("reading and checking the facts")
        problems = _stage(connection, facts)
        if problems:
            raise ProblemsFound(problems)
        tell("building the tables")
        connection.execute(f"attach {literal(str(path))} as store (storage_version {literal(STORAGE)})")
        connection.execute("use store")
        for table in TABLES:
            connection.execute(create(table))
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            values = ", ".join(typed(column) for column in table.columns)
            source = f"memory.{staged(table)}"
            connection.execute(
                f"insert into {table.name} ({columns}, fact_row) select {values}, fact_row from {source} order by fact_row"
            )
        for mart in MARTS:
            connection.execute(_create_mart(mart))
        connection.execute("use memory")
        connection.execute("detach store")
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _create_mart(mart: Mart) -> str:
    lines = [f"create table {mart.name} as {mart.filled_by}"]
    lines.append(f"comment on table {mart.name} is {literal(' '.join(mart.about.split()))}")
    lines += [f'comment on column {mart.name}."{name}" is {literal(says)}' for name, says in mart.described.items()]
    return ";\n".join(lines)


def _stage(connection: duckdb.DuckDBPyConnection, facts: Path) -> list[Problem]:
    problems: list[Problem] = []
    for table in TABLES:
        frame, found = read_facts(facts, table)
        problems += found
        connection.register("frame_read", frame)
        connection.execute(f"create table {staged(table)} as select * from frame_read")
        connection.unregister("frame_read")
    return problems + check(lambda sql: connection.execute(sql).df(), {problem.file for problem in problems})


def _memory() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("set enable_progress_bar = false")
    return connection


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


def _prune(folder: Path, current: Path) -> None:
    for old in _older(folder, current)[KEPT - 1 :]:
        with contextlib.suppress(OSError):  # Windows does not remove a file that a reader holds open: next time
            old.unlink()


def _older(folder: Path, current: Path) -> list[Path]:
    others: Iterator[Path] = (path for path in folder.glob("coverage-*.duckdb") if path != current)
    return sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)


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


__all__ = [
    "Query",
    "Store",
    "StoreMissing",
    "build",
    "describe",
    "ensure",
    "find_problems",
    "home",
    "is_published",
    "open_store",
]
