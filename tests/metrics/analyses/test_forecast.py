"""Forecasts of made lines by hand, and of the real store with the demonstration set: sums, chances, reasons."""

import argparse
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import forecast_lines, forecast_rows
from metrics.analyses.forecast import PARTS_LACKING, Forecast, forecast
from metrics.analyses.forecast_rows import LINES, MONTHS, TESTED, Goal
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.commands import forecast as command
from metrics.panel import NOT_IN_PANEL
from metrics.territory import Territory, territory
from tests.metrics.analyses.compared_figures import asked_of, figure
from tests.metrics.analyses.made_lines import months

COVERAGE = metric("coverage")
LAST = "2025-12"
BALI = ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71"]


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


def line(region: str, count: int, seed: int = 1, workforce: int = 10_000, last: str = LAST, **other: Any) -> list[Any]:
    """Make a line of months up to ``last``, wandering about 40 percent."""
    moves = np.random.default_rng([seed, int(region[-2:])]).normal(0.005, 0.03, count).cumsum()
    every = months("2010-01", 16 * 12)
    held = every[every.index(last) - count + 1 : every.index(last) + 1]
    shares = 0.4 * np.exp(moves - moves.max())
    return [
        figure(region, month, round(share * workforce), workforce, **other)
        for month, share in zip(held, shares, strict=True)
    ]


def made(rows: list[Any], places: Territory, region: str = "51.01", **other: Any) -> Forecast:
    return forecast(asked_of(rows), places, COVERAGE, region, LAST, base="ucj", **other)


def test_every_row_has_its_columns_and_its_place(bali: Forecast) -> None:
    assert list(bali.months.columns) == list(MONTHS)
    assert list(bali.lines.columns) == list(LINES)
    assert list(bali.tested.columns) == list(TESTED)
    assert list(bali.lines["region_code"]) == ["51", *BALI]
    assert list(bali.months["region_code"]) == [code for code in ["51", *BALI] for _ in range(24)]
    assert list(bali.months["months_ahead"][:24]) == list(range(1, 25))
    assert list(bali.months["period"][[0, 11, 23]]) == ["2026-01", "2026-12", "2027-12"]
    assert set(bali.months["status"]) == set(bali.lines["status"]) == {"demonstration"}
    assert set(bali.months["base"]) == {"ucj"} and set(bali.months["series"]) == {"demonstration"}
    assert set(bali.lines["note"]) == {forecast_rows.BASE_LEFT_OUT}
    assert bali.months["source_ids"].map(list).map(tuple).unique().tolist() == [("demo",)]


def test_every_bound_lies_within_0_and_1_and_in_order(bali: Forecast) -> None:
    bounds = bali.months[["low_95", "low_80", "high_80", "high_95"]].to_numpy(dtype=float)
    assert ((bounds > 0) & (bounds < 1)).all()
    assert (np.diff(bounds, axis=1) > 0).all()


def test_the_members_and_workforce_of_a_province_are_the_sums_of_its_regencies(bali: Forecast) -> None:
    for name in ("numerator", "denominator"):
        by = bali.months.pivot(index="period", columns="region_code", values=name).astype(float)
        assert by["51"].to_numpy() == pytest.approx(by[BALI].sum(axis=1).to_numpy(), rel=1e-12)
    whole = bali.months[bali.months["region_code"] == "51"]
    assert (whole["numerator"] / whole["denominator"]).to_numpy(dtype=float) == pytest.approx(
        whole["value"].to_numpy(dtype=float), rel=1e-12
    )
    line = bali.lines.iloc[0]
    assert (line["model"], line["parts_present"], line["parts_expected"]) == ("sum", 9, 9)


def test_a_regency_has_the_same_forecast_alone_as_within_its_province(
    query: Query, places: Territory, bali: Forecast
) -> None:
    alone = forecast(query, places, COVERAGE, "51.03", LAST, base="ucj", goal=Goal(0.65, "2026-12"))
    within = bali.lines[bali.lines["region_code"] == "51.03"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.lines, within)
    beside = bali.months[bali.months["region_code"] == "51.03"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.months, beside)


def test_cover_and_error_are_told_of_every_forecast_and_whether_it_beats_leaving_things_as_they_are(
    bali: Forecast,
) -> None:
    assert (bali.lines["tested"] > 200).all()
    assert bali.lines["cover_80"].between(0.3, 1).all()
    assert (bali.lines["cover_95"] >= bali.lines["cover_80"]).all()
    better = bali.lines["error"] < bali.lines["naive_error"]
    assert list(bali.lines["beats_naive"]) == list(better)
    assert list(bali.lines["test_reason"]) == [None if one else forecast_rows.NOT_BETTER for one in better]
    by_line = bali.tested.groupby("region_code")["tested"].sum()
    assert by_line.to_dict() == bali.lines.set_index("region_code")["tested"].to_dict()


def test_the_80_percent_interval_covers_70_to_90_percent_over_all_of_banuspa(query: Query, places: Territory) -> None:
    provinces = [
        place.code for place in places.places.values() if place.level == "province" and "KW-BANUSPA" in place.above
    ]
    tested = pd.concat(
        [forecast(query, places, COVERAGE, code, LAST, base="ucj", months=1, children=True).lines for code in provinces]
    )
    regencies = tested[tested["region_code"].str.len() == 5]
    assert len(regencies) == 83
    assert set(tested["region_code"]) >= {"94", "96"}  # born in 2022, the sums of regencies that are older
    share = float((regencies["cover_80"] * regencies["tested"]).sum() / regencies["tested"].sum())
    assert 0.70 <= share <= 0.90


def test_the_chance_falls_as_the_target_rises(places: Territory) -> None:
    rows = line("51.01", 60)
    goals = (0.05, 0.3, 0.35, 0.4, 0.5, 0.7, 1.0)
    told = [made(rows, places, goal=Goal(share, "2027-06")).lines.iloc[0] for share in goals]
    chances = [one["chance"] for one in told]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.95 and chances[-1] == 0
    within = [one["within_10_years"] for one in told]
    assert within == sorted(within, reverse=True)


def test_the_chance_is_the_share_of_paths_at_or_over_the_target_in_the_month_of_the_deadline() -> None:
    rising = np.repeat([[0.5], [0.6], [0.7], [0.8]], 120, axis=1)
    rising[:, :5] = 0.1
    outlook = forecast_rows.Outlook(0, rising[0], rising[0], rising[0], rising)
    told = forecast_rows.goal_row(Goal(0.7, "2026-06"), outlook, "2025-12", 0.1)
    assert told["chance"] == 0.5  # two of four: at the target counts
    assert forecast_rows.goal_row(Goal(0.7, "2026-05"), outlook, "2025-12", 0.1)["chance"] == 0
    # Two of four reach it, in the sixth month: half by then, a tenth by then, nine tenths never.
    assert (told["reach_early"], told["reach_median"], told["reach_late"]) == ("2026-06", "2026-06", None)
    assert (told["within_10_years"], told["target_reason"]) == (0.5, forecast_rows.OPEN_END)
    never = forecast_rows.goal_row(Goal(0.75, None), outlook, "2025-12", 0.1)
    assert (never["reach_median"], never["target_reason"]) == (None, forecast_rows.NOT_WITHIN)
    assert "chance" not in never


@pytest.mark.parametrize(
    ("deadline", "reason"),
    [
        ("2024-12", forecast_rows.DEADLINE_KNOWN),
        (LAST, forecast_rows.DEADLINE_KNOWN),  # this month: the figure is held
        ("2036-01", forecast_rows.DEADLINE_FAR),
    ],
)
def test_a_deadline_that_has_come_or_is_too_far_has_no_chance(deadline: str, reason: str, places: Territory) -> None:
    told = made(line("51.01", 40), places, goal=Goal(0.9, deadline)).lines.iloc[0]
    assert told["chance"] is None
    assert told["target_reason"].startswith(reason)
    assert made(line("51.01", 40), places, goal=Goal(0.9, "2035-12")).lines.iloc[0]["chance"] is not None


def test_a_target_that_is_met_is_reached_now_and_may_be_lost_again(places: Territory) -> None:
    rows = line("51.01", 40)
    now = rows[-1]["value"]
    told = made(rows, places, goal=Goal(now, "2027-12")).lines.iloc[0]
    assert told["reach_early"] == told["reach_median"] == told["reach_late"] == LAST
    assert (told["within_10_years"], told["target_reason"]) == (1.0, forecast_rows.AT_TARGET)
    assert 0 < told["chance"] < 1


def test_without_a_target_nothing_is_said_of_one(places: Territory) -> None:
    told = made(line("51.01", 40), places).lines.iloc[0]
    assert told[["value_target", "deadline", "chance", "reach_median", "target_reason"]].isna().all()


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
    below = [row | {"value": -0.1} if number == 3 else row for number, row in enumerate(rows)]
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
