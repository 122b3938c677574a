"""What one server answers at most: how often to one reader, how much at once, how many questions wait.

The rate is the virtual scheduling of a leaky bucket: one moment a reader is all that is kept, for the last few thousand
readers. Libraries for it keep a list of moments, or grow with the number of addresses that ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from cachetools import LRUCache


@dataclass(frozen=True)
class Limits:
    """Bounds of one process; with two processes behind a proxy a reader has up to twice the rate.

    Args:
        a_minute: requests that one token or address may go on making.
        at_once: requests that it may make without waiting, after a while without any.
        rows: of one answer.
        address: bytes of the part of an address behind the question mark.
        workers: questions that are worked on at once; the pages go on beside them.
        waiting: questions that wait for them.
        kept: bytes of answers that are kept; a single one takes an eighth of them at most.
    """

    a_minute: int = 600
    at_once: int = 100
    rows: int = 20_000
    address: int = 4_000
    workers: int = 2
    waiting: int = 32
    kept: int = 16_000_000


class Rate:
    """Counts requests by reader."""

    def __init__(self, limits: Limits, readers: int = 4096) -> None:
        """Begin with nobody; the readers that have not asked for longest are forgotten first."""
        self.between = 60 / limits.a_minute
        self.ahead = (limits.at_once - 1) * self.between
        self._due: LRUCache[str, float] = LRUCache(readers)

    def wait(self, reader: str, now: float) -> float:
        """Count a request and give 0, or give the seconds after which one would be answered, and count nothing."""
        due = max(self._due.get(reader, now), now)
        over = due - now - self.ahead
        if over > 1e-9:
            return over
        self._due[reader] = due + self.between
        return 0.0
