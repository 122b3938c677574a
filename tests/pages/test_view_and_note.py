"""The view as the link, the session and the defaults give it; and the words of second rank."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from charts.theme import theme
from metrics.catalogue import metric
from tests.pages import seen

LATEST = "2025-12"
SCRIPT = """
import pandas as pd
import streamlit as st
from metrics.territory import Territory
from pages.parts import view

columns = ["region_code", "name", "level", "kind", "parent_code", "kanwil_code", "population_2024", "tile_label",
           "tile_col", "tile_row", "block_col", "block_row", "valid_from"]
rows = [["51", "Bali", "province", "provinsi", "ID"], ["51.03", "Kabupaten Badung", "regency", "kabupaten", "51"]]
places = Territory(pd.DataFrame([row + [None] * (len(columns) - len(row)) for row in rows], columns=columns))
seen, unknown = view.from_link(places, ["2025-12", "2025-06", "2016-12"])
st.session_state["told"] = unknown
if st.button("change"):
    view.show(base="bps", lang="en")
"""
DEFAULTS = ("51", LATEST, "ucj", "id")


def opened(**link: str) -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=120)
    app.query_params.update(link)
    app.run()
    assert not app.exception
    return app


def view_of(app: AppTest) -> tuple[str, str, str, str]:
    view = app.session_state["view"]
    return view.region, view.as_of, view.base, view.lang


def test_an_empty_link_gives_the_defaults_and_says_the_whole_view_at_once() -> None:
    app = opened()
    assert view_of(app) == DEFAULTS
    assert app.session_state["told"] == []
    assert app.query_params == {"region": "51", "as_of": LATEST, "base": "ucj", "lang": "id"}


def test_every_part_of_the_link_is_taken() -> None:
    assert view_of(opened(region="51.03", as_of="2024-12", base="potential", lang="en")) == (
        "51.03", "2024-12", "potential", "en",
    )  # fmt: skip


@pytest.mark.parametrize("base", metric("coverage").bases)
def test_every_base_of_the_metric_is_taken(base: str) -> None:
    assert view_of(opened(base=base))[2] == base


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("region", "52"),
        ("as_of", "2025-00"),
        ("base", "bps "),
        ("lang", "id-ID"),
        ("region", "51.03 "),
        ("as_of", "2016-11"),
        ("as_of", "9999-12"),
    ],
)
def test_what_does_not_exist_is_told_and_its_default_taken(name: str, value: str) -> None:
    app = opened(**{name: value})
    assert view_of(app) == DEFAULTS
    assert app.session_state["told"] == [(name, value)]


def test_each_wrong_value_is_told_and_the_right_ones_are_kept() -> None:
    app = opened(region="51.03", base="x", as_of="y", lang="en")
    assert view_of(app) == ("51.03", LATEST, "ucj", "en")
    assert sorted(app.session_state["told"]) == [("as_of", "y"), ("base", "x")]


def test_what_the_link_leaves_out_is_the_default_whatever_the_session_showed_last() -> None:
    app = opened(region="51.03", base="bps")
    app.query_params.clear()
    app.query_params["lang"] = "en"
    app.run()
    assert view_of(app) == ("51", LATEST, "ucj", "en")


@pytest.mark.parametrize("month", ["2016-12", "2020-01", LATEST, f"{datetime.now(UTC):%Y-%m}"])
def test_every_month_from_the_first_held_to_the_current_one_is_taken(month: str) -> None:
    assert view_of(opened(as_of=month))[1] == month


def test_a_month_after_the_current_one_is_told() -> None:
    next_month = f"{datetime.now(UTC).replace(day=1) + timedelta(days=31):%Y-%m}"
    assert opened(as_of=next_month).session_state["told"] == [("as_of", next_month)]


def test_an_empty_value_asks_for_nothing() -> None:
    app = opened(region="", base="")
    assert view_of(app) == DEFAULTS
    assert app.session_state["told"] == []
    assert view_of(opened(region="", base="bps")) == ("51", LATEST, "bps", "id")


def test_an_emptied_link_says_the_whole_view_again() -> None:
    app = opened(region="51.03", base="bps")
    app.query_params.clear()
    app.run()
    assert app.query_params == {"region": "51.03", "as_of": LATEST, "base": "bps", "lang": "id"}


def test_a_change_writes_the_whole_view_into_the_link_by_code_and_mends_what_was_wrong() -> None:
    app = opened(region="99", as_of="soon")
    app.button[0].click().run()
    assert app.query_params == {"region": "51", "as_of": LATEST, "base": "bps", "lang": "en"}
    app.run()
    assert view_of(app) == ("51", LATEST, "bps", "en")
    assert app.session_state["told"] == []


@pytest.mark.parametrize("text", ["Des 2025", "**bold** and [x](https://example.org)", "an \\[escaped\\] bracket"])
def test_a_note_is_small_and_muted_and_keeps_the_marks_it_was_given(text: str) -> None:
    app = AppTest.from_string(f"from pages.parts.note import note\nnote({text!r})", default_timeout=120).run()
    (shown,) = app.markdown
    assert shown.value == f":small[:gray[{text}]]"
    assert seen.words(shown.value) == seen.words(text)
    assert theme("light").muted != theme("light").text
