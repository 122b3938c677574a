"""What the numbers say, in one line above a figure and a sentence beside it, made from the numbers each time.

A finding compares only what may be compared: a figure of today's area with its target, never two dates or two bases.
What is printed is what is judged: a share that reads 65,0% has reached 65%.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from i18n import Language, mark
from metrics.analyses.standing_words import PROGRESS
from metrics.analyses.target import OLD_BOUNDARY
from metrics.overview import Overview

# Signs that do not need colour.
_SIGNS = {
    "reached": "✓",
    "missed": "✕",
    "no_figure": "–",
    "on_track": "▲",
    "behind": "▼",
    "far_behind": "▼",
    "moving_away": "◀",
    "unknown": "?",
}


def progress_words(progress: str, say: Language) -> str:
    """Say how a target stands, with a sign that does not need colour: ✕ Tidak tercapai."""
    return f"{_SIGNS[progress]} {say(PROGRESS[progress])}"


def headline(view: Overview, target: float | None, say: Language) -> str:
    """Say where the region stands against the target, in about ten words."""
    return words.flagged(_headline(view, target, say), view.figure is not None and words.is_example(view.figure), say)


def _headline(view: Overview, target: float | None, say: Language) -> str:
    if view.figure is None and len(view.segments):
        return say("{region}: no figure for all segments together on this base", region=view.place.short_name)
    if view.figure is None:
        return say("{region}: no coverage figure yet on this base", region=view.place.short_name)
    if words.is_old_boundary(view.figure):
        return say("{region} {share}, {boundary}", region=view.place.short_name, share=say.percent(view.figure.value),
                   boundary=words.old_boundary(say))  # fmt: skip
    compared = None if view.base == "unstated" else target
    share = words.share_words(view.figure.value, compared, say)
    if target is None:
        return say("{region} {share}; no target is registered here", region=view.place.short_name, share=share)
    goal = words.target_words(target, say)
    if view.base == "unstated":
        return say("{region} {share}, on a base its source does not state", region=view.place.short_name, share=share)
    if words.is_reached(view.figure.value, target):
        return say("{region} {share}: at or above {target}", region=view.place.short_name, share=share, target=goal)
    return say(
        "{region} {share}: still {gap} below {target}",
        region=view.place.short_name,
        share=share,
        gap=words.gap_words(view.figure.value, target, say),
        target=goal,
    )


def beside_finding(frame: pd.DataFrame, base: str, target: float | None, say: Language) -> str:
    """Say how many of the regions with a figure have reached the target, and how many have none."""
    return words.flagged(reached_words(frame, base, target, say), (frame["status"] == "demonstration").any(), say)


def reached_words(frame: pd.DataFrame, base: str, target: float | None, say: Language) -> str:
    """Say the same without its flag."""
    known = frame[frame["value"].notna()]
    missing = len(frame) - len(known)
    old = _is_old_boundary(known)
    if known.empty:
        return say("None of the {count} regions has a figure on this base yet", count=len(frame))
    if base == "unstated" or target is None or old.all():
        return say("{count} of {total} regions have a figure, as printed", count=len(known), total=len(frame))
    reached = sum(words.is_reached(value, target) for value in known.loc[~old, "value"])
    goal = words.target_words(target, say)
    if old.any():
        return say(
            "{reached} of {known} at or above {target}; {old} on boundaries before the split of 2022; {missing} without a figure",
            reached=reached, known=int((~old).sum()), target=goal, old=int(old.sum()), missing=missing,
        )  # fmt: skip
    if missing:
        return say("{reached} of {known} at or above {target}; {missing} have no figure yet", reached=reached,
                   known=len(known), target=goal, missing=missing)  # fmt: skip
    return say("{reached} of {known} at or above {target}", reached=reached, known=len(known), target=goal)


def order_finding(frame: pd.DataFrame, base: str, target: float | None, say: Language) -> str:
    """Say which region is farthest from the target, among those with a figure."""
    return words.flagged(_farthest(frame, base, target, say), (frame["status"] == "demonstration").any(), say)


def _farthest(frame: pd.DataFrame, base: str, target: float | None, say: Language) -> str:
    known = frame[frame["value"].notna()]
    if known.empty:
        return say("No figure yet to set against the target")
    if base == "unstated":
        return say("As printed: bases are not stated, so nothing is compared")
    if target is None:
        return say("No target is registered here")
    known = known[~_is_old_boundary(known)]
    if known.empty:
        return say("As printed: on boundaries before the split of 2022, so nothing is compared")
    least = known.loc[known["value"].idxmin()]
    if words.is_reached(least["value"], target):
        return say("All that have a figure are at or above {target}", target=words.target_words(target, say))
    return say(
        "{region} is farthest: {gap} below {target}",
        region=least["short_name"],
        gap=words.gap_words(least["value"], target, say),
        target=words.target_words(target, say),
    )


def points_finding(view: Overview, say: Language) -> str:
    """Say how many figures have been published, and the latest."""
    if view.points.empty and view.figure is not None:
        return say("DEMO, nothing published: {share} ({period})", share=say.percent(view.figure.value),
                   period=say.short_period(view.figure.period))  # fmt: skip
    if len(view.segments):
        return segments_sentence(view, say)
    if view.points.empty:
        return say("No figure of {region} has been published on this base", region=view.place.short_name)
    if view.figure is None:
        return say("{count} published figures of {region}, none that is coverage of active participants",
                   count=len(view.points), region=view.place.short_name)  # fmt: skip
    if len(view.points) == 1:
        return say(
            "One figure of {region}: {share} ({period})",
            region=view.place.short_name,
            share=say.percent(view.figure.value),
            period=say.short_period(view.figure.period),
        )
    return say(
        "{count} figures of {region}; the latest {share} ({period})",
        count=len(view.points),
        region=view.place.short_name,
        share=say.percent(view.figure.value),
        period=say.short_period(view.figure.period),
    )


def tiles_reading(view: Overview, say: Language, drawn: pd.DataFrame | None = None) -> str:
    """Say what the tiles show and how to use them, and which are drawn where not all are."""
    drawn = view.beside if drawn is None else drawn
    text = (
        mark("{region}, percent, {base}. Click a tile to open it.")
        if drawn["placed"].all()
        else mark("{region}, percent, {base}; tiles in the order of codes, not on a map.")
    )
    said = say(text, region=view.beside_whole.short_name, base=words.base_words(view.base, say))
    return said + _left_out(view, len(drawn), len(view.beside), say)


def bars_reading(view: Overview, say: Language, drawn: pd.DataFrame | None = None) -> str:
    """Say what the bars show, of which month or that their dates differ, and which are drawn where not all are."""
    months = sorted(set(view.beside.loc[view.beside["value"].notna(), "period"]))
    alike, apart = (
        mark("Percent, {base}, all of {month}."),
        mark("Percent, {base}. Dates differ: an order, not a ranking."),
    )
    base, month = words.base_words(view.base, say), say.period(months[0]) if len(months) == 1 else ""
    said = say(alike if month else apart, base=base, month=month)
    few, every = (int(frame["value"].notna().sum()) for frame in (view.beside if drawn is None else drawn, view.beside))
    return said + _left_out(view, few, every, say)


def _left_out(view: Overview, drawn: int, count: int, say: Language) -> str:
    chosen = drawn < count and view.place.code in set(view.beside["region_code"])
    return " " + words.few_words(drawn, count, say, chosen=chosen) if drawn < count else ""


def points_reading(view: Overview, say: Language) -> str:
    """Say what the points show, and why no line joins them."""
    has_months = len(view.example) > 0 or bool((view.points["series"] == "office").any())
    text = (
        mark("{region}, percent, {base}. A line joins months of one series only; published points are not joined.")
        if has_months
        else mark("{region}, percent, {base}. Points are not joined: there is no monthly series.")
    )
    return say(text, region=view.place.short_name, base=words.base_words(view.base, say))


def reading(view: Overview, say: Language) -> str:
    """Say level, change along one line, gap and progress of the region in a few sentences."""
    if view.figure is None and len(view.segments):
        return segments_sentence(view, say) + "."
    if view.figure is None:
        return say("No published coverage figure of {region} is held on this base. Missing is not zero.",
                   region=view.place.name)  # fmt: skip
    figure = view.figure
    said = [
        say(
            "Coverage of {region} was {share} in {period}, on {base}.",
            region=view.place.name,
            share=say.percent(figure.value),
            period=say.period(figure.period),
            base=words.base_words(figure.base, say),
        )
    ]
    if view.line_start is not None:
        change = words.change_of(figure.value, view.line_start.value)
        said.append(
            say(
                "That is {change} since {period}, on the same line.",
                change=say.points(change, signed=True),
                period=say.period(view.line_start.period),
            )
        )
    if figure.is_old:
        said.append(say("The figure is older than a year."))
    if words.is_old_boundary(figure):
        said.append(say(OLD_BOUNDARY))
    aims = [row for row in (view.headline, view.next_target) if row is not None]
    if len(aims) > 1 and aims[0].target_id == aims[1].target_id:
        del aims[1]
    said += [target_sentence(row, say) for row in aims]
    said += [segments_sentence(view, say) + "."] if len(view.segments) else []
    said += conflict_sentences(view.points, say)
    return words.flagged(" ".join(said), words.is_example(figure), say)


def segments_sentence(view: Overview, say: Language) -> str:
    """Say that a region has no figure for all segments together on this base, and those of its segments, with dates."""
    listed = [
        say(
            "{segment} {share} ({period})",
            segment=words.segment_words(row.segment, say),
            share=words.about(say.percent(row.value), row.approx, say),
            period=say.short_period(row.period),
        )
        for row in view.segments.itertuples()
    ]
    return say(
        "No figure of {region} for all segments together on this base; {segments}",
        region=view.place.short_name,
        segments=", ".join(listed),
    )


def target_sentence(row: Any, say: Language) -> str:
    """Say how one target stands, with the figure that decides it."""
    target, deadline = words.target_words(row.value_target, say), say.short_period(row.deadline[:7])
    progress = progress_words(row.progress, say)
    if words.is_known(row.judged) and row.unit == "share":
        nearest = row.judged_period != row.deadline[:7]
        text = (
            mark("Target {target} by {deadline}: {progress}, on the nearest figure, {share} in {period}.")
            if nearest
            else mark("Target {target} by {deadline}: {progress}, with {share} in {period}.")
        )
        period = say.period(row.judged_period)
        return say(
            text,
            target=target,
            deadline=deadline,
            progress=progress,
            share=say.percent(row.judged),
            period=period,
        )
    if words.is_known(row.pace):
        return say(
            "Target {target} by {deadline}: {progress}, at {pace} of the pace it needs since {period}.",
            target=target,
            deadline=deadline,
            progress=progress,
            pace=say.percent(row.pace, 0),
            period=say.period(row.baseline_period),
        )
    return say("Target {target} by {deadline}: {progress}.", target=target, deadline=deadline, progress=progress)


def conflict_sentences(points: pd.DataFrame, say: Language) -> list[str]:
    """Say where a source contradicts itself: the printed share beside the one its own parts give."""
    rows = [row for row in points.itertuples() if words.is_known(row.conflict) and row.conflict]
    return [
        say(
            "{period}: the source prints {printed}, its own numbers {numerator} / {denominator} give {share}.",
            period=say.period(row.period),
            printed=say.percent(row.printed, 2),
            numerator=say.number(int(row.numerator)),
            denominator=say.number(int(row.denominator)),
            share=say.percent(row.value, 2),
        )
        for row in rows
    ]


def _is_old_boundary(frame: pd.DataFrame) -> pd.Series:
    rows = frame[["boundary"]].itertuples()
    return pd.Series([words.is_old_boundary(row) for row in rows], index=frame.index, dtype=bool)
