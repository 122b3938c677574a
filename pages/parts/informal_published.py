"""What was printed on vulnerable, customary and village workers: every statement in a table, counts beside the example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import informal_findings, row_bars, words
from charts.group_words import group_words
from i18n import Language
from pages.parts import informal_words as named
from pages.parts import safe, tables
from pages.parts.asked import Asked
from pages.parts.drawing import WITH_FORMULA, burned, definition, is_example, plain, source
from pages.parts.figure import Shown

FIRST = 8  # statements shown before the rest is folded away
MOST = 12  # rows of the chart


@dataclass(frozen=True)
class Printed:
    """The published statements, ready to show.

    Args:
        title: the finding.
        reading: what one must know to read them.
        table: the latest statements as text; empty where none is held.
        rest: the others, folded away.
    """

    title: str
    reading: str
    table: pd.DataFrame
    rest: pd.DataFrame


def printed(of: Asked, told: pd.DataFrame) -> Printed:
    """Make the table of statements. Frame: of ``metrics.analyses.informal_statements.statements``."""
    say = of.say
    table = _table(of, told)
    return Printed(
        title=informal_findings.published(told, say),
        reading=say(
            "Printed by sources for {area} and the regions within it. Each counts another group over other months.",
            area=of.place.short_name,
        )
        if len(told) and of.place.level != "regency"
        else say(
            "Printed by sources for {area}. Each counts another group over other months.", area=of.place.short_name
        )
        if len(told)
        else say("Sources are searched for every region; none with such a number was found for this one."),
        table=table.head(FIRST),
        rest=table.iloc[FIRST:],
    )


def beside(of: Asked, counts: pd.DataFrame) -> Shown:
    """Make the figure of printed counts beside the demonstration. Frame: of ``informal_statements.beside_example``."""
    say, key = of.say, "pekerja-rentan-tercetak"
    with_example = bool(counts["example"].notna().any())
    title = informal_findings.counts(counts, say)
    if counts.empty:
        missing = say("No published count of all vulnerable workers of this region is held.")
        return Shown(key, title, "", None, "", missing=missing)
    columns = {"printed": say("printed (year)")} | ({"example": say("DEMO, same time")} if with_example else {})
    shown = counts.head(MOST)
    drawn = _rows(of, shown, columns)
    highest = float(max(shown["value"].max(), shown["example"].dropna().max() if with_example else 0))
    rows: list[dict[str, Any]] = counts.to_dict("records")
    examples: list[dict[str, Any]] = [{"status": "demonstration", "source_ids": ["demo"]}] if with_example else []
    span = words.dates(counts.itertuples(), say)
    chart = row_bars.row_bars(drawn, columns, of.theme, say, whole=dict.fromkeys(columns, highest))
    return Shown(
        key=key,
        title=title,
        reading=say("Vulnerable workers covered, latest printed count of each region, of different years: not a ranking.")
        + (" " + say("DEMO is what the demonstration set holds as sponsored then; it is no figure of that region.")
           if with_example else ""),
        chart=burned(chart, say("Vulnerable workers covered"), span, [*rows, *examples], of),
        alt=row_bars.describe(drawn, columns, say),
        table=tables.filled(
            [
                {
                    say("Region"): safe.plain(row.name),
                    say("As printed"): words.about(say.number(row.value), row.approx, say),
                    say("Date"): say.period(row.period),
                    say("DEMO, same time"): say.number(row.example) if words.is_known(row.example) else "",
                    say("Source"): tables.sources(row.source_ids, of.known, say),
                }
                for row in counts.itertuples()
            ]
        ),
        data=plain(counts, label=True),
        definition=definition(("vulnerable_covered",), say, WITH_FORMULA),
        source=source([*rows, *examples], of),
        example=is_example(examples),
    )  # fmt: skip


def _rows(of: Asked, counts: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    say, rows = of.say, []
    for row in counts.itertuples():
        common = {"row": row.region_code, "label": row.short_name, "earlier": None, "tone": ""}
        text = f"{words.about(say.number(row.value), row.approx, say)} ({say.short_period(row.period)})"
        rows.append(common | {"column": "printed", "value": row.value, "text": text, "status": row.status})
        if "example" in columns:
            known = words.is_known(row.example)
            text = say.number(row.example) if known else "–"
            rows.append(common | {"column": "example", "value": row.example, "text": text, "status": "demonstration"})
    return pd.DataFrame(rows)


def _table(of: Asked, told: pd.DataFrame) -> pd.DataFrame:
    say = of.say
    return tables.filled(
        [
            {
                say("Region"): safe.plain(row.name),
                say("What is counted"): named.stated(row.indicator, row.kind, say),
                say("As printed"): words.about(
                    say.rupiah(row.value) if row.unit == "IDR" else say.number(row.value), row.approx, say
                ),
                say("Date"): say.short_period(row.period),
                say("Group"): _group(row.worker_category, say),
                say("Status"): words.status_name(row.status, say),
                say("Source"): tables.sources(row.source_ids, of.known, say),
                say("Remark"): tables.note(row.note, say),
            }
            for row in told.itertuples()
        ]
    )


def _group(category: Any, say: Language) -> str:
    return safe.plain(group_words(category, say)) if words.is_known(category) else ""
