"""The arithmetic of the band of a share: golden values by hand, exact fractions, and properties."""

from fractions import Fraction
from math import erf, isinf, isnan, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics._model import Z95
from metrics.analyses.uncertainty import (
    DRAWS,
    SMALLEST,
    Z998,
    against,
    band,
    drawn_shares,
    standard_draws,
    wilson,
)

MEMBERS = st.integers(min_value=0, max_value=5_000_000)
WORKFORCE = st.integers(min_value=1, max_value=5_000_000)
ERROR = st.floats(min_value=0.001, max_value=0.3)

# How fast a busy machine is says nothing about the arithmetic.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_the_band_of_the_statistics_notes() -> None:
    # 60,000 / (150,000 x 1.0588) and 60,000 / (150,000 x 0.9412)
    low, high = band(60_000, 150_000, 0.03)
    assert (round(float(low), 3), round(float(high), 3)) == (0.378, 0.425)
    assert float(low) == pytest.approx(60_000 / (150_000 * (1 + Z95 * 0.03)), rel=1e-14)


def test_wilson_of_the_statistics_notes_is_ten_times_narrower() -> None:
    low, high = wilson(60_000, 150_000)
    assert (round(low, 5), round(high, 5)) == (0.39752, 0.40248)
    wide = np.ptp(band(60_000, 150_000, 0.03))
    assert 9 < wide / (high - low) < 11


@pytest.mark.parametrize(("z", "inside"), [(Z95, 0.95), (Z998, 0.998)])
def test_the_standard_errors_hold_what_they_say_of_a_normal_distribution(z: float, inside: float) -> None:
    assert (round(Z95, 5), round(Z998, 5)) == (1.95996, 3.09023)
    assert erf(z / sqrt(2)) == pytest.approx(inside, abs=1e-12)


@pytest.mark.parametrize(("counted", "sampled"), [(0, 40), (40, 40), (3, 17), (250, 1_000)])
def test_wilson_ends_are_where_the_score_test_just_rejects(counted: int, sampled: int) -> None:
    for end in wilson(counted, sampled):
        # Solved: (p - end)^2 = z^2 end (1 - end) / n.
        assert (counted / sampled - end) ** 2 == pytest.approx(Z95**2 * end * (1 - end) / sampled, abs=1e-12)


@untimed
@given(MEMBERS, WORKFORCE, ERROR)
def test_the_band_is_the_exact_inversion_and_holds_the_share(members: int, workforce: int, error: float) -> None:
    low, high = (float(end) for end in band(members, workforce, error))
    reach = Fraction(Z95) * Fraction(error)
    assert low == pytest.approx(float(Fraction(members) / (workforce * (1 + reach))), rel=1e-12)
    assert high == pytest.approx(float(Fraction(members) / (workforce * (1 - reach))), rel=1e-9)
    assert low <= members / workforce <= high


def test_a_share_above_one_is_not_clipped() -> None:
    low, high = band(120, 100, 0.02)
    assert 1 < low < 1.2 < high


def test_a_workforce_that_cannot_be_told_from_zero_leaves_no_upper_end() -> None:
    low, high = band(50, 100, 0.6)  # 1.96 x 0.6 is above 1
    assert float(low) == pytest.approx(50 / (100 * (1 + Z95 * 0.6)))
    assert isinf(high)


@pytest.mark.parametrize(
    ("members", "workforce", "error"),
    [(np.nan, 100, 0.03), (50, np.nan, 0.03), (50, 0, 0.03), (50, 100, np.nan), (50, 100, -0.1)],
)
def test_where_a_part_is_not_known_there_is_no_band(members: float, workforce: float, error: float) -> None:
    assert all(isnan(end) for end in band(members, workforce, error))


def test_nulls_of_nullable_numbers_stay_null() -> None:
    low, _ = band(pd.array([50, None], dtype="Int64"), pd.array([100, 100], dtype="Int64"), 0.03)
    assert list(np.isnan(low)) == [False, True]


# 0.50 with an error of 10 percent: 95 percent 0.4180 to 0.6219, 99.8 percent 0.3820 to 0.7237.
PLACES = [
    (0.35, "strongly_better"), (0.40, "better"), (0.42, "similar"), (0.50, "similar"), (0.62, "similar"),
    (0.65, "worse"), (0.75, "strongly_worse"), (np.nan, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "said"), PLACES)
def test_a_reference_outside_the_band_is_better_or_worse_and_strongly_outside_the_wider_one(
    reference: float, said: str
) -> None:
    assert against([50], [100], [0.1], [reference], "higher") == [said]


@pytest.mark.parametrize(("reference", "said"), PLACES)
def test_the_direction_is_applied_last(reference: float, said: str) -> None:
    turned = said.replace("better", "x").replace("worse", "better").replace("x", "worse")
    assert against([50], [100], [0.1], [reference], "lower") == [turned]
    neutral = said.replace("better", "higher").replace("worse", "lower")
    assert against([50], [100], [0.1], [reference], "neither") == [neutral]


def test_a_reference_on_the_end_of_the_band_is_similar() -> None:
    low, high = band([50], [100], [0.1])
    assert against([50, 50], [100, 100], [0.1, 0.1], [low[0], high[0]], "higher") == ["similar", "similar"]


def test_without_a_known_error_nothing_is_said() -> None:
    assert against([50, 99], [100, 100], [np.nan, np.nan], [0.1, 0.1], "higher") == ["unknown", "unknown"]


def test_an_areas_draws_depend_on_its_code_alone() -> None:
    together = standard_draws(["51.01", "51.02", "96.71"])
    assert (standard_draws(["96.71", "51.01"]) == together[[2, 0]]).all()
    assert together.shape == (3, DRAWS)
    assert abs(np.corrcoef(together)[np.triu_indices(3, 1)]).max() < 0.05  # independent of each other
    assert standard_draws([]).shape == (0, DRAWS)


def test_the_middle_of_the_draws_agrees_with_the_exact_band() -> None:
    drawn = drawn_shares([0.4], [0.03], standard_draws(["51"], 200_000))
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([0.37779, 0.42499], abs=0.0005)


def test_a_drawn_workforce_is_never_zero_or_negative() -> None:
    drawn = drawn_shares([0.4], [0.9], standard_draws(["51"]))  # an eighth of the draws would be under zero
    assert (drawn > 0).all()
    assert drawn.max() == pytest.approx(0.4 / SMALLEST)


def test_a_share_without_a_known_error_is_not_drawn() -> None:
    drawn = drawn_shares([0.4, np.nan, 0.5], [np.nan, 0.03, 0.03], standard_draws(["a", "b", "c"]))
    assert list(np.isnan(drawn).all(axis=1)) == [True, True, False]
