"""Which sheets a workbook has: of every finding its chart with the numbers drawn, and each of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from exports.briefing import Briefing, Chart, Column, Finding, Table, TileMap
from i18n import Language, mark

CONTENTS = mark("Contents")
FIGURES = mark("Figures")
DEFINITIONS = mark("Definitions")
_NAMES = {
    "headline": mark("Position"), "trend": mark("Trend"), "map": mark("Map"), "order": mark("Order"), "peers": mark("Peers"),
    "change": mark("Change"), "areas": mark("Areas"), "informal": mark("Informal"), "payers": mark("Payers"),
    "contributions": mark("Contributions"), "plan": mark("Plan"), "plan-money": mark("Costs"), "award": mark("Award"),
    "governments": mark("Governments"), "quality": mark("Quality"), "method": mark("Method"), "sources": mark("Sources"),
}  # fmt: skip
_LONGEST = 31  # characters of the name of a sheet
_FORBIDDEN = str.maketrans("[]:*?/\\'", "        ")


@dataclass(frozen=True)
class Planned:
    """A sheet to be written.

    Args:
        name: unlike that of any other sheet.
        finding: what it is of.
        about: what its numbers are.
        table: they, a row each.
        chart: drawn beside them, or None.
        tiles: instead of a table, or None.
    """

    name: str
    finding: Finding
    about: str
    table: Table | None = None
    chart: Chart | None = None
    tiles: TileMap | None = None


def planned(told: Briefing, say: Language) -> list[Planned]:
    """Give the sheets of a briefing's findings, in the order in which they are told."""
    made: list[Planned] = []
    count = 0
    for finding in told.findings:
        if finding.chart is None and not finding.tables:
            continue
        count += 1
        made += _of_finding(finding, count, say)
    return made


def _of_finding(finding: Finding, count: int, say: Language) -> list[Planned]:
    word = say(_NAMES[finding.key]) if finding.key in _NAMES else finding.key
    chart = finding.chart
    sheets: list[tuple[str, Table | None, Chart | None, TileMap | None]] = []
    if isinstance(chart, TileMap):
        sheets.append((chart.about, None, None, chart))
    elif chart is not None:
        sheets.append((chart.about, drawn(chart, say), chart, None))
    sheets += [(table.title, table, None, None) for table in finding.tables]
    # The first sheet of the fourth finding is 4, those behind it 4a, 4b.
    names = (f"{count}{letter} {word.translate(_FORBIDDEN)}"[:_LONGEST].strip() for letter in ("", *ascii_lowercase))
    return [Planned(name, finding, *sheet) for name, sheet in zip(names, sheets, strict=False)]


def drawn(chart: Chart, say: Language) -> Table:
    """Give the numbers of a chart as a table: a row a category, a column a series."""
    columns = (Column(say("What is drawn")), *(Column(series.name, chart.unit) for series in chart.series))
    rows = zip(chart.categories, *(series.values for series in chart.series), strict=True)
    return Table(chart.about, columns, tuple(rows))
