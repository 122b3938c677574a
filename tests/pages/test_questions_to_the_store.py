"""Nothing is asked of the store twice for the same store and parameters, and what is remembered is never changed."""

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from data.store import Store
from metrics.overview import Overview
from pages.parts import reading
from pages.parts.figure import Shown
from pages.parts.ringkasan_reading import Drawn, drawn
from pages.parts.view import View
from tests.pages.conftest import Open

Question = tuple[str, str, str]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[Question]]:
    """Count what is asked of the store from now on, pages remembering nothing."""
    st.cache_resource.clear()
    st.cache_data.clear()
    count: Counter[Question] = Counter()
    answer = Store.query

    def query(self: Store, sql: str, **parameters: object) -> pd.DataFrame:
        count[self.version, sql, json.dumps(parameters, sort_keys=True)] += 1
        return answer(self, sql, **parameters)

    monkeypatch.setattr(Store, "query", query)
    yield count
    st.cache_resource.clear()


def twice(asked: Counter[Question]) -> list[tuple[int, str, str]]:
    """List what was asked more than once: how often, the end of the question, its parameters."""
    return [(times, " ".join(sql.split())[-90:], given) for (_, sql, given), times in asked.items() if times > 1]


def test_one_page_asks_each_question_once(open_app: Open, asked: Counter[Question]) -> None:
    open_app(region="51")
    assert asked
    assert twice(asked) == []


def test_a_second_run_and_a_second_reader_ask_nothing(open_app: Open, asked: Counter[Question]) -> None:
    app = open_app(region="51")
    once = asked.total()
    app.run()
    open_app(region="51")
    assert asked.total() == once


def test_another_language_asks_nothing(open_app: Open, asked: Counter[Question]) -> None:
    app = open_app(region="51", lang="id")
    once = asked.total()
    app.segmented_control(key="lang").set_value("en").run()
    open_app(region="51", lang="en")
    assert asked.total() == once


def test_the_method_page_asks_each_question_once_in_both_languages(open_app: Open, asked: Counter[Question]) -> None:
    app = open_app(region="51").switch_page("pages/metode.py").run()
    once = asked.total()
    app.run()
    app.segmented_control(key="lang").set_value("en").run()
    assert not app.exception
    assert asked.total() == once
    assert twice(asked) == []


def test_a_walk_over_regions_bases_and_months_repeats_no_question(open_app: Open, asked: Counter[Question]) -> None:
    app = open_app(region="51")
    app.selectbox(key="part").select("51.03").run()
    app.selectbox(key="part").select("51.04").run()
    app.selectbox(key="base").select("bps").run()
    app.selectbox(key="top").select("KW-BANUSPA").run()
    app.selectbox(key="as_of").select("2024-12").run()
    app.switch_page("pages/metode.py").run()
    assert twice(asked) == []


def frames_of(shown: Overview) -> dict[str, pd.DataFrame]:
    return {name: value for name, value in vars(shown).items() if isinstance(value, pd.DataFrame)}


def flat(page: Drawn) -> dict[str, Any]:
    """Give the parts of a page, and those of each of its figures."""
    parts = {name: vars(part) if isinstance(part, Shown) else {"": part} for name, part in vars(page).items()}
    return {f"{name}.{each}": value for name, part in parts.items() for each, value in part.items()}


@pytest.mark.parametrize("region", ["51", "KW-BANUSPA", "51.08"])
def test_a_run_changes_nothing_that_is_remembered(
    open_app: Open, store: Store, latest: str, monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    app = open_app(region=region)
    opened = reading.store()
    answers: list[Callable[[], Any]] = [
        lambda: frames_of(reading.seen(opened, opened.version, region, latest, "ucj")),
        lambda: flat(drawn(opened, opened.version, View(region, latest, "ucj", "id"), dark=False)),
        lambda: {"places": reading.places(opened, opened.version).frame},
        lambda: {"months": reading.months(opened, opened.version)},
        lambda: {"conflicts": reading.conflicts(opened, opened.version)},
        lambda: {"differing": reading.differing(opened, opened.version)},
        lambda: {"bases": reading.bases(opened, opened.version)},
        lambda: {"dictionary": reading.dictionary(opened, opened.version)},
        lambda: {"sources": reading.sources(opened, opened.version)},
    ]
    remembered = [answer() for answer in answers]
    before = copy.deepcopy(remembered)
    app.run()
    app.segmented_control(key="lang").set_value("en").run()
    app.switch_page("pages/metode.py").run()
    app.switch_page("pages/ringkasan.py").run()
    assert not app.exception
    for was, now in zip(before, [answer() for answer in answers], strict=True):
        assert was.keys() == now.keys()
        for name in was:
            if isinstance(was[name], pd.DataFrame):
                pd.testing.assert_frame_equal(was[name], now[name], obj=name)
            else:
                assert was[name] == now[name], name


def test_what_the_memory_gave_is_what_the_store_still_says(
    open_app: Open, asked: Counter[Question], store: Store
) -> None:
    app = open_app(region="51").switch_page("pages/metode.py").run()
    assert not app.exception
    remembering = reading.query(reading.store())
    for _, sql, given in list(asked):
        parameters = json.loads(given)
        pd.testing.assert_frame_equal(remembering(sql, **parameters), store.query(sql, **parameters), obj=sql[-80:])
