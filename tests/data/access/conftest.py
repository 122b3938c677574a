"""A file of access as an office would write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.access_file import access_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a COVERAGE_HOME with a file of access, and its path."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    monkeypatch.delenv("COVERAGE_ACCESS", raising=False)
    return access_file(tmp_path)
