"""Serves any Streamlit script exactly as the product is served, so that two pages differ in their content alone.

python -m benchmarks.server SCRIPT PID_FILE [QUERIES]
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.serving import WARM, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

PROJECT = Path(__file__).resolve().parent.parent
PRODUCT = PROJECT / "app.py"


@dataclass(frozen=True)
class Server:
    """A server that runs: its address and the process that answers."""

    address: str
    process: int

    def memory(self) -> float | None:
        """Give its resident memory in MB; None on a system without /proc."""
        try:
            status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        except OSError:
            return None
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def served(script: Path, home: Path, queries: Path | None = None, well: str = WARM) -> Iterator[Server]:
    """Serve a script in a process of its own until the block ends.

    Args:
        script: the Streamlit script.
        home: COVERAGE_HOME with the published store; the log and the process id are written beside it.
        queries: file that every question to the store is noted in, one line each.
        well: path that answers 200 once the block may begin.
    """
    folder = home.with_name(f"{home.name}-{script.stem}")
    folder.mkdir(exist_ok=True)
    pid_file = folder / "pid"
    command = [
        sys.executable,
        "-m",
        "benchmarks.server",
        str(script),
        str(pid_file),
        *([str(queries)] if queries else []),
    ]
    with serving(command, folder, well, COVERAGE_HOME=str(home)) as address:
        yield Server(address, int(pid_file.read_text(encoding="ascii")))


def main(script: str, pid_file: str, queries: str = "") -> None:
    """Serve until terminated: the middleware, the warm-up, the frozen collector and the socket of serve.py."""
    import serve

    Path(pid_file).write_text(str(os.getpid()), encoding="ascii")
    if queries:
        _note_queries(Path(queries))
    if Path(script) != PRODUCT:
        serve.AHEAD = ()  # a bare page is Streamlit's own: its elements come when the first of a kind arrives
    serve.app = serve.create(Path(script))
    serve.main()


def _note_queries(file: Path) -> None:
    from data.store import Store

    ask = Store.query

    def noted(store: Store, sql: str, **parameters: object) -> pd.DataFrame:
        with file.open("a", encoding="utf-8") as notes:
            notes.write(json.dumps([" ".join(sql.split()), parameters], sort_keys=True) + "\n")
        return ask(store, sql, **parameters)

    Store.query = noted  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    main(*sys.argv[1:])
