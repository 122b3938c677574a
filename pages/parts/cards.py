"""Four numbers that answer where, how far, how fast, reached or not; and what is known where coverage is not."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import findings, words
from i18n import Language, mark
from metrics.analyses.target import OLD_BOUNDARY
from metrics.catalogue import metric
from metrics.overview import Overview
from pages.parts import tables, view
from pages.parts.note import note
from pages.parts.sources import Source

NOT_COMPARED = mark("No figure on this base that may be compared with the target.")


def row(shown: Overview, say: Language) -> DeltaGenerator:
    """Show the four cards; a number that cannot be known says why instead.

    Returns:
        An empty line under them, for what is known only after a longer look.
    """
    for column, card in zip(st.columns(4), (_coverage, _gap, _needed, _aim), strict=True):
        with column.container(border=True, height="stretch"):
            card(shown, say)
    return st.container()


def what_there_is(shown: Overview, say: Language) -> None:
    """Show on which other bases the region has a figure, each a way there: a reader who finds none here is not stuck."""
    if shown.elsewhere.empty:
        return
    note(say("Figures on other bases, not comparable with each other; choose one to see it:"))
    choices = st.container(horizontal=True)
    for row in shown.elsewhere.itertuples():
        words_shown = say(
            "{share} · {base} · {period} · {status}",
            share=say.percent(row.value),
            base=words.base_words(row.base, say),
            period=say.short_period(row.period),
            status=words.status_words(row, say),
        )
        if row.is_old:
            words_shown += " · " + say("older than a year")
        choices.button(words_shown, key=f"base-{row.base}", on_click=view.show, kwargs={"base": row.base})


def context(shown: Overview, known: dict[str, Source], say: Language) -> None:
    """Show what else is known of the region, each with its date, status and source."""
    st.header(say("Also known of {region}", region=shown.place.short_name), anchor=False)
    lines = [_context_line(name, row, known, say) for name, row in shown.context.items()]
    missing = [
        say(metric(name).title)
        for name in ("population", "active_participants", "informal_share")
        if name not in shown.context
    ]
    lines += [say("**{title}**: no figure yet", title=title) for title in missing]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _context_line(name: str, row: Any, known: dict[str, Source], say: Language) -> str:
    value = say.percent(row.value) if row.unit == "share" else say.number(int(row.value))
    value = words.about(value, row.approx, say)
    return say(
        "**{title}**: {value} ({date}, {status}, {source})",
        title=say(metric(name).title),
        value=value,
        date=tables.date_words(row, say),
        status=words.status_words(row, say),
        source=tables.sources(row.source_ids, known, say),
    )


def _coverage(shown: Overview, say: Language) -> None:
    if shown.figure is None:
        st.metric(say("Coverage"), say("no figure yet"))
        note(say("Missing is not zero."))
        return
    figure = shown.figure
    is_apart = shown.base == "unstated" or words.is_old_boundary(figure)
    st.metric(say("Coverage"), words.share_words(figure.value, None if is_apart else shown.goal, say))
    said = say("{period} · {status}", period=say.short_period(figure.period), status=words.status_words(figure, say))
    if words.is_known(figure.numerator):
        said += say(" · {numerator} of {denominator} people", numerator=say.number(int(figure.numerator)),
                    denominator=say.number(int(figure.denominator)))  # fmt: skip
    else:
        said += say(" · percentage only")
    said += "".join(f" · {text}" for text in words.doubts(figure, say))
    note(said)


def _gap(shown: Overview, say: Language) -> None:
    aim, goal = shown.headline, shown.goal
    title = (
        say("Short of the target") if goal is None else say("Short of {target}", target=words.target_words(goal, say))
    )
    if aim is None or goal is None or not words.is_known(aim.gap_points):
        st.metric(title, "–")
        is_old_area = shown.figure is not None and words.is_old_boundary(shown.figure)
        note(say(OLD_BOUNDARY if is_old_area else NOT_COMPARED))
        return
    st.metric(title, _points(words.gap_digits(min(aim.current, goal), goal, say), say))
    if words.is_known(aim.gap_people):
        said = say("{number} people", number=say.number(int(aim.gap_people)))
    elif shown.people_then is not None and shown.last_with_people is not None:
        period = say.short_period(shown.last_with_people.period)
        said = say("last known: {number} people ({period})", number=say.number(shown.people_then), period=period)
    else:
        said = say("People are not known: the source prints only a percentage")
    note(words.flagged(said, words.is_example(aim), say))


def _needed(shown: Overview, say: Language) -> None:
    title, aim = say("Needed a month, net"), shown.next_target
    is_last_month = aim is not None and aim.deadline[:7] == shown.as_of
    if is_last_month:
        title = say("Needed this month, net")
    if aim is None:
        st.metric(title, "–")
        note(say("No further target is registered on this base."))
        return
    goal = say(
        "for {target} by {deadline}",
        target=words.target_words(aim.value_target, say),
        deadline=say.short_period(aim.deadline[:7]),
    )
    if words.is_known(aim.required_net_per_month):
        st.metric(title, say("{number} people", number=say.number(round(aim.required_net_per_month))))
        goal = say("{goal}, if the base does not grow", goal=goal)
    elif words.is_known(aim.required_points_per_month):
        st.metric(title, _points(say.number(aim.required_points_per_month * 100, 1), say))
    else:
        st.metric(title, "–")
        reason = say(aim.reason).rstrip(".") if words.is_known(aim.reason) else say("no figure to start from")
        goal = say("{goal}: {reason}", goal=goal, reason=reason)
        is_last_month = False
    if is_last_month:
        goal += say("; the whole gap is due this month")
    if words.is_known(aim.achieved_points_per_month):
        goal += say(
            "; rate since {period}: {points} a month",
            period=say.short_period(aim.baseline_period),
            points=_points(say.number(aim.achieved_points_per_month * 100, 1, signed=True), say),
        )
    note(words.flagged(goal, words.is_example(aim), say))


def _aim(shown: Overview, say: Language) -> None:
    aim, following = shown.headline, shown.next_target
    if shown.goal is None or shown.goal_deadline is None:
        st.metric(say("Target"), "–")
        note(say("No target is registered on this base."))
        return
    title = say("Target {target} · {deadline}", target=words.target_words(shown.goal, say),
                deadline=say.period(shown.goal_deadline[:7]))  # fmt: skip
    without = "no_figure" if shown.goal_deadline[:7] < shown.as_of else "unknown"
    st.metric(title, findings.progress_words(aim.progress if aim is not None else without, say))
    said = []
    if aim is not None and words.is_known(aim.judged):
        said.append(f"{_nearest(aim, say)} {say.percent(aim.judged)} ({say.short_period(aim.judged_period)})")
    elif aim is not None and words.is_known(aim.reason):
        said.append(say(aim.reason))
    if following is not None and (aim is None or following.target_id != aim.target_id):
        progress = findings.progress_words(following.progress, say)
        if words.is_known(following.figure_is_old) and following.figure_is_old:
            progress += say("; older than a year")
        said.append(
            say("next, {target}: {progress}", target=words.target_words(following.value_target, say), progress=progress)
        )
    is_example = any(row is not None and words.is_example(row) for row in (aim, following))
    note(words.flagged("; ".join(text.rstrip(".") for text in said), is_example, say))


def _points(number: str, say: Language) -> str:
    return say("{number} points", number=number)


def _nearest(aim: Any, say: Language) -> str:
    """Say whether the figure that judged a deadline is that of its month or the nearest one."""
    return say("then") if aim.judged_period == aim.deadline[:7] else say("nearest figure")
