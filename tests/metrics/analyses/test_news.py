"""What changed between two months and between two releases, as rows and as a paragraph, worked by hand and generated."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from i18n import language
from metrics._model import UnknownName
from metrics.analyses import news as analysis
from metrics.analyses.news import News, since
from metrics.analyses.news_due import ENDS, HIDDEN
from metrics.analyses.news_words import LONGEST, news_words
from metrics.commands import OutOfBounds
from metrics.commands import news as command
from metrics.parts import HELD_BACK
from metrics.territory import Territory
from tests.metrics.analyses.news_releases import BALI, FEBRUARY, JANUARY, OTHERS, releases

EN, ID = language("en"), language("id")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Query, Query]]:
    """Give two releases of one office: see ``news_releases``."""
    yield from releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="module")
def first(both: tuple[Query, Query]) -> Query:
    return both[0]


@pytest.fixture(scope="module")
def second(both: tuple[Query, Query]) -> Query:
    return both[1]


@pytest.fixture(scope="module")
def example(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set, as it is at the first start."""
    return demonstration_query


@pytest.fixture(scope="module")
def february(first: Query, places: Territory) -> News:
    return since(first, places, "51", JANUARY, FEBRUARY)


def _by_region(rows: pd.DataFrame) -> dict[str, Any]:
    return {row.region_code: row for row in rows.itertuples()}


def test_a_part_has_its_share_members_and_base_at_both_months_and_the_differences(february: News) -> None:
    jembrana = _by_region(february.of("coverage"))["51.01"]
    assert (jembrana.numerator_then, jembrana.numerator_now, jembrana.numerator_difference) == (160, 170, 170 - 160)
    assert (jembrana.denominator_then, jembrana.denominator_now, jembrana.denominator_difference) == (400, 400, 0)
    assert (jembrana.value_then, jembrana.value_now) == (160 / 400, 170 / 400)
    assert jembrana.difference == pytest.approx(0.025, abs=1e-15)
    assert (jembrana.period_then, jembrana.period_now, jembrana.series) == (JANUARY, FEBRUARY, "office")
    assert (jembrana.status, jembrana.reason) == ("reported", None)


def test_the_region_comes_first_and_then_its_parts_in_their_order(february: News) -> None:
    assert list(february.of("coverage")["region_code"]) == ["51", *BALI]
    assert february.parts == tuple(BALI)
    assert tuple(february.rows.columns) == analysis.COLUMNS


def test_a_whole_with_a_part_missing_has_no_new_figure_and_says_so(february: News) -> None:
    bali = february.of("coverage").iloc[0]
    assert (bali["numerator_now"], bali["denominator_now"]) == (160 + 200 + 300 + 6 * 100, 9 * 400)
    assert (bali["period_now"], bali["period_then"], bali["difference"]) == (JANUARY, None, None)
    assert (bali["reason"], bali["status"]) == (analysis.NO_NEWS, "summed")


def test_the_parts_that_moved_most_are_ordered_by_people_gained_or_lost(february: News) -> None:
    moved = february.of("moved_most")
    assert list(zip(moved["region_code"], moved["numerator_difference"], strict=True)) == [
        ("51.02", -50),
        ("51.01", 10),
    ]
    assert list(february.of("fell")["region_code"]) == ["51.02"]
    assert february.of("fell")["difference"].tolist() == [150 / 400 - 200 / 400]


def test_who_reported_last_month_and_not_now_is_named_and_not_compared(february: News) -> None:
    missing = february.of("not_reported")
    assert list(missing["region_code"]) == ["51.03"]
    assert (missing.iloc[0]["period_then"], missing.iloc[0]["value_then"]) == (JANUARY, 300 / 400)
    badung = _by_region(february.of("coverage"))["51.03"]
    assert (badung.value_now, badung.difference, badung.reason) == (None, None, analysis.NOT_NOW)


def test_sponsored_cover_ends_within_three_months_and_leaves_the_count_three_months_after(february: News) -> None:
    cover = february.of("cover_ending")
    # two schemes of one month are added; the month four ahead and the one that is past are left out
    assert cover[["region_code", "people", "ends", "leaves"]].to_numpy().tolist() == [
        ["51.01", 40 + 30, "2026-03", "2026-06"],
        ["51.02", 20, "2026-05", "2026-08"],
    ]
    assert set(cover["status"]) == {"reported"}


def test_cover_that_a_small_count_could_be_read_from_has_no_people_and_the_sentence_says_so(
    first: Query, places: Territory
) -> None:
    def holding(sql: str, **parameters: Any) -> pd.DataFrame:
        held_back = pd.DataFrame({"region_code": ["51.01", "51"], "month": ["2026-03", "2026-05"]})
        return held_back if sql == HIDDEN else first(sql, **parameters)

    news = since(holding, places, "51", JANUARY, FEBRUARY)
    cover = news.of("cover_ending")
    assert cover[["region_code", "people", "reason"]].to_numpy().tolist() == [
        ["51.01", None, HELD_BACK],
        ["51.02", 20, ENDS],
    ]
    said = news_words(first, places, news, EN)
    assert "How many people is held back: so small a count could point to persons." in said
    both = replace(news, rows=news.rows.assign(ends=news.rows["ends"].where(news.rows["ends"].isna(), "2026-05")))
    assert "Sponsored cover of at least 20 people is paid to May 2026" in news_words(first, places, both, EN)


def test_cover_of_a_regency_is_counted_with_its_province_when_provinces_are_the_parts(
    first: Query, places: Territory
) -> None:
    cover = since(first, places, "KW-BANUSPA", JANUARY, FEBRUARY).of("cover_ending")
    assert cover[["region_code", "people", "ends"]].to_numpy().tolist() == [
        ["51", 70, "2026-03"],
        ["51", 20, "2026-05"],
    ]


def test_once_all_have_reported_the_whole_and_its_segments_are_compared(second: Query, places: Territory) -> None:
    news = since(second, places, "51", JANUARY, FEBRUARY)
    bali = news.of("coverage").iloc[0]
    then, now = 165 + 200 + 300 + 600, 170 + 150 + 310 + 600
    assert (bali["numerator_then"], bali["numerator_now"], bali["numerator_difference"]) == (then, now, -35)
    assert bali["difference"] == pytest.approx(float(Fraction(now, 3600) - Fraction(then, 3600)), abs=1e-15)
    segments = news.of("segment").set_index("segment")["numerator_difference"].to_dict()
    assert segments == {"total": -35, "PU": 5 + 10, "BPU": -50, "JAKON": 0}
    assert sum(segments[name] for name in ("PU", "BPU", "JAKON")) == segments["total"]
    assert news.of("not_reported").empty


def test_the_paragraph_names_figure_base_date_status_and_source(second: Query, places: Territory) -> None:
    news = since(second, places, "51", JANUARY, FEBRUARY)
    assert news_words(second, places, news, EN) == (
        "Bali: coverage 34.2% (UCJ base, February 2026, summed), down 1.0 percentage points from 35.1% in January 2026; "
        "1,230 active participants (−35) of 3,600 people in the base (0). "
        "Active participants by segment, January 2026 to February 2026, summed: PU +15, BPU −50, JAKON 0. "
        "Parts that moved most, in people (UCJ base; January 2026 to February 2026, reported): "
        "Tabanan −50, Badung +10, Jembrana +5; the share fell in 1 of 9 compared, of 9 in all. "
        "Sponsored cover of 70 people is paid to March 2026 and, unless renewed, leaves the active count at the end of "
        "June 2026 (reported). Source: KC."
    )
    said = news_words(second, places, news, ID)
    for words in ("Bali: ", "34,2% (Basis UCJ, Februari 2026, dijumlahkan)", "1,0 poin persen", "35,1%", "1.230",
                  "Januari 2026", "Tabanan −50, Badung +10, Jembrana +5", "70", "Maret 2026", "Juni 2026", "KC"):  # fmt: skip
        assert words in said
    assert "CONTOH" not in said


def test_the_paragraph_says_who_has_not_reported(first: Query, places: Territory, february: News) -> None:
    said = news_words(first, places, february, EN)
    assert said.startswith(
        "Bali: no coverage figure since January 2026; the latest is 35.0% (UCJ base, January 2026, summed)."
    )
    assert " No report yet for February 2026: Badung. " in said
    assert "the share fell in 1 of 8 compared, of 9 in all" in said


def test_demonstration_figures_are_marked_in_front_of_the_paragraph(example: Query, places: Territory) -> None:
    news = since(example, places, "51", "2025-11", "2025-12")
    assert set(news.of("moved_most")["status"]) == {"demonstration"}
    assert news_words(example, places, news, EN).startswith(
        "DEMO · Bali: coverage 53.9% (UCJ base, December 2025, published)"
    )
    assert news_words(example, places, news, ID).startswith("CONTOH · Bali: ")


def test_a_published_share_is_compared_with_the_one_before_it_and_nothing_is_said_of_people(
    query: Query, places: Territory
) -> None:
    news = since(query, places, "51", "2025-11", "2025-12", parts=[])
    bali = news.of("coverage").iloc[0]
    assert (bali["period_then"], bali["period_now"], bali["numerator_now"]) == ("2025-06", "2025-12", None)
    assert bali["difference"] == pytest.approx(0.5388 - 0.5233)
    said = news_words(query, places, news, EN)
    # 53.88 less 52.33 is 1.55, rounded half to even
    assert said.startswith(
        "Bali: coverage 53.9% (UCJ base, December 2025, published), up 1.6 percentage points from 52.3% in June 2025. "
    )
    assert "people" not in said
    assert said.endswith(" Source: feed.ilidea.com, forumkeadilanbali.com.")


def test_a_deadline_that_passed_in_between_is_news_with_its_outcome(query: Query, places: Territory) -> None:
    row = since(query, places, "51", "2024-12", "2025-03", parts=[]).of("target").iloc[0]
    assert (row["target_id"], row["progress_now"], row["value_now"]) == (
        "banuspa-65-2024",
        "missed",
        935_079 / 1_873_899,
    )
    assert (row["inherited_from"], row["reading"], row["status"]) == ("KW-BANUSPA", "ucj", "published")
    said = news_words(query, places, since(query, places, "51", "2024-12", "2025-03", parts=[]), EN)
    assert "was missed, 49.9% (March 2025, published)." in said


def test_a_target_reached_before_its_deadline_is_news_once(query: Query, places: Territory) -> None:
    news = since(query, places, "51", "2025-03", "2025-06", parts=[])
    row = news.of("target").iloc[0]  # 52.33 percent in June 2025, over the national 52.15 of December
    assert (row["target_id"], row["progress_then"], row["progress_now"]) == ("national-ucj-2025", "unknown", "reached")
    assert (row["value_now"], row["period_now"], len(news.of("target"))) == (0.5233, "2025-06", 1)
    assert since(query, places, "51", "2025-06", "2025-09", parts=[]).of("target").empty


def test_figures_older_than_a_year_are_listed(query: Query, places: Territory) -> None:
    old = since(query, places, "KW-BANUSPA", "2025-11", "2025-12").of("old")
    assert "91" in set(old["region_code"])  # August 2024
    assert all(period[:7] < "2024-12" for period in old["period_then"])


def test_a_region_without_figures_has_a_row_and_the_reason(query: Query, places: Territory) -> None:
    news = since(query, places, "17", "2019-11", "2019-12")
    assert set(news.of("coverage")["reason"]) == {analysis.NO_LINE}
    assert news.of("coverage")["value_now"].isna().all()
    assert news_words(query, places, news, EN).startswith("Bengkulu: no figure yet of coverage (UCJ base).")


def test_a_province_born_in_2022_is_not_compared_with_the_time_before(example: Query, places: Territory) -> None:
    row = since(example, places, "96", "2022-10", "2022-12", parts=[]).of("coverage").iloc[0]
    assert (row["period_now"], row["value_then"], row["reason"]) == ("2022-12", None, analysis.NO_EARLIER)


def test_a_message_has_three_to_six_sentences(example: Query, places: Territory) -> None:
    for region, back_to, until in (
        ("51", "2024-12", "2025-12"),
        ("51.03", "2025-02", "2025-03"),
        ("ID", "2025-04", "2025-12"),
    ):
        said = news_words(example, places, since(example, places, region, back_to, until), EN)
        assert 3 <= said.count(". ") + said.endswith(".") <= LONGEST


def test_an_unknown_region_and_months_the_wrong_way_round_are_refused(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName, match=r"no region '51\.99'"):
        since(query, places, "51.99", JANUARY, FEBRUARY)
    with pytest.raises(ValueError, match="2026-02, is not before 2026-01"):
        since(query, places, "51", FEBRUARY, JANUARY)


def _asked(*options: str, region: str = "51") -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    asked = parser.parse_args(options)
    asked.region = region
    return asked


def test_the_command_gives_rows_of_the_last_two_months_or_a_paragraph(second: Query, places: Territory) -> None:
    rows = command.answer(_asked(region="51,51.02"), second, places)
    assert set(rows["about"]) == {"51", "51.02"}
    assert set(rows["period_now"].dropna()) >= {FEBRUARY}
    said = command.answer(_asked("--words", "id", "--since", JANUARY, "--until", FEBRUARY), second, places)
    assert list(said.columns) == ["text"]
    assert "34,2% (Basis UCJ, Februari 2026" in said.iloc[0]["text"]


def test_the_command_takes_regencies_of_a_kanwil_as_parts(second: Query, places: Territory) -> None:
    rows = command.answer(_asked("--level", "regency", region="KW-BANUSPA"), second, places)
    assert len(rows[rows["kind"] == "coverage"]) == 1 + 83
    assert set(OTHERS) <= set(rows["region_code"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "2026-13"), "--since is '2026-13': write a month, such as 2025-03."),
        (("--since", "2026-02", "--until", "2026-02"), "--since is 2026-02: it must be before --until, 2026-02."),
    ],
)
def test_the_command_refuses_months_that_mean_nothing(
    options: Any, said: str, second: Query, places: Territory
) -> None:
    with pytest.raises(OutOfBounds) as refused:
        command.answer(_asked(*options), second, places)
    assert str(refused.value) == said


def test_the_command_refuses_an_unknown_base(second: Query, places: Territory) -> None:
    with pytest.raises(UnknownName, match="There is no base of coverage 'none'"):
        command.answer(_asked("--base", "none"), second, places)
