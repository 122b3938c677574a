"""How unequal areas are: by hand, against independent formulas, and on the real store."""

import argparse
from fractions import Fraction
from math import log
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Query
from metrics._model import PRINTED_ONLY, UnknownName
from metrics.analyses import inequality as analysis
from metrics.analyses.inequality import inequality, people_to, theil_parts
from metrics.analyses.pace import gap_people
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.commands import inequality as command
from metrics.panel import NOT_IN_PANEL, NOTHING_COMMON
from metrics.territory import territory
from tests.metrics.analyses.compared_figures import asked_of, figure

COVERAGE = metric("coverage")
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
AREA = st.tuples(st.integers(min_value=0, max_value=3_000_000), st.integers(min_value=1, max_value=3_000_000))
AREAS = st.lists(AREA, min_size=2, max_size=12)

# Shares 0.5, 0.2 and 0.4; 190 of 500 together, 0.38.
THREE = [figure("a", "2025-03", 50, 100), figure("b", "2025-03", 20, 100), figure("c", "2025-03", 120, 300)]
CODES = ["a", "b", "c"]


@pytest.fixture(scope="module")
def shown(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set on."""
    return demonstration_query


def measured(
    rows: list[dict[str, Any]], codes: list[str], target: float | None = None
) -> tuple[pd.Series, pd.DataFrame]:
    made = inequality(asked_of(rows), COVERAGE, codes, "2025-03", base="ucj", target=target)
    assert list(made.summary.columns) == list(analysis.COLUMNS)
    assert list(made.areas.columns) == list(analysis.AREA_COLUMNS)
    return made.summary.iloc[0], made.areas.set_index("region_code")


def test_three_areas_by_hand() -> None:
    one, areas = measured(THREE, CODES, 0.45)
    assert (one["best_region"], one["best"], one["worst_region"], one["worst"]) == ("a", 0.5, "b", 0.2)
    assert (one["best_minus_worst"], one["worst_over_best"]) == (pytest.approx(0.3), pytest.approx(0.4))
    assert one["value"] == pytest.approx(0.38)
    # 0 x 1/5 + 0.3 x 1/5 + 0.1 x 3/5 = 0.12, which is also 0.5 - 0.38
    assert (one["distance_from_best"], one["relative_distance"]) == (pytest.approx(0.12), pytest.approx(0.24))
    theil = 50 / 190 * log(0.5 / 0.38) + 20 / 190 * log(0.2 / 0.38) + 120 / 190 * log(0.4 / 0.38)
    assert one["theil"] == pytest.approx(theil, abs=1e-15)
    # to 0.45: 0, 25, 15; to the best, 0.5: 0, 30, 30
    assert list(areas["people_to_target"]) == [0, 25, 15]
    assert list(areas["people_to_best"]) == [0, 30, 30]
    assert (one["people_to_target"], one["people_to_best"]) == (40, 60)
    assert (one["parts_present"], one["parts_expected"], one["status"], one["reason"]) == (3, 3, "summed", None)
    assert one["source_ids"] == ["source-a", "source-b", "source-c"]


def test_equal_areas_have_no_inequality() -> None:
    one, areas = measured([figure("a", "2025-03", 10, 30), figure("b", "2025-03", 100, 300)], ["a", "b"])
    assert (one["theil"], one["best_minus_worst"], one["distance_from_best"]) == (0.0, 0.0, 0.0)
    assert (one["people_to_best"], one["worst_over_best"], one["best_region"]) == (0, 1.0, "a")
    assert areas["people_to_target"].isna().all()


def test_an_area_without_members_adds_nothing_to_theil_and_is_the_worst() -> None:
    one, areas = measured([figure("a", "2025-03", 30, 100), figure("b", "2025-03", 0, 100)], ["a", "b"])
    assert one["theil"] == pytest.approx(log(2))  # all members in half of the workforce
    assert areas.loc["b", "theil_part"] == 0
    assert (one["worst"], one["worst_over_best"]) == (0.0, 0.0)


def test_where_nobody_is_a_member_all_are_equal_and_no_ratio_is_made() -> None:
    one, _ = measured([figure("a", "2025-03", 0, 100), figure("b", "2025-03", 0, 300)], ["a", "b"])
    assert (one["theil"], one["best_minus_worst"], one["people_to_best"]) == (0.0, 0.0, 0)
    assert pd.isna(one["worst_over_best"]) and pd.isna(one["relative_distance"])


def test_a_best_share_above_one_asks_nobody_to_cover_more_than_all_workers() -> None:
    one, areas = measured([figure("a", "2025-03", 120, 100), figure("b", "2025-03", 50, 100)], ["a", "b"])
    assert (one["best"], one["best_minus_worst"]) == (1.2, pytest.approx(0.7))  # not clipped
    assert list(areas["people_to_best"]) == [0, 50]
    assert one["reason"] == analysis.BEST_ABOVE_ONE


def test_people_are_counted_in_exact_fractions() -> None:
    assert people_to(Fraction(1, 3), 0, 99) == 33  # 1/3 as a float times 99 may end just above
    assert people_to(Fraction("0.07"), 0, 100) == 7
    assert people_to(Fraction("0.65"), 935_079, 1_873_899) == 282_956


def test_areas_that_lack_a_figure_or_its_people_are_listed_and_not_measured() -> None:
    printed = figure("d", "2025-03", None, None, value=0.9)
    one, areas = measured([*THREE, printed, figure("e", "2025-03", 5, 0)], [*CODES, "d", "e"])
    assert (one["best"], one["parts_present"], one["parts_expected"]) == (0.5, 3, 5)
    assert one["reason"] == analysis.NOT_ALL
    assert (areas.loc["d", "reason"], areas.loc["e", "reason"]) == (PRINTED_ONLY, NOT_IN_PANEL)
    assert areas.loc["d", "value"] == 0.9
    assert areas.loc[["d", "e"], "weight"].isna().all()


def test_one_area_is_not_unequal_to_anything() -> None:
    rows = [figure("a", "2025-03", 30, 100), figure("b", "2025-03", None, None, value=0.2)]
    one, areas = measured(rows, ["a", "b"], 0.65)
    assert pd.isna(one["theil"]) and pd.isna(one["people_to_target"])
    assert (one["reason"], one["parts_present"]) == (analysis.TOO_FEW, 1)
    assert list(areas["reason"]) == [analysis.TOO_FEW, PRINTED_ONLY]


@pytest.mark.parametrize("codes", [CODES, ["a"]])
def test_without_figures_everything_is_null_with_a_reason(codes: list[str]) -> None:
    one, areas = measured([], codes)
    assert pd.isna(one["best"]) and pd.isna(one["period"])
    assert (one["reason"], one["base"]) == (analysis.TOO_FEW, "ucj")
    assert set(areas["reason"]) == {NOTHING_COMMON}


def test_a_demonstration_part_makes_the_whole_a_demonstration() -> None:
    one, areas = measured([*THREE[:2], THREE[2] | {"status": "demonstration"}], CODES)
    assert one["status"] == "demonstration"
    assert list(areas["status"]) == ["reported", "reported", "demonstration"]


def test_the_order_of_figures_and_of_regions_changes_nothing_but_the_order_of_rows() -> None:
    one, areas = measured(THREE, CODES, 0.45)
    turned, turned_areas = measured(THREE[::-1], CODES[::-1], 0.45)
    pd.testing.assert_series_equal(one, turned)
    pd.testing.assert_frame_equal(areas, turned_areas.sort_index())


@untimed
@given(AREAS)
def test_theil_agrees_with_its_definition_by_shares_and_is_never_negative(areas: list[tuple[int, int]]) -> None:
    members, workforce = [m for m, _ in areas], [d for _, d in areas]
    found = float(theil_parts(members, workforce).sum())
    mean = sum(members) / sum(workforce)
    ratios = [(d / sum(workforce), m / d / mean) for m, d in areas] if mean else []
    assert found == pytest.approx(sum(w * x * log(x) for w, x in ratios if x > 0), abs=1e-9)
    assert -1e-12 <= found <= log(sum(workforce) / min(workforce)) + 1e-9


@untimed
@given(AREAS, st.integers(min_value=1, max_value=100))
def test_the_measures_hang_together(areas: list[tuple[int, int]], percent: int) -> None:
    codes = [f"r{number:02}" for number in range(len(areas))]
    rows = [figure(code, "2025-03", m, d) for code, (m, d) in zip(codes, areas, strict=True)]
    one, frame = measured(rows, codes, percent / 100)
    assert one["distance_from_best"] == pytest.approx(one["best"] - one["value"], rel=1e-9, abs=1e-9)
    assert frame["weight"].sum() == pytest.approx(1)
    assert frame["theil_part"].sum() == pytest.approx(one["theil"], abs=1e-12)
    assert one["people_to_target"] == sum(gap_people(m, d, percent / 100) for m, d in areas)
    best = min(max(Fraction(m, d) for m, d in areas), Fraction(1))
    for (m, d), missing in zip(areas, frame["people_to_best"], strict=True):
        assert m + missing >= best * d
        assert missing == 0 or m + missing - 1 < best * d


def test_the_demonstration_set_of_bali_agrees_with_a_calculation_of_its_own(shown: Query) -> None:
    made = inequality(shown, COVERAGE, territory(shown).parts("51"), "2025-12", base="ucj", target=0.65)
    one = made.summary.iloc[0]
    held = shown(
        "select region_code, numerator as m, denominator as d from coverage_share where base = 'ucj' and month = '2025-12' "
        "and series = 'demonstration' and region_code like '51.%' order by region_code"
    )
    shares = held["m"] / held["d"]
    assert len(held) == one["parts_present"] == one["parts_expected"] == 9
    assert one["best_minus_worst"] == pytest.approx(shares.max() - shares.min(), abs=1e-15)
    assert one["people_to_target"] == sum(
        gap_people(int(m), int(d), 0.65) for m, d in zip(held["m"], held["d"], strict=True)
    )
    assert (one["status"], one["period"]) == ("demonstration", "2025-12")


def test_the_command_gives_one_row_or_one_an_area(shown: Query) -> None:
    asked = {"metric": "coverage", "base": "ucj", "segment": None, "as_of": None, "error": None, "level": "regency"}

    def rows(**other: Any) -> pd.DataFrame:
        return command.answer(
            argparse.Namespace(**({"region": "KW-BANUSPA", "target": 0.65, "areas": False} | asked | other)),
            shown, territory(shown),
        )  # fmt: skip

    assert len(rows()) == 1
    assert rows()["parts_present"].iloc[0] == rows()["parts_expected"].iloc[0] == 83
    assert len(rows(areas=True)) == 83
    with pytest.raises(OutOfBounds, match="--target"):
        rows(target=0.0)
    with pytest.raises(UnknownName):
        rows(base="none")
    with pytest.raises(UnknownName):
        inequality(shown, metric("population"), ["51", "52"], "2025-12")
