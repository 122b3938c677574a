"""What is forecast of made lines and what is not, with its reason: short, late, with gaps, of zero; and the command."""

import argparse

import numpy as np
import pandas as pd
import pytest

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import forecast_lines, forecast_rows
from metrics.analyses.forecast import PARTS_LACKING, Forecast, forecast
from metrics.analyses.forecast_rows import TESTED, Goal
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.commands import forecast as command
from metrics.panel import NOT_IN_PANEL
from metrics.territory import Territory, territory
from tests.metrics.analyses.compared_figures import figure
from tests.metrics.analyses.forecast_made import BALI, COVERAGE, LAST, line, made
from tests.metrics.analyses.made_lines import months


@pytest.fixture(scope="module")
def query(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set on."""
    return demonstration_query


@pytest.fixture(scope="module")
def places(query: Query) -> Territory:
    return territory(query)


@pytest.fixture(scope="module")
def bali(query: Query, places: Territory) -> Forecast:
    return forecast(query, places, COVERAGE, "51", LAST, base="ucj", goal=Goal(0.65, "2026-12"), children=True)


@pytest.mark.parametrize("count", [1, 2, 23])
def test_under_24_months_nothing_is_forecast(count: int, places: Territory) -> None:
    told = made(line("51.01", count), places, goal=Goal(0.5, "2026-12"))
    (month,) = told.months.to_dict("records")
    assert (month["reason"], month["value"], month["model"]) == (forecast_lines.TOO_FEW, None, None)
    assert told.lines.iloc[0]["reason"] == forecast_lines.TOO_FEW
    assert told.lines.iloc[0]["chance"] is None
    assert told.tested.empty


def test_24_months_are_forecast_and_cannot_be_tested(places: Territory) -> None:
    told = made(line("51.01", 24), places)
    row = told.lines.iloc[0]
    assert (row["points"], row["tested"], row["test_reason"]) == (24, 0, forecast_rows.NOT_TESTED)
    assert row["cover_80"] is None and row["beats_naive"] is None and row["reason"] is None
    assert len(told.months) == 24 and told.tested.empty
    assert row["status"] == "estimated"  # made of reported figures


def test_months_with_gaps_count_only_where_they_were_reported(places: Territory) -> None:
    rows = line("51.01", 40)
    gaps = [row for number, row in enumerate(rows) if number not in (5, 6, 7, 20)]
    told = made(gaps, places).lines.iloc[0]
    assert told["points"] == 36 and told["reason"] is None
    few = [row for number, row in enumerate(rows) if number % 2]
    assert made(few, places).lines.iloc[0]["reason"] == forecast_lines.TOO_FEW


def test_a_region_that_reports_late_is_forecast_to_the_same_months_from_its_own_last_figure(places: Territory) -> None:
    # No month of the last year has all three, and December as many as any other: it is the common month.
    first = [row for row in line("51.01", 60) if row["month"] < "2024-12" or row["month"] == LAST]
    rows = [*first, *line("51.02", 40), *line("51.03", 39, last="2025-11")]
    told = made(rows, places, "51.03")
    assert told.lines.iloc[0][["origin", "latest_period"]].tolist() == [LAST, "2025-11"]
    assert told.months.iloc[0]["period"] == "2026-01"
    gone = [*line("51.01", 60), *line("51.02", 60), *line("51.03", 40, last="2024-11")]
    assert made(gone, places, "51.03").lines.iloc[0]["reason"] == forecast_lines.TOO_OLD


def test_a_region_without_a_figure_says_so(places: Territory) -> None:
    assert made([], places).lines.iloc[0]["reason"] == forecast_lines.NOT_LATELY
    told = made(line("51.02", 40), places).lines.iloc[0]
    assert (told["reason"], told["status"], list(told["source_ids"])) == (NOT_IN_PANEL, None, [])


def test_a_share_that_never_moved_stays(places: Territory) -> None:
    rows = [figure("51.01", month, 400, 1000) for month in months("2022-01", 48)]
    told = made(rows, places, goal=Goal(0.5, "2026-12"))
    assert told.months[["value", "low_95", "high_95"]].to_numpy(dtype=float) == pytest.approx(0.4, abs=1e-12)
    row = told.lines.iloc[0]
    assert (row["model"], row["cover_80"], row["chance"], row["reach_median"]) == ("naive", 1.0, 0.0, None)
    assert (row["beats_naive"], row["target_reason"]) == (False, forecast_rows.NOT_WITHIN)


def test_a_share_above_1_is_forecast_below_a_bound_a_quarter_above_its_highest(places: Territory) -> None:
    rows = line("51.01", 60)
    high = [row | {"numerator": 3 * row["numerator"], "value": 3 * row["value"]} for row in rows]
    highest = max(row["value"] for row in high)
    assert highest == pytest.approx(1.2)  # the highest of the made line is 40 percent
    told = made(high, places, months=120).months
    assert float(told["high_95"].max()) < 1.25 * highest
    assert float(told["high_95"].max()) > 1


def test_a_share_of_zero_is_forecast_and_one_below_zero_is_not(places: Territory) -> None:
    rows = line("51.01", 40)
    none = [row | {"numerator": 0, "value": 0.0} if number < 6 else row for number, row in enumerate(rows)]
    assert (made(none, places).months["low_95"] >= 0).all()
    below = [row | {"numerator": -10} if number == 3 else row for number, row in enumerate(rows)]
    assert made(below, places).lines.iloc[0]["reason"] == forecast_lines.NO_BOUNDS


def test_of_a_percentage_alone_no_people_are_made_and_no_sum(places: Territory) -> None:
    rows = [row for code in BALI for row in line(code, 40)]
    lone = [row | {"numerator": None, "denominator": None} if row["region_code"] == "51.04" else row for row in rows]
    told = made(lone, places, "51", children=True)
    row = told.lines.set_index("region_code")
    assert row.loc["51.04", "reason"] is None
    assert told.months.loc[told.months["region_code"] == "51.04", ["numerator", "denominator"]].isna().all(axis=None)
    assert row.loc["51", ["reason", "parts_present", "parts_expected"]].tolist() == [PARTS_LACKING, 8, 9]


def test_a_province_whose_parts_are_not_all_forecast_is_forecast_by_its_own_line_or_not_at_all(
    places: Territory,
) -> None:
    parts = [row for code in BALI[1:] for row in line(code, 40)]
    assert made(parts, places, "51").lines.iloc[0]["reason"] == PARTS_LACKING
    told = made([*parts, *line("51", 30)], places, "51").lines.iloc[0]
    assert (told["reason"], told["points"], told["parts_expected"]) == (None, 30, None)
    assert told["model"] in ("naive", "drift", "damped_trend")
    whole = made([*parts, *line("51", 30), *line(BALI[0], 40)], places, "51").lines.iloc[0]
    assert (whole["model"], whole["points"]) == ("sum", 40)


def test_the_weakest_status_of_the_figures_is_carried(places: Territory) -> None:
    rows = line("51.01", 40)
    rows[3] |= {"status": "demonstration"}
    assert made(rows, places).lines.iloc[0]["status"] == "demonstration"
    assert made(line("51.01", 40, status="published"), places).lines.iloc[0]["status"] == "estimated"


def test_the_order_of_the_rows_changes_nothing(places: Territory) -> None:
    rows = [row for code in BALI for row in line(code, 30)]
    goal = Goal(0.5, "2027-01")
    one = made(rows, places, "51", goal=goal, children=True)
    other = made(
        list(np.random.default_rng(1).permutation(np.array(rows, object))), places, "51", goal=goal, children=True
    )
    for name in ("months", "lines", "tested"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_only_shares_and_places_that_exist_are_forecast(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName, match="a share"):
        forecast(query, places, metric("active_participants"), "51", LAST)
    with pytest.raises(UnknownName, match="There is no region '99'"):
        forecast(query, places, COVERAGE, "99", LAST, base="ucj")


def test_three_years_of_a_survey_are_too_few(query: Query, places: Territory) -> None:
    told = forecast(query, places, metric("informal_share"), "51.03", "2024-12", base="bps").lines.iloc[0]
    assert told["reason"] == forecast_lines.TOO_FEW
    later = forecast(query, places, metric("informal_share"), "51.03", "2027-12", base="bps").lines.iloc[0]
    assert later["reason"] == forecast_lines.NOT_LATELY


def asked(query: Query, places: Territory, words: str) -> pd.DataFrame:
    parser = argparse.ArgumentParser()
    parser.add_argument("--region")
    command.arguments(parser)
    return command.answer(parser.parse_args(words.split()), query, places)


def test_the_command_gives_months_or_with_a_target_a_row_a_region(
    query: Query, places: Territory, bali: Forecast
) -> None:
    lines = asked(query, places, "--region 51 --children --target 0.65 --deadline 2026-12")
    pd.testing.assert_frame_equal(lines, bali.lines)
    rows = asked(query, places, "--region 51.03,51.01 --horizon 3")
    assert rows[["region_code", "months_ahead"]].to_numpy().tolist() == [
        [code, month] for code in ("51.03", "51.01") for month in (1, 2, 3)
    ]
    assert list(asked(query, places, "--region 51.01 --show tested").columns) == list(TESTED)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--horizon 0", "--horizon is 0: write months from 1 to 120, such as 24."),
        ("--horizon 121", "--horizon is 121"),
        ("--target 65", "--target is 65.0: write a share above 0 and at most 1, such as 0.65."),
        ("--target nan", "--target is nan"),
        ("--target 0.6 --deadline 2026", "--deadline is 2026: write a month, such as 2026-12."),
        ("--deadline 2026-12", "--deadline needs the share"),
        ("--as-of 2025", "--as-of is 2025"),
    ],
)
def test_a_value_out_of_bounds_says_what_it_may_be(words: str, said: str, query: Query, places: Territory) -> None:
    with pytest.raises(OutOfBounds, match=said.replace(".", r"\.")):
        asked(query, places, f"--region 51 {words}")
