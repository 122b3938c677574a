"""What a presenter could be caught with: no two slides say different things, and nothing is said that is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.territory import Territory
from tests.exports.slides_read import made

if TYPE_CHECKING:
    from data.store import Store


def test_in_the_month_of_a_deadline_the_trend_says_the_gap_that_the_first_screen_says(
    demonstration: Store, places: Territory
) -> None:
    """144,732 of 437,741 is 33.06%; 62.22 less 33.06 is 29.16, and 62.2 less 33.1 would be 29.1."""
    told = made(demonstration, places, "52.03", "en")
    assert told.finding("headline").figures[1].note.endswith("next, 62.22%: 29.2 points")
    assert (
        "asks for 62.22% in December 2025: coverage is 29.2 percentage points behind" in told.finding("trend").reading
    )


def test_shares_of_one_month_are_not_said_to_be_of_different_dates(demonstration: Store, places: Territory) -> None:
    assert (
        made(demonstration, places, "52.03", "en").finding("order").reading
        == "Percent, UCJ base, all of December 2025."
    )
    assert "Dates differ" in made(demonstration, places, "51.03", "en").finding("order").reading


def test_a_change_over_fewer_months_than_the_sum_beside_it_says_over_how_many(
    demonstration: Store, places: Territory
) -> None:
    told = made(demonstration, places, "51", "en").finding("contributions")
    assert "9 months against the same months a year before" in told.title
    received, _, arrears, _ = told.figures
    assert received.label == "Received, 12 months" and received.note.endswith("over the 9 months held in both years")
    assert arrears.note.endswith("against Dec 2024")


def test_a_goal_planned_past_its_own_deadline_says_so(demonstration: Store, places: Territory) -> None:
    told = made(demonstration, places, "52.03", "en").finding("plan")
    assert "62.22% was set for December 2025; this plan takes until December 2026." in told.reading
    assert told.figures[3].text == "62.22%"


def test_a_plan_that_starts_from_an_earlier_figure_than_the_headline_says_so_first(
    published: Store, places: Territory
) -> None:
    told = made(published, places, "51", "en").finding("plan")
    assert told.reading.startswith("A later percentage is printed without people")
    assert told.figures[2].note == "new people only: no cover that ends is held"


def test_a_printed_scorecard_is_cited_by_where_it_was_printed_and_contradicts_no_evidence(
    demonstration: Store, places: Territory
) -> None:
    told = made(demonstration, places, "52.03", "en").finding("award")
    assert told.chart_footer == ("Paritrana Award, seven indicators · Lombok Timur · assessment of 2024. Status: published. "
                                 "Source: lombok.times.co.id.")  # fmt: skip
    assert "Source: lombok.times.co.id; " in told.footer  # its tables tell what the card says beside the figures held
    assert told.sources[-1].address.startswith("https://lombok.times.co.id/news/berita/RB8i6HAIl/")
    evidence = {row[0]: str(row[2]) for row in told.tables[0].rows}
    assert evidence["Regulation"] == "On the card: two Perda and one Perbup with a budget clause"
    assert "Active participants: +30.7% (Dec 2024, published)" in evidence["Growth of coverage"]


def test_governments_have_the_share_of_the_map_and_say_which_figures_are_generated(
    demonstration: Store, places: Territory
) -> None:
    told = made(demonstration, places, "51.03", "en")
    shown = {tile.name: (tile.value.rstrip(" ✓"), tile.note.split(",")[0]) for tile in told.finding("map").chart.tiles}
    (table,) = told.finding("governments").tables
    assert {row[0]: (f"{float(row[3] or 0) * 100:.1f}", row[6]) for row in table.rows} == shown
    standing = {row[0]: row[8] for row in table.rows}
    assert standing["Badung"] == "published; DEMO: budget, growth" and standing["Klungkung"] == "DEMO"


def test_peers_without_a_figure_are_counted_and_one_alone_is_named(published: Store, places: Territory) -> None:
    told = made(published, places, "51", "en").finding("peers")
    assert told.title == (
        "Bali 52.3% (Jun 2025): 21.6 percentage points above Nusa Tenggara Barat, the only other one with a figure"
    )
    assert "6 of these 8 have no figure in that month." in told.reading
    assert list(told.chart.categories) == ["Bali", "Nusa Tenggara Barat"]


def test_what_is_known_of_informal_workers_is_said_where_no_cover_is_held(published: Store, places: Territory) -> None:
    told = made(published, places, "51", "en").finding("informal")
    assert told.title == "Bali: 29.0% of informal workers protected; who pays is not known yet"
