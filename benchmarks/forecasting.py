"""Forecasts held against what came: cover and error on the demonstration set, shipped and made anew, and their time.

The rules of the forecast were chosen while looking at the shipped set alone; the sets of other seeds were never used for
it. The survey of the statistics office is real and yearly: ``benchmarks.survey`` holds its two simple models against it.
"""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import numpy as np

from benchmarks import survey
from benchmarks.report import Line, interleaved, milliseconds
from data.demo import SEED, demonstration, ground
from data.store import Store, open_store
from metrics._model import Query
from metrics.analyses.backtest import Backtest, backtest
from metrics.analyses.forecast import forecast
from metrics.analyses.forecast_models import Real, upper_bound
from metrics.analyses.forecast_paths import roll
from metrics.analyses.forecast_rows import Goal
from metrics.catalogue import metric
from metrics.territory import territory

OTHER_SEEDS = (20260101, 20260102, 20260103, 20260104, 20260105)
COUNTED = ("BPU", "JAKON", "PU")  # segments in a UCJ total
HORIZONS = (1, 3, 6, 12, 18, 24)
ROUNDS = 3
COVER = (0.70, 0.90)
AIMS = {"51": 1.0, "KW-BANUSPA": 5.0}  # seconds on a warm store


def run(home: Path) -> list[Line]:
    store = open_store()
    lines = [line for seed in (SEED, *OTHER_SEEDS) for line in _demonstration(store, seed)]
    lines += survey.run(store.query)
    lines += [_seconds(store.query, region, aim) for region, aim in AIMS.items()]
    store.close()
    return lines


def _demonstration(store: Store, seed: int) -> list[Line]:
    codes, shares, bases = _lines(store.query, seed)
    provinces = np.array([code[:2] for code in codes])
    wholes = [np.flatnonzero(provinces == province) for province in sorted(set(provinces))]
    tested = backtest(roll(shares, bases, upper_bound(shares)), [*wholes, np.arange(len(codes))])
    which = "the shipped demonstration set" if seed == SEED else f"a demonstration set of another seed, {seed}"
    return [
        _cover(f"Cover of the 80 % interval, {len(codes)} regencies, {which}", tested, slice(0, len(codes)), aim=True),
        _cover(
            f"Cover of the 80 % interval, {len(wholes)} provinces as sums and Banuspa, {which}",
            tested,
            slice(len(codes), None),
            aim=False,
        ),
    ]


def _cover(what: str, tested: Backtest, lines: slice, *, aim: bool) -> Line:
    inside, error, naive = tested.inside[lines], tested.error[lines], tested.naive[lines]
    found = float(np.nanmean(inside))
    each = np.nanmean(inside, axis=(1, 2))
    better = np.nanmean(error, axis=(1, 2)) < np.nanmean(naive, axis=(1, 2))
    beside = (
        "by months ahead "
        + ", ".join(f"{month}: {np.nanmean(inside[:, :, month - 1]):.0%}" for month in HORIZONS)
        + f"; single ones {each.min():.0%} to {each.max():.0%}; of 95 %: {np.nanmean(tested.inside_95[lines]):.0%}; "
        + f"mean error {100 * np.nanmean(error):.2f} points, naive {100 * np.nanmean(naive):.2f}; "
        + f"{better.sum()} of {len(better)} better than naive; {int((~np.isnan(inside)).sum()):,} figures"
    )
    least, most = COVER
    return Line(what, f"{found:.1%}", beside, f"{least:.0%} to {most:.0%}", least <= found <= most if aim else None)


def _lines(query: Query, seed: int) -> tuple[list[str], Real, Real]:
    """Give regions, shares and bases by month of the demonstration set that a seed makes."""
    with patch.object(ground, "SEED", seed):
        made = demonstration(query)
    members, people = made["membership"], made["office_workforce"]
    active = members[members["segment"].isin(COUNTED)].groupby(["region_code", "month"])["active"].sum().unstack()
    base = people[people["base"] == "ucj"].set_index(["region_code", "month"])["total"].unstack()
    base = base.reindex(index=active.index, columns=active.columns)
    numerators, denominators = (
        active.to_numpy(dtype=float, na_value=np.nan),
        base.to_numpy(dtype=float, na_value=np.nan),
    )
    return list(active.index), numerators / denominators, np.where(np.isnan(numerators), np.nan, denominators)


def _seconds(query: Query, region: str, aim: float) -> Line:
    places, coverage = territory(query), metric("coverage")

    def asked() -> None:
        forecast(query, places, coverage, region, "2025-12", base="ucj", goal=Goal(0.65, "2026-12"), children=True)

    asked()
    (seconds,) = interleaved(ROUNDS, asked)
    found = min(seconds)
    what = f"Forecast of {region} and its parts, backtest, target and 2,000 paths of ten years included"
    return Line(what, f"{found:.2f} s", milliseconds(seconds), f"under {aim:g} s", found < aim)
