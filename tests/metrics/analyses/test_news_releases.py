"""What differs between two releases of an office, and what is said of it."""

from collections.abc import Iterator

import pytest

from data.store import Query
from i18n import language
from metrics.analyses import news as analysis
from metrics.analyses.news_releases import EXAMPLE_OFF, EXAMPLE_ON, between
from metrics.analyses.news_words import release_words
from metrics.territory import Territory
from tests.metrics.analyses.news_releases import FEBRUARY, JANUARY, releases

EN, ID = language("en"), language("id")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Query, Query]]:
    """Give two releases of one office: see ``news_releases``."""
    yield from releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="module")
def second(both: tuple[Query, Query]) -> Query:
    return both[1]


@pytest.fixture(scope="module")
def example(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set, as it is at the first start."""
    return demonstration_query


def test_a_restated_figure_is_shown_old_and_new_and_what_is_new_is_listed(
    both: tuple[Query, Query], places: Territory
) -> None:
    news = between(*both, places, "51")
    restated = news.of("restated")
    assert restated[["region_code", "metric", "segment", "value_then", "value_now"]].to_numpy().tolist() == [
        ["51", "coverage", "total", 1260 / 3600, 1265 / 3600],
        ["51", "active_participants", "total", 1260, 1265],
        ["51", "active_participants", "PU", 760, 765],
        ["51.01", "coverage", "total", 160 / 400, 165 / 400],
        ["51.01", "active_participants", "total", 160, 165],
        ["51.01", "active_participants", "PU", 100, 105],
    ]
    new = news.of("new")
    assert set(zip(new["region_code"], new["period_now"], strict=True)) == {("51", FEBRUARY), ("51.03", FEBRUARY)}
    assert new["period_then"].isna().all()
    assert news.of("vanished").empty
    assert news.of("demonstration").empty


def test_read_the_other_way_round_what_was_new_has_vanished(both: tuple[Query, Query], places: Territory) -> None:
    forth, back = between(*both, places, "51"), between(*both[::-1], places, "51")
    keys = ["region_code", "metric", "segment"]
    assert back.of("vanished")[keys].equals(forth.of("new")[keys])
    assert back.of("vanished")["period_now"].isna().all()
    assert back.of("restated")["difference"].tolist() == [-each for each in forth.of("restated")["difference"]]


def test_a_release_does_not_differ_from_itself(second: Query, places: Territory) -> None:
    news = between(second, second, places, "51")
    assert news.rows.empty
    assert tuple(news.rows.columns) == analysis.COLUMNS
    assert release_words(second, places, news, EN) == (
        "Bali: no figure of coverage (UCJ base) or of active participants differs between the two releases."
    )


def test_months_after_the_last_one_asked_for_are_not_compared(both: tuple[Query, Query], places: Territory) -> None:
    assert set(between(*both, places, "51", until=JANUARY).rows["kind"]) == {"restated"}


def test_the_paragraph_of_two_releases_gives_old_and_new_with_date_status_and_source(
    both: tuple[Query, Query], places: Territory
) -> None:
    said = release_words(both[1], places, between(*both, places, "51.01"), EN)
    assert said == (
        "Kabupaten Jembrana and its parts, coverage (UCJ base) and active participants, against the earlier release: "
        "3 restated, 0 new, 0 no longer held. Restated: Jembrana, coverage, January 2026: 40.0% → 41.2% (reported); "
        "Jembrana, active participants, all segments, January 2026: 160 → 165 (reported); "
        "Jembrana, active participants, PU, January 2026: 100 → 105 (reported). Source: KC."
    )
    in_indonesian = release_words(both[1], places, between(*both, places, "51.01"), ID)
    assert "40,0% → 41,2% (dilaporkan)" in in_indonesian
    assert "Januari 2026: 160 → 165" in in_indonesian


def test_the_demonstration_set_switched_off_is_one_piece_of_news(
    example: Query, query: Query, places: Territory
) -> None:
    off, on = between(example, query, places, "51"), between(query, example, places, "51")
    assert off.rows[["kind", "reason"]].to_numpy().tolist() == [["demonstration", EXAMPLE_OFF]]
    assert on.rows[["kind", "reason"]].to_numpy().tolist() == [["demonstration", EXAMPLE_ON]]
