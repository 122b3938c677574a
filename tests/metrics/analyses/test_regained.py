"""When the level of February 2020 was regained, and the flows of whole years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics._model import Scope, measure
from metrics.analyses.regained import NEVER_BELOW, REGAINED, STILL_BELOW, recovery_of, yearly_flow
from metrics.analyses.signals import RunningLevel
from metrics.catalogue import metric

MONTHS = ["2020-02", "2020-03", "2020-04", "2020-05", "2020-06"]


def test_a_level_is_regained_in_the_first_month_after_which_it_is_never_below_again() -> None:
    went = recovery_of(MONTHS, [1.0, 0.9, 1.0, 0.8, 1.1])
    assert (went.outcome, went.month, went.low, went.low_month, went.now) == (REGAINED, "2020-06", 0.8, "2020-05", 1.1)


def test_a_level_that_is_touched_exactly_counts_as_regained() -> None:
    assert recovery_of(MONTHS[:3], [1.0, 0.9, 1.0]).month == "2020-04"


def test_one_that_sank_back_at_the_end_is_still_below() -> None:
    went = recovery_of(MONTHS[:3], [1.0, 1.2, 0.99])
    assert (went.outcome, went.month, went.now) == (STILL_BELOW, None, 0.99)


def test_one_that_never_sank_has_no_month() -> None:
    assert recovery_of(MONTHS[:2], [1.0, 1.0]).outcome == NEVER_BELOW


@pytest.mark.parametrize("months", [[], ["2020-02"], ["2019-12", "2020-01"]])
def test_without_a_month_after_february_2020_nothing_is_said(months: list[str]) -> None:
    assert recovery_of(months, [1.0] * len(months)).outcome is None


@given(st.lists(st.floats(0.1, 3), min_size=1, max_size=30), st.randoms())
def test_the_order_of_months_changes_nothing_and_no_later_month_is_below(shares: list[float], chance) -> None:
    months = [f"{2021 + at // 12}-{at % 12 + 1:02}" for at in range(len(shares))]
    went = recovery_of(months, shares)
    pairs = list(zip(months, shares, strict=True))
    chance.shuffle(pairs)
    assert recovery_of(*zip(*pairs, strict=True)) == went
    if went.month:
        assert all(share >= 1 - 1e-12 for month, share in zip(months, shares, strict=True) if month >= went.month)
        assert shares[months.index(went.month) - 1] < 1


def test_a_year_is_the_sum_of_its_twelve_months_and_null_where_one_is_missing(demonstration_query) -> None:
    exits = metric("exits")
    years = yearly_flow(demonstration_query, exits, "51.08", "2025-06")
    held = measure(demonstration_query, exits, Scope(("51.08",), segment="total", until="2025-06"))
    held = held[held["on_line"]]
    for row in years.itertuples():
        months = held[held["month"].str.startswith(str(row.year))]
        assert row.months == len(months)
        assert (row.value is None) == (len(months) < 12)
        if row.value is not None:
            assert row.value == months["value"].sum()
    assert years["value"].isna().iloc[-1] and years["year"].iloc[-1] == 2025
    assert set(years["status"]) == {"demonstration"}


def test_a_region_without_flows_has_no_years(query) -> None:
    assert yearly_flow(query, metric("exits"), "51.08", "2025-12").empty


def test_a_running_level_is_not_summed(query) -> None:
    with pytest.raises(RunningLevel):
        yearly_flow(query, metric("active_participants"), "51", "2025-12")
