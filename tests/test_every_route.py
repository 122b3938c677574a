"""Every route and every page there is, asked without a sign-in, with a forged, an expired and an unnamed one, and by each role.

The routes are those that the server itself has and the pages those in the folder: one more without a line here fails.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from benchmarks.client import XSRF, Reader
from tests.access_file import access_file
from tests.built_once import published_home
from tests.serving import PROJECT, free_port, serving
from tests.signing_in import claims, cookie

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a route is: the front holds no figure; figures are for everybody named; loading for stewards and above; what is nobody's
# is refused to all; the API asks for itself; the way to sign in leads to the provider and lets nobody in by itself.
ROUTES = {
    "/ready": "front", "/paparan/tayang": "figures", "/api/v1": "api", "/api/v1/": "api", "/api/v1/regions": "api",
    "/api/v1/metrics": "api", "/api/v1/metrics/{id}": "api", "/api/v1/targets": "api", "/api/v1/analyses/{name}": "api",
    "/api/v1/sources": "api", "/api/v1/openapi.json": "api", "/api/v1/docs": "api", "/api/v1/health": "front",
    "/_stcore/health": "front", "/_stcore/host-config": "front", "/_stcore/metrics": "nobody", "/media/{file_id:path}": "figures",
    "/_stcore/upload_file/{session_id}/{file_id}": "loading", "/component/{path:path}": "figures",
    "/_stcore/bidi-components/{path:path}": "figures", "/_stcore/stream": "stream", "/auth/login": "way in",
    "/auth/logout": "way in", "/oauth2callback": "way in", "/_stcore/agent/interact": "nobody",
    "/_stcore/agent/openapi.json": "nobody", "/_stcore/agent/mcp": "nobody", "": "front",
}  # fmt: skip
SAMPLES = {
    "/paparan/tayang": "/paparan/tayang?region=51.03&as_of=2025-03", "/api/v1/metrics/{id}": "/api/v1/metrics/coverage?region=51",
    "/api/v1/targets": "/api/v1/targets?region=51", "/api/v1/analyses/{name}": "/api/v1/analyses/change?region=51",
    "/media/{file_id:path}": "/media/0123456789abcdef.csv", "/component/{path:path}": "/component/x/index.html",
    "/_stcore/upload_file/{session_id}/{file_id}": "/_stcore/upload_file/session/file",
    "/_stcore/bidi-components/{path:path}": "/_stcore/bidi-components/x/y.js", "": "/",
}  # fmt: skip
PAGES = {
    "ringkasan": "", "tren": "tren", "wilayah": "wilayah", "banding": "banding", "informal": "informal", "iuran": "iuran",
    "rencana": "rencana", "paritrana": "paritrana", "paparan": "paparan", "data": "data", "metode": "metode",
}  # fmt: skip
STRANGERS = ("nobody", "forged", "expired", "not named")
NAMED = ("reader", "official", "steward", "publisher", "administrator")
MAY_LOAD = ("steward", "publisher", "administrator")
LISTING = """
import json, serve
from starlette.routing import Mount
def listed(routes, before=""):
    for route in routes:
        if isinstance(route, Mount) and getattr(route.app, "routes", None):
            yield from listed(route.app.routes, before + route.path)
        else:
            yield before + route.path
print(json.dumps(sorted(set(listed(serve.app._build_starlette_app().routes)))))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an office's home."""
    home = tmp_path_factory.mktemp("routes") / "home"
    shutil.copytree(published_home(tmp_path_factory), home)
    return home


@pytest.fixture(scope="module")
def office(home: Path) -> Iterator[str]:
    """Serve with sign-in."""
    port = free_port()
    access_file(home, here=f"http://localhost:{port}")
    with serving([sys.executable, "serve.py"], home, COVERAGE_PORT=str(port)) as address:
        yield address


def held(name: str, office: str) -> dict[str, str]:
    """Give the cookies of somebody, by who they are."""
    signed = {
        "forged": lambda: cookie(claims("admin@example.go.id", here=office, nonce=token_hex(8)), secret="f" * 64),
        "expired": lambda: cookie(claims("admin@example.go.id", here=office, nonce=token_hex(8), hours_ago=8.01)),
        "not named": lambda: cookie(claims("tamu@example.go.id", here=office, nonce=token_hex(8))),
        "reader": lambda: cookie(claims("p@example.go.id", here=office, nonce=token_hex(8), sub="pembaca")),
        "official": lambda: cookie(
            claims("g@example.go.id", here=office, nonce=token_hex(8), groups=["pemkab-gianyar"])
        ),
        "steward": lambda: cookie(claims("badung@example.go.id", here=office, nonce=token_hex(8))),
        "publisher": lambda: cookie(claims("penerbit@example.go.id", here=office, nonce=token_hex(8))),
        "administrator": lambda: cookie(claims("admin@example.go.id", here=office, nonce=token_hex(8))),
    }
    return signed[name]() if name in signed else {}


def ask(office: str, path: str, name: str, method: str) -> tuple[int, list[str]]:
    """Ask by hand; give the status, and the cookies that are set."""
    parts = urlsplit(office)
    assert parts.hostname
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        cookies = "; ".join(f"{key}={value}" for key, value in held(name, office).items())
        connection.request(method, path, headers={"Cookie": cookies})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.msg.get_all("Set-Cookie") or []
    finally:
        connection.close()


def of_a_browser(name: str, office: str) -> dict[str, str]:
    """Give the cookies of somebody with the one that every browser is given: without it nobody is let in on a stream."""
    given = SimpleCookie()
    for line in ask(office, "/_stcore/health", "nobody", "GET")[1]:
        given.load(line)
    return {**held(name, office), XSRF: given[XSRF].value}


def expected(kind: str, name: str) -> set[int] | None:
    """Give the refusal that somebody gets; None for any other answer."""
    stranger = name in STRANGERS
    if kind in ("figures", "api"):
        return {401} if stranger else None
    if kind == "loading":
        return {401} if stranger else None if name in MAY_LOAD else {403}
    if kind == "nobody":
        return {401} if stranger else {403}
    return None


def test_every_route_of_the_server_has_a_line_here(home: Path) -> None:
    settings = {**os.environ, "COVERAGE_HOME": str(home.parent / "local"), "PYTHONPATH": str(PROJECT)}
    listed = subprocess.run(
        [sys.executable, "-c", LISTING], cwd=PROJECT, env=settings, capture_output=True, text=True, check=True
    )
    assert json.loads(listed.stdout.splitlines()[-1]) == sorted(ROUTES)


def test_every_page_of_the_folder_has_a_line_here() -> None:
    assert {path.stem for path in (PROJECT / "pages").glob("*.py")} == set(PAGES)


@pytest.mark.parametrize("name", [*STRANGERS, *NAMED])
def test_each_route_refuses_and_answers_as_its_line_says(name: str, office: str) -> None:
    wrong = []
    for route, kind in sorted(ROUTES.items(), key=lambda one: one[0] == "/auth/logout"):  # after which nothing holds
        if kind == "stream":
            continue
        method = "PUT" if kind == "loading" else "GET"
        status, cookies = ask(office, SAMPLES.get(route, route), name, method)
        refusals = expected(kind, name)
        sound = status in refusals if refusals else status not in (401, 403, 500)  # 503: of a session elsewhere
        lets_in = [line for line in cookies if line.startswith("_streamlit_user=") and "Max-Age=0" not in line]
        if not sound or (name in STRANGERS and [line for line in lets_in if '=""' not in line]):
            wrong.append((route, kind, status, lets_in))
    assert wrong == []


@pytest.mark.parametrize("name", STRANGERS)
def test_no_page_shows_a_stranger_more_than_the_way_in(name: str, office: str) -> None:
    with Reader(office, cookies=of_a_browser(name, office)) as reader:
        reader.open()
        assert set(reader.names) == set(PAGES.values())
        for page in PAGES.values():
            reader.open(page)
            reader.rerun("region=51.03&as_of=2025-03&base=ucj&lang=id")
            shown = [element.WhichOneof("type") for element in reader.elements]
            assert set(shown) <= {"heading", "markdown", "button", "button_group"}, (page, shown)
            assert "Badung" not in str(reader.elements), page


@pytest.mark.parametrize("name", NAMED)
def test_a_page_takes_files_only_from_who_may_load(name: str, office: str) -> None:
    with Reader(office, cookies=of_a_browser(name, office)) as reader:
        reader.open()
        takes = []
        for page in PAGES.values():
            reader.open(page)
            if any(element.WhichOneof("type") == "file_uploader" for element in reader.elements):
                takes.append(page)
            assert len(reader.elements) > 5, page  # the control of the test before: who is named sees the page
        assert takes == (["data"] if name in MAY_LOAD else [])
