"""Forecasts held against what came: cover and error on the demonstration set, shipped and made anew, and their time.

The rules of the forecast were chosen while looking at the shipped set alone; the sets of other seeds were never used for
it. The survey of the statistics office is real and yearly: too short for a forecast, so only its two simple models are
held against what came.
"""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd

from benchmarks.report import Line, interleaved, milliseconds
from data.demo import SEED, demonstration, ground
from data.store import Store, open_store
from metrics._model import Query, Scope, measure
from metrics.analyses.backtest import FEWEST, Backtest, backtest
from metrics.analyses.forecast import forecast
from metrics.analyses.forecast_models import DRIFT, NAIVE, Real, ahead, states, to_logit, to_share, upper_bound
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
LEAST_YEARS = 3  # yearly figures that two models can be held against: two to start from, one that came


def run(home: Path) -> list[Line]:
    store = open_store()
    lines = [line for seed in (SEED, *OTHER_SEEDS) for line in _demonstration(store, seed)]
    lines += [_yearly(store.query, name) for name in ("informal_share", "workforce")]
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


def _yearly(query: Query, name: str) -> Line:
    """Hold naive and drift, one year ahead, against the August rounds of provinces and regencies: real figures only."""
    of = metric(name)
    figures = measure(query, of, Scope(base="bps", segment=of.headline_segment("bps")))
    figures = figures[figures["on_line"] & (figures["status"] != "demonstration") & (figures["period"].str.len() == 7)]
    figures = figures[figures["period"].str.endswith("-08")]
    errors: list[Real] = []
    longest = lines = 0
    for _, line in figures.groupby(["region_code", "series", "boundary", "weights"], dropna=False):
        years = pd.to_numeric(line["month"].str[:4])
        longest, lines = max(longest, len(line)), lines + 1
        if len(line) >= LEAST_YEARS and (years.diff().dropna() == 1).all():
            errors.append(_one_year_ahead(line["value"].to_numpy(dtype=float), share=of.unit == "share"))
    told = "no line has three years in a row"
    if errors:
        every = np.concatenate(errors, axis=1)
        told = (
            f"one year ahead, {every.shape[1]} figures of {len(errors)} lines: "
            f"naive {every[0].mean():.2f}, drift {every[1].mean():.2f} "
            + ("points" if of.unit == "share" else "percent")
        )
    return Line(
        f"{of.title}, Sakernas, real yearly figures: the longest of {lines} lines",
        f"{longest} figures",
        f"{told}; {FEWEST} are needed for a forecast: none is made",
    )


def _one_year_ahead(values: Real, *, share: bool) -> Real:
    """Give the absolute errors of naive and drift from the second figure on, in points or percent."""
    upper = upper_bound(values[None])
    scale = to_logit(values[None], upper[:, None]) if share else np.log(values[None])
    said = ahead(states(scale), slice(1, -1), 1)[[NAIVE, DRIFT], 0, :, 0]
    came = values[2:]
    errors: Real = 100 * np.abs(to_share(said, upper) - came) if share else 100 * np.abs(np.exp(said) / came - 1)
    return errors


def _seconds(query: Query, region: str, aim: float) -> Line:
    places, coverage = territory(query), metric("coverage")

    def asked() -> None:
        forecast(query, places, coverage, region, "2025-12", base="ucj", goal=Goal(0.65, "2026-12"), children=True)

    asked()
    (seconds,) = interleaved(ROUNDS, asked)
    found = min(seconds)
    what = f"Forecast of {region} and its parts, backtest, target and 2,000 paths of ten years included"
    return Line(what, f"{found:.2f} s", milliseconds(seconds), f"under {aim:g} s", found < aim)
