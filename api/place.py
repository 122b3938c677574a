"""Where below its address the server answers: at the root, or under a path that a proxy shares with other programs."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from starlette.routing import BaseRoute, Mount, Route

NAMED_BY = "COVERAGE_PATH"
_PATH = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9._~-]*)+")


class PathUnusable(ValueError):
    """COVERAGE_PATH is no path that a server can answer under."""


def base() -> str:
    """Give the path that everything lies below, such as ``/pantau``; empty at the root.

    Raises:
        PathUnusable: when COVERAGE_PATH is no such path.
    """
    named = os.environ.get(NAMED_BY, "").rstrip("/")
    if named and not _PATH.fullmatch(named):
        raise PathUnusable(f"{NAMED_BY} is {named!r}: write a path such as /pantau, or leave it out.")
    return named


def below(path: str, routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """Give routes as they are found below a path; a mount would answer for all that Streamlit has there."""
    return [_below(path, route) for route in routes]


def _below(path: str, route: BaseRoute) -> BaseRoute:
    if isinstance(route, Mount):
        return Mount(path + route.path, app=route.app, name=route.name)
    if isinstance(route, Route):
        return Route(path + route.path, route.endpoint, methods=list(route.methods or []), name=route.name)
    raise TypeError(f"A route of the kind {type(route).__name__} cannot be moved.")
