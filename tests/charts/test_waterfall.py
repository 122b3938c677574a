"""What moved a share: steps that leave nothing over, areas from the largest gain down, values with their signs."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from plotly.graph_objects import Figure

from charts.colours import MARK_CONTRAST, contrast
from charts.theme import theme
from charts.waterfall import Step, area_bars, change_words, describe, describe_areas, waterfall
from i18n import language

LIGHT, DARK = theme("light"), theme("dark")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
english = language("en")

START, END = ("Dec 2024", 0.50), ("Dec 2025", 0.52)
STEPS = (Step("PU", 0.01), Step("BPU", 0.015), Step("workforce", -0.005))
AREAS = pd.DataFrame(
    {
        "region_code": ["51.01", "51.02", "51.03", ""],
        "short_name": ["Jembrana", "Tabanan", "Badung & <b>", "2 others"],
        "within": [0.001, -0.004, 0.01, 0.02],
        "between": [0.0005, 0.001, -0.002, 0.0],
        "contribution": [0.0015, -0.003, 0.008, 0.02],
        "status": "reported",
    }
)


@LANGUAGES
def test_each_step_begins_where_the_one_before_ended_and_the_last_is_the_whole(say):
    figure = waterfall(START, STEPS, END, "reported", LIGHT, say)
    assert Figure(figure).data
    (bars,) = figure["data"]
    assert bars["base"] == pytest.approx([0.0, 0.01, 0.025, 0.0])
    assert bars["x"] == pytest.approx([0.01, 0.015, -0.005, 0.02])
    assert figure["layout"]["yaxis"]["ticktext"] == ["Dec 2024 ", "PU ", "BPU ", "workforce ", "Dec 2025 "]
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert f"<b>{say.percent(0.5)}</b>" in texts
    assert f"<b>{say.percent(0.52)}</b>" in texts
    assert f"<b>{change_words(-0.005, say)}</b>" in texts


@example([5e-324])
@given(st.lists(st.floats(-0.2, 0.2), min_size=1, max_size=6))
def test_zero_and_every_bar_lie_on_the_axis(changes):
    steps = [Step(str(number), change) for number, change in enumerate(changes)]
    figure = waterfall(START, steps, ("then", 0.5 + sum(changes)), "reported", LIGHT, english)
    low, high = figure["layout"]["xaxis"]["range"]
    (bars,) = figure["data"]
    ends = [0.0, *bars["base"], *(base + x for base, x in zip(bars["base"], bars["x"], strict=True))]
    assert low < min(ends) and max(ends) < high


def test_a_change_that_prints_as_nothing_does_not_fill_the_axis():
    figure = waterfall(START, [Step("PU", 1e-7)], START, "reported", LIGHT, english)
    low, high = figure["layout"]["xaxis"]["range"]
    assert 1e-7 / (high - low) < 0.01


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_gain_and_a_loss_differ_in_colour_and_in_sign(look):
    (bars,) = waterfall(START, STEPS, END, "reported", look, english)["data"]
    assert bars["marker"]["color"] == [look.better, look.better, look.worse, look.focus]
    assert all(contrast(tone, look.background) >= MARK_CONTRAST for tone in bars["marker"]["color"])
    assert [change_words(change, english)[0] for change in (0.01, -0.01)] == ["▲", "▼"]


def test_what_prints_as_zero_has_neither_sign_nor_judgement():
    assert change_words(0.00004, english) == "0.00"
    (bars,) = waterfall(START, [Step("PU", 0.00004), Step("BPU", -0.00004)], START, "reported", LIGHT, english)["data"]
    assert set(bars["marker"]["color"][:2]) == {LIGHT.rest}


@pytest.mark.parametrize(("status", "pattern"), [("reported", ""), ("demonstration", "/")])
def test_the_status_is_drawn(status, pattern):
    figure = waterfall(START, STEPS, END, status, LIGHT, english)
    assert set(figure["data"][0]["marker"]["pattern"]["shape"]) == {pattern}
    said = any(english("hatched: DEMO") in note["text"] for note in figure["layout"]["annotations"])
    assert said == bool(pattern)
    areas = area_bars(AREAS.assign(status=status), LIGHT, english)["data"]
    assert {trace["marker"]["pattern"]["shape"] for trace in areas} == {pattern}


def test_the_steps_in_words_name_both_shares():
    assert describe(START, STEPS, END, english) == (
        "From 50.0% (Dec 2024) to 52.0% (Dec 2025): PU +1.00 percentage points; BPU +1.50 percentage points; "
        "workforce −0.50 percentage points."
    )


def test_areas_stand_from_the_largest_gain_down_and_the_rest_last():
    figure = area_bars(AREAS, LIGHT, english)
    assert Figure(figure).data
    within, between = figure["data"]
    assert within["customdata"] == ["51.03", "51.01", "51.02", ""]
    assert within["x"] == [0.01, 0.001, -0.004, 0.02]
    assert [a + b for a, b in zip(within["x"], between["x"], strict=True)] == pytest.approx(
        [0.008, 0.0015, -0.003, 0.02]
    )
    assert figure["layout"]["yaxis"]["ticktext"][0] == "Badung &amp; &lt;b&gt; "


def test_areas_in_words_have_their_values():
    assert "Tabanan −0.30 percentage points" in describe_areas(AREAS, english)


@LANGUAGES
def test_no_area_is_an_empty_chart_and_a_dash(say):
    assert Figure(area_bars(AREAS.head(0), LIGHT, say)).layout.annotations
    assert "–" in describe_areas(AREAS.head(0), say)
