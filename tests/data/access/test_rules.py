"""Who may do what: one table, and stewards only for what lies in their regions."""

import itertools

import pytest

from data.access.person import ROLES, Person
from data.access.places import NO_REGION, lies_in
from data.access.refusal import NotAllowed
from data.access.rules import RULES, may, require
from i18n import language
from tests.people import BADUNG

# Worked out by hand from the description of the roles: R everyone, S stewards and above, P publishers and above, A.
EXPECTED = {
    "read": "R", "export": "R", "examine": "S", "load": "S", "see_batch": "S", "withdraw": "S", "restore": "P",
    "demonstration": "P", "boundaries": "P", "backup": "A", "restore_backup": "A", "audit": "A", "tokens": "A",
}  # fmt: skip
FROM = {"R": 0, "S": 2, "P": 3, "A": 4}


@pytest.fixture(autouse=True)
def local(tmp_path, monkeypatch):
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))


@pytest.mark.parametrize(("action", "role"), list(itertools.product(RULES, ROLES)))
def test_each_role_may_do_exactly_what_the_table_says(action, role) -> None:
    person = Person("N", role, ("51.03",) if role in ("regency", "steward") else ())
    expected = ROLES.index(role) >= FROM[EXPECTED[action]]
    assert may(person, action, ["51.03"]) is expected
    if expected:
        require(person, action, ["51.03"])
    else:
        with pytest.raises(NotAllowed):
            require(person, action, ["51.03"])


@pytest.mark.parametrize(
    ("region", "place", "expected"),
    [
        ("51.03", "51.03", True), ("51.03", "51", True), ("51.03", "KW-BANUSPA", True), ("51", "KW-BANUSPA", True),
        ("KW-BANUSPA", "KW-BANUSPA", True), ("51.03", "ID", True), ("51", "51.03", False), ("51.04", "51.03", False),
        ("32", "KW-BANUSPA", False), ("KW-BANUSPA", "51", False), ("ID", "51", False), ("51.031", "51.03", False),
        ("51.99", "51", True), (NO_REGION, "ID", False), ("5", "51", False), ("", "51", False),
    ],
)  # fmt: skip
def test_a_region_lies_in_itself_its_province_its_kanwil_and_the_nation(region, place, expected) -> None:
    assert lies_in(region, place) is expected


def test_a_steward_acts_only_for_named_regions_and_is_told_which_others_are_meant() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(BADUNG, "load", ["51.03", "51.04", "51.05"])
    assert str(refused.value) == (
        "Loading a file: you act for 51.03, and this is also about 51.04, 51.05. Nothing was done. Ask whoever keeps this "
        "installation."
    )
    assert language("id")(refused.value.said) == (
        "Memuat berkas: Anda bertindak untuk 51.03, sedangkan ini juga menyangkut 51.04, 51.05. Tidak ada yang dilakukan. "
        "Hubungi pengelola instalasi ini."
    )


def test_rows_without_a_region_are_no_stewards_not_even_of_the_nation() -> None:
    nation = Person("N", "steward", ("ID",))
    require(nation, "load", ["51.03", "ID"])
    with pytest.raises(NotAllowed, match="also about rows without a region"):
        require(nation, "load", [NO_REGION])
    require(Person("P", "publisher"), "load", [NO_REGION, "51.04"])


def test_a_steward_reads_and_takes_along_every_region() -> None:
    require(BADUNG, "read", ["51.04"])
    require(BADUNG, "export", ["51.04"])


def test_who_may_is_said_in_a_refusal() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(BADUNG, "restore")
    assert str(refused.value) == (
        "Returning to an earlier release is for publishers and administrators. Nothing was done. Ask whoever keeps this "
        "installation."
    )
