"""A store built once from the bundled facts, its places and figures, and stores of altered facts."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import store as coverage_store
from data.home import FACTS
from data.store import Query, Store
from metrics.__main__ import main
from metrics._model import Scope, measure
from metrics.catalogue import metrics
from metrics.territory import Territory, territory
from tests.built_once import demonstration_home, facts_checked, published_home
from tests.data.altered_facts import copy_of_the_facts
from tests.metrics.office_sent import first_batch, second_batch, send
from tests.published_only import switch_demonstration_off

BuildFrom = Callable[[Path], Query]
Answer = tuple[int, str, str]  # exit code, standard output, standard error


def open_new_store(home: Path, facts: Path = FACTS) -> Store:
    """Build a store from facts into a new home and open it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        switch_demonstration_off()
        coverage_store.build(facts)
        return coverage_store.open_store()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the COVERAGE_HOME in which the bundled facts are published."""
    return published_home(tmp_path_factory)


@pytest.fixture(scope="session")
def query(published: Path) -> Iterator[Query]:
    """Ask the store of the bundled facts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published))
        store = coverage_store.open_store()
    yield store.query
    store.close()


@pytest.fixture(scope="session")
def demonstration_query(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """Ask a store with the demonstration set on, as at first start. Built once; must not be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(demonstration_home(tmp_path_factory)))
        store = coverage_store.open_store()
    yield store.query
    store.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """Ask a store of the two files of ``office_sent``, without the demonstration set. Must not be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home := tmp_path_factory.mktemp("office")))
        switch_demonstration_off()
        facts_checked(home, tmp_path_factory)
        send(first_batch())
        send(second_batch())
        coverage_store.build()
        store = coverage_store.open_store()
    yield store.query
    store.close()


@pytest.fixture(scope="session")
def places(query: Query) -> Territory:
    """Give all regions."""
    return territory(query)


@pytest.fixture(scope="session")
def figures(query: Query) -> dict[str, pd.DataFrame]:
    """Give every figure of every metric, by metric. Must not be changed."""
    return {name: measure(query, metric, Scope()) for name, metric in metrics().items()}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the bundled facts that the tests of one file may alter."""
    return copy_of_the_facts(tmp_path_factory.mktemp("altered") / "facts")


@pytest.fixture(scope="module")
def build_from(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuildFrom]:
    """Build stores from altered facts; they are closed at the end of the file."""
    stores: list[Store] = []

    def build(facts: Path) -> Query:
        stores.append(open_new_store(tmp_path_factory.mktemp("home"), facts))
        return stores[-1].query

    yield build
    for store in stores:
        store.close()


@pytest.fixture
def ask(published: Path, query: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command within this process: exit code, standard output, standard error."""
    monkeypatch.setenv("COVERAGE_HOME", str(published))

    def run(command: str) -> Answer:
        code = main(command.split())
        return code, *capsys.readouterr()

    return run


def rows(answer: Answer) -> list[dict[str, Any]]:
    """Give the rows of an answer in JSON that was given without a word on standard error."""
    code, printed, said = answer
    assert (code, said) == (0, "")
    found: list[dict[str, Any]] = json.loads(printed)
    return found
