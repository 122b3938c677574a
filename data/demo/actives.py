"""Active participants of the demonstration set: smooth paths with a pandemic, seasons and shocks, led through the anchors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.assumptions import PROVINCES
from data.demo.cover import Cover, sponsored_cover
from data.demo.ground import MONTH_AT, MONTHS, Ground, Real, Whole, stream
from data.demo.reconcile import Anchor, pass_through

SEGMENTS = ("BPU", "JAKON", "PMI", "PU")  # sorted, as the last axis of every array of members
BPU, JAKON, PMI, PU = range(len(SEGMENTS))
COUNTED = np.array([True, True, False, True])  # in a total of the UCJ reports: PU, BPU and construction
START = MONTH_AT["2025-03"]  # month in which every course below is 1

# Course of each segment without pandemic, season and sponsored cover: level by month, straight in between.
COURSE = {
    "BPU": {"2019-01": 0.34, "2020-02": 0.40, "2021-12": 0.47, "2023-01": 0.64, "2024-12": 0.98, "2025-12": 1.10},
    "JAKON": {"2019-01": 0.95, "2025-12": 1.03},
    "PMI": {"2019-01": 0.85, "2025-12": 1.06},
    "PU": {"2019-01": 0.80, "2020-02": 0.84, "2022-12": 0.90, "2023-12": 0.95, "2025-12": 1.03},
}
# Sites open after the budget is passed and close with the year.
BUILDING = (0.62, 0.66, 0.74, 0.82, 0.90, 0.98, 1.06, 1.13, 1.19, 1.24, 1.25, 0.98)
# Loss at the trough: a floor, and how much of the fall of the regional product is added to it.
LOSS = {"BPU": (0.20, 1.3), "JAKON": (0.34, 0.8), "PMI": (0.62, 0.2), "PU": (0.07, 1.0)}
TROUGH = ("2020-09", "2021-01")
NOISE = {"BPU": 0.010, "JAKON": 0.025, "PMI": 0.015, "PU": 0.003}
PLIANT = np.array([1.6, 0.8, 1.0, 0.7])  # how far each segment gives way to a total: sponsored members come first
KEPT_NOISE = 0.8  # part of a month's deviation that is left a month later


@dataclass(frozen=True)
class Actives:
    """Active participants.

    Args:
        people: by place, month and segment of ``SEGMENTS``.
        cover: the sponsored cover within BPU.
    """

    people: Whole
    cover: Cover


def actives(ground: Ground, base: Whole, figures: pd.DataFrame) -> Actives:
    """Make the paths and lead them through the published figures.

    Args:
        ground: the places.
        base: UCJ base by place and month.
        figures: published figures that the set passes through, as ``anchors.used`` gives them.
    """
    start = _start(ground, base)
    cover = sponsored_cover(ground, start[:, BPU])
    paths = start[:, None, :] * _courses(ground) * _noise(ground) * _shocks(ground)
    paths[:, :, BPU] *= 0.85  # leaves room for the sponsored, who are added and never corrected
    fixed = np.zeros(paths.shape, dtype=np.int64)
    fixed[:, :, BPU] = cover.active
    return Actives(pass_through(paths, fixed, member_anchors(ground, base, figures), PLIANT), cover)


def member_anchors(ground: Ground, base: Whole, figures: pd.DataFrame) -> list[Anchor]:
    """Give the counts of members that the paths pass through; of a lone percentage, its people on the set's own base."""
    anchors = []
    for figure in figures[figures["quantity"].isin(["members", "share"])].itertuples():
        places, month = ground.inside(figure.region_code), MONTH_AT[figure.month]
        whole = figure.segment == "total"
        segments = COUNTED if whole else np.array([segment == figure.segment for segment in SEGMENTS])
        people = figure.value
        if figure.quantity == "share":
            people = figure.value / 100 * base[places, month].sum()
        anchors.append(Anchor(month, places, segments, round(people), "." in figure.region_code))
    return anchors


def _start(ground: Ground, base: Whole) -> Real:
    """Give the people expected of each place and segment in March 2025."""
    assumed = {code: PROVINCES[code] for code in ground.province_codes}
    formal = ground.formal[:, -1]
    leaning = formal - ground.mean_in_province(formal)
    share = ground.by_province({code: province.coverage for code, province in assumed.items()})
    share = np.minimum(share * np.exp(0.9 * leaning + 0.08 * ground.lots("members", 1)[:, 0]), 0.85)
    parts = np.stack([ground.by_province({c: p.mix[i] for c, p in assumed.items()}) for i in range(3)], axis=1)
    parts = parts * np.exp(np.stack([-0.6 * leaning, 0 * leaning, 1.0 * leaning], axis=1))
    parts = parts / parts.sum(axis=1, keepdims=True)
    abroad = ground.population * ground.by_province({code: province.abroad for code, province in assumed.items()})
    abroad = abroad * np.exp(0.5 * ground.lots("members abroad", 1)[:, 0])
    members = (share * base[:, START])[:, None] * parts
    return np.stack([members[:, 0], members[:, 1], abroad, members[:, 2]], axis=1)


def _courses(ground: Ground) -> Real:
    every = np.arange(len(MONTHS))
    courses = np.empty((len(ground.codes), len(MONTHS), len(SEGMENTS)))
    steep = 1 + 0.15 * ground.lots("members course", len(SEGMENTS))
    for at, segment in enumerate(SEGMENTS):
        known = [MONTH_AT[month] for month in COURSE[segment]]
        plain = np.interp(every, known, list(COURSE[segment].values()))
        if segment == "JAKON":
            plain = plain * np.resize(BUILDING, len(MONTHS))
        courses[:, :, at] = (plain / plain[START]) ** steep[:, [at]]
    return courses * (1 - _pandemic(ground))


def _pandemic(ground: Ground) -> Real:
    """Give the part lost to the pandemic: deeper and longer where the regional product fell more."""
    before, from_, to = MONTH_AT["2020-02"], MONTH_AT[TROUGH[0]], MONTH_AT[TROUGH[1]]
    lots = ground.lots("members pandemic", 2)
    back = to + np.clip(12 + 110 * ground.fall + 3 * lots[:, 0], 8, 40)  # month in which half is made up
    every = np.arange(len(MONTHS))
    falling = np.interp(every, [before, from_], [0, 1]) ** 0.7
    rising = 1 / (1 + np.exp((every[None, :] - back[:, None]) / (back[:, None] - to) * 4))
    course = falling[None, :] * np.where(every <= to, 1.0, rising / rising[:, [to]])
    depth = [floor + slope * ground.fall for floor, slope in (LOSS[segment] for segment in SEGMENTS)]
    deep = np.clip(np.stack(depth, axis=1) * np.exp(0.2 * lots[:, [1]]), 0, 0.85)
    lost: Real = course[:, :, None] * deep[:, None, :]
    return lost


def _noise(ground: Ground) -> Real:
    steps = ground.lots("members noise", len(MONTHS), len(SEGMENTS)) * np.array([NOISE[name] for name in SEGMENTS])
    for month in range(1, len(MONTHS)):
        steps[:, month] += KEPT_NOISE * steps[:, month - 1]
    noise: Real = np.exp(steps)
    return noise


def _shocks(ground: Ground) -> Real:
    """Give the factor of single events, drawn by lot: a large employer lost, records cleared up, a big project."""
    lots = stream("members shocks", "all")
    places = lots.permutation(len(ground.codes))[:6]
    factor = np.ones((len(ground.codes), len(MONTHS), len(SEGMENTS)))
    every = np.arange(len(MONTHS))
    for place, segment, change, half_back in zip(
        places,
        (PU, PU, BPU, BPU, JAKON, JAKON),
        (-0.22, -0.16, -0.18, -0.12, 0.6, 0.45),
        (9, 18, 99, 99, 6, 8),
        strict=True,
    ):
        since = every - int(lots.integers(MONTH_AT["2022-02"], MONTH_AT["2025-02"]))
        factor[place, :, segment] += np.where(since >= 0, change * 0.5 ** (np.maximum(since, 0) / half_back), 0.0)
    return factor
