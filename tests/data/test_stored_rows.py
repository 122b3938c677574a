"""What the store holds: every row of every fact file as it stands there, explained, and kept from being spoilt."""

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import store as coverage_store
from data.home import FACTS
from data.marts import MARTS, Mart
from data.office import OFFICE_TABLES
from data.schema import TABLES, Column, Table
from data.store import Query, Store, describe
from tests.data.altered_facts import rows_of
from tests.published_only import switch_demonstration_off

NAMES = [table.name for table in TABLES]


def test_every_fact_file_is_a_table() -> None:
    assert sorted(table.file for table in TABLES) == sorted(path.name for path in FACTS.glob("*.csv"))


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_every_row_and_cell_of_a_fact_file_is_in_the_store(table: Table, query: Query) -> None:
    rows = rows_of(FACTS / table.file)
    stored = query(f"select * from {table.name} order by fact_row")
    assert stored["fact_row"].tolist() == list(range(2, len(rows) + 2))  # header = 1
    for name in rows[0]:
        column = next(column for column in table.columns if column.name == name)
        cells = stored[name].dt.date if column.kind.sql_type == "date" else stored[name]
        held = [None if pd.isna(cell) else cell for cell in cells]
        assert held == [_typed(row[name], column) for row in rows]


def _typed(text: str, column: Column) -> object:
    kind = column.kind.sql_type
    if kind == "boolean":
        return text == "yes"
    if text == "":
        return None
    if kind == "date":
        return date.fromisoformat(text)
    return {"bigint": int, "double": float, "varchar": str}[kind](text)


@pytest.mark.parametrize(("file", "name"), [("published_figures.csv", "published_figure"), ("labour.csv", "labour")])
def test_the_decimals_that_a_source_prints_are_counted(file: str, name: str, query: Query) -> None:
    printed = [len(row["value"].partition(".")[2]) for row in rows_of(FACTS / file)]
    assert query(f"select printed_decimals from {name} order by fact_row")["printed_decimals"].tolist() == printed


def test_every_table_and_every_column_is_explained_in_the_store(query: Query) -> None:
    words = describe(query)
    made = {*(mart.name for mart in MARTS), "held_back"}
    assert set(words["table"]) == {*NAMES, *made, *(table.name for table in OFFICE_TABLES)}
    short = words[(words["about"].fillna("").str.len() < 20) | (words["meaning"].fillna("").str.len() < 2)]
    assert list(short["table"] + "." + short["column"]) == []


def test_two_builds_of_the_same_facts_have_the_same_content(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    switch_demonstration_off()
    assert coverage_store.build() == store.version
    again = coverage_store.open_store()
    assert _content(again.query) == _content(store.query)
    again.close()


def _content(query: Query) -> dict[str, str]:
    tables = query("select table_name, sql from duckdb_tables() where database_name = current_database()")
    return {
        name: hashlib.sha256((sql + query(f"from {name}").to_json(date_format="iso")).encode()).hexdigest()
        for name, sql in tables.itertuples(index=False)
    }


@pytest.fixture(scope="module")
def writable(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a copy of the store with every fact table emptied, and the good rows attached as ``good``."""
    copies = tmp_path_factory.mktemp("copies")
    for name in ("empty", "good"):
        shutil.copyfile(store.path, copies / f"{name}.duckdb")
    with duckdb.connect(str(copies / "empty.duckdb")) as connection:
        connection.execute(f"attach '{copies / 'good.duckdb'}' as good (read_only)")
        for table in TABLES:
            connection.execute(f"delete from {table.name}")
        yield connection


# A good row of each table, with one part replaced by what must be refused, whoever writes it.
REFUSED = [
    ("published_figure", "-1 as value"),
    ("published_figure", "935079.5 as value, 'people' as unit"),
    ("published_figure", "'persons' as unit"),
    ("published_figure", "'Total' as segment"),
    ("published_figure", "'2025-13' as period"),
    ("published_figure", "'51.3' as region_code"),
    ("published_figure", "'KC-DENPASAR' as office_id"),
    ("published_figure", "null as region_code"),
    ("published_figure", "null as base, 'coverage_pct' as indicator"),
    ("published_figure", "null as source_id"),
    ("labour", "101 as value, '% of employed' as unit"),
    ("labour", "101 as value, '% of labour force 15+' as unit"),
    ("members_by_province_year", "-1 as active_pu"),
    ("members_by_province_year", "0 as employed_aug, 2030 as year"),
    ("target", "65 as value, 'another' as target_id"),
    ("target", "null as base, 'another' as target_id"),
    ("region", "'5103' as region_code"),
    ("region", "'99.01' as region_code, 'regency' as level, '51' as parent_code"),
    ("adjacency", "code_b as code_a, code_a as code_b"),
    ("contribution_rule", "2.4 as rate"),
    ("scorecard_lombok_timur_2025", "10.9 as score, 'another' as indicator_id"),
]


@pytest.mark.parametrize(("name", "part"), REFUSED, ids=[f"{name}: {part}" for name, part in REFUSED])
def test_the_store_itself_refuses_a_bad_row(name: str, part: str, writable: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConstraintException):
        writable.execute(f"insert into {name} by name select * replace ({part}) from good.{name} limit 1")


@pytest.mark.parametrize("table", [table for table in TABLES if table.key], ids=lambda table: table.name)
def test_the_store_itself_refuses_a_key_that_stands_twice(table: Table, writable: duckdb.DuckDBPyConnection) -> None:
    filled = " and ".join(f"{column} is not null" for column in table.key)
    one_row = f"insert into {table.name} by name from (from good.{table.name} where {filled} limit 1)"
    writable.execute(one_row)
    with pytest.raises(duckdb.ConstraintException, match=r"(?i)duplicate key"):
        writable.execute(one_row)
    writable.execute(f"delete from {table.name}")


def test_the_store_itself_refuses_every_required_cell_left_empty(writable: duckdb.DuckDBPyConnection) -> None:
    required = [(table, name) for table in TABLES for name in _required(table)]
    assert len(required) > 100
    for table, name in required:
        row = f'select * replace (null as "{name}") from good.{table.name} limit 1'
        with pytest.raises(
            duckdb.ConstraintException, match=rf'NOT NULL constraint failed: "?{table.name}"?\."?{name}"?$'
        ):
            writable.execute(f"insert into {table.name} by name {row}")


def _required(table: Table) -> list[str]:
    return [*(column.name for column in table.columns if column.required), "fact_row"]


@pytest.mark.parametrize("mart", [mart for mart in MARTS if mart.figures], ids=lambda mart: mart.name)
def test_figures_stand_in_the_order_of_results_and_until_the_next_one(mart: Mart, query: Query) -> None:
    kept = query(f"select * from {mart.name}")
    for lacking in {"base", "weights"} - set(kept):
        kept[lacking] = None
    order = ["region_code", "month", "base", "segment", "series", "boundary", "weights"]
    text = kept[order].astype("object").where(kept[order].notna(), "~")  # what is missing sorts last
    assert text.equals(text.sort_values(order, kind="stable"))
    for _, line in kept[kept["shown"]].groupby(["region_code", "base", "segment"], dropna=False):
        assert line["superseded_in"].tolist()[:-1] == line["month"].tolist()[1:]
        assert pd.isna(line["superseded_in"].iloc[-1])
    assert kept.loc[~kept["shown"], "superseded_in"].isna().all()
