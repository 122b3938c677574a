"""What changed and why: splits by hand and against exact fractions."""

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.analyses import change as analysis
from metrics.analyses.change_arithmetic import kitagawa, moved_shares, shapley
from tests.metrics.analyses.change_made import MEMBERS, NORTH, SOUTH, TWO, member, of_two

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


PEOPLE = st.integers(min_value=0, max_value=3_000_000)


WORKFORCE = st.integers(min_value=1, max_value=3_000_000)


AREAS = st.lists(st.tuples(PEOPLE, WORKFORCE, PEOPLE, WORKFORCE), min_size=1, max_size=12)


def test_members_and_workforce_share_a_change_by_hand() -> None:
    # 40 of 100 becomes 60 of 120: members 20 x (1/100 + 1/120)/2, workforce (40 + 60)/2 x (1/120 - 1/100)
    members, workforce = shapley(40, 100, 60, 120)
    assert members == pytest.approx(20 * (1 / 100 + 1 / 120) / 2)
    assert workforce == pytest.approx(50 * (1 / 120 - 1 / 100))
    assert members + workforce == pytest.approx(60 / 120 - 40 / 100)


def test_where_only_one_of_the_two_changes_the_whole_change_is_its_effect() -> None:
    assert np.array(shapley(40, 100, 60, 100)) == pytest.approx([0.2, 0.0])
    assert np.array(shapley(40, 100, 40, 80)) == pytest.approx([0.0, 0.1])


def test_shapley_is_the_mean_of_the_two_orders_of_change() -> None:
    first = Fraction(60, 100) - Fraction(40, 100)
    last = Fraction(60, 120) - Fraction(40, 120)
    assert shapley(40, 100, 60, 120)[0] == pytest.approx(float((first + last) / 2), abs=1e-15)


@pytest.mark.parametrize("numbers", [(1, 0, 1, 2), (1, 2, 1, 0), (float("nan"), 2, 1, 2), (1, 2, 1, -5)])
def test_without_a_workforce_there_is_no_effect(numbers: tuple[float, ...]) -> None:
    assert np.isnan(shapley(*numbers)).all()


def test_areas_are_split_within_and_between_by_hand() -> None:
    within, between = kitagawa([20, 60], [100, 100], [30, 180], [100, 300])
    # weights 1/2 and 1/2, then 1/4 and 3/4; shares 0.2 -> 0.3 and 0.6 -> 0.6; all together 0.4, then 0.525
    assert within == pytest.approx([(1 / 2 + 1 / 4) / 2 * 0.1, 0])
    mean = (0.4 + 0.525) / 2
    assert between == pytest.approx([(0.25 - mean) * -0.25, (0.6 - mean) * 0.25])
    assert within.sum() + between.sum() == pytest.approx(0.125)
    assert between.sum() == pytest.approx(0.25 * -0.25 + 0.6 * 0.25)  # mean share times change of weight, as printed


@untimed
@given(AREAS)
def test_within_and_between_add_up_and_agree_with_the_rule_in_exact_fractions(areas: list[tuple[int, ...]]) -> None:
    m0, d0, m1, d1 = (list(part) for part in zip(*areas, strict=True))
    within, between = kitagawa(m0, d0, m1, d1)
    change = Fraction(sum(m1), sum(d1)) - Fraction(sum(m0), sum(d0))
    scale = max(1.0, *(m / d for m, d in zip(m0 + m1, d0 + d1, strict=True)))  # shares far above 1 are far less exact
    assert abs(within.sum() + between.sum() - float(change)) < 1e-12 * scale
    rates = [(Fraction(a, b), Fraction(c, d)) for a, b, c, d in areas]
    weights = [(Fraction(b, sum(d0)), Fraction(d, sum(d1))) for _, b, _, d in areas]
    exact = sum((w0 + w1) / 2 * (r1 - r0) for (r0, r1), (w0, w1) in zip(rates, weights, strict=True))
    shifted = sum((r0 + r1) / 2 * (w1 - w0) for (r0, r1), (w0, w1) in zip(rates, weights, strict=True))
    assert abs(within.sum() - float(exact)) < 1e-12 * scale
    assert abs(between.sum() - float(shifted)) < 1e-12 * scale
    assert exact + shifted == change


@untimed
@given(PEOPLE, WORKFORCE, PEOPLE, WORKFORCE)
def test_the_two_effects_add_up(m0: int, d0: int, m1: int, d1: int) -> None:
    change = float(Fraction(m1, d1) - Fraction(m0, d0))
    members, workforce = shapley(m0, d0, m1, d1)
    assert abs(members + workforce - change) < 1e-12 * max(1.0, (m0 + m1) / min(d0, d1))


def test_a_missing_number_of_one_area_leaves_none_split() -> None:
    assert np.isnan(kitagawa([20, None], [100, 100], [30, 180], [100, 300])).all()
    assert np.isnan(kitagawa([20, 5], [100, 0], [30, 180], [100, 300])).all()


def test_movement_up_and_down_counts_alike_and_no_movement_has_no_shares() -> None:
    assert moved_shares([0.3, -0.1]) == pytest.approx([0.75, 0.25])
    assert np.isnan(moved_shares([0.0, 0.0])).all()
    assert np.isnan(moved_shares([0.1, np.nan])).all()


def test_the_parts_of_a_region_add_up_to_the_change_of_their_sum() -> None:
    made = of_two(TWO, MEMBERS)
    region, parts = made.totals.to_dict("records")
    assert (region["scope"], parts["scope"]) == ("region", "parts")
    assert region["change"] == parts["change"] == pytest.approx(0.125)  # 80/200 = 0.4 to 210/400 = 0.525
    assert abs(made.areas["contribution"].sum() - parts["change"]) < 1e-12
    assert abs(parts["within"] + parts["between"] - parts["change"]) < 1e-12
    assert abs(region["members_effect"] + region["workforce_effect"] - region["change"]) < 1e-12
    assert list(made.areas["region_code"]) == [NORTH, SOUTH]
    # north 0.0375 + 0.053125 = 0.090625, south 0 + 0.034375
    assert list(made.areas["contribution"]) == pytest.approx([0.090625, 0.034375])
    assert list(made.areas["moved_rank"]) == [1, 2]
    assert (parts["status"], region["status"]) == ("summed", "reported")
    assert parts["source_ids"] == ["source-51.01", "source-51.02"]
    assert [list(frame.columns) for frame in (made.totals, made.areas, made.segments)] == [
        list(columns) for columns in (analysis.TOTAL_COLUMNS, analysis.AREA_COLUMNS, analysis.SEGMENT_COLUMNS)
    ]


def test_segments_that_make_up_the_members_add_up_to_the_whole_change() -> None:
    segments = of_two(TWO, MEMBERS).segments.set_index("segment")
    # PU 40/200 to 50/400, BPU 30/200 to 150/400, JAKON 10/200 to 10/400
    assert list(segments.index) == ["PU", "BPU", "JAKON"]
    assert list(segments["contribution"]) == pytest.approx([-0.075, 0.225, -0.025])
    assert segments.loc["JAKON", "members_effect"] == 0
    assert segments.loc["PU", "members_effect"] == pytest.approx(10 * (1 / 200 + 1 / 400) / 2)
    assert abs(segments["contribution"].sum() - 0.125) < 1e-12
    assert list(segments["moved_rank"]) == [2, 1, 3]


@pytest.mark.parametrize(
    "members",
    [
        [],
        MEMBERS[2:],  # no PU
        [*MEMBERS[:5], member("JAKON", "2025-03", 11)],  # one person too many
        [row | {"series": "another"} for row in MEMBERS],
        [row | {"boundary": "before-2022-split"} for row in MEMBERS],
    ],
)
def test_segments_that_do_not_make_up_the_members_split_nothing(members: list[dict[str, Any]]) -> None:
    made = of_two(TWO, members)
    assert made.segments[["change", "contribution", "members_effect"]].isna().all(axis=None)
    assert set(made.segments["reason"]) == {analysis.NOT_BY_SEGMENT}
    assert made.totals["change"].notna().all()


def test_with_a_part_missing_nothing_is_split_by_area_and_how_many_there_are_is_said() -> None:
    made = of_two([row for row in TWO if (row["region_code"], row["month"]) != (SOUTH, "2024-03")], MEMBERS)
    parts = made.totals.iloc[1]
    assert pd.isna(parts["change"]) and pd.isna(parts["numerator"])
    assert (parts["parts_present"], parts["parts_expected"]) == (1, 2)
    assert parts["reason"] == analysis.NOT_EVERY_PART
    assert list(made.areas["reason"]) == [analysis.NOT_EVERY_PART, analysis.NOT_ONE_LINE]
    assert made.areas["contribution"].isna().all()
    assert made.areas["change"].iloc[0] == pytest.approx(0.1)  # its own change is known
    assert made.totals["change"].iloc[0] == pytest.approx(0.125)


def test_a_part_without_a_workforce_counts_as_missing() -> None:
    made = of_two([row | ({"denominator": 0, "value": None} if row["region_code"] == SOUTH else {}) for row in TWO])
    assert made.totals["reason"].iloc[1] == analysis.NOT_EVERY_PART
