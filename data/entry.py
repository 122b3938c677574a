"""One entry of the record of what offices sent, and how it is read back: an entry that was edited by hand is refused."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

from data.problem import DataError, one_line

_SUM, _TABLE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[a-z_]+")
NAME = 120  # letters of a file's name that are kept
KINDS = ("load", "withdraw", "restore", "demo")


class RecordBroken(DataError):
    """A file of the record is not what was accepted."""


@dataclass(frozen=True)
class Entry:
    """One entry of the record.

    Args:
        number: its place, from 1.
        kind: ``load``, ``withdraw``, ``restore`` or ``demo``.
        at: when, UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
        by: who did it.
        note: a remark of theirs, or why.
        file: of a load: name of the file that was sent.
        checksum: of a load: SHA-256 of that file.
        rows: of a load: rows by table.
        parts: of a load: SHA-256 of the rows as read, by table.
        warnings: of a load: what was pointed out, and accepted for the reason given.
        reason: of a load with warnings: why it was accepted all the same.
        target: of a withdrawal: the number withdrawn; of a restore: the number returned to, 0 for the beginning.
        on: of a switch of the demonstration set: on or off.
        before: checksum of all entries before it, see ``data.chain``; empty in a record of before there was one.
        audit: head of the audit record when it was made, see ``data.audit``; empty in a record of before there was one.
        made_of: of a load that was counted from a register: its checksum, files and rows, the months, rule and engine.
    """

    number: int
    kind: str
    at: str
    by: str
    note: str = ""
    file: str = ""
    checksum: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    reason: str = ""
    target: int | None = None
    on: bool | None = None
    before: str = ""
    audit: str = ""
    made_of: dict[str, str] = field(default_factory=dict)

    @property
    def batch_id(self) -> str:
        """Name under which figures cite it, and of its folder."""
        return f"{self.number:04d}-{self.checksum[:8] or self.kind}"

    @property
    def names(self) -> tuple[str, ...]:
        """What people may call it: its whole name, and its number with and without the noughts before it."""
        return self.batch_id, f"{self.number:04d}", str(self.number)

    def written(self) -> bytes:
        """Give the manifest of the entry, as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def entry_of(manifest: bytes) -> Entry:
    """Read a manifest.

    Raises:
        ValueError: when it is not what ``Entry.written`` writes, of this version or an earlier one.
    """
    try:
        held = json.loads(manifest)
        entry = Entry(**held)
    except (TypeError, RecursionError) as error:
        raise ValueError("the manifest holds something else") from error
    texts = (entry.at, entry.by, entry.note, entry.file, entry.checksum, entry.reason, entry.before, entry.audit)
    sound = (
        all(isinstance(text, str) for text in texts)
        and _is_whole(entry.number)
        and entry.number > 0
        and entry.kind in KINDS
        and _is_made_of(entry.rows, int)
        and _is_made_of(entry.parts, str)
        and _is_made_of(entry.made_of, str)
        and isinstance(entry.warnings, list)
        and all(isinstance(warning, str) for warning in entry.warnings)
        and (entry.target is None or _is_whole(entry.target))
        and (entry.on is None or isinstance(entry.on, bool))
        # What an entry of its kind needs, and points back to.
        and (
            entry.kind != "load" or (set(entry.rows) == set(entry.parts) and _SUM.fullmatch(entry.checksum) is not None)
        )
        # Of these the names of its files are made.
        and all(_TABLE.fullmatch(table) for table in entry.parts)
        and (entry.kind == "load" or not entry.checksum)
        and (
            entry.kind not in ("withdraw", "restore") or (entry.target is not None and 0 <= entry.target < entry.number)
        )
        and (entry.kind != "demo" or entry.on is not None)
    )
    if not sound:
        raise ValueError("the manifest holds something else")
    return entry


def file_name(sent: str) -> str:
    """Give the name of a file that was sent, as it is kept and shown: no folders of either system, one line, not endless."""
    name = PurePosixPath(one_line(sent).replace("\\", "/")).name
    ending = PurePosixPath(name).suffix[-10:]
    return name if len(name) <= NAME else f"{name[: NAME - len(ending) - 1]}…{ending}"


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_made_of(held: Any, kind: type) -> bool:
    return isinstance(held, dict) and all(isinstance(value, kind) for value in held.values())
