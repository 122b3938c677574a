"""Flows month by month: the usual range behind the line, a sign for each month that stands out, gaps that stay gaps."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.process import DOWN, UP, describe, process, sign, signal_words
from charts.theme import theme
from i18n import language

LIGHT = theme("light")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
english = language("en")
NAMES = {"new_participants": "New", "exits": "Exits"}


def rows(metric="exits", status="reported", **changes):
    made = {
        "metric": metric, "month": ["2025-01", "2025-02", "2025-04"], "value": [10.0, 12.0, 40.0], "lower": 5.0,
        "upper": 20.0, "mean": 12.0, "signals": [[], [], ["above_limit"]], "reads_as": [None, None, "worse"],
        "value_status": status, "part": 1,
    }  # fmt: skip
    return pd.DataFrame({**made, **changes})


@LANGUAGES
def test_plotly_takes_it_with_one_strip_a_flow(say):
    figure = process(pd.concat([rows(), rows("new_participants")]), NAMES, LIGHT, say)
    assert Figure(figure).data
    assert [trace["mode"] for trace in figure["data"]] == ["lines", "markers"] * 2
    domains = [figure["layout"][axis]["domain"] for axis in ("yaxis", "yaxis2")]
    assert domains[0][0] > domains[1][1]


def test_a_missing_month_breaks_the_line():
    line, marks = process(rows(), NAMES, LIGHT, english)["data"]
    assert line["y"] == [10.0, 12.0, None, 40.0]
    assert marks["y"] == [10.0, 12.0, 40.0]


@pytest.mark.parametrize(
    ("names", "reads_as", "symbol", "tone"),
    [
        (["above_limit"], "worse", "triangle-up", LIGHT.worse),
        (["below_limit"], "better", "triangle-down", LIGHT.better),
        (["seven_above", "two_of_three_low"], None, "diamond", LIGHT.muted),
    ],
)
def test_a_month_that_stands_out_has_a_shape_a_colour_and_words(names, reads_as, symbol, tone):
    marks = process(rows(signals=[[], [], names], reads_as=[None, None, reads_as]), NAMES, LIGHT, english)["data"][1]
    assert (marks["marker"]["symbol"][-1], marks["marker"]["color"][-1]) == (symbol, tone)
    assert marks["marker"]["symbol"][0] == "circle"
    assert signal_words(names, english) in marks["hovertext"][-1]


def test_the_usual_range_is_drawn_and_said_and_absent_without_limits():
    bands = [each for each in process(rows(), NAMES, LIGHT, english)["layout"]["shapes"] if each["type"] == "rect"]
    assert [(band["y0"], band["y1"]) for band in bands] == [(5.0, 20.0)]
    without = process(rows(lower=float("nan"), upper=float("nan")), NAMES, LIGHT, english)["layout"]
    assert [each for each in without["shapes"] if each["type"] == "rect"] == []
    assert not any("usual " in each["text"] for each in without["annotations"] if "Exits" in each["text"])


def test_demonstration_is_dotted_and_said():
    figure = process(rows(status="demonstration"), NAMES, LIGHT, english)
    assert figure["data"][0]["line"]["dash"] == "dot"
    assert any(english("dotted line: DEMO") in each["text"] for each in figure["layout"]["annotations"])
    assert describe(rows(status="demonstration"), NAMES, english).startswith("DEMO")


@LANGUAGES
def test_without_a_month_there_is_no_mark_but_the_words_for_it(say):
    figure = process(rows().head(0), NAMES, LIGHT, say)
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"] == say("no figure yet")
    assert describe(rows().head(0), NAMES, say) == say("No figure yet.")


def test_the_alternative_text_gives_latest_value_and_how_many_stand_out():
    assert describe(rows(), NAMES, english) == "Exits: 40 in Apr 2025; 1 of 3 months unusual."


def test_the_sign_points_where_the_months_lie():
    assert [sign([]), sign(["seven_rising"]), sign(["seven_falling"])] == ["", UP, DOWN]
    assert sign(["above_limit", "seven_falling"]) == UP + DOWN
