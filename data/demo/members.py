"""Membership of the demonstration set: flows derived from the active participants, so that the balance holds exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.actives import BPU, SEGMENTS, Actives
from data.demo.ground import MONTHS, Ground, Real, Whole, Yes
from data.demo.layout import as_whole, lay_out, null_where
from data.demo.reporting import Reporting

# By segment of SEGMENTS: BPU, JAKON, PMI, PU.
CHURN = np.array([0.068, 0.13, 0.045, 0.012])  # active participants who leave in a month
MOVING = np.array([0.002, 0.003, 0.0, 0.002])  # who move to another regency of the province in a month
RETURNING = np.array([0.35, 0.2, 0.2, 0.35])  # returning in a month, of those who leave
CLOSED = np.array([0.2, 0.6, 0.5, 0.25])  # of those who leave, whose record is closed
INACTIVE = np.array([0.5, 0.35, 0.4, 0.6])  # inactive for each active participant at the beginning
KEPT = np.array([0.61, 0.31, 0.53, 0.885])  # of those active a year ago, who still are
RENEWED = 0.65  # of those whose sponsored cover begins again, who had it before
LEAST = 0.003  # smallest inflow of a month
YEAR = 12
HARD = frozenset(f"2020-{month:02}" for month in range(3, 9))  # more leave in these months


@dataclass(frozen=True)
class Flows:
    """Flows by place, month and segment; zero in the first month, where they are not known.

    Args:
        new, reactivated, exits, moved_in, moved_out: people of the month.
        registered: active and inactive participants at its end.
        still_active: of those active twelve months before; zero in the first year.
    """

    new: Whole
    reactivated: Whole
    exits: Whole
    moved_in: Whole
    moved_out: Whole
    registered: Whole
    still_active: Whole


def flows(ground: Ground, members: Actives, came: Yes) -> Flows:
    """Derive the flows from the active participants.

    Args:
        ground: the places.
        members: active participants.
        came: whether the month of a place came in; a place that did not report moves nobody in that month.
    """
    people, before = members.people, _month_before(members.people)
    sponsored = np.zeros_like(people)
    sponsored[:, :, BPU] = members.cover.active
    sponsored_before = _month_before(sponsored)
    moved_out, moved_in = _moves(ground, people, before, came)
    begun = np.maximum(sponsored - sponsored_before, 0)
    lapsed = np.maximum(sponsored_before - sponsored, 0)
    exits = as_whole(_churn(ground) * np.maximum(before - sponsored_before, 0)) + lapsed
    inflow = people - before + exits + moved_out - moved_in
    short = np.maximum(as_whole(np.ceil(LEAST * before)) + begun - inflow, 0)
    inflow, exits = inflow + short, exits + short
    reactivated = _reactivated(inflow, exits, begun, sponsored)
    first = np.arange(len(MONTHS)) == 0
    for flow in (inflow, exits, reactivated, moved_in, moved_out):
        flow[:, first] = 0
    new = inflow - reactivated
    inactive = as_whole(INACTIVE * people[:, [0]]) + np.cumsum(exits - as_whole(CLOSED * exits) - reactivated, axis=1)
    kept = _still_active(ground, people, new, exits + moved_out)
    return Flows(new, reactivated, exits, moved_in, moved_out, people + inactive, kept)


def membership(ground: Ground, members: Actives, moved: Flows, reported: Reporting) -> pd.DataFrame:
    """Give the table ``membership``.

    Flows of the first month, and everything of twelve months before where that month is not held, are null.
    """
    month = np.arange(len(MONTHS))[None, :, None]
    year_ago = np.zeros_like(members.people)
    year_ago[:, YEAR:] = members.people[:, :-YEAR]
    held = np.zeros_like(reported.came)
    held[:, YEAR:] = reported.came[:, :-YEAR]
    return lay_out(
        "membership",
        {"region_code": ground.codes, "month": MONTHS, "segment": SEGMENTS},
        {
            "registered": moved.registered,
            "active": members.people,
            "new": null_where(moved.new, month == 0),
            "reactivated": null_where(moved.reactivated, month == 0),
            "exits": null_where(moved.exits, month == 0),
            "moved_in": null_where(moved.moved_in, month == 0),
            "moved_out": null_where(moved.moved_out, month == 0),
            "active_year_ago": null_where(year_ago, ~held[:, :, None]),
            "still_active": null_where(moved.still_active, ~held[:, :, None]),
        },
        reported.came[:, :, None],
    )


def _month_before(people: Whole) -> Whole:
    return np.concatenate([people[:, :1], people[:, :-1]], axis=1)


def _churn(ground: Ground) -> Real:
    place = np.exp(0.12 * ground.lots("churn", len(SEGMENTS)))[:, None, :]
    wander = np.exp(0.06 * ground.lots("churn by month", len(MONTHS), len(SEGMENTS)))
    hard = np.array([1.5 if month in HARD else 1.0 for month in MONTHS])[None, :, None]
    churn: Real = CHURN * place * wander * hard
    return churn


def _moves(ground: Ground, people: Whole, before: Whole, came: Yes) -> tuple[Whole, Whole]:
    """Move people around a ring within each province, so that what leaves one regency arrives in the next."""
    following = np.empty(len(ground.codes), dtype=np.int64)
    for code in ground.province_codes:
        inside = np.flatnonzero(ground.inside(code))
        following[inside] = np.roll(inside, -1)
    room = np.minimum(before, np.minimum(people[following], before[following]) * 3)
    both = (came & came[following])[:, :, None]
    out = np.where(both, np.floor(MOVING * room), 0).astype(np.int64)
    arrived = np.empty_like(out)
    arrived[following] = out
    return out, arrived


def _reactivated(inflow: Whole, exits: Whole, begun: Whole, sponsored: Whole) -> Whole:
    """Of those who come, give how many were inactive before: some who left lately, and most of a renewed cover."""
    earlier = np.stack([np.roll(exits, lag, axis=1) for lag in (1, 2, 3)]).mean(axis=0)
    earlier[:, :3] = exits[:, :3]
    usual: Whole = np.minimum(as_whole(RETURNING * earlier), np.maximum(inflow - begun, 0) // 2)
    had = np.cumsum(sponsored, axis=1) - sponsored > 0
    usual += np.where(had, as_whole(RENEWED * begun), 0)
    return usual


def _still_active(ground: Ground, people: Whole, new: Whole, left: Whole) -> Whole:
    """Give those active twelve months ago and now, between what the flows allow at least and at most."""
    ago = np.zeros_like(people)
    ago[:, YEAR:] = people[:, :-YEAR]
    sums = np.cumsum(left, axis=1)
    left_in_year = sums.copy()
    left_in_year[:, YEAR:] -= sums[:, :-YEAR]
    usual = YEAR * CHURN * np.maximum(ago, 1)
    harder = np.clip(left_in_year / usual, 0.5, 2.0) - 1
    share = KEPT * np.exp(-0.12 * harder + 0.03 * ground.lots("retention", len(SEGMENTS))[:, None, :])
    least = np.maximum(ago - left_in_year, 0)
    kept: Whole = np.clip(np.floor(share * ago).astype(np.int64), least, np.minimum(ago, people - new))
    kept[:, :YEAR] = 0
    return kept
