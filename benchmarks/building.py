"""Building the store: from nothing, and how the time grows when the facts are doubled, three times over."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from math import log
from pathlib import Path
from statistics import linear_regression, median
from typing import TYPE_CHECKING

from benchmarks.report import Line, interleaved, milliseconds
from benchmarks.server import PROJECT
from data import store
from data.home import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

GROWING = ("published_figures.csv", "labour.csv")
TIMES = (1, 2, 4, 8)
ROUNDS = 3
AIM_SECONDS = 5.0


def run(home: Path) -> list[Line]:
    return [_from_nothing(home.parent), *_growth(home.parent)]


def _from_nothing(folder: Path) -> Line:
    def build() -> None:
        with tempfile.TemporaryDirectory(dir=folder) as empty:
            environment = {**os.environ, "COVERAGE_HOME": empty}
            command = [sys.executable, "-m", "data", "build"]
            subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)

    (seconds,) = interleaved(ROUNDS, build)
    found = min(seconds)
    return Line(
        "Store from nothing: python -m data build, start of Python and checks included",
        f"{found:.2f} s",
        milliseconds(seconds),
        f"under {AIM_SECONDS:g} s",
        found < AIM_SECONDS,
    )


def _growth(folder: Path) -> list[Line]:
    facts = [_multiplied(folder / f"facts-{times}", times) for times in TIMES]
    rows = [sum(_rows(path) for path in one.glob("*.csv")) for one in facts]
    taken = interleaved(ROUNDS, *[lambda one=one: _seconds_to_build(one, folder) for one in facts])
    medians = [median(seconds) for seconds in taken]
    fitted = linear_regression([log(count) for count in rows], [log(seconds) for seconds in medians]).slope
    last = log(medians[-1] / medians[-2]) / log(rows[-1] / rows[-2])
    beside = "; ".join(f"{count:,} rows {milliseconds(seconds)}" for count, seconds in zip(rows, taken, strict=True))
    return [
        Line("Growth of the build: exponent fitted over all sizes", f"{fitted:.2f}", beside, "at most 1", fitted <= 1),
        Line("Growth of the build: exponent of the last doubling", f"{last:.2f}", "", "at most 1", last <= 1),
    ]


def _multiplied(folder: Path, times: int) -> Path:
    """Copy the facts with the growing files repeated, each time in another century, so that every check still holds."""
    shutil.copytree(FACTS, folder)
    for name in GROWING:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        period = header.index("period")
        with (folder / name).open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for again in range(1, times):
                for row in rows:
                    earlier = f"{int(row[period][:4]) - 100 * again}{row[period][4:]}"
                    writer.writerow([*row[:period], earlier, *row[period + 1 :]])
    return folder


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _seconds_to_build(facts: Path, folder: Path) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as empty, _home(empty):
        start = time.perf_counter()
        store.build(facts)
        return time.perf_counter() - start


@contextmanager
def _home(folder: str) -> Iterator[None]:
    before = os.environ["COVERAGE_HOME"]
    os.environ["COVERAGE_HOME"] = folder
    try:
        yield
    finally:
        os.environ["COVERAGE_HOME"] = before
