"""Peers of every region against an oracle that is blind to the code: on the bundled facts, and on made ones with gaps."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.home import FACTS
from data.store import Query
from metrics.analyses.likeness import likeness
from metrics.analyses.peers import Peers, peers, peers_of
from metrics.analyses.structure import structure, structure_of
from metrics.territory import Territory
from tests.data.altered_facts import rows_of
from tests.metrics.analyses import oracle_peers

WEIGHTS: tuple[dict[str, float], ...] = ({}, {"population": 0}, {"grdp_per_capita": 3, "informal_share": 0.5})


def agrees(found: Peers, expected: list[tuple[str, float]]) -> None:
    compared = found.candidates[found.candidates["distance"].notna()]
    distances = dict(expected)
    assert dict(zip(compared["peer_code"], compared["distance"], strict=True)) == pytest.approx(distances, rel=1e-9)
    # Two that are equally near but for a rounding error may stand either way round.
    assert compared["distance"].tolist() == pytest.approx([distance for _, distance in expected], rel=1e-9)
    assert set(found.codes) == set(oracle_peers.peers(expected))


@pytest.fixture(scope="module")
def labour() -> list[dict[str, Any]]:
    """Give the raw rows of the facts on what the regencies held are like, straight from the file."""
    regencies = {row["region_code"] for row in rows_of(FACTS / "regions.csv") if row["level"] == "regency"}
    units = {"grdp_per_capita": 1000.0, "informal_share": 0.01, "unemployment_rate": 0.01, "population": 1.0}
    return [
        {"variable": row["indicator"], "region_code": row["region_code"], "value": float(row["value"]) * units[row["indicator"]]}
        | {"month": row["period"] if len(row["period"]) == 7 else f"{row['period']}-12"}
        | {"series": row["source_id"] if row["indicator"] == "population" else row["series"]}
        for row in rows_of(FACTS / "labour.csv")
        if row["indicator"] in units and row["region_code"] in regencies and not row["boundary"]
        if row["round"] in ("", "august")
    ]  # fmt: skip


@pytest.mark.parametrize("weights", WEIGHTS, ids=str)
def test_all_83_regencies_have_the_peers_of_the_written_rule(
    weights: dict[str, float], labour: list[dict[str, Any]], query: Query, places: Territory
) -> None:
    expected = oracle_peers.nearest(labour, weights)
    alike = likeness(structure(query, "regency"), weights)
    assert len(expected) == 83
    for region, found in expected.items():
        agrees(peers_of(alike, places, region), found)


def test_peers_of_all_at_once_are_those_of_each_alone(query: Query, places: Territory) -> None:
    alike = likeness(structure(query, "regency"))
    for region in alike.codes[::12]:
        together, alone = peers_of(alike, places, region), peers(query, places, region)
        pd.testing.assert_frame_equal(together.candidates, alone.candidates)
        pd.testing.assert_frame_equal(together.why, alone.why)


def made_rows(seed: int) -> list[dict[str, Any]]:
    """Make facts of some regions: several publishers and years, gaps, nought, two variables that say nearly the same."""
    dice = np.random.default_rng([20_261_130, seed])
    regions = [f"51.0{number}" for number in range(1, 9)] + [f"52.0{number}" for number in range(1, 9)]
    size = dict(zip(regions, dice.lognormal(11, 1, len(regions)), strict=True))
    rows = []
    for name in oracle_peers.ORDER:
        if name == "population_growth" or dice.random() < 0.15:
            continue
        for series in ("a", "b")[: dice.integers(1, 3)]:
            for year in range(2020, 2025):
                kept = dice.random()  # of the regions, in this year of this publisher
                rows += [
                    {"variable": name, "region_code": code, "month": f"{year}-08", "series": series, "value": value}
                    for code in regions
                    if dice.random() < kept
                    for value in [made_value(name, size[code], year, dice)]
                ]
    return rows


def made_value(name: str, size: float, year: int, dice: np.random.Generator) -> float:
    if name in ("informal_share", "unemployment_rate"):
        return float(dice.integers(0, 100)) / 100
    if name == "grdp_per_capita":
        return float(dice.integers(10, 99)) * 1e6
    grown = size * (1 + 0.01 * (year - 2020)) * dice.uniform(0.9, 1.1)
    return float(np.floor(grown * 0.5 if name == "workforce" else grown))


@pytest.mark.parametrize("seed", range(20))
def test_made_facts_with_gaps_give_the_neighbours_of_the_written_rule(seed: int, places: Territory) -> None:
    rows = made_rows(seed)
    held = pd.DataFrame(rows).assign(period=lambda f: f["month"], status="published", source_ids=[["s"]] * len(rows))
    for weights in WEIGHTS:
        alike = likeness(structure_of(held), weights)
        for region, found in oracle_peers.nearest(rows, weights).items():
            agrees(peers_of(alike, places, region), found)


def test_the_made_facts_reach_every_branch_of_the_rule() -> None:
    every = [made_rows(seed) for seed in range(20)]
    used = [set(oracle_peers.scores(rows)) for rows in every]
    assert any("population_growth" in names for names in used)
    assert any("grdp_per_capita" not in names for names in used)
    lengths = {len(oracle_peers.peers(found)) for rows in every for found in oracle_peers.nearest(rows).values()}
    assert {0, 5, 6, 7} <= lengths
