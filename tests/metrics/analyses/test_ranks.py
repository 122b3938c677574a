"""Places by level and by improvement: ties and intervals by hand, an independent ranking, and the real store."""

import argparse
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Query
from metrics._model import PRINTED_ONLY, UnknownName
from metrics.analyses import ranks as analysis
from metrics.analyses.ranks import competition, places, ranks
from metrics.analyses.uncertainty import DRAWS, UNKNOWN_ERROR, drawn_shares, standard_draws
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.commands import ranks as command
from metrics.panel import NOT_IN_PANEL, NOTHING_COMMON
from metrics.periods import month_after
from metrics.territory import territory
from tests.metrics.analyses.compared_figures import asked_of, figure

COVERAGE = metric("coverage")

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def two_months(**shares: tuple[int, int]) -> list[dict[str, Any]]:
    """Make figures of March 2024 and March 2025 out of a workforce of 1,000."""
    return [
        figure(code, month, members, 1_000)
        for code, both in shares.items()
        for month, members in zip(("2024-03", "2025-03"), both, strict=True)
    ]


# Level 600, 500, 500, 300; gained 100, -50, 200, 200.
FOUR = two_months(a=(500, 600), b=(550, 500), c=(300, 500), d=(100, 300))
CODES = ["a", "b", "c", "d"]


@pytest.fixture(scope="module")
def shown(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set on."""
    return demonstration_query


def by_code(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows by region."""
    return rows.set_index("region_code").sort_index()


def test_equal_shares_share_a_place_and_the_next_is_skipped() -> None:
    rows = ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03")
    assert list(zip(rows["region_code"], rows["rank"], strict=True)) == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]
    assert set(rows["ranked"]) == {4}
    assert list(rows.columns) == list(analysis.COLUMNS)


def test_improvement_stands_beside_the_level() -> None:
    rows = by_code(ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03"))
    assert list(rows["change"]) == pytest.approx([0.1, -0.05, 0.2, 0.2])
    assert list(rows["change_rank"]) == [3, 4, 1, 1]  # 0.5 - 0.3 and 0.3 - 0.1 differ in their last bit, not in truth
    assert set(rows["earlier_period"]) == {"2024-03"}


def test_where_the_error_is_not_known_there_is_a_rank_without_an_interval_and_the_reason() -> None:
    rows = ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03")
    without = [f"{of}{name}" for of in ("rank", "change_rank") for name in ("_low", "_high", "_top3")]
    assert rows[[*without, "low", "high", "change_low", "change_high"]].isna().all(axis=None)
    assert set(rows["reason"]) == set(rows["change_reason"]) == {UNKNOWN_ERROR}
    assert rows[["rank", "change_rank"]].notna().all(axis=None)


def test_an_error_that_the_reader_assumes_gives_intervals_and_is_labelled() -> None:
    rows = ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03", error=0.03)
    assert rows[["rank_low", "rank_high", "rank_top3", "change_low", "change_high"]].notna().all(axis=None)
    assert rows[["reason", "change_reason"]].isna().all(axis=None)
    assert set(rows["error_from"]) == {"reader"}


def test_one_unknown_error_leaves_every_place_without_an_interval() -> None:
    known = [row | ({"error": 0.03} if row["region_code"] != "d" else {}) for row in FOUR]
    rows = by_code(ranks(asked_of(known), COVERAGE, CODES, "2025-03"))
    assert rows["rank_low"].isna().all()
    assert list(rows["reason"]) == [analysis.OTHER_UNKNOWN] * 3 + [UNKNOWN_ERROR]
    assert list(rows["change_low"].notna()) == [True, True, True, False]  # a change needs only its own error


def test_a_printed_percentage_is_ranked_but_has_no_interval() -> None:
    printed = figure("e", "2025-03", None, None, value=0.55)
    rows = by_code(ranks(asked_of([*FOUR, printed]), COVERAGE, [*CODES, "e"], "2025-03", error=0.03))
    assert (rows.loc["e", "rank"], rows.loc["e", "reason"]) == (2, PRINTED_ONLY)
    assert pd.isna(rows.loc["e", "change"]) and rows.loc["e", "change_reason"] == analysis.NOT_THEN
    assert rows.loc["a", "reason"] == analysis.OTHER_UNKNOWN


def test_a_region_without_a_figure_in_the_month_has_no_rank() -> None:
    held = [*FOUR, figure("Z", "2025-01", 999, 1_000)]
    rows = ranks(asked_of(held), COVERAGE, ["Z", *CODES], "2025-03", error=0.03)
    assert rows["region_code"].iloc[-1] == "Z"
    last = rows.iloc[-1]
    assert last["reason"] == NOT_IN_PANEL
    assert last[["rank", "rank_low", "change_rank", "value", "ranked"]].isna().all()
    assert list(rows["rank"].iloc[:4]) == [1, 2, 2, 4]


def test_a_region_without_the_earlier_month_is_ranked_by_level_alone() -> None:
    held = [row for row in FOUR if (row["region_code"], row["month"]) != ("c", "2024-03")]
    rows = by_code(ranks(asked_of(held), COVERAGE, CODES, "2025-03", error=0.03))
    assert rows.loc["c", "rank"] == 2
    assert rows.loc["c", ["change", "change_rank", "change_rank_low", "change_ranked"]].isna().all()
    assert rows.loc["c", "change_reason"] == analysis.NOT_THEN
    assert set(rows["change_ranked"].dropna()) == {3}
    assert rows.loc["a", "change_reason"] is None


@pytest.mark.parametrize("held", [[], FOUR[:2]])
def test_one_region_or_none_is_not_ranked(held: list[dict[str, Any]]) -> None:
    rows = ranks(asked_of(held), COVERAGE, ["a"], "2025-03", error=0.03)
    assert list(rows["reason"]) == [NOTHING_COMMON]
    assert rows["rank"].isna().all()


def test_a_metric_without_a_good_direction_is_not_ranked() -> None:
    with pytest.raises(UnknownName, match="coverage") as refused:
        ranks(asked_of([]), metric("informal_share"), CODES, "2025-03")
    assert str(refused.value).count("informal_share") == 1  # not among those there are


def test_both_months_share_one_error_so_that_a_change_is_surer_than_a_level() -> None:
    # With D* = D(1 + r e) in both months the change is 0.1 / (1 + r e): 0.1 / 1.0588 to 0.1 / 0.9412.
    row = by_code(ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03", error=0.03)).loc["a"]
    assert (row["change_low"], row["change_high"]) == pytest.approx((0.1 / 1.0588, 0.1 / 0.9412), rel=0.005)
    fallen = by_code(ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03", error=0.03)).loc["b"]
    assert fallen["change_low"] < -0.05 < fallen["change_high"] < 0


def test_the_chance_of_two_areas_changing_places_is_that_of_two_normal_errors() -> None:
    # 1/share is normal: P(b above a) = P(N(0,1) > (1/0.50 - 1/0.52) / (0.05 root(1/0.50^2 + 1/0.52^2))) = P(N > 0.5547).
    standard = standard_draws(["a", "b"], 200_000)
    drawn = drawn_shares([0.52, 0.50], [0.05, 0.05], standard)
    assert (competition(drawn)[1] == 1).mean() == pytest.approx(0.2896, abs=0.004)


def test_well_apart_every_place_is_certain() -> None:
    found = places(np.array([0.9, 0.1, 0.5]), drawn_shares([0.9, 0.1, 0.5], [0.01] * 3, standard_draws("abc")))
    assert list(found["rank"]) == list(found["rank_low"]) == list(found["rank_high"]) == [1, 3, 2]
    assert list(found["rank_top3"]) == [1.0, 1.0, 1.0]


def test_areas_alike_may_stand_anywhere_and_their_interval_holds_their_place() -> None:
    codes = [f"r{n:02d}" for n in range(40)]
    shares = np.full(40, 0.5)
    found = places(shares, drawn_shares(shares, np.full(40, 0.05), standard_draws(codes)))
    assert set(found["rank"]) == {1}  # all share it, though no draw puts one of them first in more than a fortieth
    assert set(found["rank_low"]) == {1}
    assert found["rank_high"].min() >= 39
    assert found["rank_top3"].mean() == pytest.approx(3 / 40, abs=1e-9)


def test_where_lower_is_better_the_lowest_is_first() -> None:
    scores = np.array([0.2, 0.4, 0.3])
    assert list(places(-scores, np.full((3, DRAWS), np.nan))["rank"]) == [1, 3, 2]


SCORES = st.lists(st.integers(0, 20).map(lambda n: n / 20) | st.just(float("nan")), min_size=1, max_size=15)


@untimed
@given(SCORES)
def test_ranks_agree_with_pandas_and_a_dominated_area_is_never_above(scores: list[float]) -> None:
    found = places(np.array(scores), np.full((len(scores), 2), np.nan))
    expected = pd.Series(scores).rank(method="min", ascending=False)
    assert list(found["rank"].astype(float).fillna(0)) == list(expected.fillna(0))


@untimed
@given(st.lists(st.integers(1, 999), min_size=2, max_size=8), st.floats(0.01, 0.2), st.randoms(use_true_random=False))
def test_the_interval_agrees_with_pandas_and_the_order_of_rows_changes_nothing(
    members: list[int], error: float, shuffled: Any
) -> None:
    shares, codes = np.array(members) / 1_000, [f"r{n}" for n in range(len(members))]
    drawn = drawn_shares(shares, np.full(len(shares), error), standard_draws(codes, 200))
    found = places(shares, drawn)
    simulated = pd.DataFrame(drawn).rank(method="min", ascending=False)
    ordered = np.sort(simulated.to_numpy(), axis=1)  # the 5th and the 195th of 200 draws
    assert list(found["rank_low"]) == list(np.minimum(ordered[:, 4], found["rank"]))
    assert list(found["rank_high"]) == list(np.maximum(ordered[:, 194], found["rank"]))
    assert list(found["rank_top3"]) == pytest.approx(list((simulated <= 3).mean(axis=1)))
    assert found["rank_top3"].sum() == pytest.approx(min(3, len(members)))
    turned = list(range(len(members)))
    shuffled.shuffle(turned)
    again = places(shares[turned], drawn[turned])
    pd.testing.assert_frame_equal(again, found.iloc[turned].reset_index(drop=True))


def test_adding_a_region_changes_no_figure_of_another_but_its_place() -> None:
    more = [*FOUR, *two_months(e=(100, 700))]
    before = by_code(ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03", error=0.05))
    after = by_code(ranks(asked_of(more), COVERAGE, [*CODES, "e"], "2025-03", error=0.05)).loc[CODES]
    of_places = [name for name in before.columns if "rank" in name]
    pd.testing.assert_frame_equal(after.drop(columns=of_places), before.drop(columns=of_places))
    assert list(after["rank"]) == [2, 3, 3, 5]


def test_the_order_of_the_figures_changes_nothing_and_the_same_question_has_the_same_answer() -> None:
    once = ranks(asked_of(FOUR), COVERAGE, CODES, "2025-03", error=0.05)
    again = ranks(asked_of(FOUR[::-1]), COVERAGE, CODES[::-1], "2025-03", error=0.05)
    pd.testing.assert_frame_equal(once, again)


def test_status_and_sources_are_those_of_both_months() -> None:
    weak = [row | ({"status": "estimated", "source_ids": ["old"]} if row["month"] == "2024-03" else {}) for row in FOUR]
    rows = by_code(ranks(asked_of(weak), COVERAGE, CODES, "2025-03"))
    assert set(rows["status"]) == {"estimated"}
    assert rows.loc["a", "source_ids"] == ["old", "source-a"]


@pytest.mark.parametrize(
    ("month", "span", "before"), [("2025-03", 12, "2024-03"), ("2025-03", 3, "2024-12"), ("2025-12", 1, "2025-11")]
)
def test_the_span_is_counted_in_months(month: str, span: int, before: str) -> None:
    assert month_after(month, -span) == before


def test_the_regencies_of_bali_are_all_ranked_and_worse_is_never_above(shown: Query) -> None:
    codes = territory(shown).parts("51")
    rows = ranks(shown, COVERAGE, codes, "2025-12", base="ucj", error=0.03)
    assert sorted(rows["region_code"]) == sorted(codes)
    assert rows["value"].is_monotonic_decreasing
    assert (rows["rank_low"] <= rows["rank"]).all() and (rows["rank"] <= rows["rank_high"]).all()
    assert rows["rank_top3"].sum() == pytest.approx(3)
    by_gain = rows.sort_values("change_rank")
    assert by_gain["change"].is_monotonic_decreasing
    assert rows["change"].to_numpy() == pytest.approx((rows["value"] - rows["earlier_value"]).to_numpy(), abs=1e-15)
    assert set(rows["status"]) == {"demonstration"}
    assert set(rows["period"]) == {"2025-12"} and set(rows["earlier_period"]) == {"2024-12"}


def test_an_area_born_in_2022_has_no_change_from_before_it_was_held(shown: Query) -> None:
    codes = territory(shown).parts("KW-BANUSPA")
    rows = by_code(ranks(shown, COVERAGE, codes, "2023-06", base="ucj", error=0.03))
    lacking = rows[rows["earlier_value"].isna() & rows["value"].notna()]
    assert rows.loc[["51", "52", "53"], "rank"].notna().all()
    assert lacking["change_rank"].isna().all()
    assert set(lacking["change_reason"]) <= {analysis.NOT_THEN}
    whole = rows["earlier_value"].notna()
    assert (rows.loc[whole, "change"] == rows.loc[whole, "value"] - rows.loc[whole, "earlier_value"]).all()


def asked(**given_options: object) -> argparse.Namespace:
    """Give the options of the command, as its parser reads them."""
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return argparse.Namespace(**{**vars(parser.parse_args([])), **given_options})


def test_the_command_ranks_the_parts_of_a_region_over_the_span_asked(shown: Query) -> None:
    bali = territory(shown)
    rows = command.answer(asked(region="51", span=6, as_of="2025-12"), shown, bali)
    assert sorted(rows["region_code"]) == bali.parts("51")
    assert set(rows["earlier_period"]) == {"2025-06"}
    assert set(rows["reason"]) == {UNKNOWN_ERROR}  # the UCJ base has no known error
    chosen = command.answer(asked(region="51.03, 51.71,51.03"), shown, bali)
    assert sorted(chosen["region_code"]) == ["51.03", "51.71"]


@pytest.mark.parametrize("span", [0, -12, 121])
def test_a_span_that_means_nothing_is_refused(span: int, shown: Query) -> None:
    with pytest.raises(OutOfBounds, match="--span"):
        command.answer(asked(region="51", span=span), shown, territory(shown))
