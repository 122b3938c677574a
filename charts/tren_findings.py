"""What the page of the trend says in words: how far the share moved, the chance of the target, and what it still needs."""

from typing import Any

import pandas as pd

from charts import findings, words
from i18n import Language, mark
from i18n.numbers import rounded
from metrics.analyses.pace import whole_people
from metrics.overview import Overview
from metrics.periods import month_after

YEAR = 12  # months
_EVEN = 1e-9  # shares as near as this are the same


def headline(view: Overview, lines: pd.DataFrame, say: Language) -> str:
    """Say level, change of a year and progress towards the next target, which is named, in about ten words."""
    if view.figure is None:
        return findings.headline(view, view.goal, say)
    name, figure = view.place.short_name, view.figure
    share = say.percent(figure.value)
    when = say.short_period(figure.period)
    text = say("{region}: {share} ({month})", region=name, share=share, month=when)
    if view.base != "unstated" and not words.is_old_boundary(figure):
        then = year_before(lines, figure)
        start = view.line_start if then is None else then
        if start is not None:
            change = words.change_of(figure.value, start.value)
            text = say(
                "{text}, {change} since {month}",
                text=text,
                change=say("{number} points", number=say.number(change * 100, 1, signed=True)),
                month=say.short_period(start.period),
            )
        aim = view.next_target
        if aim is not None and aim.progress != "unknown":
            progress, target = findings.progress_words(aim.progress, say), words.target_words(aim.value_target, say)
            text = say("{text}; {progress} ({target})", text=text, progress=progress, target=target)
        elif start is None:  # one figure alone: where it stands is the finding
            return findings.headline(view, view.goal, say)
    return words.flagged(text, words.is_example(figure), say)


def year_before(lines: pd.DataFrame, figure: Any) -> Any | None:
    """Give the month a year before a figure, where both are of one monthly line."""
    line = lines[lines["line"] == 0]
    held = line[(line["month"] == month_after(figure.month, -YEAR)) & (line["series"] == figure.series)]
    return next(held.itertuples(), None)


def history_finding(view: Overview, lines: pd.DataFrame, say: Language) -> str:
    """Say where the monthly line began and where it is; without one, how many figures have been published."""
    line = lines[lines["line"] == 0]
    if line.empty:
        return findings.points_finding(view, say)
    first, last = line.iloc[0], line.iloc[-1]
    text = say(
        "Coverage from {earlier} ({since}) to {now} ({until})",
        earlier=say.percent(first["value"]),
        since=say.short_period(first["period"]),
        now=say.percent(last["value"]),
        until=say.short_period(last["period"]),
    )
    return words.flagged(text, _is_example(line), say)


def history_reading(view: Overview, lines: pd.DataFrame, due: float | None, say: Language) -> str:
    """Say what the lines and marks are, and where the pace line is now."""
    base = words.base_words(view.base, say)
    text = (
        mark("{region}, percent, {base}. Published points are not joined: there is no monthly series.")
        if lines.empty
        else mark("{region}, percent, {base}. A line joins the months of one series.")
        if view.points.empty
        else mark("{region}, percent, {base}. Lines join the months of one series; published points stay marks.")
    )
    said = say(text, region=view.place.short_name, base=base)
    if due is not None and view.figure is not None and view.next_target is not None:
        goal, share = view.next_target.value_target, view.figure.value
        # At its end the line is the target, and the gap is the one that the first screen prints.
        at_end = abs(due - goal) < _EVEN
        here = share - goal if at_end else float(rounded(share) - rounded(due)) / 100
        text = (
            mark("The pace line asks for {due} in {month}: coverage is {gap} ahead of it.")
            if here >= 0
            else mark("The pace line asks for {due} in {month}: coverage is {gap} behind it.")
        )
        gap = words.gap_words(min(share, goal), max(share, goal), say) if at_end else say.points(abs(here))
        told = say(text, due=words.target_words(goal, say) if at_end else say.percent(due),
                   month=say.period(view.figure.period), gap=gap)  # fmt: skip
        said += " " + words.flagged(told, words.is_example(view.next_target), say)
    return said


def outlook_finding(row: Any, say: Language) -> str:
    """Say the chance of the target, or the month it is as likely as not reached by."""
    if not words.is_known(row.value_target):
        text = say("Where it goes if it goes on as before")
    elif words.is_known(row.chance):
        text = say("Chance of {target} by {deadline}: {chance}", target=words.target_words(row.value_target, say),
                   deadline=say.short_period(row.deadline), chance=chance_words(row.chance, say))  # fmt: skip
    elif words.is_known(row.reach_median):
        text = say("{target} as likely as not by {month}", target=words.target_words(row.value_target, say),
                   month=say.short_period(row.reach_median))  # fmt: skip
    else:
        text = say("{target} not within 10 years", target=words.target_words(row.value_target, say))
    return words.flagged(text, row.status == "demonstration", say)


def outlook_reading(row: Any, end: Any, say: Language) -> str:
    """Say the middle of the forecast, the month of reaching, how it did on the past, and what is not in it."""
    said = [
        say("In {month} between {low} and {high} in 80 of 100 simulated paths, middle {value}.", month=say.period(end.period),
            low=say.percent(end.low_80), high=say.percent(end.high_80), value=say.percent(end.value)),
    ]  # fmt: skip
    if words.is_known(row.value_target):
        said.append(_reached(row, say))
    if words.is_known(row.cover_80):
        said.append(
            say("Tested on {count} past figures: {cover} lay inside the 80 percent band.", count=int(row.tested),
                cover=say.percent(row.cover_80, 0))
        )  # fmt: skip
    if words.is_known(row.test_reason):
        said.append(say(row.test_reason))
    return words.flagged(" ".join(said), row.status == "demonstration", say)


def _reached(row: Any, say: Language) -> str:
    target = words.target_words(row.value_target, say)
    if words.is_known(row.reach_median) and row.within_10_years == 1.0 and row.reach_median == row.origin:
        return say("{target} is reached already.", target=target)
    if not words.is_known(row.reach_median):
        return say("{target} not within 10 years, in more than half of the paths.", target=target)
    if words.is_known(row.reach_late):
        return say("{target} as likely as not by {month} ({early} to {late}).", target=target,
                   month=say.period(row.reach_median), early=say.short_period(row.reach_early),
                   late=say.short_period(row.reach_late))  # fmt: skip
    return say("{target} as likely as not by {month}; in more than a tenth of the paths not within 10 years.",
               target=target, month=say.period(row.reach_median))  # fmt: skip


def chance_words(chance: float, say: Language) -> str:
    """Print a chance no finer than it is known: none is certain, none impossible."""
    if chance < 0.01:
        return say("under {chance}", chance=say.percent(0.01, 0))
    if chance > 0.99:
        return say("over {chance}", chance=say.percent(0.99, 0))
    return say.percent(chance, 0)


def needed_finding(
    required: float | None, average: float | None, since: str | None, is_example: bool, say: Language
) -> str:
    """Say how what is added compares with what the next target needs."""
    if average is None or since is None:
        text = say("Net additions month by month")
    elif required is None:
        text = say(
            "{people} a month since {month}",
            people=say.number(round(average), signed=True),
            month=say.short_period(since),
        )
    elif required == 0:
        text = say("The target is reached: nothing is missing")
    else:
        text = say(
            "Net {actual} a month, {required} needed",
            actual=say.number(round(average), signed=True),
            required=say.number(whole_people(required)),
        )
    return words.flagged(text, is_example, say)


def needed_reading(
    area: str, target: Any | None, required: float | None, is_due_now: bool, is_example: bool, say: Language
) -> str:
    """Say for which target the need is counted, and how."""
    said = [say("{area}, people a month, net of those who left.", area=area)]
    if target is None:
        said.append(say("No further target is registered on this base."))
    elif required is None:
        why = say(target.people_reason or target.reason or mark("The need in people is not known."))
        said.append(why)
    else:
        said.append(
            say("Needed for {target} by {deadline}, counted on the line of the bars, if the base does not grow.",
                target=words.target_words(target.value_target, say), deadline=say.short_period(target.deadline[:7]))
        )  # fmt: skip
        said += [say("The whole gap is due in the month of the deadline.")] if is_due_now else []
    return words.flagged(" ".join(said), is_example, say)


def _is_example(frame: pd.DataFrame) -> bool:
    return bool((frame["status"] == "demonstration").any())
