"""The award page of every kind of region: sums as published or entered, what not to say, nothing invented."""

from pathlib import Path

import pytest

from i18n import language
from pages.parts.paritrana_reading import lines
from tests.pages import seen
from tests.pages.conftest import open_at


@pytest.mark.parametrize("region", ["51", "51.03", "51.08", "94", "KW-BANUSPA"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_kind_of_region_has_seven_indicators_and_no_score_of_ours(
    published: Path, region: str, lang: str
) -> None:
    app = open_at(published, "paritrana", region=region, lang=lang, as_of="2025-12")
    assert seen.is_calm(app)
    say = language(lang)
    sheet = seen.tables(app)[say("Award sheet")]
    assert set(sheet[say("Score")]) == {"–"} and len(sheet) == 7
    assert say("Do not say") in seen.headings(app)
    assert say("No score is entered: a jury gives them, none is invented here.") in " ".join(seen.texts(app))


def test_lombok_timur_shows_the_plain_sum_of_its_printed_scores(published: Path) -> None:
    app = open_at(published, "paritrana", region="52.03", lang="id", as_of="2025-12")
    assert seen.title(app).startswith("Lombok Timur: 51,51 ")


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
