"""How often the store is asked: by the first screen, a rerun, another reader, another region, the way back, the method."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.client import Reader
from benchmarks.report import Line
from benchmarks.server import PRODUCT, served


def run(home: Path) -> list[Line]:
    notes = home.parent / "queries.jsonl"
    lines: list[Line] = []

    def asked(what: str, allowed: int | None = None) -> None:
        found = len(_questions(notes)) - sum(int(line.figure) for line in lines)
        met = None if allowed is None else found <= allowed
        lines.append(Line(f"Queries: {what}", str(found), "", "" if allowed is None else str(allowed), met))

    with served(PRODUCT, home, notes) as server, Reader(server.address) as reader, Reader(server.address) as other:
        asked("the first screen, drawn while the server starts")
        reader.rerun()
        asked("the first reader's first screen", 0)
        reader.rerun()
        asked("a rerun of the same view", 0)
        reader.rerun("region=51.03")
        asked("another region")
        reader.rerun("region=51")
        asked("back to the first region", 0)
        other.rerun("region=51.03")
        asked("another reader, the same region", 0)
        reader.page = reader.pages[1]
        reader.rerun("region=51")
        asked("the page of methods and sources")
        reader.rerun("region=51")
        asked("a rerun of that page", 0)
    return [*lines, _asked_twice(_questions(notes))]


def _asked_twice(questions: list[str]) -> Line:
    times = Counter(questions)
    twice = [question for question, count in times.items() if count > 1]
    which = "; ".join(f"{times[question]} x {_words(question)}" for question in twice)
    return Line("Queries: run again with the same parameters, all of the above", str(len(twice)), which, "0", not twice)


def _words(question: str) -> str:
    """Say which question it was: how it starts, how long it is, and its parameters."""
    sql, parameters = json.loads(question)
    given = {name: value for name, value in parameters.items() if value is not None}
    return f"`{sql[:60]} …` ({len(sql)} characters) with {given}"


def _questions(notes: Path) -> list[str]:
    return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
