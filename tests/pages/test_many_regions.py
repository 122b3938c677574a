"""A province with as many regencies as the nation: pages draw some and say so, the table of all comes when it is asked for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from benchmarks.grown import REGENCIES_OF_THE_NATION, grown
from charts import words
from i18n import language
from metrics.shortlist import DRAWN, ENDS
from tests.pages import seen
from tests.pages.conftest import open_at

SAY = language("id")
AT = {"region": "51", "as_of": "2025-12", "lang": "id"}


@pytest.fixture(scope="module")
def many(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a COVERAGE_HOME in which Bali has 514 regencies; its store is called like the one it was made from."""
    home = tmp_path_factory.mktemp("many") / "home"
    shutil.copytree(demonstration, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        st.cache_resource.clear()
        yield grown(home)
    st.cache_resource.clear()


def said(drawn: int, *, chosen: bool = False) -> str:
    return words.few_words(drawn, REGENCIES_OF_THE_NATION, SAY, chosen=chosen)


def test_nine_governments_stand_whole_with_their_table(demonstration: Path) -> None:
    app = open_at(demonstration, "paritrana", **AT)
    assert [len(table) for table in seen.tables(app).values() if SAY("Government") in table] == [9]
    app = open_at(demonstration, "ringkasan", **AT)
    assert len(seen.tables(app)[SAY("Regions side by side")]) == 9


def test_the_overview_draws_the_highest_and_the_lowest_and_says_so(many: Path) -> None:
    app = open_at(many, "ringkasan", **AT)
    assert seen.is_calm(app)
    tiles, bars = seen.charts(app)[:2]
    assert [len(chart["data"][0]["customdata"]) for chart in (tiles, bars)] == [2 * ENDS, 2 * ENDS]
    assert sum(said(2 * ENDS) in text for text in seen.texts(app)) == 2


def test_a_regency_among_very_many_stands_with_its_peers(many: Path) -> None:
    app = open_at(many, "ringkasan", **{**AT, "region": "51.03"})
    drawn = seen.charts(app)[1]["data"][0]["customdata"]
    assert "51.03" in drawn
    assert 2 * ENDS < len(drawn) <= DRAWN
    assert any(said(len(drawn), chosen=True) in text for text in seen.texts(app))


def test_the_table_of_all_regencies_is_sent_once_it_is_unfolded(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(many))
    app, alt = open_at(many, "ringkasan", **AT), SAY("Regions side by side")
    assert alt not in seen.tables(app)
    app.session_state["beside-table"] = True
    app.run()
    assert len(seen.tables(app)[alt]) == REGENCIES_OF_THE_NATION


def test_the_award_page_sets_some_governments_side_by_side_and_all_on_demand(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(many))
    app = open_at(many, "paritrana", **AT)
    assert seen.is_calm(app)
    first = SAY("Government")
    assert [len(table) for table in seen.tables(app).values() if first in table] == [2 * ENDS]
    assert sum(said(2 * ENDS) in text for text in seen.texts(app)) == 2
    app.session_state["governments-table"] = True
    app.run()
    assert len(seen.tables(app)[SAY("All {count} governments", count="514")]) == REGENCIES_OF_THE_NATION
