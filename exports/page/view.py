"""A briefing as the template of the page reads it: texts only, every number printed already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from exports.briefing.model import Briefing, Column, Figure, Finding, Source, Table, printed
from exports.briefing.notes import notes_of
from exports.page.drawing import is_drawn
from i18n import Language, mark

FEW = 10  # rows of a table that is open from the start
SHORT = 14  # rows that paper keeps on one sheet, their heading with them
MANY = 7  # columns that paper has room for in the print of the others
WHOLE = 8  # columns of a table that paper has room for, sources that a slide leaves out among them

SECTION_WORDS = {
    "cover": mark("Briefing"), "headline": mark("Where it stands"), "trend": mark("Trend"), "map": mark("Regions"),
    "peers": mark("Peers"), "change": mark("What moved it"), "informal": mark("Informal workers"),
    "contributions": mark("Contributions"), "plan": mark("Plan"), "award": mark("Paritrana Award"),
    "method": mark("Method and sources"),
}  # fmt: skip


@dataclass(frozen=True)
class SeenCell:
    """A cell: its text, whether it is a number, whether it has room on paper, whether it holds sentences, its address."""

    text: str
    is_number: bool = False
    brief: bool = True
    wide: bool = False
    address: str = ""


@dataclass(frozen=True)
class SeenTable:
    """A table; ``chosen`` is the row of the region itself."""

    title: str
    heads: tuple[SeenCell, ...]
    rows: tuple[tuple[SeenCell, ...], ...]
    chosen: int | None
    is_open: bool
    is_short: bool
    """Whether paper keeps it on one sheet."""
    is_dense: bool
    """Whether paper has room for its columns only in small print."""


@dataclass(frozen=True)
class SeenFinding:
    """A finding in words."""

    key: str
    number: int
    section: str
    title: str
    reading: tuple[str, ...]
    figures: tuple[Figure, ...]
    alt: str
    is_drawn: bool
    tables: tuple[SeenTable, ...]
    missing: str
    footer: str
    definition: tuple[str, ...]
    sources: tuple[SeenCell, ...]
    link: str
    example: bool
    notes: tuple[str, ...]
    new_sheet: bool
    """Whether it begins on a new sheet of paper: all do that have something to show."""
    has_more: bool
    """Whether a table has columns that paper has no room for."""
    flagged: bool = False
    """Whether the sheets of paper that it stands on are marked as of the demonstration set."""


def seen(told: Briefing, say: Language) -> tuple[SeenFinding, ...]:
    """Give every finding but the cover, in their order."""
    held: list[SeenFinding] = []
    flagged = told.example
    for number, finding in enumerate((one for one in told.findings if one.section != "cover"), start=1):
        one = _finding(finding, number, lines(notes_of(finding, told, say)), say)
        flagged = one.example if one.new_sheet else flagged  # what begins no sheet stands on that of the one before
        held.append(replace(one, flagged=flagged))
    return tuple(held)


def lines(text: str) -> tuple[str, ...]:
    """Give the lines of a text that say something."""
    return tuple(line for line in text.splitlines() if line.strip())


def web_address(text: str) -> str:
    """Give an address back where it is one of the web, else nothing: a link leads nowhere else."""
    try:
        parts = urlsplit(text)
    except ValueError:  # such as an open bracket, read as half of an IPv6 address
        return ""
    return text if parts.scheme in ("http", "https") and parts.netloc and not set(text) & set(" \t\r\n") else ""


def _finding(finding: Finding, number: int, notes: tuple[str, ...], say: Language) -> SeenFinding:
    drawn = is_drawn(finding)
    return SeenFinding(
        key=finding.key, number=number, section=say(SECTION_WORDS[finding.section]), title=finding.title,
        reading=lines(finding.reading), figures=finding.figures, alt=finding.alt, is_drawn=drawn,
        tables=tuple(_table(table, say, is_open=not drawn or len(table.rows) <= FEW) for table in finding.tables),
        missing=finding.missing, footer=finding.footer, definition=lines(finding.definition),
        sources=tuple(_sources(finding.sources)), link=web_address(finding.link), example=finding.example,
        notes=notes, new_sheet=bool(drawn or finding.tables),
        has_more=any(not column.brief for table in finding.tables for column in _on_paper(table)),
    )  # fmt: skip


def _sources(sources: Iterable[Source]) -> Iterable[SeenCell]:
    for one in sources:
        yield SeenCell(f"{one.publisher} ({one.published_on})" if one.published_on else one.publisher,
                       address=web_address(one.address))  # fmt: skip


def _on_paper(table: Table) -> tuple[Column, ...]:
    """Give the columns of a table; where they are few, paper has room for those with sentences, such as sources, too."""
    if len(table.columns) > WHOLE:
        return table.columns
    return tuple(replace(column, brief=column.brief or column.wide) for column in table.columns)


def _table(table: Table, say: Language, *, is_open: bool) -> SeenTable:
    columns = _on_paper(table)
    numeric = [column.unit not in ("text", "month") for column in columns]
    heads = tuple(
        SeenCell(column.title, number, column.brief, column.wide)
        for column, number in zip(columns, numeric, strict=True)
    )
    rows = tuple(
        tuple(
            SeenCell(printed(cell, column, say), head.is_number, head.brief, head.wide,
                     web_address(cell) if isinstance(cell, str) else "")
            for cell, column, head in zip(row, columns, heads, strict=True)
        )
        for row in table.rows
    )  # fmt: skip
    brief = [column for column in columns if column.brief]
    return SeenTable(
        table.title, heads, rows, table.chosen, is_open, is_short=len(rows) <= SHORT, is_dense=len(brief) > MANY,
    )  # fmt: skip
