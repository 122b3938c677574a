"""Small counts are held back so that no total gives them back."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.small_numbers import COLUMNS, held_back


def _counts(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [("claims", region, "2026-01", segment, people) for region, segment, people in rows],
        columns=[*COLUMNS, "people"],
    )


def _cells(held: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(held["region_code"], held["segment"], strict=True))


def test_a_small_count_takes_the_next_smallest_beside_it_and_one_of_another_regency_along() -> None:
    counts = _counts(
        ("51.01", "JKK", 3), ("51.01", "JKM", 20), ("51.01", "JHT", 40),
        ("51.02", "JKK", 9), ("51.02", "JKM", 8), ("51.02", "JHT", 70),
    )  # fmt: skip
    # 3 is below 5. Beside it 20 is the smallest: 63 - 40 - 20 would give 3 back. In the province 12 - 9 would, so 9 goes
    # too, and 28 - 8 would give the 20, so 8 goes.
    assert _cells(held_back(counts, 5)) == {("51.01", "JKK"), ("51.01", "JKM"), ("51.02", "JKK"), ("51.02", "JKM")}


def test_a_cell_that_the_total_of_its_regency_tells_is_no_help_and_another_one_is_taken() -> None:
    counts = _counts(
        ("51.01", "JKK", 2), ("51.01", "JKM", 31),
        ("51.02", "JKM", 40),
        ("51.03", "JKK", 60), ("51.03", "JKM", 50),
    )  # fmt: skip
    # Beside the 2 goes the 31. Of the JKM of the others 40 is the smallest, and the only one of its regency: its total, 40,
    # would tell it, 121 - 40 - 50 the 31, and 33 - 31 the 2. So 50 goes, and 60 beside it.
    assert _cells(held_back(counts, 5)) == {("51.01", "JKK"), ("51.01", "JKM"), ("51.03", "JKK"), ("51.03", "JKM")}


def test_zero_is_no_person_and_is_shown() -> None:
    assert held_back(_counts(("51.01", "JKK", 0), ("51.01", "JKM", 20)), 5).empty


def test_five_is_shown_where_five_is_the_least_shown() -> None:
    assert held_back(_counts(("51.01", "JKK", 5), ("51.01", "JKM", 20)), 5).empty


def test_nothing_is_held_back_where_the_setting_is_one() -> None:
    assert held_back(_counts(("51.01", "JKK", 1), ("51.01", "JKM", 20)), 1).empty


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_the_order_of_rows_changes_nothing(order: slice) -> None:
    counts = _counts(("51.01", "JKK", 3), ("51.01", "JKM", 9), ("51.01", "JHT", 9), ("51.02", "JKK", 30))
    assert _cells(held_back(counts.iloc[order], 5)) == _cells(held_back(counts, 5))


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["51.01", "51.02", "51.03", "52.01"]), st.sampled_from(["JKK", "JKM", "JHT"])),
        st.integers(0, 30),
        max_size=12,
    )
)
def test_no_small_count_is_shown_and_none_stands_alone_in_its_line(cells: dict[tuple[str, str], int]) -> None:
    counts = _counts(*((region, segment, people) for (region, segment), people in cells.items()))
    held = _cells(held_back(counts, 5))
    assert {cell for cell, people in cells.items() if 0 < people < 5} <= held
    some = {cell for cell, people in cells.items() if people > 0}
    lines = [{cell for cell in some if cell[0] == region} for region in {cell[0] for cell in some}]
    lines += [
        {cell for cell in some if (cell[0][:2], cell[1]) == key} for key in {(cell[0][:2], cell[1]) for cell in some}
    ]
    assert [line for line in lines if len(line & held) == 1 and len(line) > 1] == []
