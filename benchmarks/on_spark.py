"""The roll-up of one register on Spark over DuckDB, on the same two cores: what the other engine costs where it is not needed.

Each measurement is a process of its own: python -m benchmarks.on_spark ENGINE FOLDER. Starting Java is told apart.
"""

from __future__ import annotations

import contextlib
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks.register import make, region_codes
from benchmarks.report import Line, milliseconds
from data.rollup.counting import Asked, roll_up
from data.rollup.engine import engine_named
from data.rollup.reading import files_of

MEMORY = 4 * 10**9
SIZES = (1, 10)  # million rows


def run(_: Path) -> list[Line]:
    """Measure once at each size; nothing where Spark is not installed."""
    if find_spec("pyspark") is None:
        return [Line("The roll-up on Spark", "not measured", "Spark is not installed: make spark")]
    with tempfile.TemporaryDirectory(prefix="registers-") as folder:
        return [measured(make(Path(folder) / f"register-{size}m", size * 10**6), size) for size in SIZES]


def measured(place: Path, size: int) -> Line:
    """Roll a register up on both engines, which must give equally many of everything."""
    duck, spark = (_apart(engine, place) for engine in ("duckdb", "local[2]"))
    if duck["sums"] != spark["sums"]:
        raise AssertionError(f"the engines do not count alike: {duck['sums']} and {spark['sums']}")
    beside = " / ".join(f"{milliseconds([one['seconds']])}, {one['megabytes']:,.0f} MB" for one in (spark, duck))
    what = f"The whole roll-up on Spark {version('pyspark')}, local[2], over DuckDB, once, about {size} million worker-months"
    return Line(
        what, f"{spark['seconds'] / duck['seconds']:.1f}", f"{beside}; Java's start besides, {spark['start']:.1f} s"
    )


def _apart(engine: str, place: Path) -> dict[str, float]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.on_spark", engine, str(place)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def main() -> None:
    """Roll up once and print what it took."""
    name, place = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as ends:
        begin = time.perf_counter()
        engine = engine_named(name, files_of([place]), MEMORY, Path(folder))
        ends.callback(engine.close)
        start = time.perf_counter()
        tables = roll_up(engine, Asked(place.name, frozenset(region_codes()))).tables
        end = time.perf_counter()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000 + _of_java()
    sums = {
        table: {column: int(rows[column].sum()) for column in rows.select_dtypes("number")}
        for table, rows in tables.items()
    }
    print(json.dumps({"start": start - begin, "seconds": end - start, "megabytes": most, "sums": sums}))


def _of_java() -> float:
    """Give the most MB of the Java that this process started."""
    children = Path(f"/proc/self/task/{Path('/proc/self').resolve().name}/children").read_text().split()
    held = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{child}/status").read_text()) for child in children]
    return sum(int(found[1]) / 1000 for found in held if found)


if __name__ == "__main__":
    main()
