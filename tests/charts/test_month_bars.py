"""Months as bars: every value from zero, gaps that stay gaps, bands named above, months that still fill up in grey."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotly.graph_objects import Figure

from charts.amounts import Unit, rupiah_unit, step_words, steps
from charts.month_bars import Band, describe, month_bars
from charts.theme import theme
from charts.timeline import known_by
from i18n import language

LIGHT = theme("light")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
indonesian = language("id")
PEOPLE = Unit(1.0, "orang")
RELIEF = Band("2024-02", "2024-03", "PP 1", "PP 1: potongan (Feb 2024–Mar 2024)")
ONWARD = Band("2024-05", None, "PP 2", "PP 2: sejak Mei 2024")


def months(*values, status="reported", filling=0):
    """One row a month from January 2024; None leaves the month out."""
    rows = [
        {"month": f"2024-{number:02}", "value": value, "beside": value and value * 1.1, "status": status,
         "is_filling": number > len(values) - filling}
        for number, value in enumerate(values, start=1)
    ]  # fmt: skip
    return pd.DataFrame(rows).dropna(subset="value")


def draw(frame, **more):
    return month_bars(frame, LIGHT, indonesian, name="Diterima", unit=PEOPLE, **more)


def written(figure):
    return [each["text"] for each in figure["layout"]["annotations"]]


@LANGUAGES
def test_plotly_takes_the_figure_and_every_value_is_a_bar_from_zero(say):
    frame = months(3.0, 5.0, 4.0)
    figure = month_bars(frame, LIGHT, say, name="x", unit=PEOPLE)
    (bars,) = figure["data"]
    assert Figure(figure).data
    assert bars["y"] == [3.0, 5.0, 4.0]
    assert bars["x"] == [known_by(month) - 0.5 for month in frame["month"]]
    assert figure["layout"]["yaxis"]["range"][0] == 0
    assert figure["layout"]["yaxis"]["range"][1] >= 5


def test_the_order_of_rows_changes_nothing():
    frame = months(3.0, 5.0, 4.0)
    assert draw(frame.iloc[::-1]) == draw(frame)


def test_a_missing_month_stays_a_gap_in_bars_and_line_and_is_said():
    figure = draw(months(3.0, None, 4.0), line="terutang")
    bars, line = figure["data"]
    assert len(bars["x"]) == 2
    assert None in line["y"]
    assert not line["connectgaps"]
    assert any(indonesian("gap: no figure") in text for text in written(figure))
    assert not any(indonesian("gap: no figure") in text for text in written(draw(months(3.0, 4.0))))


def test_the_line_is_named_and_runs_over_its_months():
    figure = draw(months(3.0, 5.0), line="terutang")
    assert figure["data"][1]["y"] == pytest.approx([3.3, 3.3, 5.5, 5.5])
    assert "━ terutang" in written(figure)


def test_a_rule_is_shaded_over_its_months_and_one_that_goes_on_is_marked_where_it_starts():
    figure = draw(months(1.0, 2.0, 3.0, 4.0, 5.0, 6.0), bands=[RELIEF, ONWARD])
    shade, strip, start = figure["layout"]["shapes"]
    assert (shade["x0"], shade["x1"]) == (strip["x0"], strip["x1"]) == (known_by("2024-01"), known_by("2024-03"))
    assert (shade["y0"], shade["y1"], strip["y0"]) == (0, 1, 1)  # the strip stands above the bars
    assert start["x0"] == start["x1"] == known_by("2024-04")
    named = {each["text"]: each["hovertext"] for each in figure["layout"]["annotations"] if "hovertext" in each}
    assert named == {"PP 1": RELIEF.about, "PP 2": ONWARD.about}


def test_what_a_rule_does_stands_in_the_key_in_lines_that_a_phone_shows():
    long = Band(
        "2024-02",
        "2024-03",
        "PP 3",
        "PP 3: potongan bagi usaha padat karya dengan pekerja terbanyak (Feb 2024–Mar 2024)",
    )
    figure = draw(months(*[1.0] * 6), bands=[RELIEF, ONWARD, long])
    sign = f'<span style="color:{LIGHT.second}">'
    key = [each for each in figure["layout"]["annotations"] if each["yshift"] < 0]
    assert [each["text"] for each in key] == [
        f"{sign}▬</span> {RELIEF.about}",
        f"{sign}┊</span> {ONWARD.about}",
        f"{sign}▬</span> PP 3: potongan bagi usaha padat karya dengan pekerja",
        "terbanyak (Feb 2024–Mar 2024)",
    ]
    assert all(-each["yshift"] < figure["layout"]["margin"]["b"] for each in key)


def test_a_rule_outside_the_months_shown_is_left_out():
    far = Band("2020-08", "2021-01", "PP 49/2020", "x")
    figure = draw(months(1.0, 2.0), bands=[far, Band("2030-01", None, "PP 9", "y")])
    assert figure["layout"]["shapes"] == []
    assert "PP 49/2020" not in written(figure)


def test_names_that_would_lie_on_each_other_stand_in_rows():
    twins = [RELIEF, Band("2024-02", "2024-04", "PP 3", "z")]
    figure = draw(months(*[1.0] * 12), bands=twins)
    heights = [each["yshift"] for each in figure["layout"]["annotations"] if "hovertext" in each]
    assert len(set(heights)) == 2


def test_months_that_still_fill_up_are_grey_and_say_so():
    figure = draw(months(1.0, 2.0, 3.0, filling=2), filling="masih terisi")
    assert figure["data"][0]["marker"]["color"] == [LIGHT.focus, LIGHT.rest, LIGHT.rest]
    assert "masih terisi" in written(figure)
    assert "masih terisi" not in written(draw(months(1.0, 2.0), filling="masih terisi"))


def test_status_is_drawn_and_said():
    figure = draw(months(1.0, status="demonstration"))
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["/"]
    assert indonesian("hatched: DEMO") in " ".join(written(figure))
    assert draw(months(1.0, status="summed"))["data"][0]["marker"]["color"] == ["rgba(0,0,0,0)"]


def test_a_loaded_name_is_text_and_not_markup():
    figure = draw(months(1.0, 2.0, 3.0), bands=[Band("2024-01", "2024-02", "<b>x", "<i>y")])
    assert "&lt;b&gt;x" in written(figure)


@LANGUAGES
def test_without_any_figure_it_says_so(say):
    figure = month_bars(months(1.0).head(0), LIGHT, say, name="x", unit=PEOPLE)
    assert figure["data"] == []
    assert written(figure) == [say("no figure yet")]
    assert describe(months(1.0).head(0), say, name="x", unit=PEOPLE) == say("Bars by month: no figure yet.")


@LANGUAGES
def test_described_in_words(say):
    text = describe(months(1e9, 3e9, 2e9), say, name="x", unit=rupiah_unit(3e9, say), bands=[RELIEF])
    assert say("Highest: {figure}.", figure=f"{say.rupiah(3e9)} ({say.short_period('2024-02')})") in text
    assert say("Lowest: {figure}.", figure=f"{say.rupiah(1e9)} ({say.short_period('2024-01')})") in text
    assert RELIEF.about in text
    example = describe(months(1.0, status="demonstration"), say, name="x", unit=PEOPLE)
    assert example.startswith(say("DEMO · {text}", text=""))


@given(st.floats(1e-3, 1e15), st.integers(2, 6))
def test_steps_are_few_even_and_reach_the_highest(highest, most):
    marks = steps(highest, most)
    assert marks[0] == 0
    assert 2 <= len(marks) <= most + 1
    assert marks[-1] >= highest * (1 - 1e-12)
    assert marks[-2] < highest


def test_what_is_counted_whole_has_whole_steps():
    assert steps(1, least=1.0) == [0.0, 1.0]
    assert steps(0) == [0.0]


def test_an_axis_names_its_unit_once_and_prints_short_numbers():
    unit = rupiah_unit(150e9, indonesian)
    marks = steps(150e9)
    assert unit.words == indonesian("billion rupiah")
    assert [step_words(step, unit, marks, indonesian) for step in marks] == ["0", "50", "100", "150"]
    small = steps(1.2e9)
    assert [step_words(step, rupiah_unit(1.2e9, indonesian), small, indonesian) for step in small][1] == "0,5"
