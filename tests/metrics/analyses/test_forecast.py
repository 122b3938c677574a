"""Forecasts of a province with the demonstration set: bounds, sums, the cover of the interval, chances of a target."""

import numpy as np
import pandas as pd
import pytest

from data.store import Query
from metrics.analyses import forecast_rows
from metrics.analyses.forecast import Forecast, forecast
from metrics.analyses.forecast_rows import LINES, MONTHS, TESTED, Goal
from metrics.territory import Territory, territory
from tests.metrics.analyses.forecast_made import BALI, COVERAGE, LAST, line, made


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
