"""Every page of the nation on a store in which all 514 regencies send every table, and Tren over twenty years of months."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from benchmarks.homes import at
from benchmarks.national import national
from data.store import open_store
from i18n import language
from tests.pages import seen
from tests.pages.conftest import open_at

SAY = language("id")
YEARS = 3  # the fewest that a forecast can be tested on
PAGES = ("ringkasan", "tren", "wilayah", "banding", "informal", "iuran", "rencana", "paritrana")


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a COVERAGE_HOME in which all regencies of the nation have every table."""
    st.cache_resource.clear()
    yield national(tmp_path_factory.mktemp("nation") / "home", YEARS)
    st.cache_resource.clear()


def test_every_regency_has_members_in_every_month(nation: Path) -> None:
    with at(nation):
        store = open_store()
    held = store.query(
        "select count(distinct region_code)::bigint as regencies, count(distinct month)::bigint as months from membership"
    )
    store.close()
    assert held.iloc[0].to_list() == [514, 12 * YEARS]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_nation_opens_and_draws(nation: Path, page: str) -> None:
    app = open_at(nation, page, region="ID", as_of="2025-12", lang="id")
    assert seen.is_calm(app)
    assert seen.charts(app)


def test_the_nation_is_forecast_as_the_sum_of_all_its_regencies(nation: Path) -> None:
    app = open_at(nation, "tren", region="ID", as_of="2025-12", lang="id")
    assert len(seen.charts(app)) >= 2
