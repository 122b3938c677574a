"""The award sheet, likely questions, what not to say, and places in the province: read off the bundled facts by hand."""

from decimal import Decimal

import pandas as pd
import pytest

from data.store import Query
from metrics.analyses.award import INDICATORS
from metrics.analyses.award_cautions import COLUMNS, KINDS, cautions
from metrics.analyses.award_evidence import PIECES
from metrics.analyses.award_questions import ANSWERS, ASKED, QUESTIONS, questions
from metrics.analyses.award_results import NOT_NAMED, OTHERS, other_winners, place_in_province
from metrics.analyses.award_sheet import SHEET, sheet
from metrics.territory import Territory

AS_OF = "2025-12"
REGIONS = ("51", "51.03", "51.08", "94", "KW-BANUSPA")


@pytest.fixture(scope="module")
def demo(demonstration_query: Query) -> Query:
    return demonstration_query


def _of(rows: pd.DataFrame, kind: str) -> list[dict[object, object]]:
    return rows[rows["kind"] == kind].to_dict("records")


def test_the_sheet_of_lombok_timur_has_its_printed_scores_and_what_is_held(query: Query, places: Territory) -> None:
    made = sheet(query, places, "52.03", AS_OF)
    assert tuple(made.indicators.columns) == SHEET
    assert made.indicators["indicator_id"].tolist() == list(INDICATORS)
    # 7.75 + 5.16 + 1.09 + 9.00 + 9.45 + 10.00 + 9.06
    assert made.total.total == Decimal("51.51")
    # Participants but no share; people but no rupiah; growth of participants but not of a share; no regulation found;
    # 32,644 of 34,555; nothing for the two that a jury judges.
    assert made.indicators["pieces"].tolist() == [1, 1, 1, 0, 2, 0, 0]
    assert made.indicators["expected"].tolist() == [2, 2, 2, 2, 2, 1, 1]
    assert made.indicators["real"].tolist() == made.indicators["pieces"].tolist()


def test_what_rests_on_examples_alone_is_held_but_not_real(query: Query, demo: Query, places: Territory) -> None:
    bare, full = (sheet(ask, places, "51.08", AS_OF).indicators for ask in (query, demo))
    assert bare["pieces"].tolist() == [0] * 7
    assert full["pieces"].sum() > 0
    assert full["real"].tolist() == [0] * 7


def test_scores_and_weights_of_the_reader_are_summed_as_entered(query: Query, places: Territory) -> None:
    given = {name: Decimal(place) for place, name in enumerate(INDICATORS)}
    made = sheet(query, places, "51.08", AS_OF, scores=given, weights={"material": Decimal(1)})
    assert made.total.total == Decimal(42)  # 7 x 6, all weight on the last
    assert set(made.indicators["origin"]) == {"entered"}


@pytest.mark.parametrize("region", REGIONS)
def test_missing_pieces_and_held_ones_make_up_what_is_expected(region: str, demo: Query, places: Territory) -> None:
    rows = sheet(demo, places, region, AS_OF).indicators
    for row in rows.to_dict("records"):
        assert row["pieces"] + len(row["missing"]) == row["expected"] == len(PIECES[str(row["indicator_id"])])
        assert row["real"] <= row["pieces"]
        assert bool(row["missing"]) == bool(row["reasons"])


def test_the_contradiction_of_bali_is_named_for_bali_and_for_its_regencies(query: Query, places: Territory) -> None:
    for region in ("51", "51.08"):
        (row,) = _of(cautions(query, places, region, AS_OF), "conflict")
        assert (row["region_code"], row["printed"], row["period"]) == ("51", 0.5088, "2025-03")
        assert row["value"] == pytest.approx(935_079 / 1_873_899)  # 49.90 percent
    assert not _of(cautions(query, places, "51", "2025-02"), "conflict")  # not printed yet
    assert not _of(cautions(query, places, "94", AS_OF), "conflict")


def test_targets_that_differ_and_those_without_a_base_are_named(query: Query, places: Territory) -> None:
    found = cautions(query, places, "51.03", AS_OF)
    (differ,) = _of(found, "targets_differ")
    assert (differ["values"], differ["region_code"]) == ([0.6728, 0.6769], "51")
    without = _of(found, "target_without_base")
    assert [(row["region_code"], row["value"]) for row in without] == [("KW-BANUSPA", 0.65), ("51.03", 1.0)]


def test_shares_without_a_base_growth_without_a_start_and_regulations_without_a_number_are_named(
    query: Query, places: Territory
) -> None:
    badung, jembrana = (cautions(query, places, code, AS_OF) for code in ("51.03", "51.01"))
    assert [(row["printed"], row["period"]) for row in _of(badung, "base_unstated")] == [
        (0.27, "2023-05"),
        (0.61, "2024-05"),
    ]
    assert [(row["value"], row["period"]) for row in _of(badung, "growth_unfounded")] == [(30.0, "2022")]
    assert [row["what"] for row in _of(jembrana, "number_missing")] == ["Perbup"]
    assert [row["what"] for row in _of(cautions(query, places, "51.02", AS_OF), "source_missing")] == ["Perbup 30/2025"]


def test_figures_of_several_months_are_not_to_be_compared(query: Query, places: Territory) -> None:
    (row,) = _of(cautions(query, places, "51.08", AS_OF), "months_differ")
    shown = dict(zip(row["names"], row["periods"], strict=True))  # type: ignore[call-overload]
    assert shown == {"Jembrana": "2024-12", "Badung": "2025-03", "Gianyar": "2025-09", "Bangli": "2025-03"}


@pytest.mark.parametrize("region", REGIONS)
def test_cautions_stand_in_their_order_with_and_without_examples(
    region: str, query: Query, demo: Query, places: Territory
) -> None:
    bare, full = (cautions(ask, places, region, AS_OF) for ask in (query, demo))
    order = list(KINDS)
    for rows in (bare, full):
        assert tuple(rows.columns) == COLUMNS
        assert rows["kind"].map(order.index).is_monotonic_increasing
        assert rows["severity"].tolist() == [KINDS[kind] for kind in rows["kind"]]
        assert {"no_weights", "other_gates"} <= set(rows["kind"])
    assert not _of(bare, "demonstration")
    assert [row["count"] for row in _of(full, "demonstration")] == [
        int((sheet(demo, places, region, AS_OF).evidence["status"] == "demonstration").sum())
    ]


@pytest.mark.parametrize("region", REGIONS)
def test_every_question_has_evidence_or_says_what_is_missing(
    region: str, query: Query, demo: Query, places: Territory
) -> None:
    for ask in (query, demo):
        found = questions(ask, places, region, AS_OF)
        assert (tuple(found.asked.columns), tuple(found.answers.columns)) == (ASKED, ANSWERS)
        assert found.asked["question_id"].tolist() == list(QUESTIONS)
        assert set(found.answers["question_id"]) == set(QUESTIONS)
        for name, rows in found.answers.groupby("question_id"):
            present = rows[rows["kind"] != "missing"]
            answer = found.asked.set_index("question_id").at[name, "answer"]
            assert (answer == "none") == present.empty
            if answer == "example":
                assert set(present.loc[present["what"] != "target", "status"]) == {"demonstration"}


def test_a_question_says_which_edition_makes_it_likely(query: Query, places: Territory) -> None:
    asked = questions(query, places, "51", AS_OF).asked.set_index("question_id")
    assert (asked.at["growth", "years"], asked.at["growth", "asked_in"]) == ([2024], ["61", "52"])
    assert asked.at["non_asn", "years"] == [2022, 2024]
    assert asked.at["past", "years"] == []


def test_the_target_question_gives_target_gap_and_people_as_the_register_does(query: Query, places: Territory) -> None:
    rows = questions(query, places, "51", "2025-03").answers
    rows = rows[rows["question_id"] == "target"].set_index("what")
    assert rows.at["target", "value"] == 0.6728
    # 0.6728 x 1,873,899 = 1,260,759.2; rounded up less 935,079
    assert rows.at["gap_people", "value"] == 1_260_760 - 935_079


def test_a_target_stays_published_where_only_an_example_is_held_against_it(demo: Query, places: Territory) -> None:
    found = questions(demo, places, "51.08", AS_OF)
    rows = found.answers[found.answers["question_id"] == "target"].set_index("what")
    assert (rows.at["target", "value"], rows.at["target", "status"]) == (0.6728, "published")
    assert rows.loc[["gap_points", "gap_people"], "status"].tolist() == ["demonstration"] * 2
    assert rows.at["target", "source_ids"] == rows.at["gap_points", "source_ids"][:1]
    # How far the target is, nothing real tells: the question counts among those without a real answer.
    assert found.asked.set_index("question_id").at["target", "answer"] == "example"


def test_a_region_is_placed_in_the_rounds_of_its_province(query: Query, places: Territory) -> None:
    rows = place_in_province(query, places, "51.01").set_index("assessment_year")
    assert rows["rank_number"].fillna(0).tolist() == [2, 0, 2]  # assessments of 2024, 2023, 2022
    assert rows["first"].tolist() == ["51.04", "51.04", "51.03"]
    assert rows.at[2023, "reason"] == NOT_NAMED
    assert place_in_province(query, places, "51").empty


def test_businesses_of_the_province_are_listed_by_category(query: Query, places: Territory) -> None:
    rows = other_winners(query, places, "51.03")
    assert set(rows["province"]) == {"Bali"} and set(rows["category"]) <= set(OTHERS)
    assert "PT Bank BPD Bali" in rows["winner"].tolist()
    # every result that is no government of a province, regency or city
    assert len(other_winners(query, places, "ID")) == int(
        query("select count(*) as n from award_result where region_code is null")["n"][0]
    )
