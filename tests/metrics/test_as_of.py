"""Which figure stands for a place: the pick rule where several do, and the latest one up to a month, with its date."""

import pandas as pd
import pytest

from data.standing import PICK_RULE, STATUSES
from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metric, metrics
from metrics.periods import is_month, is_old, latest_month, news_months

PLACE = ["region_code", "base", "segment"]


def test_with_parts_is_shown_before_a_rounded_percentage_alone(query: Query) -> None:
    ntb = measure(query, metric("coverage"), Scope(("52",), "ucj", "total", "2025-06", "2025-06"))
    assert dict(zip(ntb["printed"], ntb["shown"], strict=True)) == {0.307: True, 0.32: False}
    shown = ntb[ntb["shown"]].iloc[0]
    assert (shown["numerator"], shown["denominator"]) == (555_276, 1_808_432)


@pytest.mark.parametrize(
    "name", ["active_participants", "coverage", "informal_share", "vulnerable_covered", "workforce"]
)
def test_one_figure_is_shown_for_each_place_base_segment_and_month(name: str, figures: dict[str, pd.DataFrame]) -> None:
    frame = figures[name][figures[name]["series"] != "registered"]
    shown = frame.groupby([*PLACE, "month"], dropna=False)["shown"].sum()
    assert set(shown) == {1}


def test_the_rule_that_picks_is_written_in_words_for_each_step() -> None:
    assert len(PICK_RULE) >= 7
    assert all(len(words) > 20 for _, words in PICK_RULE)
    assert STATUSES == ("reported", "published", "summed", "estimated", "demonstration")


@pytest.mark.parametrize("as_of", ["2016-12", "2023-12", "2024-11", "2025-03", "2025-12", "2030-01"])
@pytest.mark.parametrize("name", list(metrics()))
def test_as_of_a_month_each_place_has_its_latest_figure_up_to_it(
    name: str, as_of: str, query: Query, figures: dict[str, pd.DataFrame]
) -> None:
    held = figures[name][figures[name]["shown"] & (figures[name]["month"] <= as_of)]
    latest = held[held["month"] == held.groupby(PLACE, dropna=False)["month"].transform("max")]
    expected = latest.assign(carried_from=latest["period"].where(latest["month"] < as_of))
    found = measure(query, metrics()[name], Scope(as_of=as_of))
    columns = [*PLACE, "period", "value", "series", "carried_from", "status"]
    # As plain objects: a column in which nothing was carried forward has no type of its own.
    same, wanted = (
        frame[columns].astype(object).where(frame[columns].notna(), None).reset_index(drop=True)
        for frame in (found, expected)
    )
    pd.testing.assert_frame_equal(same, wanted)


@pytest.mark.parametrize(
    ("as_of", "period", "carried"),
    [
        ("2025-02", None, None),
        ("2025-03", "2025-03", None),
        ("2025-05", "2025-03", "2025-03"),
        ("2025-06", "2025-06", None),
    ],
)
def test_a_figure_is_carried_forward_with_its_own_date_and_never_back(
    as_of: str, period: str | None, carried: str | None, query: Query
) -> None:
    bali = measure(query, metric("coverage"), Scope(("51",), "ucj", "total", as_of=as_of))
    assert bali["period"].tolist() == ([period] if period else [])
    assert bali["carried_from"].dropna().tolist() == ([carried] if carried else [])


def test_since_and_until_take_a_bare_year_as_its_december(query: Query) -> None:
    def periods(since: str | None, until: str | None) -> list[str]:
        return list(measure(query, metric("coverage"), Scope(("51.06",), "ucj", None, since, until))["period"])

    assert periods("2024-12", "2024-12") == ["2024"]
    assert periods(None, "2024-11") == []
    assert periods("2025-01", None) == ["2025-03"]
    assert periods("2025-04", "2025-01") == []


def test_asking_for_no_region_gives_no_figure(query: Query) -> None:
    assert measure(query, metric("coverage"), Scope(regions=())).empty


@pytest.mark.parametrize(
    ("month", "as_of", "old"),
    [
        ("2024-12", "2025-12", False),
        ("2024-11", "2025-12", True),
        ("2025-12", "2025-12", False),
        (None, "2025-12", False),
    ],
)
def test_a_figure_is_old_when_it_is_more_than_a_year_from_the_month_one_looks_from(
    month: str | None, as_of: str, old: bool
) -> None:
    assert is_old(month, as_of) is old


def test_months_with_news_are_given_latest_first(query: Query, figures: dict[str, pd.DataFrame]) -> None:
    months = news_months(query)
    printed = figures["coverage"][figures["coverage"]["printed"].notna()]
    held = {*printed["month"], *figures["active_participants"]["month"]}
    assert months == sorted(held, reverse=True)
    assert latest_month(query) == months[0] == "2025-12"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2025-03", True), ("2025-13", False), ("2025", False), ("2025-3", False), ("2025-03-01", False)],
)
def test_a_month_is_four_digits_and_two(text: str, is_one: bool) -> None:
    assert is_month(text) is is_one
