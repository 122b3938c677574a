"""The show is served with a policy stricter than the app's, and a link that asks for what does not exist gets one line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from api import show
from api.security import SecurityHeaders
from data.problem import DataError
from exports.briefing import Briefing, BriefingAsked, briefing
from tests.apart import apart
from tests.built_once import published_home
from tests.serving import PROJECT

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Message, Receive, Scope, Send

TOLD = Briefing(
    title="", region="51", name="Bali", as_of="2025-12", base="ucj", target=None, plan="", lang="id", made_on="2026-11-30",
    store="0", known_on="", findings=(), sources=(),
)  # fmt: skip
BALI = {"region": "51", "as_of": "2025-12"}
WRONG = [
    ({**BALI, "region": "99"}, "There is no region '99'."),
    ({**BALI, "as_of": "never"}, "There is no month 'never'."),
    ({**BALI, "base": "all"}, "There is no base of coverage 'all'."),
    ({**BALI, "lang": "fr"}, "There is no language 'fr'."),
    ({**BALI, "plan": "plan9"}, "The text of a plan begins with plan1"),
    ({**BALI, "target": "none"}, "There is no target of Bali 'none'."),
    ({**BALI, "known_on": "never"}, "never"),
    ({}, "There is no month ''."),
]


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published_home(tmp_path_factory)))
        yield


def ask(query: str) -> Response:
    return show.show(Request({"type": "http", "query_string": query.encode(), "headers": []}))


def test_the_link_of_a_briefing_opens_its_page_under_a_policy_that_forbids_every_request() -> None:
    address, _, finding = show.address(BriefingAsked("51", "2025-12", lang="en"), "trend").partition("#")
    path, _, query = address.partition("?")
    answer = ask(query)
    assert answer.status_code == 200
    assert (path, finding) == (show.PATH, "show=trend")
    page = bytes(answer.body).decode()
    assert '<html lang="en">' in page
    assert "<title>Briefing: Bali, December 2025</title>" in page
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("; frame-ancestors 'none'")
    assert "'self'" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_policy_that_an_answer_brings_itself_stays_and_the_other_headers_are_added() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-security-policy", b"own")]})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    headers = SecurityHeaders(app, {"Content-Security-Policy": "app", "Referrer-Policy": "same-origin"})
    apart(headers({"type": "http"}, receive, send))
    assert dict(sent[0]["headers"]) == {b"content-security-policy": b"own", b"referrer-policy": b"same-origin"}


@pytest.mark.parametrize(("link", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_does_not_exist_is_said_in_one_line(link: dict[str, str], said: str) -> None:
    answer = ask(urlencode(link))
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert said in bytes(answer.body).decode()
    assert b"\n" not in answer.body


def test_what_is_wrong_with_the_server_reaches_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DataError("/srv/pantau/var/batches/0002-3ce8f3fe cannot be read.")

    monkeypatch.setattr(show, "ensure", broken)
    with pytest.raises(DataError):  # `api.failing` then answers with one calm sentence
        ask(urlencode(BALI))


def test_the_app_offers_the_show_only_where_it_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show, "_SERVED", type(show._SERVED)())
    assert not show.is_served()
    assert [route.path for route in show.routes()] == [show.PATH]
    assert show.is_served()


def test_a_briefing_that_a_page_has_made_is_not_gathered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[BriefingAsked] = []

    def gather(query, places, asked, **more):
        made.append(asked)
        return briefing(query, places, asked, **more)

    monkeypatch.setattr("exports.briefing.briefing", gather)
    monkeypatch.setattr(show, "_HELD", {})
    first, second = (bytes(ask(urlencode({**BALI, "lang": "en"})).body) for _ in range(2))
    assert first == second
    assert made == [BriefingAsked("51", "2025-12", lang="en")]


def test_only_so_many_briefings_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show, "_HELD", {})
    for number in range(show.MOST + 3):
        show.hold(TOLD, BriefingAsked("51", f"2025-{number:02d}"))
    assert [asked.as_of for _, asked, _ in show._HELD] == [f"2025-{number:02d}" for number in range(3, show.MOST + 3)]


def test_the_server_starts_without_all_that_a_briefing_gathers() -> None:
    loaded = "import serve, sys; print([name for name in sys.modules if name.startswith('exports')])"
    told = subprocess.run([sys.executable, "-c", loaded], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
