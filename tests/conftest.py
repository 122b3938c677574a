"""What several rooms' tests share: the real server on a free port, and a real browser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.published_only import switch_demonstration_off
from tests.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How long an example takes says something of the machine and nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def server_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the COVERAGE_HOME of the server: without the demonstration set."""
    home = tmp_path_factory.mktemp("server")
    switch_demonstration_off(home)
    return home


@pytest.fixture(scope="session")
def server(server_home: Path) -> Iterator[str]:
    """Start the product as `make run` does, on published facts alone, and give its address."""
    with serving([sys.executable, "serve.py"], server_home) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a running browser; without one skip the test, or fail it where browser tests must run."""
    path = chromium.find()
    if path is None:
        (pytest.fail if chromium.is_required() else pytest.skip)(chromium.NONE_FOUND)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield running
        running.close()
