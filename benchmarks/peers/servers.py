"""Starts the peers on this machine, asks each in its own way, and reads what it answers."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from benchmarks.peers.environment import HERE, installed
from benchmarks.peers.question import BASE, COVERAGE, REGENCIES, SEGMENT, TABLE, Answer, Client, Question
from tests.serving import free_port, serving

THREADS = "20"  # as the images of Superset start it: one process
_NOTES_ITS_NUMBER = ("sh", "-c", 'echo $$ > "$0"; exec "$@"')


class Peer(Protocol):
    """Something that answers the question over HTTP."""

    def request(self, question: Question) -> list[bytes]:
        """Ask, and give the bodies as they came."""

    def order(self, month: str) -> object:
        """Ask for the order of one month alone."""

    def read(self, bodies: list[bytes]) -> Answer:
        """Read what came."""


@dataclass(frozen=True)
class Process:
    """A server that runs: its address and the number of its first process."""

    address: str
    number: int

    def memory(self) -> float | None:
        """Give the resident memory of it and all that it started, in MB; None on a system without /proc."""
        found, waiting = 0.0, [self.number]
        while waiting:
            folder = Path(f"/proc/{waiting.pop()}")
            try:
                status = (folder / "status").read_text(encoding="ascii")
                waiting += map(int, (folder / "task" / folder.name / "children").read_text(encoding="ascii").split())
            except OSError:
                return None
            found += int(status.split("VmRSS:")[1].split()[0]) / 1024
        return found


@contextmanager
def running(command: list[str], folder: Path, well: str, port: int, **environment: str) -> Iterator[Process]:
    """Run a server until the block ends."""
    number = folder / "number"
    held = {**environment, "COVERAGE_PORT": str(port)}
    with serving([*_NOTES_ITS_NUMBER, str(number), *command], folder, well, **held) as address:
        yield Process(address, int(number.read_text(encoding="ascii")))


class Superset:
    """Apache Superset's chart data request: one request of two queries, by a person who signed in."""

    def __init__(self, process: Process, password: str, table: Path) -> None:
        """Sign in, and make the table known to it."""
        who = {"username": "admin", "password": password, "provider": "db", "refresh": False}
        token = json.loads(Client(process.address).ask("/api/v1/security/login", who))["access_token"]
        self.process, self._client = process, Client(process.address, Authorization=f"Bearer {token}")
        uri = f"duckdb:///{table}?access_mode=read_only"
        made = {"database_name": "peers", "sqlalchemy_uri": uri}
        database = json.loads(self._client.ask("/api/v1/database/", made))["id"]
        named = {"database": database, "schema": "main", "table_name": TABLE}
        self._table = json.loads(self._client.ask("/api/v1/dataset/", named))["id"]

    def request(self, question: Question) -> list[bytes]:
        trend = _query(question, ["region_code", "month"])
        return [self._data([trend, _last(question.until)])]

    def order(self, month: str) -> None:
        self._data([_last(month)])

    def read(self, bodies: list[bytes]) -> Answer:
        trend, order = (one["data"] for one in json.loads(bodies[0])["result"])
        return _answer(trend, [row["region_code"] for row in order], bodies)

    def _data(self, queries: list[dict[str, Any]]) -> bytes:
        about = {"id": self._table, "type": "table"}
        asked = {"datasource": about, "queries": queries, "result_format": "json", "result_type": "full"}
        return self._client.ask("/api/v1/chart/data", asked)


def _query(question: Question, columns: list[str], **order: Any) -> dict[str, Any]:
    value = {"expressionType": "SQL", "sqlExpression": COVERAGE, "label": "coverage", "hasCustomLabel": True}
    where = (
        ("region_code", "IN", list(REGENCIES)), ("base", "==", BASE), ("segment", "==", SEGMENT),
        ("month", ">=", question.since), ("month", "<=", question.until),
    )  # fmt: skip
    filters = [{"col": column, "op": how, "val": what} for column, how, what in where]
    return {"columns": columns, "metrics": [value], "filters": filters, "row_limit": 10_000, **order}


def _last(month: str) -> dict[str, Any]:
    return _query(Question(month, month), ["region_code"], orderby=[["coverage", False]])


@dataclass(frozen=True)
class Prepared:
    """Superset's own database, made and filled once, with a person who may do everything.

    Args:
        folder: in which it lies.
        password: of the person.
        secret: that it signs with.
    """

    folder: Path
    password: str
    secret: str

    def environment(self, *, caches: bool = False) -> dict[str, str]:
        """Give what Superset is told by the environment."""
        return {
            "SUPERSET_CONFIG_PATH": str(HERE / "superset_config.py"), "SUPERSET_HOME": str(self.folder),
            "FLASK_APP": "superset.app:create_app()", "PEER_SECRET": self.secret, "PEER_CACHE": "yes" if caches else "",
            "PEER_DATABASE": f"sqlite:///{self.folder}/own.db?check_same_thread=false",
        }  # fmt: skip


def prepared(folder: Path) -> Prepared:
    """Set Superset up in a folder, as its manual says."""
    programs = installed("superset")
    folder.mkdir()
    own = Prepared(folder, secrets.token_urlsafe(18), secrets.token_urlsafe(42))
    who = ["--username", "admin", "--firstname", "-", "--lastname", "-", "--email", "admin@localhost"]
    for step in (["db", "upgrade"], ["fab", "create-admin", *who, "--password", own.password], ["init"]):
        subprocess.run(
            [str(programs / "superset"), *step],
            env=os.environ | own.environment(), check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    return own


@contextmanager
def superset(own: Prepared, table: Path, folder: Path, *, caches: bool) -> Iterator[Superset]:
    """Serve Superset on a copy of its prepared database.

    Args:
        own: the database.
        table: the DuckDB file.
        folder: for the copy; made here.
        caches: whether it keeps what queries gave, in its own memory; as it comes it does not.
    """
    shutil.copytree(own.folder, folder)
    port = free_port()
    command = [*_gunicorn(installed("superset"), port), "superset.app:create_app()"]
    environment = replace(own, folder=folder).environment(caches=caches)
    with running(command, folder, "/health", port, **environment) as process:
        yield Superset(process, own.password, table)


def _gunicorn(programs: Path, port: int) -> list[str]:
    options = ("--workers", "1", "--worker-class", "gthread", "--threads", THREADS, "--keep-alive", "600")
    return [str(programs / "gunicorn"), *options, "--bind", f"localhost:{port}"]


class Datasette:
    """Datasette's JSON of a query: two requests, nobody signs in."""

    def __init__(self, process: Process, name: str) -> None:
        """Connect."""
        self.process, self._client, self._name = process, Client(process.address), name

    def request(self, question: Question) -> list[bytes]:
        return [
            self._rows("region_code, month", "region_code, month", question),
            self._rows("region_code", "coverage desc", Question(question.until, question.until)),
        ]

    def order(self, month: str) -> None:
        self._rows("region_code", "coverage desc", Question(month, month))

    def read(self, bodies: list[bytes]) -> Answer:
        trend, order = (json.loads(body) for body in bodies)
        return _answer(trend, [row["region_code"] for row in order], bodies)

    def _rows(self, by: str, order: str, question: Question) -> bytes:
        regions = ", ".join(f":r{number}" for number in range(len(REGENCIES)))
        sql = f"""
            select {by}, {COVERAGE} as coverage from {TABLE}
            where region_code in ({regions}) and base = :base and segment = :segment and month between :since and :until
            group by {by} order by {order}
        """
        values = {f"r{number}": region for number, region in enumerate(REGENCIES)}
        asked = {"sql": sql, "_shape": "array", "base": BASE, "segment": SEGMENT, **values, **question._asdict()}
        return self._client.ask(f"/{self._name}.json?{urlencode(asked)}")


@contextmanager
def datasette(table: Path, folder: Path) -> Iterator[Datasette]:
    """Serve the SQLite file, which never changes, with Datasette."""
    folder.mkdir()
    port = free_port()
    command = [str(installed("datasette") / "datasette"), "serve", "-i", str(table), "--host", "localhost"]
    with running([*command, "--port", str(port)], folder, "/-/versions.json", port) as process:
        yield Datasette(process, table.stem)


class Dash:
    """A Dash callback: one request that gives two figures, nobody signs in."""

    def __init__(self, process: Process) -> None:
        """Connect."""
        self.process, self._client = process, Client(process.address)

    def request(self, question: Question) -> list[bytes]:
        outputs = [{"id": name, "property": "figure"} for name in ("trend", "order")]
        inputs = [{"id": name, "property": "value", "value": value} for name, value in question._asdict().items()]
        asked = {
            "output": "..trend.figure...order.figure..", "outputs": outputs, "inputs": inputs,
            "changedPropIds": ["since.value", "until.value"],
        }  # fmt: skip
        return [self._client.ask("/_dash-update-component", asked)]

    def order(self, month: str) -> None:
        self.request(Question(month, month))

    def read(self, bodies: list[bytes]) -> Answer:
        drawn = json.loads(bodies[0])["response"]
        rows = [
            {"region_code": line["name"], "month": month, "coverage": value}
            for line in drawn["trend"]["figure"]["data"]
            for month, value in zip(line["x"], line["y"], strict=True)
        ]
        return _answer(rows, drawn["order"]["figure"]["data"][0]["y"], bodies)


@contextmanager
def dash(table: Path, folder: Path) -> Iterator[Dash]:
    """Serve the Dash app."""
    folder.mkdir()
    port = free_port()
    environment = {
        "PEER_DATABASE": str(table), "PEER_REGIONS": ",".join(REGENCIES), "PEER_BASE": BASE, "PEER_SEGMENT": SEGMENT,
        "PEER_VALUE": COVERAGE, "PEER_TABLE": TABLE, "PYTHONPATH": str(HERE),
    }  # fmt: skip
    command = [*_gunicorn(installed("dash"), port), "dash_app:server"]
    with running(command, folder, "/", port, **environment) as process:
        yield Dash(process)


def _answer(trend: list[dict[str, Any]], order: list[str], bodies: list[bytes]) -> Answer:
    values = {(row["region_code"], row["month"]): row["coverage"] for row in trend}
    return Answer(values, order, sum(map(len, bodies)))
