"""Where a region stands, in three to six sentences that can be pasted into a chat: share, gap, pace needed and pace kept.

The figure is the latest at or before the month asked for; the target is the one that the reader names, else the next
preferred one on this base, else the last that fell due. Needed and actual net additions are people a month; the actual ones
are those of the same line over the last twelve months, or since its first figure within them, at least three months apart.
Where a source prints only a percentage nothing is said of people; where there is no figure the message says so, and what
there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from i18n import Language, mark
from i18n.numbers import rounded
from metrics._model import Query, Scope, UnknownName, measure, months_between
from metrics.analyses.message_words import (
    MOST_NAMED,
    base_words,
    decimals,
    flagged,
    goal_words,
    publisher_words,
    status_words,
)
from metrics.analyses.pace import whole_people
from metrics.analyses.target import SHORTEST, targets
from metrics.catalogue import metric
from metrics.panel import panel
from metrics.periods import is_old
from metrics.territory import Territory

SPAN = 12  # months over which net additions are counted

PROGRESS = {
    "reached": mark("Reached"),
    "missed": mark("Missed"),
    "no_figure": mark("No figure then"),
    "on_track": mark("On track"),
    "behind": mark("Behind"),
    "far_behind": mark("Far behind"),
    "moving_away": mark("Moving away"),
    "unknown": mark("Not known yet"),
}


@dataclass(frozen=True)
class Standing:
    """What a message about a region is made from.

    Args:
        region: code of the region.
        as_of: month looked from.
        base: coverage base.
        figure: the latest figure, a row of ``measure``; None where there is none.
        goal: the target, a row of ``metrics.analyses.target.targets``; None where none is registered.
        actual: net additions, people a month; None where the line does not give them.
        actual_since: month from which they are counted.
        elsewhere: latest figures on other bases, then of active participants; rows of ``measure``.
    """

    region: str
    as_of: str
    base: str
    figure: Any | None
    goal: Any | None
    actual: float | None
    actual_since: str | None
    elsewhere: pd.DataFrame


def standing(
    query: Query,
    places: Territory,
    region: str,
    as_of: str,
    base: str,
    *,
    target_id: str | None = None,
    read: pd.DataFrame | None = None,
) -> Standing:
    """Gather where a region stands.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base.
        target_id: the target to read; the next preferred one on this base when None.
        read: the targets of the region at that month, where the caller has read them already.

    Raises:
        UnknownName: when the region does not exist, or no target of that name holds for it in shares on this base.
    """
    asked = metric("coverage")
    read = targets(query, places, region, as_of) if read is None else read
    held = _headlines(measure(query, asked, Scope((region,), as_of=as_of)))
    on_base = held[held["base"] == base]
    figure = next(on_base.itertuples(), None)
    actual, actual_since = None, None
    if figure is not None:
        line = panel(query, asked, [region], as_of, base=base, fewest=1)
        kept = net_additions(line.figures) if line.key["series"] == figure.series else None
        actual, actual_since = kept or (None, None)
    counted = measure(query, metric("active_participants"), Scope((region,), segment="total", as_of=as_of))
    elsewhere = pd.concat([held[held["base"] != base].astype(object), counted.astype(object)], ignore_index=True)
    goal = _goal(read, base, as_of, target_id)
    return Standing(region, as_of, base, figure, goal, actual, actual_since, elsewhere)


def net_additions(line: pd.DataFrame) -> tuple[float, str] | None:
    """Give the members that a line gained a month over its last year, net of losses.

    Args:
        line: figures of one line in the order of months, with ``month``, ``numerator`` and ``approx``.

    Returns:
        People a month and the month they are counted from; None where the latest figure has no exact count of people or no
        other one of the twelve months before it is at least three months older.
    """
    if line.empty or pd.isna(line.iloc[-1]["numerator"]) or line.iloc[-1]["approx"]:
        return None
    now = line.iloc[-1]
    exact = line[line["numerator"].notna() & ~line["approx"].astype(bool)]
    away = pd.Series([months_between(month, now["month"]) for month in exact["month"]], index=exact.index)
    first = exact[(away >= SHORTEST) & (away <= SPAN)].head(1)
    if first.empty:
        return None
    start = first.iloc[0]
    gained = int(now["numerator"]) - int(start["numerator"])
    return gained / months_between(start["month"], now["month"]), str(start["month"])


def standing_words(query: Query, places: Territory, found: Standing, say: Language) -> str:
    """Say where a region stands.

    Args:
        query: runs SQL on the store that ``found`` was read from.
        places: all regions.
        found: from ``standing``.
        say: the reader's language.

    Returns:
        One paragraph, CONTOH in front when any figure in it is of the demonstration set.
    """
    if found.figure is None:
        return _without_figure(query, places, found, say)
    figure, goal = found.figure, found.goal
    limit = None if goal is None or goal.current is None else goal.value_target
    doubts = [say("older than a year")] if is_old(figure.month, found.as_of) else []
    doubts += [say("boundaries before the split of 2022")] if pd.notna(figure.boundary) else []
    printed = say.percent(figure.value, 1 if limit is None else decimals(figure.value, limit))
    details = [base_words(query, found.base, say), say.period(figure.period), status_words(figure.status, say), *doubts]
    said = [
        say("{region}: coverage {share} ({details}).", region=places.place(found.region).name,
            share=say("about {value}", value=printed) if figure.approx else printed, details=", ".join(details))
    ]  # fmt: skip
    sources = set(figure.source_ids)
    if goal is None:
        said.append(say("No target is registered here on this base."))
    else:
        said += _against(goal, places, say)
        if goal.current is not None and goal.gap_points > 0 and goal.deadline[:7] >= found.as_of:
            said += _pace(found, say)
        said.append(say("Progress: {progress}.", progress=say(PROGRESS[goal.progress])))
        sources |= set(goal.source_ids)
    said.append(say("Source: {sources}.", sources=publisher_words(query, sources, say)))
    return flagged(" ".join(said), figure.status == "demonstration" or "demo" in sources, say)


def _headlines(figures: pd.DataFrame) -> pd.DataFrame:
    """Give the figures of the headline segment of their base, in the order of the bases."""
    asked = metric("coverage")
    shown = figures[figures["segment"] == [asked.headline_segment(base) for base in figures["base"]]]
    order = {base: number for number, base in enumerate(asked.bases)}
    return shown.sort_values("base", key=lambda names: names.map(order), ignore_index=True)


def _goal(read: pd.DataFrame, base: str, as_of: str, target_id: str | None) -> Any | None:
    rows = read[(read["unit"] == "share") & ((read["base"] == base) | (read["base"] == "unstated"))]
    if target_id is not None:
        rows = rows[rows["target_id"] == target_id]
        if rows.empty:
            raise UnknownName(f"target on {base}", target_id, sorted(set(read.loc[read["base"] == base, "target_id"])))
    listed = list(rows.sort_values("preferred", ascending=False, kind="stable").itertuples())
    coming = [row for row in listed if row.deadline[:7] >= as_of]
    if coming:
        return min(coming, key=lambda row: row.deadline)
    return max(listed, key=lambda row: row.deadline, default=None)


def _against(goal: Any, places: Territory, say: Language) -> list[str]:
    """Say how the figure stands against the target: reached, missed, or how far in points and in people."""
    words = {"goal": goal_words(goal, places, say)}
    said = [say("Target: {goal}.", **words)]
    if goal.judged is not None:
        share = say.percent(goal.judged, decimals(goal.judged, goal.value_target))
        text = (
            mark("The target of {goal} was reached: {share} in {period}.")
            if goal.progress == "reached"
            else mark("The target of {goal} was missed: {share} in {period}.")
        )
        said = [say(text, share=share, period=say.period(goal.judged_period), **words)]
    if goal.current is None:
        return [*said, say(goal.reason)] if goal.reason else said
    if goal.gap_points <= 1e-12:
        return [say("The target of {goal} is reached.", **words)] if goal.judged is None else said
    short = say.points(round(goal.gap_points, 12), max(1, decimals(goal.current, goal.value_target)))
    if goal.gap_people is None:
        gap = say("It is {points} short; the source prints only a percentage, so the number of people is not known.",
                  points=short)  # fmt: skip
    else:
        gap = say("It is {points} short, {people} people.", points=short, people=say.number(goal.gap_people))
    return [" ".join([*said, gap])]


def _pace(found: Standing, say: Language) -> list[str]:
    """Say what each month left asks for beside what the months before gave, in people or else in points."""
    goal: Any = found.goal
    if goal.required_net_per_month is not None:
        needed = say("{people} more participants a month, net",
                     people=say.number(whole_people(goal.required_net_per_month)))  # fmt: skip
        actual = None if found.actual is None else say.number(found.actual, signed=True)
        since = found.actual_since
    elif goal.required_points_per_month is not None:
        needed = say("{points} a month", points=_points(goal.required_points_per_month, say))
        achieved = goal.achieved_points_per_month
        actual = None if achieved is None else _points(achieved, say)
        since = goal.baseline_period
    else:
        return []
    if goal.deadline[:7] == found.as_of:
        needed = say("the whole gap this month")
    if actual is None:
        return [say("Needed: {needed}; the actual pace is not known.", needed=needed)]
    text = mark("Needed: {needed}; actual: {actual} a month since {since}.")
    return [say(text, needed=needed, actual=actual, since=say.period(str(since)))]


def _points(monthly: float, say: Language) -> str:
    """Print points a month with two decimals where one would hide them."""
    return say.points(monthly, 1 if abs(rounded(monthly, 1)) >= 1 else 2)


def _without_figure(query: Query, places: Territory, found: Standing, say: Language) -> str:
    """Say that there is no figure, what there is instead, and the target that holds all the same."""
    name = places.place(found.region).name
    said = [say("{region}: no figure yet of coverage ({base}).", region=name, base=base_words(query, found.base, say))]
    rows = found.elsewhere.head(MOST_NAMED)
    if len(rows):
        figures = "; ".join(_elsewhere(query, row, say) for row in rows.itertuples())
        said.append(say("What there is: {figures}.", figures=figures))
    sources = {source for ids in rows["source_ids"] for source in ids}
    if found.goal is not None:
        said.append(say("Target: {goal}.", goal=goal_words(found.goal, places, say)))
        sources |= set(found.goal.source_ids)
    if sources:
        said.append(say("Source: {sources}.", sources=publisher_words(query, sources, say)))
    return flagged(" ".join(said), (rows["status"] == "demonstration").any(), say)


def _elsewhere(query: Query, row: Any, say: Language) -> str:
    words = {"period": say.period(row.period), "status": status_words(row.status, say)}
    if row.base is None or pd.isna(row.base):
        text = mark("{people} active participants ({period}, {status})")
        return say(text, people=say.number(int(row.value)), **words)
    share = say.percent(row.value)
    return say("{share} ({base}, {period}, {status})", share=share, base=base_words(query, row.base, say), **words)
