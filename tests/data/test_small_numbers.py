"""Small counts are held back so that no total gives them back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.small_numbers import COLUMNS, SPANS, ending_held_back, held_back


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


# Three regencies of a province, two of another of the Kanwil, one of a province without a Kanwil.
PLACES = {"51.01": ("51", "KW"), "51.02": ("51", "KW"), "51.03": ("51", "KW"), "52.01": ("52", "KW"), "52.02": ("52", "KW"),
          "31.01": ("31", None)}  # fmt: skip
MONTHS = [str(month) for month in pd.period_range("2024-01", "2025-12", freq="M")]
Schemes = dict[tuple[str, str, str], int]


def _seen(schemes: Schemes) -> pd.DataFrame:
    """Give the cells as the store makes them: what ends with one month and began a year before it or earlier is one."""
    cells = [
        (region, *PLACES[region], max(start, MONTHS[max(MONTHS.index(end) - 11, 0)]), end, people)
        for (region, start, end), people in schemes.items()
        if people > 0
    ]
    frame = pd.DataFrame(cells, columns=["region_code", "province", "kanwil", "since", "ends", "people"])
    return frame.groupby(["region_code", "province", "kanwil", "since", "ends"], dropna=False, as_index=False).sum()


def _hidden(schemes: Schemes, small: int = 5) -> set[tuple[str, str, str, str]]:
    old = pd.DataFrame({"region_code": ["91"], "part_code": ["51"], "before": ["2024-06"]})
    return set(ending_held_back(_seen(schemes), old, small).itertuples(index=False, name=None))


def _regions(hidden: set[tuple[str, str, str, str]]) -> set[str]:
    return {region for _, region, _, _ in hidden}


def test_a_small_scheme_hides_every_span_that_holds_it_and_the_same_of_the_first_other_regency() -> None:
    hidden = _hidden({("51.02", "2025-11", "2025-12"): 3, ("51.01", "2025-11", "2025-12"): 90,
                      ("51.03", "2025-11", "2025-12"): 80, ("51.03", "2025-10", "2025-11"): 70})  # fmt: skip
    # Seen from November it ends within three, six and twelve months, from December within one as well.
    spans = {("2025-11", "3m"), ("2025-11", "6m"), ("2025-11", "12m"), *(("2025-12", f"{span}m") for span in SPANS)}
    assert hidden == {
        *(("cover_ending", region, *span) for region in ("51.01", "51.02") for span in spans),
        *(("cover_ends", region, "2025-12", "total") for region in ("51.01", "51.02")),
    }


def test_two_small_schemes_of_the_same_months_hide_each_other_and_no_third() -> None:
    same = ("2025-01", "2025-12")
    assert _regions(_hidden({("51.01", *same): 90, ("51.02", *same): 3, ("51.03", *same): 4})) == {"51.02", "51.03"}


def test_where_no_other_of_the_province_helps_one_of_the_kanwil_does_and_both_provinces_are_hidden() -> None:
    hidden = _hidden({("51.02", "2025-01", "2025-12"): 3, ("51.01", "2025-02", "2025-12"): 90,
                      ("52.02", "2025-01", "2025-12"): 50})  # fmt: skip
    assert _regions(hidden) == {"51.02", "51", "52.02", "52"}


def test_where_none_helps_province_kanwil_and_nation_are_hidden_and_the_older_outline_up_to_its_end() -> None:
    hidden = _hidden({("51.02", "2024-04", "2024-09"): 3, ("52.01", "2024-04", "2024-08"): 50})
    assert _regions(hidden) == {"51.02", "51", "KW", "ID", "91"}
    assert {month for _, region, month, _ in hidden if region == "91"} == {"2024-04", "2024-05"}


def test_a_small_scheme_that_no_span_tells_from_a_larger_one_hides_nothing() -> None:
    # Both end in December and were paid a year before: whatever span holds one holds the other.
    assert _hidden({("51.01", "2024-03", "2025-12"): 3, ("51.01", "2025-01", "2025-12"): 40}) == set()
    assert _hidden({("51.01", "2025-02", "2025-12"): 3, ("51.01", "2025-01", "2025-12"): 40}) != set()


def test_nothing_that_ends_is_hidden_where_the_setting_is_one() -> None:
    assert _hidden({("51.01", "2025-01", "2025-12"): 1}, small=1) == set()


def _shown_sums(schemes: Schemes, hidden: set[tuple[str, str, str, str]]) -> list[list[float]]:
    """Give all sums that are shown, as rows of a system whose unknowns are the schemes; their definition, nothing more."""
    sums: list[list[float]] = []
    wholes = {region: {region} for region in PLACES}
    wholes |= {
        whole: {r for r, above in PLACES.items() if whole in (*above, "ID")} for whole in ("51", "52", "KW", "ID")
    }
    for whole, regions in wholes.items():
        for place, month in enumerate(MONTHS):
            for span in SPANS:
                last = MONTHS[min(place + span, len(MONTHS)) - 1]
                if ("cover_ending", whole, month, f"{span}m") not in hidden:
                    sums.append([r in regions and start <= month <= end <= last for r, start, end in schemes])  # type: ignore[misc]
            if ("cover_ends", whole, month, "total") not in hidden:
                sums.append([r in regions and end == month for r, _, end in schemes])  # type: ignore[misc]
    return sums


_SPAN = st.tuples(st.sampled_from(MONTHS), st.sampled_from([0, 1, 2, 5, 11, 14])).map(
    lambda drawn: (drawn[0], MONTHS[min(MONTHS.index(drawn[0]) + drawn[1], len(MONTHS) - 1)])
)
_SCHEMES = st.lists(_SPAN, min_size=1, max_size=4, unique=True).flatmap(
    lambda spans: st.dictionaries(
        st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(spans)).map(lambda key: (key[0], *key[1])),
        st.integers(1, 12),
        min_size=1,
        max_size=14,
    )
)


@given(_SCHEMES)
def test_no_small_scheme_follows_from_the_sums_that_are_shown(schemes: Schemes) -> None:
    """An oracle in linear algebra: a reader who knows which schemes there are cannot solve for one of one to four people."""
    shown = np.array(_shown_sums(schemes, _hidden(schemes)), dtype=float)
    rank = np.linalg.matrix_rank(shown)
    for place, people in enumerate(schemes.values()):
        if people < 5:
            alone = np.eye(len(schemes))[place]
            assert np.linalg.matrix_rank(np.vstack([shown, alone])) > rank


@given(_SCHEMES)
def test_where_no_scheme_is_small_none_is_hidden(schemes: Schemes) -> None:
    assert _hidden({key: people + 4 for key, people in schemes.items()}) == set()
