"""The map with outlines draws each region in its shape, in the tiles' colours, and counts those without a shape."""

from itertools import pairwise

import numpy as np
import pytest
from plotly.graph_objects import Figure

from charts.outlines import describe, outline_map, without_words
from charts.shades import limits_for, shades
from charts.theme import CLEAR, theme
from data.outlines import outline
from i18n import language
from tests.charts.frames import regions

LIGHT = theme("light")
say = language("id")


def square(west, south, side=1.0):
    return np.array(
        [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    )


def shapes(frame):
    return {code: [[square(115 + 1.0 * at, -8)]] for at, code in enumerate(frame["region_code"])}


def drawn(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace.get("fill") == "toself"}


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_plotly_takes_the_figure_and_nothing_is_fetched(name, lang):
    frame = regions()
    figure = outline_map(frame, shapes(frame), 0.65, "51.03", theme(name), language(lang))
    assert {trace["type"] for trace in Figure(figure).to_dict()["data"]} == {"scatter"}
    assert figure["layout"]["yaxis"]["scaleanchor"] == "x"
    assert figure["layout"]["yaxis"]["scaleratio"] == pytest.approx(1 / np.cos(np.radians(7.5)))


def test_each_region_has_its_shade_its_status_and_a_place_to_click():
    frame = regions()
    figure = outline_map(frame, shapes(frame), 0.65, "51.03", LIGHT, say)
    by_code = drawn(figure)
    expected = shades(frame["value"], limits_for(0.65), 0.65, LIGHT)
    assert {code: by_code[code]["fillcolor"] for code in by_code} == dict(
        zip(frame["region_code"], expected, strict=True)
    )
    assert by_code["51.02"]["fillcolor"] == CLEAR  # no figure: an empty outline
    assert by_code["51.71"]["fillpattern"]["shape"] == "/"
    assert by_code["51.06"]["line"]["dash"] == "dash"
    assert by_code["51.03"]["line"] == {"color": LIGHT.text, "width": 2.5}
    pointed = figure["data"][-1]
    assert set(pointed["customdata"]) == set(frame["region_code"])
    assert any("CONTOH" in note["text"] for note in figure["layout"]["annotations"])


def test_values_stand_inside_their_region_where_there_is_room():
    frame = regions().head(3)
    figure = outline_map(frame, {code: [[square(115, -8)]] for code in ["51.03"]}, 0.65, None, LIGHT, say)
    (note,) = [each for each in figure["layout"]["annotations"] if "58,7" in each["text"]]
    assert 115 < note["x"] < 116
    assert -8 < note["y"] < -7


def test_the_way_a_ring_runs_does_not_change_what_is_filled():
    outer, hole = square(115, -8).tolist(), square(115.4, -7.6, 0.2).tolist()
    paths = []
    for one, other in ((outer, hole), (outer[::-1], hole), (outer, hole[::-1]), (outer[::-1], hole[::-1])):
        shape = outline({"type": "Polygon", "coordinates": [one, other]})
        assert isinstance(shape, list)
        trace = drawn(outline_map(regions(), {"51.03": shape}, 0.65, None, LIGHT, say))["51.03"]
        paths.append(area(trace))
    # A square of one degree less its hole, 1 - 0.2 x 0.2, whichever way its rings ran.
    assert paths == [pytest.approx(1 - 0.2 * 0.2, abs=0.01)] * 4


def area(trace):
    """Signed area of all rings together: holes count against what surrounds them."""
    total = 0.0
    ring: list[tuple[float, float]] = []
    for at in [*zip(trace["x"], trace["y"], strict=True), (None, None)]:
        if at[0] is None:
            total += sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
            ring = []
        else:
            ring.append(at)
    return total


def test_a_region_put_together_from_parts_has_no_edge_between_them():
    both = [[square(115, -8)], [square(116, -8)]]
    figure = outline_map(regions(), {"51.03": both}, 0.65, None, LIGHT, say)
    fill, edge = figure["data"][:2]
    assert fill["line"] == {"color": fill["fillcolor"], "width": 1}
    assert edge["x"].count(None) + 1 == 4 + 4 - 2  # two squares, less the side that both have


def test_many_points_are_thinned_to_what_a_picture_shows():
    turn = np.linspace(0, 2 * np.pi, 100_000)
    circle = np.column_stack([115 + np.cos(turn), -8 + np.sin(turn)])
    circle[-1] = circle[0]
    trace = drawn(outline_map(regions(), {"51.03": [[circle]]}, 0.65, None, LIGHT, say))["51.03"]
    assert 500 < len(trace["x"]) < 4000


def test_regions_without_an_outline_are_counted_and_named():
    frame = regions().head(3)
    here = {"51.01": [[square(115, -8)]]}
    assert without_words(frame, here, language("en")) == "Without an outline: 2 of 3 (Tabanan, Badung)."
    assert "Tanpa garis batas: 2 dari 3" in describe(frame, here, 0.65, say)
    assert without_words(frame, shapes(frame), say) == ""


def test_words_that_would_run_into_others_on_a_phone_are_left_out():
    frame = regions()
    codes = frame.loc[frame["value"].notna(), "region_code"]
    # Eighteen degrees on 350 pixels: 19 pixels a square, and a value is 34 wide. Every second one is left.
    here = {code: [[square(115 + at, -8)]] for at, code in enumerate(codes)} | {"51.02": [[square(132, -8)]]}
    layout = outline_map(frame, here, None, None, LIGHT, say)["layout"]
    shown = sorted(note["x"] for note in layout["annotations"] if "xref" not in note)
    assert len(codes) == 7
    assert len(shown) == 4
    assert min(right - left for left, right in pairwise(shown)) > 1.75
    # What has no room stands in the key: every value is printed once.
    written = " ".join(note["text"] for note in layout["annotations"])
    assert [written.count(say.percent(value)[:-1]) for value in frame["value"].dropna()] == [1] * 7
    assert "tidak termuat di peta: " in written
