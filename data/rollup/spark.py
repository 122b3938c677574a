"""Spark for the roll-up, where one machine is not enough: the same SELECTs, on this computer or on a cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from data.frames import frame_of
from data.problem import DataError
from data.rollup.engine import Parameters, named
from data.rollup.spark_session import SparkFails, start

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {"string": "VARCHAR", "int": "INTEGER", "decimal(20,0)": "UBIGINT", "timestamp_ntz": "TIMESTAMP"}
# What Spark says, in one way or another, when a task finds no file or may not read it (4.3.0).
_UNREADABLE = ("FAILED_READ_FILE", "FileNotFoundException", "PATH_NOT_FOUND", "AccessControlException", "AccessDenied")


class Spark:
    """Spark as the engine of a roll-up.

    Args:
        files: of the register.
        session: that answers.
        ends: whether the session is stopped when this is closed.
    """

    def __init__(self, files: list[Path], session: SparkSession, *, ends: bool = True) -> None:
        """Take the files; nothing is read yet."""
        self.name = f"spark {session.version}"
        self._files, self._session, self._ends = files, session, ends
        self._made: dict[str, DataFrame] = {}

    def columns(self) -> dict[str, str]:
        """Give the columns of the files with their types, and let Spark have the files."""
        with self._told():
            files = self._read()
            files.createOrReplaceTempView("files")
        return {name: _TYPES.get(kind, kind.upper()) for name, kind in files.dtypes}

    def months(self) -> dict[str, int]:
        """Give the rows by month."""
        sql = "select coalesce(cast(month as varchar), '') as month, count(*) as times from files group by month"
        rows = self._table(sql, {}).to_pylist()
        return {row["month"]: row["times"] for row in rows}

    def open(self, select: str) -> None:
        """Make ``register`` of the files."""
        with self._told():
            self._sql(select.format(files="files"), {}).createOrReplaceTempView("register")

    def put(self, name: str, rows: pd.DataFrame) -> None:
        """Make a table of a small frame."""
        types = ", ".join(
            f"{column}: {'string' if kind == 'str' else 'bigint'}" for column, kind in rows.dtypes.items()
        )
        # As one text: to take frames, PySpark opens a socket that it never closes (4.3.0, with encryption).
        sql = f"select inline(from_json(:rows, 'array<struct<{types}>>'))"
        with self._told():
            self._keep(name, self._session.sql(sql, args={"rows": rows.to_json(orient="records")}))

    def make(self, name: str, sql: str, parameters: Parameters) -> None:
        """Make a table of what a SELECT gives; it is counted now, and kept for the SELECTs after it."""
        with self._told():
            made = self._sql(sql, parameters).persist()
            made.count()
            self._keep(name, made)

    def ask(self, sql: str, parameters: Parameters) -> pd.DataFrame:
        """Give what a SELECT gives."""
        return frame_of(self._table(sql, parameters))

    def close(self) -> None:
        """Let go of the register and of everything made of it, here and on the cluster."""
        for made in self._made.values():
            made.unpersist()
        self._made.clear()
        if self._ends:
            self._session.stop()

    def _sql(self, sql: str, parameters: Parameters) -> DataFrame:
        from data.rollup.translation import for_spark

        return self._session.sql(for_spark(sql), args=named(sql, parameters))

    def _table(self, sql: str, parameters: Parameters) -> pa.Table:
        with self._told():
            return self._sql(sql, parameters).toArrow()

    def _keep(self, name: str, made: DataFrame) -> None:
        made.createOrReplaceTempView(name)
        before = self._made.pop(name, None)
        if before is not None:
            before.unpersist()
        self._made[name] = made

    def _read(self) -> DataFrame:
        """Read the files; a month in the names of their folders is a column like others."""
        parted: dict[Path, list[str]] = defaultdict(list)
        for file in self._files:
            parted[file.parent.parent].append(_address(file))
        if not all(file.parent.name.startswith("month=") for file in self._files):
            whole = [uri for files in parted.values() for uri in files]
            return self._session.read.option("recursiveFileLookup", "true").parquet(*whole)
        parts = [
            self._session.read.option("basePath", _address(folder)).parquet(*files) for folder, files in parted.items()
        ]
        return reduce(lambda before, part: before.unionByName(part), parts)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what went wrong without what stands in the rows: Spark's own words may name a worker."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            yield
        except (PySparkException, Py4JError) as error:
            raise self._failure(error) from None

    def _failure(self, error: Exception) -> DataError:
        said, master = str(error), self._session.sparkContext.master
        if any(word in said for word in _UNREADABLE):
            return SparkFails(
                f"The workers of {master} cannot read {self._files[0]}. Put the register where every one of them sees it under"
                " the same path, with leave to read it."
            )
        if "CANNOT_READ_FILE_FOOTER" in said or "UNABLE_TO_INFER_SCHEMA" in said:
            return SparkFails(f"The register cannot be read: {self._files[0]} or one beside it is no Parquet file.")
        if "OutOfMemoryError" in said or "UNABLE_TO_ACQUIRE_MEMORY" in said or "ExecutorLostFailure" in said:
            return SparkFails(f"{master} ran out of memory, or lost a worker. Give more with --memory.")
        kind = getattr(error, "getCondition", lambda: None)() or type(error).__name__
        return SparkFails(f"{master} could not count the register ({kind}).")


def _address(path: Path) -> str:
    """Name a file as Spark does: on a disk, and with every sign as it is."""
    return f"file://{path.absolute()}"


def opened(engine: str, files: list[Path], memory: int, folder: Path) -> Spark:
    """Open a register on this computer, or on a cluster; the rest is as with ``start``."""
    return Spark(files, start(engine, memory, folder, sum(file.stat().st_size for file in files)))
