"""Rerun of the first page over the websocket, against the bare page of the same elements served the same way."""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path

from benchmarks.bare import write
from benchmarks.client import Answer, Reader
from benchmarks.recording import record
from benchmarks.report import Line, interleaved, milliseconds, ratio
from benchmarks.server import PRODUCT, served

ROUNDS, FILTER_ROUNDS = 40, 20
PAUSE = 0.03  # seconds; Streamlit 1.67 collects garbage after it has answered
AIM = 2.0
REGENCIES = ("51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71")
MONTHS = [f"{year}-{month:02d}" for year in (2025, 2024) for month in range(12, 0, -1)]


def run(home: Path) -> list[Line]:
    script = write(record(), home.parent)
    with served(PRODUCT, home) as ours, served(script, home) as theirs:
        return [
            *_same_page(ours.address, theirs.address),
            *_other_region(ours.address, theirs.address),
        ]


def _same_page(ours: str, theirs: str) -> list[Line]:
    lines = []
    for remembers, name in (
        (True, "as a browser asks, which holds large elements"),
        (False, "all elements sent again"),
    ):
        with Reader(ours, remembers=remembers) as product_reader, Reader(theirs, remembers=remembers) as bare_reader:
            first, bare_first = product_reader.rerun(), bare_reader.rerun()
            _agree(first, bare_first)
            for _ in range(5):
                again, bare_again = product_reader.rerun(), bare_reader.rerun()
            _agree(again, bare_again)
            if remembers:
                lines.append(_payload(first, bare_first))
            taken = interleaved(
                ROUNDS, lambda: product_reader.rerun().seconds, lambda: bare_reader.rerun().seconds, pause=PAUSE
            )
        lines.append(_line(f"Rerun of Ringkasan over the bare page, {name}", *taken, aim=remembers))
    return lines


def _other_region(ours: str, theirs: str) -> list[Line]:
    """Change the filters: to views that nobody has asked for yet, and to one that is held."""
    unseen = (f"region={region}&as_of={month}" for month, region in product(MONTHS[1:], REGENCIES))
    seen = cycle(f"region={region}&as_of={MONTHS[0]}" for region in REGENCIES)
    with Reader(ours) as first, Reader(ours) as second, Reader(theirs) as bare_reader:
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
        _line("Another region that somebody has seen, over the bare page", held, bare),
        _line("Another region that nobody has seen, over the bare page", fresh, bare),
    ]


def _agree(ours: Answer, theirs: Answer) -> None:
    """Hold the bare page to its promise: the same kinds and number of elements, the same bytes within 2 percent."""
    if ours.kinds != theirs.kinds:
        raise RuntimeError(f"The bare page differs: {ours.kinds - theirs.kinds} and {theirs.kinds - ours.kinds}.")
    if abs(ours.bytes / theirs.bytes - 1) > 0.02:
        raise RuntimeError(f"The bare page sends {theirs.bytes} bytes, the product {ours.bytes}.")


def _payload(ours: Answer, theirs: Answer) -> Line:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(ours.kinds.items()))
    return Line(
        "First page and bare page: elements and blocks, the same of every kind",
        str(sum(ours.kinds.values())),
        f"{ours.bytes:,} and {theirs.bytes:,} bytes; {kinds}",
        "bytes within 2 %",
        True,
    )


def _line(what: str, ours: list[float], bare: list[float], *, aim: bool = False) -> Line:
    found = ratio(ours, bare)
    beside = f"{milliseconds(ours)} / {milliseconds(bare)}"
    return Line(what, f"{found:.2f}", beside, f"at most {AIM:g}" if aim else "", found <= AIM if aim else None)
