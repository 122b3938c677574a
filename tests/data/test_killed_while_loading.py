"""A load that is killed at any moment leaves the figures as before or after it, and readers never notice."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from data import intake
from data.batches import entries, folder, release
from data.store import build, ensure
from tests.people import at_hand
from tests.serving import PROJECT

# A hundred take some minutes: COVERAGE_KILLS=100. Months from 2010 on, so that the last is not in the future.
KILLS = int(os.environ.get("COVERAGE_KILLS", "15"))
HELD = "select month, sum(active)::bigint as active from membership where status = 'reported' group by month order by month"


def _file(path: Path, month: int) -> Path:
    """Write a file of one month of all regencies of Bali, 100 active each."""
    regions = [f"51.0{number}" for number in range(1, 9)] + ["51.71"]
    lines = [f"{region};{2010 + month // 12}-{month % 12 + 1:02};PU;100" for region in regions]
    path.write_text("\n".join(["Wilayah;Bulan;Segmen;Aktif", *lines]) + "\n")
    return path


class _Reader(Thread):
    """Asks what every page asks, over and over: what it saw, and what failed."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stopped, self.reads = Event(), 0
        self.failed: list[str] = []
        self.seen: set[int] = set()

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                self.seen |= set(ensure().query(HELD)["active"])
                self.reads += 1
            except Exception as error:  # noqa: BLE001 - any failed read is what this is about
                self.failed.append(repr(error))
            time.sleep(0.01)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked for each load; Windows has no fork")
def test_every_accepted_file_counts_and_every_figure_is_as_before_or_after(home: Path, tmp_path: Path) -> None:
    intake.load(_file(tmp_path / "0.csv", 0).read_bytes(), "0.csv", by=at_hand("a steward"))
    moments, reader = random.Random(20260131), _Reader()
    reader.start()
    command = [sys.executable, "-m", "tests.data.loads_on_request"]
    longest, killed, published = 0.0, 0, 0
    with subprocess.Popen(command, cwd=PROJECT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as loader:
        for number in range(1, KILLS + 1):
            before = len(entries())
            print(_file(tmp_path / f"{number}.csv", number), file=loader.stdin, flush=True)
            child, start = int(loader.stdout.readline()), time.perf_counter()
            if number > 1:  # the first one is let run, to know how long a load takes
                time.sleep(moments.uniform(0, longest))
                with contextlib.suppress(ProcessLookupError):  # it may have ended by itself just now
                    os.kill(child, signal.SIGKILL)
            killed += int(loader.stdout.readline()) == signal.SIGKILL
            longest = max(longest, time.perf_counter() - start)
            counting = len(release(entries()).batches)  # the record is whole, whatever was being written to it
            assert len(entries()) - before in (0, 1)
            held = ensure().query(HELD)
            assert set(held["active"]) == {900}
            published += 1 if len(held) == counting else 0
            assert len(held) <= counting
    reader.stopped.set()
    reader.join()
    build()
    assert len(ensure().query(HELD)) == len(release(entries()).batches)
    assert reader.failed == []
    assert reader.seen == {900}
    assert killed >= KILLS // 2
    assert published > 0
    intake.load(
        _file(tmp_path / "last.csv", KILLS + 1).read_bytes(), "last.csv", by=at_hand("a steward"), reason="generated"
    )
    assert not list(folder().glob(".draft-*"))
    assert not list((home / "store").glob("draft-*"))
