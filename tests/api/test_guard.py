"""Every address is asked for in vain without a sign-in that holds, with a wrong role, an expired and a forged cookie."""

from __future__ import annotations

import itertools
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from api.guard import Guard
from data.access.mapping import access
from data.access.session import USER, session_of
from data.audit import record
from pages.parts import cookie as reading
from tests.access_file import access_file
from tests.apart import apart
from tests.api.guard_made import ADMIN, people_sign_in, who
from tests.signing_in import claims

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send

# Addresses that hold figures or take files, and what each role gets there: R everybody named, S who may load.
HOLDING = {
    "/media/0123456789abcdef.csv": "R", "/media/0123456789abcdef.png": "R", "/paparan/tayang?region=51": "R",
    "/component/x/index.html": "R", "/_stcore/bidi-components/x/y.js": "R", "/_stcore/upload_file/session/file": "S",
}  # fmt: skip
NOBODYS = ("/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/script-health-check", "/app/static/x",
           "/data/_stcore/health", "//media/x.csv", "/MEDIA/x.csv", "/a/b", "/_stcore/health/../../media/x")  # fmt: skip
FRONT = ("/", "/tren", "/data", "/metode", "/static/js/index.js", "/_stcore/health", "/_stcore/host-config", "/ready")


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from people_sign_in(tmp_path, monkeypatch)


REFUSED = ("nobody", "forged by another secret", "altered by a letter", "unsigned", "cut in its parts",
           "of another address", "expired", "issued in the future", "without a time", "not signed in", "not named",
           "unverified address")  # fmt: skip


NAMED = ("reader", "official", "steward", "administrator")


def ask(path: str, cookies: dict[str, str] | None = None, *, kind: str = "http", headers: dict[str, str] | None = None,
        client: tuple[str, int] | None = ("203.0.113.7", 50000), answer: dict[str, str] | None = None,
        ) -> tuple[int, dict[str, str], list[str]]:  # fmt: skip
    """Ask through the guard; give the status, the headers of the answer, and the words the application was told."""
    place, _, query = path.partition("?")
    sent: list[Message] = []
    heard: list[str] = []
    told = {"host": "localhost:8501", **(headers or {})}
    if cookies:
        told["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    scope: Scope = {
        "type": kind, "method": "GET", "path": place, "query_string": query.encode(), "client": client,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in told.items()],
    }  # fmt: skip

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append(str(scope["state"]["person"].name if scope["state"]["person"] else ""))
        listed = [(name.encode(), value.encode()) for name, value in (answer or {}).items()]
        if kind == "http":
            await send(
                {
                    "type": "http.response.start",
                    "status": 302 if "location" in (answer or {}) else 200,
                    "headers": listed,
                }
            )
            await send({"type": "http.response.body", "body": b"figures"})

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    apart(Guard(app, reading.claims, shown_to_all="/media/icon.png")(scope, receive, send))
    if not sent:
        return 200, {}, heard
    if sent[0]["type"] == "websocket.close":
        return 403, {}, heard
    given = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    return sent[0]["status"], dict(given), heard


@pytest.mark.parametrize(("path", "name"), list(itertools.product(HOLDING, REFUSED)))
def test_what_holds_figures_answers_nobody_without_a_sign_in_that_holds(path: str, name: str) -> None:
    status, _, heard = ask(path, who(name))
    assert (status, heard) == (401, [])


@pytest.mark.parametrize(("path", "name"), list(itertools.product(HOLDING, NAMED)))
def test_a_person_who_is_named_gets_what_the_role_may_have(path: str, name: str) -> None:
    allowed = HOLDING[path] == "R" or name in ("steward", "administrator")
    status, _, heard = ask(path, who(name))
    assert (status, len(heard)) == ((200, 1) if allowed else (403, 0))


@pytest.mark.parametrize("path", NOBODYS)
def test_an_address_that_is_not_listed_answers_nobody_at_all(path: str) -> None:
    assert ask(path)[0] == 401
    assert ask(path, who("administrator"))[0] == 403


@pytest.mark.parametrize("path", [*FRONT, "/media/icon.png"])
def test_the_front_which_holds_no_figure_answers_all(path: str) -> None:
    assert ask(path)[0] == 200


def test_the_api_asks_for_itself_and_is_told_who_has_signed_in() -> None:
    assert ask("/api/v1/metrics") == (200, {}, [""])
    assert ask("/api/v1/metrics", who("expired")) == (200, {}, [""])
    assert ask("/api/v1/metrics", who("steward")) == (200, {}, ["KC Badung"])


def test_after_signing_out_a_copy_of_the_cookie_opens_nothing() -> None:
    copy = who("administrator")
    assert ask("/media/x.csv", copy)[0] == 200
    assert ask("/auth/logout", copy)[0] == 200
    assert ask("/media/x.csv", copy)[0] == 401
    assert [line.kind for line, _ in record.lines()] == ["sign_out"]


def test_a_sign_in_lasts_as_long_as_the_office_says_else_as_the_providers_token(office: Path) -> None:
    known = access()
    assert known is not None
    told = claims(ADMIN)
    begun = told["iat"]
    assert session_of(told, known, begun + 8 * 3600 - 1).person is not None
    assert session_of(told, known, begun + 8 * 3600).why == "expired"
    access_file(office, top="")
    known = access()
    assert known is not None
    assert session_of(told, known, begun + 3599).person is not None  # exp is an hour after iat
    assert session_of(told, known, begun + 3600).why == "expired"


def test_signing_in_is_on_record_and_takes_the_reader_to_where_they_were() -> None:
    _, going, _ = ask("/auth/login", headers={"referer": "http://localhost:8501/tren?region=51.03&lang=en"})
    kept = SimpleCookie(going["set-cookie"])["pantau-link"].value
    signed = {"location": "/", "set-cookie": f"{USER}={who('steward')[USER]}; HttpOnly; Path=/"}
    status, coming, _ = ask("/oauth2callback", {"pantau-link": kept}, answer=signed)
    assert (status, coming["location"]) == (302, "/tren?region=51.03&lang=en")
    assert [(line.kind, line.by) for line, _ in record.lines()] == [("sign_in", "KC Badung")]


@pytest.mark.parametrize(
    "link",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/tren/x",
        "/tren?a=\r\nX: y",
        "javascript:1",
        "/a" * 2000,
    ],
)
def test_no_link_leads_elsewhere_after_signing_in(link: str) -> None:
    signed = {"location": "/", "set-cookie": f"{USER}={who('steward')[USER]}; Path=/"}
    assert ask("/oauth2callback", {"pantau-link": quote(link, safe="")}, answer=signed)[1]["location"] == "/"


def test_a_person_who_is_not_named_is_refused_on_record_without_a_name() -> None:
    signed = {"location": "/", "set-cookie": f"{USER}={who('not named')[USER]}; Path=/"}
    ask("/oauth2callback", answer=signed)
    assert [(line.kind, line.by, line.about) for line, _ in record.lines()] == [
        ("refused", "system", {"action": "sign_in", "why": "unnamed"})
    ]


def test_a_file_that_is_taken_along_is_on_record_however_it_is_asked_for() -> None:
    ask("/media/x.csv", who("reader"), answer={"content-disposition": "attachment; filename*=utf-8''angka%20bali.csv"})
    assert [(line.kind, line.by, line.about) for line, _ in record.lines()] == [
        ("export", "p@example.go.id", {"file": "angka bali.csv"})
    ]


def test_cookies_travel_encrypted_alone_where_the_address_is(office: Path) -> None:
    access_file(office, here="https://pantau.example.go.id")
    _, coming, _ = ask("/auth/logout", answer={"set-cookie": f"{USER}=; Path=/"})
    assert coming["set-cookie"] == f"{USER}=; Path=/; Secure"


def test_a_file_of_access_that_is_broken_lets_nobody_in_and_says_no_path(office: Path) -> None:
    (office / "access.toml").chmod(0o644)
    status, _, heard = ask("/")
    assert (status, heard) == (503, [])


@pytest.mark.parametrize(
    ("client", "host", "expected"),
    [
        ("127.0.0.1", "localhost:8501", 200), ("::1", "[::1]:8501", 200), ("::ffff:127.0.0.1", "127.0.0.1", 200),
        ("203.0.113.7", "localhost", 403), ("127.0.0.1", "evil.example", 403), ("127.0.0.1", "localhost.evil.example", 403),
        ("127.0.0.1", "localhost@evil.example", 403), ("127.0.0.1", "", 403), (None, "localhost", 403),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_without_a_file_of_access_this_computer_alone_is_answered(
    office: Path, monkeypatch: pytest.MonkeyPatch, client: str | None, host: str, expected: int, kind: str
) -> None:
    (office / "access.toml").unlink()
    near = (client, 50000) if client else None
    assert ask("/", headers={"host": host}, client=near, kind=kind)[0] == expected
    monkeypatch.setenv("COVERAGE_OPEN_TO_ALL", "yes")
    assert ask("/", headers={"host": host}, client=near, kind=kind)[0] == 200
