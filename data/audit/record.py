"""The audit record: one line for everything that was done or refused, chained by checksum, and only ever added to.

Whoever may write to the home can rewrite the file, but not unseen: every line holds the checksum of all before it, and so do
every entry of the record of what offices sent, and every backup, which is kept elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from data.access.person import Person
from data.audit.line import About, Kind, Line, line_of, read_line
from data.chain import BEGINNING, Seal, link, read_seal, write_seal
from data.home import home, settle
from data.problem import CannotWrite, DataError, one_line

LONGEST = 1_000  # letters of a text that are kept
REFUSALS = 30  # a minute and person; the last of them says that further ones are not listed
_TAIL = 64_000  # bytes from the end in which the last line lies
_refused: dict[str, deque[float]] = {}


class AuditBroken(DataError):
    """The audit record is not as it was written."""


@dataclass(frozen=True)
class Head:
    """The last line of the record, and the checksum of all lines up to it; written into publishes and backups."""

    number: int = 0
    link: str = BEGINNING

    def __str__(self) -> str:
        """Give it as it is kept."""
        return f"{self.number}:{self.link}"


def folder() -> Path:
    """Give the folder of the audit record."""
    return home() / "audit"


def path() -> Path:
    """Give the file of the audit record."""
    return folder() / "record.jsonl"


def add(person: Person | None, kind: Kind, **about: About) -> Head:
    """Add what a person did, or the system where it is None, and wait until the disk has it.

    Args:
        person: who did it.
        kind: what was done.
        about: what it was about; texts are kept on one line, and not endless. Never what stands in a file.

    Raises:
        CannotWrite: when the disk is full or may not be written to; what was to be recorded must then not be done.
        AuditBroken: when the last line cannot be read.
    """
    told = {name: one_line(value)[:LONGEST] if isinstance(value, str) else value for name, value in about.items()}
    try:
        with _alone():
            torn = _mend()
            last = _last()
            gone = _sealed_and_gone(last)  # before the seal is written anew: then nothing would tell of it
            gaps: list[dict[str, About]] = [{"bytes": torn} if torn else {}, {"sealed": gone} if gone else {}]
            for found in gaps:
                if found:
                    last = _append(line_of(last.number + 1, _now(), "torn", None, found, last.link))
            last = _append(line_of(last.number + 1, _now(), kind, _in_short(person), told, last.link))
            write_seal(folder(), Seal(last.number, last.link))
            return last
    except OSError as error:
        raise CannotWrite(path(), error) from error


def refuse(person: Person | None, action: str, **about: About) -> None:
    """Record that a person, or somebody unknown, was refused; of a flood of refusals only the first of each minute."""
    times = _refused.setdefault(person.name if person else "", deque(maxlen=REFUSALS))
    now = time.monotonic()
    while times and now - times[0] > 60:
        times.popleft()
    if len(times) < REFUSALS:
        times.append(now)
        is_last = {"further": "not listed for a minute"} if len(times) == REFUSALS else {}
        add(person, "refused", action=action, **about, **is_last)


def head() -> Head:
    """Give the last line, to be written where it cannot be rewritten with the record."""
    with _alone():
        return _last()


def lines(at: Path | None = None) -> list[tuple[Line, bytes]]:
    """Read the whole record, each line with its bytes, in order.

    Raises:
        AuditBroken: when a line cannot be read.
    """
    found = []
    for number, written in enumerate(_written(at or path()), start=1):
        try:
            found.append((read_line(written), written))
        except ValueError as error:
            raise AuditBroken(f"Line {number} of the audit record cannot be read: it was changed by hand.") from error
    return found


def last_of(kind: Kind) -> Line | None:
    """Give the last line of a kind; None where there is none."""
    sign = f'"kind": "{kind}"'.encode()
    for written in reversed(_written(path())):
        if sign in written:
            with contextlib.suppress(ValueError):
                line = read_line(written)
                if line.kind == kind:
                    return line
    return None


def _written(at: Path) -> list[bytes]:
    try:
        content = at.read_bytes()
    except FileNotFoundError:
        return []
    return [line + b"\n" for line in content.split(b"\n")[:-1]]  # behind the last line end: one that is being written


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    folder().mkdir(parents=True, exist_ok=True)
    with FileLock(folder() / "writing.lock", mode=0o600):
        yield


def _last() -> Head:
    try:
        with path().open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
    except FileNotFoundError:
        return Head()
    if not tail:
        return Head()
    written = tail.removesuffix(b"\n").rpartition(b"\n")[2] + b"\n"
    try:
        line = read_line(written)
    except ValueError as error:
        raise AuditBroken("The last line of the audit record cannot be read: it was changed by hand.") from error
    return Head(line.number, link(line.before, written))


def _sealed_and_gone(last: Head) -> str:
    """Give what was sealed and does not stand at the end any more: lines were cut off or changed by hand; else nothing."""
    try:
        seal = read_seal(folder())
    except ValueError:
        return "unreadable"
    if seal is None or seal.number < last.number or seal == Seal(last.number, last.link):
        return ""
    return str(Head(seal.number, seal.link))


def _in_short(person: Person | None) -> Person | None:
    """Give a person with a name of one line that is not endless: the last line must be found again in ``_TAIL``."""
    return person and replace(person, name=one_line(person.name)[:LONGEST])


def _append(line: Line) -> Head:
    written, is_new = line.written(), not path().exists()
    descriptor = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        try:
            if file.write(written) != len(written):
                raise OSError("the disk took only part of a line")
            os.fsync(file.fileno())
        except OSError:
            file.truncate(size)
            raise
    if is_new:
        settle(folder())
    return Head(line.number, link(line.before, written))


def _mend() -> int:
    """Take off the end a line that was never finished: power was lost while it was written. Give its bytes."""
    try:
        with path().open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            unfinished = len(file.read().rpartition(b"\n")[2])
            if unfinished:
                file.truncate(size - unfinished)
            return unfinished
    except FileNotFoundError:
        return 0


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
