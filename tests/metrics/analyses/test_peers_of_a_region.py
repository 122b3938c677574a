"""The peers of a region: by the formula written out, on a made structure and in the bundled facts."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import peers as analysis
from metrics.analyses.likeness import COMPARED_ON, SAYS_THE_SAME, likeness, weights_of
from metrics.analyses.peers import CANDIDATES, WHY, peers, peers_of
from metrics.analyses.structure import (
    NOT_HELD,
    SQL,
    structure,
    structure_of,
)
from metrics.territory import Territory
from tests.data.altered_facts import rows_of, set_cell
from tests.metrics.analyses.peers_made import facts_of

BALI = ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71"]


@pytest.fixture(scope="module")
def held(query: Query) -> pd.DataFrame:
    return query(SQL, level="regency")


# Peers


def made_structure(number: int = 9) -> pd.DataFrame:
    generator = np.random.default_rng(20_251_208)
    names = ("population", "informal_share", "grdp_per_capita", "unemployment_rate")
    values = {name: dict(zip(BALI[:number], generator.uniform(1, 9, number), strict=True)) for name in names}
    return facts_of(values)


def test_the_answer_is_that_of_the_formula_written_out(places: Territory) -> None:
    rows = made_structure()
    found = peers_of(likeness(structure_of(rows)), places, "51.03")
    wide = rows.pivot(index="region_code", columns="variable", values="value")
    wide[["population", "grdp_per_capita"]] = wide[["population", "grdp_per_capita"]].map(math.log)
    scores = (wide - wide.mean()) / wide.std(ddof=0)
    expected = {code: math.dist(scores.loc["51.03"], scores.loc[code]) for code in BALI if code != "51.03"}
    assert list(found.candidates["peer_code"]) == sorted(expected, key=lambda code: expected[code])
    assert found.candidates["distance"].tolist() == pytest.approx(sorted(expected.values()), rel=1e-12)
    sums = found.why.groupby("peer_code")["contribution"].sum()
    assert sums.to_dict() == pytest.approx({code: value**2 for code, value in expected.items()}, rel=1e-12)
    assert found.why.groupby("peer_code")["part"].sum().tolist() == pytest.approx([1.0] * 8, abs=1e-12)
    assert (tuple(found.candidates), tuple(found.why), tuple(found.compared_on)) == (CANDIDATES, WHY, COMPARED_ON)


def test_the_order_of_the_facts_changes_nothing(held: pd.DataFrame, places: Territory) -> None:
    one = peers_of(likeness(structure_of(held)), places, "51.03")
    other = peers_of(likeness(structure_of(held.sample(frac=1, random_state=3))), places, "51.03")
    pd.testing.assert_frame_equal(one.candidates, other.candidates)
    pd.testing.assert_frame_equal(one.why, other.why)


def test_of_two_that_say_the_same_the_earlier_is_kept(places: Territory) -> None:
    rows = made_structure()
    workers = rows[rows["variable"] == "population"].assign(
        variable="workforce", value=lambda frame: frame["value"] / 2
    )
    made = structure_of(pd.concat([rows, workers]))
    found = peers_of(likeness(made), places, "51.03")
    last = found.compared_on.set_index("variable").loc["workforce"]
    assert (last["compared"], last["like_variable"], last["reason"]) == (False, "population", SAYS_THE_SAME)
    assert last["correlation"] == pytest.approx(1.0)
    pd.testing.assert_frame_equal(found.candidates, peers_of(likeness(structure_of(rows)), places, "51.03").candidates)
    # Without the first the second stands for it: half of a number has the same score.
    without = peers_of(likeness(made, {"population": 0}), places, "51.03")
    assert without.candidates["distance"].tolist() == pytest.approx(found.candidates["distance"].tolist(), rel=1e-12)
    assert "workforce" in set(without.why["variable"])


def test_a_region_that_lacks_a_variable_is_compared_on_those_both_have(places: Territory) -> None:
    rows = made_structure()
    lacking = rows[~((rows["region_code"] == "51.08") & rows["variable"].isin(["grdp_per_capita", "population"]))]
    lacking = lacking[~((lacking["region_code"] == "51.05") & (lacking["variable"] == "population"))]
    found = peers_of(likeness(structure_of(lacking)), places, "51.03").candidates.set_index("peer_code")
    assert found.loc["51.05", "variables"] == 3
    assert found.loc["51.05", "distance"] > 0
    last = found.iloc[-1]
    assert (last.name, last["variables"], last["reason"]) == ("51.08", 2, analysis.TOO_FEW_SHARED)
    assert pd.isna(last["distance"]) and pd.isna(last["rank"]) and not last["chosen"]
    assert (last["status"], last["source_ids"]) == (None, [])


def test_one_region_alone_has_no_peers(places: Territory) -> None:
    alone = peers_of(likeness(structure_of(made_structure(1))), places, "51.01")
    assert (alone.codes, alone.reason) == ([], analysis.NO_STRUCTURE)  # nothing differs, so nothing is compared
    two = facts_of({"population": {"51.01": 1.0, "51.02": 2.0}, "informal_share": {"51.01": 0.5, "51.02": 0.25}})
    assert peers_of(likeness(structure_of(two)), places, "51.01").reason == analysis.NO_PEERS


def test_without_any_fact_there_are_no_peers(places: Territory) -> None:
    found = peers_of(likeness(structure_of(facts_of({}))), places, "51.01")
    assert (found.codes, found.reason) == ([], analysis.NO_STRUCTURE)
    assert list(found.compared_on["reason"]) == [NOT_HELD] * 6


def test_a_weight_or_a_count_that_means_nothing_is_refused(places: Territory) -> None:
    with pytest.raises(UnknownName, match="coverage"):
        weights_of({"coverage": 1.0})
    for weight in (-0.1, math.inf, math.nan):
        with pytest.raises(ValueError, match="zero or a number above it"):
            weights_of({"population": weight})
    for count in (4, 8):
        with pytest.raises(ValueError, match="5 to 7"):
            peers_of(likeness(structure_of(made_structure())), places, "51.03", count=count)


# The bundled facts


def test_the_facts_say_in_which_year_each_variable_is_read(held: pd.DataFrame) -> None:
    said = structure_of(held).vintages.set_index("variable")[["period", "regions", "reason"]]
    assert said.loc["population"].tolist() == ["2024-12", 83, None]
    assert said.loc["informal_share"].tolist() == ["2023-08", 83, None]  # 57 have that of 2024
    assert said.loc["grdp_per_capita"].tolist() == ["2024", 83, None]  # 57, and 26 with an earlier year of their own
    assert said.loc["unemployment_rate"].tolist() == ["2023-08", 83, None]
    assert said.loc["population_growth"].tolist() == [None, 0, NOT_HELD]


def test_badung_is_like_denpasar_and_gianyar_first(query: Query, places: Territory) -> None:
    found = peers(query, places, "51.03")
    assert found.codes == ["51.71", "51.04", "51.02", "52.71", "51.01"]
    assert len(found.candidates) == 82
    first = found.why[found.why["peer_code"] == "51.71"].set_index("variable")
    # Residents of December 2024: 537,739 and 673,270.
    assert first.loc["population", ["region_value", "peer_value"]].tolist() == [537_739, 673_270]
    assert set(found.candidates["status"]) == {"estimated"}  # product per head is derived


def test_the_distance_between_two_regencies_is_the_same_both_ways(query: Query, places: Territory) -> None:
    alike = likeness(structure(query, "regency"))
    there, back = (
        peers_of(alike, places, one).candidates.set_index("peer_code").loc[other, "distance"]
        for one, other in (("94.04", "52.02"), ("52.02", "94.04"))
    )
    assert there == back


def test_provinces_are_compared_with_provinces_and_their_workforce_says_what_their_residents_say(
    query: Query, places: Territory
) -> None:
    found = peers(query, places, "96")
    assert len(found.candidates) == 8
    assert len(found.codes) in range(5, 8)
    last = found.compared_on.set_index("variable").loc["workforce"]
    assert (last["like_variable"], last["period"]) == ("population", "2025-08")


@pytest.mark.parametrize(
    ("region", "reason"),
    [("ID", analysis.NO_LEVEL), ("KW-BANUSPA", analysis.NO_LEVEL), ("11.01", analysis.NO_STRUCTURE)],
)
def test_a_region_without_structure_has_no_peers_and_says_why(
    region: str, reason: str, query: Query, places: Territory
) -> None:
    found = peers(query, places, region)
    assert (found.codes, found.reason, len(found.why)) == ([], reason, 0)


def test_a_region_that_does_not_exist_is_refused(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName):
        peers(query, places, "51.99")


def test_a_changed_population_changes_the_distance(
    facts: Path, build_from: Callable[[Path], Query], query: Query, places: Territory
) -> None:
    rows = rows_of(facts / "labour.csv")
    at = next(
        number
        for number, row in enumerate(rows, start=2)
        if (row["region_code"], row["period"], row["indicator"]) == ("51.71", "2024-12", "population")
    )
    set_cell(facts, "labour.csv", at, "value", "73270.0")
    before, after = (
        peers(ask, places, "51.03").candidates.set_index("peer_code")["distance"] for ask in (query, build_from(facts))
    )
    assert after["51.71"] > before["51.71"]
