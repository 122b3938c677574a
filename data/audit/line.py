"""One line of the audit record, and how it is read back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Literal, get_args

from data.access.person import ROLES, Person, Via

Kind = Literal[
    "sign_in", "sign_out", "refused", "load", "withdraw", "restore", "demo", "publish", "failed", "boundaries",
    "export", "backup", "restore_backup", "token", "settings", "torn",
]  # fmt: skip
About = str | int | bool

KINDS: tuple[Kind, ...] = get_args(Kind)
SYSTEM = "system"  # who does what no person asked for, such as noting how the server was started
_VIA: tuple[str, ...] = ("", *get_args(Via))


@dataclass(frozen=True)
class Line:
    """One thing that was done, or refused.

    Args:
        number: its place, from 1.
        at: when, UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
        kind: what was done.
        by: name of the person, as the office gave it; ``system`` where nobody asked for it.
        role: their role; empty of the system and of people who are not named.
        via: how they came in.
        about: what it was about, such as ``batch``, ``file``, ``reason``: never what stands in a file.
        before: checksum of all lines before it, see ``data.chain``.
    """

    number: int
    at: str
    kind: Kind
    by: str
    role: str = ""
    via: str = ""
    about: dict[str, About] = field(default_factory=dict)
    before: str = ""

    @property
    def batch_id(self) -> str:
        """Name under which a fault in the chain cites it."""
        return f"{self.number}"

    def written(self) -> bytes:
        """Give the line as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False).encode() + b"\n"


def line_of(number: int, at: str, kind: Kind, person: Person | None, about: dict[str, About], before: str) -> Line:
    """Make the line about what a person did; of the system without one."""
    if person is None:
        return Line(number, at, kind, SYSTEM, about=about, before=before)
    return Line(number, at, kind, person.name, person.role, person.via, about, before)


def read_line(written: bytes) -> Line:
    """Read a line.

    Raises:
        ValueError: when it is not what ``Line.written`` writes.
    """
    try:
        line = Line(**json.loads(written))
    except (TypeError, RecursionError) as error:
        raise ValueError("the line holds something else") from error
    sound = (
        type(line.number) is int
        and all(isinstance(text, str) for text in (line.at, line.by, line.before))
        and line.kind in KINDS
        and line.role in ("", *ROLES)
        and line.via in _VIA
        and isinstance(line.about, dict)
        and all(isinstance(value, About) for value in line.about.values())
    )
    if not sound:
        raise ValueError("the line holds something else")
    return line
