"""The distribution strip: a dot a region, lanes by role, the ends named, the benchmark as a line."""

import pytest
from plotly.graph_objects import Figure

from charts.strip import describe, strip
from charts.theme import theme
from i18n import language
from tests.charts.compared_rows import compared

LIGHT, indonesian, english = theme("light"), language("id"), language("en")
LANES = {"peer": "peers (2)", "rest": "others (1)"}
ROLES = {"51.03": "own", "51.71": "peer", "51.02": "peer", "51.08": "rest", "51.07": "rest"}


def frame(status="published"):
    rows = compared(status)
    return rows.assign(role=rows["region_code"].map(ROLES))


def said(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_each_region_with_a_share_is_one_dot_at_it_in_the_lane_of_its_role():
    figure = strip(frame(), 0.58, "together", LANES, LIGHT, english)
    own, peers, rest = Figure(figure).data
    assert (own.x, peers.x, rest.x) == ((0.64,), (0.57, 0.59), (0.45,))
    assert peers.customdata == ("51.71", "51.02")
    assert own.y[0] < peers.y[0] < rest.y[0]
    assert own.marker.color == LIGHT.focus
    assert (peers.marker.color, rest.marker.color) == (LIGHT.peer, LIGHT.rest)


def test_own_and_the_ends_of_each_lane_have_their_values_printed():
    texts = said(strip(frame(), None, "", LANES, LIGHT, indonesian))
    for expected in (
        "<b>Badung 64,0%</b>",
        "<b>Tabanan 59,0%</b>",
        "<b>Kota Denpasar 57,0%</b>",
        "<b>Buleleng 45,0%</b>",
    ):
        assert expected in texts
    assert not any("Karangasem" in text for text in texts)


def test_the_benchmark_is_a_dashed_line_with_its_value_and_none_without_one():
    figure = strip(frame(), 0.58, "together", LANES, LIGHT, english)
    (line,) = figure["layout"]["shapes"]
    assert (line["x0"], line["x1"]) == (0.58, 0.58)
    assert line["line"]["dash"] != "solid"
    assert "together: 58.0%" in said(figure)
    assert strip(frame(), None, "together", LANES, LIGHT, english)["layout"]["shapes"] == []


@pytest.mark.parametrize(
    ("status", "symbol", "key"),
    [("published", "circle", None), ("summed", "circle-open", "hollow"), ("demonstration", "circle-open-dot", "DEMO")],
)
def test_status_is_drawn_and_explained(status, symbol, key):
    figure = strip(frame(status), None, "", LANES, LIGHT, english)
    assert set(figure["data"][0]["marker"]["symbol"]) == {symbol}
    assert any(key in text for text in said(figure)) if key else not any("DEMO" in text for text in said(figure))


def test_dots_of_one_place_stand_on_each_other_never_over_each_other():
    rows = frame().assign(value=0.5, role="rest", status="published")
    (dots,) = strip(rows, None, "", LANES, LIGHT, english)["data"]
    assert len(set(zip(dots["x"], dots["y"], strict=True))) == len(rows)


def test_without_any_share_nothing_is_drawn():
    figure = strip(frame().assign(value=float("nan")), None, "", LANES, LIGHT, english)
    assert figure["data"] == []


def test_a_loaded_name_is_never_read_as_a_tag():
    texts = said(strip(frame().assign(short_name="<b>x"), None, "", LANES, LIGHT, english))
    assert any("&lt;b&gt;x" in text for text in texts)


def test_the_words_for_who_does_not_see_it_name_highest_lowest_own_and_benchmark():
    text = describe(frame(), 0.58, "together", indonesian)
    for part in ("Badung 64,0%", "Buleleng 45,0%", "together: 58,0%"):
        assert part in text
