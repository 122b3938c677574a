"""Makes a deck of a briefing: which finding gets a slide, which of its tables another, and what has no figure yet."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace

from exports.briefing.model import Briefing, Chart, Column, Finding, Table
from exports.deck.master import blank
from exports.deck.slides import cover_slide, finding_slide, table_slide
from exports.deck.words_on import clean
from i18n import Language, language

# The tables that say more than the chart before them.
_TABLES = {
    "headline": (0,), "map": (1,), "order": (0,), "peers": (0,), "areas": (0,), "informal": (0,), "payers": (0,), "plan": (0,),
    "award": (0,), "quality": (1, 2),
}  # fmt: skip


SOURCES = 12  # of a slide at most
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a packed file knows


def deck(told: Briefing) -> bytes:
    """Make slides of a briefing, in its language.

    Args:
        told: the findings; every number on the slides is theirs.

    Returns:
        A .pptx file: charts and tables can be edited, their values are raw, their labels our printed words. The same briefing
        gives the same bytes.
    """
    made, say = blank(), language(told.lang)
    lacking = [finding for finding in told.findings if _is_lacking(finding)]
    for finding in map(_worth_drawing, told.findings):
        if finding.key == "cover":
            cover_slide(made, finding, told, say)
            continue
        if finding.key == "quality" and lacking:
            finding_slide(made, _gathered(lacking, len(told.findings), say), told, say)
        if finding in lacking:
            continue
        if finding.key == "sources" and finding.tables:
            first, *rest = _paged(finding.tables[0])
            finding_slide(made, replace(finding, tables=(first,)), told, say)
            for table in rest:
                table_slide(made, finding, table, told, say)
            continue
        behind = [finding.tables[place] for place in _TABLES.get(finding.key, ()) if place < len(finding.tables)]
        if finding.missing or finding.chart is None:
            behind = [table for table in behind if table is not finding.tables[0]]
        if finding_slide(made, finding, told, say, next(iter(behind), None)):
            behind = behind[1:]
        for table in behind:
            table_slide(made, finding, table, told, say)
    _named(made, told)
    file = io.BytesIO()
    made.save(file)
    return _repacked(file)


def _paged(table: Table) -> list[Table]:
    """Break a list of sources into slides of about the same length: none of them is left out."""
    count = -(-len(table.rows) // SOURCES) or 1
    each = -(-len(table.rows) // count)
    return [replace(table, rows=table.rows[start : start + each]) for start in range(0, len(table.rows), each)]


def _repacked(file: io.BytesIO) -> bytes:
    """Pack a file anew without the time of day that every part of it was packed at."""
    whole = io.BytesIO()
    with zipfile.ZipFile(file) as held, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in held.infolist():
            packed.writestr(zipfile.ZipInfo(part.filename, _NO_TIME), held.read(part), zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _worth_drawing(finding: Finding) -> Finding:
    """Give a finding without its chart where that is a single column and a table says the same."""
    chart = finding.chart
    alone = isinstance(chart, Chart) and chart.kind in ("columns", "stacked") and len(chart.categories) == 1
    return replace(finding, chart=None) if alone and finding.tables else finding


def _is_lacking(finding: Finding) -> bool:
    return bool(finding.missing) and not finding.figures


def _gathered(lacking: list[Finding], total: int, say: Language) -> Finding:
    """One slide for all findings without a figure: what each is, why there is none, and what to load."""
    rows = tuple((finding.title, finding.missing) for finding in lacking)
    columns = (Column(say("Part")), Column(say("Why there is no figure yet, and what to load"), wide=True))
    title = say("Without a figure yet: {count} of {total} findings", count=len(lacking), total=total)
    definition = "\n".join(dict.fromkeys(finding.definition for finding in lacking if finding.definition))
    return Finding(
        "lacking", "method", title, tables=(Table(title, columns, rows),), definition=definition,
        footer=say("A missing figure is missing: never zero, never the mean of its neighbours."), link=lacking[0].link,
    )  # fmt: skip


def _named(made: object, told: Briefing) -> None:
    """Fill the properties of the file; its times are those of the briefing, so that it is the same made again."""
    held = made.core_properties  # type: ignore[attr-defined]
    held.title, held.subject, held.author = clean(told.title)[:255], clean(told.name)[:255], "Pantau Cakupan"
    held.keywords, held.language, held.last_modified_by = (
        f"{told.region} {told.as_of} {told.base}",
        told.lang,
        "Pantau Cakupan",
    )
    held.comments = told.store
    held.created = held.modified = datetime.datetime.fromisoformat(told.made_on).replace(tzinfo=None)
