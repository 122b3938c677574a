"""The dumbbell of change: earlier hollow, now filled, sorted by change; judged only beyond the uncertainty."""

import pytest
from plotly.graph_objects import Figure

from charts.dumbbell import change_words, describe, dumbbell
from charts.theme import theme
from i18n import language
from tests.charts.compared_rows import compared

LIGHT, indonesian, english = theme("light"), language("id"), language("en")


def notes(figure):
    return {note["text"]: note["font"]["color"] for note in figure["layout"]["annotations"]}


def test_earlier_and_now_stand_on_one_row_the_largest_gain_on_top():
    earlier, now = Figure(dumbbell(compared(), "51.03", LIGHT, english)).data
    assert now.customdata == ("51.03", "51.02", "51.71")
    assert (earlier.x, now.x) == ((0.60, 0.58, 0.571), (0.64, 0.59, 0.57))
    assert now.y == earlier.y == (0, 1, 2)
    assert earlier.marker.color == LIGHT.background
    assert now.marker.color == (LIGHT.focus, LIGHT.peer, LIGHT.peer)


def test_a_region_without_a_change_keeps_its_row_at_the_bottom_and_says_so():
    figure = dumbbell(compared(), None, LIGHT, indonesian)
    assert [text.strip() for text in figure["layout"]["yaxis"]["ticktext"]][3:] == ["Karangasem", "Buleleng"]
    assert [n["text"] for n in figure["layout"]["annotations"]].count(indonesian("no figure yet")) == 2


def test_the_change_is_printed_with_its_sign_and_not_judged_where_its_uncertainty_is_not_known():
    said = notes(dumbbell(compared(), None, LIGHT, indonesian))
    assert said["<b>▲ +4,0</b>"] == said["<b>▼ −0,1</b>"] == LIGHT.text


@pytest.mark.parametrize(
    ("low", "high", "tone"),
    [(0.01, 0.07, "better"), (-0.01, 0.07, "text"), (-0.07, -0.01, "worse")],
)
def test_a_change_is_judged_in_colour_only_beyond_its_interval(low, high, tone):
    frame = compared().assign(change_low=low, change_high=high)
    assert notes(dumbbell(frame, None, LIGHT, english))["<b>▲ +4.0</b>"] == getattr(LIGHT, tone)


def test_what_prints_as_zero_has_no_direction():
    row = next(compared().head(1).assign(change=0.0004).itertuples())
    assert change_words(row, english) == "0.0"


def test_demonstration_figures_are_joined_by_a_dotted_line_that_is_explained():
    figure = dumbbell(compared("demonstration"), None, LIGHT, english)
    assert {line["line"]["dash"] for line in figure["layout"]["shapes"]} == {"dot"}
    assert any("DEMO" in text for text in notes(figure))
    assert {line["line"]["dash"] for line in dumbbell(compared(), None, LIGHT, english)["layout"]["shapes"]} == {
        "solid"
    }


def test_without_any_change_no_mark_is_drawn():
    figure = dumbbell(compared().assign(change=float("nan")), None, LIGHT, english)
    assert all(trace["x"] == [] for trace in figure["data"])
    assert "–" in describe(compared().assign(change=float("nan")), english)


def test_the_words_for_who_does_not_see_it_go_by_change():
    assert "Badung from 60.0% to 64.0%; Tabanan from 58.0% to 59.0%" in describe(compared(), english)
