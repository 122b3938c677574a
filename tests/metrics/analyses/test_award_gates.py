"""Gates: groups joined by AND, conditions by OR, exceptions, and unknown as a third truth."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses.award_gates import (
    CONDITIONS,
    IS_EXCUSED,
    IS_MISSING,
    MAY_BE_EXCUSED,
    ONE_OF_GROUP,
    SETS,
    SQL,
    Evidence,
    all_of,
    any_of,
    evaluate,
    gates,
    meets,
)
from metrics.territory import Territory

TRUTHS = (True, False, None)
UTAMA = {
    "jkn_coverage": 0.995, "jkn_active": 0.96, "jkn_enrolled_by_government": 0.2,
    "uhc_priority": True, "jkn_contributions_paid": True,
}  # fmt: skip
MADYA = {"jkn_coverage": 0.985, "uhc_priority": True, "jkn_contributions_paid": True}


@pytest.fixture(scope="module")
def conditions(query: Query) -> pd.DataFrame:
    """Give all conditions of the facts. Must not be changed."""
    return query(SQL)


def _outcome(conditions: pd.DataFrame, gate_set: str, **given: float | bool | None) -> str:
    found = evaluate(
        conditions[conditions["gate_set"] == gate_set], {name: Evidence(value) for name, value in given.items()}
    )
    return str(found.sets["outcome"].item())


# The documented table, written out a second time: first and second truth, AND, OR.
TABLE = {
    (True, True): (True, True), (True, False): (False, True), (True, None): (None, True),
    (False, True): (False, True), (False, False): (False, False), (False, None): (False, None),
    (None, True): (None, True), (None, False): (False, None), (None, None): (None, None),
}  # fmt: skip


@pytest.mark.parametrize("pair", list(product(TRUTHS, TRUTHS)), ids=str)
def test_three_valued_logic_is_the_documented_truth_table(pair: tuple[bool | None, bool | None]) -> None:
    assert (all_of(pair), any_of(pair)) == TABLE[pair]


@given(st.lists(st.sampled_from(TRUTHS)))
def test_an_answer_is_known_exactly_when_every_filling_of_the_gaps_agrees(truths: list[bool | None]) -> None:
    fillings = list(product(*[(True, False) if truth is None else (truth,) for truth in truths[:8]]))
    for joined, oracle in ((all_of, all), (any_of, any)):
        possible = {oracle(filling) for filling in fillings}
        assert joined(truths[:8]) == (possible.pop() if len(possible) == 1 else None)


@pytest.mark.parametrize(
    ("comparison", "limit", "value", "truth"),
    [
        (">=", 0.98, 0.98, True), (">", 0.98, 0.98, False), ("<=", 2.0, 2, True), ("<", 2.0, 2, False),
        ("=", 1.0, 1, True), ("=", 1.0, 2, False), (">=", 0.98, 0.9799, False), (">=", 1.0, 1.04, True),
        ("holds", None, True, True), ("holds", None, False, False), ("holds", None, None, None),
        (">=", 0.98, None, None), (">=", 0.98, float("nan"), None),
    ],
)  # fmt: skip
def test_evidence_is_held_against_a_value_and_missing_evidence_is_unknown(
    comparison: str, limit: float | None, value: float | None, truth: bool | None
) -> None:
    assert meets(comparison, limit, value) is truth


def test_the_example_passes_with_everything_and_fails_with_one_group_short(conditions: pd.DataFrame) -> None:
    assert _outcome(conditions, "uhc-2026-utama", **UTAMA) == "passed"
    assert _outcome(conditions, "uhc-2026-utama", **UTAMA | {"jkn_coverage": 0.989}) == "failed"
    assert _outcome(conditions, "uhc-2026-utama", **UTAMA | {"uhc_priority": False}) == "failed"
    assert _outcome(conditions, "uhc-2026-utama", **UTAMA | {"jkn_contributions_paid": None}) == "unknown"
    assert _outcome(conditions, "uhc-2026-utama") == "unknown"


def test_a_failed_group_decides_even_where_others_are_unknown(conditions: pd.DataFrame) -> None:
    assert _outcome(conditions, "uhc-2026-utama", jkn_coverage=0.9) == "failed"


def test_an_exception_excuses_its_condition_and_no_other(conditions: pd.DataFrame) -> None:
    few = UTAMA | {"jkn_enrolled_by_government": 0.05}
    assert _outcome(conditions, "uhc-2026-utama", **few) == "failed"  # 96 percent active, not 100
    assert _outcome(conditions, "uhc-2026-utama", **few | {"jkn_active": 1.0}) == "passed"
    assert _outcome(conditions, "uhc-2026-utama", **few | {"jkn_active": 1.0, "jkn_coverage": 0.9}) == "failed"


def test_reasons_say_what_was_excused_what_is_missing_and_what_did_not_matter(conditions: pd.DataFrame) -> None:
    utama = conditions[conditions["gate_set"] == "uhc-2026-utama"]
    few = UTAMA | {"jkn_enrolled_by_government": 0.05, "jkn_active": 1.0, "uhc_priority": None}
    found = evaluate(utama, {name: Evidence(value) for name, value in few.items()}).conditions.set_index("condition_id")
    assert found.at["enrolled", "reason"] == IS_EXCUSED and found.at["enrolled", "excused"] is True
    assert found.at["priority", "reason"] == IS_MISSING
    unknown = evaluate(utama, {"jkn_enrolled_by_government": Evidence(0.05)}).conditions.set_index("condition_id")
    assert (unknown.at["enrolled", "outcome"], unknown.at["enrolled", "reason"]) == ("unknown", MAY_BE_EXCUSED)
    madya = conditions[conditions["gate_set"] == "uhc-2026-madya"]
    given = MADYA | {"jkn_active": 0.82, "jkn_enrolled_by_government": 0.3}
    found = evaluate(madya, {name: Evidence(value) for name, value in given.items()}).conditions.set_index(
        "condition_id"
    )
    assert found.at["active_85", "reason"] == ONE_OF_GROUP


@given(active=st.one_of(st.none(), st.floats(0, 1)), enrolled=st.one_of(st.none(), st.floats(0, 1)))
def test_groups_and_conditions_say_what_was_printed_of_madya(
    conditions: pd.DataFrame, active: float | None, enrolled: float | None
) -> None:
    # Printed as: 85 percent active, or 25 percent enrolled with 80 percent active.
    def at_least(value: float | None, limit: float) -> bool | None:
        return None if value is None else value >= limit

    printed = any_of([at_least(active, 0.85), all_of([at_least(enrolled, 0.25), at_least(active, 0.8)])])
    word = {True: "passed", False: "failed", None: "unknown"}[printed]
    assert (
        _outcome(conditions, "uhc-2026-madya", **MADYA, jkn_active=active, jkn_enrolled_by_government=enrolled) == word
    )


def test_the_first_of_a_provincial_round_goes_on_by_the_store_and_others_do_not(
    query: Query, places: Territory
) -> None:
    def outcome(region: str, as_of: str = "2025-12") -> str:
        found = gates(query, places, region, as_of, gate_set="paritrana-2022-national")
        return str(found.sets["outcome"].item())

    assert outcome("51.03") == "passed"  # Badung, first
    assert outcome("51.01") == "failed"  # Jembrana, second
    assert outcome("51.05") == "unknown"  # not listed
    assert outcome("51.03", "2023-04") == "unknown"  # before the ceremony of May 2023


def test_evidence_of_the_store_comes_with_its_date_status_and_source(query: Query, places: Territory) -> None:
    row = gates(query, places, "51.03", "2025-12", gate_set="paritrana-2022-national").conditions.iloc[0]
    assert (row["given"], row["period"], row["evidence_status"]) == (1.0, "2023-05-09", "published")
    assert "balipost-com-0d00f6" in row["source_ids"] and len(row["source_ids"]) == 2


def test_what_the_reader_enters_goes_before_the_store_and_carries_no_status(query: Query, places: Territory) -> None:
    entered = {"head_of_region_attends": True, "officials_accompanying": 2.0}
    found = gates(query, places, "51.03", "2025-12", entered=entered, gate_set="paritrana-2023-interview")
    assert found.sets["outcome"].item() == "passed"
    assert found.conditions["evidence_status"].isna().all()
    own = gates(query, places, "51.03", "2025-12", entered={"provincial_rank_2022": 2.0})
    assert own.sets.set_index("gate_set").at["paritrana-2022-national", "outcome"] == "failed"


def test_a_condition_may_be_on_a_metric_of_the_store(query: Query, places: Territory) -> None:
    on_coverage = query(SQL).head(1).assign(evidence="coverage", value=0.5, exception=None)

    def asked(sql: str, **parameters: object) -> pd.DataFrame:
        return on_coverage if sql == SQL else query(sql, **parameters)

    row = gates(asked, places, "51.03", "2025-03", base="ucj").conditions.iloc[0]
    assert (row["given"], row["outcome"], row["period"]) == (0.5868, "passed", "2025-03")


def test_every_set_is_named_and_those_of_the_sister_agency_are_labelled_as_an_example(
    query: Query, places: Territory
) -> None:
    found = gates(query, places, "51", "2025-12")
    assert (tuple(found.conditions.columns), tuple(found.sets.columns)) == (CONDITIONS, SETS)
    uhc = found.sets[found.sets["gate_set"].str.startswith("uhc-")]
    assert uhc["label_en"].str.contains("of BPJS Kesehatan").all()
    assert uhc["label_id"].str.contains("milik BPJS Kesehatan").all()
    assert set(uhc["awarded_by"]) == {"BPJS Kesehatan"}
    assert dict(zip(uhc["gate_set"], uhc["certainty"], strict=True))["uhc-2026-madya"] == "reports differ"
    assert found.conditions["source_ids"].map(len).min() >= 1


def test_every_exception_names_a_condition_of_its_set_and_what_stands_in_no_group_is_an_exception(query: Query) -> None:
    for _, members in query(SQL).groupby("gate_set"):
        named = set(members["exception"].dropna())
        assert named <= set(members["condition_id"])
        assert set(members.loc[members["and_group"].isna(), "condition_id"]) <= named


def test_a_set_or_evidence_that_does_not_exist_is_refused(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName, match="gate set 'x'"):
        gates(query, places, "51", "2025-12", gate_set="x")
    with pytest.raises(UnknownName, match="kind of evidence 'x'"):
        gates(query, places, "51", "2025-12", entered={"x": 1.0})
    with pytest.raises(UnknownName, match=r"region '51\.99'"):
        gates(query, places, "51.99", "2025-12")


def test_the_order_of_conditions_changes_no_outcome(conditions: pd.DataFrame) -> None:
    held = {name: Evidence(value) for name, value in (UTAMA | {"jkn_active": 0.82}).items()}
    there = evaluate(conditions, held).sets.set_index("gate_set")["outcome"].to_dict()
    back = evaluate(conditions.iloc[::-1], held).sets.set_index("gate_set")["outcome"].to_dict()
    assert there == back
