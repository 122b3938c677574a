"""Places under many choices: a line from the 5 to the 95 percent place, a dot at the median, the words beside it."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.rank_span import describe, ordered, rank_span, span_words
from charts.theme import theme
from i18n import language

LIGHT, english, indonesian = theme("light"), language("en"), language("id")


def areas(*rows, status="published"):
    columns = ["region_code", "name", "median_rank", "rank_5", "rank_95", "top_3"]
    return pd.DataFrame(rows, columns=columns).assign(status=status)


BALI = areas(("51.02", "Tabanan", 2, 1, 4, 0.9), ("51.03", "Badung", 1, 1, 1, 1.0), ("51.08", "Buleleng", 4, 3, 4, 0.2))


def said(figure):
    return [each["text"] for each in figure["layout"]["annotations"]]


def test_the_best_median_stands_first_each_dot_at_its_place_and_line_over_its_span():
    figure = rank_span(BALI, None, LIGHT, english)
    (dots,) = Figure(figure).data
    assert (dots.x, dots.y, dots.customdata) == ((1, 2, 4), (0, 1, 2), ("51.03", "51.02", "51.08"))
    assert [(line["x0"], line["x1"], line["y0"]) for line in figure["layout"]["shapes"]] == [
        (1, 1, 0),
        (1, 4, 1),
        (3, 4, 2),
    ]
    assert figure["layout"]["xaxis"]["range"] == [0.5, 4.5]


@pytest.mark.parametrize(("say", "share"), [(english, "90%"), (indonesian, "90%")])
def test_median_span_and_chance_of_the_first_three_are_printed(say, share):
    texts = said(rank_span(BALI, None, LIGHT, say))
    assert "2 (1–4)" in texts
    assert share in texts
    assert f"<b>{say('Median')}</b>" in texts


def test_equal_medians_go_by_the_chance_of_the_first_three_then_by_code():
    tied = areas(("51.04", "C", 2, 1, 3, 0.5), ("51.02", "B", 2, 1, 3, 0.5), ("51.01", "A", 2, 1, 3, 0.4))
    assert list(ordered(tied)["region_code"]) == ["51.02", "51.04", "51.01"]
    assert span_words(next(tied.itertuples()), english) == "2 (1–3)"


def test_the_chosen_area_alone_has_the_colour_of_the_focus():
    figure = rank_span(BALI, "51.02", LIGHT, english)
    assert figure["data"][0]["marker"]["color"] == [LIGHT.peer, LIGHT.focus, LIGHT.peer]
    assert [line["line"]["color"] for line in figure["layout"]["shapes"]] == [LIGHT.peer, LIGHT.focus, LIGHT.peer]
    names = figure["layout"]["yaxis"]["ticktext"]
    assert [LIGHT.focus in name for name in names] == [False, True, False]


def test_a_demonstration_is_hollow_and_a_loaded_name_is_text():
    figure = rank_span(areas(("51.03", "<b>x", 1, 1, 1, 1.0), status="demonstration"), None, LIGHT, english)
    assert figure["data"][0]["marker"]["symbol"] == ["circle-open-dot"]
    assert "&lt;b&gt;x" in figure["layout"]["yaxis"]["ticktext"][0]
    assert "&lt;b&gt;x" in figure["data"][0]["hovertext"][0]


def test_the_words_for_who_does_not_see_it_go_by_place():
    assert describe(BALI, english) == (
        "Median place, with 5 and 95 percent: Badung 1 (1–1); Tabanan 2 (1–4); Buleleng 4 (3–4)."
    )
