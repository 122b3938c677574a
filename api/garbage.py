"""Keeps the collection of garbage short that Streamlit 1.67 asks for after every rerun, before a reader has the answer.

A full collection looks through all that is alive: 70 to 85 ms with the libraries loaded, and 3.5 ms more for each view that
the caches hold. What a long one has found alive is set aside, so that the next looks only at what was made since.
"""

from __future__ import annotations

import asyncio
import gc
import time
from typing import Literal

LONG = 0.005  # seconds
LOOKED_THROUGH_EVERY = 300.0  # seconds after which what was set aside is looked through again

_FULL = 2  # the oldest generation
_begun = time.perf_counter()


def set_aside_from_now_on() -> None:
    """Collect all garbage and set aside what is alive, now and after every long collection."""
    gc.collect()
    gc.freeze()
    gc.callbacks.append(_noted)


def leave_off() -> None:
    """Set nothing aside any more and give back what is."""
    if _noted in gc.callbacks:
        gc.callbacks.remove(_noted)
    gc.unfreeze()


async def look_through() -> None:
    """Look through all of it every now and then: cycles that died after they were set aside are freed only so."""
    while True:
        await asyncio.sleep(LOOKED_THROUGH_EVERY)
        look_through_once()


def look_through_once() -> None:
    """Free what died since it was set aside, and set aside what is alive."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _noted(phase: Literal["start", "stop"], about: dict[str, int]) -> None:
    global _begun
    if about["generation"] != _FULL:
        return
    if phase == "start":
        _begun = time.perf_counter()
    elif time.perf_counter() - _begun > LONG:
        gc.freeze()
