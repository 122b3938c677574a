"""Sorted bars: order, length from zero, target line, dates, status, and no bar where there is no figure."""

import re

import pytest
from plotly.graph_objects import Figure

from charts.bars import describe, target_bars
from charts.theme import CLEAR, theme
from i18n import language
from tests.charts.frames import BALI, everywhere, regions

LIGHT = theme("light")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
indonesian = language("id")


def labels(figure):
    return [re.sub(r"</?(?:b|span)(?: [^>]*)?>", "", text).strip() for text in figure["layout"]["yaxis"]["ticktext"]]


@LANGUAGES
@pytest.mark.parametrize("target", [None, 0.65, 1.0])
@pytest.mark.parametrize("figures", [BALI, {}, {"51.01": {"value": 1.04}}], ids=["some", "none", "over the whole"])
def test_plotly_takes_the_figure(say, target, figures):
    drawn = target_bars(regions("Bali", figures), target, "51.03", LIGHT, say)
    assert len(Figure(drawn).data) == 2
    assert "title" not in drawn["layout"]


@LANGUAGES
def test_highest_on_top_and_regions_without_a_figure_at_the_bottom(say):
    figure = target_bars(regions(), 0.65, None, LIGHT, say)
    expected = [
        ("Gianyar", 0.656), ("Jembrana", 0.63991), ("Badung", 0.5868), ("Kota Denpasar", 0.562), ("Klungkung", 0.51),
        ("Karangasem", 0.449), ("Bangli", 0.3552),
    ]  # fmt: skip
    assert labels(figure) == [f"{name}  {say.percent(share)}" for name, share in expected] + ["Buleleng", "Tabanan"]
    assert figure["data"][0]["x"] == [share for _, share in expected] + [None, None]
    assert figure["data"][0]["y"] == list(range(9))
    high, low = figure["layout"]["yaxis"]["range"]
    assert high > low  # row 0 on top


@LANGUAGES
def test_a_missing_figure_has_words_and_no_bar(say):
    bars, dates = target_bars(regions(), 0.65, None, LIGHT, say)["data"]
    assert bars["x"][7:] == [None, None]
    assert [text.strip("\N{NO-BREAK SPACE}") for text in dates["text"][7:]] == [say("no figure yet")] * 2
    assert dates["x"][7:] == [0, 0]
    assert 0 not in bars["x"]


@LANGUAGES
def test_dates_stand_at_the_right_end_with_signs_that_the_key_explains(say):
    figure = target_bars(regions(), 0.65, None, LIGHT, say)
    dates = [text.strip("\N{NO-BREAK SPACE}") for text in figure["data"][1]["text"]]
    assert dates[0] == say.short_period("2025-09")
    assert dates[4] == say.short_period("2023-12") + "*†"
    key = " ".join(each["text"] for each in figure["layout"]["annotations"])
    for words in (
        "hatched: DEMO",
        "hollow: summed or estimated",
        "older than a year",
        "boundaries before the split of 2022",
    ):
        assert say(words) in key


def test_a_key_explains_only_what_is_there():
    figure = target_bars(everywhere("Bali"), None, None, LIGHT, indonesian)
    assert figure["layout"]["annotations"] == []


def test_bars_start_at_zero_and_the_longest_and_the_target_fit():
    for target, longest in ((0.65, 0.656), (0.9, 0.9), (None, 0.656)):
        start, end = target_bars(regions(), target, None, LIGHT, indonesian)["layout"]["xaxis"]["range"]
        assert start == 0
        assert longest < end < longest * 1.05


def test_the_target_is_a_dashed_line_at_its_place_along_the_bars_only():
    figure = target_bars(regions(), 0.6728, None, LIGHT, indonesian)
    cut, line = figure["layout"]["shapes"]
    assert (line["x0"], line["x1"], line["y0"], line["y1"]) == (0.6728, 0.6728, -0.5, 6.5)  # seven figures
    assert line["line"] == {"color": LIGHT.target, "width": 2, "dash": "dash"}
    assert cut["line"] == {"color": LIGHT.background, "width": 4}
    label = figure["layout"]["annotations"][-1]
    assert (label["text"], label["x"]) == ("<b>target 67,28%</b>", 0.6728)
    assert target_bars(regions(), None, None, LIGHT, indonesian)["layout"]["shapes"] == []


def test_status_is_drawn():
    marker = target_bars(regions(), 0.65, None, LIGHT, indonesian)["data"][0]["marker"]
    assert marker["pattern"]["shape"] == ["", "", "", "/", "", "", "", "", ""]  # Kota Denpasar is demonstration
    assert marker["color"][5:7] == [CLEAR, CLEAR]  # Karangasem is estimated, Bangli summed
    assert set(marker["color"][:5] + marker["line"]["color"]) == {LIGHT.focus}


def test_the_selected_region_is_in_focus_and_the_others_are_calm():
    figure = target_bars(regions(), 0.65, "51.03", LIGHT, indonesian)
    assert figure["data"][0]["marker"]["line"]["color"] == [LIGHT.rest] * 2 + [LIGHT.focus] + [LIGHT.rest] * 6
    assert "<b>" in figure["layout"]["yaxis"]["ticktext"][2].split("Badung")[0]


def test_a_selected_region_without_a_row_leaves_all_in_focus():
    figure = target_bars(regions(), 0.65, "51", LIGHT, indonesian)
    assert set(figure["data"][0]["marker"]["line"]["color"]) == {LIGHT.focus}


def test_a_click_gives_the_region():
    assert target_bars(regions(), 0.65, None, LIGHT, indonesian)["data"][0]["customdata"][:2] == ["51.04", "51.01"]


def test_height_grows_by_26_pixels_a_row():
    heights = [
        target_bars(everywhere("Papua").head(rows), 0.65, None, LIGHT, indonesian)["layout"]["height"]
        for rows in (1, 2, 40)
    ]
    assert heights[1] - heights[0] == 26
    assert heights[2] - heights[0] == 39 * 26


@LANGUAGES
def test_described_in_words(say):
    text = describe(regions(), None, say)
    assert text.startswith(say("Sorted bars."))
    assert say("Regions with a figure: {count} of {total}.", count=7, total=9) in text
    assert "65" not in text.replace(say.percent(0.656), "")  # without a target none is spoken of
