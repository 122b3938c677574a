"""Reads the figures that stand on a page, and asks `python -m metrics` for those that must."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import Page

from charts import words
from i18n import Language
from metrics.__main__ import main
from tests.browser.reading import number

Row: TypeAlias = dict[str, Any]
FACTS = Path("data/facts/regions.csv")

_READ = """() => {
  const said = (one) => (one?.textContent ?? "").trim()
  const all = (within, what) => [...within.querySelectorAll(what)]
  const main = document.querySelector("[data-testid=stMain]"), title = main.querySelector("h1")
  const about = all(main, "p").find((one) => title.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
  return {
    title: said(title), about: said(about), sources: about ? all(about, "a").length : 0,
    cards: all(main, "[data-testid=stMetric]").map((card) => [
      said(card.querySelector("[data-testid=stMetricLabel]")), said(card.querySelector("[data-testid=stMetricValue]")),
      said(card.closest("[data-testid=stVerticalBlock]")),
    ]),
    tables: all(main, "table").map((table) => [...table.rows].map((row) => [...row.cells].map(said))),
    boxes: Object.fromEntries(all(main, "input").map((box) => [box.getAttribute("aria-label") ?? "", box.value])),
    drawn: all(main, ".main-svg text").map(said),
  }
}"""


@dataclass
class Stands:
    """What stands on a page, and where it is not what the command line says."""

    say: Language
    title: str
    about: str
    sources: int
    cards: list[tuple[str, str, str]]
    tables: list[list[list[str]]]
    boxes: dict[str, str]
    drawn: list[str]
    faults: list[str] = field(default_factory=list)

    def holds(self, text: str, *parts: str) -> None:
        """Note every part that a text of the page leaves out."""
        self.faults += [f"{part!r} is not in {text!r}" for part in parts if part not in text]

    def card(self, title: str, value: str | None, *parts: str) -> None:
        """Hold one of the numbers in frames against a value and what must stand below it; no value: no figure yet."""
        found = [(shown, below) for name, shown, below in self.cards if name.startswith(title)]
        if len(found) != 1:
            self.faults.append(f"{len(found)} cards {title!r}")
            return
        ((shown, below),) = found
        if value is None:
            if number(shown, self.say.code) is not None:
                self.faults.append(f"{title}: {shown}, and the command line has no figure")
            return
        if shown != value:
            self.faults.append(f"{title}: {shown}, not {value}")
        self.holds(below, *parts)

    def rows(self, *columns: str) -> list[dict[str, str]]:
        """Give the rows of the first table that has these columns."""
        for head, *body in self.tables:
            if set(columns) <= set(head):
                return [dict(zip(head, row, strict=True)) for row in body]
        return []


def read(page: Page, say: Language) -> Stands:
    """Read a page, what is folded away included."""
    return Stands(say, **page.evaluate(_READ))


def ask(*arguments: str) -> list[Row]:
    """Give the rows that `python -m metrics` prints."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(io.StringIO()):
        assert main([*arguments, "--format", "json"]) == 0
    rows: list[Row] = json.loads(printed.getvalue())
    return rows


@cache
def names() -> dict[str, str]:
    """Give the name of every region by its code, as the facts hold it."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        return {row["region_code"]: row["name"] for row in csv.DictReader(file)}


def differs(row: dict[str, str], figure: Row, say: Language) -> list[str]:
    """Say in what a row of a table of figures differs from what the command line gives."""
    of_many = len([one for one in figure["source_ids"] if one])
    wanted = {
        say("Date"): say.period(figure["period"]),
        say("Base"): words.base_words(figure["base"], say),
        say("Status"): words.status_name(figure["status"], say),
    }
    exactly = {
        say("Value"): say.percent(figure["value"], 2),
        say("People"): people(figure["numerator"], say),
        say("Of (people)"): people(figure["denominator"], say),
        say("As printed"): "" if figure["printed"] is None else say.percent(figure["printed"], 2),
    }
    found = [f"{name}: {row[name]}, not {text}" for name, text in wanted.items() if not row[name].startswith(text)]
    found += [f"{name}: {row[name]}, not {text}" for name, text in exactly.items() if row.get(name, "") != text]
    if len(row[say("Source")].split(";")) != of_many:
        found.append(f"{row[say('Source')]} are not {of_many} sources")
    return [f"{row[say('Region')]} {one}" for one in found]


def people(count: int | None, say: Language) -> str:
    """Print a number of people; nothing where none is held."""
    return "" if count is None else say.number(count)
