"""Four numbers that answer where, how far, how fast, reached or not: in words, for the first screen and the briefing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charts import findings, words
from i18n import Language, mark
from metrics.analyses.pace import whole_people
from metrics.analyses.target import OLD_BOUNDARY
from metrics.overview import Overview

NOT_COMPARED = mark("No figure on this base that may be compared with the target.")


@dataclass(frozen=True)
class Card:
    """One number in words: what it is, its value, and what must be read with it; all plain text."""

    title: str
    value: str
    note: str


def four(shown: Overview, say: Language) -> tuple[Card, Card, Card, Card]:
    """Give coverage, gap, need a month and target; a number that cannot be known says why instead."""
    return _coverage(shown, say), _gap(shown, say), _needed(shown, say), _aim(shown, say)


def _coverage(shown: Overview, say: Language) -> Card:
    if shown.figure is None:
        return Card(say("Coverage"), say("no figure yet"), say("Missing is not zero."))
    figure = shown.figure
    is_apart = shown.base == "unstated" or words.is_old_boundary(figure)
    share = words.share_words(figure.value, None if is_apart else shown.goal, say)
    said = say("{period} · {status}", period=say.short_period(figure.period), status=words.status_words(figure, say))
    if words.is_known(figure.numerator):
        said += say(" · {numerator} of {denominator} people", numerator=say.number(int(figure.numerator)),
                    denominator=say.number(int(figure.denominator)))  # fmt: skip
    else:
        said += say(" · percentage only")
    said += "".join(f" · {text}" for text in words.doubts(figure, say))
    return Card(say("Coverage"), share, said)


def _gap(shown: Overview, say: Language) -> Card:
    aim, goal = shown.headline, shown.goal
    title = (
        say("Short of the target") if goal is None else say("Short of {target}", target=words.target_words(goal, say))
    )
    if aim is None or goal is None or not words.is_known(aim.gap_points):
        is_old_area = shown.figure is not None and words.is_old_boundary(shown.figure)
        return Card(title, "–", say(OLD_BOUNDARY if is_old_area else NOT_COMPARED))
    if words.is_known(aim.gap_people):
        said = say("{number} people", number=say.number(int(aim.gap_people)))
    elif shown.people_then is not None and shown.last_with_people is not None:
        period = say.short_period(shown.last_with_people.period)
        said = say("last known: {number} people ({period})", number=say.number(shown.people_then), period=period)
    else:
        said = say("People are not known: the source prints only a percentage")
    following = _following(shown)
    if following is not None and words.is_known(following.gap_points) and following.gap_points > 0:
        value, now = following.value_target, following.current
        said += say(
            "; next, {target}: {points}",
            target=words.target_words(value, say), points=_points(words.gap_digits(min(now, value), value, say), say),
        )  # fmt: skip
    gap = _points(words.gap_digits(min(aim.current, goal), goal, say), say)
    return Card(title, gap, words.flagged(said, words.is_example(aim), say))


def _needed(shown: Overview, say: Language) -> Card:
    title, aim = say("Needed a month, net"), shown.next_target
    is_last_month = aim is not None and aim.deadline[:7] == shown.as_of
    if is_last_month:
        title = say("Needed in {month}, net", month=say.short_period(shown.as_of))
    if aim is None:
        return Card(title, "–", say("No further target is registered on this base."))
    goal = say(
        "for {target} by {deadline}",
        target=words.target_words(aim.value_target, say),
        deadline=say.short_period(aim.deadline[:7]),
    )
    if words.is_known(aim.required_net_per_month):
        value = say("{number} people", number=say.number(whole_people(aim.required_net_per_month)))
        goal = say("{goal}, if the base does not grow", goal=goal)
    elif words.is_known(aim.required_points_per_month):
        value = _points(say.number(aim.required_points_per_month * 100, 1), say)
    else:
        value = "–"
        reason = say(aim.reason).rstrip(".") if words.is_known(aim.reason) else say("no figure to start from")
        goal = say("{goal}: {reason}", goal=goal, reason=reason)
        is_last_month = False
    if is_last_month:
        goal += say("; the whole gap is due in that month")
    elif words.is_known(aim.achieved_points_per_month):
        goal += say(
            "; rate since {period}: {points} a month",
            period=say.short_period(aim.baseline_period),
            points=_points(say.number(aim.achieved_points_per_month * 100, 1, signed=True), say),
        )
    return Card(title, value, words.flagged(goal, words.is_example(aim), say))


def _aim(shown: Overview, say: Language) -> Card:
    aim, following = shown.headline, _following(shown)
    if shown.goal is None or shown.goal_deadline is None:
        return Card(say("Target"), "–", say("No target is registered on this base."))
    title = say("Target {target} · {deadline}", target=words.target_words(shown.goal, say),
                deadline=say.short_period(shown.goal_deadline[:7]))  # fmt: skip
    without = "no_figure" if shown.goal_deadline[:7] < shown.as_of else "unknown"
    progress_now = findings.progress_words(aim.progress if aim is not None else without, say)
    said = []
    if aim is not None and words.is_known(aim.judged):
        said.append(f"{_nearest(aim, say)} {say.percent(aim.judged)} ({say.short_period(aim.judged_period)})")
    elif aim is not None and words.is_known(aim.reason):
        said.append(say(aim.reason))
    if following is not None:
        progress = findings.progress_words(following.progress, say)
        if words.is_known(following.figure_is_old) and following.figure_is_old:
            progress += say("; older than a year")
        said.append(
            say("next, {target}: {progress}", target=words.target_words(following.value_target, say), progress=progress)
        )
    is_example = any(row is not None and words.is_example(row) for row in (aim, following))
    return Card(title, progress_now, words.flagged("; ".join(text.rstrip(".") for text in said), is_example, say))


def _following(shown: Overview) -> Any | None:
    """Give the next target where it is not the one that the headline is held against."""
    aim, following = shown.headline, shown.next_target
    return following if following is not None and (aim is None or following.target_id != aim.target_id) else None


def _points(number: str, say: Language) -> str:
    return say("{number} points", number=number)


def _nearest(aim: Any, say: Language) -> str:
    """Say whether the figure that judged a deadline is that of its month or the nearest one."""
    return say("then") if aim.judged_period == aim.deadline[:7] else say("nearest figure")
