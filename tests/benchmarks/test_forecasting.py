"""What the benchmark of forecasts says: the survey worked by hand, and a generator that nobody tunes to the forecaster."""

import hashlib

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from benchmarks import forecasting, survey
from data.demo import SEED
from data.store import Query

# Of the counts of the generator, whose code is older than the forecaster. Who changes it, or the facts that it passes
# through, runs the benchmark of forecasts again without touching the forecaster, and puts the new figures into the results.
FROZEN = "2796f3a1420303c889b73bb4f7019c6098cfc55cf2970a2966422628bc4846bf"


def test_the_generator_is_the_one_that_the_forecaster_was_tested_on(demonstration_query: Query) -> None:
    counts = demonstration_query(
        "select region_code, month, segment, active from membership order by region_code, month, segment"
    )
    assert len(counts) > 83 * 80 * 3
    assert hashlib.sha256(counts.to_csv(index=False, lineterminator="\n").encode()).hexdigest() == FROZEN


def test_the_seeds_of_the_test_are_not_the_one_that_was_looked_at() -> None:
    assert len(set(forecasting.OTHER_SEEDS)) == 5
    assert SEED not in forecasting.OTHER_SEEDS


def test_a_survey_of_four_years_is_tested_once_by_hand() -> None:
    # Persons 100, 110, 121 grow by a tenth each year; then come 121.
    values = np.array([100.0, 110.0, 121.0, 121.0])
    naive, drift = survey.rolled(0, values, share=False)
    assert (naive.model, naive.years, naive.inside) == ("naive", 1, True)
    assert naive.error == pytest.approx(0, abs=1e-9)
    # The drift says 133.1, a tenth too many, and two equal steps leave it no doubt at all.
    assert (drift.model, drift.inside) == ("drift", False)
    assert drift.error == pytest.approx(10)


def test_the_interval_is_students_over_the_steps_so_far_by_hand() -> None:
    # Logarithms 0, 2, 1: steps 2 and -1, mean square 2.5; of Student's t with 2 steps 80 percent lie within 1.886.
    half = stats.t.ppf(0.9, 2) * np.sqrt(2.5)
    assert half == pytest.approx(1.8856 * 1.5811, rel=1e-3)
    for came, inside in ((1 + half - 0.01, True), (1 + half + 0.01, False), (1 - half - 0.01, False)):
        naive = next(survey.rolled(0, np.exp([0.0, 2.0, 1.0, came]), share=False))
        assert naive.inside is inside
    # Two years ahead it is wider by the root of two.
    ahead = [0.0, 2.0, 1.0, 1.0, 1 + half * np.sqrt(2) - 0.01]
    two = next(row for row in survey.rolled(0, np.exp(ahead), share=False) if (row.model, row.years) == ("naive", 2))
    assert two.inside


def test_a_line_of_three_years_is_not_tested() -> None:
    assert list(survey.rolled(0, np.array([0.4, 0.5, 0.6]), share=True)) == []


def test_the_report_states_how_many_figures_came_and_whether_the_drift_beats_naive(query: Query) -> None:
    lines = survey.run(query)
    assert len(lines) == 4
    assert lines[0].what.startswith("Informal share, Sakernas, real yearly figures of provinces: 2 of 13 lines")
    for line in lines[:3]:
        assert "does NOT beat naive" in line.beside
        assert "by years ahead 1: " in line.beside
        assert "none is made" in line.beside
    assert lines[3].figure == "no test"  # no regency has a workforce of the survey
