"""Measures speed, memory and growth in one run, prints what it finds and writes it to benchmarks/RESULTS.md.

python -m benchmarks [--only rerun,metrics,store,loading,page,queries,memory,forecast,analyses,exports]
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import (
    analysing,
    building,
    exporting,
    first_page,
    forecasting,
    loading,
    measuring,
    memory,
    queries,
    rerun,
)
from benchmarks.report import Line, machine, table
from data import store

PARTS = {
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
}
RESULTS = Path(__file__).with_name("RESULTS.md")
ABOUT = """# What the benchmarks found

Written by `make bench` (`python -m benchmarks`). Every ratio is of two medians measured in turn, A B A B, in one run; in
brackets stands the fastest. Ratios hold on other machines, the absolute times only on this one. An aim in seconds is held
against the fastest, because whatever else the machine does only adds to it.

- The bare page calls the same Streamlit commands as Ringkasan with constants in them, and is served by the same `serve.py`.
- The bare SQL is the metric's own, with the same filters, columns and division; it does not pick, compare or sort.
- Of a page with a title and a text nothing but Streamlit's own start is left; charts alone cost more than that. Both stand
  here, for "a bare page" can be read either way. A bare page gets its elements when they arrive, ours runs their code ahead.
- A page is fully drawn when the script has ended, every chart has its marks, the last heading can be seen and no
  placeholder is left. Process and browser profile are fresh, the store is published.
"""


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--only", help=f"parts to run, joined by commas: {', '.join(PARTS)}")
    chosen = (arguments.parse_args().only or ",".join(PARTS)).split(",")
    unknown = set(chosen) - set(PARTS)
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}. There is: {', '.join(PARTS)}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Terminated: every server and browser is closed."))
    run_on = machine()
    print(run_on, flush=True)
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        home = Path(folder) / "home"
        os.environ["COVERAGE_HOME"] = str(home)
        store.build()
        for name in chosen:
            start = time.perf_counter()
            found = PARTS[name](home)
            print(f"\n{name}, {time.perf_counter() - start:.0f} s", flush=True)
            for line in found:
                print("  " + " | ".join(filter(None, line.cells())), flush=True)
            lines += found
    if len(chosen) == len(PARTS):
        RESULTS.write_text(f"{ABOUT}\n{run_on}\n\n{table(lines)}", encoding="utf-8")
    missed = [line.what for line in lines if line.met is False]
    print(f"\nAims not met: {len(missed)}", *missed, sep="\n  ")


if __name__ == "__main__":
    main()
