"""What an engine can do for the roll-up, and the one that is always there: DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd

from data.problem import DataError
from data.schema import literal

Parameters = Mapping[str, int]
ENGINE_SHARE = 0.75  # of the memory; the rest is for Python and the tables that come out


class Engine(Protocol):
    """Runs the SELECTs of ``data.rollup.definition`` over a register.

    Names of parameters are those of the SQL, without ``$``; ones that a SELECT
    does not name are left out.
    """

    @property
    def name(self) -> str:
        """Which engine it is, with its version."""

    def columns(self) -> dict[str, str]:
        """Give the columns of the register's files, each with its type as DuckDB names it."""

    def months(self) -> dict[str, int]:
        """Give the rows by month, as the files write it; empty for rows without."""

    def open(self, select: str) -> None:
        """Make ``register``: ``select`` is over the files, which stand as ``{files}`` in it."""

    def put(self, name: str, rows: pd.DataFrame) -> None:
        """Make a table of a small frame, in the place of an earlier one."""

    def make(self, name: str, sql: str, parameters: Parameters) -> None:
        """Make a table of what a SELECT gives, in the place of an earlier one."""

    def ask(self, sql: str, parameters: Parameters) -> pd.DataFrame:
        """Give what a SELECT gives; its rows are few."""

    def close(self) -> None:
        """Let go of everything; nothing of the register is left."""


def see(name: str, memory: int) -> None:
    """See that there is such an engine, before anything of a register is read.

    Raises:
        DataError: when there is none, or what it needs is not installed.
    """
    if name != "duckdb":
        from data.rollup.spark_session import see as see_spark  # as below

        see_spark(name, memory)


def engine_named(name: str, files: list[Path], memory: int, folder: Path) -> Engine:
    """Open a register with an engine.

    Args:
        name: ``duckdb``; ``local[2]`` for Spark on this computer, ``spark://host:port`` for a cluster.
        files: of the register.
        memory: bytes that it may use at most.
        folder: of the run.

    Raises:
        DataError: when there is no such engine, or it does not answer.
    """
    if name == "duckdb":
        return Duck(files, memory, folder)
    from data.rollup.spark import opened  # needs what need not be installed

    return opened(name, files, memory, folder)


class Duck:
    """DuckDB in this process.

    Args:
        files: of the register.
        memory: bytes that it may use at most.
        folder: of the run, for what does not fit.
    """

    def __init__(self, files: list[Path], memory: int, folder: Path) -> None:
        """Open the register; nothing is read yet."""
        self.name = f"duckdb {duckdb.__version__}"
        self._connection, self._folder = duckdb.connect(":memory:"), folder
        self._connection.execute("set enable_progress_bar = false")
        self._connection.execute("set preserve_insertion_order = false")
        self._connection.execute(f"set temp_directory = {literal(str(folder))}")
        self._connection.execute(f"set memory_limit = '{int(memory * ENGINE_SHARE) // 10**6}MB'")
        self._files = (
            f"read_parquet([{', '.join(literal(str(file)) for file in files)}], {_layout(files)}, union_by_name = true)"
        )

    def columns(self) -> dict[str, str]:
        """Give the columns of the files with their types."""
        with self._told():
            described = self._connection.execute(f"describe select * from {self._files}").fetchall()
        return {row[0]: row[1] for row in described}

    def months(self) -> dict[str, int]:
        """Give the rows by month."""
        sql = f"select coalesce(cast(month as varchar), '') as month, count(*) from {self._files} group by month"
        with self._told():
            return dict(self._connection.execute(sql).fetchall())

    def open(self, select: str) -> None:
        """Make ``register`` of the files: ``select`` has ``{files}`` in their place."""
        with self._told():
            self._connection.execute(f"create or replace temp view register as {select.format(files=self._files)}")

    def put(self, name: str, rows: pd.DataFrame) -> None:
        """Make a table of a small frame."""
        self._connection.register("rows_put", rows)
        self._connection.execute(f"create or replace temp table {name} as select * from rows_put")
        self._connection.unregister("rows_put")

    def make(self, name: str, sql: str, parameters: Parameters) -> None:
        """Make a table of what a SELECT gives."""
        with self._told():
            self._connection.execute(f"create or replace temp table {name} as {sql}", named(sql, parameters))

    def ask(self, sql: str, parameters: Parameters) -> pd.DataFrame:
        """Give what a SELECT gives."""
        with self._told():
            return self._connection.execute(sql, named(sql, parameters)).df()

    def close(self) -> None:
        """Let go of the register and of everything made of it."""
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what went wrong without what stands in the rows: DuckDB's own words may name a worker."""
        try:
            yield
        except duckdb.OutOfMemoryException:
            raise DataError(
                f"The memory given to the roll-up, and the room in {self._folder.parent}, do not suffice. Nothing was loaded."
                " Give more with --memory, or make room there."
            ) from None
        except (duckdb.OutOfRangeException, duckdb.ConversionException):
            raise DataError(
                "Money of the register adds up to more than 9,223,372,036,854,775,807 rupiah, or is no number. Nothing was"
                " loaded. Correct what is far too large."
            ) from None
        except duckdb.Error as error:
            raise DataError(
                f"DuckDB could not count the register ({type(error).__name__}). Nothing was loaded. See that every file is whole,"
                f" and that there is room in {self._folder.parent}."
            ) from None


def named(sql: str, parameters: Parameters) -> dict[str, int]:
    """Give the parameters that a SELECT names."""
    return {name: value for name, value in parameters.items() if f"${name}" in sql}


def _layout(files: list[Path]) -> str:
    """Say whether the month stands in the names of folders, as ``month=2026-01``."""
    parted = all(file.parent.name.startswith("month=") for file in files)
    return "hive_partitioning = true, hive_types = {'month': varchar}" if parted else "hive_partitioning = false"
