"""What changed and why: splits by hand, against exact fractions, and on the real store."""

import argparse
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Query
from metrics._model import PRINTED_ONLY, UnknownName
from metrics.analyses import change as analysis
from metrics.analyses import movers as outlook
from metrics.analyses.change import Split, split
from metrics.analyses.change_arithmetic import kitagawa, moved_shares, shapley
from metrics.analyses.movers import movers, of_split
from metrics.commands import OutOfBounds
from metrics.commands import change as command
from metrics.panel import NOT_IN_PANEL
from metrics.territory import Territory, territory
from tests.metrics.analyses.compared_figures import asked_of, figure

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PEOPLE = st.integers(min_value=0, max_value=3_000_000)
WORKFORCE = st.integers(min_value=1, max_value=3_000_000)
AREAS = st.lists(st.tuples(PEOPLE, WORKFORCE, PEOPLE, WORKFORCE), min_size=1, max_size=12)
ASKED = {
    "base": "ucj",
    "segment": None,
    "since": None,
    "until": None,
    "level": "parts",
    "movers": False,
    "target": None,
}

PROVINCE, NORTH, SOUTH = "51", "51.01", "51.02"
FOUND = pd.DataFrame(
    [
        {"region_code": "ID", "name": "Indonesia", "level": "national", "parent_code": None, "kanwil_code": None},
        {"region_code": PROVINCE, "name": "Bali", "level": "province", "parent_code": "ID", "kanwil_code": None},
        {"region_code": NORTH, "name": "Utara", "level": "regency", "parent_code": PROVINCE, "kanwil_code": None},
        {"region_code": SOUTH, "name": "Selatan", "level": "regency", "parent_code": PROVINCE, "kanwil_code": None},
    ]
)
PLACES = Territory(FOUND)

# North 20 of 100, then 30 of 100; south 60 of 100, then 180 of 300: its share stays, its weight grows.
TWO = [
    figure(NORTH, "2024-03", 20, 100), figure(NORTH, "2025-03", 30, 100),
    figure(SOUTH, "2024-03", 60, 100), figure(SOUTH, "2025-03", 180, 300),
    figure(PROVINCE, "2024-03", 80, 200), figure(PROVINCE, "2025-03", 210, 400),
]  # fmt: skip


def member(segment: str, month: str, people: int, **other: Any) -> dict[str, Any]:
    return figure(PROVINCE, month, people, None, base=None, segment=segment, value=float(people), **other)


MEMBERS = [
    member("PU", "2024-03", 40), member("PU", "2025-03", 50), member("BPU", "2024-03", 30), member("BPU", "2025-03", 150),
    member("JAKON", "2024-03", 10), member("JAKON", "2025-03", 10), member("PMI", "2025-03", 7),
]  # fmt: skip


def asked_for(coverage: list[dict[str, Any]], members: list[dict[str, Any]] | None = None) -> Query:
    """Answer questions for coverage, which name a base, and those for members, which do not."""
    shares, people = asked_of(coverage), asked_of(members or [])
    return lambda sql, **asked: shares(sql, **asked) if "base" in asked else people(sql, **asked)


def of_two(
    coverage: list[dict[str, Any]], members: list[dict[str, Any]] | None = None, region: str = PROVINCE
) -> Split:
    return split(asked_for(coverage, members), PLACES, region, "2024-03", "2025-03")


@pytest.fixture(scope="module")
def shown(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set on."""
    return demonstration_query


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


@pytest.mark.parametrize("other", [{"series": "t"}, {"boundary": "before-2022-split"}, {"weights": "w"}])
def test_two_months_on_two_lines_are_never_subtracted(other: dict[str, str]) -> None:
    rows = [row | (other if row["month"] == "2024-03" else {}) for row in TWO]
    made = of_two(rows, MEMBERS)
    assert made.totals["change"].isna().all()
    assert made.totals["reason"].iloc[0] == analysis.NOT_ONE_LINE
    assert set(made.segments["reason"]) == {analysis.NOT_ONE_LINE}


def test_a_percentage_alone_gives_the_change_and_no_effects() -> None:
    printed = figure(PROVINCE, "2025-03", None, None, value=0.55)
    made = of_two([*TWO[:5], printed], MEMBERS)
    region = made.totals.iloc[0]
    assert region["change"] == pytest.approx(0.15)
    assert pd.isna(region["members_effect"])
    assert (region["reason"], set(made.segments["reason"])) == (PRINTED_ONLY, {PRINTED_ONLY})


def test_the_weakest_figure_gives_the_status() -> None:
    rows = [row | ({"status": "demonstration"} if row["region_code"] == NORTH else {}) for row in TWO]
    made = of_two(rows)
    assert list(made.totals["status"]) == ["reported", "demonstration"]
    assert list(made.areas["status"]) == ["demonstration", "reported"]


def test_without_figures_everything_is_null_with_a_reason() -> None:
    made = of_two([])
    assert made.totals[["change", "members_effect", "within"]].isna().all(axis=None)
    assert list(made.totals["reason"]) == [analysis.NOT_ONE_LINE, analysis.NOT_EVERY_PART]
    assert list(made.totals["base"]) == ["ucj", "ucj"]


def test_a_regency_has_no_areas() -> None:
    made = of_two(TWO, region=NORTH)
    assert made.areas.empty
    assert made.totals["reason"].iloc[1] == analysis.NO_PARTS
    assert made.totals["change"].iloc[0] == pytest.approx(0.1)


def test_the_order_of_figures_changes_nothing() -> None:
    made, turned = of_two(TWO, MEMBERS), of_two(TWO[::-1], MEMBERS[::-1])
    for name in ("totals", "areas", "segments"):
        pd.testing.assert_frame_equal(getattr(made, name), getattr(turned, name))


def test_months_must_follow_each_other_and_the_region_exist() -> None:
    with pytest.raises(ValueError, match="not before"):
        split(asked_for(TWO), PLACES, PROVINCE, "2025-03", "2025-03")
    with pytest.raises(UnknownName):
        split(asked_for(TWO), PLACES, "99", "2024-03", "2025-03")


def test_the_outlook_counts_the_people_missing_and_their_share_of_the_whole_gap() -> None:
    rows = movers(asked_for(TWO, MEMBERS), PLACES, PROVINCE, "2024-03", "2025-03", target=0.65)
    assert list(rows.columns) == list(outlook.COLUMNS)
    assert list(rows["kind"]) == ["area"] * 2 + ["segment"] * 3
    assert list(rows["segment"][2:]) == ["BPU", "PU", "JAKON"]  # by how much each moved the whole
    areas = rows[rows["kind"] == "area"]
    # north 65 - 30 = 35, south 195 - 180 = 15, together 260 - 210 = 50
    assert list(areas["gap_people"]) == [35, 15]
    assert list(areas["gap_share"]) == pytest.approx([0.7, 0.3])
    assert list(areas["gap_rank"]) == [1, 2]
    assert set(rows["gap_reason"][2:]) == {outlook.NO_BASE_BY_SEGMENT}
    assert rows["gap_people"][2:].isna().all()


def test_a_part_above_the_target_lacks_nobody_and_the_others_may_lack_more_than_the_whole() -> None:
    areas = of_split(of_two(TWO), 0.55).query("kind == 'area'")
    # north 55 - 30 = 25; south 165 < 180; together 220 - 210 = 10
    assert list(areas["gap_people"]) == [25, 0]
    assert list(areas["gap_share"]) == pytest.approx([2.5, 0.0])
    assert pd.isna(areas["gap_rank"].iloc[1])


def test_a_whole_at_its_target_gives_no_shares_of_a_gap() -> None:
    areas = of_split(of_two(TWO), 0.5).query("kind == 'area'")
    assert list(areas["gap_people"]) == [20, 0]
    assert areas["gap_share"].isna().all()
    assert set(areas["gap_reason"]) == {outlook.ALREADY_THERE}


def test_without_a_target_or_a_part_there_is_no_outlook() -> None:
    assert set(of_split(of_two(TWO), None)["gap_reason"]) == {outlook.NO_TARGET}
    areas = of_split(of_two([row for row in TWO if row["region_code"] != SOUTH]), 0.65).query("kind == 'area'")
    by_code = areas.set_index("region_code")
    assert list(by_code.loc[[NORTH, SOUTH], "gap_reason"]) == [analysis.NOT_EVERY_PART, NOT_IN_PANEL]
    assert areas["gap_share"].isna().all()


@pytest.mark.parametrize(("region", "level"), [("51", "parts"), ("96", "parts"), ("KW-BANUSPA", "regency")])
@pytest.mark.parametrize("base", ["ucj", "bps", "bps_pu_bpu", "bps_formal"])
def test_on_the_demonstration_set_every_split_adds_up(shown: Query, region: str, level: str, base: str) -> None:
    made = split(shown, territory(shown), region, "2024-11", "2025-11", base, level=level)
    whole, parts = made.totals.to_dict("records")
    assert made.totals["reason"].isna().all()
    assert whole["change"] == pytest.approx(parts["change"], abs=1e-15)
    assert abs(made.areas["contribution"].sum() - whole["change"]) < 1e-12
    assert abs(made.segments["contribution"].sum() - whole["change"]) < 1e-12
    assert abs(made.segments["members_effect"].sum() - whole["members_effect"]) < 1e-12
    assert abs(whole["members_effect"] + whole["workforce_effect"] - whole["change"]) < 1e-12
    assert set(made.areas["status"]) == set(made.segments["status"]) == {"demonstration"}
    assert len(made.segments) == {"ucj": 3, "bps": 3, "bps_pu_bpu": 2, "bps_formal": 1}[base]


@pytest.mark.parametrize(("region", "regencies"), [("96", 6), ("94", 8)])
def test_a_province_of_2022_has_no_change_from_before_but_its_regencies_have(
    shown: Query, region: str, regencies: int
) -> None:
    made = split(shown, territory(shown), region, "2022-06", "2025-11")
    whole, parts = made.totals.to_dict("records")
    assert np.isnan(whole["change"]) and whole["reason"] == analysis.NOT_ONE_LINE
    assert made.segments["contribution"].isna().all()
    # The regencies are as they were: their sum is today's area at both dates.
    assert (parts["parts_present"], parts["parts_expected"]) == (regencies, regencies)
    assert abs(made.areas["contribution"].sum() - parts["change"]) < 1e-12


def test_a_published_change_is_not_displaced_by_the_demonstration_set(shown: Query) -> None:
    whole, parts = split(shown, territory(shown), "51", "2025-03", "2025-12").totals.to_dict("records")
    assert (whole["series"], whole["status"], whole["reason"]) == ("ucj_report", "published", PRINTED_ONLY)
    assert whole["change"] == pytest.approx(0.5388 - 935_079 / 1_873_899, abs=1e-15)
    assert (parts["series"], parts["status"]) == ("demonstration", "demonstration")


def test_published_figures_alone_split_nothing_they_do_not_hold(query: Query, places: Territory) -> None:
    made = split(query, places, "51", "2025-03", "2025-12")
    assert made.totals["change"].iloc[0] == pytest.approx(0.5388 - 935_079 / 1_873_899, abs=1e-15)
    assert made.areas["contribution"].isna().all()
    assert made.totals["parts_expected"].iloc[1] == 9
    assert made.totals["reason"].iloc[1] == analysis.NOT_EVERY_PART


def test_the_command_prints_every_kind_of_row_for_a_year_back(shown: Query) -> None:
    rows = command.answer(argparse.Namespace(**ASKED, region="51"), shown, territory(shown))
    assert list(rows["kind"].value_counts(sort=False).items()) == [
        ("region", 1), ("parts", 1), ("area", 9), ("segment", 3)
    ]  # fmt: skip
    assert set(zip(rows["since"], rows["until"], strict=True)) == {("2024-12", "2025-12")}
    assert rows["series"].eq("demonstration").all()
    moved = argparse.Namespace(**(ASKED | {"movers": True, "target": 0.65}), region="51,96")
    assert len(command.answer(moved, shown, territory(shown))) == 9 + 3 + 6 + 3


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"base": "none"}, UnknownName), ({"segment": "none"}, UnknownName), ({"since": "2025"}, OutOfBounds),
        ({"since": "2025-12", "until": "2025-03"}, OutOfBounds), ({"target": 0.5}, OutOfBounds),
        ({"target": 1.5, "movers": True}, OutOfBounds), ({"region": "99"}, UnknownName),
    ],
)  # fmt: skip
def test_the_command_refuses_what_means_nothing(
    other: dict[str, Any], fault: type[Exception], query: Query, places: Territory
) -> None:
    with pytest.raises(fault):
        command.answer(argparse.Namespace(**({"region": "51"} | ASKED | other)), query, places)
