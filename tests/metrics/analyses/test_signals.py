"""The process chart of a region: its line, breaks, limits and signals, on made figures and on the built store."""

import argparse
import random
from typing import Any

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import process_limits
from metrics.analyses import signals as analysis
from metrics.analyses.signals import BreakUnfounded, RunningLevel, signals
from metrics.catalogue import metric as held_metric
from metrics.commands import OutOfBounds
from metrics.commands import signals as command
from metrics.territory import territory
from tests.metrics.analyses.made_lines import metric, months, rows, store

YEAR = [10, 12, 11, 13, 12, 10, 11, 12, 13, 11, 12, 11]  # mean 138 / 12, ranges 2 1 2 1 2 1 1 1 2 1 1


def chart(figures: list[dict[str, Any]], as_of: str = "2025-12", name: str = "new_participants", **asked: Any) -> Any:
    return signals(store(figures), metric(name), "51", as_of, **asked)


def all_signals(made: Any) -> set[str]:
    return {name for found in made.points["signals"] for name in found}


def test_the_chart_of_a_year_carries_its_limits_and_key() -> None:
    made = chart(rows(months("2025-01", 12), YEAR))
    assert list(made.points) == list(analysis.COLUMNS)
    assert list(made.parts) == list(analysis.PART_COLUMNS)
    assert made.reason is None
    assert made.points["value"].tolist() == made.points["numerator"].tolist() == YEAR
    assert made.points["denominator"].isna().all()
    assert made.points["upper"].tolist() == [pytest.approx(11.5 + 2.66 * 15 / 11)] * 12
    assert made.points["moving_range"].tolist()[1:] == [2, 1, 2, 1, 2, 1, 1, 1, 2, 1, 1]
    assert set(made.points["signals"].map(len)) == {0}
    part = made.parts.iloc[0]
    assert (part["since"], part["until"], part["points"], part["trial"]) == ("2025-01", "2025-12", 12, False)
    assert (part["region_code"], part["metric"], part["segment"], part["series"]) == (
        "51",
        "new_participants",
        "total",
        "office",
    )


def test_a_running_level_is_refused_and_the_reason_is_said() -> None:
    with pytest.raises(RunningLevel, match=r"'active_participants' is a running level.*autocorrelated"):
        signals(store([]), metric("active_participants", flow=False), "51", "2025-12")


def test_the_order_of_the_figures_changes_nothing() -> None:
    figures = rows(months("2022-01", 40), [random.Random(7).randrange(90) for _ in range(40)])
    mixed = random.Random(3).sample(figures, 40)
    assert chart(mixed).points.equals(chart(figures).points)
    assert chart(mixed).parts.equals(chart(figures).parts)


def test_limits_begin_anew_only_where_a_person_gave_a_reason() -> None:
    low, high = [10, 11] * 6, [50, 52] * 6
    figures = rows(months("2024-01", 24), low + high)
    whole = chart(figures)
    assert whole.parts["points"].tolist() == [24]  # however plain the leap
    assert whole.points["rebased"].isna().all()
    split = chart(figures, rebase=[("2025-01", "Contributions of village staff are counted")])
    assert split.parts["since"].tolist() == ["2024-01", "2025-01"]
    assert split.parts["mean"].tolist() == [10.5, 51.0]
    assert split.parts["mean_range"].tolist() == [1.0, 2.0]  # the leap of 39 to 50 is in neither
    assert split.parts["rebased"].tolist() == [None, "Contributions of village staff are counted"]
    assert split.points["part"].tolist() == [1] * 12 + [2] * 12
    assert split.points["signals"].map(len).sum() == 0
    assert np.isnan(split.points["moving_range"][12])


def test_no_signal_reaches_over_a_break() -> None:
    figures = rows(months("2025-01", 12), [1, 9, 1, 9, 2, 3, 4, 5, 6, 7, 8, 9])
    assert "seven_rising" in all_signals(chart(figures))
    assert "seven_rising" not in all_signals(chart(figures, rebase=[("2025-09", "why")]))


def test_a_break_before_the_line_or_after_it_makes_no_part() -> None:
    figures = rows(months("2025-01", 12), YEAR)
    before = chart(figures, rebase=[("2019-01", "Long ago"), ("2026-03", "To come")])
    assert before.parts["points"].tolist() == [12]
    assert before.parts["rebased"].tolist() == ["Long ago"]


@pytest.mark.parametrize(
    ("rebase", "says"),
    [
        ([("2025-03", " ")], "only with a reason"),
        ([("2025-13", "why")], "a month such as"),
        ([("2025", "why")], "a month such as"),
        ([("2025-03", "one"), ("2025-03", "other")], "Two reasons"),
    ],
)
def test_a_break_without_month_or_reason_is_refused(rebase: list[tuple[str, str]], says: str) -> None:
    with pytest.raises(BreakUnfounded, match=says):
        chart(rows(months("2025-01", 12), YEAR), rebase=rebase)


def test_looking_at_a_shorter_time_does_not_change_the_limits() -> None:
    figures = rows(months("2024-01", 24), [10, 11] * 6 + [50, 52] * 6)
    later = chart(figures, since="2025-01")
    assert later.points["month"].tolist() == months("2025-01", 12)
    assert set(later.points["mean"]) == {(10.5 + 51) / 2}
    assert later.parts["points"].tolist() == [24]
    nothing = chart(figures, since="2026-01", as_of="2026-02")
    assert (len(nothing.points), nothing.reason) == (0, analysis.NOTHING_SINCE)


def test_nothing_after_the_month_asked_for_is_used() -> None:
    figures = rows(months("2025-01", 12), [*YEAR[:-1], 900])
    assert chart(figures, as_of="2025-11").parts["mean"].tolist() == [sum(YEAR[:-1]) / 11]


def test_a_missing_month_stays_missing() -> None:
    figures = rows(months("2025-01", 12), YEAR)
    made = chart([row for row in figures if row["month"] != "2025-06"])
    assert "2025-06" not in set(made.points["month"])
    assert made.parts["ranges"].tolist() == [9]
    assert made.points.loc[made.points["moving_range"].isna(), "month"].tolist() == ["2025-01", "2025-07"]
    null = chart([row | ({"numerator": None} if row["month"] == "2025-06" else {}) for row in figures])
    assert_frame_equal(null.points, made.points, check_dtype=False)


def test_a_region_without_figures_has_no_chart_but_a_reason() -> None:
    made = chart([])
    assert (len(made.points), len(made.parts), made.reason) == (0, 0, analysis.NO_LINE)
    assert list(made.points) == list(analysis.COLUMNS)
    old = chart(rows(months("2020-01", 24), YEAR * 2))
    assert old.reason == analysis.NO_LINE  # nothing within a year


def test_one_month_is_given_without_limits() -> None:
    made = chart(rows(["2025-12"], [7]))
    assert made.points["value"].tolist() == [7]
    assert made.points[["lower", "upper"]].isna().all(axis=None)
    assert made.points["reason"].tolist() == [process_limits.TOO_FEW]
    assert made.points["trial"].tolist() == [True]


def test_net_additions_may_be_below_zero_and_so_may_their_limit() -> None:
    figures = rows(months("2025-01", 12), [0, 10] * 6)
    assert chart(figures).parts["lower"].tolist() == [0]
    assert chart(figures, name="net_additions").parts["lower"].tolist() == [pytest.approx(5 - 26.6)]
    fall = rows(months("2025-01", 12), [-5, 5] * 6)
    assert chart(fall, name="net_additions").parts["lower"].tolist() == [pytest.approx(-26.6)]


def test_more_is_better_of_new_participants_and_worse_of_exits() -> None:
    figures = rows(months("2024-01", 24), [*[10, 11] * 11, 10, 40])
    for better, reading in (("higher", "better"), ("lower", "worse"), ("neither", None)):
        last = signals(store(figures), metric(better=better), "51", "2025-12").points.iloc[-1]
        assert (last["signals"], last["reads_as"]) == (["above_limit"], reading)


def test_signals_that_point_both_ways_read_as_neither() -> None:
    assert analysis._reading(("below_limit", "seven_rising"), "higher") is None
    assert analysis._reading(("seven_above", "seven_rising"), "higher") == "better"
    assert analysis._reading((), "higher") is None


def test_figures_of_another_series_are_never_mixed_in() -> None:
    demonstration = rows(months("2024-01", 24), [500] * 24, series="demonstration", status="demonstration")
    made = chart(demonstration + rows(months("2025-01", 12), YEAR))
    assert made.points["value"].tolist() == YEAR
    assert set(made.points["status"]) == {"reported"}


def test_the_status_of_limits_is_the_weakest_of_their_months() -> None:
    figures = rows(months("2025-01", 12), YEAR, source_ids=["a"])
    figures[3] |= {"status": "summed", "source_ids": ["b", "a"]}
    made = chart(figures)
    assert set(made.points["status"]) == {"summed"}
    assert made.points["value_status"].tolist().count("summed") == 1
    assert made.parts["source_ids"].tolist() == [["a", "b"]]
    assert made.points["source_ids"].tolist()[0] == ["a"]


# On the built store, with the demonstration set.


@pytest.fixture(scope="module")
def demonstration(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set."""
    return demonstration_query


@pytest.mark.parametrize("region", ["51.03", "96.71"])
def test_the_chart_of_a_regency_has_the_months_that_came_in_and_stays_an_example(
    demonstration: Query, region: str
) -> None:
    made = signals(demonstration, held_metric("new_participants"), region, "2025-12")
    held = demonstration(
        """
        select month, sum(new) as people from membership
        where region_code = $region and segment in ('PU', 'BPU', 'JAKON') and new is not null group by month order by month
        """,
        region=region,
    )
    assert made.points["month"].tolist() == held["month"].tolist()
    assert made.points["value"].tolist() == held["people"].tolist()
    assert set(made.points["status"]) == {"demonstration"}
    at = analysis.running_months(held["month"])
    steps = [
        abs(b - a) for a, b, i, j in zip(held["people"], held["people"][1:], at, at[1:], strict=False) if j == i + 1
    ]
    mean = sum(steps) / len(steps)
    usual = [step for step in steps if step <= 3.267 * mean]
    assert made.parts["mean_range"].tolist() == [pytest.approx(sum(usual) / len(usual))]
    assert made.parts["dropped"].tolist() == [len(steps) - len(usual)]


@pytest.mark.parametrize(("province", "first"), [("96", "2022-12"), ("94", "2022-07")])
def test_a_province_born_in_2022_has_a_chart_from_then_on(demonstration: Query, province: str, first: str) -> None:
    made = signals(demonstration, held_metric("exits"), province, "2025-12")
    assert made.parts["since"].tolist() == [first]
    assert made.parts["boundary"].isna().all()


def test_net_additions_on_the_store_have_no_floor(demonstration: Query) -> None:
    made = signals(demonstration, held_metric("net_additions"), "51.03", "2025-12")
    assert made.points["lower"].max() < 0


@pytest.mark.parametrize(
    "name", ["new_participants", "reactivated", "exits", "net_additions", "contributions_received"]
)
def test_the_flows_of_the_rule_are_charted(demonstration: Query, name: str) -> None:
    made = signals(demonstration, held_metric(name), "51", "2025-12")
    assert made.reason is None
    assert made.points["upper"].notna().all()


@pytest.fixture
def run(demonstration: Query) -> Any:
    """Ask the command."""
    places = territory(demonstration)

    def ask(options: str) -> Any:
        parser = argparse.ArgumentParser()
        parser.add_argument("--region")
        command.arguments(parser)
        return command.answer(parser.parse_args(options.split()), demonstration, places)

    return ask


def test_the_command_charts_several_regions_one_after_the_other(run: Any) -> None:
    told = run("--region 51.03,51.01 --since 2025-01 --rebase 2022-01:Awal_pencatatan_baru")
    assert list(told) == list(analysis.COLUMNS)
    assert list(dict.fromkeys(told["region_code"])) == ["51.03", "51.01"]
    assert set(told["rebased"]) == {"Awal_pencatatan_baru"}
    assert told["month"].min() == "2025-01"


def test_the_command_gives_a_region_without_a_line_its_reason(run: Any) -> None:
    told = run("--region 51.03 --as-of 2001-01")
    assert told["reason"].tolist() == [analysis.NO_LINE]
    assert told["value"].isna().all()


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ("--region 51.03 --metric coverage", OutOfBounds, "running level"),
        ("--region 51.03 --metric nothing", UnknownName, "There is no metric"),
        ("--region 99", UnknownName, "There is no region"),
        ("--region 51.03 --segment XX", UnknownName, "There is no segment"),
        ("--region 51.03 --as-of 2025", OutOfBounds, "--as-of is '2025'"),
        ("--region 51.03 --since soon", OutOfBounds, "--since is 'soon'"),
        ("--region 51.03 --since 2025-05 --as-of 2025-01", OutOfBounds, "exchange them"),
        ("--region 51.03 --rebase 2025-01", OutOfBounds, "only with a reason"),
        ("--region 51.03 --rebase why:2025-01", OutOfBounds, "a month such as"),
    ],
)
def test_the_command_says_what_a_wrong_value_may_be(run: Any, options: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        run(options)
