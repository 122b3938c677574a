"""The page of a briefing as PDF: a browser of this machine prints it, without a window and without a network."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from exports.briefing.model import Briefing
from exports.kinds import CannotMake
from exports.page.browser import NAMED_BY, QUIET, browsers
from exports.page.html import page_html

SECONDS = 120
INSTEAD = "The page (.html) can be made without one, and prints the same from the browser of its reader."


def page_pdf(told: Briefing) -> bytes:
    """Print a briefing on A4.

    Args:
        told: the briefing.

    Returns:
        A PDF with tags for screen readers and an outline.

    Raises:
        CannotMake: when this machine has no browser, or none of those it has prints the page.
    """
    found = browsers()
    if not found:
        named = os.environ.get(NAMED_BY)
        where = f"{NAMED_BY} names {named!r}, which is not there" if named else "there is none on this machine"
        raise CannotMake(
            f"A PDF is printed by Chromium, Chrome or Edge, and {where}. Install one, or name it in {NAMED_BY}. {INSTEAD}"
        )
    page = page_html(told, at_once=True)
    said = ""
    for browser in found:  # Ubuntu has a chromium-browser that only tells to install another
        with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
            printed, said = _print(browser, page, Path(folder))
        if printed:
            return printed
    raise CannotMake(f"{found[-1]} did not print the page: {said or 'it said nothing'}. {INSTEAD}")


def _print(browser: Path, page: bytes, folder: Path) -> tuple[bytes, str]:
    """Let one browser print; gives nothing, and the last line that it said, where it does not."""
    source, made = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    command = [
        str(browser), "--headless", *QUIET, "--no-pdf-header-footer", "--generate-pdf-document-outline",
        f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}", source.as_uri(),
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium has none for root; it opens nothing but our own page
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
    except OSError as error:
        return b"", str(error)
    except subprocess.TimeoutExpired:
        return b"", f"not done after {SECONDS} seconds"
    content = made.read_bytes() if made.is_file() else b""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return content if content.startswith(b"%PDF") else b"", lines[-1] if lines else ""
