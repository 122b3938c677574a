"""Where this installation keeps what it holds, and how a file is put there so that nobody ever reads half of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FACTS = HERE / "facts"


def home() -> Path:
    """Give the folder of what this installation holds: ``COVERAGE_HOME``, else ``var`` beside the code."""
    return Path(os.environ.get("COVERAGE_HOME") or HERE.parent / "var").resolve()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows keeps them by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
