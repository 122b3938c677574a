"""Counting only the latest months gives what counting all of them gives, and reads no more than it needs."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as draws

from data.problem import ProblemsFound
from data.rollup.definition import BEFORE
from tests.data.rollup.oracle import following
from tests.data.rollup.registers import by_key, drawn_registers, months, register, rolled, row, written


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=drawn_registers(longest=40), back=draws.integers(0, 39))
def test_the_latest_months_alone_are_what_a_full_count_says_of_them(rows: pd.DataFrame, back: int) -> None:
    since = max(rows["month"].min(), following(rows["month"].max(), -back))
    with tempfile.TemporaryDirectory() as folder:
        place = written(rows, Path(folder))
        whole, latest = by_key(rolled(place).tables), by_key(rolled(place, since=since).tables)
    assert latest == {
        name: {key: values for key, values in table.items() if key[1] >= since} for name, table in whole.items()
    }


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=drawn_registers(longest=40), back=draws.integers(0, 36))
def test_months_that_came_later_do_not_change_what_was_counted_until_then(rows: pd.DataFrame, back: int) -> None:
    until = max(following(rows["month"].min(), 2), following(rows["month"].max(), -back))
    with tempfile.TemporaryDirectory() as folder:
        place = written(rows, Path(folder))
        whole, early = by_key(rolled(place).tables), by_key(rolled(place, until=until).tables)
    assert early == {
        name: {key: values for key, values in table.items() if key[1] <= until} for name, table in whole.items()
    }


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"region_code": "51.71"}, "has one row a worker and month"),
        ({"worker_id": "worker-2", "region_code": "51.99"}, "names a regency or city in every row"),
        ({"worker_id": "worker-2", "due_jkk": -1}, "has no money below zero"),
    ],
)
def test_what_is_wrong_in_months_read_for_the_flows_alone_is_refused_too(
    wrong: dict[str, object], rule: str, tmp_path: Path
) -> None:
    rows = [row("worker-1", month) for month in months("2024-01", 24)]
    place = written(register([*rows, row("worker-1", "2024-12") | wrong]), tmp_path)
    with pytest.raises(ProblemsFound) as refused:
        rolled(place, since="2025-12")
    assert [problem.rule.startswith(rule) for problem in refused.value.problems] == [True]


def test_of_months_further_back_than_a_year_and_the_rule_only_ids_matter(tmp_path: Path) -> None:
    span = months("2023-01", 36)
    rows = [row("worker-1", month) for month in span] + [row("worker-2", span[0])]  # who comes back three years later
    rows += [row("worker-2", span[-1]), row("worker-3", span[-1])]
    far = {span[-1 - back] for back in range(BEFORE + 1, len(span))}
    # Whatever else stands in months so far back: it is not read.
    other = [
        one | {"region_code": "nowhere", "segment": "?", "due_jkk": -1} if one["month"] in far else one for one in rows
    ]
    sound, spoilt = tmp_path / "sound", tmp_path / "spoilt"
    sound.mkdir()
    spoilt.mkdir()
    latest = rolled(written(register(other), spoilt), since=span[-1]).tables
    assert by_key(latest) == by_key(rolled(written(register(rows), sound), since=span[-1]).tables)
    cell = by_key(latest)["membership"]["51.03", span[-1], "BPU"]
    assert (cell["active"], cell["new"], cell["reactivated"]) == (1 + 1 + 1, 1, 1)
