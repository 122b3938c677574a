"""Measures speed, memory and growth, prints what it finds and writes it to benchmarks/RESULTS.md.

Some parts alone are only printed, unless --write is said: on a machine that does other work they are worth nothing.

python -m benchmarks [--write] [--only rerun,metrics,store,loading,page,queries,memory,forecast,analyses,exports,spark,
    api,sessions,peers,nation,rollup] [--millions 1,10,100,200] [--registers FOLDER]
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    analysing,
    asking,
    building,
    exporting,
    first_page,
    forecasting,
    loading,
    measuring,
    memory,
    of_nation,
    on_spark,
    queries,
    rerun,
    rolling,
    sessions,
)
from benchmarks.peers import comparing
from benchmarks.report import Line, machine
from benchmarks.results import keep, section
from data import store

PARTS: dict[str, Callable[..., list[Line]]] = {
    "rerun": rerun.run,
    "metrics": measuring.run,
    "store": building.run,
    "loading": loading.run,
    "page": first_page.run,
    "queries": queries.run,
    "memory": memory.run,
    "forecast": forecasting.run,
    "analyses": analysing.run,
    "exports": exporting.run,
    "spark": on_spark.run,
    "api": asking.run,
    "sessions": sessions.run,
    "peers": comparing.run,
    "rollup": rolling.run,
    "nation": of_nation.run,
}
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--only", help=f"parts to run, joined by commas: {', '.join(PARTS)}")
    arguments.add_argument("--write", action="store_true", help="keep what some parts alone find in RESULTS.md too")
    arguments.add_argument("--millions", default="1,10", help="rows of the registers that are rolled up, in millions")
    arguments.add_argument("--registers", type=Path, help="where they lie, as register-200m, or are made")
    asked = arguments.parse_args()
    sizes = tuple(int(size) for size in asked.millions.split(","))
    options: dict[str, tuple[object, ...]] = {"rollup": (sizes, asked.registers)}
    chosen = (asked.only or ",".join(PARTS)).split(",")
    unknown = set(chosen) - set(PARTS)
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}. There is: {', '.join(PARTS)}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Terminated: every server and browser is closed."))
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        home = Path(folder) / "home"
        os.environ["COVERAGE_HOME"] = str(home)
        store.build()
        for name in chosen:
            run_on, start = machine(), time.perf_counter()
            print(f"\n{run_on}", flush=True)
            found = PARTS[name](home, *options.get(name, ()))
            print(f"{name}, {time.perf_counter() - start:.0f} s", flush=True)
            for line in found:
                print("  " + " | ".join(filter(None, line.cells())), flush=True)
            lines += found
            if asked.write or len(chosen) == len(PARTS):
                keep(RESULTS, {name: section(run_on, found)}, PARTS)
    missed = [line.what for line in lines if line.met is False]
    print(f"\nAims not met: {len(missed)}", *missed, sep="\n  ")


if __name__ == "__main__":
    main()
