"""What several rooms' tests share: the real server on a free port, and a real browser."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import chromium
from tests.built_once import published_home
from tests.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How long an example takes says something of the machine and nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
expect.set_options(timeout=chromium.BUSY * 1000)

# The files that take longest, the longest first: begun last, one of them would run alone while the other process waits.
LONGEST = (
    "browser/test_walk", "data/rollup/test_spark", "metrics/test_invariants", "browser/test_pages", "browser/test_links",
    "browser/test_sign_in", "data/test_intake", "pages/test_overview_page", "browser/test_briefing_file",
    "browser/test_data_page", "deploy/", "data/test_trial", "browser/", "pages/test_every_page", "exports/test_every_number",
    "data/rollup/test_rollup_command", "data/test_killed", "data/rollup/test_killed",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; all others keep their order."""
    items.sort(
        key=lambda item: next((n for n, path in enumerate(LONGEST) if f"/{path}" in item.path.as_posix()), len(LONGEST))
    )


@pytest.fixture(scope="session")
def server_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the COVERAGE_HOME of the server: without the demonstration set."""
    home = tmp_path_factory.mktemp("server")
    shutil.copytree(published_home(tmp_path_factory), home, dirs_exist_ok=True)
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
