"""Marts are made two at a time: none may be begun before those that it reads are made."""

import contextlib
import re

import pytest

from data import filling
from data.marts import MARTS
from data.store import Store, build, open_store
from tests.published_only import switch_demonstration_off


def test_a_mart_waits_for_every_mart_that_its_sql_takes_rows_from() -> None:
    names = [mart.name for mart in MARTS]
    waits = filling.reads({mart.name: mart.sql for mart in MARTS})
    for mart in MARTS:
        taken = set(re.findall(r"(?:from|join) (\w+)", mart.sql)) - {mart.name}  # a CTE may have the name of its mart
        assert taken & set(names) <= waits[mart.name], mart.name
    assert waits["coverage_share"] == {"printed_share", "workforce_share"}


@pytest.mark.usefixtures("home")
def test_the_marts_are_the_same_however_many_are_made_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "WORKERS", 1)
    switch_demonstration_off()
    build()
    with contextlib.closing(open_store()) as alone:
        for mart in MARTS:
            rows = f"select * from {mart.name}"
            assert alone.query(rows).equals(store.query(rows)), mart.name
