"""Puts on record which figures were taken along through the API, by whom: each answer once an hour, however often it is asked."""

from __future__ import annotations

from threading import Lock

from cachetools import TTLCache

from api.admission import Reader
from api.answers import Answer
from data.access.rules import require
from data.audit import record as audit

ONCE_IN = 3600.0  # seconds
MOST = 4096  # answers that are remembered


class Taken:
    """What was put on record within the hour."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._noted: TTLCache[tuple[str, str], bool] = TTLCache(MOST, ONCE_IN)

    def note(self, reader: Reader, answer: Answer, address: str) -> None:
        """Put an answer on record before it is sent.

        Args:
            reader: who asked.
            answer: what is sent.
            address: path and parameters that it answers.

        Raises:
            NotAllowed: when it is not theirs to take along.
            DataError: when it cannot be put on record; the answer must then not be sent.
        """
        require(reader.person, "export")
        key = reader.name, answer.tag
        with self._lock:
            if key in self._noted:
                return
        audit.add(reader.person, "export", file=address, store=answer.store)
        with self._lock:
            self._noted[key] = True
