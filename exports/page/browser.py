"""Finds a Chromium, Chrome or Edge of this machine; the product brings none and needs none but for printing to PDF."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMED_BY = "COVERAGE_BROWSER"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""What keeps a browser that a program runs from asking its maker for anything."""


def browsers() -> list[Path]:
    """Give the browsers of this machine, the likeliest first; one named by ``COVERAGE_BROWSER`` stands alone."""
    named = os.environ.get(NAMED_BY)
    found = [named] if named else [*(shutil.which(command) for command in COMMANDS), *PLACES]
    return [path for path in map(Path, filter(None, found)) if path.is_file()]
