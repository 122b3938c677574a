"""Places as a drawn table: level and improvement side by side, an interval only where one is known."""

from plotly.graph_objects import Figure

from charts.rank_table import describe, rank_table
from charts.theme import theme
from i18n import language
from tests.charts.compared_rows import compared

LIGHT, english = theme("light"), language("en")


def said(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_rows_stand_in_the_order_of_the_places_and_dots_at_them():
    level, improvement = Figure(rank_table(compared(), "51.03", LIGHT, english)).data
    assert (level.customdata, level.x) == (("51.03", "51.02", "51.71", "51.08"), (1, 2, 3, 4))
    assert (improvement.customdata, improvement.x) == (("51.03", "51.02", "51.71"), (1, 2, 3))
    assert level.y == (0, 1, 2, 3)


def test_a_place_has_its_interval_as_a_line_and_in_words_only_where_it_is_known():
    with_interval = rank_table(compared(r03=(1, 2)), None, LIGHT, english)
    (line,) = with_interval["layout"]["shapes"]
    assert (line["x0"], line["x1"], line["y0"]) == (1, 2, 0)
    assert "<b>1 (1–2)</b>" in said(with_interval)
    without = rank_table(compared(), None, LIGHT, english)
    assert without["layout"]["shapes"] == []
    assert "<b>1</b>" in said(without)


def test_a_region_without_a_figure_stands_at_the_bottom_and_says_so():
    figure = rank_table(compared(), None, LIGHT, english)
    assert figure["layout"]["yaxis"]["ticktext"][-1].strip() == "Karangasem"
    assert said(figure).count("no figure yet") == 3  # Karangasem in both columns, Buleleng's change


def test_demonstration_places_are_dotted():
    figure = rank_table(compared("demonstration"), None, LIGHT, english)
    assert set(figure["data"][0]["marker"]["symbol"]) == {"circle-open-dot"}
    assert any("DEMO" in text for text in said(figure))


def test_the_words_for_who_does_not_see_it_go_by_place():
    assert "1 Badung 64.0%; 2 Tabanan 59.0%" in describe(compared(), english)
