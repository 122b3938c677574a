"""The funnel: shares over workforces, limits no lower than 0 and no higher than 1, judged by sign and colour."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.funnel import describe, funnel
from charts.theme import theme
from i18n import language

LIGHT, english = theme("light"), language("en")
ROWS = [
    ("51.03", "Badung", 250_000, 0.64, "strongly_better", 4.0),
    ("51.71", "Denpasar", 330_000, 0.50, "similar", 0.1),
    ("51.07", "Karangasem", 200_000, 0.20, "worse", -2.2),
    ("51.08", "Buleleng", None, None, None, None),
]


def points(status="reported"):
    frame = pd.DataFrame(ROWS, columns=["region_code", "short_name", "denominator", "value", "word", "z"])
    return frame.astype({"denominator": "Int64"}).assign(status=status, hover="words")


def limits(*errors, wide=0.3):
    rows = [
        (100_000 * (n + 1), error, 0.5 - wide, 0.5 + wide, 0.5 - 2 * wide, 0.5 + 2 * wide)
        for n, error in enumerate(errors)
    ]
    return pd.DataFrame(rows, columns=["denominator", "standard_error", "low_95", "high_95", "low_998", "high_998"])


def test_every_region_with_both_is_a_mark_at_its_workforce_and_share():
    dots = Figure(funnel(points(), limits(0.1), 0.5, None, LIGHT, english)).data[-1]
    assert dots.customdata == ("51.03", "51.71", "51.07")
    assert (dots.x, dots.y) == ((250_000, 330_000, 200_000), (0.64, 0.50, 0.20))


def test_better_and_worse_differ_by_shape_and_by_colour_and_own_has_the_focus():
    marker = funnel(points(), limits(0.1), 0.5, None, LIGHT, english)["data"][-1]["marker"]
    assert marker["symbol"] == ["triangle-up", "circle", "triangle-down"]
    assert marker["color"] == [LIGHT.better, LIGHT.peer, LIGHT.worse]
    own = funnel(points(), limits(0.1), 0.5, "51.07", LIGHT, english)["data"][-1]["marker"]
    assert own["color"][2] == LIGHT.focus
    assert own["symbol"][2] == "triangle-down"


def test_limits_of_one_relative_error_are_level_and_clipped_to_nought_and_one():
    figure = funnel(points(), limits(0.1, 0.1), 0.5, None, LIGHT, english)
    lines = [trace["y"] for trace in figure["data"][:-1]]
    assert lines == [[0.0, 0.0], [1.0, 1.0], [pytest.approx(0.2)] * 2, [pytest.approx(0.8)] * 2]


def test_where_errors_differ_each_region_has_its_limits_as_a_line_of_its_own():
    figure = funnel(points(), limits(0.1, 0.2, wide=0.1), 0.5, None, LIGHT, english)
    outer, inner = figure["data"][:-1]
    assert inner["x"] == [100_000, 100_000, None, 200_000, 200_000, None]
    assert inner["y"][:2] == [pytest.approx(0.4), pytest.approx(0.6)]
    assert outer["y"][:2] == [pytest.approx(0.3), pytest.approx(0.7)]


def test_own_and_those_outside_are_named_and_the_share_of_all_is_printed():
    said = [
        note["text"] for note in funnel(points(), limits(0.1), 0.5, "51.71", LIGHT, english)["layout"]["annotations"]
    ]
    assert "<b>Denpasar</b>" in said
    assert {"Badung", "Karangasem"} <= set(said)
    assert "all together 50.0%" in said


def test_demonstration_marks_are_dotted():
    marker = funnel(points("demonstration"), limits(0.1), 0.5, None, LIGHT, english)["data"][-1]["marker"]
    assert marker["symbol"] == ["triangle-up-open-dot", "circle-open-dot", "triangle-down-open-dot"]


def test_no_region_draws_no_mark():
    figure = funnel(points().iloc[3:], limits(), 0.5, None, LIGHT, english)
    assert figure["data"][-1]["x"] == []


def test_the_words_for_who_does_not_see_it_count_those_outside():
    assert "1 above and 1 below the limits of 95 percent, of 3 regions" in describe(points(), 0.5, english)
