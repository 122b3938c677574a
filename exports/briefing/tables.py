"""The tables of a briefing that several findings have: coverage of regions or months, and targets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import findings, words
from exports.briefing.context import Of, cell, float_or_none, int_or_none, when_words
from exports.briefing.model import Cell, Column, Table
from i18n import Language
from metrics.analyses.pace import whole_people


def headed(column: Column, say: Language) -> str:
    """Give the heading of a column; one of percentage points says so."""
    if column.unit != "points" or say("Points").casefold() in column.title.casefold():
        return column.title
    return say("{title} (points)", title=column.title)


def coverage_table(of: Of, frame: pd.DataFrame, title: str, *, by: str = "region") -> Table:
    """Give shares with numerator, denominator, date, status and sources, a row each.

    Args:
        of: what is asked.
        frame: rows of ``metrics.overview.side_by_side``.
        title: of the table.
        by: ``region`` or ``month``: what the rows are told apart by.
    """
    say = of.say
    first = Column(say("Region")) if by == "region" else Column(say("Date"), "text")
    columns = (
        first,
        Column(say("Value"), "share", parts=(2, 3)),
        Column(say("People"), "people"),
        Column(say("Of (people)"), "people"),
        Column(say("As printed"), "share", brief=False),
        Column(say("Date"), brief=by == "region"),
        Column(say("Base"), brief=False),
        Column(say("Status")),
        Column(say("Source"), brief=False, wide=True),
        Column(say("Remark"), brief=False, wide=True),
        Column(say("Code"), brief=False),
    )
    rows = tuple(_figure_row(of, row, by) for row in frame.itertuples())
    codes = list(frame["region_code"])
    chosen = codes.index(of.place.code) if by == "region" and of.place.code in codes else None
    return Table(title, columns, rows, chosen)


def _figure_row(of: Of, row: Any, by: str) -> tuple[Cell, ...]:
    say = of.say
    name = row.name if by == "region" else (say.short_period(row.period) if words.is_known(row.period) else "")
    if not words.is_known(row.value):
        empty: tuple[Cell, ...] = (None,) * 6
        return (name, *empty, say("no figure yet"), None, None, row.region_code)
    status = words.status_name(row.status, say)
    if words.is_known(row.parts_present):
        status += say(", {present} of {expected}", present=int(row.parts_present), expected=int(row.parts_expected))
    return (
        name, float(row.value), int_or_none(row.numerator), int_or_none(row.denominator), float_or_none(row.printed),
        when_words(row, say), words.line_words(row, say) if words.is_known(row.base) else None, status,
        of.cited(row.source_ids), remark(row, say) or None, row.region_code,
    )  # fmt: skip


def remark(row: Any, say: Language) -> str:
    """Say what is to be known of a figure: conflict, age, boundary, rounding, base inferred, and what the facts note."""
    said = []
    if words.is_known(row.conflict) and row.conflict:
        said.append(say("The printed share contradicts its own parts."))
    if row.base_certainty == "inferred":
        said.append(say("Base inferred, not stated by the source."))
    if words.is_old_boundary(row):
        said.append(say("Boundaries before the split of 2022."))
    if row.is_old:
        said.append(say("The figure is older than a year."))
    if words.is_known(row.approx) and row.approx:
        said.append(say("Rounded in print."))
    if words.is_known(row.reason):
        said.append(say(row.reason))
    if words.is_known(row.note):
        said.append(say("Source note: {note}", note=row.note))
    return " ".join(said)


def target_table(of: Of, rows: pd.DataFrame) -> Table:
    """Give targets with what they are read on and how they stand, a row each."""
    say = of.say
    columns = (
        Column(say("Target"), "target"),
        Column(say("Deadline")),
        Column(say("Set by"), wide=True),
        Column(say("Figure now"), "share"),
        Column(say("Date")),
        Column(say("Gap"), "points", less=(3, 0), brief=False),
        Column(say("Gap in people"), "people"),
        Column(say("Needed a month, net"), "people", brief=False),
        Column(say("Progress")),
        Column(say("Pace"), "share", brief=False),
        Column(say("Base"), brief=False),
        Column(say("Source"), brief=False, wide=True),
        Column(say("Remark"), brief=False, wide=True),
    )
    return Table(say("Targets that hold here"), columns, tuple(_target_row(of, row) for row in rows.itertuples()))


def _target_row(of: Of, row: Any) -> tuple[Cell, ...]:
    say = of.say
    set_by = row.set_by_id if say.code == "id" else row.set_by
    set_by = set_by[:1].upper() + set_by[1:]
    if row.inherited_from and of.short_name(row.inherited_from) not in set_by:
        set_by = say("{name}, for {region}", name=set_by, region=of.short_name(row.inherited_from))
    base = words.base_words(row.base, say) if words.is_known(row.base) else None
    if base and row.reading:
        base = say("if read on {base}", base=base)
    progress = findings.progress_words(row.progress, say)
    if words.is_known(row.judged):
        progress += f": {say.percent(row.judged)} ({say.short_period(row.judged_period)})"
    return (
        float(row.value_target), say.short_period(row.deadline[:7]), set_by, float_or_none(row.current),
        say.short_period(row.current_period) if words.is_known(row.current_period) else None,
        -float(row.gap_points) if words.is_known(row.gap_points) else None, int_or_none(row.gap_people),
        whole_people(row.required_net_per_month) if words.is_known(row.required_net_per_month) else None, progress,
        float_or_none(row.pace), base, of.cited(row.source_ids), say(row.reason) if cell(row.reason) else None,
    )  # fmt: skip
