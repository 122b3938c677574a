"""The API within this process, asked by this computer, on a store as it is at first start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import place
from api.guard import Guard
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
    """Set COVERAGE_HOME to one in local mode, with the demonstration set; its store and record must not be changed."""
    with pytest.MonkeyPatch.context() as patch:
        path = home_of(demonstration_home(tmp_path_factory), tmp_path_factory.mktemp("api"))
        patch.setenv("COVERAGE_HOME", str(path))
        patch.delenv("COVERAGE_ACCESS", raising=False)
        yield path


def home_of(built: Path, own: Path) -> Path:
    """Give a home with the store and record of another one; what is put on record of who asks stays its own."""
    for held in ("store", "batches"):
        (own / held).symlink_to(built / held)
    return own


@pytest.fixture(scope="module")
def api(home: Path) -> TestClient:
    """Ask the API from this computer."""
    return asking()


def asking(
    limits: Limits = PLENTY, client: tuple[str, int] = HERE, person: Person | None = None, below: str = ""
) -> TestClient:
    """Give a client of an API of its own behind the guard: from an address, below a path, signed in as a person."""
    inside = Starlette(routes=place.below(below, routes(lambda: True, limits)))

    async def signed_in(scope, receive, send):
        if scope["type"] == "http" and person is not None:
            scope["state"]["person"] = person
        await inside(scope, receive, send)

    guarded = Guard(signed_in, dict, below)
    return TestClient(guarded, "http://localhost", raise_server_exceptions=False, client=client)
