"""What the trend shows of people: who came and who left each month, and how many a month the next target needs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import needed as needed_chart
from charts import process, tren_causes, tren_findings, words
from data.store import Store
from i18n import Language, mark
from metrics._model import months_between
from metrics.analyses.pace import required_net
from metrics.analyses.signals import flow_line, signals
from metrics.analyses.standing_words import net_additions
from metrics.catalogue import metric
from metrics.periods import month_after
from pages.parts import drawing, reading
from pages.parts.asked import asked
from pages.parts.figure import Shown
from pages.parts.tren_reading import lines

FLOWS = ("new_participants", "reactivated", "exits", "net_additions")
MONTHS = 36  # shown; the limits rest on all months
LISTED = 12  # months in the table

_LIMITS = mark(
    "Usual is the mean plus and minus 2.66 mean moving ranges of all months held (XmR chart). A month stands out when it lies "
    "beyond a limit, with seven in a row on one side, seven rising or falling, or two of three near a limit. The limits "
    "stay until a person sets, with a reason, from when they begin anew."
)


@reading.each
def flows(
    _store: Store, version: str, region: str, as_of: str, base: str, segment: str, lang: str, dark: bool
) -> Shown:  # fmt: skip
    """Draw the flows of a region with what is usual for each."""
    of = asked(_store, version, region, as_of, lang, dark, base=base, segment=segment)
    say = of.say
    since = month_after(as_of, 1 - MONTHS)
    told = [signals(of.query, metric(name), region, as_of, segment=of.segment, since=since) for name in FLOWS]
    points = pd.concat([each.points for each in told if len(each.points)] or [told[0].points], ignore_index=True)
    names = {name: say(metric(name).title) for name in FLOWS}
    if points.empty:
        title = say("No monthly flows yet: {area}", area=of.area)
        why = drawing.missing(told[0].reason, say, drawing.LOAD_MONTHS)
        return Shown("flows", title, "", None, "", missing=why)
    chart = process.process(points, names, of.theme, say)
    return Shown(
        key="flows",
        title=tren_causes.flows_finding(points, names, say),
        reading=tren_causes.flows_reading(points, names, of.area, say),
        chart=drawing.burned(
            chart,
            say("Flows a month"),
            drawing.between(points["month"], say),
            points,
            of,
            area=of.area,
            width=drawing.BESIDE_AXIS,
        ),
        alt=process.describe(points, names, say),
        table=_flow_table(points, names, say),
        data=drawing.plain(points),
        definition=f"{say(_LIMITS)} {drawing.definition(FLOWS, say)}",
        source=drawing.source(points, of),
        example=drawing.is_example(points),
    )


@reading.each
def needed(_store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool) -> Shown:
    """Draw what was added each month against what the next target asks for."""
    segment = metric("coverage").headline_segment(base)
    of = asked(_store, version, region, as_of, lang, dark, base=base, segment=segment)
    say, target = of.say, of.seen.next_target
    added = flow_line(of.query, metric("net_additions"), region, as_of, segment).figures
    added = added[added["month"] > month_after(as_of, -24)].reset_index(drop=True)
    if added.empty:
        title = say("No net additions yet: {area}", area=of.area)
        return Shown(
            "needed",
            title,
            "",
            None,
            "",
            missing=drawing.why_missing("net_additions", of, drawing.LOAD_MONTHS),
        )
    line = lines(_store, version, region, as_of, base)
    line = line[(line["line"] == 0) & (line["series"] == added["series"].iloc[-1])]
    required = _required(line, target, as_of)
    pace = net_additions(line)
    average, since = pace or (None, None)
    example = drawing.is_example(added)
    is_due_now = target is not None and target.deadline[:7] == as_of
    chart = needed_chart.needed_bars(added, required, average, of.theme, say)
    title = tren_findings.needed_finding(required, average, since, example, say)
    return Shown(
        key="needed",
        title=title,
        reading=tren_findings.needed_reading(of.area, target, required, is_due_now, example, say),
        chart=drawing.burned(
            chart,
            say("Net additions"),
            drawing.between(added["month"], say),
            added,
            of,
            area=of.area,
            width=drawing.BESIDE_AXIS,
        ),
        alt=f"{title}. {needed_chart.describe(added, required, average, say)}",
        table=_needed_table(added, say),
        data=drawing.plain(added.assign(required_net_per_month=required)),
        definition=drawing.definition(["net_additions"], say),
        source=drawing.source(added, of),
        example=example,
    )


def _required(line: pd.DataFrame, target: Any | None, as_of: str) -> float | None:
    """People a month that the next target needs, counted on the line of the bars, so that bars and need are of one series."""
    if line.empty or target is None or not words.is_known(line.iloc[-1]["numerator"]):
        return None
    now, months = line.iloc[-1], months_between(as_of, target.deadline[:7])
    return required_net(int(now["numerator"]), int(now["denominator"]), float(target.value_target), max(months, 0))


def _flow_table(points: pd.DataFrame, names: dict[str, str], say: Language) -> pd.DataFrame:
    months = sorted(points["month"].unique(), reverse=True)[:LISTED]
    held = {(row.metric, row.month): row for row in points.itertuples()}
    rows = []
    for month in months:
        row = {say("Month"): say.period(month)}
        for name, called in names.items():
            cell = held.get((name, month))
            row[called] = "" if cell is None else say.number(round(cell.value))
        unusual = [
            f"{called}: {process.signal_words(held[name, month].signals, say)}"
            for name, called in names.items()
            if (name, month) in held and held[name, month].signals
        ]
        row[say("Unusual")] = "; ".join(unusual) or "–"
        row[say("Status")] = ", ".join(
            dict.fromkeys(
                words.status_name(held[name, month].value_status, say) for name in names if (name, month) in held
            )
        )
        rows.append(row)
    return pd.DataFrame(rows)


def _needed_table(added: pd.DataFrame, say: Language) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Month"): say.period(row.month),
                say("Net additions"): say.number(round(row.value), signed=True),
                say("Status"): words.status_name(row.status, say),
            }
            for row in added.iloc[::-1].itertuples()
        ]
    )
