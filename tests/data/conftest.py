"""A store built once from the bundled facts, and places of a test's own: an empty home and a copy of the facts to break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import store as coverage_store
from data.store import Query, Store
from tests.built_once import facts_checked, published_home
from tests.data.altered_facts import copy_of_the_facts
from tests.published_only import switch_demonstration_off


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a COVERAGE_HOME in which the bundled facts are published; nothing in it may be changed."""
    return published_home(tmp_path_factory)


@pytest.fixture(scope="session")
def store(published: Path) -> Iterator[Store]:
    """Give the bundled facts as a store, opened read-only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published))
        opened = coverage_store.open_store()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def query(store: Store) -> Query:
    """Ask the store of the bundled facts."""
    return store.query


@pytest.fixture
def home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a COVERAGE_HOME of the test's own: the demonstration set is off, the facts are checked, nothing is built."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "home"))
    switch_demonstration_off()
    facts_checked(tmp_path / "home", tmp_path_factory)
    return tmp_path / "home"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Give a copy of the bundled facts that the test may break."""
    return copy_of_the_facts(tmp_path / "facts")
