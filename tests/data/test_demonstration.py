"""The demonstration set: it obeys the rules of an office's tables, balances to the person, is the same from the same facts."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from data.office import OFFICE_TABLES, OfficeTable
from data.office.model import create
from data.store import Query
from tests.data.demonstration_made import MONTHS, Frames, members_in, the_set

MADE = [table for table in OFFICE_TABLES if table.name not in ("new_region", "new_office")]


FILLED = [table for table in MADE if table.name not in ("commitment", "office_target")]


SEGMENTS = ["BPU", "JAKON", "PMI", "PU"]


DTYPES = {"count": "Int64", "rupiah": "Int64", "year": "Int64", "share": "float64", "flag": "boolean"}


@pytest.fixture(scope="module")
def frames(query: Query) -> Frames:
    return the_set(query)


@pytest.fixture(scope="module")
def members(frames: Frames) -> pd.DataFrame:
    return members_in(frames)


@pytest.fixture(scope="module")
def connection(frames: Frames) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database with the office tables and their own constraints, filled with the set."""
    with duckdb.connect(":memory:") as opened:
        for table in MADE:
            opened.register("made", frames[table.name])
            names = ", ".join(f'"{field.name}"' for field in table.fields)
            opened.execute(create(table))
            opened.execute(
                f"insert into {table.name} by name select {names}, 'demonstration' as status, 'demo' as batch_id, "
                "'demo' as source_file, 1 as source_row from made"
            )
            opened.unregister("made")
        yield opened


def test_the_set_has_every_office_table_but_those_that_add_regions_and_offices(frames: Frames) -> None:
    assert sorted(frames) == sorted(table.name for table in MADE)


@pytest.mark.parametrize("table", MADE, ids=lambda table: table.name)
def test_a_table_has_its_fields_in_order_and_typed(table: OfficeTable, frames: Frames) -> None:
    frame = frames[table.name]
    assert frame.columns.tolist() == [field.name for field in table.fields]
    assert [str(dtype) for dtype in frame.dtypes] == [DTYPES.get(field.kind, "str") for field in table.fields]


@pytest.mark.parametrize("table", MADE, ids=lambda table: table.name)
def test_a_table_is_sorted_by_its_key_and_no_key_stands_twice(table: OfficeTable, frames: Frames) -> None:
    keys = frames[table.name][list(table.key)]
    assert not keys.duplicated().any()
    assert keys.equals(keys.sort_values(list(table.key), ignore_index=True))


@pytest.mark.parametrize("table", FILLED, ids=lambda table: table.name)
def test_no_row_breaks_a_rule_of_its_table(
    table: OfficeTable, frames: Frames, connection: duckdb.DuckDBPyConnection
) -> None:
    # The constraints of the table already refused rows that break a choice, a required field or a sign.
    assert connection.sql(f"select count(*) from {table.name}").fetchall() == [(len(frames[table.name]),)]
    for rule in table.rules:
        broken = connection.sql(f"select count(*) from {table.name} where not ({rule.holds})").fetchall()
        assert broken == [(0,)], rule.says
    assert len(frames[table.name]) > 0


def test_targets_and_regulations_are_never_made_up(frames: Frames) -> None:
    assert len(frames["office_target"]) == 0
    assert len(frames["commitment"]) == 0


def test_the_set_is_about_all_83_regencies_and_cities_and_nothing_wider(frames: Frames, query: Query) -> None:
    expected = query(
        """
        select region_code from region where level = 'regency' and parent_code in (
            select region_code from region where level = 'province' and kanwil_code = 'KW-BANUSPA')
        order by region_code
        """
    )["region_code"].tolist()
    assert len(expected) == 83
    assert sorted(set(frames["membership"]["region_code"])) == expected
    assert sorted(set(frames["membership"]["month"])) == MONTHS


def test_the_set_stays_small(frames: Frames) -> None:
    assert 250_000 < sum(map(len, frames.values())) < 330_000


def test_active_participants_follow_from_the_month_before_to_the_person(members: pd.DataFrame) -> None:
    before = members[["region_code", "segment", "at", "active"]].assign(at=lambda rows: rows["at"] + 1)
    both = members.merge(before, on=["region_code", "segment", "at"], suffixes=("", "_before"))
    expected = (
        both["active_before"] + both["new"] + both["reactivated"] + both["moved_in"] - both["exits"] - both["moved_out"]
    )
    assert (both["active"] == expected).all()
    assert len(both) > 83 * 4 * 83 - 100  # 83 regions, 4 segments, 83 months with one before, but for the gaps


def test_flows_are_known_in_every_month_but_the_first(members: pd.DataFrame) -> None:
    flows = ["new", "reactivated", "exits", "moved_in", "moved_out"]
    assert members[members["at"] == 0][flows].isna().all(axis=None)
    assert members[members["at"] > 0][flows].notna().all(axis=None)


def test_whoever_moves_out_of_one_place_moves_into_another(members: pd.DataFrame) -> None:
    moved = members.groupby(["month", "segment"])[["moved_in", "moved_out"]].sum()
    assert (moved["moved_in"] == moved["moved_out"]).all()
    assert moved["moved_in"].sum() > 10_000


def test_active_a_year_ago_is_the_active_of_twelve_months_before(members: pd.DataFrame) -> None:
    ago = members[["region_code", "segment", "at", "active"]].assign(at=lambda rows: rows["at"] + 12)
    both = members.merge(ago, on=["region_code", "segment", "at"], how="left", suffixes=("", "_before"))
    assert both["active_year_ago"].equals(both["active_before"])
    assert both["still_active"].isna().equals(both["active_before"].isna())


@pytest.mark.parametrize(
    ("segment", "least", "most"), [("PU", 0.80, 0.90), ("BPU", 0.55, 0.70), ("JAKON", 0.25, 0.35), ("PMI", 0.42, 0.58)]
)
def test_retention_is_plausible(segment: str, least: float, most: float, members: pd.DataFrame) -> None:
    rows = members[members["segment"] == segment]
    assert least < rows["still_active"].sum() / rows["active_year_ago"].sum() < most


@pytest.mark.parametrize(("segment", "least", "most"), [("PU", 0.01, 0.02), ("BPU", 0.05, 0.09)])
def test_monthly_exits_are_plausible(segment: str, least: float, most: float, members: pd.DataFrame) -> None:
    rows = members[members["segment"] == segment]
    assert least < rows["exits"].sum() / rows["active"].sum() < most


def test_nobody_comes_in_who_is_not_active_at_month_end(members: pd.DataFrame) -> None:
    came = members["new"] + members["reactivated"] + members["moved_in"]
    assert (came.dropna() <= members["active"][came.notna()]).all()


def test_the_registered_rarely_fall(members: pd.DataFrame) -> None:
    change = members.groupby(["region_code", "segment"])["registered"].diff().dropna()
    assert (change < 0).mean() < 0.15
