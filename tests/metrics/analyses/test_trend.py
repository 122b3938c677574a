"""Does it rise or fall beyond doubt: the yearly marker by hand, and both trends of a region."""

from math import sqrt
from typing import Any

import numpy as np
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats  # type: ignore[import-untyped]

from metrics.analyses import mann_kendall as arithmetic
from metrics.analyses import trend
from metrics.analyses.signals import NO_LINE, NOTHING_SINCE, RunningLevel
from metrics.analyses.trend import monthly_trend, yearly_slope, yearly_trend
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from tests.metrics.analyses.made_lines import metric, months, rows, store

# The yearly marker, plain numbers.

YEAR = [10, 12, 11, 13, 12, 10, 11, 12, 13, 11, 12, 11]


def test_the_slope_of_five_equally_sure_years_by_hand() -> None:
    found = yearly_slope([2021, 2022, 2023, 2024, 2025], [0.30, 0.33, 0.35, 0.38, 0.40], [0.01] * 5)
    slope = (-2 * 0.30 - 0.33 + 0.38 + 2 * 0.40) / 10  # 0.025 a year
    assert found.slope == pytest.approx(slope) == pytest.approx(0.025)
    assert found.error == pytest.approx(0.01 / sqrt(10))
    assert found.chi_square == pytest.approx(0.025**2 * 10 / 0.01**2)  # 62.5
    assert found.sign_kept


def test_the_threshold_is_the_99_8_percent_point_of_chi_square() -> None:
    assert pytest.approx(stats.chi2.isf(0.002, 1), abs=1e-5) == trend.BEYOND_DOUBT == 9.54954


def test_a_slope_that_one_year_makes_does_not_keep_its_sign() -> None:
    found = yearly_slope(range(5), [0.3, 0.3, 0.3, 0.3, 0.5], [0.001] * 5)
    assert found.chi_square > trend.BEYOND_DOUBT  # 0.04 a year
    assert not found.sign_kept  # without the last there is none
    assert not yearly_slope(range(5), [0.4, 0.5, 0.4, 0.3, 0.45], [0.001] * 5).sign_kept


@pytest.mark.parametrize("seed", range(5))
def test_the_weighted_slope_agrees_with_numpy(seed: int) -> None:
    chance = np.random.default_rng(seed)
    years, values, errors = [2018, 2020, 2021, 2024, 2025], chance.random(5), 0.01 + chance.random(5) / 20
    found = yearly_slope(years, values, errors)
    fit, covariance = np.polyfit(np.array(years) - 2020, values, 1, w=1 / errors, cov="unscaled")
    assert found.slope == pytest.approx(fit[0])
    assert found.error == pytest.approx(sqrt(covariance[0, 0]))
    assert found.chi_square == pytest.approx(fit[0] ** 2 / covariance[0, 0])


# The monthly test of a region.


def monthly(figures: list[dict[str, Any]], **asked: Any) -> Any:
    return monthly_trend(store(figures), metric(), "51", "2025-12", **asked)


def test_a_flow_that_rises_under_its_season_rises_and_its_yearly_change_does_not() -> None:
    season = [0, 40, 10, 90, 30, 70, 20, 60, 50, 80, 5, 100]
    values = [1000 + 20 * month + season[month % 12] for month in range(48)]
    found = monthly(rows(months("2022-01", 48), values))
    assert list(found.rows) == list(trend.MONTHLY_COLUMNS)
    flow, year = found.rows.to_dict("records")
    assert (flow["of"], flow["direction"], flow["reads_as"], flow["points"]) == ("flow", "rising", "better", 48)
    assert (year["of"], year["direction"], year["points"], year["since"]) == ("year_on_year", "none", 36, "2023-01")
    assert year["middle"] == 12 * 20  # each month 240 above the same month a year before
    assert (year["slope"], year["low"], year["high"], year["p"]) == (0, 0, 0, 1)
    assert found.points["year_before"].tolist()[12:] == values[:-12]
    assert found.points["year_before"].isna().sum() == 12


def test_a_flow_that_grows_faster_every_year_has_a_rising_yearly_change() -> None:
    found = monthly(rows(months("2022-01", 48), [1000 + month**2 for month in range(48)]))
    assert found.rows["direction"].tolist() == ["rising", "rising"]
    assert found.rows["slope"][1] == pytest.approx(24)  # (t^2 - (t-12)^2) = 24 t - 144


def test_a_falling_flow_of_exits_reads_as_better() -> None:
    figures = rows(months("2024-01", 24), [500 - 7 * month for month in range(24)])
    for better, reading in (("lower", "better"), ("higher", "worse"), ("neither", None)):
        row = monthly_trend(store(figures), metric(better=better), "51", "2025-12").rows.iloc[0]
        assert (row["direction"], row["slope"], row["reads_as"]) == ("falling", -7, reading)


def test_under_twelve_months_or_twelve_pairs_of_years_the_test_is_null_with_its_reason() -> None:
    found = monthly(rows(months("2025-02", 11), range(11)))
    assert found.rows["reason"].tolist() == [arithmetic.TOO_FEW, trend.TOO_FEW_DIFFERENCES]
    assert found.rows[["slope", "low", "high", "z", "p", "direction", "reads_as"]].isna().all(axis=None)
    assert found.rows["points"].tolist() == [11, 0]
    longer = monthly(rows(months("2024-02", 23), range(23)))
    assert longer.rows["reason"].tolist() == [None, trend.TOO_FEW_DIFFERENCES]
    assert longer.rows["middle"].tolist() == [11, 12]
    assert monthly(rows(months("2024-01", 24), range(24))).rows["reason"].tolist() == [None, None]


def test_a_missing_month_is_counted_and_no_difference_is_taken_to_it() -> None:
    figures = [row for row in rows(months("2023-01", 36), range(36)) if row["month"] != "2024-05"]
    found = monthly(figures)
    assert found.rows["missing_months"].tolist() == [1, 2]
    assert found.rows["points"].tolist() == [35, 22]  # neither May 2024 nor May 2025 has one
    assert found.rows["slope"].tolist() == [1, 0]  # by calendar months


def test_the_order_of_figures_does_not_matter_to_the_trend() -> None:
    figures = rows(
        months("2022-01", 48),
        [round(100 + 9 * value) for value in np.random.default_rng(4).standard_normal(48).cumsum()],
    )
    turned = monthly(figures[::-1])
    assert_frame_equal(turned.rows, monthly(figures).rows)
    assert_frame_equal(turned.points, monthly(figures).points)


def test_a_running_level_is_not_monthly() -> None:
    with pytest.raises(RunningLevel):
        monthly_trend(store([]), metric("active_participants", flow=False), "51", "2025-12")


def test_a_region_without_months_has_two_rows_with_the_reason() -> None:
    found = monthly([])
    assert found.rows["reason"].tolist() == [NO_LINE] * 2
    assert (found.rows["points"].tolist(), len(found.points)) == ([0, 0], 0)
    late = monthly(rows(months("2025-01", 12), YEAR), since="2026-01")
    assert late.rows["reason"].tolist() == [NOTHING_SINCE] * 2


def test_only_the_months_asked_for_are_tested() -> None:
    figures = rows(months("2023-01", 36), [*range(24), *range(12, 0, -1)])
    assert monthly(figures, since="2025-01").rows["direction"][0] == "falling"
    assert monthly(figures, since="2025-01").rows["since"][0] == "2025-01"


def test_one_example_makes_the_trend_an_example() -> None:
    figures = rows(months("2024-01", 24), range(24), source_ids=["b"])
    figures[7] |= {"status": "demonstration", "source_ids": ["a"]}
    found = monthly(figures)
    assert set(found.rows["status"]) == {"demonstration"}
    assert found.rows["source_ids"].tolist() == [["a", "b"]] * 2


# The yearly marker of a region.


def yearly(shares: list[int], *, error: float | None = 0.02, first: int = 2021, **same: Any) -> list[dict[str, Any]]:
    """One figure every August, in thousandths of 100,000 workers."""
    return [
        {
            "month": f"{first + number}-08",
            "period": f"{first + number}-08",
            "denominator_period": f"{first + number}-08",
            "numerator": share * 100,
            "denominator": 100_000,
            "base": "bps",
            "error": error,
            "error_from": "loaded" if error else None,
        }
        | same
        for number, share in enumerate(shares)
    ]


COVERAGE = metric("coverage", flow=False, unit="share", bases=("bps", "ucj"))


def marked(figures: list[dict[str, Any]], as_of: str = "2025-12", **asked: Any) -> Any:
    return yearly_trend(store(figures), COVERAGE, "51", as_of, base="bps", **asked)


def test_five_years_that_rise_beyond_their_errors_are_marked() -> None:
    found = marked(yearly([300, 330, 350, 380, 400]))
    assert list(found.rows) == list(trend.YEARLY_COLUMNS)
    row = found.rows.iloc[0]
    errors = [0.02 * share / 1000 for share in (300, 330, 350, 380, 400)]
    by_hand = yearly_slope([0, 1, 2, 3, 4], [0.30, 0.33, 0.35, 0.38, 0.40], errors)
    assert (row["slope"], row["chi_square"]) == (pytest.approx(by_hand.slope), pytest.approx(by_hand.chi_square))
    assert row["high"] - row["slope"] == pytest.approx(1.959964 * by_hand.error)
    assert (row["direction"], row["reads_as"], row["sign_kept"], row["error_from"]) == (
        "rising",
        "better",
        True,
        "loaded",
    )
    assert (row["since"], row["until"], row["points"], row["base"]) == ("2021-08", "2025-08", 5, "bps")
    assert found.points["standard_error"].tolist() == pytest.approx(errors)
    assert found.points["denominator"].tolist() == [100_000] * 5


def test_years_that_move_within_their_errors_are_not_marked() -> None:
    row = marked(yearly([300, 305, 303, 310, 312], error=0.05)).rows.iloc[0]
    assert row["chi_square"] < trend.BEYOND_DOUBT
    assert (row["direction"], row["reads_as"], row["reason"]) == ("none", None, None)
    lone = marked(yearly([300, 300, 300, 300, 400], error=0.01)).rows.iloc[0]
    assert lone["chi_square"] > trend.BEYOND_DOUBT
    assert (lone["sign_kept"], lone["direction"]) == (False, "none")


def test_only_the_last_five_years_count() -> None:
    assert marked(yearly([900, 800, 300, 330, 350, 380, 400], first=2019)).rows["direction"].tolist() == ["rising"]


def test_without_a_known_error_nothing_is_marked_unless_the_reader_assumes_one() -> None:
    figures = yearly([300, 330, 350, 380, 400], error=None)
    row = marked(figures).rows.iloc[0]
    assert row["reason"] == UNKNOWN_ERROR == "The uncertainty of this base is not known."
    assert [row[name] for name in ("slope", "low", "high", "chi_square", "direction")] == [None] * 5
    assumed = marked(figures, error=0.02).rows.iloc[0]
    assert (assumed["direction"], assumed["error_from"]) == ("rising", "reader")
    figures[2] |= {"error": 0.02, "error_from": "loaded"}
    assert marked(figures).rows["reason"].tolist() == [UNKNOWN_ERROR]
    assert marked(figures, error=0.02).rows["error_from"].tolist() == ["loaded;reader"]


def test_four_years_are_too_few() -> None:
    assert marked(yearly([300, 330, 350, 380], first=2022)).rows["reason"].tolist() == [trend.TOO_FEW_YEARS]


def test_figures_on_one_survey_round_count_once() -> None:
    figures = yearly([300, 330, 350, 380, 400])
    figures[3]["denominator_period"] = figures[4]["denominator_period"]
    found = marked(figures)
    assert found.rows["reason"].tolist() == [trend.TOO_FEW_YEARS]
    assert found.points["month"].tolist() == ["2021-08", "2022-08", "2023-08", "2025-08"]


def test_months_between_the_yearly_ones_are_left_out() -> None:
    between = yearly([990] * 5, month="2024-03", period="2024-03", denominator_period="2023-08")[:1]
    assert marked(yearly([300, 330, 350, 380, 400]) + between).points["month"].str[5:].unique().tolist() == ["08"]


def test_figures_on_other_weights_or_boundaries_are_another_line() -> None:
    for change in ({"weights": "old"}, {"boundary": "before-2022-split"}, {"series": "press"}):
        figures = yearly([300, 330, 350, 380, 400])
        figures[0] |= change
        assert marked(figures).rows["points"].tolist() == [4]


def test_a_count_has_no_known_error() -> None:
    figures = rows([f"{year}-12" for year in range(2021, 2026)], [1, 2, 3, 4, 5])
    found = yearly_trend(store(figures), metric("active_participants", flow=False), "51", "2025-12", error=0.1)
    assert found.rows["reason"].tolist() == [trend.COUNT_ERROR]
    assert found.rows["slope"].isna().all()


def test_a_region_without_yearly_figures_has_a_row_with_the_reason() -> None:
    found = marked([])
    assert (found.rows["reason"].tolist(), found.rows["points"].tolist()) == ([NO_LINE], [0])
    assert len(found.points) == 0


def test_a_share_above_one_is_kept() -> None:
    assert marked(yearly([1000, 1040, 1080, 1120, 1160], error=0.01)).points["value"].max() == 1.16
