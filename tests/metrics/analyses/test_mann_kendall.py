"""Does a flow rise or fall over the months: the test by hand, by oracles and by what is published of it."""

from math import erfc, sqrt
from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from metrics.analyses import mann_kendall as arithmetic
from metrics.analyses.mann_kendall import correction, mann_kendall, rank_autocorrelation, score, variance_of

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIGURES = st.lists(st.integers(0, 30), min_size=12, max_size=30)


def autoregressive(seed: int, count: int, carried: float) -> list[float]:
    chance = np.random.default_rng(seed).standard_normal(count + 50)
    level = [0.0]
    for shock in chance:
        level.append(carried * level[-1] + shock)
    return [float(value) for value in level[-count:]]


def test_twelve_rising_months_by_hand() -> None:
    found = mann_kendall(range(1, 13), range(12))
    assert (found.points, found.s) == (12, 12 * 11 / 2)  # 66: every pair rises
    assert found.variance == 12 * 11 * 29 / 18  # 212.67
    assert (found.factor, found.lags) == (1, ())  # nothing is left when the slope is taken out
    assert found.z == pytest.approx(65 / sqrt(12 * 11 * 29 / 18))  # 4.4572
    assert found.p == pytest.approx(8.3e-06, rel=0.01)
    assert (found.slope, found.low, found.high) == (1, 1, 1)


def test_equal_figures_take_their_part_off_the_variance() -> None:
    values = np.array([1.0, 1, 2, 3, 3, 3])
    assert score(values) == 15 - 1 - 3  # no pair falls; one and three pairs are equal
    assert variance_of(values) == (6 * 5 * 17 - 2 * 1 * 9 - 3 * 2 * 11) / 18  # 23.67


def test_figures_that_are_all_equal_have_no_trend() -> None:
    found = mann_kendall([5] * 20, range(20))
    assert (found.s, found.variance, found.z, found.p, found.slope) == (0, 0, 0, 1, 0)


def test_under_twelve_months_nothing_is_monthly() -> None:
    found = mann_kendall(range(11), range(11))
    assert (found.s, found.p, found.slope, found.reason) == (None, None, None, arithmetic.TOO_FEW)


def test_the_correction_by_hand() -> None:
    assert correction(5, {1: 0.5}) == pytest.approx(1 + 2 / (5 * 4 * 3) * (4 * 3 * 2) * 0.5)  # 1.4
    assert correction(5, {1: 0.5, 2: -0.4}) == pytest.approx(1 + 2 / 60 * (24 * 0.5 - 3 * 2 * 1 * 0.4))  # 1.32
    assert correction(30, {}) == 1


def test_the_autocorrelation_of_ranks_by_hand() -> None:
    values = np.array([1.0, 3, 2, 4])  # ranks less their mean: -1.5 0.5 -0.5 1.5, squares 5
    whole = rank_autocorrelation(values, np.arange(4), 0)
    assert whole == pytest.approx({1: -1.75 / 5, 2: 1.5 / 5, 3: -2.25 / 5})
    gap = rank_autocorrelation(values, np.array([0, 1, 3, 4]), 0)  # month 2 is missing
    assert gap == pytest.approx({1: (-0.75 - 0.75) / 5, 2: -0.25 / 5, 3: (0.75 + 0.75) / 5})


def oracle(values: list[float], at: list[int]) -> dict[str, float]:
    """Hamed and Rao by definition: pair by pair, lag by lag."""
    n = len(values)
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    s = sum((values[j] > values[i]) - (values[j] < values[i]) for i, j in pairs)
    ties = [values.count(value) for value in set(values)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    slope = median((values[j] - values[i]) / (at[j] - at[i]) for i, j in pairs)
    level = [round(value - slope * month, 7) for value, month in zip(values, at, strict=True)]
    rank = {
        month: sum(other < own for other in level) + (level.count(own) + 1) / 2
        for month, own in zip(at, level, strict=True)
    }
    middle = (n + 1) / 2
    spread = sum((r - middle) ** 2 for r in rank.values())
    factor = 1.0
    for lag in range(1, n):
        both = [(rank[month] - middle) * (rank[month + lag] - middle) for month in at if month + lag in rank]
        r = sum(both) / spread if spread else 0.0
        if abs(r) * sqrt(n) > 1.959963984540054:
            factor += 2 * (n - lag) * (n - lag - 1) * (n - lag - 2) * r / (n * (n - 1) * (n - 2))
    return {"s": s, "variance": variance, "slope": slope, "factor": factor if factor > 1 else 1.0}


@pytest.mark.parametrize("carried", [0.0, 0.5, 0.9, -0.5])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_test_agrees_with_an_oracle_on_dependent_months_with_and_without_gaps(seed: int, carried: float) -> None:
    whole = [
        round(10 * value) / 10 + seed * month / 20 for month, value in enumerate(autoregressive(seed, 60, carried))
    ]
    for at in (list(range(60)), [month for month in range(60) if month % 11 != 5]):
        values = [whole[month] for month in at]
        found, told = mann_kendall(values, at), oracle(values, at)
        assert found.s == told["s"]
        assert found.variance == pytest.approx(told["variance"])
        assert found.slope == pytest.approx(told["slope"])
        assert found.factor == pytest.approx(told["factor"])
        z = (told["s"] - np.sign(told["s"])) / sqrt(told["variance"] * told["factor"])
        assert found.z == pytest.approx(z)
        assert found.p == pytest.approx(2 * stats.norm.sf(abs(z)))


@untimed
@given(FIGURES)
def test_counts_with_many_equal_ones_agree_with_the_oracle(values: list[int]) -> None:
    found, told = mann_kendall(values, range(len(values))), oracle(values, list(range(len(values))))
    assert {name: getattr(found, name) for name in told} == pytest.approx(told, abs=1e-9)


@untimed
@given(FIGURES)
def test_slope_and_score_agree_with_scipy_and_the_interval_where_nothing_is_corrected(values: list[int]) -> None:
    at = range(len(values))
    found, told = mann_kendall(values, at), stats.theilslopes(values, at)
    assert found.slope == pytest.approx(told.slope)
    if len(set(values)) > 1:
        equal = sum(values[i] == values[j] for i in at for j in range(i + 1, len(values)))
        pairs = len(values) * (len(values) - 1) / 2
        tau_b = stats.kendalltau(at, values).statistic
        assert found.s == pytest.approx(tau_b * sqrt(pairs * (pairs - equal)))
    if not found.lags:
        assert (found.low, found.high) == pytest.approx((told.low_slope, told.high_slope))


def test_on_independent_months_it_is_the_plain_test() -> None:
    plain = [
        (found := mann_kendall(autoregressive(seed, 40, 0.0), range(40)), autoregressive(seed, 40, 0.0))
        for seed in range(40)
    ]
    uncorrected = [(found, values) for found, values in plain if not found.lags]
    assert len(uncorrected) > 5
    for found, values in uncorrected:
        s = score(np.array(values))
        assert found.factor == 1
        assert found.p == pytest.approx(erfc(abs(s - np.sign(s)) / sqrt(40 * 39 * 85 / 18) / sqrt(2)))


def test_it_keeps_false_alarms_down_where_months_depend_on_each_other() -> None:
    # Hamed and Rao: positive dependence makes the plain test find trends that are not there; the corrected one fewer.
    plain = corrected = 0
    for seed in range(200):
        found: Any = mann_kendall(autoregressive(seed, 80, 0.6), range(80))
        plain += abs(found.z) * sqrt(found.factor) > 1.96
        corrected += found.p < 0.05
    assert plain / 200 > 0.25  # of 5 in 100 promised
    assert corrected < 0.75 * plain


@pytest.mark.parametrize("seed", range(12))
def test_the_correction_never_makes_a_trend_surer_than_independent_months_would(seed: int) -> None:
    values = np.array(
        autoregressive(seed, 48, -0.6)
    )  # by the formula alone the variance would shrink, or be below zero
    assert correction(48, arithmetic.significant_lags(rank_autocorrelation(values, np.arange(48), 0), 48)) < 1
    found: Any = mann_kendall(values, range(48))
    assert found.factor == 1
    s = score(values)
    assert found.z == pytest.approx((s - np.sign(s)) / sqrt(variance_of(values)))


@untimed
@given(FIGURES)
def test_turned_over_or_backwards_the_trend_turns_and_its_chance_stays(values: list[int]) -> None:
    at = range(len(values))
    found: Any = mann_kendall(values, at)
    over: Any = mann_kendall([-value for value in values], at)
    back: Any = mann_kendall(values[::-1], at)
    for other in (over, back):
        assert other.s == -found.s
        assert other.slope == pytest.approx(-found.slope)
        assert other.factor == pytest.approx(found.factor)
        assert other.p == pytest.approx(found.p)
