"""The app as a reader opens it, by a link, on a store that is built once from the bundled facts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import store as coverage_store
from data.store import Query, Store
from metrics.periods import latest_month
from metrics.territory import Territory, territory
from tests.serving import PROJECT

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a COVERAGE_HOME in which the bundled facts are published; nothing in it may be changed."""
    home = tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        coverage_store.build()
    return home


@pytest.fixture(scope="session")
def store(published: Path) -> Iterator[Store]:
    """Give the bundled facts as a store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published))
        opened = coverage_store.open_store()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def query(store: Store) -> Query:
    """Ask the store of the bundled facts."""
    return store.query


@pytest.fixture(scope="session")
def places(query: Query) -> Territory:
    """Give all regions."""
    return territory(query)


@pytest.fixture(scope="session")
def latest(query: Query) -> str:
    """Give the month that the app opens on."""
    return latest_month(query)


@pytest.fixture
def open_app(published: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the app by a link: `open_app(region="51", lang="en")`."""
    monkeypatch.setenv("COVERAGE_HOME", str(published))

    def open_app(**link: str) -> AppTest:
        app = new_app()
        app.query_params.update(link)
        return app.run()

    return open_app


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty COVERAGE_HOME of the test's own, and pages that remember nothing of another."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    yield tmp_path / "home"
    st.cache_resource.clear()


def new_app() -> AppTest:
    """Give the app, not yet run."""
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120)
