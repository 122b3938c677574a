"""The product asked the same question: the metric call of its API, with a token, and Ringkasan as a browser opens it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import cycle, product
from pathlib import Path

from benchmarks.client import Reader
from benchmarks.homes import at
from benchmarks.peers.question import BASE, REGENCIES, Answer, Client, Question
from benchmarks.rerun import MONTHS
from benchmarks.server import PRODUCT, Server, served
from data.access.person import Person
from data.access.tokens import create

ASKED = f"/api/v1/metrics/coverage?region=51&children=true&base={BASE}"


class Ours:
    """The metric call: two requests, by who holds a token; nothing is said to be held, so every answer comes whole."""

    def __init__(self, process: Server, token: str) -> None:
        """Connect."""
        self.process, self._client = process, Client(process.address, Authorization=f"Bearer {token}")

    def request(self, question: Question) -> list[bytes]:
        trend = self._client.ask(f"{ASKED}&since={question.since}&until={question.until}")
        return [trend, self.order(question.until)]

    def order(self, month: str) -> bytes:
        return self._client.ask(f"{ASKED}&since={month}&until={month}")

    def read(self, bodies: list[bytes]) -> Answer:
        trend, last = (json.loads(body) for body in bodies)
        values = {(row["region_code"], row["period"]): row["value"] for row in trend if row["numerator"] is not None}
        order = sorted(last, key=lambda row: row["value"], reverse=True)
        return Answer(values, [row["region_code"] for row in order], sum(map(len, bodies)))


@contextmanager
def ours(home: Path) -> Iterator[Ours]:
    """Serve the product and make a token for who asks."""
    until = datetime.now(UTC).date() + timedelta(days=1)
    with at(home):
        _, token = create(Person("benchmark", "administrator"), "peers", "reader", [], until.isoformat())
    with served(PRODUCT, home) as server:
        yield Ours(server, token)


@contextmanager
def ringkasan(address: str) -> Iterator[tuple[Iterator[float], Iterator[float]]]:
    """Give the seconds of reruns of Ringkasan for another region: of views that somebody has seen, and that nobody has."""
    with Reader(address) as first, Reader(address) as second:
        held = cycle(f"region={region}&as_of={MONTHS[0]}" for region in REGENCIES)
        fresh = (f"region={region}&as_of={month}" for month, region in product(MONTHS[1:], REGENCIES))
        first.open()
        second.open()
        for _ in REGENCIES:
            first.rerun(next(held))
        yield (first.rerun(link).seconds for link in held), (second.rerun(link).seconds for link in fresh)
