"""The ways that a benchmark times count the same people: what is compared is like with like."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.register import make
from benchmarks.rolling import MEMBERS_BY, WAYS


@pytest.mark.parametrize("order", ["month", "worker"])
def test_bits_windows_pandas_and_polars_count_the_same_members(order: str, tmp_path: Path) -> None:
    place = make(tmp_path / "register", 20_000, months=70, order=order)
    found = {way: WAYS[way](place, tmp_path / "spill") for way in MEMBERS_BY}
    assert all(one == found["members"] for one in found.values()), found
    assert min(found["members"].values()) > 0
