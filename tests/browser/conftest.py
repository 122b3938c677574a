"""Readers of the real server: one for all tests that only look, new ones for those that need nothing remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

for helper in ("reader", "printed", "figures_agree", "targets_agree"):
    pytest.register_assert_rewrite(f"tests.browser.{helper}")  # so that a failure there says what stood on the page

from tests.browser.reader import Reader  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def server_home(server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the COVERAGE_HOME of the running server."""
    assert server
    (store,) = tmp_path_factory.getbasetemp().glob("server[0-9]*/store")
    return store.parent


@pytest.fixture(scope="session")
def reader(browser: Browser, server: str) -> Iterator[Reader]:
    """Give a reader at a desk, shared by the tests: each opens its own link first."""
    one = Reader(browser, server)
    yield one
    one.close()


@pytest.fixture
def new_reader(browser: Browser, server: str) -> Iterator[Callable[..., Reader]]:
    """Give readers of whom nothing is remembered, closed at the end of the test."""
    made: list[Reader] = []

    def new_reader(**how: object) -> Reader:
        made.append(Reader(browser, server, **how))  # type: ignore[arg-type]
        return made[-1]

    yield new_reader
    for one in made:
        one.close()
