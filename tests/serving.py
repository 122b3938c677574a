"""Starts a server as a process of its own for as long as a test needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parent.parent
SECONDS_TO_START = 60
WARM = "/ready"
ANSWERS = "/_stcore/health"


@contextmanager
def serving(command: list[str], folder: Path, well: str = WARM, **environment: str) -> Iterator[str]:
    """Run a server until the block ends.

    Args:
        command: starts it, in the project's folder; it takes its port from COVERAGE_PORT.
        folder: its COVERAGE_HOME, in which its log is written too.
        well: path that answers 200 once the test may begin: `WARM`, or `ANSWERS` at the first moment it serves.
        environment: further variables; COVERAGE_PORT where the port must be known before.

    Yields:
        Its address, once it says that it is well.

    Raises:
        RuntimeError: it stopped, or took too long; with its log.
    """
    port = int(environment.get("COVERAGE_PORT") or free_port())
    settings = {"COVERAGE_HOME": str(folder), "COVERAGE_HOST": "localhost", "COVERAGE_PORT": str(port)}
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, **settings, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _is_well(f"http://localhost:{port}{well}", process):
                raise RuntimeError(f"The server did not start. Its log:\n{log.read_text()}")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Give a port that nothing listens on at the moment."""
    with socket.create_server(("localhost", 0)) as listener:
        return int(listener.getsockname()[1])


def _is_well(health: str, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=SECONDS_TO_START):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False
