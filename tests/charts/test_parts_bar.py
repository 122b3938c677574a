"""Bars of 100 percent and rows of bars: values in, marks out; names, looks of a status, nothing where nothing is."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts import parts_bar, row_bars
from charts.colours import TEXT_CONTRAST, contrast
from charts.theme import theme
from i18n import language

LIGHT = theme("light")
BOTH = pytest.mark.parametrize("shade", [theme("light"), theme("dark")], ids=["light", "dark"])
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
indonesian = language("id")
AGES = ("0–3", "3–6", "6–12", "12–24", "24+")


def ages(*wholes, status="reported"):
    rows = [
        {"whole": f"whole {number}", "part": part, "value": share, "status": status}
        for number, shares in enumerate(wholes)
        for part, share in zip(AGES, shares, strict=True)
    ]
    return pd.DataFrame(rows, columns=["whole", "part", "value", "status"])


TWO = ages((0.28, 0.02, 0.15, 0.19, 0.36), (0.25, 0.05, 0.1, 0.2, 0.4))


def written(figure):
    return [each["text"] for each in figure["layout"]["annotations"]]


def rows(*figures, **changed):
    made = [
        {"row": code, "label": label, "column": "now", "value": value, "earlier": earlier, "text": f"{value}", "tone": "",
         "status": "reported" if value is not None else None, **changed}
        for code, label, value, earlier in figures
    ]  # fmt: skip
    return pd.DataFrame(made, columns=["row", "label", "column", "value", "earlier", "text", "tone", "status"])


@LANGUAGES
def test_every_share_is_drawn_and_each_whole_is_100_percent(say):
    figure = parts_bar.parts_bar(TWO, LIGHT, say)
    assert Figure(figure).data
    assert [trace["x"] for trace in figure["data"]] == [
        [0.28, 0.25],
        [0.02, 0.05],
        [0.15, 0.1],
        [0.19, 0.2],
        [0.36, 0.4],
    ]
    assert figure["layout"]["barmode"] == "stack"
    assert figure["layout"]["xaxis"]["range"] == [0, 1]


def test_parts_are_named_once_above_the_first_bar_and_small_ones_stay_without_words():
    figure = parts_bar.parts_bar(TWO, LIGHT, indonesian)
    assert [text for text in written(figure) if text in AGES] == ["0–3", "6–12", "12–24", "24+"]
    assert figure["data"][1]["text"] == ["", "5%"]


def test_each_whole_is_named_under_its_bar():
    assert {"whole 0", "whole 1"} <= set(written(parts_bar.parts_bar(TWO, LIGHT, indonesian)))


@BOTH
def test_shares_are_readable_on_their_colours(shade):
    for trace in parts_bar.parts_bar(TWO, shade, indonesian)["data"]:
        for fill, ink in zip(trace["marker"]["color"], trace["textfont"]["color"], strict=True):
            assert contrast(fill, ink) >= TEXT_CONTRAST


def test_the_status_of_parts_is_drawn_and_said():
    figure = parts_bar.parts_bar(ages((0.2,) * 5, status="demonstration"), LIGHT, indonesian)
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["/"]
    assert indonesian("hatched: DEMO") in written(figure)
    assert parts_bar.describe(ages((0.2,) * 5, status="demonstration"), indonesian).startswith("CONTOH")


@LANGUAGES
def test_parts_in_words_and_none_at_all(say):
    assert f"24+ {say.percent(0.36)}" in parts_bar.describe(TWO, say)
    assert parts_bar.describe(TWO.head(0), say) == say("Parts of a whole: no figure yet.")
    assert parts_bar.parts_bar(TWO.head(0), LIGHT, say)["data"] == []


@LANGUAGES
def test_rows_are_bars_from_zero_with_their_words_and_a_mark_of_before(say):
    frame = rows(("a", "PWBD", 6455, 6809), ("b", "PDS", 100, None))
    figure = row_bars.row_bars(frame, {"now": ""}, LIGHT, say, before="before")
    bars, marks = figure["data"]
    assert Figure(figure).data
    assert (bars["x"], bars["customdata"]) == ([6455.0, 100.0], ["a", "b"])
    assert marks["x"] == [6809.0]
    low, high = figure["layout"]["xaxis"]["range"]
    assert low == 0
    assert high > 6809
    assert {"PWBD", "PDS", "6455", "100"} <= set(written(figure))
    assert any("before" in text for text in written(figure))


def test_a_row_without_a_value_keeps_its_words_and_has_no_bar():
    figure = row_bars.row_bars(rows(("a", "A", 5, None), ("b", "B", None, None)), {"now": ""}, LIGHT, indonesian)
    assert figure["data"][0]["x"] == [5.0, None]
    assert "B" in written(figure)


def test_values_below_zero_go_to_the_left():
    figure = row_bars.row_bars(rows(("a", "A", -0.02, None), ("b", "B", 0.1, None)), {"now": ""}, LIGHT, indonesian)
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -0.02
    assert high > 0.1


def test_columns_stand_side_by_side_with_their_titles_and_the_whole_of_a_share():
    frame = pd.concat([rows(("a", "A", 0.98, None)), rows(("a", "A", 5e9, None), column="owed")])
    figure = row_bars.row_bars(frame, {"now": "Rate", "owed": "Arrears"}, LIGHT, indonesian, whole={"now": 1.0})
    first, second = figure["layout"]["xaxis"], figure["layout"]["xaxis2"]
    assert first["domain"][1] < second["domain"][0]
    assert first["range"][1] >= 1
    assert {"Rate", "Arrears"} <= set(written(figure))


def test_a_long_name_stands_over_its_value_where_two_bars_share_a_phone():
    def height(label, *, columns):
        frame = pd.concat([rows(("a", label, 23_000, None), column=name) for name in columns])
        figure = row_bars.row_bars(frame, dict.fromkeys(columns, ""), LIGHT, indonesian)
        lifts = {each["text"]: each.get("yshift", 0) for each in figure["layout"]["annotations"]}
        return figure["layout"]["height"], lifts[label] - lifts["23000"]

    one, both = ("now",), ("now", "then")
    short, long = "Bali", "Nusa Tenggara Timur"
    assert height(short, columns=both) == height(long, columns=one) == height(short, columns=one)
    assert height(long, columns=both)[0] > height(short, columns=both)[0]
    assert (height(short, columns=both)[1], height(long, columns=both)[1]) == (0, 14)


def test_the_selected_row_has_the_colour_of_the_focus_and_tones_colour_words():
    frame = rows(("a", "A", 5, 6), ("b", "B", 4, 3), tone="better")
    figure = row_bars.row_bars(frame, {"now": ""}, LIGHT, indonesian, selected="b")
    assert figure["data"][0]["marker"]["color"] == [LIGHT.rest, LIGHT.focus]
    assert {each["font"]["color"] for each in figure["layout"]["annotations"] if each["text"] == "5"} == {LIGHT.better}


def test_a_loaded_name_of_a_row_is_text_and_not_markup():
    assert "&lt;b&gt;" in written(row_bars.row_bars(rows(("a", "<b>", 5, None)), {"now": ""}, LIGHT, indonesian))


@LANGUAGES
def test_rows_in_words_and_none_at_all(say):
    assert "PWBD: 5." in row_bars.describe(rows(("a", "PWBD", 5, None)), {"now": ""}, say)
    empty = rows()
    assert row_bars.describe(empty, {"now": ""}, say) == say("Rows of bars: no figure yet.")
    assert written(row_bars.row_bars(empty, {"now": ""}, LIGHT, say)) == [say("no figure yet")]
