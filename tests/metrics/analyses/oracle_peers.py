"""Nearest neighbours again, from raw rows alone: plain Python and pandas, nothing of the code that is tested.

The written rule ("Nearest neighbours" of the notes): structure only; each variable in one period of one publisher, the one
that the most regions have, of two the later; a region without it stands in with its own figure of at most two years before;
counts and money on a logarithm; standard scores over all regions held; of two that correlate beyond 0.9 the later named is
left out; Euclid over what both have, at least three, scaled up to all weights; five to seven up to the widest gap.
"""

import math
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pandas as pd

ORDER = {
    "population": True, "informal_share": False, "grdp_per_capita": True, "unemployment_rate": False,
    "population_growth": False, "workforce": True,
}  # fmt: skip  # whether it is compared by its logarithm
Rows = list[dict[str, Any]]


def nearest(rows: Rows, weights: Mapping[str, float] | None = None) -> dict[str, list[tuple[str, float]]]:
    """Give of every region the others that it can be compared with, nearest first, with their distances.

    Args:
        rows: ``variable, region_code, month, series, value``, in any order.
        weights: of the variables; 1 where not named.
    """
    table = scores(rows)
    weight = {name: (weights or {}).get(name, 1.0) for name in ORDER}
    used: list[str] = []
    for name in ORDER:
        if name in table and weight[name] > 0 and not any(abs(alike(table[name], table[kept])) > 0.9 for kept in used):
            used.append(name)
    regions = sorted({row["region_code"] for row in rows})
    every: dict[str, list[tuple[str, float]]] = {region: [] for region in regions}
    for one, other in combinations(regions, 2):
        both = [name for name in used if one in table[name] and other in table[name]]
        if len(both) >= 3:
            squared = math.fsum(weight[name] * (table[name][one] - table[name][other]) ** 2 for name in both)
            scale = sum(weight[name] for name in used) / sum(weight[name] for name in both)
            distance = math.sqrt(squared * scale)
            every[one].append((other, distance))
            every[other].append((one, distance))
    return {region: sorted(found, key=lambda pair: (pair[1], pair[0])) for region, found in every.items()}


def peers(found: list[tuple[str, float]]) -> list[str]:
    """Give the first five to seven, up to the widest gap, the later of two equally wide."""
    if len(found) <= 7:
        return [code for code, _ in found]
    gaps = {number: found[number][1] - found[number - 1][1] for number in (5, 6, 7)}
    widest = max(number for number in gaps if gaps[number] >= max(gaps.values()) * (1 - 1e-9))
    return [code for code, _ in found[:widest]]


def scores(rows: Rows) -> dict[str, dict[str, float]]:
    """Give the standard scores of each variable that is held for half of the regions and differs between them."""
    regions = {row["region_code"] for row in rows}
    table = {}
    for name, logged in ORDER.items():
        held = one_period(growths(rows) if name == "population_growth" else [r for r in rows if r["variable"] == name])
        if 2 * len(held) < len(regions):
            continue
        known = {code: math.log(value) if logged else value for code, value in held.items() if value > 0 or not logged}
        spread = pd.Series(known, dtype=float).std(ddof=0)
        if spread > 1e-12 * max([1.0, *map(abs, known.values())]):
            mean = math.fsum(known.values()) / len(known)
            table[name] = {code: (value - mean) / spread for code, value in known.items()}
    return table


def one_period(rows: Rows) -> dict[str, float]:
    holders: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        holders.setdefault((row["month"], row["series"] or ""), set()).add(row["region_code"])
    if not holders:
        return {}
    most = max(len(codes) for codes in holders.values())
    month = max(month for (month, _), codes in holders.items() if len(codes) == most)
    series = min(name for (at, name), codes in holders.items() if at == month and len(codes) == most)
    earliest = running(month) - 24
    stand_in = [r for r in rows if (r["series"] or "") == series and earliest <= running(r["month"]) <= running(month)]
    return {row["region_code"]: row["value"] for row in sorted(stand_in, key=lambda row: row["month"])}


def growths(rows: Rows) -> Rows:
    """Give the yearly growth of residents between any two counts of one publisher, one to ten years apart."""
    counts = [row for row in rows if row["variable"] == "population"]
    return [
        now | {"series": f"{now['series']} since {then['month']}"}
        | {"value": math.exp(math.log(now["value"] / then["value"]) * 12 / apart) - 1}
        for now in counts
        for then in counts
        if (now["region_code"], now["series"]) == (then["region_code"], then["series"])
        if 12 <= (apart := running(now["month"]) - running(then["month"])) <= 120
    ]  # fmt: skip


def alike(one: dict[str, float], other: dict[str, float]) -> float:
    """Give the correlation over the regions that have both; nought with fewer than three."""
    both = pd.DataFrame({"one": one, "other": other}).dropna()
    correlation = both["one"].corr(both["other"]) if len(both) >= 3 else 0.0
    return 0.0 if math.isnan(correlation) else correlation


def running(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:7])
