"""Small lines: heights from zero, gaps, first and last values, events, status; what has no figure takes no room."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.sparklines import describe, sparklines
from charts.theme import theme
from i18n import language

LIGHT, SAY = theme("light"), language("en")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
NO_EVENTS = pd.DataFrame(columns=["line", "month", "label"])
NAMES = {0: "Coverage", 1: "Active"}


def frame(values, line=0, unit="people", status="reported"):
    rows = [{"line": line, "month": m, "value": v, "unit": unit, "status": status} for m, v in values.items()]
    return pd.DataFrame(rows, columns=["line", "month", "value", "unit", "status"])


STEADY = {"2025-01": 100.0, "2025-02": 50.0, "2025-03": 200.0}


def written(chart):
    return [each["text"] for each in chart["layout"]["annotations"]]


@LANGUAGES
@pytest.mark.parametrize("values", [STEADY, {}], ids=["some", "none"])
def test_plotly_takes_the_figure(say, values):
    assert Figure(sparklines(frame(values), NAMES, NO_EVENTS, LIGHT, say)) is not None


def test_heights_are_measured_from_zero():
    (line,) = sparklines(frame(STEADY), {0: "Active"}, NO_EVENTS, LIGHT, SAY)["data"]
    zero = max(line["y"]) + (max(line["y"]) - min(line["y"])) / 3  # 50 of 200 stands a quarter above zero
    assert [round((zero - y) / (zero - min(line["y"])), 6) for y in line["y"]] == [0.5, 0.25, 1.0]


def test_a_missing_month_is_a_gap_and_a_lone_month_a_mark():
    (line,) = sparklines(frame({"2025-01": 1.0, "2025-02": 2.0, "2025-04": 3.0}), {0: "A"}, NO_EVENTS, LIGHT, SAY)[
        "data"
    ]
    assert [y is None for y in line["y"]] == [False, False, True, False]
    assert line["connectgaps"] is False
    assert [size > 0 for size in line["marker"]["size"]] == [False, False, False, True]


def test_first_and_last_values_are_printed_in_their_unit():
    assert {"100", "<b>200</b>"} <= set(written(sparklines(frame(STEADY), NAMES, NO_EVENTS, LIGHT, SAY)))
    shares = frame({"2025-01": 0.5, "2025-02": 0.539}, unit="share")
    assert {"50.0%", "<b>53.9%</b>"} <= set(written(sparklines(shares, NAMES, NO_EVENTS, LIGHT, SAY)))


def test_a_demonstration_line_is_dotted_and_a_published_mark_in_it_keeps_its_look():
    mixed = frame(STEADY, status="demonstration")
    mixed.loc[1, "status"] = "published"
    drawn = sparklines(mixed, {0: "A"}, NO_EVENTS, LIGHT, SAY)
    (line,) = drawn["data"]
    assert line["line"]["dash"] == "dot"
    assert line["marker"]["symbol"][1] == "circle"
    assert line["marker"]["size"][1] > 0
    assert any("DEMO" in text for text in written(drawn))


def test_a_measure_without_figures_takes_no_room():
    with_two = sparklines(frame(STEADY), NAMES, NO_EVENTS, LIGHT, SAY)
    assert with_two == sparklines(frame(STEADY), {0: "Coverage"}, NO_EVENTS, LIGHT, SAY)
    assert "Active: no figure yet." in describe(frame(STEADY), NAMES, SAY)


def test_events_within_the_months_drawn_are_numbered_and_named():
    events = pd.DataFrame(
        [(0, "2025-02", "Relief"), (0, "2026-01", "Later"), (1, "2025-02", "Relief")],
        columns=["line", "month", "label"],
    )
    texts = written(sparklines(frame(STEADY), NAMES, events, LIGHT, SAY))
    assert "1 Feb 2025: Relief" in texts
    assert not any("Later" in text for text in texts)


def test_two_events_of_one_month_stand_beside_each_other_not_on_each_other():
    events = pd.DataFrame([(0, "2025-02", "Relief"), (0, "2025-02", "Rate")], columns=["line", "month", "label"])
    texts = written(sparklines(frame(STEADY), NAMES, events, LIGHT, SAY))
    assert "1, 2" in texts
    assert not {"1", "2"} & set(texts)


@LANGUAGES
def test_the_words_give_first_and_last(say):
    said = describe(frame(STEADY, status="demonstration"), NAMES, say)
    assert say("{name}: no figure yet.", name="Active") in said
    assert say.short_period("2025-03") in said
    assert say("DEMO · {text}", text="Coverage")[:4] in said
