"""The regions most like one: the distance worked by hand and its properties, and what can be compared."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from metrics.analyses.likeness import distances
from metrics.analyses.peers import number_of_peers
from metrics.analyses.structure import (
    ALL_ALIKE,
    HELD_BY_FEW,
    NOT_HELD,
    growth,
    one_period,
    standard_scores,
    structure_of,
)
from tests.metrics.analyses.peers_made import facts_of

# The distance


def test_the_distance_is_that_of_euclid_over_the_scores() -> None:
    distance, contribution = distances(np.array([[3.0, 4.0, 12.0]]), np.ones(3))
    assert distance == pytest.approx([13.0])  # 9 + 16 + 144 = 169
    assert contribution.tolist() == [[9.0, 16.0, 144.0]]


def test_a_weight_multiplies_what_a_variable_adds() -> None:
    distance, contribution = distances(np.array([[3.0, 4.0, 12.0]]), np.array([2.0, 1.0, 0.25]))
    assert contribution.tolist() == [[18.0, 16.0, 36.0]]
    assert distance == pytest.approx([math.sqrt(70)])


def test_where_one_variable_is_missing_the_others_stand_for_it() -> None:
    # (1 + 4 + 4) on three of four equal weights: 9 * 4 / 3 = 12.
    distance, contribution = distances(np.array([[1.0, 2.0, np.nan, 2.0]]), np.ones(4))
    assert distance == pytest.approx([math.sqrt(12)])
    assert np.nansum(contribution) == pytest.approx(12)


def test_two_variables_are_too_few() -> None:
    distance, _ = distances(np.array([[1.0, 2.0, np.nan, np.nan]]), np.ones(4))
    assert np.isnan(distance).all()


@given(
    arrays.arrays(float, (6, 5), elements=st.floats(-4, 4)),
    arrays.arrays(float, 5, elements=st.floats(0.1, 10)),
    arrays.arrays(bool, (6, 5)),
)
def test_the_distance_is_symmetric_and_its_parts_add_up(scores: Any, weight: Any, lacking: Any) -> None:
    scores = np.where(lacking, np.nan, scores)
    every = [distances(own - scores, weight) for own in scores]
    table = np.array([distance for distance, _ in every])
    assert np.array_equal(table, table.T, equal_nan=True)
    for distance, contribution in every:
        known = ~np.isnan(distance)
        assert np.nansum(contribution[known], axis=1) == pytest.approx(distance[known] ** 2, rel=1e-12, abs=1e-300)


@pytest.mark.parametrize(
    ("distance", "number"),
    [
        ([], 0),
        ([1.0, 2.0, 3.0], 3),
        ([1, 1, 1, 1, 1, 1, 9], 7),  # no eighth: all are peers
        ([1, 2, 3, 4, 5, 9, 10, 11], 5),  # gaps 4, 1, 1 after the fifth, sixth, seventh
        ([1, 2, 3, 4, 5, 6, 9, 10, 30], 6),  # gaps 1, 3, 1
        ([1, 2, 3, 4, 5, 6, 7, 8], 7),  # equally wide: the latest
        ([1, 1, 1, 1, 1, 1, 1, 1], 7),
    ],
)
def test_five_to_seven_are_peers_up_to_the_widest_gap(distance: list[float], number: int) -> None:
    assert number_of_peers(np.array(distance, dtype=float)) == number


# The variables


def test_scores_are_in_standard_deviations_of_all_that_are_known() -> None:
    # Mean 4, squares 4 + 0 + 4, spread sqrt(8 / 3).
    found = standard_scores(np.array([2.0, 4.0, 6.0, np.nan]), logged=False)
    assert found[:3] == pytest.approx([-math.sqrt(1.5), 0, math.sqrt(1.5)])
    assert np.isnan(found[3])
    assert standard_scores(np.array([1.0, 10.0, 100.0]), logged=True) == pytest.approx(found[:3])


def test_what_has_no_logarithm_has_no_score_and_what_is_alike_tells_nothing_apart() -> None:
    assert np.isnan(standard_scores(np.array([0.0, -5.0, 10.0, 20.0]), logged=True)).tolist() == [
        True,
        True,
        False,
        False,
    ]
    assert np.isnan(standard_scores(np.array([0.1 + 0.2, 0.3, 0.3]), logged=False)).all()
    assert np.isnan(standard_scores(np.array([np.nan, 0.0]), logged=True)).all()


@given(arrays.arrays(float, 8, elements=st.floats(1, 1e6), unique=True), st.sampled_from([1e-3, 7.0, 1e3]))
def test_no_unit_changes_a_score(values: Any, unit: float) -> None:
    for logged in (True, False):
        one, other = (standard_scores(each, logged=logged) for each in (values, unit * values))
        assert np.array_equal(np.isnan(one), np.isnan(other)) or np.ptp(values) < 1e-6
        assert np.nan_to_num(one) == pytest.approx(np.nan_to_num(other), abs=1e-4)


def test_the_period_is_the_one_that_most_have_and_an_earlier_figure_stands_in() -> None:
    rows = facts_of({"informal_share": {"a": 1, "b": 2, "c": 3}}, "2023-08")
    earlier = facts_of({"informal_share": {"a": 9, "d": 4}}, "2022-08")  # a has its own; d stands in with 2022
    later = facts_of({"informal_share": {"a": 8, "b": 9}}, "2024-08")  # fewer have it
    long_ago = facts_of({"informal_share": {"e": 5}}, "2021-07")  # 25 months before
    other_weights = facts_of({"informal_share": {"f": 6}}, "2022-08").assign(series="two")
    found = one_period(pd.concat([long_ago, other_weights, rows, earlier, later]))
    assert found[["region_code", "value", "period", "stands_in"]].to_numpy().tolist() == [
        ["a", 1, "2023-08", False],
        ["b", 2, "2023-08", False],
        ["c", 3, "2023-08", False],
        ["d", 4, "2022-08", True],
    ]


def test_of_two_periods_that_as_many_have_the_later_is_used() -> None:
    rows = [facts_of({"informal_share": {"a": year, "b": year}}, f"{year}-08") for year in (2022, 2023)]
    assert set(one_period(pd.concat(rows))["value"]) == {2023}


def test_growth_is_a_year_within_one_publisher_over_one_span() -> None:
    before = facts_of({"population": {"a": 100.0, "b": 50.0}}, "2020-12", "estimated")
    now = facts_of({"population": {"a": 121.0, "b": 50.0}}, "2022-12")
    other = facts_of({"population": {"a": 500.0}}, "2021-12").assign(series="two")
    found = growth(pd.concat([before, now, other]))
    assert found["value"].tolist() == pytest.approx([0.1, 0.0])  # 1.1 * 1.1 = 1.21
    assert set(found["period"]) == {"2020-12/2022-12"}
    assert set(found["series"]) == {"one since 2020-12"}
    assert set(found["status"]) == {"estimated"}
    assert growth(now).empty


def test_a_variable_that_few_have_or_that_is_alike_is_not_compared_and_says_why() -> None:
    regions = [f"51.0{number}" for number in range(1, 9)]
    made = structure_of(
        facts_of(
            {
                "population": {code: 10.0**number for number, code in enumerate(regions)},
                "informal_share": dict.fromkeys(regions, 0.4),
                "grdp_per_capita": dict.fromkeys(regions[:3], 2.0),
            }
        )
    )
    said = dict(zip(made.vintages["variable"], made.vintages["reason"], strict=True))
    assert said == {
        "population": None, "informal_share": ALL_ALIKE, "grdp_per_capita": HELD_BY_FEW,
        "unemployment_rate": NOT_HELD, "population_growth": NOT_HELD, "workforce": NOT_HELD,
    }  # fmt: skip
    assert list(made.scores) == ["population"]
