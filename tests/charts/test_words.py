"""What the charts say of a figure, in both languages."""

import csv
from pathlib import Path

import pytest

from charts import words
from i18n import language
from tests.charts.frames import regions

LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
BASES = (Path(__file__).parents[2] / "data/facts/bases.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("base", list(csv.DictReader(BASES.splitlines())), ids=lambda row: row["base"])
def test_bases_are_named_as_in_the_facts(base):
    assert words.base_words(base["base"], language("id")) == base["label_id"]
    assert words.base_words(base["base"], language("en")) == base["label_en"]


def row(code):
    return next(row for row in regions().itertuples() if row.region_code == code)


@LANGUAGES
def test_the_box_beside_the_pointer_says_all_that_is_known(say):
    said = words.hover(row("51.05")._replace(conflict=True, printed=0.53, segment="PU"), say)
    assert said.split("<br>") == [
        "<b>Kabupaten Klungkung</b>",
        f"<b>{say.percent(0.51)}</b>, {say.period('2023-12')}",
        f"{say('UCJ base')}, PU",
        say("published"),
        say("printed as {printed}, against its own parts", printed=say.percent(0.53)),
        say("older than a year"),
        say("boundaries before the split of 2022"),
        say("source: {sources}", sources="antara-2025"),
    ]


@LANGUAGES
def test_the_box_of_a_region_without_a_figure_says_only_that(say):
    assert words.hover(row("51.02"), say) == f"<b>Kabupaten Tabanan</b><br>{say('no figure yet')}"


@pytest.mark.parametrize(("target", "said"), [(0.65, "65%"), (0.6728, "67,28%"), (0.325, "32,5%"), (1.0, "100%")])
def test_a_target_has_a_decimal_only_where_it_has_one(target, said):
    assert words.target_words(target, language("id")) == said


def test_dates_of_several_figures_are_ordered_by_when_they_are_known():
    rows = [row("51.03")._replace(period=period) for period in ("2024", "2024-08", "2025-01")]
    say = language("en")
    assert words.dates(rows, say) == say("dated {first} to {last}", first="Aug 2024", last="Jan 2025")
    assert words.dates(rows[:1], say) == "2024"


def test_a_change_is_rounded_once_and_not_from_rounded_shares():
    say = language("en")
    # 53.88 − 52.33 = 1.55, half to even 1.6; 45.68 − 46.03 = −0.35, printed −0.4, though 45.7 − 46.0 = −0.3
    assert say.points(words.change_of(0.5388, 0.5233), signed=True) == "+1.6 percentage points"
    assert say.points(words.change_of(0.4568, 0.4603), signed=True) == "−0.4 percentage points"
