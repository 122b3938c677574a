"""Many readers at once: 1, 10, 50 and 100 sessions that each think for five seconds, on one process and on two.

Each session is a real websocket through nginx, without TLS and without sign-in; straight to one process where there is no nginx.
A reader changes the region at each click and, one time in four, the page. Every view of these has been seen once by each process;
in the midst of the last run an office's file is published, after which none has.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median, quantiles

from benchmarks.client import Reader
from benchmarks.report import Line
from benchmarks.rerun import MONTHS, PAGES, REGENCIES
from benchmarks.server import PRODUCT, PROJECT, Server, served
from tests.deploy.behind_nginx import behind_nginx, is_there

SESSIONS = (1, 10, 50, 100)
THINKING, CLICKS = 5.0, 4  # seconds between two clicks of a reader; clicks of each in a run
CLICKS_ALONE = 8
AIM, AT = 1.0, (100, 2)  # seconds of 95 in 100 reruns; sessions and processes of the aim
FILE = "Wilayah;Bulan;Segmen;Aktif\n51.03;2026-01;PU;100\n51.03;2026-01;BPU;40\n"
LINKS = [f"region={region}&as_of={month}" for region, month in product(("51", *REGENCIES[:5]), MONTHS[:1])]


@dataclass(frozen=True)
class Site:
    """What is measured: how it is reached, its processes, its home."""

    address: str
    processes: list[Server]
    home: Path

    def reader(self, process: int | None = None) -> Reader:
        """Connect a reader, to one of the processes where it is named."""
        cookies = {} if process is None else {"pantau_process": "ab"[process]}
        return Reader(self.address, cookies=cookies)

    def memory(self) -> float | None:
        """Give the resident memory of all processes in MB."""
        found = [process.memory() for process in self.processes]
        return None if None in found else sum(one for one in found if one is not None)


@dataclass
class Run:
    """What the readers of a run noted: the moment and the seconds of each rerun, and what failed."""

    taken: list[tuple[float, float]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    memory: float | None = None

    def seconds(self) -> list[float]:
        """Give the seconds of all reruns."""
        return [seconds for _, seconds in self.taken]

    def most(self) -> float:
        """Give the seconds within which 95 of 100 were answered."""
        return quantiles(self.seconds(), n=20, method="inclusive")[-1]

    def a_second(self) -> float:
        """Give the reruns answered a second."""
        begun, ended = min(moment for moment, _ in self.taken), max(sum(one) for one in self.taken)
        return len(self.taken) / (ended - begun)


def run(home: Path) -> list[Line]:
    lines = []
    for processes in (1, 2) if is_there() else (1,):
        with _site(home, processes) as site:
            for process in range(processes):
                _see_all(site, process)
            found = {count: _read(site, count, CLICKS if count > 1 else CLICKS_ALONE) for count in SESSIONS}
            lines += [_line(count, processes, found) for count in SESSIONS]
            lines.append(_memory(processes, found))
            if processes == AT[1]:
                lines.append(_with_a_publish(site))
    return lines


@contextmanager
def _site(home: Path, processes: int) -> Iterator[Site]:
    """Serve a copy of a home, into which others may publish."""
    own, folder = home.with_name(f"home-of-{processes}"), home.with_name(f"nginx-of-{processes}")
    shutil.copytree(home, own)
    if is_there():
        folder.mkdir()
        with behind_nginx(folder, own, started="ab"[:processes]) as one:
            running = [Server(one.plain_address, process.pid) for process in one.processes.values()]
            yield Site(one.plain_address, running, own)
    else:
        with served(PRODUCT, own) as alone:
            yield Site(alone.address, [alone], own)


def _see_all(site: Site, process: int) -> None:
    with site.reader(process) as reader:
        for page in PAGES:
            reader.open(page)
            for link in LINKS:
                reader.rerun(link)


def _read(site: Site, count: int, clicks: int) -> Run:
    """Let some sessions read at once, begun evenly over the time that one thinks."""
    noted = Run()
    reading = [threading.Thread(target=_reads, args=(site, number, count, clicks, noted)) for number in range(count)]
    for one in reading:
        one.start()
    time.sleep(THINKING * clicks)  # all are connected, and none has left
    noted.memory = site.memory()
    for one in reading:
        one.join()
    return noted


def _reads(site: Site, number: int, count: int, clicks: int, noted: Run) -> None:
    """Be one reader: open the first page, then click and think; what it clicks hangs on its number alone."""
    choice = random.Random(number)
    time.sleep(THINKING * number / count)
    try:
        with site.reader() as reader:
            reader.open()
            for _ in range(clicks):
                time.sleep(THINKING * choice.uniform(0.8, 1.2))
                if choice.random() < 0.25:
                    reader.page = reader.pages[reader.names.index(choice.choice(list(PAGES)))]
                begun = time.perf_counter()
                noted.taken.append((begun, reader.rerun(choice.choice(LINKS)).seconds))
    except Exception as error:  # noqa: BLE001 - whatever befalls a reader is what is counted here
        noted.failed.append(f"{type(error).__name__}: {error}")


def _line(count: int, processes: int, found: dict[int, Run]) -> Line:
    this, alone = found[count], found[SESSIONS[0]]
    half, most, rate = (
        median(this.seconds()) / median(alone.seconds()), this.most() / alone.most(), this.a_second() / alone.a_second(),
    )  # fmt: skip
    aimed = (count, processes) == AT
    return Line(
        f"Sessions: {count} on {_processes(processes)}, over one session (p50; p95; answered a second)",
        f"{half:.2f}; {most:.2f}; {rate:.1f}",
        f"p50 {1000 * median(this.seconds()):.0f} ms, p95 {1000 * this.most():.0f} ms, {this.a_second():.1f} a second, "
        f"{len(this.failed)} of {len(this.taken) + len(this.failed)} failed",
        f"no error, p95 at most {AIM:.0f} s" if aimed else "",
        not this.failed and this.most() <= AIM if aimed else None,
    )


def _memory(processes: int, found: dict[int, Run]) -> Line:
    few, many = found[SESSIONS[0]].memory, found[SESSIONS[-1]].memory
    more = SESSIONS[-1] - SESSIONS[0]
    if few is None or many is None:
        return Line(f"Sessions: memory of each on {_processes(processes)}", "not known", "this system has no /proc")
    return Line(
        f"Sessions: memory of each on {_processes(processes)}", f"{(many - few) / more:.2f} MB",
        f"{few:.0f} MB in all with one session, {many:.0f} MB with {SESSIONS[-1]}",
    )  # fmt: skip


def _with_a_publish(site: Site) -> Line:
    """Publish a file while all read, and look only at whether any rerun failed."""
    file = site.home.with_name("kiriman.csv")
    file.write_text(FILE, encoding="utf-8")
    loading = [sys.executable, "-m", "data", "load", str(file), "--by", "benchmarks", "--reason", "a benchmark"]
    said: list[subprocess.CompletedProcess[str]] = []

    def publish() -> None:
        time.sleep(THINKING * 2)
        said.append(
            subprocess.run(
                loading, cwd=PROJECT, env={**os.environ, "COVERAGE_HOME": str(site.home)}, capture_output=True, text=True,
                check=False,
            )
        )  # fmt: skip

    publishing = threading.Thread(target=publish)
    publishing.start()
    found = _read(site, SESSIONS[-1], CLICKS)
    publishing.join()
    published = said[0].returncode == 0
    return Line(
        f"Sessions: failed reruns of {SESSIONS[-1]} sessions while a file is published", f"{len(found.failed)}",
        f"of {len(found.taken) + len(found.failed)}; p50 {1000 * median(found.seconds()):.0f} ms, p95 "
        f"{1000 * found.most():.0f} ms; " + ("published" if published else f"NOT published: {said[0].stderr[-300:]}"),
        "none", published and not found.failed,
    )  # fmt: skip


def _processes(count: int) -> str:
    return "one process" if count == 1 else f"{count} processes"
