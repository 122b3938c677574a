"""Finds the browser that the browser tests drive; as a command it also tries to install one.

    python -m tests.browser.chromium

In order: the one named by COVERAGE_BROWSER, a Chromium, Chrome or Edge of this machine, Playwright's own,
Debian's. Without any the browser tests are skipped, except under CI (CI=true), where that is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from exports.page.browser import NAMED_BY, QUIET, browsers

FLAGS = ("--no-sandbox", *QUIET)  # the tests may run as root, and open nothing but our own pages
BUSY = 90  # seconds that a machine may take which is busy with other tests
NONE_FOUND = "no browser found: install Chromium or Chrome, or name one in COVERAGE_BROWSER"


def find() -> Path | None:
    """Return a browser that is already on this machine, or None.

    Raises:
        FileNotFoundError: COVERAGE_BROWSER names one that is not there.
    """
    named = os.environ.get(NAMED_BY)
    if named and not browsers():
        raise FileNotFoundError(f"{NAMED_BY} names {named}, which is not a file.")
    for candidate in browsers():
        if named or _answers(candidate):
            return candidate
    own = _playwrights_own()
    return own if own.is_file() else None


def install() -> None:
    """Try to fetch Playwright's own browser, else Debian's; whether that worked, `find` tells."""
    print("No browser on this machine; trying Playwright's own ...", flush=True)
    if _succeeds([sys.executable, "-m", "playwright", "install", "chromium"], seconds=240):
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("That is not to be had here; installing Debian's chromium ...", flush=True)
        _succeeds(["apt-get", "update"], seconds=120)
        _succeeds(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], seconds=600)


def is_required() -> bool:
    """Say whether the browser tests must run: under CI they must."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def main() -> int:
    """Print the browser to be used, installing one if need be; return 1 where one is required and missing."""
    if find() is None:
        install()
    browser = find()
    if browser:
        print(f"Browser for the browser tests: {browser}")
        return 0
    print(f"*** {NONE_FOUND}. The browser tests are {'MISSING' if is_required() else 'SKIPPED'}. ***")
    return 1 if is_required() else 0


def _answers(candidate: Path) -> bool:
    # Ubuntu has a chromium-browser that only tells to install a snap. On Windows `--version` opens a window.
    return sys.platform == "win32" or _succeeds([str(candidate), "--version"], seconds=30)


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _succeeds(command: list[str], seconds: int) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
