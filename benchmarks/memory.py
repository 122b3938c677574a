"""Memory of the server process: idle, after the first page, and for each further session; beside it the bare page's."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from benchmarks.bare import write
from benchmarks.client import Reader
from benchmarks.recording import record
from benchmarks.report import Line
from benchmarks.server import PRODUCT, Server, served

SESSIONS = 20


def run(home: Path) -> list[Line]:
    script = write(record(), home.parent)
    with served(PRODUCT, home) as server:
        ours = _grown(server)
    with served(script, home) as server:
        bare = _grown(server)
    if ours is None or bare is None:
        return [Line("Memory", "not known", "this system has no /proc")]
    names = ("idle", "after the first page", f"for each of {SESSIONS} further sessions")
    return [
        Line(f"Memory {name}", f"{mine:.2f} MB", f"bare page {theirs:.2f} MB")
        for name, mine, theirs in zip(names, ours, bare, strict=True)
    ]


def _grown(server: Server) -> tuple[float, float, float] | None:
    """Give MB idle, after one session's first page, and for each session more."""
    with ExitStack() as sessions:
        idle = server.memory()
        sessions.enter_context(Reader(server.address)).rerun()
        one = server.memory()
        for _ in range(SESSIONS):
            sessions.enter_context(Reader(server.address)).rerun()
        many = server.memory()
    if idle is None or one is None or many is None:
        return None
    return idle, one, (many - one) / SESSIONS
