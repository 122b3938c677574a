"""Another COVERAGE_HOME for as long as a block lasts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def at(home: Path) -> Iterator[None]:
    """Let everything in this process read and write another home until the block ends."""
    before = os.environ.get("COVERAGE_HOME")
    os.environ["COVERAGE_HOME"] = str(home)
    try:
        yield
    finally:
        os.environ.pop("COVERAGE_HOME")
        if before is not None:
            os.environ["COVERAGE_HOME"] = before
