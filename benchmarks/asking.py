"""The API: coverage of a province's regencies over HTTP, against the bare metric call and an empty route of Starlette.

python -m benchmarks.asking    (serves the empty route at COVERAGE_PORT)
"""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from benchmarks.report import Line, interleaved, milliseconds, ratio
from benchmarks.server import PRODUCT, served
from data.store import ensure
from metrics._model import Scope, measure
from metrics.catalogue import metric
from metrics.territory import territory
from tests.serving import serving

ROUNDS = 24  # with three requests each: fewer than a reader has at once
ASKED = "/api/v1/metrics/coverage?region=51&children=true&base=ucj&as_of="
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]


def run(home: Path) -> list[Line]:
    store = ensure()
    regencies, coverage = tuple(territory(store.query).parts("51")), metric("coverage")

    def bare() -> Iterator[object]:
        for month in MONTHS:
            yield measure(store.query, coverage, Scope(regencies, base="ucj", as_of=month))

    empty = serving([sys.executable, "-m", "benchmarks.asking"], home.parent, "/")
    with served(PRODUCT, home) as server, empty as floor:
        ask, nothing = _asking(server.address), _asking(floor)
        tag = ask(ASKED + MONTHS[-1])
        metric_calls, months = bare(), iter(MONTHS)
        taken = interleaved(
            ROUNDS,
            lambda: next(metric_calls),
            lambda: ask(ASKED + next(months)),
            lambda: ask(ASKED + MONTHS[-1]),
            lambda: nothing("/"),  # between two light ones: what a heavy one began would still be at work
            lambda: ask(ASKED + MONTHS[-1], tag),
        )
    called, anew, kept, floored, held = taken
    over_floor = [
        Line(f"API: {what}, over an empty route", f"{ratio(seconds, floored):.2f}", milliseconds(seconds))
        for what, seconds in (
            ("asked for the first time", anew),
            ("asked again", kept),
            ("held by the reader, 304", held),
        )
    ]
    beside = f"{milliseconds(anew)} against {milliseconds(called)}"
    first = Line("API: coverage of nine regencies, over the bare metric call", f"{ratio(anew, called):.2f}", beside)
    return [first, *over_floor, Line("API: an empty route of Starlette alone", milliseconds(floored))]


def _asking(address: str) -> Callable[..., str]:
    """Give a reader on one connection that is kept open; it gives the tag of each answer."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)

    def ask(path: str, tag: str = "") -> str:
        connection.request("GET", path, headers={"If-None-Match": tag} if tag else {})
        answer = connection.getresponse()
        answer.read()
        if answer.status != (304 if tag else 200):
            raise RuntimeError(f"{path} was answered {answer.status}.")
        return answer.headers.get("ETag", "")

    return ask


async def _nothing(_: Request) -> Response:
    return PlainTextResponse("")


if __name__ == "__main__":
    app = Starlette(routes=[Route("/", _nothing)])
    uvicorn.run(app, host="localhost", port=int(os.environ["COVERAGE_PORT"]), log_level="warning", server_header=False)
