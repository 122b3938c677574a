"""Rerun of each page over the websocket, against the bare page of the same elements served the same way."""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path

from benchmarks.bare import write
from benchmarks.client import Answer, Reader
from benchmarks.grown import REGENCIES_OF_THE_NATION, grown
from benchmarks.recording import record
from benchmarks.report import Line, interleaved, milliseconds, ratio
from benchmarks.server import PRODUCT, served

PAGES = {
    "": "Ringkasan", "tren": "Tren", "wilayah": "Profil wilayah", "banding": "Banding", "informal": "Pekerja informal",
    "iuran": "Iuran", "rencana": "Rencana", "paritrana": "Paritrana",
}  # fmt: skip
ROUNDS, FILTER_ROUNDS, GROWTH_ROUNDS = 40, 20, 10
PAUSE = 0.03  # seconds; Streamlit 1.67 collects garbage after it has answered
AIM, GROWTH = 2.0, 1.5
ALIKE = 0.02  # by which the bytes of a page and of its bare page may differ
REGENCIES = ("51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71")
MONTHS = [f"{year}-{month:02d}" for year in (2025, 2024) for month in range(12, 0, -1)]


def run(home: Path) -> list[Line]:
    lines: list[Line] = []
    with served(PRODUCT, home) as ours, served(PRODUCT, grown(home)) as many:
        for page, name in PAGES.items():
            script = write(record(page), _folder(home, page))
            with served(script, home) as theirs:
                lines += _same_page(ours.address, theirs.address, page, name)
                lines += _other_region(ours.address, theirs.address, page, name)
            lines.append(_growth(ours.address, many.address, page, name))
    return lines


def _same_page(ours: str, theirs: str, page: str, name: str) -> list[Line]:
    lines = []
    for remembers, how in (
        (True, "as a browser asks, which holds large elements"),
        (False, "all elements sent again"),
    ):
        if not remembers and page:
            continue  # what is not held costs the same for every page
        with (
            Reader(ours, remembers=remembers) as product_reader,
            Reader(theirs, remembers=remembers) as bare_reader,
        ):
            first, bare_first = product_reader.open(page), bare_reader.rerun()
            _agree(first, bare_first)
            for _ in range(5):
                again, bare_again = product_reader.rerun(), bare_reader.rerun()
            _agree(again, bare_again)
            if remembers:
                lines.append(_payload(name, first, bare_first))
            taken = interleaved(
                ROUNDS, lambda: product_reader.rerun().seconds, lambda: bare_reader.rerun().seconds, pause=PAUSE
            )
        lines.append(_line(f"Rerun of {name} over the bare page, {how}", *taken, aim=remembers))
    return lines


def _other_region(ours: str, theirs: str, page: str, name: str) -> list[Line]:
    """Change the filters: to views that nobody has asked for yet, and to one that is held."""
    unseen = (f"region={region}&as_of={month}" for month, region in product(MONTHS[1:], REGENCIES))
    seen = cycle(f"region={region}&as_of={MONTHS[0]}" for region in REGENCIES)
    with Reader(ours) as first, Reader(ours) as second, Reader(theirs) as bare_reader:
        for reader in (first, second):
            reader.open(page)
        for reader in (first, second, bare_reader):
            for _ in REGENCIES:
                reader.rerun(next(seen))
        fresh, held, bare = interleaved(
            FILTER_ROUNDS,
            lambda: first.rerun(next(unseen)).seconds,
            lambda: second.rerun(next(seen)).seconds,
            lambda: bare_reader.rerun().seconds,
            pause=PAUSE,
        )
    return [
        _line(f"{name}: another region that somebody has seen, over the bare page", held, bare),
        _line(f"{name}: another region that nobody has seen, over the bare page", fresh, bare),
    ]


def _growth(nine: str, many: str, page: str, name: str) -> Line:
    """Change the month of a whole province, once with its nine regencies and once with all that the nation has."""
    with Reader(nine) as few_reader, Reader(many) as many_reader:
        few_reader.open(page)
        many_reader.open(page)
        here, there = (
            cycle(f"region=51&as_of={month}" for month in MONTHS[:2]),
            cycle(f"region=51&as_of={month}" for month in MONTHS[:2]),
        )
        for _ in range(2):
            few_reader.rerun(next(here))
            many_reader.rerun(next(there))
        few, more = interleaved(
            GROWTH_ROUNDS,
            lambda: few_reader.rerun(next(here)).seconds,
            lambda: many_reader.rerun(next(there)).seconds,
            pause=PAUSE,
        )
    found = ratio(more, few)
    return Line(
        f"{name}: a change of the month with {REGENCIES_OF_THE_NATION} regencies over one with {len(REGENCIES)}",
        f"{found:.2f}", f"{milliseconds(more)} / {milliseconds(few)}", f"at most {GROWTH:g}", found <= GROWTH,
    )  # fmt: skip


def _agree(ours: Answer, theirs: Answer) -> None:
    """Hold the bare page to its promise: the same kinds and number of elements."""
    if ours.kinds != theirs.kinds:
        raise RuntimeError(f"The bare page differs: {ours.kinds - theirs.kinds} and {theirs.kinds - ours.kinds}.")


def _payload(name: str, ours: Answer, theirs: Answer) -> Line:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(ours.kinds.items()))
    return Line(
        f"{name} and its bare page: elements and blocks, the same of every kind",
        str(sum(ours.kinds.values())),
        f"{ours.bytes:,} and {theirs.bytes:,} bytes; {kinds}",
        f"bytes within {ALIKE:.0%}",
        abs(ours.bytes / theirs.bytes - 1) <= ALIKE,
    )


def _line(what: str, ours: list[float], bare: list[float], *, aim: bool = False) -> Line:
    found = ratio(ours, bare)
    beside = f"{milliseconds(ours)} / {milliseconds(bare)}"
    return Line(what, f"{found:.2f}", beside, f"at most {AIM:g}" if aim else "", found <= AIM if aim else None)


def _folder(home: Path, page: str) -> Path:
    folder = home.parent / f"page-{page or 'ringkasan'}"
    folder.mkdir(exist_ok=True)
    return folder
