"""The whole program lies below the path that COVERAGE_PATH names."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute

from api import show
from api.place import PathUnusable, base, below
from exports.briefing import BriefingAsked


@pytest.mark.parametrize(("named", "path"), [("", ""), ("/", ""), ("/pantau", "/pantau"), ("/a/b/", "/a/b")])
def test_the_path_is_what_the_setting_names_without_a_slash_at_its_end(
    named: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_PATH", named)
    assert base() == path


@pytest.mark.parametrize("named", ["pantau", "//pantau", "/pan tau", "/../etc", "/pantau?x", '/"><script>', "/a//b"])
def test_a_path_that_is_none_is_said_in_one_line(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_PATH", named)
    with pytest.raises(PathUnusable) as refused:
        base()
    assert str(refused.value) == f"COVERAGE_PATH is {named!r}: write a path such as /pantau, or leave it out."


def test_every_route_is_found_below_the_path_with_its_methods() -> None:
    async def answer(_request: object) -> PlainTextResponse:
        return PlainTextResponse("here")

    routes = [
        Route("/ready", answer),
        Route("/put", answer, methods=["PUT"]),
        Mount("/api", routes=[Route("/v1", answer)]),
    ]
    moved = {route.path: getattr(route, "methods", None) for route in Starlette(routes=below("/pantau", routes)).routes}
    assert moved == {"/pantau/ready": {"GET", "HEAD"}, "/pantau/put": {"PUT"}, "/pantau/api": None}
    with pytest.raises(TypeError, match="WebSocketRoute"):
        below("/pantau", [WebSocketRoute("/stream", answer)])


def test_the_link_of_the_show_lies_below_the_path_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_PATH", "/pantau")
    address = show.address(BriefingAsked("51", "2025-12", "ucj", None, "", "id", ""), "trend")
    assert address.startswith("/pantau/paparan/tayang?region=51&")
