"""Each part against the rest, and the funnel: sums by hand, limits against exact arithmetic, and the real store."""

import argparse
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Query
from metrics._model import PRINTED_ONLY, Z95, UnknownName
from metrics.analyses import comparison as analysis
from metrics.analyses.comparison import comparison, rest_of
from metrics.analyses.funnel import COLUMNS as FUNNEL_COLUMNS
from metrics.analyses.funnel import FEW_AREAS, LIMITS, funnel, limits_of
from metrics.analyses.uncertainty import UNKNOWN_ERROR, Z998
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.commands import comparison as command
from metrics.panel import NOT_IN_PANEL, NOTHING_COMMON
from metrics.territory import territory
from tests.metrics.analyses.compared_figures import asked_of, figure

COVERAGE = metric("coverage")
THREE = [figure("a", "2025-03", 60, 100), figure("b", "2025-03", 90, 300), figure("c", "2025-03", 100, 200)]

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def shown(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set on."""
    return demonstration_query


def test_the_benchmark_is_the_sum_of_the_others_without_the_area_itself() -> None:
    rows = comparison(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03")
    assert list(rows["benchmark_numerator"]) == [190, 160, 150]  # 90 + 100, 60 + 100, 60 + 90
    assert list(rows["benchmark_denominator"]) == [500, 300, 400]
    assert list(rows["difference"]) == pytest.approx([0.60 - 190 / 500, 0.30 - 160 / 300, 0.50 - 150 / 400])
    assert list(rows["parts_present"]) == list(rows["parts_expected"]) == [2, 2, 2]
    assert list(rows.columns) == list(analysis.COLUMNS)


def test_without_a_known_error_there_is_a_difference_and_no_word() -> None:
    rows = comparison(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03")
    assert rows[["word", "low", "high", "error"]].isna().all(axis=None)
    assert set(rows["reason"]) == {UNKNOWN_ERROR}
    assert rows["difference"].notna().all()


def test_an_error_that_the_reader_assumes_gives_the_words_and_is_labelled() -> None:
    rows = comparison(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03", error=0.15)
    # 0.60 lies from 0.60/1.294 = 0.464 and from 0.60/1.464 = 0.410 upwards, above 0.38; 0.30 up to 0.30/0.706 = 0.425 and
    # 0.30/0.536 = 0.559, so between them 0.533; 0.50 from 0.50/1.294 = 0.386, above 0.375.
    assert list(rows["word"]) == ["strongly_better", "worse", "better"]
    assert set(rows["error_from"]) == {"reader"}
    assert rows["reason"].isna().all()


def test_only_the_area_whose_error_is_known_has_a_word() -> None:
    rows = comparison(asked_of([THREE[0] | {"error": 0.02}, *THREE[1:]]), COVERAGE, ["a", "b", "c"], "2025-03")
    assert list(rows["word"]) == ["strongly_better", None, None]
    assert list(rows["reason"]) == [None, UNKNOWN_ERROR, UNKNOWN_ERROR]


def test_a_part_with_only_a_percentage_is_in_no_sum_and_the_sum_says_so() -> None:
    printed = figure("c", "2025-03", None, None, value=0.5)
    rows = comparison(asked_of([*THREE[:2], printed]), COVERAGE, ["a", "b", "c"], "2025-03", error=0.03)
    assert list(rows["benchmark_numerator"]) == [90, 60, 150]
    assert list(rows["parts_present"]) == [1, 1, 2]
    assert rows["difference"].iloc[2] == pytest.approx(0.5 - 150 / 400)
    assert (rows["word"].iloc[2], rows["reason"].iloc[2]) == (None, PRINTED_ONLY)


def test_where_nothing_is_left_to_sum_there_is_no_benchmark() -> None:
    printed = figure("b", "2025-03", None, None, value=0.5)
    rows = comparison(asked_of([THREE[0], printed]), COVERAGE, ["a", "b"], "2025-03", error=0.03)
    assert (rows["reason"].iloc[0], rows["parts_present"].iloc[0]) == (analysis.NO_OTHER, 0)
    assert rows[["benchmark", "difference", "word"]].iloc[0].isna().all()


def test_a_share_without_a_coverage_base_has_no_error_to_assume() -> None:
    held = [row | {"base": None} for row in THREE]
    rows = comparison(asked_of(held), metric("retention"), ["a", "b", "c"], "2025-03", error=0.03)
    assert set(rows["reason"]) == {analysis.NO_BASE}
    assert rows["word"].isna().all() and rows["difference"].notna().all()
    closed = funnel(asked_of(held), metric("retention"), ["a", "b", "c"], "2025-03", error=0.03)
    assert (closed.reason, closed.areas) == (analysis.NO_BASE, 0)


def test_an_error_too_large_for_an_upper_end_leaves_it_null_with_the_reason() -> None:
    rows = comparison(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03", error=0.6)
    assert rows["high"].isna().all() and rows["low"].notna().all()
    assert set(rows["reason"]) == {analysis.NO_UPPER_END}


def test_a_region_without_a_figure_in_the_month_has_a_row_of_nulls() -> None:
    rows = comparison(asked_of(THREE), COVERAGE, ["d", "a", "b", "c"], "2025-03", error=0.03)
    assert list(rows["region_code"]) == ["d", "a", "b", "c"]
    assert rows["reason"].iloc[0] == NOT_IN_PANEL
    assert rows[["numerator", "value", "benchmark", "difference", "word", "status"]].iloc[0].isna().all()
    assert list(rows["parts_expected"].iloc[1:]) == [3, 3, 3]  # of which two are present


@pytest.mark.parametrize("held", [[], THREE[:1]])
def test_one_region_or_none_is_compared_with_nothing(held: list[dict[str, object]]) -> None:
    rows = comparison(asked_of(held), COVERAGE, ["a"], "2025-03", error=0.03)
    assert list(rows["reason"]) == [NOTHING_COMMON]
    made = funnel(asked_of(held), COVERAGE, ["a"], "2025-03", error=0.03)
    assert (made.reason, made.pooled, made.areas, len(made.limits)) == (NOTHING_COMMON, None, 0, 0)
    assert list(made.points["reason"]) == [NOTHING_COMMON]


def test_status_and_sources_are_those_of_all_that_was_used() -> None:
    weak = [THREE[0] | {"status": "demonstration"}, *THREE[1:]]
    assert set(comparison(asked_of(weak), COVERAGE, ["a", "b", "c"], "2025-03")["status"]) == {"demonstration"}
    rows = comparison(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03")
    assert set(rows["status"]) == {"summed"}  # a sum of two reported parts
    assert rows["source_ids"].iloc[0] == ["source-a", "source-b", "source-c"]
    pair = comparison(asked_of(THREE[:2]), COVERAGE, ["a", "b"], "2025-03")
    assert set(pair["status"]) == {"reported"}  # nothing was summed


def test_the_order_of_the_figures_changes_nothing() -> None:
    straight = comparison(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03", error=0.1)
    turned = comparison(asked_of(THREE[::-1]), COVERAGE, ["c", "b", "a"], "2025-03", error=0.1)
    pd.testing.assert_frame_equal(straight, turned[::-1].reset_index(drop=True))


def test_counts_of_people_are_not_compared() -> None:
    with pytest.raises(UnknownName, match=r"There is: .*coverage.*, informal_share"):
        comparison(asked_of([]), metric("active_participants"), ["a", "b"], "2025-03")


PARTS = st.lists(
    st.tuples(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=10**6)),
    min_size=2,
    max_size=12,
)


@untimed
@given(PARTS)
def test_the_rest_and_the_area_make_up_the_whole(parts: list[tuple[int, int]]) -> None:
    members, workforce = (np.array(column, dtype=float) for column in zip(*parts, strict=True))
    rest, base, present = rest_of(members, workforce)
    assert (rest + members == sum(m for m, _ in parts)).all()
    assert (base + workforce == sum(d for _, d in parts)).all()
    assert (present == len(parts) - 1).all()


def test_a_funnel_by_hand() -> None:
    # Pooled 250/600 = 0.41667; standard errors 0.1 x 0.41667; z 4.4, -2.8, 2.0; chi-square 19.36 + 7.84 + 4 = 31.2 over 3.
    found = limits_of([60, 90, 100], [100, 300, 200], [0.1, 0.1, 0.1])
    assert found.pooled == pytest.approx(250 / 600)
    assert found.dispersion == pytest.approx(31.2 / 3)
    assert found.widened == pytest.approx((31.2 / 3) ** 0.5)
    assert list(found.z) == pytest.approx([4.4 / found.widened, -2.8 / found.widened, 2.0 / found.widened])
    assert found.ends[0, 3] == pytest.approx(250 / 600 * (1 + Z998 * 0.1 * found.widened))


def test_limits_are_not_narrowed_where_areas_differ_less_than_their_errors() -> None:
    found = limits_of([50, 51], [100, 100], [0.1, 0.1])
    assert found.dispersion < 1
    assert found.widened == 1.0
    assert found.ends[0, 1] == pytest.approx(0.505 * (1 + Z95 * 0.1))


ERRORS = st.floats(min_value=0.005, max_value=0.2)


@untimed
@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6), ERRORS), min_size=1, max_size=12))
def test_the_funnel_agrees_with_exact_fractions(areas: list[tuple[int, int, float]]) -> None:
    found = limits_of(*zip(*areas, strict=True))
    pooled = Fraction(sum(m for m, _, _ in areas), sum(d for _, d, _ in areas))
    exact = [(Fraction(m, d) / pooled - 1) / Fraction(r) for m, d, r in areas]
    dispersion = float(sum(z * z for z in exact) / len(exact))
    assert found.pooled == pytest.approx(float(pooled), rel=1e-12)
    assert found.dispersion == pytest.approx(dispersion, rel=1e-9, abs=1e-9)
    assert found.widened == pytest.approx(max(dispersion, 1.0) ** 0.5, rel=1e-9)
    # After widening, the mean square of the scores is 1 or less.
    assert float(np.mean(found.z**2)) <= 1 + 1e-9


def test_an_area_without_a_known_error_is_in_the_pool_and_has_no_limits() -> None:
    made = funnel(asked_of([row | {"error": r} for row, r in zip(THREE, (0.1, None, 0.2), strict=True)]),
                  COVERAGE, ["a", "b", "c"], "2025-03")  # fmt: skip
    assert made.pooled == pytest.approx(250 / 600)
    assert (made.areas, made.warning, made.reason) == (2, FEW_AREAS, None)
    assert made.points[["z", *LIMITS]].isna().all(axis=1).tolist() == [False, True, False]
    assert list(made.points["reason"]) == [None, UNKNOWN_ERROR, None]
    assert list(made.limits["denominator"]) == [100, 200]
    assert set(made.points["status"]) == {"summed"}
    assert list(made.points.columns) == list(FUNNEL_COLUMNS)


def test_no_funnel_where_no_error_is_known_until_the_reader_assumes_one() -> None:
    closed = funnel(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03")
    assert (closed.reason, closed.areas, closed.warning, closed.dispersion) == (UNKNOWN_ERROR, 0, None, None)
    assert closed.points["word"].isna().all() and closed.limits.empty
    opened = funnel(asked_of(THREE), COVERAGE, ["a", "b", "c"], "2025-03", error=0.1)
    assert (opened.reason, opened.areas) == (None, 3)
    assert set(opened.points["error_from"]) == {"reader"}
    assert list(opened.points["word"]) == ["similar"] * 3  # widened by 3.2: 4.4, -2.8 and 2.0 become 1.4, -0.9 and 0.6


def test_one_area_far_from_many_alike_is_outside_the_funnel() -> None:
    # 29 areas at 0.50 and one at 0.90, errors 2 percent. Pooled 0.51333; z of the many -1.30, of the one 37.7;
    # chi-square (29 x 1.687 + 1,418)/30 = 48.9, so the limits are seven times as wide and the one lies 5.4 outside.
    alike = [figure(f"r{n:02d}", "2025-03", 500, 1_000) for n in range(29)]
    held = [*alike, figure("z", "2025-03", 900, 1_000)]
    made = funnel(asked_of(held), COVERAGE, [row["region_code"] for row in held], "2025-03", error=0.02)
    assert list(made.points["word"]) == ["similar"] * 29 + ["strongly_better"]
    assert made.dispersion == pytest.approx(48.9, abs=0.05)
    assert made.points["z"].iloc[29] == pytest.approx(5.4, abs=0.05)
    assert made.warning is None


def test_in_bali_the_parts_and_the_rest_add_up_to_one_province(shown: Query) -> None:
    regencies = territory(shown).parts("51")
    rows = comparison(shown, COVERAGE, regencies, "2025-12", base="ucj", error=0.03)
    assert (rows["benchmark_numerator"] + rows["numerator"]).nunique() == 1
    assert (rows["benchmark_denominator"] + rows["denominator"]).nunique() == 1
    assert rows["period"].nunique() == 1
    assert set(rows["status"]) == {"demonstration"}
    outside = (rows["benchmark"] < rows["low"]) | (rows["benchmark"] > rows["high"])
    assert (outside == (rows["word"] != "similar")).all()
    assert (rows.loc[rows["word"].isin(["better", "strongly_better"]), "difference"] > 0).all()


def test_on_a_survey_base_the_words_rest_on_the_error_that_the_store_assumes(shown: Query) -> None:
    rows = comparison(shown, COVERAGE, territory(shown).parts("51"), "2025-12", base="bps")
    assert set(rows["error_from"]) == {"assumed"}
    assert rows["word"].notna().all() and rows["reason"].isna().all()
    assert list(rows["high"]) == pytest.approx(list(rows["value"] / (1 - Z95 * rows["error"])))


def test_the_funnel_of_every_regency_has_limits_at_each_workforce_and_needs_no_warning(shown: Query) -> None:
    places = territory(shown)
    regencies = [code for province in places.parts("KW-BANUSPA") for code in places.parts(province)]
    made = funnel(shown, COVERAGE, regencies, "2025-12", base="ucj", error=0.03)
    assert (made.areas, made.warning) == (83, None)
    assert made.limits["denominator"].is_monotonic_increasing
    assert set(made.limits["denominator"]) == set(made.points["denominator"])
    low_998, low_95, high_95, high_998 = (made.limits[name] for name in ("low_998", "low_95", "high_95", "high_998"))
    assert all((a < b).all() for a, b in pairwise([low_998, low_95, high_95, high_998]))
    beyond = (made.points["value"] > made.points["high_95"]) | (made.points["value"] < made.points["low_95"])
    assert (beyond == (made.points["word"] != "similar")).all()


def asked(**given_options: object) -> argparse.Namespace:
    """Give the options of the command, as its parser reads them."""
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return argparse.Namespace(**{**vars(parser.parse_args([])), **given_options})


def test_the_command_compares_the_parts_of_a_region_or_the_regencies_beside_one(shown: Query) -> None:
    places = territory(shown)
    bali = command.answer(asked(region="51"), shown, places)
    assert list(bali["region_code"]) == places.parts("51")
    pd.testing.assert_frame_equal(command.answer(asked(region="51.03"), shown, places), bali)
    inside = command.answer(asked(region="KW-BANUSPA", level="regency"), shown, places)
    assert len(inside) == 83
    nation = command.answer(asked(region="ID"), shown, places)
    assert len(nation) == 38
    assert set(nation["parts_expected"].dropna()) == {37} and set(nation["parts_present"].dropna()) == {8}
    limits = command.answer(asked(region="51", funnel=True, error=0.03), shown, places)
    assert set(limits["warning"]) == {FEW_AREAS} and set(limits["areas"]) == {9}


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"region": "51,51.03"}, OutOfBounds),  # a part and its whole
        ({"region": "KW-BANUSPA,51"}, OutOfBounds),
        ({"region": "5"}, UnknownName),
        ({"region": "51", "base": "all"}, UnknownName),
        ({"region": "51", "segment": "all"}, UnknownName),
        ({"region": "51", "metric": "workforce", "base": "ucj"}, UnknownName),
        ({"region": "51", "error": 0.0}, OutOfBounds),
        ({"region": "51", "error": float("nan")}, OutOfBounds),
        ({"region": "51", "error": 0.31}, OutOfBounds),
        ({"region": "51", "as_of": "2025-13"}, OutOfBounds),
    ],
)
def test_a_wrong_option_is_refused(wrong: dict[str, object], kind: type[Exception], shown: Query) -> None:
    with pytest.raises(kind):
        command.answer(asked(**wrong), shown, territory(shown))
