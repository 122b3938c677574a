"""Named groups: those computed from codes, kinds and borders, and the lists kept with the facts."""

from pathlib import Path

import pandas as pd
import pytest

from data.building import find_problems
from data.store import Query
from metrics._model import UnknownName
from metrics.analyses.groups import (
    CITIES,
    COLUMNS,
    NEIGHBOURS,
    NO_BORDER,
    OWN_LIST,
    SAME_KANWIL,
    SAME_PROVINCE,
    SQL,
    groups,
    groups_of,
    members,
)
from metrics.territory import Territory
from tests.data.altered_facts import add_row, copy_of_the_facts, find_row, rows_of, set_cell


def test_denpasar_belongs_to_its_province_the_cities_its_neighbours_and_sarbagita(
    query: Query, places: Territory
) -> None:
    found = groups(query, places, "51.71")
    assert tuple(found) == COLUMNS
    assert list(dict.fromkeys(found["group_id"])) == ["same-province", "cities", "neighbours", "sarbagita"]
    assert members(found, "same-province") == [f"51.0{number}" for number in range(1, 9)]
    assert members(found, "cities") == ["52.71", "52.72", "53.71", "91.71", "96.71"]
    assert members(found, "neighbours") == ["51.03", "51.04"]
    assert members(found, "sarbagita") == ["51.02", "51.03", "51.04"]
    assert set(found.loc[found["itself"], "region_code"]) == {"51.71"}
    assert found["itself"].sum() == 4
    labels = found.drop_duplicates("group_id")
    assert labels["label"].tolist() == [SAME_PROVINCE, CITIES, NEIGHBOURS, None]
    assert labels["label_id"].tolist() == [None, None, None, "Kawasan perkotaan Sarbagita"]


def test_a_list_without_a_source_says_that_it_is_our_own(query: Query, places: Territory) -> None:
    found = groups(query, places, "96.03")
    tourism = found[found["group_id"] == "coastal-tourism"]
    assert tourism["region_code"].tolist() == ["52.02", "53.15", "96.03"]
    assert tourism["own_list"].all() and (tourism["reason"] == OWN_LIST).all()
    assert not found.loc[found["kind"] == "neighbour", "own_list"].any()


def test_neighbours_are_those_of_the_pairs_both_ways_and_across_a_province(query: Query, places: Territory) -> None:
    held = query(SQL)
    pairs = query("select code_a, code_b from adjacency").to_numpy().tolist()
    for region in ("51.03", "91.03", "95.06"):
        expected = sorted({a if b == region else b for a, b in pairs if region in (a, b)})
        assert members(groups_of(held, places, region), "neighbours") == expected
    assert "95.06" in members(groups_of(held, places, "91.03"), "neighbours")


def test_two_provinces_are_neighbours_where_two_of_their_regencies_are(query: Query, places: Territory) -> None:
    found = groups(query, places, "95")
    assert members(found, "neighbours") == ["91", "93", "94"]
    assert found.drop_duplicates("group_id")["label"].tolist() == [SAME_KANWIL, NEIGHBOURS]
    assert members(found, "same-kanwil") == ["51", "52", "53", "91", "92", "93", "94", "96"]


@pytest.mark.parametrize("region", ["53.20", "51", "11.01"])  # an island, a province of islands, one outside the Kanwil
def test_a_region_without_a_land_border_says_so(region: str, query: Query, places: Territory) -> None:
    found = groups(query, places, region)
    (near,) = found[found["group_id"] == "neighbours"].to_dict("records")
    assert (near["region_code"], near["itself"], near["reason"]) == (region, True, NO_BORDER)


def test_a_city_outside_every_kanwil_is_grouped_with_the_cities_of_the_nation(query: Query, places: Territory) -> None:
    found = groups(query, places, "11.71")
    assert len(members(found, "cities")) == (places.frame["kind"] == "kota").sum() - 1
    assert "same-kanwil" not in set(groups(query, places, "11")["group_id"])


def test_the_nation_and_a_kanwil_belong_to_no_group(query: Query, places: Territory) -> None:
    for region in ("ID", "KW-BANUSPA"):
        found = groups(query, places, region)
        assert (len(found), tuple(found)) == (0, COLUMNS)


def test_a_region_that_does_not_exist_has_no_groups(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName):
        groups(query, places, "51.99")


def test_the_order_of_the_lists_changes_nothing(query: Query, places: Territory) -> None:
    held = query(SQL)
    mixed = held.sample(frac=1, random_state=5)
    pd.testing.assert_frame_equal(groups_of(held, places, "51.03"), groups_of(mixed, places, "51.03"))


def test_a_list_with_a_source_is_not_our_own(query: Query, places: Territory) -> None:
    held = query(SQL)
    held.loc[held["group_id"] == "sarbagita", "source_id"] = "some-source"
    found = groups_of(held, places, "51.03")
    listed = found[found["group_id"] == "sarbagita"]
    assert not listed["own_list"].any()
    assert listed["source_ids"].tolist() == [["some-source"]] * 4
    assert listed["reason"].isna().all()


# The list of the facts


def test_every_group_of_the_facts_has_a_source_or_says_that_it_is_to_be_confirmed(facts: Path) -> None:
    for row in rows_of(facts / "region_groups.csv"):
        assert row["source_id"] or "own list of the product, to be confirmed" in row["note"]


@pytest.mark.parametrize(
    ("column", "value"), [("label_id", "Sarbagita"), ("label_en", "Sarbagita"), ("kind", "tourism")]
)
def test_a_group_that_two_rows_name_differently_is_refused(column: str, value: str, tmp_path: Path) -> None:
    facts = copy_of_the_facts(tmp_path / "facts")
    row = find_row(facts, "region_groups.csv", group_id="sarbagita", region_code="51.71")
    set_cell(facts, "region_groups.csv", row, column, value)
    (problem,) = find_problems(facts)
    assert (problem.file, problem.row, problem.column, problem.value) == ("region_groups.csv", row, column, value)
    assert "is the same in every row of its group" in str(problem)


def test_a_group_without_a_source_and_without_a_remark_is_refused(tmp_path: Path) -> None:
    facts = copy_of_the_facts(tmp_path / "facts")
    row = add_row(facts, "region_groups.csv", like=6, region_code="53.01", note="")
    (problem,) = find_problems(facts)
    assert (problem.row, problem.column) == (row, "note")


def test_a_member_that_stands_twice_or_is_no_region_is_refused(tmp_path: Path) -> None:
    facts = copy_of_the_facts(tmp_path / "facts")
    twice = add_row(facts, "region_groups.csv", like=2)
    nowhere = add_row(facts, "region_groups.csv", like=2, region_code="51.99")
    assert {twice, nowhere} <= {problem.row for problem in find_problems(facts)}
