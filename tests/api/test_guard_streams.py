"""A stream of a page ends with its sign-in, whether anything is said or not, and no word on it is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from api import guard
from api.coming_in import bounded
from api.guard import Guard
from data.access.mapping import access
from data.access.session import end, session_of
from pages.parts import cookie as reading
from tests.apart import apart
from tests.api.guard_made import people_sign_in, who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from people_sign_in(tmp_path, monkeypatch)


def stream(cookies: dict[str, str], meanwhile: Callable[[], None] = lambda: None) -> list[Any]:
    """Speak twice through a stream; give the subprotocol that was handed on, and what was heard."""
    heard: list[Any] = []
    told = {"host": "localhost", "sec-websocket-protocol": "streamlit, xsrf, session"}
    told["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    scope: Scope = {
        "type": "websocket", "path": "/_stcore/stream", "query_string": b"", "client": ("203.0.113.7", 1),
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
    }  # fmt: skip

    async def app(scope: Scope, receive: Receive, _send: Send) -> None:
        heard.append(dict(scope["headers"])[b"sec-websocket-protocol"])
        heard.append((await receive())["type"])
        meanwhile()
        heard.append((await receive())["type"])

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": b""}

    async def send(_message: Message) -> None:
        return None

    apart(Guard(app, reading.claims)(scope, receive, send))
    return heard


def test_nobody_goes_on_in_a_session_of_before() -> None:
    assert stream(who("nobody"))[0] == b"streamlit, xsrf"
    assert stream(who("expired"))[0] == b"streamlit, xsrf"
    assert stream(who("administrator"))[0] == b"streamlit, xsrf, session"


def test_a_stream_ends_at_the_first_word_after_its_sign_in_has() -> None:
    known = access()
    assert known is not None
    cookies = who("administrator")
    held = session_of(reading.claims(cookies), known)
    assert stream(cookies)[1:] == ["websocket.receive", "websocket.receive"]
    assert stream(cookies, lambda: end(held))[1:] == ["websocket.receive", "websocket.disconnect"]


def test_a_stream_on_which_nobody_speaks_ends_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "HELD_EVERY", 0.01)
    known = access()
    assert known is not None
    told = reading.claims(who("administrator"))
    sent: list[Message] = []

    async def nothing() -> Message:
        end(session_of(told, known))  # in another tab, while this one waits
        await asyncio.Event().wait()
        raise AssertionError("nobody speaks")

    async def send(message: Message) -> None:
        sent.append(message)

    assert apart(guard.Listening(told, nothing, send).heard()) == {"type": "websocket.disconnect", "code": 1008}
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_no_word_is_lost_while_a_stream_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "HELD_EVERY", 0.01)
    words = iter([b"one", b"two"])

    async def slowly() -> Message:
        await asyncio.sleep(0.05)  # several looks later
        return {"type": "websocket.receive", "bytes": next(words)}

    async def send(_message: Message) -> None:
        raise AssertionError("nobody hangs up")

    async def both() -> list[bytes]:
        listening = guard.Listening(reading.claims(who("administrator")), slowly, send)
        return [(await listening.heard())["bytes"] for _ in range(2)]

    assert apart(both()) == [b"one", b"two"]


def test_what_a_provider_says_of_a_failed_sign_in_fills_no_log() -> None:
    told = parse_qs(bounded(f"state=s&error=denied&error_description={'x' * 9_000}%0A%1B[2Jforged".encode()).decode())
    assert told["state"] == ["s"]
    assert told["error"] == ["denied"]
    assert told["error_description"] == ["x" * 200]
    (short,) = parse_qs(bounded(b"error_description=a%0A%1B[2Jb").decode())["error_description"]
    assert short.isprintable()
