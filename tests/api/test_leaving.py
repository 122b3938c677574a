"""A server that is to end lets nobody new in, and waits for the files that readers are sending."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api.closing import GOING, LONGEST, Closing, SendElsewhere
from api.uploads import ELSEWHERE, MEGABYTE, MOST, PATIENCE, TOO_LARGE, MindUploads, Uploads
from data.loading.model import Limits
from tests.apart import apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message

PUT = "/_stcore/upload_file/here/one"


def ask(
    app: ASGIApp, path: str, method: str = "GET", kind: str = "http", body: Iterable[bytes] = ()
) -> tuple[int, str]:
    """Ask an application for one answer: its status and text; the body is sent piece by piece, as it is asked for."""
    sent: list[Message] = []
    pieces = iter(body)

    async def receive() -> Message:
        piece = next(pieces, b"")
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {"type": kind, "path": path, "headers": [], "query_string": b"", "root_path": ""}
    if kind == "http":
        scope["method"] = method
    apart(app(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]).decode()


def answering(status: int) -> Starlette:
    async def answer(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("Streamlit's own words", status)

    return Starlette(routes=[Route("/{any:path}", answer, methods=["GET", "PUT", "DELETE"])])


def nothing_held() -> Uploads:
    return Uploads(is_here=lambda session: session == "here", holds=lambda: False)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_without_a_signal_to_end_it_stays_and_lets_everybody_in() -> None:
    closing = Closing(nothing_held())
    assert not closing.may_end()
    assert ask(SendElsewhere(answering(200), closing), "/_stcore/health")[0] == 200


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/ready"])
def test_one_that_is_ending_sends_new_readers_elsewhere_and_serves_those_it_has(path: str) -> None:
    closing = Closing(nothing_held())
    closing.begin()
    app = SendElsewhere(answering(200), closing, "/pantau")
    assert ask(app, f"/pantau{path}") == (503, GOING)
    assert ask(app, "/pantau/media/angka.csv")[0] == 200
    assert ask(app, "/pantau" + PUT, "PUT")[0] == 200


def test_one_that_is_ending_denies_a_websocket_by_503_and_not_by_403_after_which_no_other_would_be_asked() -> None:
    closing = Closing(nothing_held())
    closing.begin()
    assert ask(SendElsewhere(answering(200), closing), "/_stcore/stream", kind="websocket") == (503, GOING)


def test_it_waits_for_a_file_that_was_announced_one_that_is_coming_and_one_that_awaits_a_decision() -> None:
    held: list[str] = []
    uploads = Uploads(is_here=lambda session: session == "here", holds=lambda: bool(held))
    closing = Closing(uploads)
    closing.begin()
    assert closing.may_end()
    uploads.expect("gone", ["other"])
    assert closing.may_end()  # whoever announced it is not connected any more
    uploads.expect("here", ["one"])
    assert not closing.may_end()
    uploads.begin("one")
    assert not closing.may_end()
    held.append("one")
    uploads.end()
    assert not closing.may_end()
    held.clear()
    assert closing.may_end()


def test_a_file_that_was_announced_and_never_sent_is_not_waited_for_longer_than_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr("api.uploads.time.monotonic", clock)
    uploads = nothing_held()
    uploads.expect("here", ["one"])
    clock.now = PATIENCE - 1
    assert uploads.under_way()
    clock.now = PATIENCE + 1
    assert not uploads.under_way()


def test_a_file_that_nobody_decides_on_is_not_waited_for_for_ever() -> None:
    clock = Clock()
    closing = Closing(Uploads(is_here=lambda _: True, holds=lambda: True), clock)
    closing.begin()
    clock.now = LONGEST
    closing.begin()  # said again, it does not begin anew
    assert not closing.may_end()
    clock.now = LONGEST + 1
    assert closing.may_end()


def test_a_file_for_a_session_of_another_process_is_answered_so_that_the_proxy_tries_that_one() -> None:
    app = MindUploads(answering(204), nothing_held())
    assert ask(app, PUT, "PUT")[0] == 204
    assert ask(app, "/_stcore/upload_file/elsewhere/one", "PUT") == (503, ELSEWHERE)
    assert ask(app, "/_stcore/upload_file/elsewhere/one", "DELETE") == (503, ELSEWHERE)


def test_too_large_a_file_is_refused_in_both_languages_with_the_limit_of_the_reader_of_files() -> None:
    assert ask(MindUploads(answering(413), nothing_held()), PUT, "PUT") == (413, TOO_LARGE)
    assert Limits().file_bytes == MOST * 1_000_000
    assert TOO_LARGE.count(f" {MOST} MB") == 2
    assert ask(MindUploads(answering(413), nothing_held()), "/api/v1/metrics", "PUT")[1] == "Streamlit's own words"


def test_a_file_that_has_arrived_or_was_given_up_is_not_waited_for_any_more() -> None:
    uploads = nothing_held()

    async def fails(*_: object) -> None:
        assert uploads.under_way()
        raise ConnectionError

    with pytest.raises(ConnectionError):
        ask(MindUploads(fails, uploads), PUT, "PUT")
    assert not uploads.under_way()


def test_a_file_that_is_too_large_is_taken_to_its_end_before_it_is_refused_lest_a_proxy_asks_another_process() -> None:
    pieces = iter([b"x"] * 5)
    assert ask(MindUploads(answering(413), nothing_held()), PUT, "PUT", body=pieces) == (413, TOO_LARGE)
    assert next(pieces, None) is None


def test_of_a_file_without_end_no_more_than_the_limit_is_taken() -> None:
    taken = [0]

    def endless() -> Iterator[bytes]:
        for piece in repeat(bytes(MEGABYTE)):
            taken[0] += 1
            yield piece

    assert ask(MindUploads(answering(413), nothing_held()), PUT, "PUT", body=endless()) == (413, TOO_LARGE)
    assert taken[0] == MOST
