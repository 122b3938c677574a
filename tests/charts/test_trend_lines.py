"""Coverage over time with pace line, events and incomplete months; the fan ahead; needed against added; recovery."""

import itertools

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts import fan, needed, recovery
from charts.theme import theme
from charts.timeline import known_by
from charts.trend_lines import describe, trend_lines
from i18n import language
from tests.charts.frames import published, targets

LIGHT = theme("light")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
english = language("en")

POINTS = published({"value": 0.5233, "period": "2025-06"}, {"value": 0.5388, "period": "2025-12"})
GOALS = targets((0.7386, "2026-12-31", "2025-04-29"))
EVENTS = pd.DataFrame(
    {
        "start": ["2024-03-15", "2019-01-01"], "end": ["2024-06-30", None], "label_id": ["Aturan <b>", "Lama"],
        "label_en": ["Rule <b>", "Old"],
    }
)  # fmt: skip
PATH = [("2025-06", 0.5233), ("2026-12", 0.7386)]


def months(*held, line=0, weights=None, status="demonstration", start=0.40):
    made = published(*({"value": start + 0.01 * number, "period": month} for number, month in enumerate(held)))
    return made.assign(series="demonstration", status=status, weights=weights, line=line, month=list(held))


LINE = months("2024-01", "2024-02", "2024-04", "2024-05")


def lines_of(figure):
    return [trace for trace in figure["data"] if trace["mode"] == "lines"]


@LANGUAGES
def test_published_points_stay_marks_beside_the_monthly_line(say):
    figure = trend_lines(POINTS, LINE, GOALS, EVENTS, PATH, "2025-12", LIGHT, say)
    assert Figure(figure).data
    (line,) = lines_of(figure)
    assert line["line"]["dash"] == "dot"
    assert line["y"] == pytest.approx([0.40, 0.41, None, 0.42, 0.43])
    shown = [trace for trace in figure["data"] if trace["mode"] == "markers+text" and 0.5388 in trace["y"]]
    assert len(shown) == 1 and shown[0]["marker"]["symbol"] == ["circle", "circle"]


def test_lines_of_other_weights_are_not_joined():
    earlier = months("2023-10", "2023-11", "2023-12", line=1, weights="old", start=0.30)
    both = pd.concat([LINE.assign(weights="new"), earlier], ignore_index=True)
    figure = trend_lines(POINTS.head(0), both, GOALS, EVENTS, [], "2024-05", LIGHT, english)
    drawn = lines_of(figure)
    assert sorted(min(trace["x"]) for trace in drawn) == [known_by("2023-10"), known_by("2024-01")]
    assert sorted(max(trace["x"]) for trace in drawn) == [known_by("2023-12"), known_by("2024-05")]
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert any("a new line begins" in text for text in said)


def test_every_month_can_be_pointed_at():
    marks = trend_lines(POINTS, LINE, GOALS, EVENTS, PATH, "2025-12", LIGHT, english)["data"][-1]
    assert len(marks["hovertext"]) == len(LINE)
    assert marks["marker"]["opacity"] == 0


def test_the_pace_line_leads_from_baseline_to_target():
    shapes = trend_lines(POINTS, LINE, GOALS, EVENTS, PATH, "2025-12", LIGHT, english)["layout"]["shapes"]
    (pace,) = [shape for shape in shapes if shape["line"].get("dash") == "dashdot"]
    assert (pace["x0"], pace["y0"], pace["x1"], pace["y1"]) == (
        known_by("2025-06"),
        0.5233,
        known_by("2026-12"),
        0.7386,
    )


@pytest.mark.parametrize(("until", "shaded"), [("2024-05", False), ("2024-06", True)])
def test_months_after_the_last_of_the_line_are_shaded(until, shaded):
    shapes = trend_lines(POINTS.head(0), LINE, GOALS, EVENTS, [], until, LIGHT, english)["layout"]["shapes"]
    grey = [shape for shape in shapes if shape["type"] == "rect" and shape.get("yref") == "paper"]
    assert bool(grey) == shaded
    if shaded:
        assert (grey[0]["x0"], grey[0]["x1"]) == (known_by("2024-05"), known_by("2024-06"))


def test_events_within_the_axis_are_numbered_and_told_below_as_text():
    drawn = trend_lines(POINTS, LINE, GOALS, EVENTS, PATH, "2025-12", LIGHT, english)["layout"]
    texts = [note["text"] for note in drawn["annotations"]]
    assert "①" in texts and "②" not in texts
    assert any("Rule &lt;b&gt; (Mar 2024" in text for text in texts)


@LANGUAGES
def test_without_a_monthly_line_only_the_points_are_drawn(say):
    figure = trend_lines(POINTS, LINE.head(0), GOALS, EVENTS.head(0), [], "2025-12", LIGHT, say)
    assert lines_of(figure) == []
    nothing = trend_lines(POINTS.head(0), LINE.head(0), GOALS, EVENTS.head(0), [], "2025-12", LIGHT, say)
    assert any(note["text"] == say("no figure yet") for note in nothing["layout"]["annotations"])


def test_the_alternative_text_flags_the_line_and_names_points_targets_and_events():
    text = describe(POINTS, LINE, GOALS, EVENTS, PATH, english)
    assert text.startswith("DEMO · Monthly line from 40.0% (Jan 2024) to 43.0% (May 2024).")
    for part in ("53.9%", "73.86%", "Pace line: 52.3% (Jun 2025)", "Old (Jan 2019)"):
        assert part in text


AHEAD = pd.DataFrame(
    {
        "period": ["2024-06", "2024-07"], "value": [0.44, 0.45], "low_80": [0.42, 0.41], "high_80": [0.46, 0.49],
        "low_95": [0.40, 0.38], "high_95": [0.48, 0.52], "status": "estimated",
    }
)  # fmt: skip


@LANGUAGES
def test_the_fan_opens_at_the_last_month_and_holds_both_bands(say):
    figure = fan.fan(LINE, AHEAD, 0.6, "2024-07", PATH, LIGHT, say)
    assert Figure(figure).data
    outer, inner, line, median, marks = figure["data"]
    last = float(LINE["value"].iloc[-1])
    assert outer["y"] == pytest.approx([last, 0.48, 0.52, 0.38, 0.40, last])
    assert inner["y"] == pytest.approx([last, 0.46, 0.49, 0.41, 0.42, last])
    assert median["y"] == pytest.approx([last, 0.44, 0.45])
    assert None in line["y"]
    assert marks["hovertext"][1].startswith(f"<b>{say.period('2024-07')}</b>")
    assert f"<b>{say.percent(0.45)}</b>" in [note["text"] for note in figure["layout"]["annotations"]]


def test_values_at_the_end_of_a_narrow_fan_do_not_lie_on_each_other():
    narrow = AHEAD.assign(low_80=0.449, high_80=0.451, low_95=0.448, high_95=0.452)
    notes = fan.fan(LINE, narrow, None, None, [], LIGHT, english)["layout"]["annotations"]
    heights = sorted(note["yshift"] for note in notes if note.get("x") == 1 and note.get("y") == 1)
    assert len(heights) == 5
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 13


def test_the_fan_in_words_names_both_bands():
    assert fan.describe(AHEAD, english) == (
        "Forecast for July 2024: middle 45.0%; 80 of 100 paths between 41.0% and 49.0%, 95 of 100 between 38.0% and 52.0%."
    )
    assert fan.describe(AHEAD.assign(status="demonstration"), english).startswith("DEMO")


ADDED = pd.DataFrame({"month": ["2025-01", "2025-03"], "value": [100.0, -40.0], "status": "reported"})


def test_added_months_are_bars_from_zero_and_the_need_is_a_dashed_line():
    figure = needed.needed_bars(ADDED, 90.0, 30.0, LIGHT, english)
    assert Figure(figure).data
    (bars,) = figure["data"]
    assert bars["y"] == [100.0, -40.0]
    assert bars["marker"]["color"] == [LIGHT.better, LIGHT.peer]
    assert [(shape["y0"], shape["line"]["dash"]) for shape in figure["layout"]["shapes"]] == [
        (90.0, "dash"),
        (30.0, "solid"),
    ]
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < -40 and high > 100


def test_a_need_far_beyond_every_bar_is_told_and_does_not_flatten_them():
    drawn = needed.needed_bars(ADDED, 90_000.0, None, LIGHT, english)["layout"]
    assert drawn["shapes"] == []
    assert drawn["yaxis"]["range"][1] < 200
    assert "90,000" in drawn["annotations"][0]["text"]


@LANGUAGES
def test_no_month_added_is_said(say):
    assert needed.needed_bars(ADDED.head(0), 1.0, None, LIGHT, say)["data"] == []
    assert needed.describe(ADDED.head(0), 1.0, None, say) == say("No figure yet.")


def test_added_in_words():
    assert needed.describe(ADDED, 90.0, 30.0, english) == (
        "Net additions in March 2025: −40. Mean of the last year: +30. Needed a month: 90."
    )


LEVELS = pd.DataFrame(
    {
        "segment": ["total", "total", "PU", "PU"], "month": ["2020-03", "2020-05", "2020-03", "2020-05"],
        "value": [0.9, 1.10, 0.8, 1.09], "status": "demonstration",
    }
)  # fmt: skip
SEGMENTS = {"total": "all", "PU": "PU", "BPU": "BPU"}


def test_levels_are_named_at_their_ends_apart_and_break_at_a_gap():
    figure = recovery.recovery_lines(LEVELS, SEGMENTS, LIGHT, english)
    assert Figure(figure).data
    assert figure["data"][-1]["line"]["color"] == LIGHT.focus
    assert figure["data"][-1]["y"] == [0.9, None, 1.10]
    ends = {note["text"]: note["yshift"] for note in figure["layout"]["annotations"] if note["text"].startswith("<b>")}
    assert set(ends) == {"<b>all 110%</b>", "<b>PU 109%</b>"}
    first, second = ends.values()
    assert abs(first - second) >= 14
    assert figure["layout"]["yaxis"]["range"][0] == 0


def test_levels_in_words_are_flagged():
    assert recovery.describe_lines(LEVELS, SEGMENTS, english) == (
        "DEMO · Level against February 2020: all 110% (May 2020); PU 109% (May 2020)."
    )
    assert recovery.recovery_lines(LEVELS.head(0), SEGMENTS, LIGHT, english)["data"] == []


YEARS = pd.DataFrame(
    {
        "metric": ["exits", "exits"], "year": [2024, 2025], "months": [12, 9], "value": [1200.0, None],
        "status": "reported",
    }
)  # fmt: skip


@LANGUAGES
def test_a_year_that_is_not_whole_has_no_bar_but_says_so(say):
    figure = recovery.year_bars(YEARS, {"exits": "Out"}, LIGHT, say)
    assert Figure(figure).data
    assert figure["data"][0]["x"] == [1200.0, None]
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert say("{months} of 12 months held", months=9) in texts
    assert recovery.describe_years(YEARS, {"exits": "Out"}, say) == f"Out: 2024 {say.number(1200)}."
