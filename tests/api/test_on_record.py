"""Who took which figures along through the API, who was refused and which tokens were made is on record."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from api.admission import Reader
from api.answers import Answer
from api.taken import Taken
from data.access import tokens
from data.audit import record
from data.audit.listing import listed
from data.problem import CannotWrite
from tests.access_file import access_file
from tests.api.conftest import ELSEWHERE, asking, home_of
from tests.built_once import published_home
from tests.people import ADMINISTRATOR, READER

COVERAGE = "/api/v1/metrics/coverage?region=51&base=ucj&as_of=2025-03"


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home with a file of access and the store of published facts."""
    home_of(published_home(tmp_path_factory), tmp_path)
    access_file(tmp_path)
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    monkeypatch.setattr(record, "_refused", {})
    return tmp_path


def noted():
    return [(line.kind, line.by, line.via, line.about) for line in listed()]


def made() -> tuple[tokens.Token, dict[str, str]]:
    until = (date.today() + timedelta(days=30)).isoformat()
    token, text = tokens.create(ADMINISTRATOR, "Dasbor", "steward", ["51.03"], until)
    return token, {"Authorization": f"Bearer {text}"}


def test_figures_taken_along_are_on_record_with_who_what_and_of_which_store_and_lists_are_not(office: Path) -> None:
    token, sent = made()
    api = asking(client=ELSEWHERE)
    answer = api.get(COVERAGE, headers=sent)
    for address in (COVERAGE, "/api/v1/regions", "/api/v1/metrics", "/api/v1/sources", "/api/v1/docs"):
        assert api.get(address, headers=sent).status_code == 200  # the figures again within the hour
    assert api.get(COVERAGE, headers={**sent, "If-None-Match": answer.headers["etag"]}).status_code == 304
    assert asking(client=ELSEWHERE, person=READER).get(f"{COVERAGE}&format=csv").status_code == 200
    store = answer.headers["coverage-store"]
    about = {
        "did": "create",
        "token": token.id,
        "name": "Dasbor",
        "role": "steward",
        "regions": "51.03",
        "until": token.until,
    }
    assert noted() == [
        ("token", "Ibu Admin", "sign-in", about),
        ("export", "Dasbor", "token", {"file": COVERAGE, "store": store}),
        ("export", "Pembaca", "sign-in", {"file": f"{COVERAGE}&format=csv", "store": store}),
    ]


def test_after_the_hour_the_same_answer_is_put_on_record_again(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.taken.ONCE_IN", 0.0)
    taken = Taken()
    for _ in range(2):
        taken.note(Reader(READER, "Pembaca"), Answer(b"", "tag", "store"), COVERAGE)
    assert [kind for kind, *_ in noted()] == ["export", "export"]


def test_a_token_that_was_refused_is_on_record_and_a_flood_of_guesses_is_not(office: Path) -> None:
    token, sent = made()
    tokens.revoke(ADMINISTRATOR, token.id)
    api = asking(client=ELSEWHERE)
    assert api.get(COVERAGE, headers=sent).status_code == 401
    for number in range(record.REFUSALS + 10):
        assert api.get(COVERAGE, headers={"Authorization": f"Bearer pantau_{token.id}_{number}"}).status_code == 401
    _, revoked, known, *unknown = noted()
    assert revoked == ("token", "Ibu Admin", "sign-in", {"did": "revoke", "token": token.id, "name": "Dasbor"})
    assert known == ("refused", "Dasbor", "token", {"action": "read", "why": "revoked token", "token": token.id})
    assert len(unknown) == record.REFUSALS
    assert unknown[0] == ("refused", "system", "", {"action": "read", "why": "unknown token"})
    assert unknown[-1][3]["further"] == "not listed for a minute"


def test_what_cannot_be_put_on_record_is_not_answered(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise CannotWrite(office / "audit", OSError(28, "No space left on device"))

    _, sent = made()
    monkeypatch.setattr(record, "add", full)
    answer = asking(client=ELSEWHERE).get(COVERAGE, headers=sent)
    assert answer.status_code == 503
    assert str(office) not in answer.text
    assert "935079" not in answer.text
