"""The path of a plan: a share a month, both ends printed, the target dashed, and never over the edge."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.plan_path import describe, plan_path
from charts.theme import theme
from i18n import language

LIGHT = theme("light")
english = language("en")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), english], ids=["id", "en"])


def frame(*shares, status="estimated"):
    rows = [{"month": f"2026-{number:02}", "value": share, "status": status} for number, share in enumerate(shares, 1)]
    return pd.DataFrame(rows, columns=["month", "value", "status"])


def words(figure):
    return [each["text"] for each in figure["layout"]["annotations"]]


@LANGUAGES
def test_shares_in_are_points_out(say):
    (line,) = Figure(plan_path(frame(0.499, 0.6, 0.7386), 0.7386, LIGHT, say, name="Coverage")).data
    assert line.y == (0.499, 0.6, 0.7386)


def test_both_ends_and_the_target_are_printed():
    assert words(plan_path(frame(0.499, 0.6, 0.7386), 0.7386, LIGHT, english, name="Coverage")) == [
        "Coverage", "target 73.86%", "<b>73.9%</b>", "<b>49.9%</b>",
    ]  # fmt: skip


def test_a_share_just_below_its_target_is_not_printed_as_the_target():
    assert "<b>64.96%</b>" in words(plan_path(frame(0.5, 0.6496), 0.65, LIGHT, english, name="Coverage"))


@pytest.mark.parametrize(("target", "anchor"), [(1.0, "top"), (0.65, "bottom")])
def test_the_words_of_a_target_keep_off_those_above_the_plot(target, anchor):
    figure = plan_path(frame(0.6, target), target, LIGHT, english, name="Coverage")
    (words_of,) = [each for each in figure["layout"]["annotations"] if each["text"].startswith("target")]
    assert words_of["yanchor"] == anchor


def test_without_a_target_none_is_drawn():
    assert plan_path(frame(0.5, 0.6), None, LIGHT, english, name="Coverage")["layout"]["shapes"] == []


@pytest.mark.parametrize("shares", [(0.01, 0.02), (0.5, 0.5), (0.64, 1.0), (0.98, 1.0), (0.9, 1.04), (0.0, 0.0)])
def test_every_share_lies_within_the_axis_and_its_middle_is_round(shares):
    axis = plan_path(frame(*shares), shares[-1], LIGHT, english, name="Coverage")["layout"]["yaxis"]
    low, high = axis["range"]
    assert low <= min(shares) <= max(shares) <= high
    assert low >= 0
    assert all(abs(step * 10 - round(step * 10)) < 1e-9 for step in axis["tickvals"])


@pytest.mark.parametrize(("status", "dash"), [("estimated", "dash"), ("demonstration", "dot")])
def test_the_status_is_drawn(status, dash):
    assert plan_path(frame(0.5, 0.6, status=status), None, LIGHT, english, name="x")["data"][0]["line"]["dash"] == dash


@LANGUAGES
def test_nothing_to_draw_is_said(say):
    figure = plan_path(frame(), 0.5, LIGHT, say, name="x")
    assert (figure["data"], words(figure)) == ([], [say("nothing to draw")])
    assert describe(frame(), 0.5, say) == say("Path of coverage: nothing to draw.")


def test_the_alternative_text_gives_both_ends_and_the_target():
    assert describe(frame(0.499, 0.7386), 0.7386, english) == (
        "Path of coverage: 49.9% in Jan 2026, 73.9% in Feb 2026. Target: 73.86%."
    )
    assert describe(frame(0.5, status="demonstration"), None, english).startswith("DEMO")
