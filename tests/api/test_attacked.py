"""What an attacker tried of the guard, and what holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from api.guard import Guard
from api.words import HearOurWords
from data.access.entries import Named
from data.audit import record
from pages.parts.sessions import is_ours
from tests.access_file import access_file
from tests.apart import apart

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


def _told(app: ASGIApp, kind: str = "http", word: bytes = b"", **more: Any) -> list[Message]:
    sent: list[Message] = []
    scope = {
        "type": kind, "method": "GET", "path": "/", "query_string": b"", "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"localhost")], **more,
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": word}

    async def send(message: Message) -> None:
        sent.append(message)

    apart(app(scope, receive, send))
    return sent


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the beginning of a file to take along."""
    headers = [(b"content-disposition", b'attachment; filename="x.csv"')]
    await send({"type": "http.response.start", "status": 206, "headers": headers})


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Send back what was heard, and what it was asked with."""
    await send({"heard": await receive(), "headers": scope["headers"]})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty home."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("word", "is_heard"),
    [({"clear_cache": True}, False), ({"debug_shutdown_runtime": True}, False), ({"app_heartbeat": True}, True)],
)
def test_a_stream_hears_nothing_that_acts_on_everybody(word: dict[str, bool], is_heard: bool) -> None:
    (told,) = _told(HearOurWords(_echo, is_ours), "websocket", BackMsg(**word).SerializeToString())
    assert (told["heard"]["type"] == "websocket.receive") is is_heard


def test_a_file_of_access_that_is_moved_away_lets_nobody_in(home: Path) -> None:
    guard, path = Guard(_app, dict), access_file(home)
    assert _told(guard)[0]["status"] == 206  # the front, which is open to all
    path.rename(home / "away.toml")
    assert _told(guard)[0]["status"] == 503
    assert _told(guard, "websocket", path="/_stcore/stream") == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("separator", [",", ", ", " ,  "])
def test_nobody_goes_on_in_a_session_of_before_however_it_is_written(home: Path, separator: str) -> None:
    access_file(home)
    said = separator.join(("streamlit", "xsrf", "session")).encode()
    (told,) = _told(
        Guard(_echo, dict), "websocket", path="/_stcore/stream", headers=[(b"sec-websocket-protocol", said)]
    )
    assert b"session" not in dict(told["headers"])[b"sec-websocket-protocol"]


def test_a_file_taken_along_in_parts_is_on_record() -> None:
    _told(Guard(_app, dict), path="/media/x.csv")
    assert [(line.kind, line.about) for line, _ in record.lines()] == [("export", {"file": "x.csv"})]


@pytest.mark.parametrize(
    ("claims", "fits"),
    [
        ({"email": "KC@example.go.id"}, True),
        ({"email": "kc@example.go.id", "email_verified": "true"}, True),
        ({"email": "kc@example.go.id", "email_verified": "false"}, False),
        ({"email": "kc@example.go.id", "email_verified": None}, False),
        ({"email": "\N{KELVIN SIGN}c@example.go.id"}, False),
    ],
)
def test_an_address_counts_only_where_it_is_verified_and_the_very_one(claims: dict[str, Any], fits: bool) -> None:
    assert Named("email", "kc@example.go.id", "steward", ("51.03",)).fits(claims) is fits
