"""What the trend shows of the share itself: how it went, and where it goes from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import fan, tren_findings, trend_lines, words
from data.store import Store
from metrics._model import months_between
from metrics.analyses.events import events
from metrics.analyses.history import monthly_lines
from metrics.analyses.pace import due_at
from metrics.analyses.pace_line import pace_line
from metrics.catalogue import metric
from pages.parts import drawing, reading, tables
from pages.parts.asked import Asked, asked
from pages.parts.figure import Shown

LISTED = 24  # months in the table; the files hold all
AHEAD, FARTHEST = 24, 36  # months ahead that are drawn; more where the target is due later

_DRAWN_ONLY = ("short_name", "name", "shown", "on_line", "note", "approx")


@dataclass(frozen=True)
class Trend:
    """How a share went: the finding of the page, what stands below it, and the chart.

    Args:
        title: the finding of the page.
        about: base, date, status and source of the figure, as Markdown; why there is none where none is held.
        until: the last month of the monthly line; None where there is none.
        shown: the chart over time.
    """

    title: str
    about: str
    until: str | None
    shown: Shown


@reading.each
def lines(_store: Store, version: str, region: str, as_of: str, base: str) -> pd.DataFrame:
    """Read the monthly lines of a region."""
    return monthly_lines(reading.query(_store), reading.places(_store, version), region, as_of, base)


@reading.each
def trend(_store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool) -> Trend:
    """Draw how the share went."""
    of = asked(_store, version, region, as_of, lang, dark, base=base)
    held, say = lines(_store, version, region, as_of, base), of.say
    now = held[held["line"] == 0]
    return Trend(
        title=tren_findings.headline(of.seen, held, say),
        about=_about(of),
        until=None if now.empty else str(now["month"].iloc[-1]),
        shown=_history(of, held),
    )


@reading.each
def ahead(_store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool) -> Shown:
    """Draw where the share goes from here. Takes seconds for a whole Kanwil."""
    # Only where asked: the numerical library behind it starts slowly.
    from metrics.analyses.forecast import forecast
    from metrics.analyses.forecast_rows import Goal

    of = asked(_store, version, region, as_of, lang, dark, base=base)
    say, target = of.say, of.seen.next_target
    goal, months = None, AHEAD
    if target is not None:
        deadline = target.deadline[:7]
        goal = Goal(float(target.value_target), deadline)
        months = min(max(months_between(as_of, deadline), AHEAD), FARTHEST)
    elif of.seen.goal is not None and base != "unstated":
        goal = Goal(float(of.seen.goal), None)
    told = forecast(of.query, of.places, metric("coverage"), region, as_of, base=base, months=months, goal=goal)
    row = next(told.lines.itertuples(index=False))
    if words.is_known(row.reason):
        why = drawing.missing(row.reason, say, drawing.LOAD_MONTHS)
        return Shown("outlook", say("No forecast of {region} on this base", region=of.place.short_name), "", None, "",
                     missing=why)  # fmt: skip
    held = lines(_store, version, region, as_of, base)
    past = _past(held, row)
    chart = fan.fan(past, told.months, goal.share if goal else None, goal.deadline if goal else None, _path(of), of.theme,
                    say)  # fmt: skip
    where = f"{of.place.short_name}, {words.base_words(base, say)}"
    return Shown(
        key="outlook",
        title=tren_findings.outlook_finding(row, say),
        reading=tren_findings.outlook_reading(row, told.months.iloc[-1], say),
        chart=drawing.burned(
            chart,
            say("Forecast of coverage"),
            say.short_period(row.origin),
            told.lines,
            of,
            area=where,
            width=drawing.BESIDE_AXIS,
        ),
        alt=f"{tren_findings.outlook_finding(row, say)}. {fan.describe(told.months, say)}",
        table=_ahead_table(told.months, say),
        data=drawing.plain(told.months),
        definition=say(
            "A line is forecast by the model that erred least on its own past; a region with parts is the sum of its "
            "regencies in every simulated path. The chance is the part of paths at or over the target in the month of its "
            "deadline."
        )
        + (f" {say(row.note)}" if words.is_known(row.note) else ""),
        source=drawing.source(told.lines, of),
        example=drawing.is_example(told.lines),
    )


def _history(of: Asked, held: pd.DataFrame) -> Shown:
    say, seen = of.say, of.seen
    points = seen.points
    if points.empty and held.empty:
        why = drawing.missing(metric("coverage").why_missing(seen.base), say, drawing.LOAD_MONTHS)
        return Shown("trend", tren_findings.history_finding(seen, held, say), "", None, "", missing=why)
    aims = seen.targets[seen.targets["base"] == seen.base]
    happened = events(of.query, of.places, seen.place.code, seen.as_of, _affects(seen.base))
    path = _path(of)
    due = None if seen.figure is None or not path else due_at(path, words.month_of(seen.figure.period))
    all_of_them = pd.concat([frame for frame in (points, held) if len(frame)], ignore_index=True)
    all_of_them = all_of_them.drop_duplicates(["period", "series", "segment", "boundary", "weights"], keep="last")
    listed = pd.concat(
        [frame for frame in (points, held.sort_values("month").tail(LISTED)) if len(frame)], ignore_index=True
    )
    chart = trend_lines.trend_lines(points, held, aims, happened, path, seen.as_of, of.theme, say)
    where = f"{seen.place.short_name}, {words.base_words(seen.base, say)}"
    return Shown(
        key="trend",
        title=tren_findings.history_finding(seen, held, say),
        reading=tren_findings.history_reading(seen, held, due, say),
        chart=drawing.burned(
            chart,
            say("Coverage"),
            drawing.between(all_of_them["month"], say),
            all_of_them,
            of,
            area=where,
            width=drawing.BESIDE_AXIS,
        ),
        alt=trend_lines.describe(points, held, aims, happened, path, say),
        table=tables.figures(
            listed.sort_values("month", ascending=False).drop_duplicates(["period", "series"]), of.known, say
        ),
        data=drawing.plain(all_of_them.sort_values("month"), *_DRAWN_ONLY),
        definition=drawing.definition(["coverage"], say),
        source=drawing.source(all_of_them, of),
        example=drawing.is_example(all_of_them),
    )


def _about(of: Asked) -> str:
    seen, say, figure = of.seen, of.say, of.seen.figure
    if figure is None:
        return say(metric("coverage").why_missing(seen.base))
    return say(
        "Coverage of active participants · {base} · {date} · **{status}** · {source}",
        base=words.line_words(figure, say),
        date=tables.date_words(figure, say),
        status=words.status_words(figure, say),
        source=tables.sources(figure.source_ids, of.known, say),
    )


def _affects(base: str) -> tuple[str, ...]:
    return ("membership", "boundary", "workforce") if base.startswith("bps") else ("membership", "boundary")


def _path(of: Asked) -> list[tuple[str, float]]:
    """The pace line of the next target."""
    target = of.seen.next_target
    return [] if target is None else pace_line(of.seen.targets, target)


def _past(held: pd.DataFrame, row: Any) -> pd.DataFrame:
    """The end of the line that the forecast goes on from."""
    line = held[(held["line"] == 0) & (held["month"] <= row.origin)]
    line = line[line["series"] == row.series][["month", "value", "status"]].tail(AHEAD)
    if line.empty or line["month"].iloc[-1] != row.origin:
        end = pd.DataFrame({"month": [row.origin], "value": [row.latest], "status": [row.status]})
        line = pd.concat([line, end], ignore_index=True) if len(line) else end
    return line


def _ahead_table(months: pd.DataFrame, say: Any) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Month"): say.period(row.period),
                say("Middle"): say.percent(row.value),
                say("80 percent of paths"): f"{say.percent(row.low_80)} – {say.percent(row.high_80)}",
                say("95 percent of paths"): f"{say.percent(row.low_95)} – {say.percent(row.high_95)}",
                say("Status"): words.status_name(row.status, say),
            }
            for row in months.itertuples()
        ]
    )
