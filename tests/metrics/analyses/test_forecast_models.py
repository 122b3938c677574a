"""Models, paths and backtest on plain arrays: by hand, against statsmodels, and never a look ahead."""

from math import gcd

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats  # type: ignore[import-untyped]

from metrics.analyses import forecast_models as models
from metrics.analyses import forecast_paths as paths
from metrics.analyses.backtest import FEWEST, STEPS, backtest, fan
from metrics.analyses.forecast_models import DAMPED, DRIFT, GRID, NAIVE, Real

WALK = np.array([1.0, 0.0, 0.0])  # a surprise stays


def wandering(lines: int, months: int, seed: int, step: float = 0.02) -> Real:
    """Give shares that wander about a half without any pattern."""
    moves = np.random.default_rng(seed).normal(0, step, (lines, months))
    return 1 / (1 + np.exp(-moves.cumsum(axis=1)))


def rolled(shares: Real, bases: Real | None = None) -> paths.Rolled:
    people = np.full(shares.shape, 1000.0) if bases is None else bases
    return paths.roll(shares, people, models.upper_bound(shares))


def test_the_logit_of_a_half_is_nothing_and_of_three_quarters_the_logarithm_of_three() -> None:
    logits = models.to_logit(np.array([0.5, 0.75]), np.array(1.0))
    assert logits == pytest.approx([0.0, np.log(3)], abs=1e-15)  # 0.75 / (1 - 0.75) = 3


@given(some.floats(1e-5, 0.999), some.floats(1.0, 3.0))
def test_a_share_comes_back_from_its_logit_and_stays_within_its_bounds(part: float, upper: float) -> None:
    share, bound = np.array([part * upper]), np.array([upper])
    logit = models.to_logit(share, bound)
    assert models.to_share(logit, bound) == pytest.approx(share, rel=1e-9)
    for far in (-1e6, -40.0, 40.0, 1e6):
        assert 0 <= models.to_share(logit + far, bound)[0] <= upper


def test_the_bound_is_one_until_a_share_reaches_it_and_then_a_quarter_above_the_highest() -> None:
    shares = np.array([[0.2, np.nan, 0.99], [0.9, 1.0, 0.8], [1.2, np.nan, 0.4]])
    assert models.upper_bound(shares) == pytest.approx([1.0, 1.25, 1.5])


def test_naive_stays_and_drift_goes_on_by_the_mean_change_also_over_a_gap_and_after_a_late_report() -> None:
    values = np.array([[1.0, 1.5, np.nan, 4.0, np.nan]])
    said = models.ahead(models.states(values), 4, 2)
    assert said[NAIVE, 0] == pytest.approx([4.0, 4.0])
    # (4 - 1) / 3 months = 1 a month; the last value is a month old, so the next month is two steps from it.
    assert said[DRIFT, 0] == pytest.approx([6.0, 7.0])


def test_the_damped_trend_of_three_values_by_hand() -> None:
    level, slope, error = models.filtered(np.array([[1.0, 2.0, np.nan]]), np.array([[0.5, 0.2, 0.8]]))
    # Error 2 - 1 = 1: level 1 + 0.5, slope 0.2; without a value level 1.5 + 0.8 x 0.2 = 1.66, slope 0.8 x 0.2 = 0.16.
    assert error[0, 0, 1] == 1.0
    assert np.isnan(error[0, 0, [0, 2]]).all()
    assert level[0, 0] == pytest.approx([1.0, 1.5, 1.66])
    assert slope[0, 0] == pytest.approx([0.0, 0.2, 0.16])


@pytest.mark.parametrize("weights", [(0.3, 0.06, 0.9), (0.8, 0.32, 0.95), (0.6, 0.012, 0.8)])
def test_the_damped_trend_is_that_of_statsmodels(weights: tuple[float, float, float]) -> None:
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # type: ignore[import-untyped]

    values = np.random.default_rng(5).normal(0.02, 0.1, 70).cumsum()
    level, slope, error = models.filtered(values[None], np.array([weights]))
    theirs = ETSModel(
        pd.Series(values[1:]), error="add", trend="add", damped_trend=True,
        initialization_method="known", initial_level=values[0], initial_trend=0.0,
    ).smooth(np.array([*weights, values[0], 0.0]))  # fmt: skip
    assert values[1:] - error[0, 0, 1:] == pytest.approx(theirs.fittedvalues.to_numpy(), abs=1e-10)
    phi, steps = weights[2], np.arange(1, 25)
    ours = level[0, 0, -1] + slope[0, 0, -1] * np.array([sum(phi**i for i in range(1, h + 1)) for h in steps])
    assert ours == pytest.approx(theirs.forecast(24).to_numpy(), abs=1e-10)


def test_the_weights_taken_are_nearly_as_good_as_those_that_statsmodels_fits() -> None:
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    values = np.random.default_rng(9).normal(0.02, 0.1, 70).cumsum()
    known = models.states(values[None])
    _, _, error = models.filtered(values[None], known.weights[:, -1])
    theirs = ETSModel(pd.Series(values[1:]), error="add", trend="add", damped_trend=True).fit(disp=False)
    assert np.nansum(error**2) < 1.05 * float((theirs.resid**2).sum())


def test_the_weights_at_a_month_are_those_with_the_least_squared_error_up_to_it() -> None:
    values = models.to_logit(wandering(2, 40, 3), np.array(1.0))
    known = models.states(values)
    _, _, error = models.filtered(values, GRID)
    for month in (20, 39):
        best = np.nansum(error[:, :, : month + 1] ** 2, axis=2).argmin(axis=0)
        assert np.array_equal(known.weights[:, month], GRID[best])


def test_surprises_are_carried_as_the_recursion_carries_them() -> None:
    known = models.states(models.to_logit(wandering(1, 40, 3), np.array(1.0)))
    answers = models.answers(known, 39)
    assert np.array_equal(answers[DAMPED, 0], known.weights[0, 39])
    surprises = np.random.default_rng(4).normal(0, 1, (12, 1))
    for answer in (answers[DAMPED, 0], answers[NAIVE, 0], np.array([0.4, 0.1, 0.9])):
        alpha, beta, phi = answer
        level, slope, expected = 0.0, 0.0, []
        for surprise in surprises[:, 0]:
            forecast = level + phi * slope
            expected.append(forecast + surprise)
            level, slope = forecast + alpha * surprise, phi * slope + beta * surprise
        assert models.carried(surprises, answer)[:, 0] == pytest.approx(expected, abs=1e-12)
    assert models.carried(surprises, answers[DRIFT, 0])[:, 0] == pytest.approx(surprises[:, 0].cumsum(), abs=1e-12)


@settings(max_examples=15, deadline=None)
@given(some.integers(0, 10_000), some.integers(30, 50))
def test_nothing_that_comes_later_changes_a_forecast(seed: int, origin: int) -> None:
    shares = wandering(3, 60, seed)
    other = shares.copy()
    other[:, origin + 1 :] = wandering(3, 60, seed + 1)[:, origin + 1 :]
    drawn = paths.lots(50)
    for one, two in zip(
        *(paths.outlooks(rolled(each), origin, 12, drawn, [np.array([0, 2])]) for each in (shares, other)), strict=True
    ):
        assert one.model == two.model
        assert np.array_equal(one.paths, two.paths)
        assert np.array_equal(one.point, two.point)


def test_a_line_is_forecast_alike_alone_and_among_others() -> None:
    shares, drawn = wandering(4, 60, 8), paths.lots(50)
    among = list(paths.outlooks(rolled(shares), 59, 12, drawn, []))[2]
    (alone,) = paths.outlooks(rolled(shares[[2]]), 59, 12, drawn, [])
    assert np.array_equal(among.paths, alone.paths)


def test_a_sum_is_its_parts_added_in_every_path() -> None:
    shares, drawn = wandering(3, 60, 8), paths.lots(50)
    bases = np.outer([1000.0, 3000.0, 500.0], 1.002 ** np.arange(60))
    *parts, _ = found = list(paths.outlooks(rolled(shares, bases), 59, 24, drawn, [np.array([0, 1])]))
    whole = found[-1]
    people = parts[0].people + parts[1].people
    for name in ("paths", "point", "naive"):
        members = sum(getattr(part, name) * part.people for part in parts[:2])
        assert getattr(whole, name) == pytest.approx(members / people, rel=1e-12)
    assert whole.people == pytest.approx(people, rel=1e-12)
    assert whole.model is None


def test_a_base_goes_on_by_its_mean_growth_from_its_first_to_its_last_figure() -> None:
    bases = np.array([[100.0, np.nan, 121.0, np.nan], [np.nan, np.nan, np.nan, np.nan]])
    grown = paths.bases_ahead(bases, 2)
    assert grown[0] == pytest.approx([121 * 1.1**2, 121 * 1.1**3])  # 10 percent a month; the last figure is a month old
    assert np.isnan(grown[1]).all()


def test_the_widening_is_that_of_students_t_by_the_spans_that_the_past_holds() -> None:
    rough = np.array([0.1, 0.5, 0.9])
    found = paths.widening(rough, 84, 0, 60)
    for month, freedom in ((1, 83.0), (12, 6.0), (24, 2.5), (60, 1.0)):  # 84 / 12 - 1 = 6; never under 1
        expected = np.sqrt(freedom / stats.chi2.ppf(rough, freedom))
        assert found[:, month - 1] == pytest.approx(expected, rel=1e-9)
    # A month without a report counts as a month ahead.
    assert paths.widening(rough, 84, 1, 11)[:, 10] == pytest.approx(found[:, 11])


def test_surprises_are_drawn_in_blocks_of_consecutive_months() -> None:
    past = np.arange(30.0)
    drawn = paths.Lots(np.full((1, 30), 0.5), np.array([0.5]))
    strayed = paths.stray(past, WALK, drawn, 0, 6)
    # Half of 30 months is the 15th: 15 to 20, less the mean of 14.5, added up as a random walk does.
    assert strayed[0] == pytest.approx(np.cumsum(np.arange(15, 21) - 14.5))


def test_a_month_without_a_report_holds_no_surprise_and_leaves_the_variance_as_it_is() -> None:
    past = np.array([1.0, -1.0, np.nan, 1.0, -1.0, np.nan, 1.0, -1.0])
    every = paths.Lots(np.linspace(0, 0.999, 800)[:, None].repeat(30, axis=1), np.full(800, 0.5))
    strayed = paths.stray(past, WALK, every, 0, 1)
    assert strayed.var() == pytest.approx(1.0, rel=1e-9)  # two of eight are 0, the others are 1 times the root of 8 / 6


def test_a_line_without_any_error_to_draw_from_does_not_stray() -> None:
    assert not paths.stray(np.full(5, np.nan), WALK, paths.lots(3), 0, 6).any()


def test_the_month_reached_is_the_first_at_or_over_the_target() -> None:
    found = paths.month_reached(np.array([[0.1, 0.5, 0.2], [0.1, 0.2, 0.3], [0.6, 0.1, 0.1]]), 0.5)
    assert list(found) == [2, 4, 1]  # 4 is one more than there are: never


def test_a_model_is_chosen_by_its_error_and_the_naive_one_where_nothing_is_known_or_none_is_better() -> None:
    straight = 1 / (1 + np.exp(-np.linspace(-1, 1, 60)))[None]  # a straight line of logits
    assert paths.best_models(rolled(straight), 59)[0] == DRIFT
    assert paths.best_models(rolled(np.full((1, 60), 0.4)), 59)[0] == NAIVE
    assert paths.best_models(rolled(straight), 5)[0] == NAIVE


def test_random_walks_are_covered_as_often_as_the_intervals_say() -> None:
    tested = backtest(rolled(wandering(60, 84, 1)), [])
    # The t widening allows for changes that no random walk has, so cover is not below what is said.
    assert 0.78 <= np.nanmean(tested.inside) <= 0.9
    assert 0.93 <= np.nanmean(tested.inside_95) <= 0.995


def test_origins_start_at_the_24th_value_and_a_figure_that_did_not_come_is_not_tested() -> None:
    shares = wandering(2, 40, 2)
    shares[0, 30] = np.nan
    tested = backtest(rolled(shares), [np.array([0, 1])])
    assert FEWEST == 24
    came = ~np.isnan(tested.inside)
    # Origins 24, 29, 34, 39 of 40 months: 16 + 11 + 6 + 1 months to come; the 31st lies after the first two.
    assert list(came.sum(axis=(1, 2))) == [34 - 2, 34, 34 - 2]
    assert not came[:, 0, 16:].any()


def test_a_line_born_later_or_long_silent_is_tested_from_its_24th_value_on_and_not_in_its_silence() -> None:
    shares = wandering(3, 200, 2)
    shares[1, :150] = np.nan
    shares[2, 30:60] = np.nan
    tested = backtest(rolled(shares), [np.array([0, 1])])
    origins = np.arange(23, 199, 5)
    told = (~np.isnan(tested.error)).any(axis=2)
    assert list(origins[told[1]]) == [origin for origin in origins if origin >= 150 + 23]
    # From 33 no figure comes within 24 months; from 43 to 58 the last one, of 29, is more than a year old.
    assert list(origins[~told[2]]) == [33, 43, 48, 53, 58]
    assert np.array_equal(told[3], told[1])


def test_a_backtest_is_what_a_forecast_of_that_month_would_have_said() -> None:
    shares = wandering(2, 60, 4)
    tested = backtest(rolled(shares), [])
    cut = rolled(shares[:, :24])
    for line, outlook in enumerate(paths.outlooks(cut, 23, 24, paths.lots(400), [])):
        _, low, high, _ = fan(outlook.paths)
        came = shares[line, 24:48]
        assert np.array_equal(tested.inside[line, 0], ((came >= low) & (came <= high)).astype(float))
        assert tested.error[line, 0] == pytest.approx(np.abs(came - outlook.point), abs=1e-12)


def test_a_constant_line_stays_where_it_is() -> None:
    shares = np.full((1, 40), 0.4)
    (outlook,) = paths.outlooks(rolled(shares), 39, 12, paths.lots(50), [])
    assert outlook.paths == pytest.approx(np.full((50, 12), 0.4), abs=1e-12)
    assert np.nanmin(backtest(rolled(shares), []).inside) == 1


def test_the_fan_is_nested_and_widens_with_a_random_walk() -> None:
    (outlook,) = paths.outlooks(rolled(wandering(1, 84, 6)), 83, 24, paths.lots(), [])
    low_95, low, high, high_95 = fan(outlook.paths)
    assert (low_95 <= low).all() and (low < high).all() and (high <= high_95).all()
    assert high[23] - low[23] > 2 * (high[0] - low[0])


def test_what_is_not_told_is_not_tested_and_the_rest_is_tested_alike() -> None:
    lines, whole = rolled(wandering(3, 40, 2)), [np.array([0, 1, 2])]
    every, told = backtest(lines, whole), backtest(lines, whole, told={3})
    assert np.isnan(told.error[:3]).all()
    assert np.array_equal(told.inside[3], every.inside[3], equal_nan=True)
    assert np.array_equal(told.error[3], every.error[3], equal_nan=True)


def test_of_very_many_lines_origins_lie_farther_apart_and_still_in_every_month_of_the_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = rolled(wandering(2, 200, 2))
    assert backtest(lines, [], 1).error.shape[1] == 36  # 23, 28, … 198
    monkeypatch.setattr("metrics.analyses.backtest.MOST", 2 * 26)
    assert backtest(lines, [], 1).error.shape[1] == 26  # every seventh month: 23, 30, … 198
    assert all(gcd(step, 12) == 1 for step in STEPS)


def test_regions_are_filtered_alike_some_at_a_time_and_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    logits = models.to_logit(wandering(5, 40, 2), np.array(1.0))
    alone = models.states(logits)
    monkeypatch.setattr(models, "AT_ONCE", 2)
    apart = models.states(logits)
    assert np.array_equal(alone.level, apart.level)
    assert np.array_equal(alone.weights, apart.weights)
