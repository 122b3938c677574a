"""A roll-up that is killed at any moment accepts nothing half, and leaves nothing that the next one does not remove."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.register import make
from data.batches import entries, release
from data.rollup import run as rolling
from data.store import build, ensure
from tests.people import at_hand
from tests.serving import PROJECT

KILLS = int(os.environ.get("COVERAGE_KILLS", "5"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes in another way")
def test_what_counts_is_as_before_or_after_and_the_folder_of_the_run_is_cleared(home: Path, tmp_path: Path) -> None:
    place = make(tmp_path / "register", 300_000, months=24, until="2025-06")
    command = [sys.executable, "-m", "data", "rollup", str(place), "--by", "KC", "--reason", "made at random"]
    moments, killed = random.Random(20250630), 0
    build()
    for number in range(KILLS):
        with subprocess.Popen([*command, "--until", f"2025-0{1 + number % 5}"], cwd=PROJECT, env=os.environ,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:  # fmt: skip
            said = iter(process.stderr)
            next(line for line in said if line.startswith("rollup: looking at the months"))
            for _ in range(moments.randrange(12)):  # somewhere among its steps
                next(said, None)
            time.sleep(moments.uniform(0, 0.3))
            process.kill()
            process.stderr.close()
        killed += process.returncode == -signal.SIGKILL
        counting = release(entries()).batches
        held = ensure().query("select count(distinct batch_id) as batches from membership where status = 'reported'")
        assert int(held["batches"].iloc[0]) <= len(counting)
    assert killed >= KILLS - 1
    wanted = rolling.Wanted([place])
    left = list(rolling.folder().iterdir())
    entry, _ = rolling.load(rolling.run(wanted, at_hand()), at_hand(), reason="made at random")
    assert entry.rows["membership"] > 0
    assert left  # the last one killed left its folder
    assert not list(rolling.folder().iterdir())
    assert not list((home / "batches").glob(".draft-*"))
