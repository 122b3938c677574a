"""The arithmetic of what changed, without a store: differences, cells of two releases, months, and how a share is printed."""

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.standing import weakest
from i18n import language
from metrics.analyses import news as analysis
from metrics.analyses.message_words import decimals, listed, target_words
from metrics.analyses.news import fell, moved_most, paired
from metrics.analyses.news_releases import CELL, differing
from metrics.periods import month_after
from tests.metrics.analyses.news_releases import BALI, FEBRUARY, JANUARY

EN, ID = language("en"), language("id")


@pytest.mark.parametrize(
    ("month", "count", "expected"),
    [("2025-12", 3, "2026-03"), ("2025-01", -1, "2024-12"), ("2025-06", 0, "2025-06"), ("2025-01", -13, "2023-12")],
)
def test_months_are_counted_over_the_turn_of_the_year(month: str, count: int, expected: str) -> None:
    assert month_after(month, count) == expected


def _figures(people: dict[str, int], month: str) -> pd.DataFrame:
    rows = [
        {"region_code": code, "period": month, "value": count / 1000, "numerator": count, "denominator": 1000,
         "status": "reported", "source_ids": [code], "batch_ids": ["b"]}
        for code, count in people.items()
    ]  # fmt: skip
    return pd.DataFrame(
        rows,
        columns=["region_code", "period", "value", "numerator", "denominator", "status", "source_ids", "batch_ids"],
    )


COUNTS = st.dictionaries(st.sampled_from(BALI), st.integers(0, 1500), min_size=1)


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS, st.randoms(use_true_random=False))
def test_differences_agree_with_exact_fractions_and_with_any_order_of_rows(
    before: dict[str, int], after: dict[str, int], random: Any
) -> None:
    then, now = _figures(before, JANUARY), _figures(after, FEBRUARY)
    both = paired(then, now, ["region_code"])
    common = sorted(set(before) & set(after))
    known = both[both["difference"].notna()].set_index("region_code")
    assert list(known.index) == common
    assert all(
        abs(known.loc[code, "difference"] - float(Fraction(after[code] - before[code], 1000))) < 1e-12
        for code in common
    )
    total = sum(after[code] for code in common) - sum(before[code] for code in common)
    assert known["numerator_difference"].sum() == total
    by_size = sorted(
        (code for code in common if after[code] != before[code]),
        key=lambda code: (-abs(after[code] - before[code]), code),
    )
    assert list(moved_most(both)["region_code"]) == by_size[: analysis.MOST]
    assert set(fell(both)["region_code"]) == {code for code in common if after[code] < before[code]}
    shuffled = (
        then.sample(frac=1, random_state=random.randint(0, 9)),
        now.sample(frac=1, random_state=random.randint(0, 9)),
    )
    pd.testing.assert_frame_equal(paired(*shuffled, ["region_code"]), both)


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS)
def test_every_cell_of_two_releases_is_the_same_restated_new_or_vanished(
    before: dict[str, int], after: dict[str, int]
) -> None:
    keys = dict.fromkeys(set(CELL) - {"region_code", "period"}, None) | {"metric": "coverage", "month": JANUARY}
    then, now = (_figures(people, JANUARY).assign(**keys).astype(object) for people in (before, after))
    found = {kind: set(rows["region_code"]) for kind, rows in differing(then, now).items()}
    assert found["restated"] == {code for code in before.keys() & after.keys() if before[code] != after[code]}
    assert found["new"] == after.keys() - before.keys()
    assert found["vanished"] == before.keys() - after.keys()


def test_what_is_printed_never_crosses_a_limit_that_the_figure_does_not_reach() -> None:
    assert EN.percent(0.6496, decimals(0.6496, 0.65)) == "64.96%"
    assert EN.percent(0.6404, decimals(0.6404, 0.65)) == "64.0%"
    assert EN.percent(0.65, decimals(0.65, 0.65)) == "65.0%"
    assert [target_words(share, ID) for share in (0.65, 0.6728, 0.7)] == ["65%", "67,28%", "70%"]


def test_a_combination_has_the_weakest_status_and_a_list_says_how_many_more_there_are() -> None:
    assert weakest(["published", None, "demonstration", "summed"]) == "demonstration"
    assert weakest([None]) is None
    assert listed(["a", "b", "c"], EN) == "a, b, c"
    assert listed(["a", "b", "c", "d", "e"], EN) == "a, b, c and 2 more"
