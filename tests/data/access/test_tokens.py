"""Tokens of the API: shown once, kept as a checksum in a file of one owner, let in until their last day or revoked."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.__main__ import main
from data.access import tokens
from data.access.person import Person
from data.access.refusal import NotAllowed

TODAY = date(2026, 11, 30)
ADMIN = Person("Ibu Admin", "administrator", (), "command")


@pytest.fixture(autouse=True)
def home(office: Path) -> Path:
    return office.parent


def made(role: str = "reader", regions: tuple[str, ...] = (), until: str = "2026-12-31") -> tuple[tokens.Token, str]:
    return tokens.create(ADMIN, "Dasbor Kanwil", role, list(regions), until, TODAY)


def test_a_token_stands_for_a_person_of_its_role_until_its_last_day() -> None:
    token, text = made("steward", ("51.03",))
    person = Person("Dasbor Kanwil", "steward", ("51.03",), "token")
    assert tokens.person_of(text, TODAY) == (person, token.id)
    assert tokens.person_of(text, date(2026, 12, 31)) == (person, token.id)
    with pytest.raises(tokens.TokenRefused) as refused:
        tokens.person_of(text, date(2027, 1, 1))
    assert str(refused.value) == (f"The token {token.id} is expired: 2026-12-31. Ask an administrator for another one.")


def test_what_is_kept_does_not_hold_the_token_and_only_its_owner_may_open_it(home: Path) -> None:
    token, text = made()
    path = home / "tokens.json"
    prefix, number, secret = text.split("_", 2)
    assert (prefix, number) == ("pantau", token.id)
    assert len(secret) == 43  # 32 bytes, six bits a letter: 256 / 6 = 42.7
    assert secret not in path.read_text()
    assert json.loads(path.read_text())[0]["checksum"] == hashlib.sha256(secret.encode()).hexdigest()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in home.glob(".draft*")] == []


def test_a_token_that_is_guessed_cut_short_or_of_another_id_is_unknown() -> None:
    first, text = made()
    second, other = made()
    secret = other.split("_", 2)[2]
    for wrong in ("", "pantau", "pantau__", f"pantau_{first.id}_", text[:-1], f"{text}x", f"pantau_{first.id}_{secret}",
                  text.replace("pantau", "kunci"), text.upper(), "pantau_00000000_\udcff"):  # fmt: skip
        with pytest.raises(tokens.TokenRefused) as refused:
            tokens.person_of(wrong, TODAY)
        assert str(refused.value) == "The token is not known here. Ask an administrator for one."
    assert first.id != second.id


def test_who_does_not_hold_the_secret_does_not_learn_that_a_token_has_expired() -> None:
    token, _ = made()
    with pytest.raises(tokens.TokenRefused, match="not known here"):
        tokens.person_of(f"pantau_{token.id}_guessed", TODAY + timedelta(days=400))


def test_a_revoked_token_is_refused_at_the_next_request_and_stays_listed() -> None:
    token, text = made()
    assert tokens.person_of(text, TODAY)[1] == token.id
    first = tokens.revoke(ADMIN, token.id)
    assert (first.state(TODAY), first.revoked_by) == ("revoked", "Ibu Admin")
    assert tokens.revoke(Person("Lain", "administrator"), token.id) == first
    with pytest.raises(tokens.TokenRefused, match=f"The token {token.id} is revoked: 20"):
        tokens.person_of(text, TODAY)
    assert tokens.listed(ADMIN) == [first]


@pytest.mark.parametrize("role", ["reader", "regency", "steward", "publisher"])
def test_only_an_administrator_makes_lists_and_revokes_tokens(role: str, home: Path) -> None:
    token, text = made()
    person = Person("Lain", role, ("51.03",) if role in ("regency", "steward") else ())
    for attempt in (
        lambda: tokens.create(person, "Dasbor", "reader", [], "2026-12-31", TODAY),
        lambda: tokens.listed(person),
        lambda: tokens.revoke(person, token.id),
    ):
        with pytest.raises(NotAllowed, match="Making and revoking tokens is for administrators"):
            attempt()
    assert tokens.person_of(text, TODAY)[1] == token.id
    assert len(json.loads((home / "tokens.json").read_text())) == 1


def test_everything_that_is_wrong_with_a_token_is_said_at_once_and_none_is_made(home: Path) -> None:
    with pytest.raises(tokens.TokenWrong) as wrong:
        tokens.create(ADMIN, " ", "chief", ["51.99"], "2027-12-31", TODAY)
    assert str(wrong.value).splitlines() == [
        "--name has 0 letters: write who or what uses the token, in 1 to 80.",
        "--role is 'chief': there is no such role. Roles: reader, regency, steward, publisher, administrator.",
        "--region '51.99' is no region: write codes such as 51 or 51.03, or KW-BANUSPA.",
        "--until is 2027-12-31: write a day from 2026-11-30 to 2027-12-01.",
        "No token was made.",
    ]
    for role, regions, until, said in (
        ("steward", [], "2026-12-31", "--region is missing: a steward needs at least one."),
        ("reader", ["51"], "2026-12-31", "--region 51: a reader has all of them. Leave it out."),
        ("reader", [], "2026-11-29", "--until is 2026-11-29: write a day from 2026-11-30 to 2027-12-01."),
        ("reader", [], "besok", "--until is 'besok': write a day, such as 2027-02-28."),
    ):
        with pytest.raises(tokens.TokenWrong) as wrong:
            tokens.create(ADMIN, "Dasbor", role, regions, until, TODAY)
        assert str(wrong.value) == f"{said}\nNo token was made."
    assert not (home / "tokens.json").exists()


def test_tokens_that_others_may_read_or_that_were_edited_let_nobody_in(home: Path) -> None:
    _, text = made()
    path = home / "tokens.json"
    path.chmod(0o640)
    with pytest.raises(tokens.TokensBroken, match=r"tokens.json is open to others. Nobody is let in until: chmod 600"):
        tokens.person_of(text, TODAY)
    path.chmod(0o600)
    assert tokens.person_of(text, TODAY)[0].name == "Dasbor Kanwil"
    path.write_text("[{}]")
    with pytest.raises(tokens.TokensBroken, match=r"is not what was written. Move it aside and make the tokens anew"):
        tokens.person_of(text, TODAY)
    with pytest.raises(tokens.TokensBroken):
        made()
    assert path.read_text() == "[{}]"


def test_tokens_made_at_the_same_moment_are_all_kept() -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = [text for _, text in pool.map(lambda _: made(), range(24))]
    assert len({tokens.person_of(text, TODAY)[1] for text in texts}) == 24
    assert len(tokens.listed(ADMIN)) == 24


def test_the_command_line_shows_a_token_once_lists_it_without_its_checksum_and_revokes_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "access.toml").unlink()  # local mode: whoever is at this computer
    until = (date.today() + timedelta(days=30)).isoformat()
    assert (
        main(["token", "create", "--name", "Dasbor", "--role", "steward", "--region", "51.03", "--until", until]) == 0
    )
    printed, said = capsys.readouterr()
    person, number = tokens.person_of(printed.strip())
    assert (person.name, person.regions) == ("Dasbor", ("51.03",))
    assert said == f"token {number} for Dasbor, valid to {until}. It is shown only now:\n"
    assert main(["token", "list", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["state"], row["regions"]) == (number, "valid", ["51.03"])
    assert "checksum" not in row
    assert main(["token", "revoke", number]) == 0
    assert main(["token", "list"]) == 0
    assert f"{number}  revoked  {until}  steward" in capsys.readouterr().out
    assert main(["token", "revoke", "none"]) == 1
    assert capsys.readouterr().err == "There is no token 'none'. python -m data token list shows those there are.\n"


def test_a_user_of_the_system_whom_the_office_has_not_named_makes_no_token(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["token", "create", "--name", "Dasbor", "--role", "reader", "--until", "2026-12-31"]) == 1
    assert "is not named as a system_user in access.toml. Nothing was done." in capsys.readouterr().err
    assert not (home / "tokens.json").exists()
