"""Finds the sentences written in the code and in the facts, and holds them against a catalogue of translations."""

import ast
import csv
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog

KEYWORDS = {"say", "mark", "told"}
ROOMS = ("app.py", "pages", "exports", "charts", "metrics", "data", "i18n")
# What the facts say in English of a figure and a page shows: `retell(row.note, say)`.
FACTS = (
    ("published_figures.csv", "note"),
    ("targets.csv", "note"),
    ("regulations.csv", "subject"),
    ("offices.csv", "certainty"),
    ("sources.csv", "publisher"),
    ("sources.csv", "url"),
    ("contribution_rules.csv", "regulation"),
    ("scorecard_lombok_timur_2025.csv", "evidence"),
)


@dataclass(frozen=True)
class Sentence:
    """A text handed to `say` or `mark`, or one that the facts hold."""

    place: str
    """Where: "pages/summary.py:14"."""
    msgid: str | None
    """The English text, or None where it is put together at run time and so can never be translated."""


def sentences(project: Path) -> list[Sentence]:
    """Return every text that the code says or marks, by file and line, then those of the facts.

    Texts that are named elsewhere, `say(metric.title)`, are found where they are marked.

    Raises:
        SyntaxError: a file cannot be read. Nothing is skipped, else its translations would be dropped.
    """
    found: list[Sentence] = []
    for room in ROOMS:
        start = project / room
        for file in sorted(start.rglob("*.py")) if start.is_dir() else [start] if start.exists() else []:
            tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
            for line, msgid in sorted(_said(tree), key=lambda each: each[0]):
                found.append(Sentence(f"{file.relative_to(project).as_posix()}:{line}", msgid))
    return found + [
        sentence for name, column in FACTS for sentence in _of_facts(project / "data" / "facts" / name, column)
    ]


def template(found: Iterable[Sentence]) -> Catalog:
    """Return the sentences as a catalogue without translations."""
    messages = Catalog()
    for sentence in found:
        if sentence.msgid:
            messages.add(sentence.msgid)
    return messages


def faults(found: Iterable[Sentence], messages: Catalog) -> list[str]:
    """Return one line for everything that a reader of this language would not see in it, or see wrong."""
    listed = []
    places: dict[str, str] = {}
    for sentence in found:
        if sentence.msgid is None:
            listed.append(f"{sentence.place}: the text is put together at run time. Use named placeholders.")
        else:
            places.setdefault(sentence.msgid, sentence.place)
    for msgid, place in places.items():
        message = messages.get(msgid)
        if message is None or not message.string:
            listed.append(f"{place}: {msgid!r} has no translation.")
        elif message.fuzzy:
            listed.append(f"{place}: the translation of {msgid!r} is marked fuzzy. Check it and remove the mark.")
        elif _placeholders(msgid) is None or _placeholders(msgid) != _placeholders(str(message.string)):
            listed.append(f"{place}: {msgid!r} and {message.string!r} differ in their placeholders.")
    kept = [str(message.id) for message in messages if message.id]
    unsaid = [each for each in kept if each not in places] + [str(key) for key in messages.obsolete]
    return listed + [f"messages.po: {msgid!r} is no longer said anywhere." for msgid in unsaid]


# Babel's own extractor reads tokens: it misses a text inside another call, joins both sides of a condition
# and takes a dictionary key for a text (2.18). The syntax tree has none of these faults.
def _said(tree: ast.Module) -> Iterator[tuple[int, str | None]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in KEYWORDS:
                yield from ((node.lineno, msgid) for msgid in _texts(node.args[0]))


def _texts(node: ast.expr) -> list[str | None]:
    match node:
        case ast.Constant(value=str(msgid)):
            return [msgid]
        case ast.IfExp():
            return _texts(node.body) + _texts(node.orelse)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            match _texts(left), _texts(right):
                case [str(start)], [str(end)]:
                    return [start + end]
            return [None]
        case ast.JoinedStr() | ast.BinOp():
            return [None]
    return []


def _of_facts(file: Path, column: str) -> Iterator[Sentence]:
    if not file.exists():
        return
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            if row[column] and not _is_address(column, row[column]):
                yield Sentence(f"data/facts/{file.name}:{number}", row[column])


def _is_address(column: str, text: str) -> bool:
    """Say whether a text is the same in every language: an address of the web, or a publisher named by one."""
    return text.startswith(("http://", "https://")) if column == "url" else column == "publisher" and " " not in text


def _placeholders(words: str) -> set[str] | None:
    try:
        parts = list(string.Formatter().parse(words))
    except ValueError:  # an unpaired brace
        return None
    return {name for _, name, _, _ in parts if name is not None}
