"""Starts Spark for the roll-up, on this computer or on a cluster, or says in one sentence why it does not start."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import socket
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.problem import DataError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ENGINE = re.compile(r"local(\[(\d+|\*)\])?|spark://[^\s/:,]+:\d+(,[^\s/:,]+:\d+)*")
HERE = "127.0.0.1"
SECONDS_TO_REACH = 5
SECONDS_TO_BEGIN = 60
BYTES_A_PART = 32 * 2**20  # of the register, in one task
HEAP = 0.75  # of the memory; the rest is for what Java keeps besides, and for Python
LEAST_MB = 700  # below, the heap is too small for Spark to begin at all (4.3.0)
_INSTALL = "python -m pip install --require-hashes -r requirements-spark.txt"
# Whatever the computer is set up with: nothing about a run is shown on a page, logged, or left on a disk that can be read.
_SILENT = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.eventLog.enabled": "false",
    "spark.log.level": "OFF",
    "spark.io.encryption.enabled": "true",  # what does not fit into memory, by a key that is never written
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what is too large, or no number, is an error and not null
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # a folder month=2026-01 names a text
}


class SparkFails(DataError):
    """Spark is not there, or could not count; nothing was loaded."""

    def __init__(self, said: str) -> None:
        """Say what, and what to do."""
        super().__init__(f"{said} Nothing was loaded.")


def start(engine: str, memory: int, folder: Path, size: int) -> SparkSession:
    """Start Spark on this computer, or find a cluster.

    Args:
        engine: ``local``, ``local[2]``, ``local[*]``, or ``spark://host:port``.
        memory: bytes that it may use at most; on a cluster, on each worker.
        folder: of the run, for what does not fit.
        size: of the register, in bytes.

    Raises:
        DataError: when Spark or Java are not installed, or the cluster does not answer.
    """
    see(engine, memory)
    addresses = engine.removeprefix("spark://").split(",") if engine.startswith("spark://") else []
    if addresses:
        _reach(engine, addresses)
    session = _session(engine, _settings(addresses, memory, folder, size), _is_here(addresses))
    if addresses:
        _wait_for_workers(session, engine, memory)
    return session


def see(engine: str, memory: int) -> None:
    """See that an engine may be meant, and what it needs is installed, without starting anything.

    Raises:
        DataError: when not.
    """
    if not ENGINE.fullmatch(engine):
        raise SparkFails(f"--engine {engine} is none. There is: duckdb, local[2], spark://HOST:7077.")
    _require(engine)
    if memory < LEAST_MB * 10**6:
        raise SparkFails(f"--engine {engine} needs --memory {LEAST_MB}MB or more.")


def _require(engine: str) -> None:
    if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("sqlglot") is None:
        raise SparkFails(
            f"--engine {engine} needs PySpark and sqlglot, which are not installed. Install them: {_INSTALL}."
        )
    home = os.environ.get("JAVA_HOME")
    if shutil.which(Path(home, "bin", "java") if home else "java") is None:
        where = f"not in JAVA_HOME ({home})" if home else "not installed"
        raise SparkFails(
            f"--engine {engine} needs Java 17 or newer, which is {where}. On Debian: apt install openjdk-17-jre-headless."
        )


def _reach(engine: str, addresses: list[str]) -> None:
    """Say within seconds that nobody is there; Spark itself would try for minutes."""
    for address in addresses:
        host, port = address.rsplit(":", 1)
        try:
            with socket.create_connection((host, int(port)), SECONDS_TO_REACH):
                return
        except (OSError, OverflowError):
            continue
    raise SparkFails(f"{engine} does not answer. Start the cluster, or name the address that its master prints.")


def _is_here(addresses: list[str]) -> bool:
    return all(address.rsplit(":", 1)[0] in ("localhost", HERE) for address in addresses)


def _settings(addresses: list[str], memory: int, folder: Path, size: int) -> dict[str, str]:
    parts = max(2 * (os.cpu_count() or 1), -(-size // BYTES_A_PART))
    settings = {
        **_SILENT,
        "spark.app.name": "pantau-cakupan",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": str(parts),
        "spark.executor.memory" if addresses else "spark.driver.memory": f"{int(memory * HEAP) // 2**20}m",
    }
    if _is_here(addresses):
        settings |= {"spark.driver.host": HERE, "spark.driver.bindAddress": HERE}
    return settings


def _session(engine: str, settings: dict[str, str], here: bool) -> SparkSession:
    from pyspark.errors import PySparkException

    with warnings.catch_warnings(), _on_this_computer(here):
        # PySpark 4.3.0 warns of pandas 3; tables come and go as Arrow here, without pandas.
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
        from pyspark.sql import SparkSession

        building: Any = SparkSession.builder
        for name, value in settings.items():
            building = building.config(name, value)
        try:
            return building.master(engine).getOrCreate()
        except (PySparkException, OSError) as error:
            raise SparkFails(
                f"--engine {engine} did not start ({type(error).__name__}). It needs Java 17 or newer."
            ) from None


@contextmanager
def _on_this_computer(here: bool) -> Iterator[None]:
    """Let Java neither look up this computer's name nor listen to others, where all of Spark runs here."""
    before = os.environ.get("SPARK_LOCAL_IP")
    if here:
        os.environ["SPARK_LOCAL_IP"] = HERE
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("SPARK_LOCAL_IP", None)
        else:
            os.environ["SPARK_LOCAL_IP"] = before


def _wait_for_workers(session: SparkSession, engine: str, memory: int) -> None:
    """Wait until a worker has begun; without one Spark would wait for ever."""
    tracker = session.sparkContext._jsc.sc().statusTracker()
    deadline = time.monotonic() + SECONDS_TO_BEGIN
    while len(tracker.getExecutorInfos()) < 2:  # the first is this process
        if time.monotonic() > deadline:
            session.stop()
            why = f"none is free, or none has {memory // 10**6} MB. Ask for less with --memory, or try later."
            raise SparkFails(f"No worker of {engine} took the work within {SECONDS_TO_BEGIN} seconds: {why}")
        time.sleep(0.2)
