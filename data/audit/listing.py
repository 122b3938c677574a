"""The audit record as a table: for an administrator's page and command line."""

from __future__ import annotations

import json
from dataclasses import asdict

from data.audit.line import Line
from data.audit.record import lines
from data.problem import one_line


def listed() -> list[Line]:
    """Read the audit record, in order.

    Raises:
        AuditBroken: when a line cannot be read.
    """
    return [line for line, _ in lines()]


def about(line: Line) -> str:
    """Say what a line was about, in one line of text."""
    return one_line(", ".join(f"{name} {value}" for name, value in line.about.items() if value != ""))


def as_text(known: list[Line], form: str) -> str:
    """Give the record as a ``table`` or as ``json``."""
    if form == "json":
        return json.dumps([asdict(line) for line in known], ensure_ascii=False, indent=1) + "\n"
    said = [
        f"{line.number:>6} {line.at}  {line.kind:<14} {one_line(line.by):<24} {about(line)}".rstrip() for line in known
    ]
    return "\n".join([*said, ""]) if said else "Nothing has been recorded yet.\n"
