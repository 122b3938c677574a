"""Runs a coroutine in a thread of its own: Playwright keeps a loop running in that of the tests once a browser is open."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run it to its end and give what it returns."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
