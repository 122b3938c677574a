"""National size: every table for 514 regencies, over 5 and over 20 years: the build, each page, the metrics, memory and bytes."""

from __future__ import annotations

import resource
import sys
import time
from contextlib import ExitStack
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks.client import Answer, Reader
from benchmarks.homes import at
from benchmarks.national import national
from benchmarks.report import Line, interleaved, milliseconds, ratio
from benchmarks.rerun import PAGES
from benchmarks.server import PRODUCT, Server, served
from data.store import Store, open_store
from metrics._model import Scope, measure
from metrics.catalogue import metrics

FEW, MANY = 5, 20  # years
SEEN = ("2025-12", "2025-11")
UNSEEN = ("2025-10", "2025-09", "2025-08")
ROUNDS = 10
PAUSE = 0.03
GROWTH = 1.5  # of a page, as from 9 to 514 regencies


def run(home: Path) -> list[Line]:
    lines, homes = [], []
    for years in (FEW, MANY):
        start = time.perf_counter()
        homes.append(national(home.with_name(f"nation-{years}"), years))
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        size = sum(path.stat().st_size for path in (homes[-1] / "store").iterdir()) / 1e6
        what = f"Store of 514 regencies over {years} years, with what stands in for offices' files made anew"
        lines.append(Line(what, f"{seconds:.1f} s", f"{size:.0f} MB on disk; {memory:.0f} MB of memory at most"))
    with ExitStack() as stack:
        few, many = (stack.enter_context(served(PRODUCT, each)) for each in homes)
        for page, name in PAGES.items():
            lines += _page(few, many, page, name)
        for years, server in ((FEW, few), (MANY, many)):
            memory_now = server.memory()
            what = f"Memory of the server after these pages, {years} years"
            lines.append(Line(what, "not known" if memory_now is None else f"{memory_now:.0f} MB"))
    return [*lines, _metrics(homes)]


def _page(few: Server, many: Server, page: str, name: str) -> list[Line]:
    """Change the month of the nation: to months that somebody has looked at, and to months that nobody has."""
    with Reader(few.address) as less, Reader(many.address) as more:
        readers = (less, more)
        for reader in readers:
            reader.open(page)
        fresh: list[list[Answer]] = [[], []]
        for month in (*SEEN, *UNSEEN):  # in turn, the first two to be seen again below
            for reader, answers in zip(readers, fresh, strict=True):
                answers.append(reader.rerun(_link(month)))
        unseen = [[answer.seconds for answer in answers[len(SEEN) :]] for answers in fresh]
        here, there = (cycle(map(_link, SEEN)) for _ in readers)
        seen = interleaved(
            ROUNDS,
            lambda: less.rerun(next(here)).seconds,
            lambda: more.rerun(next(there)).seconds,
            pause=PAUSE,
        )
    sizes = [int(median(answer.bytes for answer in answers)) for answers in fresh]
    grown = f"{MANY} years over {FEW}"
    aim = f"at most {GROWTH:g}"
    found = ratio(seen[1], seen[0])
    both = f"{milliseconds(seen[1])} / {milliseconds(seen[0])}; {sizes[1]:,} and {sizes[0]:,} bytes"
    anew = ratio(unseen[1], unseen[0])
    return [
        Line(f"{name} of the nation, another month: {grown}", f"{found:.2f}", both, aim, found <= GROWTH),
        Line(
            f"{name} of the nation, a month that nobody has seen: {grown}", f"{anew:.2f}",
            f"{milliseconds(unseen[1])} / {milliseconds(unseen[0])}", aim, anew <= GROWTH,
        ),
    ]  # fmt: skip


def _link(month: str) -> str:
    return f"region=ID&as_of={month}"


def _metrics(homes: list[Path]) -> Line:
    """Ask every metric for all regencies as of a month; the slowest over 20 years."""
    taken: dict[str, list[list[float]]] = {}
    stores = []
    for home in homes:
        with at(home):
            stores.append(open_store())
    regions = tuple(stores[0].query("select region_code from region where level = 'regency'")["region_code"])

    def ask(store: Store, name: str) -> None:
        measure(store.query, metrics()[name], Scope(regions, as_of=SEEN[0]))

    for name in metrics():
        taken[name] = interleaved(5, *[partial(ask, store, name) for store in stores])
    for store in stores:
        store.close()
    worst = max(taken, key=lambda name: median(taken[name][1]))
    few, many = taken[worst]
    return Line(
        f"The slowest metric, 514 regencies as of a month, {MANY} years over {FEW}: {worst}",
        f"{ratio(many, few):.2f}", f"{milliseconds(many)} / {milliseconds(few)}",
    )  # fmt: skip
