"""The file of access: who is named, how they are known, and everything that is wrong with the file at once."""

import os

import pytest

from data.access.mapping import AccessBroken, access, at_the_command_line, system_user
from data.access.person import Person
from data.access.refusal import NotAllowed
from tests.access_file import access_file


def of(**claims):
    known = access()
    assert known is not None
    return known.of_claims(claims)


def test_a_person_is_known_by_address_subject_or_claim(office) -> None:
    assert of(email="badung@example.go.id", name="N.") == Person("KC Badung", "steward", ("51.03",), "sign-in")
    assert of(email="ADMIN@EXAMPLE.GO.ID", sub="1") == Person("Ibu Admin", "administrator", (), "sign-in")
    assert of(sub="pembaca", email="p@example.go.id") == Person("p@example.go.id", "reader", (), "sign-in")
    assert of(sub="7", groups=["a", "pemkab-gianyar"], name="G") == Person("7", "regency", ("51.04",), "sign-in")
    assert of(sub="7", groups="pemkab-gianyar", name="G") == Person("7", "regency", ("51.04",), "sign-in")


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "pembaca", "name": "Ibu Admin", "preferred_username": "admin"},
        {"sub": "pembaca", "email": "admin2@example.go.id", "email_verified": False},
        {"sub": "pembaca", "email": "admin2@example.go.id", "email_verified": "true"},
    ],
)
def test_nobody_goes_on_record_under_a_name_they_chose_themselves(office, claims) -> None:
    assert of(**claims).name == "pembaca"


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "other"}, {}, {"email": "badung@example.go.id", "email_verified": False}, {"email": ["badung@example.go.id"]},
        {"sub": "7", "groups": "pemkab-gianyar-2"}, {"sub": "7", "groups": {"pemkab-gianyar": 1}}, {"groups": None},
        {"name": "KC Badung"}, {"system_user": "root", "sub": "x"},
    ],
)  # fmt: skip
def test_whoever_is_not_named_is_nobody_here(office, claims) -> None:
    assert of(**claims) is None


def test_others_may_read_where_the_office_says_so(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    access_file(tmp_path, top='others = "reader"')
    assert of(sub="tamu\nbaru") == Person("tamu baru", "reader", (), "sign-in")
    assert of(sub="7", email="badung@example.go.id", email_verified=False).role == "reader"


def test_without_a_file_everybody_at_this_computer_may_do_everything(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    assert access() is None
    assert at_the_command_line() == Person(system_user(), "administrator", (), "local")


def test_a_file_that_is_named_and_not_there_lets_nobody_in(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_ACCESS", str(tmp_path / "gone.toml"))
    with pytest.raises(AccessBroken, match=r"gone\.toml: COVERAGE_ACCESS names this file, and it is not there"):
        access()


def test_on_the_command_line_the_user_of_the_system_is_the_person(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "somebody-else")  # what a user may set is not believed
    monkeypatch.setenv("USER", "somebody-else")
    people = f'[[people]]\nsystem_user = "{system_user()}"\nrole = "steward"\nregions = ["51.03"]\n'
    access_file(tmp_path, people=people)
    assert at_the_command_line() == Person(system_user(), "steward", ("51.03",), "command")
    access_file(tmp_path, people='[[people]]\nsystem_user = "somebody-else"\nrole = "administrator"\n')
    with pytest.raises(NotAllowed) as refused:
        at_the_command_line()
    assert str(refused.value) == (
        f"{system_user()} is not named as a system_user in access.toml. Nothing was done. Ask Bidang Kepesertaan."
    )


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o660, 0o602])
def test_a_file_that_others_can_read_or_a_group_can_write_is_refused(office, mode) -> None:
    office.chmod(mode)
    with pytest.raises(AccessBroken, match=r"access\.toml holds secrets and is open to others: chmod 640"):
        access()
    office.chmod(0o640)
    assert access() is not None


def test_everything_wrong_is_said_at_once_by_key(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    path = tmp_path / "access.toml"
    path.write_text(
        """
        contact = 7
        session_hours = 0
        others = "publisher"
        colour = "red"
        [auth]
        redirect_uri = "http://pantau.example.go.id/back"
        cookie_secret = "short"
        client_id = "a"
        client_secret = "b"
        server_metadata_url = "http://masuk.example.go.id/x"
        [[people]]
        email = "a@b"
        role = "boss"
        [[people]]
        subject = "1"
        email = "a@b"
        role = "reader"
        regions = ["51"]
        [[people]]
        subject = "2"
        role = "steward"
        [[people]]
        claim = "groups"
        role = "steward"
        regions = ["51.99", "51"]
        shoe = 43
        [[people]]
        system_user = "root"
        role = "reader"
        [[people]]
        system_user = "root"
        role = "administrator"
        """
    )
    path.chmod(0o600)
    with pytest.raises(AccessBroken) as broken:
        access()
    assert str(broken.value).splitlines() == [
        "access.toml, colour: there is no such key. Keys: contact, session_hours, others, auth, people.",
        "access.toml, contact: 7 is no text. Write whom a refused person may ask.",
        "access.toml, others: 'publisher' cannot be the role of people who are not named. Write \"reader\", or leave it out.",
        "access.toml, session_hours: 0 is no number of hours from 0 to 168. Write such as 8.",
        ("access.toml, auth.cookie_secret: it is shorter than 32 letters. Make one: python -c \"import secrets; "
        'print(secrets.token_hex(32))".'),
        "access.toml, auth.redirect_uri: it ends with '/back'. Let it end with /oauth2callback.",
        ("access.toml, auth.redirect_uri: 'http://pantau.example.go.id/back' is not encrypted. Write an address that begins "
        "with https://."),
        ("access.toml, auth.server_metadata_url: 'http://masuk.example.go.id/x' is not encrypted. Write an address that "
        "begins with https://."),
        "access.toml, people 1, role: 'boss' is no role. Roles: reader, regency, steward, publisher, administrator.",
        ("access.toml, people 2: email and subject stands there. Write one of email, subject, claim, system_user, to say who "
        "it is."),
        "access.toml, people 2, regions: a reader has all of them. Leave it out.",
        "access.toml, people 3, regions: a steward needs at least one.",
        ("access.toml, people 4, shoe: there is no such key. Keys: email, subject, claim, system_user, value, role, regions, "
        "name."),
        "access.toml, people 4: claim and value belong together: the name of a claim, and what stands in it.",
        "access.toml, people 4, regions: '51.99' is no region. Write codes such as 51 or 51.03, or KW-BANUSPA.",
        "access.toml, people: system_user 'root' stands more than once. Keep one.",
        "Nobody is let in until this is mended.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["people = 3", "people = [1]", "auth = 1", "[[auth]]", "x = [", "\xff", "", "[auth.google]"]
)
def test_no_file_at_all_lets_anybody_in_by_mistake(office, text) -> None:
    office.write_bytes(text.encode("latin-1"))
    with pytest.raises(AccessBroken):
        access()


def test_a_file_that_has_changed_is_read_again(office) -> None:
    assert of(sub="pembaca", name="P").role == "reader"
    held = office.read_text()
    office.write_text(held.replace('subject = "pembaca"', 'subject = "pembaco"'))
    os.utime(office, ns=(1, 1))
    assert of(sub="pembaca", name="P") is None
