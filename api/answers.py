"""From a question to bytes: asks the store the very functions of the command line, and keeps what it has answered.

An answer hangs on the store, the question and this code alone, so its tag is known before it is made, and who holds it
already is told so without any work.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from cachetools import LRUCache

from api.limits import Limits
from api.problems import Problem
from api.questions import Question, refused
from data.batches import NoSuchMoment
from data.earlier import EarlierBusy, as_known
from data.store import Store, ensure
from metrics import asked as asking
from metrics import rows
from metrics._model import UnknownName
from metrics.commands import OutOfBounds
from metrics.territory import Territory, territory

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
HOUSE = Path(__file__).parent.parent
_OVERHEAD = 1_000  # bytes that an answer takes besides its own


@dataclass(frozen=True)
class Answer:
    """What is sent.

    Args:
        content: the bytes; empty where the reader holds them already.
        tag: names the answer, as ``ETag`` has it.
        store: version of the store that was asked.
        notes: sentences beside the rows.
        example: whether a row is drawn from the demonstration set.
        is_held: whether the reader holds it already.
    """

    content: bytes
    tag: str
    store: str
    notes: tuple[str, ...] = ()
    example: bool = False
    is_held: bool = False


class Answers:
    """Answers questions and keeps the last of them, as many as fit."""

    def __init__(self, limits: Limits) -> None:
        """Begin with none."""
        self.limits = limits
        self._lock = Lock()
        self._kept: LRUCache[str, Answer] = LRUCache(limits.kept, getsizeof=lambda one: len(one.content) + _OVERHEAD)
        self._places: LRUCache[str, Territory] = LRUCache(4)

    def answer(self, question: Question, held: str) -> Answer:
        """Answer a question; works for a while, so not in the loop that answers readers.

        Args:
            question: what is asked.
            held: the tags that the reader holds answers of: what ``If-None-Match`` says.

        Raises:
            Problem: for what does not exist, means nothing, or is too much.
            DataError: when the store cannot be read.
        """
        store, against = _store(question, "known_on") or ensure(), _store(question, "against")
        tag = _tag(store, against, question)
        if _is_held(tag, held):
            return Answer(b"", tag, store.version, is_held=True)
        with self._lock:
            found = self._kept.get(tag)
        if found is None:
            found = self._made(question, store, against, tag)
            with self._lock:
                if len(found.content) + _OVERHEAD <= self.limits.kept / 8:
                    self._kept[tag] = found
        return found

    def _made(self, question: Question, store: Store, against: Store | None, tag: str) -> Answer:
        try:
            answer = asking.answer(
                question.asked, store.query, self._territory(store), against.query if against else None
            )
        except (UnknownName, OutOfBounds) as error:
            raise refused(error) from error
        count = len(answer.rows)
        if count > self.limits.rows:
            raise Problem(
                "too-much", f"The answer has {count} rows.",
                f"One answer holds at most {self.limits.rows}: ask for fewer regions, or bound the months.",
            )  # fmt: skip
        if question.asked.format == "csv":
            content = rows.as_csv(answer.rows, "\r\n").encode("utf-8-sig")  # a spreadsheet asks for the mark
        else:
            content = rows.as_json(answer.rows).encode()
        example = "status" in answer.rows and bool((answer.rows["status"] == "demonstration").any())
        return Answer(content, tag, store.version, answer.notes, example)

    def _territory(self, store: Store) -> Territory:
        with self._lock:
            if store.version not in self._places:
                self._places[store.version] = territory(store.query)
            return self._places[store.version]


def _store(question: Question, option: str) -> Store | None:
    moment = getattr(question.asked, option, None)
    if not moment:
        return None
    try:
        return as_known(moment)
    except EarlierBusy as error:
        raise Problem("busy", str(error), "Ask again in a minute.", option, {"Retry-After": "30"}) from error
    except NoSuchMoment as error:
        raise Problem("unknown", str(error), "Write the name of a batch, or a day.", option) from error


def _tag(store: Store, against: Store | None, question: Question) -> str:
    made_of = "\0".join((store.version, against.version if against else "", _code(), question.text))
    # Weak: the same rows may travel packed or not.
    return f'W/"{hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def _is_held(tag: str, held: str) -> bool:
    # A star would hold the answer to a question that has none; a tag comes from one that has.
    return tag.removeprefix("W/") in (one.strip().removeprefix("W/") for one in held.split(","))


@cache
def _code() -> str:
    """Give the checksum of what makes answers of a store: after an upgrade no old answer is still the same."""
    digest = hashlib.sha256()
    for folder, kind in (("metrics", "*.py"), ("api", "*.py"), ("i18n", "*.po")):
        for path in sorted((HOUSE / folder).rglob(kind)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
