"""Thousands of rankings: places, what matters most, and areas that are behind in everything staying behind."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from metrics.analyses.award_robustness import (
    AREAS,
    ASSUMED_CHOICES,
    CHOICES,
    FLOOR,
    INCOMPLETE,
    MEANS,
    NO_CHOICE_MATTERS,
    SCALINGS,
    SEED,
    TOO_FEW,
    all_ranks,
    competition_ranks,
    explained,
    robustness,
    scaled,
)

HUNDREDTHS = st.integers(0, 1000).map(lambda score: score / 100)


def _table(rows: dict[str, list[float | None]]) -> pd.DataFrame:
    width = len(next(iter(rows.values())))
    table = pd.DataFrame(rows.values(), columns=[f"i{number}" for number in range(width)], dtype=float)
    return table.assign(region_code=list(rows))


NINE = _table(
    {
        f"51.{number:02}": list(np.random.default_rng(number).uniform(1, 10, 4).round(2))
        for number in range(1, 10)
    }
)  # fmt: skip


@st.composite
def scorecards(draw: st.DrawFn) -> np.ndarray:
    """Give areas by indicators, of which the last area is nowhere above the first."""
    areas, width = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(HUNDREDTHS, min_size=width, max_size=width), min_size=areas, max_size=areas))
    less = draw(st.lists(HUNDREDTHS, min_size=width, max_size=width))
    return np.array([*rows, [max(top - step, 0.0) for top, step in zip(rows[0], less, strict=True)]])


@settings(deadline=None)
@given(scorecards(), st.integers(0, 1000))
def test_an_area_that_is_nowhere_ahead_is_never_above_in_any_draw(values: np.ndarray, seed: int) -> None:
    weights = np.random.default_rng(seed).dirichlet(np.full(values.shape[1], 0.5), 60)
    for full in (values.max(axis=0), np.full(values.shape[1], 10.0)):
        ranks = all_ranks(values, full, weights)
        assert (ranks[..., -1] >= ranks[..., 0]).all()


@given(st.lists(st.lists(st.integers(0, 5), min_size=6, max_size=6), min_size=1, max_size=5))
def test_places_are_those_of_a_competition(scores: list[list[int]]) -> None:
    table = np.array(scores, dtype=float)
    oracle = pd.DataFrame(table).rank(axis=1, method="min", ascending=False).to_numpy().astype(int)
    assert competition_ranks(table).tolist() == oracle.tolist()


def test_ties_share_a_place_and_the_next_is_skipped() -> None:
    assert competition_ranks(np.array([[3.0, 5.0, 5.0, 1.0]])).tolist() == [[3, 1, 1, 4]]


def test_scalings_are_those_of_the_handbook() -> None:
    values, full = np.array([[2.0], [4.0], [6.0]]), np.array([8.0])
    assert scaled(values, full, "min_max")[:, 0].tolist() == [FLOOR, FLOOR + (1 - FLOOR) / 2, 1.0]
    z = stats.zscore(values[:, 0])  # -1.2247, 0, 1.2247
    assert np.allclose(scaled(values, full, "z")[:, 0], z - z.min() + 1, atol=1e-12)
    assert scaled(values, full, "distance_to_target")[:, 0].tolist() == [0.25, 0.5, 0.75]


@pytest.mark.parametrize("scaling", SCALINGS)
def test_negative_growth_and_indicators_without_differences_stay_above_zero(scaling: str) -> None:
    values = np.array([[-0.02, 4.0, -1.0], [0.05, 4.0, -3.0]])
    on_scale = scaled(values, values.max(axis=0), scaling)
    assert (on_scale > 0).all()
    assert on_scale[0, 0] < on_scale[1, 0]
    assert on_scale[0, 1] == on_scale[1, 1] == 1.0


def test_every_draw_is_ranked_as_an_index_computed_one_by_one() -> None:
    values = NINE.drop(columns="region_code").to_numpy()
    full, weights = values.max(axis=0), np.random.default_rng(1).dirichlet(np.ones(4), 8)
    ranks = all_ranks(values, full, weights)
    for (at, weight), (s, scaling), (m, mean) in product(enumerate(weights), enumerate(SCALINGS), enumerate(MEANS)):
        on_scale = scaled(values, full, scaling)
        if mean == "arithmetic":
            index = [np.average(row, weights=weight) for row in on_scale]
        else:
            index = [stats.gmean(row, weights=weight) for row in on_scale]
        assert ranks[at, s, m].tolist() == stats.rankdata(-np.array(index), method="min").tolist()


def test_the_variance_that_choices_explain_adds_up_to_the_variance_of_ranks() -> None:
    values = NINE.drop(columns="region_code").to_numpy()
    ranks = all_ranks(values, values.max(axis=0), np.random.default_rng(2).dirichlet(np.ones(4), 500))
    parts = explained(ranks)
    assert parts.shape == (len(CHOICES), 9)
    assert np.allclose(parts.sum(axis=0), ranks.reshape(-1, 9).var(axis=0), atol=1e-9)
    long = pd.DataFrame(ranks[..., 0].reshape(500, -1)).melt(ignore_index=False).reset_index(names="weighting")
    oracle = long.groupby("weighting")["value"].mean().var(ddof=0)
    assert abs(parts[0, 0] - oracle) < 1e-9


def test_a_choice_that_alone_moves_ranks_explains_all_of_it() -> None:
    # Two areas change places with the kind of mean and with nothing else: 2 weightings x 3 scalings x 2 means.
    ranks = np.empty((2, 3, 2, 2), dtype=np.int64)
    ranks[:, :, 0], ranks[:, :, 1] = [1, 2], [2, 1]
    # ranks 1 and 2 in equal parts: variance 1/4
    assert explained(ranks).tolist() == [[0.0, 0.0], [0.0, 0.0], [0.25, 0.25], [0.0, 0.0]]


def test_the_best_in_everything_is_first_in_every_draw_and_no_choice_matters() -> None:
    found = robustness(_table({"51.01": [9.0, 9.0], "51.02": [1.0, 1.0], "51.03": [5.0, 5.0]}))
    areas = found.areas.set_index("region_code")
    assert areas["median_rank"].to_dict() == {"51.01": 1.0, "51.02": 3.0, "51.03": 2.0}
    assert (areas["rank_5"] == areas["rank_95"]).all()
    assert found.reason == NO_CHOICE_MATTERS
    assert found.choices["share"].isna().all() and areas["moves_most"].isna().all()


def test_two_areas_that_each_lead_in_one_indicator_lead_in_half_of_the_draws() -> None:
    # By symmetry: weight of the first indicator above one half in half of the draws.
    found = robustness(_table({"51.01": [9.0, 1.0], "51.02": [1.0, 9.0]}), weightings=4000)
    assert found.choices.iloc[0]["choice"] == "weights"
    assert found.choices.iloc[0]["share"] > 0.99
    assert found.areas["top_3"].tolist() == [1.0, 1.0]
    assert found.areas[["rank_5", "rank_95"]].to_numpy().tolist() == [[1.0, 2.0], [1.0, 2.0]]


def test_the_plain_sum_of_scores_stands_beside_the_draws() -> None:
    found = robustness(_table({"52.03": [7.75, 5.16, 1.09], "52.02": [7.0, 5.0, 2.0]}))
    assert np.allclose(found.areas["plain_sum"], [14.0, 14.0])  # 7 + 5 + 2; 7.75 + 5.16 + 1.09
    assert found.draws == 2000 * 3 * 2 and found.reason == ASSUMED_CHOICES
    apart = robustness(NINE, addable=False).areas
    assert apart["plain_sum"].isna().all() and apart["plain_rank"].isna().all()


def test_the_same_seed_gives_the_same_result_in_any_order_of_rows_and_columns() -> None:
    first, again = robustness(NINE), robustness(NINE)
    turned = robustness(NINE.iloc[::-1][["i3", "region_code", "i1", "i0", "i2"]])
    for other in (again, turned):
        pd.testing.assert_frame_equal(first.areas, other.areas)
        pd.testing.assert_frame_equal(first.choices, other.choices)
    assert not robustness(NINE, seed=SEED + 1).areas.equals(first.areas)


def test_more_concentrated_weights_move_ranks_less() -> None:
    loose, tight = (robustness(NINE, concentration=size).areas.eval("rank_95 - rank_5").sum() for size in (1.0, 1000.0))
    assert tight < loose


def test_a_target_takes_the_place_of_the_best_value() -> None:
    values = np.array([[5.0, 2.0], [4.0, 3.0]])
    assert scaled(values, np.array([10.0, 10.0]), "distance_to_target").tolist() == [[0.5, 0.2], [0.4, 0.3]]
    given = robustness(NINE, {name: 10.0 for name in ("i0", "i1", "i2", "i3")})  # noqa: C420
    best = robustness(NINE, dict(NINE.drop(columns="region_code").max()))
    pd.testing.assert_frame_equal(best.areas, robustness(NINE).areas)
    assert not given.areas["median_rank"].isna().any()


def test_an_area_with_a_missing_indicator_is_not_ranked_and_changes_no_other() -> None:
    gap = pd.concat([NINE, _table({"51.71": [9.9, None, 9.9, 9.9]})])
    found = robustness(gap).areas.set_index("region_code")
    assert found.at["51.71", "reason"] == INCOMPLETE
    assert found.loc["51.71", list(AREAS[1:7])].isna().all()
    alone = robustness(NINE).areas.set_index("region_code")
    pd.testing.assert_frame_equal(found.drop("51.71"), alone, check_index_type=False)


@pytest.mark.parametrize("rows", [{"51.01": [1.0, 2.0]}, {"51.01": [1.0, 2.0], "51.02": [None, 2.0]}])
def test_one_area_is_not_ranked(rows: dict[str, list[float | None]]) -> None:
    found = robustness(_table(rows))
    assert (found.reason, found.draws) == (TOO_FEW, 0)
    assert found.areas["median_rank"].isna().all()
    assert found.choices["share"].isna().all()


def test_fewer_than_a_thousand_weightings_are_refused() -> None:
    with pytest.raises(ValueError, match="At least 1000 weightings"):
        robustness(NINE, weightings=999)
    with pytest.raises(ValueError, match="concentration above zero"):
        robustness(NINE, concentration=0.0)
