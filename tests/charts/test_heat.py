"""The heat table: a cell a region and measure, value printed, shade by place, direction by an arrow."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.colours import TEXT_CONTRAST, contrast, ink_on
from charts.heat import describe, heat
from charts.theme import CLEAR, theme
from i18n import LANGUAGES, language

LIGHT, english = theme("light"), language("en")
COLUMNS = [("coverage", "Coverage", "higher"), ("churn", "Churn", "lower"), ("informal", "Informal", "neither")]
CELLS = [
    ("51.03", "Badung", "coverage", "64.1%", 1.0), ("51.71", "Denpasar", "coverage", "56.9%", 0.0),
    ("51.03", "Badung", "churn", "5.7%", 0.0), ("51.71", "Denpasar", "churn", None, None),
    ("51.03", "Badung", "informal", "39.6%", None), ("51.71", "Denpasar", "informal", "34.5%", None),
]  # fmt: skip


def frame(status="reported"):
    cells = pd.DataFrame(CELLS, columns=["row", "short_name", "column", "text", "place"])
    return cells.assign(status=status, hover="words")


def drawn(status="reported", selected=None, look=LIGHT, say=english):
    return heat(frame(status), COLUMNS, selected, ["the darker, the better"], look, say)


def test_every_cell_has_its_value_printed_in_its_row_and_column():
    (bars,) = Figure(drawn()).data
    at = dict(zip(zip(bars.customdata, bars.x, strict=True), bars.text, strict=True))
    assert "64.1%" in at["51.03", 0]
    assert "5.7%" in at["51.03", 1]
    assert "34.5%" in at["51.71", 2]


def test_the_best_is_darkest_the_worst_palest_and_without_a_direction_nothing_is_shaded():
    colours = drawn()["data"][0]["marker"]["color"]
    assert colours[:3] == [LIGHT.scale[-1], LIGHT.scale[0], LIGHT.scale[0]]
    assert colours[4:] == [CLEAR, CLEAR]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_missing_value_is_said_in_words_and_not_shaded(lang):
    say = language(lang)
    trace = drawn(say=say)["data"][0]
    assert trace["marker"]["color"][3] == CLEAR
    for word in say("no figure yet").split():
        assert word in trace["text"][3]


def test_the_direction_of_good_is_an_arrow_above_the_column():
    heads = [note["text"] for note in drawn()["layout"]["annotations"]]
    assert [head for head in heads if head.endswith("↑")] == ["Coverage<br>↑"]
    assert [head for head in heads if head.endswith("↓")] == ["Churn<br>↓"]
    assert "Informal" in heads


def test_the_row_of_the_region_is_framed():
    (edge,) = drawn(selected="51.71")["layout"]["shapes"]
    assert edge["y0"] < 1 < edge["y1"]
    assert drawn()["layout"]["shapes"] == []


def test_demonstration_cells_are_hatched_and_explained():
    figure = drawn("demonstration")
    assert set(figure["data"][0]["marker"]["pattern"]["shape"]) == {"/"}
    assert any("DEMO" in note["text"] for note in figure["layout"]["annotations"])
    assert set(drawn()["data"][0]["marker"]["pattern"]["shape"]) == {""}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_values_are_readable_on_every_shade(name):
    assert all(contrast(ink_on(shade), shade) >= TEXT_CONTRAST for shade in theme(name).scale)


def test_the_words_for_who_does_not_see_it_name_best_and_worst_of_each_column():
    assert "Coverage: best Badung 64.1%, worst Denpasar 56.9%" in describe(frame(), COLUMNS, english)


def test_without_a_cell_the_table_is_empty():
    figure = heat(frame().head(0), COLUMNS, None, [], LIGHT, english)
    assert figure["data"][0]["x"] == []
