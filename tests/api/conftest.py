"""The API within this process, asked by this computer, on a store as it is at first start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import place
from api.limits import Limits
from api.routes import routes
from data.access.person import Person
from tests.built_once import demonstration_home

HERE = ("127.0.0.1", 50_000)
ELSEWHERE = ("203.0.113.7", 50_000)
PLENTY = Limits(a_minute=1_000_000, at_once=1_000_000)

Client = Callable[..., TestClient]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Set COVERAGE_HOME to one that must not be changed: local mode, with the demonstration set."""
    with pytest.MonkeyPatch.context() as patch:
        path = demonstration_home(tmp_path_factory)
        patch.setenv("COVERAGE_HOME", str(path))
        patch.delenv("COVERAGE_ACCESS", raising=False)
        yield path


@pytest.fixture(scope="module")
def api(home: Path) -> TestClient:
    """Ask the API from this computer."""
    return asking()


def asking(
    limits: Limits = PLENTY, client: tuple[str, int] = HERE, person: Person | None = None, below: str = ""
) -> TestClient:
    """Give a client of an API of its own: from an address, as the person whom the guard of the pages let in, below a path."""
    inside = Starlette(routes=place.below(below, routes(lambda: True, limits)))

    async def guarded(scope, receive, send):
        if scope["type"] == "http" and person is not None:
            scope.setdefault("state", {})["person"] = person
        await inside(scope, receive, send)

    return TestClient(guarded, "http://localhost", raise_server_exceptions=False, client=client)
