"""From the start of the process to the first page fully drawn in a real browser, against bare pages served the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.bare import TITLE_AND_TEXT, write
from benchmarks.recording import record
from benchmarks.report import Line, interleaved, milliseconds, ratio
from benchmarks.server import PRODUCT, served
from tests.browser import chromium
from tests.serving import ANSWERS

ROUNDS = 3
AIM = 1.5
SECONDS_TO_DRAW = 60_000  # milliseconds, as Playwright counts

# Drawn: the script has ended, every chart has its picture, every heading stands and the last one can be seen, and nothing
# says that more is to come.
DRAWN = """([charts, headings]) => {
    const all = name => [...document.querySelectorAll(`[data-testid="${name}"]`)];
    const drawn = all("stPlotlyChart").filter(chart => chart.querySelector("svg.main-svg .trace"));
    return document.querySelector('[data-test-script-state="notRunning"]') !== null
        && drawn.length === charts
        && all("stHeading").length === headings && all("stHeading").at(-1).checkVisibility()
        && all("stSkeleton").length === 0 && all("stSpinner").length === 0 && all("stStatusWidget").length === 0;
}"""


@dataclass
class Cold:
    """One script, and what its cold starts took.

    Args:
        script: the Streamlit script.
        shape: its charts and headings.
        opened: seconds from asking a server that has drawn it before, in a browser that has not; one a round.
        warm: seconds for the same page again, in the same browser.
    """

    script: Path
    shape: list[int]
    opened: list[float]
    warm: list[float]


def run(home: Path) -> list[Line]:
    browser = chromium.find()
    if browser is None:
        return [Line("First page in a browser", "skipped", chromium.NONE_FOUND)]
    calls = record()
    shape = [
        sum(call.name in names for call in calls) for names in (("plotly_chart",), ("title", "header", "subheader"))
    ]
    title = home.parent / "title.py"
    title.write_text(TITLE_AND_TEXT, encoding="utf-8")
    pages = [Cold(PRODUCT, shape, [], []), Cold(title, [0, 1], [], []), Cold(write(calls, home.parent), shape, [], [])]
    with sync_playwright() as playwright:
        started = interleaved(ROUNDS, *[_start(playwright, browser, page, home) for page in pages])
    ours, plain, same = started
    return [
        _line("First page, from the start of the process, over a page of a title and a text", ours, plain, aim=True),
        _line(
            "First page, from the start of the process, over the bare page of the same elements", ours, same, aim=True
        ),
        _line("First page of a started server, over a page of a title and a text", pages[0].opened, pages[1].opened),
        _line("First page of a started server, over the bare page", pages[0].opened, pages[2].opened),
        _line("The page again in the same browser, over a title and a text", pages[0].warm, pages[1].warm),
        _line("The page again in the same browser, over the bare page", pages[0].warm, pages[2].warm),
    ]


def _start(playwright: Playwright, browser: Path, cold: Cold, home: Path) -> Callable[[], float]:
    def start() -> float:
        with _reader(playwright, browser) as first:
            begun = time.perf_counter()
            with served(cold.script, home, well=ANSWERS) as server:
                _open(first, server.address, cold.shape)
                seconds = time.perf_counter() - begun
                with _reader(playwright, browser) as second:
                    cold.opened.append(_open(second, server.address, cold.shape))
                    cold.warm.append(_open(second, server.address, cold.shape))
        return seconds

    return start


@contextmanager
def _reader(playwright: Playwright, browser: Path) -> Iterator[Page]:
    """A browser that has seen nothing yet."""
    running = playwright.chromium.launch(executable_path=browser, args=list(chromium.FLAGS))
    try:
        yield running.new_page(viewport={"width": 1366, "height": 768}, locale="id-ID")
    finally:
        running.close()


def _open(page: Page, address: str, shape: list[int]) -> float:
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(DRAWN, arg=shape, polling="raf", timeout=SECONDS_TO_DRAW)
    return time.perf_counter() - begun


def _line(what: str, ours: list[float], bare: list[float], *, aim: bool = False) -> Line:
    found = ratio(ours, bare)
    beside = f"{milliseconds(ours)} / {milliseconds(bare)}"
    return Line(what, f"{found:.2f}", beside, f"at most {AIM:g}" if aim else "", found <= AIM if aim else None)
