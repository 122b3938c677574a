"""The spine: where values stand, which way is good, what is written, and rows without a figure."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.spine import Names, describe, place, spine
from charts.theme import theme
from i18n import language

LIGHT, SAY = theme("light"), language("en")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
NAMES = Names("Badung", "Bali", "peers")
ROW = {
    "label": "Coverage", "unit": "share", "better": "higher", "signed": False, "value": 0.60, "period": "2025-11",
    "compared": True, "parent_value": 0.50, "others_low": 0.30, "others_q1": 0.40, "others_median": 0.45,
    "others_q3": 0.55, "others_high": 0.58, "others_present": 5, "word": None, "figure_status": "reported",
    "parent_status": "summed", "status": "summed", "reason": None,
}  # fmt: skip


def frame(*changes):
    return pd.DataFrame([{**ROW, **each} for each in changes], dtype=object)


MISSING = {"label": "Churn", "value": None, "compared": False, "figure_status": None, "reason": "Not sent."}


def written(chart):
    return [each["text"] for each in chart["layout"]["annotations"]]


@LANGUAGES
def test_plotly_takes_the_figure(say):
    drawn = spine(frame({}, MISSING), NAMES, theme("dark"), say)
    assert len(Figure(drawn).data) == 1


def test_the_parent_stands_at_zero_and_the_farthest_value_at_one():
    # Farthest from 0.50 is 0.30, 0.20 away; 0.60 is half as far on the other side.
    assert spine(frame({}), NAMES, LIGHT, SAY)["data"][0]["x"] == pytest.approx([0.5])


def test_where_lower_is_better_the_row_is_turned_round():
    assert place(0.60, 0.50, 0.20, "lower") == pytest.approx(-0.5)
    assert spine(frame({"better": "lower"}), NAMES, LIGHT, SAY)["data"][0]["x"] == pytest.approx([-0.5])
    assert place(0.5, 0.5, 0.0, "higher") == 0.0


def test_bars_span_the_others_and_their_middle_half():
    shapes = spine(frame({}), NAMES, LIGHT, SAY)["layout"]["shapes"]
    spans = [(round(each["x0"], 6), round(each["x1"], 6)) for each in shapes]
    assert spans == [(-1.0, 0.4), (-0.5, 0.25), (0.0, 0.0)]
    assert shapes[0]["fillcolor"] != shapes[1]["fillcolor"]


def test_both_values_are_printed_and_the_colour_never_stands_alone():
    drawn = spine(frame({"word": "better"}, {"word": "strongly_worse"}, {}), NAMES, LIGHT, SAY)
    texts = " ".join(written(drawn))
    assert "<b>60.0%</b>" in texts
    assert "50.0%" in texts
    assert drawn["data"][0]["marker"]["color"] == [LIGHT.better, LIGHT.worse, LIGHT.text]
    assert "▲ better" in texts
    assert "▼▼ worse" in texts


def test_a_region_above_without_any_figure_has_no_heading():
    assert any("Bali" in text for text in written(spine(frame({}), NAMES, LIGHT, SAY)))
    assert not any("Bali" in text for text in written(spine(frame({"parent_value": None}), NAMES, LIGHT, SAY))[:2])


def test_the_status_is_drawn():
    statuses = ("reported", "summed", "demonstration")
    drawn = spine(frame(*({"figure_status": each} for each in statuses)), NAMES, LIGHT, SAY)
    assert drawn["data"][0]["marker"]["symbol"] == ["diamond", "diamond-open", "diamond-open-dot"]
    assert any("DEMO" in text for text in written(drawn))


def test_a_missing_row_has_its_words_and_reason_and_no_mark():
    drawn = spine(frame(MISSING, {**MISSING, "label": "Retention"}), NAMES, LIGHT, SAY)
    assert drawn["data"][0]["x"] == []
    assert drawn["layout"]["shapes"] == []
    texts = written(drawn)
    assert sum(text == "no figure yet¹" for text in texts) == 2
    assert texts.count("¹ Not sent.") == 1


def test_a_value_that_stands_alone_has_its_date_and_no_mark():
    drawn = spine(frame({"compared": False, "reason": "Alone."}), NAMES, LIGHT, SAY)
    assert drawn["data"][0]["x"] == []
    assert any("60.0%" in text and "Nov 2025" in text and "¹" in text for text in written(drawn))


def test_names_are_shown_as_text():
    drawn = spine(frame({}), Names("<b>x</b>", "Bali", "peers"), LIGHT, SAY)
    assert any("&lt;b&gt;" in text for text in written(drawn))


@LANGUAGES
def test_the_words_give_every_row(say):
    said = describe(frame({"figure_status": "demonstration"}, MISSING), NAMES, say)
    assert say.percent(0.60) in said
    assert say("DEMO · {text}", text="").strip() in said
    assert say("No figure yet: {regions}.", regions="Churn") in said


def test_an_empty_frame_is_drawn_without_marks():
    drawn = spine(frame({}).head(0), NAMES, LIGHT, SAY)
    assert drawn["data"][0]["x"] == []
