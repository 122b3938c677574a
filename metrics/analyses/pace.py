"""The arithmetic of a target: how far, how fast, how many a month. Plain numbers in, plain numbers out.

Rules and golden values: "Gap", "Required net", "Required gross" and "Pace" of the project's statistics notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil

from metrics._model import months_between

ON_TRACK, BEHIND = 0.95, 0.60  # bands of pace, after Eurostat and Open SDG
QUARTER = 3  # months between targets that are set by the quarter
YEAR = 12


def gap_people(members: int, base: int, target: float) -> int:
    """Give the people still to cover: target times base less members, rounded up, never below zero.

    Computed in exact fractions: 0.65 of 1,873,899 is 1,218,034.35, so 1,218,035 people.
    """
    return max(0, ceil(Fraction(str(target)) * base - members))


def whole_people(need: float) -> int:
    """Give a need in whole people, rounded up as the gap is: with a part of a person fewer the target is missed."""
    return ceil(round(need, 6))


def required_net(members: float, base: float, target: float, months: int, growth: float = 0.0) -> float:
    """Give the members to add a month, net of losses, while the base grows.

    Args:
        members: members now.
        base: people in the base now.
        target: share to reach, 0 to 1.
        months: months left; 0 in the deadline month, when the whole gap is due.
        growth: growth of the base a year, as a share.
    """
    due = target * base * (1 + growth) ** (months / 12) - members
    return float(max(due, 0.0) / max(months, 1))


def required_gross(members: float, base: float, target: float, months: int, lapse: float, growth: float = 0.0) -> float:
    """Give the members to enrol a month when a share ``lapse`` of all members is lost every month.

    With no lapse, and in the deadline month, it equals ``required_net``.
    """
    if lapse == 0 or months < 1:
        return required_net(members, base, target, months, growth)
    kept = (1 - lapse) ** months
    due = target * base * (1 + growth) ** (months / 12) - members * kept
    return float(max(due, 0.0) * lapse / (1 - kept))


def pace_of(
    baseline: float, current: float, target: float, elapsed: int, span: int, *, compound: bool = False
) -> float | None:
    """Give pace achieved over pace required; None where the goal was met at the start or no time has passed.

    Args:
        baseline: value at the start.
        current: value now.
        target: value to reach.
        elapsed: months from the start until now.
        span: months from the start until the deadline.
        compound: compares growth a year in place of points; it flatters who starts low, and None says that nothing grows
            from zero.
    """
    if target <= baseline or elapsed <= 0 or span <= 0 or (compound and baseline <= 0):
        return None
    if compound:
        return float(((current / baseline) ** (YEAR / elapsed) - 1) / ((target / baseline) ** (YEAR / span) - 1))
    return ((current - baseline) / elapsed) / ((target - baseline) / span)


def progress_of(pace: float) -> str:
    """Give the word for a pace: on_track, behind, far_behind or moving_away."""
    if pace >= ON_TRACK:
        return "on_track"
    if pace >= BEHIND:
        return "behind"
    return "far_behind" if pace >= 0 else "moving_away"


def pace_path(
    baseline: tuple[str, float], goal: tuple[str, float], others: Iterable[tuple[str, float]] = ()
) -> list[tuple[str, float]]:
    """Give the corners of the pace line: straight from baseline to target, through the quarter ends where they are set.

    Args:
        baseline: month ``YYYY-MM`` and share that progress is counted from.
        goal: month of the deadline and share of the target asked about.
        others: further targets of the same setter and base; those that follow each other within three months of the goal,
            one quarter from the next, belong to the path, a yearly one does not.

    Returns:
        Months with shares, the baseline first; empty where the goal is not after the baseline.
    """
    start = months_between("0001-01", baseline[0])
    at = {months_between("0001-01", month): (month, share) for month, share in (*others, goal)}
    end = months_between("0001-01", goal[0])
    if end <= start:
        return []
    first = last = end
    later = sorted(month for month in at if month > end)
    earlier = sorted((month for month in at if start < month < end), reverse=True)
    for month in later:
        last = month if month - last <= QUARTER else last
    for month in earlier:
        first = month if first - month <= QUARTER else first
    return [baseline, *(at[month] for month in sorted(at) if first <= month <= last)]


def due_at(path: Sequence[tuple[str, float]], month: str) -> float | None:
    """Give the share that a pace line asks for in a month; None outside its months."""
    for (since, low), (until, high) in pairwise(path):
        if since <= month <= until:
            return low + (high - low) * months_between(since, month) / months_between(since, until)
    return None
