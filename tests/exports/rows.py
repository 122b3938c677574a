"""Reads a page of a briefing and the numbers printed on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_WORTH = {
    "ribu": 1e3, "thousand": 1e3, "juta": 1e6, "million": 1e6, "miliar": 1e9, "billion": 1e9, "triliun": 1e12,
    "trillion": 1e12, "%": 0.01, "poin": 0.01, "percentage": 0.01, "point": 0.01,
    "points": 0.01,
}  # fmt: skip


@dataclass
class Read(HTMLParser):
    """What stands in a page, by finding: its title, its cards and its tables, as texts."""

    titles: dict[str, str] = field(default_factory=dict)
    cards: dict[str, list[str]] = field(default_factory=dict)
    tables: dict[str, list[list[list[str]]]] = field(default_factory=dict)
    scripts: int = 0
    tags: set[tuple[str, str]] = field(default_factory=set)
    """Every element with every name of its attributes."""
    texts: list[str] = field(default_factory=list)
    _finding: str = ""
    _into: list[str] | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags |= {(tag, name) for name in named} | {(tag, "")}
        self.scripts += tag == "script"
        if tag == "section":
            self._finding = named["id"]
            self.cards[self._finding], self.tables[self._finding] = [], []
        if not self._finding:
            return
        if tag == "h2":
            self._into = [""]
        elif tag == "dd" and named.get("class") == "value":
            self._into = self.cards[self._finding]
            self._into.append("")
        elif tag == "table":
            self.tables[self._finding].append([])
        elif tag == "tr":
            self.tables[self._finding][-1].append([])
        elif tag in ("td", "th"):
            self._into = self.tables[self._finding][-1][-1]
            self._into.append("")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._into is not None:
            self._into[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2" and self._into is not None:
            self.titles[self._finding] = self._into[-1]
        if tag in ("h2", "dd", "td", "th"):
            self._into = None


def read(page: bytes) -> Read:
    """Read a page."""
    found = Read()
    found.feed(page.decode())
    return found


def number_and_step(text: str, lang: str) -> tuple[float, float]:
    """Read a printed number and the worth of its last digit: 1.234,5 is (1234.5, 0.1), Rp1,2 miliar (1.2e9, 1e8)."""
    found = re.search(r"([−-]?)(\d[\d.,]*\d|\d)\W*(\w+|%)?", text.replace("\N{NO-BREAK SPACE}", " "))
    assert found is not None, text
    group, point = (".", ",") if lang == "id" else (",", ".")
    digits = found[2].replace(group, "").replace(point, ".")
    worth = _WORTH.get(found[3] or "", 1.0)
    if found[2] + "%" in text:
        worth = 0.01
    step = 10.0 ** -len(digits.partition(".")[2])
    return float(digits) * worth * (-1 if found[1] else 1), step * worth
