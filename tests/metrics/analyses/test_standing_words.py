"""The one-paragraph message of a region: share, base, date, gap, pace needed and kept, progress and source."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from i18n import language
from metrics._model import UnknownName
from metrics.analyses.standing_words import net_additions, standing, standing_words
from metrics.territory import Territory
from tests.metrics.analyses.news_releases import FEBRUARY, releases

EN, ID = language("en"), language("id")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """Ask the store of an office in Bali with two months: see ``news_releases``."""
    for _, second in releases(tmp_path_factory.mktemp("office")):
        yield second


@pytest.fixture(scope="module")
def example(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set, as it is at the first start."""
    return demonstration_query


def _say(
    query: Query, places: Territory, region: str, as_of: str, base: str = "ucj", say: Any = EN, **more: Any
) -> str:
    return standing_words(query, places, standing(query, places, region, as_of, base, **more), say)


def test_bali_in_march_2025_is_said_with_gap_in_points_and_people_and_what_is_needed(
    query: Query, places: Territory
) -> None:
    # 0.6728 x 1,873,899 = 1,260,759.2: 325,681 people more than 935,079, in the nine months left 36,186.7 each
    assert _say(query, places, "51", "2025-03") == (
        "Bali: coverage 49.9% (UCJ base, March 2025, published). Target: 67.28% by December 31, 2025. "
        "It is 17.4 percentage points short, 325,681 people. "
        "Needed: 36,187 more participants a month, net; the actual pace is not known. "
        "Progress: Not known yet. Source: bali.antaranews.com."
    )
    said = _say(query, places, "51", "2025-03", say=ID)
    for words in ("49,9%", "Basis UCJ", "Maret 2025", "dipublikasikan", "67,28%", "31 Desember 2025", "17,4 poin persen",
                  "325.681", "36.187", "Belum diketahui", "bali.antaranews.com"):  # fmt: skip
        assert words in said


def test_a_printed_percentage_gives_points_and_says_that_people_are_not_known(query: Query, places: Territory) -> None:
    said = _say(query, places, "51", "2026-02")
    # 73.86 less 53.88 is 19.98 points in ten months; from June to December 2025 1.55 points in six
    assert (
        "It is 20.0 percentage points short; the source prints only a percentage, so the number of people is not known."
        in said
    )
    assert "Needed: 2.0 percentage points a month; actual: 0.26 percentage points a month since June 2025." in said
    assert "more participants" not in said


def test_in_the_deadline_month_the_whole_gap_is_due(query: Query, places: Territory) -> None:
    assert "Needed: the whole gap this month; actual: 0.26 percentage points" in _say(query, places, "51", "2025-12")


def test_a_target_that_was_set_for_a_larger_area_and_names_no_base_says_so(query: Query, places: Territory) -> None:
    said = _say(query, places, "51", "2025-03", target_id="banuspa-65-2024")
    assert (
        "The target of 65% by December 31, 2024 (set for Kanwil Banuspa; read on this base, its source names none) was "
        "missed: 49.9% in March 2025. It is 15.1 percentage points short, 282,956 people."
    ) in said
    assert "Needed" not in said  # the deadline has passed


@pytest.mark.parametrize(
    ("region", "goal"), [("52", "ntb-ucj-2025"), ("52.03", "ntb-ucj-2025"), ("51", "bali-ucj-2025")]
)
def test_a_region_is_held_against_the_target_of_its_own_before_that_of_the_nation(
    region: str, goal: str, query: Query, places: Territory
) -> None:
    assert standing(query, places, region, "2025-09", "ucj").goal.target_id == goal


def test_a_goal_that_is_reached_asks_for_nothing_more(example: Query, places: Territory) -> None:
    said = _say(example, places, "96", "2025-12")
    assert "The target of 52.15% by December 31, 2025 (set for Indonesia) is reached. Progress: Reached." in said
    assert "short" not in said
    assert "Needed" not in said


def test_a_demonstration_figure_is_flagged_in_both_languages(example: Query, places: Territory) -> None:
    assert _say(example, places, "96", "2025-12").startswith("DEMO · Papua Barat Daya: ")
    assert _say(example, places, "96", "2025-12", say=ID).startswith("CONTOH · Papua Barat Daya: ")
    assert _say(example, places, "51", "2025-12").startswith(
        "Bali: coverage 53.9% (UCJ base, December 2025, published)"
    )


def test_actual_net_additions_stand_beside_what_is_needed(example: Query, places: Territory) -> None:
    found = standing(example, places, "96", "2024-12", "ucj")
    members = example(
        "select month, sum(active) as people from membership where region_code like '96.%' and segment <> 'PMI'"
        " and month in ('2023-12', '2024-12') group by month order by month"
    )["people"].tolist()
    assert found.actual_since == "2023-12"
    assert found.actual == pytest.approx((members[1] - members[0]) / 12, abs=1e-9)
    assert f"actual: {EN.number(found.actual, signed=True)} a month since December 2023." in standing_words(
        example, places, found, EN
    )


def test_without_a_figure_the_message_says_so_and_what_there_is(query: Query, places: Territory) -> None:
    said = _say(query, places, "17", "2025-01")
    assert said.startswith(
        "Bengkulu: no figure yet of coverage (UCJ base). What there is: 212,266 active participants (December 2023, published)."
    )
    assert said.count("%") == 1  # the target
    nothing = _say(query, places, "17", "2015-01")
    assert nothing.startswith("Bengkulu: no figure yet of coverage (UCJ base).")
    assert "What there is" not in nothing


def test_a_figure_of_an_unstated_base_is_said_as_printed_and_held_against_no_target(
    query: Query, places: Territory
) -> None:
    said = _say(query, places, "51.03", "2025-12", "unstated")
    assert said == (
        "Kabupaten Badung: coverage 61.0% (Base not stated, May 2024, published, older than a year). "
        "No target is registered here on this base. Source: suarapemerintah.id."
    )


def test_a_figure_of_old_boundaries_is_not_held_against_todays_target(example: Query, places: Territory) -> None:
    said = _say(example, places, "91", "2022-01", "bps")
    assert "boundaries before the split of 2022)" in said
    assert "it is not held against a target of today's area" in said
    assert "short" not in said


def test_an_office_is_named_as_the_source_and_its_count_gives_people(office: Query, places: Territory) -> None:
    said = _say(office, places, "51", FEBRUARY)
    # 0.7386 x 3,600 = 2,658.96, less 1,230 is 1,428.96; spread over ten months 142.9
    assert "Bali: coverage 34.2% (UCJ base, February 2026, summed)." in said
    assert "short, 1,429 people. Needed: 143 more participants a month, net; the actual pace is not known." in said
    assert said.endswith("Source: KC, beritabali.com.")


def test_a_target_that_does_not_hold_here_is_refused_with_those_that_do(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName, match=r"no target on ucj 'badung-2026'\. There is: .*bali-ucj-2025"):
        standing(query, places, "51", "2025-03", "ucj", target_id="badung-2026")
    with pytest.raises(UnknownName, match=r"no region '51\.99'"):
        standing(query, places, "51.99", "2025-03", "ucj")


def _line(**people: int | None) -> pd.DataFrame:
    months = [f"20{name[1:3]}-{name[3:]}" for name in people]
    return pd.DataFrame({"month": months, "numerator": pd.array(list(people.values()), dtype="Int64"), "approx": False})


def test_net_additions_are_counted_over_twelve_months_where_the_line_is_that_long() -> None:
    assert net_additions(_line(m2411=900, m2412=1000, m2506=1300, m2512=1600)) == ((1600 - 1000) / 12, "2024-12")
    assert net_additions(_line(m2506=1300, m2512=1000)) == ((1000 - 1300) / 6, "2025-06")  # fewer than before


@pytest.mark.parametrize(
    "line",
    [
        _line(),
        _line(m2512=1000),
        _line(m2510=900, m2512=1000),  # under three months
        _line(m2411=900, m2512=1000),  # thirteen months
        _line(m2506=900, m2512=None),  # printed share only
        _line(m2506=None, m2512=1000),
        _line(m2506=900, m2512=1000).assign(approx=True),
    ],
)
def test_without_two_exact_counts_three_to_twelve_months_apart_there_is_no_actual_pace(line: pd.DataFrame) -> None:
    assert net_additions(line) is None
