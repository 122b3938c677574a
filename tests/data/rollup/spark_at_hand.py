"""What the tests of Spark start: a session on this computer, and one on a cluster of a master and two workers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.rollup.counting import Asked, Rolled, roll_up
from data.rollup.engine import Engine
from data.rollup.reading import files_of
from data.rollup.spark import Spark, opened
from tests.browser.chromium import is_required
from tests.data.rollup.mini_cluster import missing
from tests.data.rollup.registers import REGIONS

MEMORY = 10**9


def need_spark() -> None:
    """Skip the test where Spark is not installed, or fail it where every test must run."""
    if why := missing():
        (pytest.fail if is_required() else pytest.skip)(why)


def asked(exclude: tuple[str, ...] = (), since: str | None = None) -> Asked:
    """Ask for a register of the tests."""
    return Asked("register", frozenset(REGIONS), since, None, exclude)


def on_spark(place: Path, what: Asked, session: Any) -> Rolled:
    """Roll a register up on Spark, in a session that goes on."""
    return _rolled(Spark(files_of([place]), session, ends=False), what)


def on_cluster(place: Path, what: Asked, folder: Path, address: str) -> Rolled:
    """Roll a register up on a cluster, as a run does that has nothing else to do."""
    return _rolled(opened(address, files_of([place]), MEMORY, folder), what)


def _rolled(engine: Engine, what: Asked) -> Rolled:
    try:
        return roll_up(engine, what)
    finally:
        engine.close()
