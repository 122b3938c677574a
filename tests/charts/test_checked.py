"""What Plotly has checked once is the same picture as the plain dictionary, without what its template says of other charts."""

import json
from collections.abc import Iterator

import plotly.graph_objects as go
import plotly.io
import pytest

from charts import tiles
from charts.bars import target_bars
from charts.checked import checked
from charts.theme import theme
from i18n import language
from tests.charts.frames import regions

SAY, LIGHT = language("id"), theme("light")
FIGURES = {
    "bars": target_bars(regions(), 0.65, "51.03", LIGHT, SAY),
    "tiles": tiles.tile_map(regions(), 0.65, None, LIGHT, SAY),
    "a trace without a type": {"data": [{"x": [1], "y": [2]}], "layout": {"height": 100}},
}
EVERY = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


@pytest.fixture(autouse=True)
def looks_of_plotly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw on Plotly's own template: Streamlit puts a smaller one in its place once a page has run in this process."""
    monkeypatch.setattr(plotly.io.templates, "default", "plotly")


def sent(figure: object) -> dict:
    return json.loads(plotly.io.to_json(figure, validate=False))


@EVERY
def test_the_marks_and_the_layout_are_those_of_the_dictionary(figure: dict) -> None:
    plain, quick = sent(go.Figure(figure)), sent(checked(figure))
    assert quick["data"] == plain["data"]
    assert quick["layout"].keys() == plain["layout"].keys()
    assert {**quick["layout"], "template": None} == {**plain["layout"], "template": None}


@EVERY
def test_of_the_template_stays_what_its_traces_and_axes_heed(figure: dict) -> None:
    plain, quick = sent(go.Figure(figure))["layout"]["template"], sent(checked(figure))["layout"]["template"]
    kinds = {trace.get("type", "scatter") for trace in figure["data"]}
    assert {kind for kind, looks in quick["data"].items() if looks} == kinds & plain["data"].keys()
    assert {kind: quick["data"][kind] for kind in kinds} == {kind: plain["data"][kind] for kind in kinds}
    for name in (
        "xaxis",
        "yaxis",
        "font",
        "hoverlabel",
        "hovermode",
        "colorway",
        "annotationdefaults",
        "shapedefaults",
    ):
        assert quick["layout"][name] == plain["layout"][name]


@pytest.fixture
def small_template() -> Iterator[None]:
    """Put a template that knows bars alone in the place of Plotly's."""
    looks, before = plotly.io.templates["plotly"].to_plotly_json(), plotly.io.templates.default
    plotly.io.templates["small"] = {"layout": looks["layout"], "data": {"bar": looks["data"]["bar"]}}
    plotly.io.templates.default = "small"
    yield
    plotly.io.templates.default = before
    del plotly.io.templates["small"]


@EVERY
def test_of_a_smaller_template_as_streamlit_has_stays_what_it_knows(figure: dict, small_template: None) -> None:
    plain, quick = sent(go.Figure(figure)), sent(checked(figure))
    assert quick["data"] == plain["data"]
    has_bars = any(trace.get("type") == "bar" for trace in figure["data"])
    assert quick["layout"]["template"].get("data", {}) == (plain["layout"]["template"]["data"] if has_bars else {})


def test_half_of_what_a_small_chart_sent_was_the_template_of_others() -> None:
    figure = FIGURES["a trace without a type"]
    assert len(plotly.io.to_json(checked(figure))) < len(plotly.io.to_json(go.Figure(figure))) / 2


def test_what_plotly_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="hights"):
        checked({"data": [], "layout": {"hights": 100}})


def test_the_dictionary_and_the_template_of_others_stay_as_they_are() -> None:
    figure = FIGURES["bars"]
    before = json.dumps(figure)
    checked(figure)
    assert json.dumps(figure) == before
    assert "geo" in plotly.io.templates[plotly.io.templates.default].to_plotly_json()["layout"]
