"""What a briefing is made of: findings, each with its numbers, table, chart and the words that travel with them.

Slides, workbook, page and screen are made of the same findings, so none of them computes, and none says another number.
Nothing here may be changed once it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from charts.theme import Figure as Drawing
from charts.theme import Theme
from charts.words import target_words
from i18n import Language

SECTIONS = (
    "cover", "headline", "trend", "map", "peers", "change", "informal", "contributions", "plan", "award", "method",
)  # fmt: skip

Cell: TypeAlias = str | int | float | None
"""Of a table: a number in the unit of its column, a month ``YYYY-MM``, a text, or nothing."""


@dataclass(frozen=True)
class Figure:
    """One number of a briefing with all that it must not be parted from.

    Args:
        label: what it is, in the reader's language.
        value: in ``unit``; None where it is not known, and ``text`` says so.
        unit: ``share`` (0 to 1), ``points`` (a difference of shares), ``people``, ``rupiah``, ``count`` or ``score``; empty
            for a word.
        text: the number as it is printed.
        note: what is to be read beside it: date, parts, reason.
        made_by: the metric or analysis and the column that it comes from, such as ``coverage.value``.
        region: code.
        base: coverage base, or None.
        period: month or year that it is of, or None.
        numerator: people above the line, or None.
        denominator: people below the line, or None.
        denominator_period: date of the denominator, or None.
        printed: share as its source prints it, or None.
        conflict: whether the source contradicts it.
        status: ``reported``, ``published``, ``summed``, ``estimated`` or ``demonstration``; None without a value.
        source_ids: where it was published.
        batch_ids: the office files that it comes from.
    """

    label: str
    value: float | int | None
    unit: str
    text: str
    note: str = ""
    made_by: str = ""
    region: str = ""
    base: str | None = None
    period: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    denominator_period: str | None = None
    printed: float | None = None
    conflict: bool = False
    status: str | None = None
    source_ids: tuple[str, ...] = ()
    batch_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Args:
        title: in the reader's language.
        unit: ``text``, ``month``, ``share``, ``target`` (a share, in the digits that it was set in), ``points``, ``people``,
            ``rupiah``, ``count`` or ``score``.
        parts: for a share, the places of numerator and denominator among the columns: a workbook divides them itself.
        less: for points, the places of a share and of the one that is taken from it: a workbook subtracts them itself.
        brief: whether a slide has room for it.
        wide: whether it holds sentences.
        exact: whether a share is printed with two decimals on a slide too.
    """

    title: str
    unit: str = "text"
    parts: tuple[int, int] | None = None
    less: tuple[int, int] | None = None
    brief: bool = True
    wide: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Table:
    """The figures behind a finding, a row each.

    Args:
        title: what they are.
        columns: of every row.
        rows: as long as the columns.
        chosen: the row of the region itself, or None.
        example: whether its figures are of the demonstration set, where no column says so; None: as the finding's are.
        says: what it says itself, the title of a slide of its own; empty where it goes on with what the finding says.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chosen: int | None = None
    example: bool | None = None
    says: str = ""


@dataclass(frozen=True)
class Series:
    """A series of a chart that is drawn by the reader's own program.

    Args:
        name: in the reader's language.
        values: one a category, in the unit of the chart; None leaves a gap.
        labels: what is printed at each value; empty for none.
        role: of ``charts.theme.Theme``: focus, peer, rest, target, second, caution, better, worse; or ``clear``.
        look: ``solid``, ``hollow``, ``dashed``, ``hatched``, ``marks`` (points that are not joined) or ``total`` (of stacked
            columns what they amount to: printed above them, drawn as nothing; the last series).
        tones: a role for each value where they differ.
        looks: ``solid``, ``hollow`` or ``hatched`` for each value where they differ.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    role: str = "focus"
    look: str = "solid"
    tones: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart as numbers and words: every program draws it natively.

    Args:
        kind: ``bars`` (lying, the first on top), ``columns``, ``stacked`` (columns), ``lines``.
        categories: in the reader's language.
        series: at least one.
        unit: ``share``, ``points``, ``people``, ``rupiah`` or ``score``.
        about: what the numbers are, as the heading of the chart.
        target: a line across all bars, in ``unit``; None for none.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    about: str
    target: float | None = None


@dataclass(frozen=True)
class Tile:
    """A region on the map of tiles: its place on the grid, the words on it, its shade, 0 (least) to 5, None without a figure."""

    code: str
    name: str
    value: str
    note: str
    column: int
    row: int
    shade: int | None
    status: str | None
    chosen: bool


@dataclass(frozen=True)
class TileMap:
    """A map of tiles; ``limits`` are where the shades change, as printed, ``target`` which of them is the target."""

    tiles: tuple[Tile, ...]
    limits: tuple[str, ...]
    target: str
    about: str


@dataclass(frozen=True)
class Source:
    """Where figures were published."""

    source_id: str
    publisher: str
    address: str
    published_on: str | None


@dataclass(frozen=True)
class Finding:
    """One thing a presenter says, with what proves it.

    Args:
        key: its name, unlike that of any other finding.
        section: one of ``SECTIONS``; a section may have several findings.
        title: the finding in words; begins with CONTOH where it rests on demonstration figures.
        reading: measure, area, dates and what the numbers say, in sentences.
        figures: the numbers to print large, at most four.
        tables: the figures behind it.
        chart: its numbers as a native chart or map, or None.
        draw: draws the same on a screen, in a theme, as a Plotly dictionary without a title; or None.
        alt: the chart in words.
        footer: base, date, status and publishers in one line.
        definition: of the metrics used.
        sources: of the figures.
        batch_ids: the office files that figures come from.
        link: opens the page of the app that shows it.
        example: whether any figure is of the demonstration set.
        missing: why there is nothing to show, and what to load; empty where there is.
        chart_example: whether chart and large numbers are, where they are not as the tables; None: as ``example`` says.
        chart_footer: their footer, where theirs is another.
    """

    key: str
    section: str
    title: str
    reading: str = ""
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    chart: Chart | TileMap | None = None
    draw: Callable[[Theme], Drawing] | None = None
    alt: str = ""
    footer: str = ""
    definition: str = ""
    sources: tuple[Source, ...] = ()
    batch_ids: tuple[str, ...] = ()
    link: str = ""
    example: bool = False
    missing: str = ""
    chart_example: bool | None = None
    chart_footer: str = ""


@dataclass(frozen=True)
class Briefing:
    """Everything a presenter takes along.

    Args:
        title: what it is, for file properties.
        region: code.
        name: of the region, in full.
        as_of: month ``YYYY-MM`` it is seen from.
        base: coverage base.
        target: id of the target it leads with, or None.
        plan: text of the plan (``metrics.analyses.plan_asked.written``).
        lang: ``id`` or ``en``.
        made_on: day ``YYYY-MM-DD``.
        store: version of the store.
        known_on: batch or day that the app is to be opened at to see the same; empty for the latest release.
        findings: in the order they are told.
        sources: of all findings, each once, by publisher.
    """

    title: str
    region: str
    name: str
    as_of: str
    base: str
    target: str | None
    plan: str
    lang: str
    made_on: str
    store: str
    known_on: str
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]

    @property
    def example(self) -> bool:
        """Whether any figure is of the demonstration set."""
        return any(finding.example for finding in self.findings)

    def finding(self, key: str) -> Finding:
        """Give the finding of a name."""
        return next(finding for finding in self.findings if finding.key == key)


def printed(cell: Cell, column: Column, say: Language) -> str:
    """Print a cell in the reader's language; a missing number is an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return say.short_period(cell) if column.unit == "month" else cell
    if column.unit == "share":
        return say.percent(cell, 1 if column.brief and not column.exact else 2)
    if column.unit == "target":
        return target_words(cell, say)
    if column.unit == "points":
        return say.number(cell * 100, 2, signed=True)
    if column.unit == "rupiah":
        return say.rupiah(cell)
    return say.number(cell, 2 if column.unit == "score" else 0)
