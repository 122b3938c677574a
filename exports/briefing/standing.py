"""Where the region stands: the cover, the four numbers with the targets, and the trend against the target."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from charts import findings, headline_cards, tren_findings, trend_lines, words
from charts.bullet import bullet
from charts.bullet import describe as describe_bullet
from exports.briefing.context import Of, figure_of, float_or_none, known, many, when_words
from exports.briefing.model import Chart, Figure, Finding, Series
from exports.briefing.tables import coverage_table, target_table
from i18n import mark
from metrics._model import months_between
from metrics.analyses.events import events
from metrics.analyses.history import monthly_lines
from metrics.analyses.pace import due_at
from metrics.analyses.pace_line import pace_line
from metrics.catalogue import metric
from metrics.periods import month_after

LOAD = mark("An office loads monthly figures on the page Data.")
FEW = 8  # published points that all have their words
LONGEST = 120  # months of an axis


def cover(of: Of, made_on: str) -> Finding:
    """Say what the briefing is about: area, month, base, target, day."""
    say, goal = of.say, of.seen.goal
    told = [
        say("As of: {month}", month=say.period(of.asked.as_of)),
        _base_line(of),
        say("Target: {target}", target=_aim(of)) if goal is not None else say("No target is registered on this base."),
        say("Made on {date}", date=say.date(made_on)),
    ]
    held = [of.seen.figure] if of.seen.figure is not None else []
    return of.finding("cover", "cover", of.place.name, held, measure=say("Coverage of active participants"),
                      when=when_words(held[0], say) if held else "", reading="\n".join(told))  # fmt: skip


def _base_line(of: Of) -> str:
    """Name the base, as one where its name does not say that it is one."""
    name = of.base_words
    return name if of.say("Base").casefold() in name.casefold() else of.say("Base: {base}", base=name)


def _aim(of: Of) -> str:
    """Say the target that is led with, and its month."""
    say, seen = of.say, of.seen
    share = words.target_words(float(seen.goal or 0.0), say)
    if seen.goal_deadline is None:
        return share
    return say("{target} by {month}", target=share, month=say.period(str(seen.goal_deadline)[:7]))


def headline(of: Of) -> Finding:
    """Say coverage, gap, need and target in numbers, with every target that holds on the base."""
    say, seen = of.say, of.seen
    targets = seen.targets[(seen.targets["base"] == seen.base) & (seen.targets["unit"] == "share")]
    row = seen.figure
    goals = [value for value in (seen.goal, seen.next_target.value_target if seen.next_target else None) if value]
    value = None if row is None or seen.base == "unstated" else float(row.value)
    return of.finding(
        "headline", "headline", findings.headline(seen, seen.goal, say), [row] if row is not None else [],
        measure=say("Coverage of active participants"), when=when_words(row, say) if row is not None else "",
        metrics=["coverage"], reading=findings.reading(seen, say), figures=_cards(of),
        tables=(target_table(of, targets),) if len(targets) else (),
        chart=_against(of, targets), alt=_bullet_words(of, goals),
        draw=None if value is None else partial(_bullet, value, row.status if row else None, tuple(goals), say),
        missing="" if row is not None else say(metric("coverage").why_missing(seen.base)) + " " + say(LOAD),
    )  # fmt: skip


def _bullet_words(of: Of, goals: list[float]) -> str:
    """Say the share and its targets."""
    row = of.seen.figure
    return describe_bullet(None if row is None else float(row.value), goals, of.say)


def trend(of: Of) -> Finding:
    """Say how the share went against the target."""
    say, seen = of.say, of.seen
    lines = monthly_lines(of.query, of.places, seen.place.code, seen.as_of, seen.base)
    title = tren_findings.history_finding(seen, lines, say)
    if seen.points.empty and lines.empty:
        why = say(metric("coverage").why_missing(seen.base)) + " " + say(LOAD)
        return of.finding("trend", "trend", title, [], measure=say("Coverage of active participants"), page="tren",
                          metrics=["coverage"], missing=why)  # fmt: skip
    aims = seen.targets[seen.targets["base"] == seen.base]
    path = [] if seen.next_target is None else pace_line(seen.targets, seen.next_target)
    due = None if seen.figure is None or not path else due_at(path, words.month_of(seen.figure.period))
    affects = ("membership", "boundary", "workforce") if seen.base.startswith("bps") else ("membership", "boundary")
    happened = events(of.query, of.places, seen.place.code, seen.as_of, affects)
    frames = [frame for frame in (seen.points, lines) if len(frame)]
    all_of_them = pd.concat(frames, ignore_index=True).drop_duplicates(
        ["period", "series", "segment", "boundary", "weights"], keep="last"
    )
    listed = all_of_them.sort_values("month", ascending=False)
    months = sorted(all_of_them["month"])
    arguments = (seen.points, lines, aims, happened, path)
    return of.finding(
        "trend", "trend", title, all_of_them, measure=say("Coverage of active participants"), page="tren",
        when=f"{say.short_period(months[0])} – {say.short_period(months[-1])}", metrics=["coverage"],
        reading=tren_findings.history_reading(seen, lines, due, say),
        tables=(coverage_table(of, listed, say("Figures over time"), by="month"),),
        chart=_over_time(of, lines, path), alt=trend_lines.describe(*arguments, say),
        draw=lambda look: trend_lines.trend_lines(*arguments, seen.as_of, look, say),
    )  # fmt: skip


def _bullet(value: float, status: str | None, goals: tuple[float, ...], say: Any, look: Any) -> Any:
    return bullet(value, status, goals, look, say)


def _cards(of: Of) -> tuple[Figure, ...]:
    """The four numbers of the first screen, in its words, each with the value that it prints."""
    say, seen = of.say, of.seen
    share, gap, needed, aim = headline_cards.four(seen, say)
    row, read, following = seen.figure, seen.headline, seen.next_target
    first = (
        Figure(share.title, None, "share", share.value, share.note, "coverage.value", seen.place.code, seen.base)
        if row is None
        else figure_of(row, share.title, share.value, "coverage.value", note=share.note)
    )
    return (
        first,
        _of_target(read, gap, "points", "target.gap_points", of, "gap_points"),
        _needed(following, needed, of),
        _of_target(read, aim, "", "target.progress", of, None),
    )


def _of_target(row: Any | None, card: Any, unit: str, made_by: str, of: Of, column: str | None) -> Figure:
    told = {"label": card.title, "text": card.value, "note": card.note, "unit": unit, "made_by": made_by}
    if row is None:
        return Figure(value=None, region=of.place.code, base=of.asked.base, **told)
    return Figure(
        value=float_or_none(getattr(row, column)) if column else None, region=of.place.code, base=known(row.base),
        period=known(row.current_period), status=known(row.figure_status), source_ids=many(row.source_ids), **told,
    )  # fmt: skip


def _needed(row: Any | None, card: Any, of: Of) -> Figure:
    if row is not None and words.is_known(row.required_net_per_month):
        return _of_target(row, card, "people", "target.required_net_per_month", of, "required_net_per_month")
    return _of_target(row, card, "points", "target.required_points_per_month", of, "required_points_per_month")


def _against(of: Of, targets: pd.DataFrame) -> Chart | None:
    """The present share beside the targets it is read against, as bars."""
    say, row = of.say, of.seen.figure
    if row is None or of.seen.base == "unstated" or words.is_old_boundary(row):
        return None
    bars = [(say("Now ({date})", date=say.short_period(row.period)), float(row.value), "focus")]
    aims = targets.drop_duplicates(["value_target", "deadline"])
    alike = aims["deadline"].duplicated(keep=False)
    for each, is_alike in zip(aims.itertuples(), alike, strict=True):
        name = say("Target {date}", date=say.short_period(each.deadline[:7]))
        if is_alike:  # told apart by who set them
            name += f" · {each.set_by_id if say.code == 'id' else each.set_by}"
        bars.append((name, float(each.value_target), "target"))
    names, values, tones = zip(*bars[:7], strict=True)
    labels = tuple(
        words.share_words(value, of.seen.goal, say) if tone == "focus" else words.target_words(value, say)
        for value, tone in zip(values, tones, strict=True)
    )
    looks = ("hatched" if words.is_example(row) else "solid", *["solid"] * (len(values) - 1))
    return Chart("bars", names, (Series(say("Coverage"), values, labels, tones=tones, looks=looks),), "share",
                 say("Coverage and targets, percent"))  # fmt: skip


def _over_time(of: Of, lines: pd.DataFrame, path: list[tuple[str, float]]) -> Chart:
    """The monthly line, the published points as marks, the pace line and the target, month by month."""
    say, seen = of.say, of.seen
    line = lines[lines["line"] == 0]
    points = seen.points[seen.points["boundary"].isna()]
    points = points[points["shown"].astype(bool)]
    held = sorted({*line["month"], *points["month"]} or {seen.as_of})
    goal = seen.next_target
    end = max(held[-1], goal.deadline[:7]) if goal is not None and path else held[-1]
    start = max(held[0], month_after(end, -LONGEST + 1))
    months = [month_after(start, step) for step in range(months_between(start, end) + 1)]
    series = []
    if len(line):
        values = {row.month: float(row.value) for row in line.itertuples()}
        shown = [month for month in months if month in values]
        # Where a published figure stands at its end, that says what it is.
        ends = [month for month in (shown[0], shown[-1]) if month not in set(points["month"])] if shown else []
        labels = {month: say.percent(values[month]) for month in ends}
        example = bool((line["status"] == "demonstration").any())
        name = say("Monthly line (DEMO)") if example else say("Monthly line")
        series.append(_series(name, months, values, labels, "rest" if len(points) else "focus",
                              "hatched" if example else "solid"))  # fmt: skip
    if len(points):
        values = {row.month: float(row.value) for row in points.itertuples()}
        last = sorted(values)[-FEW:]
        labels = {month: f"{say.percent(values[month])} ({say.short_period(month)})" for month in last}
        series.append(_series(say("Published figure"), months, values, labels, "focus", "marks"))
    if path and goal is not None:
        due = {month: due_at(path, month) for month in months}
        values = {month: float(value) for month, value in due.items() if value is not None}
        corner = {months[-1]: words.target_words(goal.value_target, say)} if months[-1] in values else {}
        series.append(_series(say("Pace line"), months, values, corner, "target", "dashed"))
    elif seen.goal is not None and seen.base != "unstated":
        level = dict.fromkeys(months, float(seen.goal))
        corner = {months[-1]: say("Target {target}", target=words.target_words(seen.goal, say))}
        series.append(_series(say("Target"), months, level, corner, "target", "dashed"))
    return Chart("lines", tuple(say.short_period(month) for month in months), tuple(series), "share",
                 say("Coverage by month, percent"))  # fmt: skip


def _series(
    name: str, months: list[str], values: dict[str, float], labels: dict[str, str], role: str, look: str
) -> Series:
    return Series(name, tuple(values.get(month) for month in months), tuple(labels.get(month, "") for month in months),
                  role, look)  # fmt: skip
