"""What a run found, as a table: each figure beside its aim, whether it is met, and the medians it was made of."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median

LIBRARIES = ("streamlit", "duckdb", "pandas", "plotly", "pyarrow", "polars", "uvicorn", "starlette", "playwright")


@dataclass(frozen=True)
class Line:
    """One figure of the report.

    Args:
        what: what was measured.
        figure: a ratio, or an absolute figure where there is nothing to divide by.
        beside: the absolute medians, or what else is needed to read the figure.
        aim: in words; empty where there is none.
        met: whether the aim is met; None where there is none.
    """

    what: str
    figure: str
    beside: str = ""
    aim: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, str, str, str, str]:
        """Give the line as the cells of a table."""
        return self.what, self.figure, self.aim, {True: "met", False: "NOT MET", None: ""}[self.met], self.beside


def interleaved(rounds: int, *actions: Callable[[], object], pause: float = 0.0) -> list[list[float]]:
    """Time actions in turn, A B A B, so that whatever else the machine does falls on all of them alike.

    Args:
        rounds: how often each is done.
        actions: each does the work; it may return seconds that it measured itself.
        pause: seconds between two actions, for what goes on after an answer.

    Returns:
        Seconds of every round, one list an action.
    """
    taken: list[list[float]] = [[] for _ in actions]
    for number in range(rounds):
        order = list(zip(actions, taken, strict=True))
        for action, seconds in order if number % 2 == 0 else reversed(order):
            start = time.perf_counter()
            own = action()
            seconds.append(own if isinstance(own, float) else time.perf_counter() - start)
            time.sleep(pause)
    return taken


def ratio(above: list[float], below: list[float]) -> float:
    """Give the ratio of two medians."""
    return median(above) / median(below)


def milliseconds(seconds: list[float]) -> str:
    """Say a median and, in brackets, the fastest; the distance between the two tells how busy the machine was."""
    return f"{1000 * median(seconds):.1f} ms ({1000 * min(seconds):.1f})"


def machine() -> str:
    """Say on what and when a run was made, without naming the machine."""
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    wall, core = time.perf_counter(), time.process_time()
    sum(range(20_000_000))
    wall, core = time.perf_counter() - wall, time.process_time() - core
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC. {os.cpu_count()} cores{memory}, {platform.system()}{load} at the start. "
        f"Twenty million additions in Python took {wall:.2f} s, {core:.2f} s of them on a core: the more, the busier. "
        f"Python {platform.python_version()}, {libraries}."
    )


def table(lines: list[Line]) -> str:
    """Give the lines as a Markdown table."""
    head = ("What", "Figure", "Aim", "", "Medians (fastest)")
    rows = [head, ("---",) * 5, *(line.cells() for line in lines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
