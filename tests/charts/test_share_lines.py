"""Shares over months: values as given, gaps that stay gaps, grey months that still fill up, names at the ends."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.share_lines import describe, share_lines
from charts.theme import theme
from i18n import language

LIGHT = theme("light")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
indonesian = language("id")
NAMES = {"collection_rate": "Tertagih", "on_time_rate": "Tepat waktu"}


def rates(*months, status="reported", filling=0):
    """Rows of both lines: (collected, on time) a month from January 2024; None leaves the month out."""
    rows = [
        {"line": line, "month": f"2024-{number:02}", "value": value, "status": status,
         "is_filling": number > len(months) - filling}
        for number, month in enumerate(months, start=1)
        for line, value in zip(NAMES, month or (None, None), strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"value": float})


def draw(frame):
    return share_lines(frame, NAMES, LIGHT, indonesian, filling="masih terisi")


def written(figure):
    return [each["text"] for each in figure["layout"]["annotations"]]


@LANGUAGES
def test_plotly_takes_the_figure_and_the_axis_is_0_to_100_percent(say):
    figure = share_lines(rates((0.98, 0.7), (0.97, 0.72)), NAMES, LIGHT, say, filling="x")
    assert Figure(figure).data
    assert [trace["y"] for trace in figure["data"]] == [[0.98, 0.97], [0.7, 0.72]]
    assert figure["layout"]["yaxis"]["tickvals"] == [0, 0.25, 0.5, 0.75, 1]
    assert figure["layout"]["yaxis"]["range"][0] == 0


def test_each_line_is_named_at_its_end_with_its_latest_complete_value():
    figure = draw(rates((0.98, 0.7), (0.97, 0.72), (0.5, 0.4), filling=1))
    assert [text for text in written(figure) if "<b>" in text] == [
        "Tertagih<br><b>97,0%</b>",
        "Tepat waktu<br><b>72,0%</b>",
    ]


def test_names_of_lines_that_nearly_meet_stand_apart():
    figure = draw(rates((0.98, 0.97)))
    heights = [each["y"] for each in figure["layout"]["annotations"] if "<b>" in each["text"]]
    assert heights[0] - heights[1] >= 2 * 0.068 - 1e-12  # of two lines each


def test_the_name_of_a_line_at_the_bottom_stands_above_the_dates():
    figure = draw(rates((0.98, 0.01)))
    assert [each["y"] for each in figure["layout"]["annotations"] if "<b>" in each["text"]] == [0.98, 0.068]


def test_a_missing_month_is_a_gap():
    figure = draw(rates((0.98, 0.7), None, (0.97, 0.72)))
    for trace in figure["data"]:
        assert trace["y"][1] is None
        assert not trace["connectgaps"]


def test_months_that_still_fill_up_are_grey_and_shaded():
    figure = draw(rates((0.98, 0.7), (0.97, 0.72), (0.9, 0.6), filling=1))
    tones = [trace["line"]["color"] for trace in figure["data"]]
    assert tones == [LIGHT.focus, LIGHT.rest, LIGHT.peer, LIGHT.rest]
    assert figure["data"][1]["y"] == [0.97, 0.9]  # from the last complete month on
    assert len(figure["layout"]["shapes"]) == 1
    assert "masih terisi" in written(figure)


def test_status_is_drawn_and_said():
    figure = draw(rates((0.98, 0.7), status="demonstration"))
    assert {trace["line"]["dash"] for trace in figure["data"]} == {"dot"}
    assert indonesian("dotted: DEMO") in written(figure)


@LANGUAGES
def test_without_any_figure_it_says_so(say):
    empty = rates((0.9, 0.8)).head(0)
    figure = share_lines(empty, NAMES, LIGHT, say, filling="x")
    assert (figure["data"], written(figure)) == ([], [say("no figure yet")])
    assert describe(empty, NAMES, say) == say("Shares by month: no figure yet.")


@LANGUAGES
def test_described_in_words(say):
    text = describe(rates((0.98, 0.7), (0.97, 0.72), status="demonstration"), NAMES, say)
    assert text.startswith(say("DEMO · {text}", text=""))
    for part in ("Tertagih", say.percent(0.98), say.percent(0.97), say.short_period("2024-02")):
        assert part in text
