"""Many readers at once: 1, 10, 50 and 100 sessions that each think for five seconds, on one process and on two.

Each session is a real websocket through nginx and TLS, of somebody who signed in at a provider and holds a cookie of their own.
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
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median, quantiles

from benchmarks.client import Reader
from benchmarks.people import let_in, provider, signed_in
from benchmarks.report import Line
from benchmarks.rerun import MONTHS, PAGES, REGENCIES
from benchmarks.server import PROJECT, Server
from data.access.mapping import system_user
from tests.deploy.behind_nginx import NEEDED, Site, behind_nginx, is_there

SESSIONS = (1, 10, 50, 100)
THINKING, CLICKS = 5.0, 4  # seconds between two clicks of a reader; clicks of each in a run
CLICKS_ALONE = 8
AIM, AT = 1.0, (100, 2)  # seconds of 95 in 100 reruns; sessions and processes of the aim
FILE = "Wilayah;Bulan;Segmen;Aktif\n51.03;2026-01;PU;100\n51.03;2026-01;BPU;40\n"
LINKS = [f"region={region}&as_of={month}" for region, month in product(("51", *REGENCIES[:5]), MONTHS[:1])]


@dataclass(frozen=True)
class Readers:
    """Who reads, and where: the site, and the cookies of each reader."""

    site: Site
    people: list[dict[str, str]]

    def processes(self) -> list[Server]:
        """Give the processes that run."""
        return [Server(self.site.address, process.pid) for process in self.site.processes.values()]

    def connect(self, number: int, process: int | None = None) -> Reader:
        """Connect a reader, evenly to the processes that run, or to one of them where it is named."""
        names = list(self.site.processes)
        name = names[number % len(names) if process is None else process]
        cookies = {**self.people[number], "pantau_process": name}
        return Reader(self.site.address, cookies=cookies, trust=self.site.trust())

    def memory(self) -> float | None:
        """Give the resident memory of all processes in MB."""
        found = [process.memory() for process in self.processes()]
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
    if not is_there():
        return [Line("Sessions", "not measured", NEEDED)]
    lines: list[Line] = []
    with _site(home) as readers:
        for processes, name in enumerate("ab", start=1):
            if name not in readers.site.processes:
                readers.site.start(name)
                readers.site.wait(name)
            _see_all(readers, processes - 1)
            found = {count: _read(readers, count, CLICKS if count > 1 else CLICKS_ALONE) for count in SESSIONS}
            lines += [_line(count, processes, found) for count in SESSIONS]
            lines.append(_memory(processes, found))
        lines += _with_a_publish(readers)
    return lines


@contextmanager
def _site(home: Path) -> Iterator[Readers]:
    """Serve a copy of a home, into which others may publish, by one process for now, to readers who have signed in."""
    own, folder, issuing = (home.with_name(f"{home.name}-{what}") for what in ("of-readers", "nginx", "provider"))
    shutil.copytree(home, own)
    folder.mkdir()
    issuing.mkdir()
    with (
        provider(issuing) as issuer,
        behind_nginx(folder, own, started="a", prepare=lambda site: let_in(site, issuer)) as site,
    ):
        with ThreadPoolExecutor(8) as at_once:
            people = list(at_once.map(lambda number: signed_in(site, f"pembaca-{number}"), range(max(SESSIONS))))
        yield Readers(site, people)


def _see_all(readers: Readers, process: int) -> None:
    with readers.connect(0, process) as reader:
        for page in PAGES:
            reader.open(page)
            for link in LINKS:
                reader.rerun(link)


def _read(readers: Readers, count: int, clicks: int, until: threading.Event | None = None) -> Run:
    """Let some sessions read at once, begun evenly over the time that one thinks.

    Args:
        readers: who may read.
        count: of them.
        clicks: of each, at least.
        until: each goes on clicking until this has happened.
    """
    noted = Run()
    reading = [
        threading.Thread(target=_reads, args=(readers, number, count, clicks, until, noted)) for number in range(count)
    ]
    for one in reading:
        one.start()
    time.sleep(THINKING * clicks)  # all are connected, and none has left
    noted.memory = readers.memory()
    for one in reading:
        one.join()
    return noted


def _reads(readers: Readers, number: int, count: int, clicks: int, until: threading.Event | None, noted: Run) -> None:
    """Be one reader: open the first page, then click and think; what it clicks hangs on its number alone."""
    choice = random.Random(number)
    time.sleep(THINKING * number / count)
    try:
        with readers.connect(number) as reader:
            reader.open()
            clicked = 0
            while clicked < clicks or (until is not None and not until.is_set()):
                clicked += 1
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


def _with_a_publish(readers: Readers) -> list[Line]:
    """Publish a file while all read, and look whether any rerun failed, and how long they took before, meanwhile and after."""
    count, home = max(SESSIONS), readers.site.home
    file = home.with_name("kiriman.csv")
    file.write_text(FILE, encoding="utf-8")
    loading = [sys.executable, "-m", "data", "load", str(file), "--by", "benchmarks", "--reason", "a benchmark"]
    steward = f'\n[[people]]\nsystem_user = "{system_user()}"\nrole = "publisher"\n'
    with (home / "access.toml").open("a", encoding="utf-8") as access:
        access.write(steward)
    said: list[subprocess.CompletedProcess[str]] = []
    moments: list[float] = []
    over = threading.Event()

    def publish() -> None:
        time.sleep(THINKING * 2)
        moments.append(time.perf_counter())
        settings = {**os.environ, "COVERAGE_HOME": str(home)}
        said.append(subprocess.run(loading, cwd=PROJECT, env=settings, capture_output=True, text=True, check=False))
        moments.append(time.perf_counter())
        time.sleep(THINKING * 3)
        over.set()

    publishing = threading.Thread(target=publish)
    publishing.start()
    found = _read(readers, count, CLICKS, over)
    publishing.join()
    began, ended = moments
    published, all_of_them = said[0].returncode == 0, len(found.failed) + len(found.taken)
    spans = {"before": (0.0, began), "while it is loaded": (began, ended), "in the 15 s after": (ended, float("inf"))}
    lines = [
        Line(
            f"Sessions: failed reruns of {count} sessions while a file is published", f"{len(found.failed)}",
            f"of {all_of_them}; loaded in {ended - began:.1f} s"
            if published
            else f"NOT published: {said[0].stderr[-300:]}",
            "none", published and not found.failed,
        )
    ]  # fmt: skip
    for when, (first, last) in spans.items():
        part = Run([one for one in found.taken if first <= one[0] < last])
        if len(part.taken) > 1:
            lines.append(
                Line(
                    f"Sessions: {count}, {when}, over before (p50; p95)",
                    _over(part, Run([one for one in found.taken if one[0] < began])),
                    f"p50 {1000 * median(part.seconds()):.0f} ms, p95 {1000 * part.most():.0f} ms, {len(part.taken)} reruns",
                )
            )
    return lines


def _over(part: Run, before: Run) -> str:
    if len(before.taken) < 2:
        return "not known"
    return f"{median(part.seconds()) / median(before.seconds()):.2f}; {part.most() / before.most():.2f}"


def _processes(count: int) -> str:
    return "one process" if count == 1 else f"{count} processes"
