"""One question to the product and to its peers, in turn in one run: Apache Superset, Datasette and a Dash app.

What each does besides stands beside its figures, for none does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.peers.environment import NotInstalled, pinned
from benchmarks.peers.ours import Ours, ours, ringkasan
from benchmarks.peers.question import BASE, REGENCIES, WHOLE, unseen, written
from benchmarks.peers.servers import Peer, dash, datasette, prepared, superset
from benchmarks.report import Line, interleaved, milliseconds, ratio
from data.store import ensure
from metrics._model import Scope, measure
from metrics.catalogue import metric

ROUNDS = 24
PAUSE = 0.05
AIM = 0.1
KEEPS = "Superset, kept"
ALONE = ", order alone"
INSIDE = "within the process"
VIEWS = ("Ringkasan, seen", "Ringkasan, never seen")
DOES = {
    "Superset": "signed in, rights checked, its log written, values alone",
    KEEPS: "the same, its data cache in memory",
    "Datasette": "nobody signs in, values alone, SQLite with an index",
    "Dash": "nobody signs in, two figures in place of rows",
}
OURS = (
    "a token, each answer put on the audit record once, 26 columns a figure: parts, dates, status, sources, reasons; the reader "
    "sorts the order"
)
WITHIN = (
    "nothing is sent; an interpreter of its own; the figures are asked for anew, what describes them was kept when the store was "
    "first asked"
)


def run(home: Path) -> list[Line]:
    folder = home.parent / "peers"
    folder.mkdir()
    tables = written(ensure(), folder)
    own = cache(lambda: prepared(folder / "superset-own"))
    starts: dict[str, Callable[[], Any]] = {
        "Superset": lambda: superset(own(), tables.duckdb, folder / "superset", caches=False),
        KEEPS: lambda: superset(own(), tables.duckdb, folder / "superset-keeps", caches=True),
        "Datasette": lambda: datasette(tables.sqlite, folder / "datasette"),
        "Dash": lambda: dash(tables.duckdb, folder / "dash"),
    }
    with ExitStack() as stack:
        asked = stack.enter_context(ours(home))
        peers: dict[str, Any] = {}
        lines = []
        for name, start in starts.items():
            try:
                peers[name] = stack.enter_context(start())
            except NotInstalled as error:
                lines.append(Line(f"{name} {_version(name)}", "not measured", str(error)))
        sizes = _agree(asked, peers)
        held, fresh = stack.enter_context(ringkasan(asked.process.address))
        idle = {name: peer.process.memory() for name, peer in peers.items()}
        taken = _timed(asked, peers, held, fresh)
        lines += _lines(taken, peers, sizes)
        lines.append(_memory("the product", asked.process.memory(), None))
        lines += [_memory(name, peer.process.memory(), idle[name]) for name, peer in peers.items()]
        return lines


def _agree(asked: Ours, peers: dict[str, Any]) -> dict[str, int]:
    """Ask everybody the same and compare what they answer; the sizes of it in bytes."""
    mine = asked.read(asked.request(WHOLE))
    sizes = {"ours": mine.size}
    for name, peer in peers.items():
        theirs = peer.read(peer.request(WHOLE))
        wrong = [key for key, value in theirs.trend.items() if abs(mine.trend[key] - value) > 1e-12]
        if wrong or theirs.order != mine.order or len(theirs.trend) != len(mine.trend):
            raise RuntimeError(f"{name} answers otherwise: {wrong[:3]}, {theirs.order}, {len(theirs.trend)} figures.")
        sizes[name] = theirs.size
    return sizes


def _timed(own: Ours, peers: dict[str, Any], held: Iterator[float], fresh: Iterator[float]) -> dict[str, list[float]]:
    """Time everybody in turn."""
    actions: dict[str, Callable[[], object]] = {}

    def add(name: str, peer: Peer, *, anew: bool, alone: bool = True) -> None:
        questions, months = unseen(), (f"{year}-{month:02}" for month in range(1, 13) for year in range(2020, 2025))
        asked = questions if anew else iter(lambda: WHOLE, None)
        actions[name] = lambda: peer.request(next(asked))
        if alone:
            actions[f"{name}{ALONE}"] = lambda: peer.order(next(months))

    add("ours", own, anew=True)
    add("ours, kept", own, anew=False, alone=False)
    actions[INSIDE] = _as_a_page_asks()
    for name, peer in peers.items():
        add(name, peer, anew=name != KEEPS, alone=name != KEEPS)
    actions |= dict(zip(VIEWS, (lambda: next(held), lambda: next(fresh)), strict=True))
    for action in actions.values():  # the first time of each kind is not measured
        action()
    return dict(zip(actions, interleaved(ROUNDS, *actions.values(), pause=PAUSE), strict=True))


def _as_a_page_asks() -> Callable[[], object]:
    """Give the two metric calls as a page makes them: in the process that draws it, with nothing sent."""
    store, coverage, asked = ensure(), metric("coverage"), unseen()

    def call() -> None:
        since, until = next(asked)
        measure(store.query, coverage, Scope(REGENCIES, BASE, since=since, until=until))
        measure(store.query, coverage, Scope(REGENCIES, BASE, since=until, until=until))

    return call


def _lines(taken: dict[str, list[float]], peers: dict[str, Any], sizes: dict[str, int]) -> list[Line]:
    lines = []
    for name in peers:
        mine, what = ("ours, kept", "asked again") if name == KEEPS else ("ours", "never asked before")
        size = f"{sizes['ours']:,} and {sizes[name]:,} bytes; ours: {OURS}; theirs: {DOES[name]}"
        whole = f"Trend and order of nine regencies, {what}: ours over {name} {_version(name)}"
        lines.append(_over(whole, taken[mine], taken[name], size, aim=name == "Superset"))
        alone = taken.get(f"{name}{ALONE}")
        if alone:
            lines.append(_over(f"Order of one month alone: ours over {name}", taken[f"ours{ALONE}"], alone))
    if "Superset" in peers:
        what = (
            "The same two metric calls as Ringkasan makes them, in the process that draws it: over Superset's request"
        )
        lines.append(_over(what, taken[INSIDE], taken["Superset"], WITHIN, aim=True))
    for view, name in product(VIEWS, [name for name in ("Superset", "Dash") if name in peers]):
        what = f"{view}: the whole page over the websocket, over {name}'s answer to this one question"
        lines.append(_over(what, taken[view], taken[name]))
    return lines


def _over(what: str, ours: list[float], theirs: list[float], beside: str = "", *, aim: bool = False) -> Line:
    found = ratio(ours, theirs)
    both = "; ".join(filter(None, [f"{milliseconds(ours)} / {milliseconds(theirs)}", beside]))
    return Line(what, f"{found:.3f}", both, f"at most {AIM:g}" if aim else "", found <= AIM if aim else None)


def _version(name: str) -> str:
    peer = name.split(",")[0].lower()
    return pinned(peer, "apache-superset" if peer == "superset" else peer)


def _memory(name: str, after: float | None, before: float | None) -> Line:
    if after is None:
        return Line(f"Memory of {name}", "not known", "this system has no /proc")
    beside = "" if before is None else f"{before:.0f} MB before it was asked"
    return Line(f"Memory of {name} after all requests", f"{after:.0f} MB", beside)
