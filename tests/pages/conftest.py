"""The app as a reader opens it, by a link, on a store that is built once from the bundled facts."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import store as coverage_store
from data.store import Query, Store
from metrics.periods import latest_month
from metrics.territory import Territory, territory
from tests.built_once import demonstration_home, facts_checked, published_home
from tests.pages_as_served import pages_as_served
from tests.published_only import switch_demonstration_off
from tests.serving import PROJECT

Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def as_served() -> Iterator[None]:
    """Let every test see the pages as the server shows them."""
    with pages_as_served():
        yield


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a COVERAGE_HOME in which the bundled facts are published; nothing in it may be changed."""
    return published_home(tmp_path_factory)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a COVERAGE_HOME with the demonstration set on; nothing in it may be changed."""
    return demonstration_home(tmp_path_factory)


@pytest.fixture(scope="session")
def store(published: Path) -> Iterator[Store]:
    """Give the bundled facts as a store."""
    with closing(store_of(published)) as opened:
        yield opened


@pytest.fixture(scope="session")
def ask(demonstration: Path) -> Iterator[Query]:
    """Ask the store with the demonstration set."""
    with closing(store_of(demonstration)) as opened:
        yield opened.query


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


@pytest.fixture(scope="session")
def open_page(published: Path) -> Open:
    """Open the app by a link, to look at it only: `open_page(region="51", lang="en")`."""

    def open_page(**link: str) -> AppTest:
        app = new_app()
        app.query_params.update(link)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COVERAGE_HOME", str(published))
            return app.run()

    return open_page


@pytest.fixture
def open_app(open_page: Open, published: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the app by a link, to use it: filters, pages and language may be changed."""
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    return open_page


@pytest.fixture
def home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a COVERAGE_HOME of the test's own, without the demonstration set, and pages that remember nothing of another."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "home"))
    switch_demonstration_off()
    facts_checked(tmp_path / "home", tmp_path_factory)
    st.cache_resource.clear()
    yield tmp_path / "home"
    st.cache_resource.clear()


def new_app() -> AppTest:
    """Give the app, not yet run."""
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120)


def store_of(home: Path) -> Store:
    """Open the store of a home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        return coverage_store.open_store()


def open_at(home: Path, page: str, **link: str) -> AppTest:
    """Open a page by a link, on the store of a home."""
    app = new_app()
    app.query_params.update(link)
    app.switch_page(f"pages/{page}.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        return app.run()


def walk_to(home: Path, page: str, **link: str) -> AppTest:
    """Open the app by a link, on the store of a home, and go on to a page from the overview."""
    app = new_app()
    app.query_params.update(link)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        return app.run().switch_page(f"pages/{page}.py").run()
