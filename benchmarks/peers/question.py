"""What every server is asked: coverage of Bali's nine regencies by month on one base, and their order in the last of these.

It is a data request of Ringkasan. All answer it from the same rows, and every answer is read and compared before any is timed.
"""

from __future__ import annotations

import http.client
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import duckdb

from data.schema import literal
from data.store import Store

REGENCIES = ("51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71")
BASE, SEGMENT = "ucj", "total"
TABLE = "coverage"
# The mart that `metrics/coverage.py` reads, without what only it needs: provenance, dates of bases, marks.
ROWS = """
    select region_code, month, base, segment, series, status, numerator, denominator
    from coverage_share where shown and numerator is not null order by base, segment, region_code, month
"""
COVERAGE = "sum(numerator) * 1.0 / nullif(sum(denominator), 0)"


class Question(NamedTuple):
    """Which months are asked for, ``YYYY-MM``."""

    since: str
    until: str


WHOLE = Question("2019-01", "2025-12")


def unseen() -> Iterator[Question]:
    """Give questions of almost the same size, no two alike: of six and a half years or a little more."""
    for since, until in product(range(1, 7), range(7, 13)):
        if (since, until) != (1, 12):
            yield Question(f"2019-{since:02}", f"2025-{until:02}")


@dataclass(frozen=True)
class Answer:
    """What a server answered.

    Args:
        trend: coverage by region and month.
        order: the regions in the order of the last month, highest first.
        size: bytes of the bodies.
    """

    trend: dict[tuple[str, str], float]
    order: list[str]
    size: int


@dataclass(frozen=True)
class Tables:
    """The same rows as files: for whom reads DuckDB and for whom reads SQLite."""

    duckdb: Path
    sqlite: Path


def written(store: Store, folder: Path) -> Tables:
    """Write the table of coverage for the peers."""
    tables = Tables(folder / "peers.duckdb", folder / "peers.sqlite")
    with duckdb.connect(str(tables.duckdb)) as connection:
        connection.execute(f"attach {literal(str(store.path))} as store (read_only)")
        connection.execute("use store")
        connection.execute(f"create table {literal_name(tables.duckdb)}.{TABLE} as {ROWS}")
    with closing(sqlite3.connect(tables.sqlite)) as other, other:
        store.query(ROWS).to_sql(TABLE, other, index=False)
        other.execute(f"create index asked on {TABLE} (base, segment, region_code, month)")
        other.execute("analyze")
    return tables


def literal_name(path: Path) -> str:
    """Give the name that DuckDB calls an attached file by."""
    return f'"{path.stem}"'


class Client:
    """A reader on one connection that is kept open.

    Args:
        address: of the server.
        headers: sent with each request.
    """

    def __init__(self, address: str, **headers: str) -> None:
        place = urlsplit(address)
        self.headers = headers
        self._connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)

    def ask(self, path: str, body: Any = None) -> bytes:
        """Ask and read the whole answer.

        Args:
            path: with parameters.
            body: sent as JSON by POST; None asks by GET.

        Raises:
            RuntimeError: when it is not answered.
        """
        sent = None if body is None else json.dumps(body)
        kind = {} if body is None else {"Content-Type": "application/json"}
        method = "GET" if body is None else "POST"
        self._connection.request(method, path, sent, self.headers | kind)
        try:
            answer = self._connection.getresponse()
        except http.client.RemoteDisconnected:  # nothing was asked for too long: the next request connects anew
            self._connection.request(method, path, sent, self.headers | kind)
            answer = self._connection.getresponse()
        content = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{path} was answered {answer.status}: {content[:300]!r}")
        return content
