"""Asks axe what stands in the way of readers; of what is in order it keeps no list, which took most of its time."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page) -> list[dict[str, Any]]:
    """Give every fault that axe finds by all of its rules, each with the elements that have it."""
    found: list[dict[str, Any]] = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return found
