"""The card of seven scores: its sum in decimals, weights of the reader, past results and what is known of editions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.home import FACTS
from data.store import Query
from metrics._model import UnknownName
from metrics.analyses.award import (
    CARD,
    EDITIONS,
    INDICATORS,
    NO_TOTAL,
    OWN_WEIGHTS,
    RESULTS,
    ScoreOutOfRange,
    card,
    editions,
    printed_at,
    results,
    sum_of,
)
from metrics.territory import Territory
from tests.data.altered_facts import rows_of

PRINTED = dict(zip(INDICATORS, map(Decimal, ["7.75", "5.16", "1.09", "9.00", "9.45", "10.00", "9.06"]), strict=True))
SCORES = st.fixed_dictionaries(dict.fromkeys(INDICATORS, st.decimals(0, 10, places=2)))
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(INDICATORS, st.decimals(0, 100, places=2))).filter(
    lambda weights: any(weights.values())
)


def test_the_published_scorecard_adds_up_to_its_printed_total_exactly() -> None:
    # 7.75 + 5.16 + 1.09 + 9.00 + 9.45 + 10.00 + 9.06 = 51.51; in doubles it would not be exact
    total = sum_of(PRINTED)
    assert total.total == total.entered == Decimal("51.51")
    assert (total.missing, total.weights, total.reason) == ((), None, None)


def test_only_the_card_of_lombok_timur_was_printed_and_its_address_is_that_of_its_indicators(
    query: Query, places: Territory
) -> None:
    of_its_indicators = {
        row["url"] for row in rows_of(FACTS / "award_editions.csv")
        if (row["assessment_year"], row["region_code"], row["item_id"]) == ("2024", "52", "coverage")
    }  # fmt: skip
    assert {printed_at(query, places, "52.03")} == of_its_indicators
    assert printed_at(query, places, "52.02") is None
    assert printed_at(query, places, "52") is None


def test_the_card_of_lombok_timur_is_the_published_one_in_decimals(query: Query) -> None:
    rows = card(query, "52.03")
    assert tuple(rows.columns) == CARD
    assert dict(zip(rows["indicator_id"], rows["score"], strict=True)) == PRINTED
    assert set(rows["origin"]) == {"published"}
    assert rows["evidence"].isna().tolist() == [False] * 6 + [True]
    assert sum(rows["score"]) == Decimal("51.51")


def test_another_region_has_no_scores_until_they_are_entered_and_none_of_the_printed_evidence(query: Query) -> None:
    rows = card(query, "51.03")
    assert rows["score"].isna().all() and rows["evidence"].isna().all() and rows["origin"].isna().all()
    assert rows["reason"].notna().all()
    entered = card(query, "51.03", {"coverage": Decimal("8.1")})
    assert entered["origin"].tolist() == ["entered"] + [None] * 6


def test_scores_that_are_entered_take_the_place_of_the_published_card(query: Query) -> None:
    rows = card(query, "52.03", {"coverage": Decimal(8)})
    assert rows["score"].tolist() == [Decimal(8)] + [None] * 6
    assert rows["evidence"].isna().all()


def test_a_sum_with_missing_scores_is_no_total_and_says_which_are_missing() -> None:
    total = sum_of({**PRINTED, "presenter": None, "material": None})
    assert total.entered == Decimal("32.45")  # 51.51 - 10.00 - 9.06
    assert (total.total, total.missing, total.reason) == (None, ("presenter", "material"), NO_TOTAL)


def test_a_score_of_zero_is_given_and_a_missing_one_is_not_zero() -> None:
    assert sum_of({**PRINTED, "growth": Decimal(0)}).total == Decimal("50.42")
    assert sum_of({**PRINTED, "growth": None}).total is None


def test_weights_are_said_to_be_the_readers_own() -> None:
    # 7 x (2 x 7.75 + 1 x 5.16) / 3 = 7 x 20.66 / 3 = 48.20666...
    total = sum_of(PRINTED, {"coverage": Decimal(2), "vulnerable": Decimal(1)})
    assert total.reason == OWN_WEIGHTS
    assert total.total is not None and round(total.total, 6) == Decimal("48.206667")


@given(SCORES, WEIGHTS)
def test_a_weighted_sum_is_seven_times_the_weighted_mean(scores: dict, weights: dict) -> None:
    total = sum_of(scores, weights).total
    mean = sum(Fraction(scores[n]) * Fraction(weights[n]) for n in INDICATORS) / Fraction(sum(weights.values()))
    assert total is not None
    assert abs(Fraction(total) - 7 * mean) < Fraction(1, 10**20)


@given(SCORES, st.decimals("0.01", 100, places=2))
def test_equal_weights_give_the_plain_sum_and_the_order_of_scores_changes_nothing(
    scores: dict, weight: Decimal
) -> None:
    plain = sum_of(scores)
    assert sum_of(scores, dict.fromkeys(INDICATORS, weight)).total == plain.total
    assert sum_of(dict(reversed(scores.items()))).total == plain.total == sum(scores.values())


@pytest.mark.parametrize(
    ("scores", "weights", "says"),
    [
        ({"speech": Decimal(1)}, None, "There is no indicator 'speech'. There is: coverage, "),
        ({"coverage": Decimal("10.01")}, None, "The score of coverage is 10.01: write a number from 0 to 10."),
        ({"coverage": Decimal(-1)}, None, "The score of coverage is -1: write a number from 0 to 10."),
        ({"coverage": Decimal("NaN")}, None, "The score of coverage is NaN: write a number from 0 to 10."),
        ({}, {"coverage": Decimal(-1)}, "The weight of coverage is -1: write a number of 0 or more."),
        ({}, {"coverage": Decimal(0)}, "All weights are zero: give at least one indicator a weight."),
    ],
)
def test_a_score_or_weight_that_means_nothing_is_refused(scores: dict, weights: dict | None, says: str) -> None:
    with pytest.raises(ScoreOutOfRange) as refused:
        sum_of(scores, weights)
    assert str(refused.value).startswith(says)


def test_results_of_a_regency_are_its_own_and_those_of_its_province_latest_first(
    query: Query, places: Territory
) -> None:
    rows = results(query, places, "51.01")
    assert tuple(rows.columns) == RESULTS
    found = list(zip(rows["assessment_year"], rows["level"], rows["region_code"], rows["relation"], strict=True))
    assert found == [
        (2024, "province", "51.01", "own"), (2023, "national", "51", "province"), (2022, "province", "51.01", "own"),
    ]  # fmt: skip
    assert rows["rank_number"].isna().tolist() == [False, True, False]
    assert all(len(sources) == 1 for sources in rows["source_ids"])


def test_results_of_a_province_come_with_those_of_its_regencies(query: Query, places: Territory) -> None:
    expected = [row for row in rows_of(FACTS / "award_results.csv") if row["region_code"][:2] == "51"]
    rows = results(query, places, "51")
    assert len(rows) == len(expected)
    assert set(rows["relation"]) == {"own", "part"}
    assert (rows["relation"] == "own").sum() == sum(row["region_code"] == "51" for row in expected)


def test_a_region_without_a_result_has_no_row_and_one_that_does_not_exist_is_refused(
    query: Query, places: Territory
) -> None:
    assert results(query, places, "95.01").empty
    with pytest.raises(UnknownName):
        results(query, places, "51.99")


def test_editions_are_those_of_the_nation_and_of_the_provinces_asked_for(query: Query) -> None:
    rows = editions(query, 2022, ["51"])
    assert tuple(rows.columns) == EDITIONS
    assert set(rows["region_code"]) == {"ID", "51"} and set(rows["assessment_year"]) == {2022}
    assert "71" in set(editions(query, 2022)["region_code"])
    assert rows["source_ids"].map(len).tolist() == [1] * len(rows)
    nine = rows[rows["item_id"] == "nine_governments"]
    assert nine["number"].tolist() == [9]


def test_the_aspects_of_2024_in_ntb_are_the_seven_indicators_of_the_scorecard(query: Query) -> None:
    rows = editions(query, 2024, ["52"])
    aspects = rows[(rows["kind"] == "aspect") & (rows["region_code"] == "52")]
    assert aspects["item_id"].tolist() == list(INDICATORS)


def test_every_edition_from_2017_to_2024_is_there_and_no_row_speaks_of_weights(query: Query) -> None:
    rows = editions(query)
    assert sorted(set(rows["assessment_year"])) == list(range(2017, 2025))
    assert not rows["label_en"].str.contains("weight", case=False).any()
