"""Two homes that are built once in a run of the tests, for all its processes: with the demonstration set, and without."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from data.store import build
from tests.published_only import switch_demonstration_off


def demonstration_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a COVERAGE_HOME as it is at first start; nothing in it may be changed."""
    return _home("demonstration", tmp_path_factory)


def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a COVERAGE_HOME of the bundled facts alone; nothing in it may be changed."""
    return _home("published", tmp_path_factory)


def facts_checked(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Copy into a new home the database of the bundled facts, which each home reads, checks and writes but once.

    It takes half of the time of a build. A build of other facts, or by other code, makes its own in its place.
    """
    shutil.copytree(published_home(tmp_path_factory) / "facts", home / "facts")


def _home(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own inside the one of the run.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home, ready = run / f"home-{kind}", run / f"{kind}-is-built"
    with FileLock(run / f"{kind}.lock"), pytest.MonkeyPatch.context() as patch:
        if not ready.exists():
            patch.setenv("COVERAGE_HOME", str(home))
            if kind == "published":
                switch_demonstration_off()
            build()
            ready.touch()
    return home
