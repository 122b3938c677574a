"""What is not answered: a list of faults with the whole sentence, and nobody without a token, an expired or a forged one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.problems import KINDS, MEDIA_TYPE
from api.questions import LONGEST, analyses
from api.routes import routes
from data.access import rules, tokens
from data.access.person import Person
from data.earlier import EarlierBusy
from data.problem import DataError
from tests.access_file import access_file
from tests.api.conftest import ELSEWHERE, asking, home_of
from tests.built_once import published_home

ADMIN = Person("Ibu Admin", "administrator", (), "command")
V1 = "/api/v1"
PATHS = [
    "", "/", "/regions", "/metrics", "/metrics/coverage?region=51", "/targets?region=51", "/sources", "/openapi.json", "/docs",
    *(f"/analyses/{name}?region=51" for name in analyses()),
]  # fmt: skip
WRITE = "Write it as the documentation says."
# Address; status and kind; what of the address it is about; the sentence; what to do.
FAULTS = [
    ("/metrics/cover?region=51", "not-found", "id", "There is no metric 'cover'.", "Choose one of: active_participants, "),
    ("/analyses/target?region=51", "not-found", "name", "There is no analysis 'target'.", "Choose one of: award, change, "),
    ("/analyses/change/51", "not-found", None, "There is no such address in the API.", "/api/v1/docs lists"),
    ("/regions/", "not-found", None, "There is no such address in the API.", "/api/v1/docs lists"),
    ("/metrics/coverage", "parameter", "region", "A value is missing: region.", "Add region to the address."),
    ("/metrics/coverage?region=51.99", "unknown", "region", "There is no region '51.99'.", "Choose one of: 11, 12, "),
    ("/metrics/coverage?region=51&base=UCJ", "unknown", "base", "There is no base of coverage 'UCJ'.", "Choose one of: ucj, "),
    ("/metrics/coverage?region=51&segment=x", "unknown", "segment", "There is no segment of coverage 'x'.", "Choose one of: "),
    ("/metrics/coverage?region=51&since=2025-13", "parameter", "since", "since: '2025-13' is not a month; write 2025-03.", WRITE),
    ("/metrics/coverage?region=51&children=maybe", "parameter", "children", "children is 'maybe'.", "Write true or false."),
    ("/metrics/coverage?region=51&format=table", "parameter", "format", "format is 'table'.", "Write json or csv."),
    ("/metrics/coverage?region=51&lang=fr", "parameter", "lang", "lang: invalid choice: 'fr' (choose from 'id', 'en').", WRITE),
    ("/metrics/coverage?region=51&region=52", "parameter", "region", "region is given twice.", "Give it once."),
    ("/metrics/coverage?region=51&bases=ucj", "unknown", "bases", "There is no parameter 'bases' here.", "There is: region, "),
    ("/metrics/coverage?region=51&help=true", "unknown", "help", "There is no parameter 'help' here.", "There is: region, "),
    ("/metrics/coverage?region=%00", "parameter", "region", "region holds a sign that cannot be printed.", "Write it"),
    ("/metrics/coverage?region=51&known_on=never", "unknown", "known_on", "'never' is no batch and no day such", "Write"),
    (f"/metrics/coverage?region={'5' * (LONGEST + 1)}", "too-much", "region", "region has 1001 letters.", "Write at most 1000."),
    (f"/metrics/coverage?region=51{',51' * 100}", "too-much", "region", "region names 101 regions.", "Name at most 100, or ask"),
    (f"/analyses/news?region=51{',51' * 10}", "too-much", "region", "region names 11 regions.", "Name at most 10, or ask"),
    (f"/analyses/signals?region=51{'&rebase=2025-01:x' * 40}", "too-much", None, "41 values were sent.", "Send at most 40."),
    (f"/regions?region={'5' * 900}&{'x' * 4_000}", "too-long", None, "The address is longer than 4000 bytes.", "Ask in parts."),
    ("/metrics/coverage?region=KW-BANUSPA&children=true&rows=true", "", None, "", ""),
    ("/analyses/expiring?region=51&small=1", "parameter", "small", "small is 1: write a whole number from 5.", "Write it as"),
    ("/analyses/forecast?region=51&horizon=0", "parameter", "horizon", "horizon is 0: write months from 1 to 120", "Write it as"),
    ("/analyses/forecast?region=51&horizon=x", "parameter", "horizon", "horizon: invalid int value: 'x'.", WRITE),
    ("/analyses/forecast?region=51&target=--", "parameter", "target", "target is '--'.", "Write a value."),
    ("/analyses/plan?region=51&target=70&deadline=2026-12", "parameter", "", "", ""),
    ("/analyses/change?region=51&as_of=2025-01", "unknown", "as_of", "There is no parameter 'as_of' here.", "There is: region, "),
]  # fmt: skip


@pytest.mark.parametrize(("path", "kind", "where", "what", "remedy"), FAULTS, ids=[fault[0][:60] for fault in FAULTS])
def test_a_fault_is_said_with_where_what_and_what_to_do(
    path: str, kind: str, where: str | None, what: str, remedy: str, api: TestClient
) -> None:
    answer = api.get(V1 + path)
    if not kind:
        assert answer.status_code == 200
        return
    status, title = KINDS[kind]
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)
    assert answer.headers["cache-control"] == "no-store"
    assert list(told) == ["type", "title", "status", "detail", "where", "remedy"]
    assert (told["type"], told["title"], told["status"]) == (f"/api/v1/docs#{kind}", title, status)
    assert told["detail"].startswith(what)
    assert told["remedy"].startswith(remedy)
    if where != "":
        assert told["where"] == where


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_the_api_only_reads(method: str, api: TestClient) -> None:
    answer = api.request(method, f"{V1}/regions", headers={"Origin": "https://example.org"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["type"] == "/api/v1/docs#method"
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_nothing_is_allowed_to_pages_of_elsewhere(api: TestClient) -> None:
    answer = api.get(f"{V1}/regions", headers={"Origin": "https://example.org"})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_a_fault_of_ours_is_said_without_its_place_or_its_words(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(f"at {home}")

    monkeypatch.setattr("metrics.asked.answer", fail)
    answer = api.get(f"{V1}/sources?lang=id")
    assert (answer.status_code, answer.headers["content-type"]) == (500, MEDIA_TYPE)
    assert str(home) not in answer.text
    assert "Traceback" not in answer.text
    assert answer.json()["detail"] == "The question could not be answered."


@pytest.mark.parametrize(
    "error", [DataError("/var/lib/pantau/store is full"), OSError(28, "No space", "/var/lib/pantau")]
)
def test_a_store_that_cannot_be_read_is_said_calmly_and_in_the_log_in_full(
    error: Exception, api: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("api.answers.ensure", fail)
    answer = api.get(f"{V1}/sources")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "/var" not in answer.text
    assert "/var/lib/pantau" in caplog.text


def test_an_earlier_release_that_has_to_wait_for_another_is_said_to_be_busy(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: str) -> None:
        raise EarlierBusy("Another earlier release is being prepared. Ask again in a minute.")

    monkeypatch.setattr("api.answers.as_known", busy)
    answer = api.get(f"{V1}/sources?known_on=2026-01-31")
    assert (answer.status_code, answer.headers["retry-after"], answer.json()["where"]) == (503, "30", "known_on")


def test_who_asks_for_the_api_alone_is_told_its_addresses(api: TestClient) -> None:
    for path in ("", "/"):
        told = api.get(f"{V1}{path}").json()
        assert {"/api/v1/regions", "/api/v1/metrics/{id}", "/api/v1/analyses/plan"} <= {
            one["address"] for one in told["addresses"]
        }
        assert all(one["about"] for one in told["addresses"])
        assert told["documentation"] == "/api/v1/docs"


def test_an_unknown_region_is_told_where_all_of_them_are_listed(api: TestClient) -> None:
    told = api.get(f"{V1}/metrics/coverage?region=5103").json()
    assert told["remedy"].endswith("; /api/v1/regions lists all, regencies too.")


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home with a file of access and the store of published facts."""
    home_of(published_home(tmp_path_factory), tmp_path)
    access_file(tmp_path)
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    return tmp_path


def sent(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def made(until: date | None = None) -> tuple[tokens.Token, str]:
    last = until or date.today() + timedelta(days=30)
    return tokens.create(ADMIN, "Dasbor", "reader", [], last.isoformat(), min(last, date.today()))


def test_who_was_refused_and_who_was_let_in_is_this_list_on_every_route(office: Path) -> None:
    token, good = made()
    _, expired = made(date.today() - timedelta(days=1))
    revoked, taken = made()
    tokens.revoke(ADMIN, revoked.id)
    attempts = {
        "nothing": ({}, 401), "an empty token": (sent(""), 401), "a forged token": (sent(f"pantau_{token.id}_forged"), 401),
        "another's secret": (sent(f"pantau_{token.id}_{taken.split('_', 2)[2]}"), 401), "an expired token": (sent(expired), 401),
        "a revoked token": (sent(taken), 401), "a password": ({"Authorization": "Basic YTpi"}, 401),
        "a cookie that nobody signed": ({"Cookie": "_streamlit_user=forged"}, 401), "a token": (sent(good), 200),
    }  # fmt: skip
    wrong = []
    for path in PATHS:
        api = asking(client=ELSEWHERE)
        for attempt, (headers, status) in attempts.items():
            answer = api.get(V1 + path, headers=headers)
            needs = 400 if status == 200 and "plan" in path else status  # a plan without a deadline is none
            if answer.status_code != needs or (status == 401) != ("www-authenticate" in answer.headers):
                wrong.append((path, attempt, answer.status_code))
    assert wrong == []


def test_a_refusal_says_what_to_send_and_is_the_same_from_this_computer(office: Path) -> None:
    for client in (ELSEWHERE, ("127.0.0.1", 1)):
        answer = asking(client=client).get(f"{V1}/regions")
        assert answer.json()["detail"] == "Nobody has signed in, and no token was sent."
        assert answer.json()["remedy"].startswith(
            "Send the header Authorization: Bearer TOKEN. An administrator makes one"
        )
        assert answer.headers["www-authenticate"] == 'Bearer realm="Pantau Cakupan"'
    forged = asking(client=ELSEWHERE).get(f"{V1}/regions", headers=sent("forged"))
    assert forged.json()["detail"] == "The token is not known here. Ask an administrator for one."
    assert forged.headers["www-authenticate"] == 'Bearer realm="Pantau Cakupan", error="invalid_token"'


def test_who_has_signed_in_on_the_pages_may_ask_as_well(office: Path) -> None:
    reader = Person("Pembaca", "reader", (), "sign-in")
    assert asking(client=ELSEWHERE, person=reader).get(f"{V1}/regions").status_code == 200


def test_a_role_that_may_not_read_is_refused(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = made()
    monkeypatch.setitem(rules.RULES, "read", rules.RULES["tokens"])
    person = Person("Dasbor", "reader", (), "token")
    assert not rules.may(person, "read")
    answer = asking(client=ELSEWHERE).get(f"{V1}/regions", headers=sent(text))
    assert answer.status_code == 403
    assert answer.json()["detail"].endswith("is for administrators. Nothing was done. Ask Bidang Kepesertaan.")


def test_without_a_file_of_access_this_computer_alone_is_answered_and_by_its_own_name(home: Path) -> None:
    assert asking().get(f"{V1}/regions").status_code == 200
    assert asking(client=("::1", 1)).get(f"{V1}/regions").status_code == 200
    for client in (ELSEWHERE, ("", 0), ("testclient", 1)):
        assert asking(client=client).get(f"{V1}/regions").status_code == 403
    assert asking().get(f"{V1}/regions", headers={"Host": "elsewhere.example.org"}).status_code == 403


def test_without_the_guard_nobody_is_answered_without_a_token(home: Path) -> None:
    app = Starlette(routes=routes(lambda: True))
    assert TestClient(app, "http://localhost", client=("127.0.0.1", 1)).get(f"{V1}/regions").status_code == 401


def test_tokens_or_people_that_cannot_be_relied_on_let_nobody_in(
    office: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _, text = made()
    (office / "tokens.json").chmod(0o644)
    answer = asking(client=ELSEWHERE).get(f"{V1}/regions", headers=sent(text))
    assert answer.status_code == 503
    assert str(office) not in answer.text
    assert f"chmod 600 {office / 'tokens.json'}" in caplog.text
    (office / "access.toml").chmod(0o644)
    assert asking(client=("127.0.0.1", 1)).get(f"{V1}/regions").status_code == 503


def test_health_is_told_to_everybody_and_holds_no_figure(office: Path) -> None:
    answer = asking(client=ELSEWHERE).get(f"{V1}/health")
    assert answer.status_code == 200
    assert list(answer.json()) == ["alive", "ready", "store", "published_at", "age_seconds"]
