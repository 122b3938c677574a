"""What changed in a region: what is never subtracted, what is missing and why, on the stores, and the command that prints it."""

import argparse
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.store import Query
from metrics._model import PRINTED_ONLY, UnknownName
from metrics.analyses import change as analysis
from metrics.analyses import movers as outlook
from metrics.analyses.change import split
from metrics.analyses.movers import movers, of_split
from metrics.commands import OutOfBounds
from metrics.commands import change as command
from metrics.panel import NOT_IN_PANEL
from metrics.territory import Territory, territory
from tests.metrics.analyses.change_made import (
    MEMBERS,
    NORTH,
    PLACES,
    PROVINCE,
    SOUTH,
    TWO,
    asked_for,
    of_two,
)
from tests.metrics.analyses.compared_figures import figure

ASKED = {
    "base": "ucj",
    "segment": None,
    "since": None,
    "until": None,
    "level": "parts",
    "movers": False,
    "target": None,
}


@pytest.fixture(scope="module")
def shown(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set on."""
    return demonstration_query


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
