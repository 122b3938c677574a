"""The figures of regions side by side: coverage of informal workers of provinces, sponsored workers of every region."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import bars, informal_findings, row_bars, words
from i18n import mark
from metrics.overview import worth_listing
from metrics.panel import NOTHING_COMMON
from pages.parts import informal_words as named
from pages.parts import safe, tables
from pages.parts.asked import Asked
from pages.parts.drawing import LOAD, WITH_FORMULA, burned, definition, is_example, plain, source, why_missing
from pages.parts.figure import Shown

MOST = 25  # rows of a chart
NO_BASE = mark("No regency or city has a published number of informal workers: no share of them is formed here.")


def coverage(of: Asked, beside: pd.DataFrame) -> Shown:
    """Make the figure of informal coverage of provinces, each with its own date. Frame: of ``overview.side_by_side``."""
    say, key = of.say, "cakupan-informal"
    known = beside[beside["value"].notna()]
    title = informal_findings.coverage(beside, say)
    if known.empty:
        return Shown(key, title, "", None, "", missing=why_missing("informal_coverage", of))
    listed = worth_listing(beside, of.place.code)
    rows: list[dict[str, Any]] = known.to_dict("records")
    span = words.dates(known.itertuples(), say)
    return Shown(
        key=key,
        title=title,
        reading=say(
            "Active BPU members over informal workers of Sakernas August, {dates}. Dates and sources differ: not a ranking.",
            dates=span,
        ),
        chart=burned(bars.target_bars(listed, None, None, of.theme, say), say("Coverage of informal workers"), span, rows, of),
        alt=bars.describe(listed, None, say),
        table=tables.figures(beside, of.known, say),
        data=plain(known, "col", "row", "placed", "tile_label", "note", label=True),
        definition=definition(("informal_coverage",), say, WITH_FORMULA),
        source=source(rows, of),
        example=is_example(rows),
        opens=True,
    )  # fmt: skip


def sponsored(of: Asked, beside: pd.DataFrame) -> Shown:
    """Make the figure of sponsored workers by region. Frame: of ``informal_regions.members_and_sponsored``."""
    say, key = of.say, "bersponsor-wilayah"
    title = informal_findings.regions(beside, say)
    known = beside[beside["sponsored_share"].notna()]
    if known.empty:
        missing = " ".join([say(NOTHING_COMMON), say(NO_BASE), say(LOAD)])
        return Shown(key, title, "", None, "", missing=missing)
    rows: list[dict[str, Any]] = known.to_dict("records")
    month = say.period(str(known["period"].iloc[0]))
    columns = {"sponsored": say("sponsored per 100 BPU"), "informal": say("informal share (year)")}
    drawn = _rows(
        of, pd.concat([known.head(MOST), known.iloc[MOST:][known.iloc[MOST:]["region_code"] == of.place.code]])
    )
    chart = row_bars.row_bars(
        drawn, columns, of.theme, say, selected=of.place.code if of.place.level == "regency" else None,
        before=say("of them: cover ends within 3 months"), whole={"informal": 1.0},
    )  # fmt: skip
    return Shown(
        key=key,
        title=title,
        reading=words.flagged(
            say("Sponsored workers for every 100 active BPU members, {month}; the informal share of the statistics office, with "
                "its year, is context.", month=month),
            is_example(rows), say,
        ) + " " + say(NO_BASE),
        chart=burned(chart, say("Sponsored workers by region"), month, rows, of),
        alt=row_bars.describe(drawn, columns, say),
        table=_table(of, beside),
        data=plain(beside, label=True),
        definition=definition(
            ("active_participants", "sponsored_workers", "cover_expiring", "informal_share"), say, WITH_FORMULA
        ),
        source=source(rows, of),
        example=is_example(rows),
        opens=True,
    )  # fmt: skip


def _rows(of: Asked, known: pd.DataFrame) -> pd.DataFrame:
    say, rows = of.say, []
    for row in known.itertuples():
        ends = None if row.ending is None else row.ending / row.members
        common = {"row": row.region_code, "label": row.short_name, "tone": ""}
        share = say.number(row.sponsored_share * 100, 1)
        rows.append(common | {"column": "sponsored", "value": row.sponsored_share, "earlier": ends, "text": share,
                              "status": row.status})  # fmt: skip
        year = row.informal_period[:4] if row.informal_period else ""
        text = f"{say.percent(row.informal_share)} ({year})" if words.is_known(row.informal_share) else "–"
        rows.append(common | {"column": "informal", "value": row.informal_share, "earlier": None, "text": text,
                              "status": row.informal_status or row.status})  # fmt: skip
    return pd.DataFrame(rows)


def _table(of: Asked, beside: pd.DataFrame) -> pd.DataFrame:
    say = of.say
    return tables.filled(
        [
            {
                say("Region"): safe.plain(row.name),
                say("BPU members"): say.number(row.members) if words.is_known(row.members) else say("no figure yet"),
                say("Sponsored"): named.people(row.sponsored, say)
                if words.is_known(row.sponsored) or row.suppressed
                else "",
                say("Sponsored per 100 BPU"): _hundred(row.sponsored_share, of),
                say("Cover ends within 3 months"): say.number(row.ending) if words.is_known(row.ending) else "",
                say("Of the sponsored"): say.percent(row.ending_share, 0) if words.is_known(row.ending_share) else "",
                say("Informal share"): _informal(row, of),
                say("Date"): say.period(row.period) if words.is_known(row.period) else "",
                say("Status"): words.status_name(row.status, say) if words.is_known(row.status) else "",
                say("Remark"): say(row.reason) if words.is_known(row.reason) else "",
            }
            for row in beside.itertuples()
        ]
    )


def _hundred(share: Any, of: Asked) -> str:
    return of.say.number(share * 100, 1) if words.is_known(share) else ""


def _informal(row: Any, of: Asked) -> str:
    if not words.is_known(row.informal_share):
        return ""
    return f"{of.say.percent(row.informal_share)} ({of.say.short_period(row.informal_period)})"
