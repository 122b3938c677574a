"""Contributions and arrears of the demonstration set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.actives import BPU, JAKON, PMI, PU, SEGMENTS
from data.demo.ground import MONTHS, Ground, Real, Whole
from data.demo.layout import as_whole, lay_out
from data.demo.programmes import JKP, PROGRAMMES, InProgrammes
from data.demo.rates import Rates
from data.demo.reporting import Reporting

AGES = ("0-3", "12-24", "24+", "3-6", "6-12")  # sorted as texts, as the key of the table is
SPAN = {"0-3": (0, 3), "3-6": (3, 6), "6-12": (6, 12), "12-24": (12, 24)}  # months since due, end not included
# BPU leave the active count after three unpaid months and owe nothing older; sites are settled when they close.
AGES_OF = {BPU: ("0-3",), JAKON: ("0-3", "3-6"), PU: AGES}
PAID = np.array([0.955, 0.97, 1.0, 0.985])  # part that has been paid by now, by segment of SEGMENTS
ON_TIME = np.array([0.62, 0.74, 1.0, 0.79])  # part of it that came by the due date
LATER = 0.45  # part of what came late that is still out a month later
SETTLED = 0.96  # part of the oldest arrears that is left a month later
HARD = frozenset({*(f"2020-{month:02}" for month in range(3, 13)), *(f"2021-{month:02}" for month in range(1, 7))})


@dataclass(frozen=True)
class Contributions:
    """Contributions by place, month, segment and programme, in rupiah.

    Args:
        due: what is to be paid.
        received: what has been paid by now.
        on_time: what came by the due date.
    """

    due: Whole
    received: Whole
    on_time: Whole


def contributions(ground: Ground, members: InProgrammes, rates: Rates) -> Contributions:
    """Give what members owe and pay. JKP is paid by the state and comes in full."""
    hard = np.array([0.97 if month in HARD else 1.0 for month in MONTHS])[None, :, None]
    place = ground.lots("contributions", 2, len(SEGMENTS))[:, :, None, :]
    wander = ground.lots("contributions by month", len(MONTHS), 2, len(SEGMENTS))
    paid = np.clip(PAID * hard + 0.006 * place[:, 0] + 0.003 * wander[:, :, 0], 0.85, 0.999)[..., None]
    on_time = np.clip(ON_TIME * hard + 0.05 * place[:, 1] + 0.015 * wander[:, :, 1], 0.4, 0.95)[..., None]
    from_state = np.arange(len(PROGRAMMES)) == JKP
    due = as_whole(members.active * rates.head)
    received = np.floor(due * np.where(from_state, 1.0, paid)).astype(np.int64)
    return Contributions(due, received, np.floor(received * np.where(from_state, 1.0, on_time)).astype(np.int64))


def contribution(ground: Ground, members: InProgrammes, paid: Contributions, reported: Reporting) -> pd.DataFrame:
    """Give the table ``contribution``. PMI pay once a contract, not a month, and have no rows."""
    charged = members.offered & (np.arange(len(SEGMENTS)) != PMI)[:, None]
    return lay_out(
        "contribution",
        {"region_code": ground.codes, "month": MONTHS, "segment": SEGMENTS, "programme": PROGRAMMES},
        {"due": paid.due, "received": paid.received, "received_on_time": paid.on_time},
        charged[None] & reported.came[:, :, None, None],
    )


def arrears(ground: Ground, paid: Contributions, reported: Reporting) -> pd.DataFrame:
    """Give the table ``arrears``: what is unpaid at month end of each earlier month's contributions, by its age."""
    never = (paid.due - paid.received).sum(axis=3)
    late = (paid.received - paid.on_time).sum(axis=3)
    amount = np.zeros((len(ground.codes), len(MONTHS), len(SEGMENTS), len(AGES)))
    for age, (first, end) in SPAN.items():
        for lag in range(first, end):
            amount[..., AGES.index(age)] += _before(never, lag) + _before(late, lag) * LATER ** (lag + 1)
    amount[..., AGES.index("24+")] = _oldest(_before(never, 24))
    owed = np.zeros((len(SEGMENTS), len(AGES)), dtype=bool)
    for segment, ages in AGES_OF.items():
        owed[segment, [AGES.index(age) for age in ages]] = True
    return lay_out(
        "arrears",
        {"region_code": ground.codes, "month": MONTHS, "segment": SEGMENTS, "age": AGES},
        {"amount": as_whole(amount)},
        owed[None, None] & reported.came[:, :, None, None],
    )


def _before(amount: Whole, lag: int) -> Whole:
    """Give each month the amount of some months before; before the first month, that of the first."""
    return amount[:, np.maximum(np.arange(len(MONTHS)) - lag, 0)]


def _oldest(coming: Whole) -> Real:
    """Add up what grows too old for the other ages, less what is settled."""
    oldest = np.empty(coming.shape)
    oldest[:, 0] = coming[:, 0] * 8.0
    for month in range(1, len(MONTHS)):
        oldest[:, month] = SETTLED * oldest[:, month - 1] + coming[:, month]
    return oldest
