"""An answer that the reader holds is not made again; nobody gets more, or asks more often, than is stated."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import answers as answering
from api import health
from api.guard import Guard
from api.limits import Limits, Rate
from api.routes import routes
from data import store
from metrics import asked
from tests.apart import apart
from tests.api.conftest import PLENTY, asking, home_of
from tests.built_once import published_home
from tests.people import READER, at_hand

COVERAGE = "/api/v1/metrics/coverage?region=51&base=ucj"


def test_the_tag_of_an_answer_is_met_with_304_and_nothing_is_computed(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = api.get(COVERAGE)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"

    def fail(*_: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr(asked, "answer", fail)
    for held in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        answer = asking().get(COVERAGE, headers={"If-None-Match": held})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert api.get(COVERAGE, headers={"If-None-Match": f'*, "other", {tag[:-2]}"'}).json() == first.json()  # kept
    assert api.get("/api/v1/metrics/coverage?base=ucj&region=51").json() == first.json()  # the same question


def test_a_question_without_an_answer_is_held_by_nobody(api: TestClient) -> None:
    wrong = "/api/v1/metrics/coverage?region=99"
    assert api.get(wrong, headers={"If-None-Match": "*"}).status_code == 400


def test_another_question_format_language_or_store_has_another_tag(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    asked_for = [
        COVERAGE,
        *(f"{COVERAGE}&{more}" for more in ("format=csv", "lang=id", "as_of=2025-03", "children=true")),
    ]
    tags = {api.get(address).headers["etag"] for address in asked_for}
    assert len(tags) == len(asked_for)
    old = api.get(COVERAGE)
    other = home_of(published_home(tmp_path_factory), tmp_path_factory.mktemp("other"))
    monkeypatch.setenv("COVERAGE_HOME", str(other))
    new = api.get(COVERAGE, headers={"If-None-Match": old.headers["etag"]})
    assert new.status_code == 200
    assert new.headers["coverage-store"] != old.headers["coverage-store"]
    assert new.headers["etag"] not in tags


def test_after_an_upgrade_no_old_answer_is_still_the_same(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    old = api.get(COVERAGE).headers["etag"]
    monkeypatch.setattr(answering, "_code", lambda: "newer")
    assert api.get(COVERAGE, headers={"If-None-Match": old}).status_code == 200


def test_more_rows_than_one_answer_holds_are_refused_and_not_cut(home: Path) -> None:
    held = len(asking().get(COVERAGE).json())
    assert held > 2
    just = asking(Limits(rows=held, a_minute=10**6, at_once=10**6))
    assert len(just.get(COVERAGE).json()) == held
    answer = asking(Limits(rows=held - 1)).get(COVERAGE)
    assert answer.status_code == 400
    assert answer.json()["detail"] == f"The answer has {held} rows."
    assert answer.json()["remedy"].startswith(f"One answer holds at most {held - 1}: ")


def test_what_is_kept_of_answers_stays_within_its_bound(home: Path) -> None:
    answers = answering.Answers(Limits(kept=100_000))
    for month in range(1, 13):
        for year in range(2019, 2026):
            asked_for = answering_question(f"region=51&as_of={year}-{month:02}")
            answers.answer(asked_for, "")
    assert 0 < answers._kept.currsize <= 100_000
    large = answering_question("region=51.03")
    assert len(answers.answer(large, "").content) > 100_000 / 8
    assert answers.answer(large, "") is not answers.answer(large, "")


def answering_question(query: str):
    from urllib.parse import parse_qsl

    from api.questions import read

    return read("get", parse_qsl(query), "coverage")


def test_a_reader_has_a_number_of_requests_at_once_and_then_one_after_the_other() -> None:
    rate = Rate(Limits(a_minute=60, at_once=3))
    assert [rate.wait("a", 100.0) for _ in range(3)] == [0, 0, 0]
    assert rate.wait("a", 100.0) == pytest.approx(1.0)  # one a second
    assert rate.wait("a", 100.5) == pytest.approx(0.5)
    assert rate.wait("b", 100.0) == 0  # another reader
    assert rate.wait("a", 101.0) == 0
    assert rate.wait("a", 101.0) == pytest.approx(1.0)
    assert [rate.wait("a", 200.0) for _ in range(4)] == [0, 0, 0, pytest.approx(1.0)]


def test_only_so_many_readers_are_counted() -> None:
    rate = Rate(Limits(), readers=10)
    for number in range(1000):
        rate.wait(f"address {number}", 0.0)
    assert len(rate._due) == 10


def test_who_asks_too_often_is_told_when_to_ask_again_and_others_are_answered(home: Path) -> None:
    limits = Limits(a_minute=1, at_once=2)
    inside = Starlette(routes=routes(lambda: True, limits))
    people = {"127.0.0.1": at_hand(), "10.0.0.2": READER}

    async def guarded(scope, receive, send):
        if scope["type"] == "http":
            scope.setdefault("state", {})["person"] = people.get(scope["client"][0])
        await inside(scope, receive, send)

    first, other, unknown = (
        TestClient(guarded, "http://localhost", client=(address, 1))
        for address in ("127.0.0.1", "10.0.0.2", "10.0.0.3")
    )
    assert [first.get("/api/v1/sources").status_code for _ in range(3)] == [200, 200, 429]
    answer = first.get("/api/v1/docs")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert answer.json()["detail"] == "More than 1 requests a minute came from you."
    assert other.get("/api/v1/sources").status_code == 200
    assert [unknown.get("/api/v1/sources").status_code for _ in range(3)] == [401, 401, 429]  # guessing is slow
    assert first.get("/api/v1/health").status_code == 200


def test_while_questions_are_worked_on_the_loop_answers_others_and_too_many_are_sent_away(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun = threading.Event(), threading.Semaphore(0)
    answer = asked.answer

    def slow(*what):
        begun.release()
        assert go_on.wait(30)
        return answer(*what)

    monkeypatch.setattr(asked, "answer", slow)
    inside = Starlette(routes=routes(lambda: True, Limits(workers=1, waiting=1, a_minute=10**6, at_once=10**6)))
    app = Guard(inside, dict)

    async def ask() -> tuple[int, int, list[int]]:
        transport = ASGITransport(app=app, client=("127.0.0.1", 1))
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            waiting = [asyncio.create_task(client.get(f"/api/v1/regions?region={code}")) for code in ("51", "52")]
            while not begun.acquire(blocking=False):
                await asyncio.sleep(0.01)
            healthy = await client.get("/api/v1/health")
            busy = await client.get("/api/v1/regions?region=53")
            assert busy.headers["retry-after"] == "2"
            go_on.set()
            return healthy.status_code, busy.status_code, [(await task).status_code for task in waiting]

    assert apart(ask()) == (200, 503, [200, 200])


def test_health_says_which_store_is_published_since_when_and_whether_the_server_is_warm(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = store.published()
    assert held is not None
    version, at = held
    status, told = health.told(True)
    assert (status, told["alive"], told["ready"], told["store"]) == (200, True, True, version)
    assert told["published_at"] == at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert told["age_seconds"] >= 0
    status, told = health.told(False)
    assert (status, told["alive"], told["ready"], told["store"]) == (503, True, False, version)
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    assert health.told(True) == (
        503, {"alive": True, "ready": False, "store": None, "published_at": None, "age_seconds": None},
    )  # fmt: skip


def test_usual_limits_are_those_that_are_written_down() -> None:
    from tests.serving import PROJECT

    usual = Limits()
    words = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert f"{usual.a_minute} requests a minute" in words
    assert f"{usual.rows:,} rows" in words
    assert PLENTY.rows == usual.rows
