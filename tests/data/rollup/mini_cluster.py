"""Starts a Spark cluster of a master and two workers on this computer's own address, for as long as a test needs it."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = "127.0.0.1"
WORKERS = 2
SECONDS_TO_START = 120
# Small and quick to start: none of them computes, the executors that they start do.
_SMALL = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"


def missing() -> str | None:
    """Say what Spark needs and this computer has not."""
    if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("sqlglot") is None:
        return "Spark is not installed: make spark"
    return None if shutil.which("java") else "Java is not installed: apt install openjdk-17-jre-headless"


@contextmanager
def mini_cluster(folder: Path) -> Iterator[str]:
    """Run a standalone master and two workers until the block ends.

    Args:
        folder: empty; each of the three writes its log, and what its executors spill, below it.

    Yields:
        The address of the master, once both workers have signed up with it.

    Raises:
        RuntimeError: one of them stopped, or took too long; with its log.
    """
    master = f"spark://{HERE}:{(port := free_port())}"
    with ExitStack() as running:
        log = running.enter_context(
            _daemon(folder / "master", "master.Master", "--host", HERE, "--port", str(port), "--webui-port", "0")
        )
        _wait(log, "New state: ALIVE")
        for number in range(1, WORKERS + 1):
            own = folder / f"worker-{number}"
            said = ("--host", HERE, "--cores", "1", "--memory", "1g", "--work-dir", str(own / "work"))
            workers_log = running.enter_context(_daemon(own, "worker.Worker", *said, "--webui-port", "0", master))
            _wait(workers_log, "Successfully registered with master")
        yield master


@contextmanager
def _daemon(folder: Path, kind: str, *arguments: str) -> Iterator[Path]:
    """Run one of Spark's daemons in a group of processes of its own, and end the whole group: executors belong to it."""
    (folder / "local").mkdir(parents=True)
    log = folder / "daemon.log"
    spark = Path(str(importlib.util.find_spec("pyspark").origin)).parent
    settings = {
        "SPARK_HOME": str(spark),
        "SPARK_LOCAL_IP": HERE,  # every socket, also of the pages that a master and a worker show
        "SPARK_LOCAL_HOSTNAME": HERE,  # no name is looked up
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_CONF_DIR": str(folder),  # none: what this computer is set up with is no part of a test
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": _SMALL,
        "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",  # it would take a port of its own choice
        "SPARK_NO_DAEMONIZE": "1",
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [*_with_us(), spark / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", *arguments],
            cwd=folder,
            env={**os.environ, **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield log
    finally:
        _end(process)


def _with_us() -> list[str]:
    """Have the system end a daemon when the tests are killed and can end nothing themselves; its executors follow it."""
    return ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=15)
    with contextlib.suppress(ProcessLookupError):  # an executor may outlive its worker
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait(log: Path, for_what: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while for_what not in log.read_text():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{log.parent.name} did not start. Its log:\n{log.read_text()}")
        time.sleep(0.1)
