"""Reads every number of a deck, a workbook and a page: raw ones with their row, printed ones with the words around them."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

import openpyxl
from pptx import Presentation

from exports.briefing import Briefing, Column, Finding, TileMap
from exports.workbook.planned import planned
from exports.workbook.sheets import HEADER
from i18n import language

# The axis of each chart of a page that has the values; on the other one are months, or places in an order.
VALUES = {
    **dict.fromkeys(("trend", "informal", "contributions", "plan", "plan-money"), "y"),
    **dict.fromkeys(("headline", "order", "peers", "change", "areas", "payers", "award"), "x"),
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """A text that a reader sees, and the finding that it belongs to."""

    key: str
    where: str
    text: str
    value: float | None = None
    """What it must say, where it stands for one number: at a point of a chart, on a card, on a tile."""


@dataclass(frozen=True)
class Raw:
    """Numbers that a program holds and could compute with: those of one row or series, with the texts beside them."""

    key: str
    where: str
    numbers: tuple[float, ...]
    texts: tuple[str, ...] = ()
    table: int | None = None
    """Place of the table among those of its finding; None for the numbers of a chart."""


@dataclass
class Held:
    """What a file holds."""

    words: list[Words] = field(default_factory=list)
    raw: list[Raw] = field(default_factory=list)
    tables: dict[tuple[str, int], list[list[str]]] = field(default_factory=dict)
    """Printed tables by finding and place, the header first."""
    cells: dict[tuple[str, int], list[tuple[Any, ...]]] = field(default_factory=dict)
    """Of a workbook: the rows of each table, without its header, as they are held."""


def of_deck(content: bytes, told: Briefing) -> Held:
    """Read every text of every slide and its notes, every table, and every number of every chart."""
    held = Held()
    for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1):
        title = slide.shapes.title.text_frame.text
        titled = [one for one in told.findings if title.startswith(one.title)]
        finding = max(titled, key=lambda one: len(one.title), default=None)
        key, where = finding.key if finding else "lacking", f"slide {number}"
        held.words += [
            Words(key, f"{where}, notes", line) for line in slide.notes_slide.notes_text_frame.text.split("\n")
        ]
        for shape in slide.shapes:
            at = f"{where}, {shape.name}"
            if shape.has_text_frame and not _is_slide_number(shape) and shape.name != language(told.lang)("Key"):
                held.words += [
                    _valued(finding, shape.name, Words(key, at, line)) for line in shape.text_frame.text.split("\n")
                ]
            elif shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                place = _place_of(rows[0], shape.name, finding)
                if place is None:
                    held.words += [Words(key, at, text) for row in rows for text in row]
                else:
                    rows[0] = [column.title for column in finding.tables[place].columns if column.brief]
                    held.tables.setdefault((key, place), rows[:1]).extend(rows[1:])
                    held.words += _sentences(key, at, rows, finding.tables[place].columns)
            elif shape.has_chart:
                _of_chart(held, key, at, shape.chart)
    return held


def _sentences(key: str, at: str, rows: list[list[str]], columns: Iterable[Column]) -> list[Words]:
    """Give the texts of a printed table, its columns of numbers left out."""
    texts = {column.title for column in columns if column.unit in ("text", "month")}
    return [
        Words(key, at, text) for row in rows[1:] for title, text in zip(rows[0], row, strict=False) if title in texts
    ]


def _valued(finding: Finding | None, name: str, words: Words) -> Words:
    """Give the number printed large on a card or a tile with the value that it stands for, in the unit that it is bare of."""
    if finding is None:
        return words
    for figure in finding.figures:
        if words.text == figure.text and name in (figure.label, ""):
            return replace(words, value=figure.value)
    for tile in finding.chart.tiles if isinstance(finding.chart, TileMap) else ():
        if words.text == tile.value and tile.name == name:
            row = next(one for one in finding.tables[0].rows if one[-1] == tile.code)
            return replace(words, text=f"{words.text} ⟨{finding.chart.about}⟩", value=row[1])
    return words


def _is_slide_number(shape: Any) -> bool:
    return bool(shape._element.xpath(".//a:fld[@type='slidenum']"))


def _of_chart(held: Held, key: str, at: str, chart: Any) -> None:
    """Read the caches of a chart, the workbook inside it, its heading, its words at points and beside them."""
    heading = chart.chart_title.text_frame.text
    held.words.append(Words(key, at, heading))
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    columns = list(sheet.iter_cols(min_col=2, min_row=2, values_only=True))
    for place, series in enumerate(one for plot in chart.plots for one in plot.series):
        held.raw.append(Raw(key, at, tuple(value for value in series.values if value is not None)))
        held.raw.append(Raw(key, f"{at}, workbook", tuple(value for value in columns[place] if value is not None)))
        held.words.append(Words(key, at, series.name))
        for one in series._element.iter("{*}dLbl"):
            text = "".join(part.text or "" for part in one.iter("{*}t"))
            value = series.values[one.idx_val]
            held.words.append(Words(key, f"{at}, at point {one.idx_val + 1}", f"{text} ⟨{heading}⟩", value))
    held.words += [Words(key, at, str(name)) for name in chart.plots[0].categories]


def _place_of(head: list[str], title: str, finding: Finding | None) -> int | None:
    """Give which table of a finding a slide shows, by its title and header."""
    for place, table in enumerate(finding.tables if finding else ()):
        shown = [column.title for column in table.columns if column.brief]
        # A heading of points says so on a slide.
        alike = len(head) == len(shown) and all(one.startswith(other) for one, other in zip(head, shown, strict=True))
        if alike and title == table.title:
            return place
    return None


def of_workbook(content: bytes, told: Briefing) -> Held:
    """Read every cell of every sheet: numbers by row with the texts beside them, and all texts."""
    held, say = Held(), language(told.lang)
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    plans = {plan.name: plan for plan in planned(told, say)}
    for sheet in book:
        plan = plans.get(sheet.title)
        table = None
        if plan is not None and plan.table is not None:
            table = next((place for place, one in enumerate(plan.finding.tables) if one is plan.table), None)
        tiles = HEADER + 1 + max((tile.row for tile in plan.tiles.tiles), default=0) if plan and plan.tiles else 0
        if plan is not None and plan.table is not None and table is not None:
            rows = sheet.iter_rows(HEADER + 2, HEADER + 1 + len(plan.table.rows), values_only=True)
            held.cells[plan.finding.key, table] = list(rows)
        for row in sheet.iter_rows():
            cells = [cell.value for cell in row if cell.value is not None]
            key = plan.finding.key if plan else _key_of(cells, told)
            where = f"{sheet.title}, row {row[0].row}"
            texts = tuple(cell for cell in cells if isinstance(cell, str) and cell not in plans)
            numbers = tuple(float(cell) for cell in cells if isinstance(cell, int | float))
            months = tuple(f"{cell:%Y-%m}" for cell in cells if isinstance(cell, datetime.datetime))
            if numbers:
                held.raw.append(Raw(key, where, numbers, (*texts, *months), table))
            unit = (
                f" ⟨{plan.tiles.about}⟩"
                if plan is not None and plan.tiles is not None and HEADER < row[0].row <= tiles
                else ""
            )
            held.words += [Words(key, where, line + unit) for text in texts for line in text.split("\n")]
    return held


def _key_of(cells: list[Any], told: Briefing) -> str:
    """Give the finding that a row of the sheets around the tables names."""
    return next((one.key for one in told.findings if one.title in cells), "any")


@dataclass
class _Page(HTMLParser):
    """The texts of a page by section, tables apart, and its charts."""

    held: Held = field(default_factory=Held)
    key: str = "cover"
    skipped: str = ""
    charts: str = ""
    rows: list[list[str]] | None = None
    in_cell: bool = False
    count: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("script", "style"):
            self.skipped = f"{tag} {named.get('id')}"
        elif tag == "section":
            self.key, self.count = str(named["id"]), 0
        elif tag == "main" or tag == "nav":
            self.key = "any"
        elif tag == "tr":
            self.rows = self.held.tables.setdefault((self.key, self.count), [])
            self.rows.append([])
        elif tag in ("td", "th") and self.rows is not None:
            self.rows[-1].append("")
            self.in_cell = True
        for name in ("aria-label", "title"):
            if named.get(name):
                self.held.words.append(Words(self.key, f"page, {name}", str(named[name])))

    def handle_data(self, data: str) -> None:
        if self.skipped == "script charts":
            self.charts += data
        elif self.in_cell and self.rows is not None:
            self.rows[-1][-1] += data
        elif not self.skipped and data.strip():
            self.held.words.append(Words(self.key, "page", data.strip()))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.skipped = ""
        elif tag in ("td", "th"):
            self.in_cell = False
        elif tag == "table":
            self.rows = None
            self.count += 1


def of_page(content: bytes, told: Briefing) -> Held:
    """Read every text and table of a page, and every number and word of its charts as Plotly draws them."""
    page = _Page()
    page.feed(content.decode())
    found = {one.key: one for one in told.findings}
    page.held.words = [_valued(found.get(words.key), "", words) for words in page.held.words]
    for (key, place), rows in page.held.tables.items():
        page.held.words += _sentences(key, f"page, table {place}", rows, told.finding(key).tables[place].columns)
    for key, looks in json.loads(page.charts).items():
        heading = getattr(told.finding(key).chart, "about", "")
        for text in set(_texts(looks["light"])):
            page.held.words.append(Words(key, "page, chart", f"{re.sub(r'<[^>]+>', ' ', text)} ⟨{heading}⟩"))
        for trace in looks["light"]["data"]:
            if trace.get("mode") == "text" or key not in VALUES:  # words beside a mark; tiles
                continue
            numbers = tuple(float(one) for one in trace.get(VALUES[key]) or () if isinstance(one, float | int))
            page.held.raw.append(Raw(key, f"page, chart, {trace.get('name') or trace['type']}", numbers))
    return page.held


def _texts(value: Any, name: str = "") -> Iterator[str]:
    """Give the texts of a chart that are drawn or read at the pointer, those of looks and formats left out.

    The words of a scale are round numbers that no figure stands at; they are no figures.
    """
    if isinstance(value, str) and name in ("text", "hovertext", "name", "title", "customdata", "x", "y"):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, name)
    elif isinstance(value, dict):
        for inner, one in value.items():
            yield from _texts(one, inner)
