"""Numbers and lists within messages, put together so that each language writes them with its own signs and words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from i18n import told


def grouped(number: int) -> str:
    """Give a whole number, zero or more, with its thousands set apart: 1,873,899, and 1.873.899 in Indonesian."""
    if number < 1000:
        return str(number)
    return told("{thousands},{digits}", thousands=grouped(number // 1000), digits=f"{number % 1000:03d}")


def decimal(number: float, places: int) -> str:
    """Give a number with so many decimals, at least one: 65.04, and 65,04 in Indonesian."""
    whole, _, digits = f"{number:.{places}f}".partition(".")
    return told("{whole}.{digits}", whole=whole, digits=digits)


def either(texts: Iterable[str]) -> str:
    """Join texts of which one is meant; at least one text."""
    return reduce(lambda one, other: told("{one} or {other}", one=one, other=other), texts)


def both(texts: Iterable[str]) -> str:
    """Join texts that are all meant; at least one text."""
    return reduce(lambda one, other: told("{one} and {other}", one=one, other=other), texts)
