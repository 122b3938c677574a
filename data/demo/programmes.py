"""Programme membership of the demonstration set: which part of the members of a segment is in which programme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.actives import BPU, JAKON, PMI, PU, SEGMENTS
from data.demo.ground import MONTH_AT, MONTHS, Ground, Whole, Yes
from data.demo.layout import lay_out
from data.demo.reporting import Reporting

PROGRAMMES = ("JHT", "JKK", "JKM", "JKP", "JP")  # sorted, as the last axis of every array of programmes
JHT, JKK, JKM, JKP, JP = range(len(PROGRAMMES))
OFFERED = {BPU: (JHT, JKK, JKM), JAKON: (JKK, JKM), PMI: (JKK, JKM), PU: (JHT, JKK, JKM, JKP, JP)}
JKP_FROM = MONTH_AT["2021-02"]


@dataclass(frozen=True)
class InProgrammes:
    """Members by place, month, segment and programme.

    Args:
        offered: by month, segment and programme: whether the segment is in the programme at all.
        active: active participants in it.
        registered: active and inactive ones.
    """

    offered: Yes
    active: Whole
    registered: Whole


def in_programmes(ground: Ground, people: Whole, registered: Whole) -> InProgrammes:
    """Divide the members of each segment among programmes.

    All are in JKK and JKM; of PU most are in JHT, fewer in JP and JKP, of BPU only those who pay for more in JHT.

    Args:
        ground: the places.
        people: active participants by place, month and segment.
        registered: the same, inactive ones included.
    """
    month = np.arange(len(MONTHS))
    formal = (ground.formal.mean(axis=1) - 0.3)[:, None]
    lots = ground.lots("programmes", 4)[:, :, None]
    shares = np.zeros((len(ground.codes), len(MONTHS), len(SEGMENTS), len(PROGRAMMES)))
    shares[..., [JKK, JKM]] = 1.0
    shares[:, :, PU, JHT] = np.clip(0.93 + 0.05 * formal + 0.015 * lots[:, 0], 0.8, 0.99)
    shares[:, :, PU, JP] = np.clip(0.62 + 0.15 * formal + 0.03 * lots[:, 1] + 0.0006 * month, 0.4, 0.79)
    shares[:, :, PU, JKP] = np.clip(0.38 + 0.15 * formal + 0.03 * lots[:, 2] + 0.0018 * (month - JKP_FROM), 0.2, 0.7)
    shares[:, :, BPU, JHT] = np.clip(0.13 + 0.15 * formal + 0.02 * lots[:, 3] - 0.0004 * month, 0.03, 0.3)
    offered = np.zeros((len(MONTHS), len(SEGMENTS), len(PROGRAMMES)), dtype=bool)
    for segment, programmes in OFFERED.items():
        offered[:, segment, list(programmes)] = True
    offered[:JKP_FROM, :, JKP] = False
    active, all_registered = (
        np.where(offered, np.floor(shares * counted[..., None]), 0).astype(np.int64) for counted in (people, registered)
    )
    return InProgrammes(offered, active, all_registered)


def programme_membership(ground: Ground, members: InProgrammes, reported: Reporting) -> pd.DataFrame:
    """Give the table ``programme_membership``; flows by programme are null."""
    return lay_out(
        "programme_membership",
        {"region_code": ground.codes, "month": MONTHS, "segment": SEGMENTS, "programme": PROGRAMMES},
        {"registered": members.registered, "active": members.active},
        members.offered[None] & reported.came[:, :, None, None],
    )
