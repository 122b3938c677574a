"""Asking the store: named parameters only, nothing written, and as many threads as like."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pandas as pd
import pytest

from data.standing import ONCE
from data.store import Query, Store

PEOPLE = "select coalesce(sum(people), 0)::bigint as people from participants where region_code = $region"


def test_a_named_parameter_is_a_value_and_never_sql(query: Query) -> None:
    kemnaker = """
        select people from participants
        where region_code = $region and series = 'kemnaker' and period = '2023-12' and segment = 'total'
    """
    assert query(kemnaker, region="51")["people"].tolist() == [563_988 + 310_591 + 152_655]
    for attempt in ("51' or '1'='1", "51'; drop table region; --", "51%", "' union select 1 --"):
        assert query(kemnaker, region=attempt).empty
    assert query("select count(*) as regions from region")["regions"].tolist() == [1 + 1 + 38 + 514]


def test_a_list_is_one_parameter(query: Query) -> None:
    found = query(
        "select region_code from region where list_contains($codes, region_code) order by 1",
        codes=["51", "51.03", "99"],
    )
    assert found["region_code"].tolist() == ["51", "51.03"]


def test_a_parameter_that_is_not_given_is_an_error(query: Query) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="region"):
        query(PEOPLE)


@pytest.mark.parametrize(
    "sql",
    ["create table note (text varchar)", "delete from target", "update target set value = 0.5", "drop table region"],
)
def test_nothing_can_be_written(sql: str, query: Query) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        query(sql)


def test_eight_threads_asking_two_hundred_times_each_all_agree(store: Store) -> None:
    regions = ["ID", "KW-BANUSPA", "51", "52", "53", "91", "92", "51.06"]
    expected = {region: store.query(PEOPLE, region=region)["people"].tolist() for region in regions}
    assert len({tuple(people) for people in expected.values()}) == len(regions)

    def ask(first: int) -> list[str]:
        turns = [regions[(first + turn) % len(regions)] for turn in range(200)]
        return [r for r in turns if store.query(PEOPLE, region=r)["people"].tolist() != expected[r]]

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(ask, range(8))) == [[]] * 8


def test_a_closed_store_says_so(published: object, store: Store) -> None:
    other = Store(store.version, store.path, duckdb.connect(str(store.path), read_only=True))
    other.close()
    with pytest.raises(duckdb.ConnectionException):
        other.query("select 1")


def test_what_is_asked_once_a_store_is_kept_and_nobody_changes_it(store: Store) -> None:
    asked = f"{ONCE}select region_code, name from region where region_code = '51'"
    first = store.query(asked)
    first["name"] = "changed"
    first.loc[0, "region_code"] = "99"
    assert store.query(asked)["name"].tolist() == ["Bali"]
    assert store.query(asked)["region_code"].tolist() == ["51"]
    store._kept[asked] = pd.DataFrame({"kept": [1]})
    assert store.query(asked)["kept"].tolist() == [1]
    del store._kept[asked]
