"""The files of a briefing by the command line, start of Python and gathering of the findings included."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.report import Line
from exports.kinds import KINDS
from tests.serving import PROJECT

REGIONS = ("51.03", "KW-BANUSPA")
ROUNDS = 3
AIM, AIM_OF_ALL = 5.0, 15.0  # seconds


def run(home: Path) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="exports-") as folder:
        return [line for region in REGIONS for line in _of(region, Path(folder))]


def _of(region: str, folder: Path) -> list[Line]:
    """Time the slides of a region, and every kind that this machine can make, one after the other."""
    taken = {kind: [one for one in (_made(kind, region, folder) for _ in range(ROUNDS)) if one] for kind in KINDS}
    made = {kind: seconds for kind, seconds in taken.items() if seconds}
    together = sum(min(seconds) for seconds in made.values())
    slides = min(made["deck"])
    return [
        Line(f"Slides of {region}: python -m exports deck, start of Python included", f"{slides:.2f} s",
             f"{median(made['deck']):.2f} s ({slides:.2f})", f"under {AIM:.0f} s", slides < AIM),
        Line(f"Every file of {region} ({', '.join(made)}), one after the other", f"{together:.2f} s",
             "; ".join(f"{kind} {min(seconds):.2f} s" for kind, seconds in made.items()), f"under {AIM_OF_ALL:.0f} s",
             together < AIM_OF_ALL),
    ]  # fmt: skip


def _made(kind: str, region: str, folder: Path) -> float | None:
    """Give the seconds that a file takes, None where this machine cannot make it."""
    out = folder / f"{region}{KINDS[kind].suffix}"
    start = time.perf_counter()
    ended = subprocess.run([sys.executable, "-m", "exports", kind, "--region", region, "--out", str(out)],
                           cwd=PROJECT, capture_output=True, check=False)  # fmt: skip
    return time.perf_counter() - start if ended.returncode == 0 else None
