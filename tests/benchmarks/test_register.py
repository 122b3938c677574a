"""The register made to measure on is the same at every call, whatever its order, and holds what registers hold."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from benchmarks.register import make
from data.rollup.register import SEGMENTS


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Give a register of some ten thousand rows over two years."""
    return _read(make(tmp_path_factory.mktemp("made") / "months", 10_000, months=24))


def _read(folder: Path) -> pd.DataFrame:
    sql = "select * from read_parquet($files, hive_types_autocast = false, union_by_name = true) order by worker_id, month"
    return duckdb.execute(sql, {"files": f"{folder}/**/*.parquet"}).df()


def test_sorted_by_worker_it_is_the_same_register(rows: pd.DataFrame, tmp_path: Path) -> None:
    other = _read(make(tmp_path / "workers", 10_000, months=24, order="worker"))
    pd.testing.assert_frame_equal(other[rows.columns], rows)


def test_another_seed_gives_another_register(rows: pd.DataFrame, tmp_path: Path) -> None:
    other = _read(make(tmp_path / "other", 10_000, months=24, seed=2))
    assert set(other["worker_id"]).isdisjoint(set(rows["worker_id"]))


def test_it_has_about_as_many_rows_as_asked_for_and_one_a_worker_and_month(rows: pd.DataFrame) -> None:
    assert 9_000 < len(rows) < 11_000
    assert not rows.duplicated(["worker_id", "month"]).any()
    assert set(rows["segment"]) == set(SEGMENTS)


def test_sponsored_cover_is_paid_to_december_or_not_at_all(rows: pd.DataFrame) -> None:
    sponsored = rows[rows["sponsor"].notna()]
    year, paid = sponsored["month"].str[:4], sponsored["received_on"].notna()
    late = sponsored["month"].str[5:] >= "03"
    of_a_year = paid[late].groupby([sponsored["worker_id"], year])
    assert (of_a_year.all() | ~of_a_year.any()).all()
    assert not paid[~late].any()
    assert paid.any()
    assert not paid[late].all()


def test_workers_come_go_move_and_have_employers_with_one_size_each(rows: pd.DataFrame) -> None:
    each = rows.groupby("worker_id")
    assert (each["month"].min() > rows["month"].min()).any()
    assert (each["month"].max() < rows["month"].max()).any()
    assert (each["region_code"].nunique() > 1).any()
    assert rows.groupby("employer_id")["employer_size"].nunique().max() == 1
    assert (rows["employer_id"].notna() == (rows["segment"] == "PU")).all()
