"""The regions most like one: the distance worked by hand, its properties, and peers found in the bundled facts."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import peers as analysis
from metrics.analyses.likeness import COMPARED_ON, SAYS_THE_SAME, distances, likeness, weights_of
from metrics.analyses.peers import CANDIDATES, WHY, number_of_peers, peers, peers_of
from metrics.analyses.structure import (
    ALL_ALIKE,
    HELD_BY_FEW,
    NOT_HELD,
    SQL,
    growth,
    one_period,
    standard_scores,
    structure,
    structure_of,
)
from metrics.territory import Territory
from tests.data.altered_facts import rows_of, set_cell

BALI = ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71"]


def facts_of(values: dict[str, dict[str, float]], period: str = "2024-12", status: str = "published") -> pd.DataFrame:
    """Give rows of ``SQL``: variable to region to value."""
    rows = [
        (name, code, period, period, "one", value, status, [f"source-{name}"])
        for name, regions in values.items()
        for code, value in regions.items()
    ]
    columns = ["variable", "region_code", "period", "month", "series", "value", "status", "source_ids"]
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture(scope="module")
def held(query: Query) -> pd.DataFrame:
    return query(SQL, level="regency")


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


# Peers


def made_structure(number: int = 9) -> pd.DataFrame:
    generator = np.random.default_rng(20_251_208)
    names = ("population", "informal_share", "grdp_per_capita", "unemployment_rate")
    values = {name: dict(zip(BALI[:number], generator.uniform(1, 9, number), strict=True)) for name in names}
    return facts_of(values)


def test_the_answer_is_that_of_the_formula_written_out(places: Territory) -> None:
    rows = made_structure()
    found = peers_of(likeness(structure_of(rows)), places, "51.03")
    wide = rows.pivot(index="region_code", columns="variable", values="value")
    wide[["population", "grdp_per_capita"]] = wide[["population", "grdp_per_capita"]].map(math.log)
    scores = (wide - wide.mean()) / wide.std(ddof=0)
    expected = {code: math.dist(scores.loc["51.03"], scores.loc[code]) for code in BALI if code != "51.03"}
    assert list(found.candidates["peer_code"]) == sorted(expected, key=lambda code: expected[code])
    assert found.candidates["distance"].tolist() == pytest.approx(sorted(expected.values()), rel=1e-12)
    sums = found.why.groupby("peer_code")["contribution"].sum()
    assert sums.to_dict() == pytest.approx({code: value**2 for code, value in expected.items()}, rel=1e-12)
    assert found.why.groupby("peer_code")["part"].sum().tolist() == pytest.approx([1.0] * 8, abs=1e-12)
    assert (tuple(found.candidates), tuple(found.why), tuple(found.compared_on)) == (CANDIDATES, WHY, COMPARED_ON)


def test_the_order_of_the_facts_changes_nothing(held: pd.DataFrame, places: Territory) -> None:
    one = peers_of(likeness(structure_of(held)), places, "51.03")
    other = peers_of(likeness(structure_of(held.sample(frac=1, random_state=3))), places, "51.03")
    pd.testing.assert_frame_equal(one.candidates, other.candidates)
    pd.testing.assert_frame_equal(one.why, other.why)


def test_of_two_that_say_the_same_the_earlier_is_kept(places: Territory) -> None:
    rows = made_structure()
    workers = rows[rows["variable"] == "population"].assign(
        variable="workforce", value=lambda frame: frame["value"] / 2
    )
    made = structure_of(pd.concat([rows, workers]))
    found = peers_of(likeness(made), places, "51.03")
    last = found.compared_on.set_index("variable").loc["workforce"]
    assert (last["compared"], last["like_variable"], last["reason"]) == (False, "population", SAYS_THE_SAME)
    assert last["correlation"] == pytest.approx(1.0)
    pd.testing.assert_frame_equal(found.candidates, peers_of(likeness(structure_of(rows)), places, "51.03").candidates)
    # Without the first the second stands for it: half of a number has the same score.
    without = peers_of(likeness(made, {"population": 0}), places, "51.03")
    assert without.candidates["distance"].tolist() == pytest.approx(found.candidates["distance"].tolist(), rel=1e-12)
    assert "workforce" in set(without.why["variable"])


def test_a_region_that_lacks_a_variable_is_compared_on_those_both_have(places: Territory) -> None:
    rows = made_structure()
    lacking = rows[~((rows["region_code"] == "51.08") & rows["variable"].isin(["grdp_per_capita", "population"]))]
    lacking = lacking[~((lacking["region_code"] == "51.05") & (lacking["variable"] == "population"))]
    found = peers_of(likeness(structure_of(lacking)), places, "51.03").candidates.set_index("peer_code")
    assert found.loc["51.05", "variables"] == 3
    assert found.loc["51.05", "distance"] > 0
    last = found.iloc[-1]
    assert (last.name, last["variables"], last["reason"]) == ("51.08", 2, analysis.TOO_FEW_SHARED)
    assert pd.isna(last["distance"]) and pd.isna(last["rank"]) and not last["chosen"]
    assert (last["status"], last["source_ids"]) == (None, [])


def test_one_region_alone_has_no_peers(places: Territory) -> None:
    alone = peers_of(likeness(structure_of(made_structure(1))), places, "51.01")
    assert (alone.codes, alone.reason) == ([], analysis.NO_STRUCTURE)  # nothing differs, so nothing is compared
    two = facts_of({"population": {"51.01": 1.0, "51.02": 2.0}, "informal_share": {"51.01": 0.5, "51.02": 0.25}})
    assert peers_of(likeness(structure_of(two)), places, "51.01").reason == analysis.NO_PEERS


def test_without_any_fact_there_are_no_peers(places: Territory) -> None:
    found = peers_of(likeness(structure_of(facts_of({}))), places, "51.01")
    assert (found.codes, found.reason) == ([], analysis.NO_STRUCTURE)
    assert list(found.compared_on["reason"]) == [NOT_HELD] * 6


def test_a_weight_or_a_count_that_means_nothing_is_refused(places: Territory) -> None:
    with pytest.raises(UnknownName, match="coverage"):
        weights_of({"coverage": 1.0})
    for weight in (-0.1, math.inf, math.nan):
        with pytest.raises(ValueError, match="zero or a number above it"):
            weights_of({"population": weight})
    for count in (4, 8):
        with pytest.raises(ValueError, match="5 to 7"):
            peers_of(likeness(structure_of(made_structure())), places, "51.03", count=count)


# The bundled facts


def test_the_facts_say_in_which_year_each_variable_is_read(held: pd.DataFrame) -> None:
    said = structure_of(held).vintages.set_index("variable")[["period", "regions", "reason"]]
    assert said.loc["population"].tolist() == ["2024-12", 83, None]
    assert said.loc["informal_share"].tolist() == ["2023-08", 83, None]  # 57 have that of 2024
    assert said.loc["grdp_per_capita"].tolist() == ["2024", 83, None]  # 57, and 26 with an earlier year of their own
    assert said.loc["unemployment_rate"].tolist() == ["2023-08", 83, None]
    assert said.loc["population_growth"].tolist() == [None, 0, NOT_HELD]


def test_badung_is_like_denpasar_and_gianyar_first(query: Query, places: Territory) -> None:
    found = peers(query, places, "51.03")
    assert found.codes == ["51.71", "51.04", "51.02", "52.71", "51.01"]
    assert len(found.candidates) == 82
    first = found.why[found.why["peer_code"] == "51.71"].set_index("variable")
    # Residents of December 2024: 537,739 and 673,270.
    assert first.loc["population", ["region_value", "peer_value"]].tolist() == [537_739, 673_270]
    assert set(found.candidates["status"]) == {"estimated"}  # product per head is derived


def test_the_distance_between_two_regencies_is_the_same_both_ways(query: Query, places: Territory) -> None:
    alike = likeness(structure(query, "regency"))
    there, back = (
        peers_of(alike, places, one).candidates.set_index("peer_code").loc[other, "distance"]
        for one, other in (("94.04", "52.02"), ("52.02", "94.04"))
    )
    assert there == back


def test_provinces_are_compared_with_provinces_and_their_workforce_says_what_their_residents_say(
    query: Query, places: Territory
) -> None:
    found = peers(query, places, "96")
    assert len(found.candidates) == 8
    assert len(found.codes) in range(5, 8)
    last = found.compared_on.set_index("variable").loc["workforce"]
    assert (last["like_variable"], last["period"]) == ("population", "2025-08")


@pytest.mark.parametrize(
    ("region", "reason"),
    [("ID", analysis.NO_LEVEL), ("KW-BANUSPA", analysis.NO_LEVEL), ("11.01", analysis.NO_STRUCTURE)],
)
def test_a_region_without_structure_has_no_peers_and_says_why(
    region: str, reason: str, query: Query, places: Territory
) -> None:
    found = peers(query, places, region)
    assert (found.codes, found.reason, len(found.why)) == ([], reason, 0)


def test_a_region_that_does_not_exist_is_refused(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName):
        peers(query, places, "51.99")


def test_a_changed_population_changes_the_distance(
    facts: Path, build_from: Callable[[Path], Query], query: Query, places: Territory
) -> None:
    rows = rows_of(facts / "labour.csv")
    at = next(
        number
        for number, row in enumerate(rows, start=2)
        if (row["region_code"], row["period"], row["indicator"]) == ("51.71", "2024-12", "population")
    )
    set_cell(facts, "labour.csv", at, "value", "73270.0")
    before, after = (
        peers(ask, places, "51.03").candidates.set_index("peer_code")["distance"] for ask in (query, build_from(facts))
    )
    assert after["51.71"] > before["51.71"]
