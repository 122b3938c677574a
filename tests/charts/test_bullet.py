"""The bar on the headline card: one share from zero to the whole against its targets."""

import pytest
from plotly.graph_objects import Figure

from charts.bullet import bullet, describe
from charts.theme import CLEAR, theme
from i18n import language

LIGHT = theme("light")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
indonesian = language("id")


def lines(figure):
    return [s for s in figure["layout"]["shapes"] if s["type"] == "line" and s["line"]["color"] == LIGHT.target]


@LANGUAGES
@pytest.mark.parametrize("goals", [[], [0.65], [0.65, 0.7386], [0.95, 1.0]])
def test_plotly_takes_the_figure(say, goals):
    figure = bullet(0.5388, "published", goals, LIGHT, say)
    (bar,) = Figure(figure).data
    assert bar.x == (0.5388,)
    assert figure["layout"]["height"] == 40
    assert figure["layout"]["xaxis"]["range"] == [0, 1]
    assert [line["x0"] for line in lines(figure)] == goals


@LANGUAGES
@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_figure_is_an_empty_track_with_the_words(say, missing):
    figure = bullet(missing, None, [0.65], LIGHT, say)
    assert figure["data"][0]["x"] == [None]
    assert figure["layout"]["annotations"][-1]["text"] == say("no figure yet")
    assert describe(missing, [0.65], say) == f"{say('no figure yet')}. {say('Targets: {targets}.', targets='65%')}"


def test_over_the_whole_is_not_cut():
    assert bullet(1.04, "published", [0.65], LIGHT, indonesian)["layout"]["xaxis"]["range"] == [0, 1.04]


@pytest.mark.parametrize(
    ("goals", "named"),
    [
        ([0.65], [("65%", "center")]),
        ([0.7386, 0.65], [("65%", "right"), ("73,86%", "left")]),
        ([1.0], [("100%", "right")]),
        ([0.65, 1.0], [("65%", "right"), ("100%", "right")]),
        ([0.95, 1.0], [("100%", "right")]),  # two words would lie on each other
    ],
)
def test_targets_are_named_where_there_is_room(goals, named):
    annotations = bullet(0.5, "published", goals, LIGHT, indonesian)["layout"]["annotations"]
    assert [(each["text"], each["xanchor"]) for each in annotations] == named


def test_status_is_drawn():
    bars = {
        status: bullet(0.5, status, [], LIGHT, indonesian)["data"][0]["marker"]
        for status in ("published", "summed", "demonstration")
    }
    assert [marker["color"] for marker in bars.values()] == [LIGHT.focus, CLEAR, LIGHT.focus]
    assert [marker["pattern"]["shape"] for marker in bars.values()] == ["", "", "/"]
