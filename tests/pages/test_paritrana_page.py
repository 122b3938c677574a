"""The award page of every kind of region: sums as published or entered, what not to say, nothing invented."""

from pathlib import Path

import pandas as pd
import pytest

from data.store import Query
from i18n import language
from metrics.analyses.award_gates import gates
from metrics.territory import Territory
from pages.parts import paritrana_wider
from pages.parts.paritrana_reading import cited, lines
from tests.pages import seen
from tests.pages.conftest import open_at

INDONESIAN = language("id")


@pytest.mark.parametrize("region", ["51", "51.03", "51.08", "94", "KW-BANUSPA"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_kind_of_region_has_seven_indicators_and_no_score_of_ours(
    published: Path, region: str, lang: str
) -> None:
    app = open_at(published, "paritrana", region=region, lang=lang, as_of="2025-12")
    assert seen.is_calm(app)
    say = language(lang)
    sheet = seen.tables(app)[say("Award sheet")]
    assert list(sheet.columns) == [say("Indicator"), say("Evidence, and what is missing")]
    assert len(sheet) == 7
    assert say("Do not say") in seen.headings(app)
    assert say("No score is entered: a jury gives them, none is invented here.") in " ".join(seen.texts(app))


def test_lombok_timur_shows_the_plain_sum_of_its_printed_scores(published: Path) -> None:
    app = open_at(published, "paritrana", region="52.03", lang="id", as_of="2025-12")
    assert seen.title(app).startswith("Lombok Timur: 51,51 ")


def test_what_the_link_scores_is_written_as_the_language_does_and_taken_back_so(published: Path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    app = open_at(published, "paritrana", region="51.03", lang="id", award_scores="coverage:8.25")
    box = app.text_input(key="award_scores-coverage")
    assert box.value == "8,25"
    box.set_value("9,5").run()
    assert app.query_params["award_scores"] == "coverage:9.50"
    app.text_input(key="award_scores-coverage").set_value("11").run()
    assert app.query_params["award_scores"] == "coverage:9.50"
    assert INDONESIAN("A number from {low} to {high} is needed.", low="0", high="10") in " ".join(seen.texts(app))


def test_evidence_and_what_is_missing_stand_behind_their_signs(demonstration: Path) -> None:
    app = open_at(demonstration, "paritrana", region="51", lang="en", as_of="2025-12")
    sheet = seen.tables(app)["Award sheet"].set_index("Indicator")["Evidence, and what is missing"]
    cells = {name.strip("*"): text for name, text in sheet.items()}
    assert "✓ Coverage 53.88%" in cells["Membership coverage"]
    assert "◌ Customary and religious workers" in cells["Protection of vulnerable workers"]
    assert "○ Missing: Budget for vulnerable workers" in cells["Protection of vulnerable workers"]


def test_sources_that_differ_are_named_in_words(published: Path) -> None:
    app = open_at(published, "paritrana", region="51", lang="en", as_of="2025-12")
    text = "\n".join(seen.texts(app))
    assert "Ministry of Manpower 310,591 people" in text
    assert "National Economic Council 267,730 people" in text
    assert not [word for word in ("kemnaker 310", "den 267") if word in text]


def test_governments_without_any_figure_of_a_kind_are_told_in_one_line(published: Path) -> None:
    app = open_at(published, "paritrana", region="94", lang="en", as_of="2025-12")
    assert "8 governments side by side: 0 have a real share; a regulation was found of 0" in seen.headings(app)
    (told,) = [text for text in seen.texts(app) if "No government has a figure yet of:" in text]
    assert "Coverage, Growth, 12 months" in told


def test_the_picture_of_places_carries_area_month_status_and_source(demonstration: Path) -> None:
    app = open_at(demonstration, "paritrana", region="51.03", lang="en", as_of="2025-12")
    burned = seen.charts(app)[-1]["layout"]["title"]["text"].replace("<br>", " ")
    assert burned.startswith("Places by Coverage, Growth of coverage, Bali, December 2025. Status: ")
    assert "Source: " in burned


def test_the_places_are_titled_by_the_government_looked_at_beside_the_first_one(demonstration: Path) -> None:
    app = open_at(demonstration, "paritrana", region="51.08", lang="en", as_of="2025-12")
    (told,) = [text for text in seen.headings(app) if "median place" in text]
    assert told.startswith("DEMO · Buleleng: median place 8 (7–8) of 9 under ")
    assert told.endswith("; Badung first")
    first = open_at(demonstration, "paritrana", region="51.03", lang="en", as_of="2025-12")
    (told,) = [text for text in seen.headings(first) if "median place" in text]
    assert told.startswith("DEMO · Badung: median place 1 (1–1) of 9 under ") and "first" not in told


def test_a_target_that_an_example_is_held_against_is_no_example(demonstration: Path) -> None:
    app = open_at(demonstration, "paritrana", region="51.08", lang="en", as_of="2025-12")
    rows = seen.tables(app)[next(name for name in seen.tables(app) if name.startswith("Likely questions"))]
    (told,) = [cell for cell in rows["Evidence, and what is missing"] if "67.28%" in cell]
    target, *rest = told.split("  \n")
    assert target == "✓ Target 67.28% (December 31, 2025, UCJ base, published)"
    assert rest and all(line.startswith("◌ ") and line.endswith("DEMO)") for line in rest)
    assert seen.headings(app)[3].startswith("Likely questions: 0 of 11")


def test_scores_of_the_link_are_summed_and_weights_called_the_readers_own(published: Path) -> None:
    # 8 + 2.5 of seven scores: no total yet
    app = open_at(published, "paritrana", region="51.03", lang="en", award_scores="coverage:8,growth:2.5")
    assert any("2 of 7 scores entered, together **10.5**" in text for text in seen.texts(app))
    app = open_at(published, "paritrana", region="52.03", lang="en", award_weights="coverage:1")
    # 7 x 7.75
    assert any("not official: **54.25**" in text for text in seen.texts(app))


def test_bold_parts_keep_their_spaces_and_loaded_text_stays_text() -> None:
    assert lines("**Edition 2025** assessed") == "**Edition 2025** assessed"
    assert lines("**<b>**: x") == "**\\<b\\>**\\: x"


def test_conditions_that_stand_for_each_other_share_a_letter_and_the_others_are_demanded(
    query: Query, places: Territory
) -> None:
    say = language("en")
    shown = paritrana_wider.conditions(gates(query, places, "51.03", "2025-12"), "uhc-2026-madya", say)
    # 98 percent members; 85 percent active or 25 percent enrolled; 80 percent active; priority; paid.
    assert list(shown["Demanded"]) == ["yes", "one of A", "one of A", "yes", "yes", "yes"]


def test_what_an_office_wrote_in_place_of_an_address_is_shown_as_text() -> None:
    rows = pd.DataFrame(
        {"source_ids": [["http://[satu"], ["JDIH Gianyar", "demo"], ["https://www.jdih.go.id/perbup/1"]]}
    )
    # Between http and its colon stands a sign without width: otherwise Streamlit makes a link of it.
    assert cited(rows, {}, language("id")).replace("\N{WORD JOINER}", "") == (
        r"Sumber: http\:\/\/\[satu; JDIH Gianyar; [jdih\.go\.id](https://www.jdih.go.id/perbup/1)"
    )
