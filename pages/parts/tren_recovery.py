"""What the trend shows of the pandemic: how far membership came since February 2020, and who left and came each year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import recovery, tren_causes, words
from data.store import Store
from i18n import Language
from metrics.analyses.regained import START, Recovery, recovery_of, yearly_flow
from metrics.catalogue import metric
from metrics.panel import panel
from pages.parts import drawing, reading
from pages.parts.asked import Asked, asked
from pages.parts.figure import Shown

SEGMENTS = ("total", "PU", "BPU", "JAKON")
FLOWS = ("exits", "new_participants", "reactivated")


@dataclass(frozen=True)
class Since:
    """The two figures: the level since February 2020, and the flows of each year."""

    level: Shown
    years: Shown


@reading.each
def since_pandemic(
    _store: Store, version: str, region: str, as_of: str, base: str, segment: str, lang: str, dark: bool
) -> Since:  # fmt: skip
    """Draw how far membership came since February 2020."""
    of = asked(_store, version, region, as_of, lang, dark, base=base, segment=segment)
    return Since(_level(of), _years(of))


def _level(of: Asked) -> Shown:
    say, region, as_of = of.say, of.place.code, of.as_of
    level = metric("recovery")
    shown = dict.fromkeys((*SEGMENTS, of.segment))
    held = {one: panel(of.query, level, [region], as_of, segment=one, since=START, fewest=1).figures for one in shown}
    held = {one: rows for one, rows in held.items() if len(rows)}
    names = {one: words.segment_words(one, say) for one in held}
    if not held:
        title = say("No level of February 2020 is held for {region}", region=of.place.short_name)
        return Shown(
            "recovery", title, "", None, "", missing=drawing.missing(level.why_missing(None), say, drawing.LOAD_MONTHS)
        )
    rows = pd.concat(held.values(), ignore_index=True)
    told = {one: recovery_of(list(line["month"]), list(line["value"])) for one, line in held.items()}
    example = drawing.is_example(rows)
    short = names | ({"total": say("all")} if "total" in names else {})
    chart = recovery.recovery_lines(rows, short, of.theme, say)
    return Shown(
        key="recovery",
        title=words.flagged(tren_causes.recovery_finding(told, names, say), example, say),
        reading=words.flagged(tren_causes.recovery_reading(told, names, of.place.short_name, say), example, say),
        chart=drawing.burned(
            chart, say(level.title), drawing.between(rows["month"], say), rows, of, width=drawing.BESIDE_AXIS
        ),
        alt=recovery.describe_lines(rows, names, say),
        table=_level_table(told, names, say),
        data=drawing.plain(rows, "shown", "on_line"),
        definition=drawing.definition(["recovery"], say),
        source=drawing.source(rows, of),
        example=example,
    )


def _years(of: Asked) -> Shown:
    say = of.say
    region, as_of = of.place.code, of.as_of
    rows = pd.concat(
        [yearly_flow(of.query, metric(name), region, as_of, of.segment) for name in FLOWS], ignore_index=True
    )
    names = {name: say(metric(name).title) for name in FLOWS}
    if rows.empty:
        title = say("No flows of whole years yet: {area}", area=of.area)
        return Shown("years", title, "", None, "", missing=drawing.why_missing("exits", of, drawing.LOAD_MONTHS))
    chart = recovery.year_bars(rows, names, of.theme, say)
    text = say("{area}, people a year. A year is summed only where all of its months are held.", area=of.area)
    when = f"{rows['year'].min()} – {rows['year'].max()}"
    return Shown(
        key="years",
        title=tren_causes.years_finding(rows, say),
        reading=words.flagged(text, drawing.is_example(rows), say),
        chart=drawing.burned(chart, say("Flows a year"), when, rows, of, area=of.area, width=drawing.BESIDE_AXIS),
        alt=recovery.describe_years(rows, names, say),
        table=_year_table(rows, names, say),
        data=drawing.plain(rows),
        definition=drawing.definition(FLOWS, say),
        source=drawing.source(rows, of),
        example=drawing.is_example(rows),
    )


def _level_table(told: dict[str, Recovery], names: dict[str, str], say: Language) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Segment"): names[one],
                say("Now"): say.percent(went.now) if went.now is not None else "",
                say("Lowest"): f"{say.percent(went.low)} ({say.short_period(str(went.low_month))})"
                if went.low is not None
                else "",
                say("Level regained"): tren_causes.outcome_words(names[one], went, say),
            }
            for one, went in told.items()
        ]
    )


def _year_table(rows: pd.DataFrame, names: dict[str, str], say: Language) -> pd.DataFrame:
    held = {(row.metric, row.year): row for row in rows.itertuples()}
    table = []
    for year in sorted(set(rows["year"])):
        line = {say("Year"): str(year)}
        for name, called in names.items():
            cell = held.get((name, year))
            if cell is not None:
                line[called] = (
                    say.number(round(cell.value))
                    if words.is_known(cell.value)
                    else say("{months} of 12 months held", months=int(cell.months))
                )
        table.append(line)
    return pd.DataFrame(table).fillna("")
