"""Which months of a flow stand out: limits and signals by hand and by an oracle."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.analyses import process_limits
from metrics.analyses.process_limits import Limits, limits_of, signals_of

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
YEAR = [10, 12, 11, 13, 12, 10, 11, 12, 13, 11, 12, 11]  # mean 138 / 12, ranges 2 1 2 1 2 1 1 1 2 1 1
# Limits 1 and 19 about a mean of 10; two thirds of the way to them are 4 and 16.
GIVEN = Limits(10.0, 9 / 2.66, 1.0, 19.0, 20, 0, False, None)


def names(values: list[float], at: list[int] | None = None, limits: Limits = GIVEN) -> list[tuple[str, ...]]:
    return signals_of(values, at or list(range(len(values))), limits)


def carrying(name: str, values: list[float], at: list[int] | None = None) -> list[int]:
    return [place for place, found in enumerate(names(values, at)) if name in found]


def test_the_limits_lie_2_66_mean_moving_ranges_from_the_mean() -> None:
    limits = limits_of(YEAR, range(12))
    assert (limits.mean, limits.mean_range, limits.ranges, limits.dropped) == (11.5, 15 / 11, 11, 0)
    assert limits.lower == pytest.approx(11.5 - 2.66 * 15 / 11)  # 7.8727
    assert limits.upper == pytest.approx(11.5 + 2.66 * 15 / 11)  # 15.1273
    assert (process_limits.WIDTH, process_limits.LEAP) == (2.66, 3.267)


def test_a_leap_is_dropped_from_the_ranges_but_not_from_the_mean() -> None:
    limits = limits_of([10, 11, 10, 11, 10, 11, 40, 41, 40, 41, 40, 41], range(12))
    assert 29 > 3.267 * (10 * 1 + 29) / 11  # 11.58
    assert (limits.mean, limits.mean_range, limits.ranges, limits.dropped) == (25.5, 1.0, 11, 1)
    assert limits.lower == pytest.approx(22.84)
    assert limits.upper == pytest.approx(28.16)


def test_leaps_are_dropped_once_and_not_again() -> None:
    values = [0, 1] * 10 + [0, 5, 105]  # twenty ranges of 1, one of 5, one of 100
    assert 100 > 3.267 * 125 / 22 > 5 > 3.267 * 25 / 21  # the 5 would go the second time
    assert limits_of(values, range(23)).mean_range == 25 / 21
    assert limits_of(values, range(23)).dropped == 1


def test_no_range_is_taken_over_a_missing_month() -> None:
    assert limits_of([10, 11, 90, 91], [1, 2, 4, 5]).mean_range == 1
    assert limits_of([10, 11, 90, 91], [1, 2, 3, 4]).mean_range == (1 + 79 + 1) / 3
    assert np.isnan(process_limits.moving_ranges([10, 11, 90], [1, 2, 4])).tolist() == [True, False, True]


def test_a_count_has_no_lower_limit_below_zero_and_a_balance_has() -> None:
    assert limits_of([0, 10, 0, 10], range(4)).lower == 0
    assert limits_of([0, 10, 0, 10], range(4), None).lower == pytest.approx(5 - 26.6)


def test_under_twelve_points_limits_are_on_trial() -> None:
    assert limits_of(YEAR[:11], range(11)).trial
    assert not limits_of(YEAR, range(12)).trial


def test_one_month_or_none_in_a_row_has_no_limits() -> None:
    for values, at in (([7], [3]), ([7, 9], [3, 5])):
        limits = limits_of(values, at)
        assert (limits.mean_range, limits.lower, limits.upper, limits.trial) == (None, None, None, True)
        assert limits.reason == process_limits.TOO_FEW
        assert names(values, at, limits) == [()] * len(values)


@pytest.mark.parametrize("values", [[4] * 20, [0] * 19 + [3], [0] * 10 + [3] + [0] * 9])
def test_figures_that_hardly_change_have_no_limits_rather_than_everything_outside(values: list[float]) -> None:
    limits = limits_of(values, range(20))  # the only ranges are leaps, and none is left
    assert (limits.mean, limits.lower, limits.upper) == (sum(values) / 20, None, None)
    assert limits.reason == process_limits.HARDLY_VARIES
    assert set(names(values, None, limits)) == {()}


def test_a_point_is_outside_beyond_a_limit_and_not_on_it() -> None:
    assert carrying("above_limit", [19, 19.5, 10]) == [1]
    assert carrying("below_limit", [1, 0.5, 10]) == [1]


def test_seven_on_one_side_are_a_signal_and_six_are_not() -> None:
    assert carrying("seven_above", [9, *[11, 12] * 3, 9]) == []
    assert carrying("seven_above", [9, *[11, 12] * 3, 11, 9]) == [1, 2, 3, 4, 5, 6, 7]
    assert carrying("seven_below", [11, *[9, 8] * 4, 11]) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_point_on_the_mean_is_on_neither_side() -> None:
    assert carrying("seven_above", [11, 12, 11, 10, 12, 11, 12, 11]) == []


def test_seven_each_beyond_the_one_before_are_a_signal() -> None:
    assert carrying("seven_rising", [5, 4, 6, 7, 9, 11, 12]) == []  # six from the 4 on
    assert carrying("seven_rising", [5, 4, 6, 7, 9, 11, 12, 13, 8]) == [1, 2, 3, 4, 5, 6, 7]
    assert carrying("seven_falling", [13, 12, 11, 9, 8, 6, 5]) == [0, 1, 2, 3, 4, 5, 6]


def test_equal_neighbours_neither_rise_nor_fall() -> None:
    assert carrying("seven_rising", [4, 5, 6, 6, 9, 11, 12, 13]) == []


def test_two_of_three_beyond_two_thirds_are_a_signal_where_the_third_is_on_their_side() -> None:
    assert carrying("two_of_three_high", [16.1, 11, 16.1]) == [0, 2]
    assert carrying("two_of_three_high", [16.1, 9, 16.1]) == []
    assert carrying("two_of_three_high", [16.1, 10, 16.1]) == []  # on the mean
    assert carrying("two_of_three_high", [16.1, 11, 15.9]) == []
    assert carrying("two_of_three_high", [11, 17, 18, 20]) == [1, 2, 3]
    assert carrying("two_of_three_low", [9, 3.9, 3.9]) == [1, 2]
    assert carrying("two_of_three_high", [17, 17]) == []


def test_two_thirds_are_of_the_uncut_limit() -> None:
    cut = replace(GIVEN, lower=3.0)  # as a floor would
    assert carrying("two_of_three_low", [3.9, 3.9, 9]) == [0, 1]
    assert [bool(found) for found in names([5, 5, 9], None, cut)] == [False] * 3  # two thirds to 3 would be 5.33


def test_no_signal_reaches_over_a_missing_month() -> None:
    gap = [0, 1, 2, 3, 5, 6, 7]
    assert carrying("seven_above", [11, 12, 11, 12, 11, 12, 11], gap) == []
    assert carrying("seven_rising", [4, 5, 6, 7, 8, 9, 11], gap) == []
    assert carrying("two_of_three_high", [17, 17, 11], [0, 1, 3]) == []


def oracle(values: list[int], at: list[int], limits: Any) -> list[set[str]]:
    """Every signal by its definition: a point carries it when some window that holds it shows it."""
    mean, third = Fraction(sum(values), len(values)), Fraction("2.66") * Fraction(limits.mean_range) * 2 / 3
    found: list[set[str]] = [set() for _ in values]
    for place, value in enumerate(values):
        found[place] |= {"above_limit"} if value > limits.upper else set()
        found[place] |= {"below_limit"} if value < limits.lower else set()
    for first in range(len(values) - 6):
        window = range(first, first + 7)
        if at[first + 6] - at[first] != 6:
            continue
        steps = [values[place + 1] - values[place] for place in window[:-1]]
        told = {
            "seven_above": all(values[place] > mean for place in window),
            "seven_below": all(values[place] < mean for place in window),
            "seven_rising": min(steps) > 0,
            "seven_falling": max(steps) < 0,
        }
        for place in window:
            found[place] |= {name for name, holds in told.items() if holds}
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        if at[first + 2] - at[first] != 2:
            continue
        for name, way in (("two_of_three_high", 1), ("two_of_three_low", -1)):
            away = {place: (values[place] - mean) * way for place in three}
            far = [place for place in three if away[place] > third]
            if min(away.values()) > 0 and len(far) >= 2:
                for place in far:
                    found[place].add(name)
    return found


LINES = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from([1, 1, 1, 1, 1, 1, 2])), min_size=2, max_size=40
)  # a figure, and the months since the one before


@untimed
@given(LINES)
def test_limits_and_signals_agree_with_an_oracle(line: list[tuple[int, int]]) -> None:
    values, at = [value for value, _ in line], np.cumsum([step for _, step in line]).tolist()
    limits = limits_of(values, at)
    ranges = [
        Fraction(abs(values[place] - values[place - 1]))
        for place in range(1, len(values))
        if at[place] == at[place - 1] + 1
    ]
    assert limits.ranges == len(ranges)
    if not ranges:
        assert limits.reason == process_limits.TOO_FEW
        return
    usual = [size for size in ranges if size <= Fraction("3.267") * sum(ranges) / len(ranges)]
    assert limits.mean_range == pytest.approx(float(sum(usual) / len(usual)), abs=1e-12)
    if limits.reason:
        assert sum(usual) == 0
        return
    half = Fraction("2.66") * sum(usual) / len(usual)
    mean = Fraction(sum(values), len(values))
    assert (limits.lower, limits.upper) == pytest.approx((max(0.0, float(mean - half)), float(mean + half)), abs=1e-9)
    assert [set(found) for found in signals_of(values, at, limits)] == oracle(values, at, limits)


@untimed
@given(st.lists(st.integers(0, 60), min_size=14, max_size=40))
def test_backwards_in_time_only_rising_and_falling_change_places(values: list[int]) -> None:
    swap = {"seven_rising": "seven_falling", "seven_falling": "seven_rising"}
    there = signals_of(values, range(len(values)), limits_of(values, range(len(values))))
    back = values[::-1]
    again = signals_of(back, range(len(back)), limits_of(back, range(len(back))))[::-1]
    assert [{swap.get(name, name) for name in found} for found in again] == [set(found) for found in there]


def test_every_signal_has_a_word_for_the_reader() -> None:
    assert set(process_limits.UPWARD) < set(process_limits.SIGNALS)
    assert len(set(process_limits.SIGNALS.values())) == 8
