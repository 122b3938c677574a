"""Regions by indicators: each column at one month, ratios of two metrics of one series, places from worst to best."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import Query
from metrics.analyses.area_table import COLUMNS, INDICATORS, area_table, from_worst_to_best
from metrics.catalogue import metric
from metrics.panel import NOTHING_COMMON, panel
from tests.metrics.analyses import as_a_store

BALI = [f"51.0{number}" for number in range(1, 9)] + ["51.71"]


def test_places_run_from_the_worst_to_the_best_by_hand() -> None:
    # 0.2 of 0.2 … 0.6 is the least; 0.3 lies a quarter of the way up.
    assert from_worst_to_best(np.array([0.2, 0.6, 0.3]), "higher") == pytest.approx([0, 1, 0.25])
    assert from_worst_to_best(np.array([0.2, 0.6, 0.3]), "lower") == pytest.approx([1, 0, 0.75])


@pytest.mark.parametrize(
    ("values", "better"),
    [([0.2, 0.6], "neither"), ([0.5, 0.5], "higher"), ([0.5, np.nan], "higher"), ([np.nan], "lower"), ([], "higher")],
)
def test_without_a_direction_a_second_value_or_a_difference_there_is_no_place(values, better) -> None:
    assert np.isnan(from_worst_to_best(np.array(values, dtype=float), better)).all()


def test_a_missing_value_has_no_place_and_moves_none() -> None:
    places = from_worst_to_best(np.array([0.2, np.nan, 0.6]), "higher")
    assert places[[0, 2]] == pytest.approx([0, 1])
    assert np.isnan(places[1])


@given(st.lists(st.floats(-1, 3, allow_subnormal=False), min_size=2, max_size=20), st.randoms())
def test_the_order_of_the_regions_changes_no_place(values, random) -> None:
    order = list(range(len(values)))
    random.shuffle(order)
    given_so = from_worst_to_best(np.array(values), "lower")
    shuffled = from_worst_to_best(np.array(values)[order], "lower")
    np.testing.assert_array_equal(given_so[order], shuffled)


def made(rows: list[tuple[str, str, str, float | None, float | None]]) -> Query:
    """Answer every metric with figures of one month: metric table, region, series, numerator, denominator."""
    same = {
        "segment": "total",
        "period": "2025-12",
        "month": "2025-12",
        "on_line": True,
        "status": "reported",
        "source_ids": ["s"],
    }
    figures = [
        {"region_code": code, "series": series, "numerator": above, "denominator": below, **same}
        | {"value": above if above is None or below is None else above / below}
        for _, code, series, above, below in rows
    ]
    held = as_a_store.frame(figures).assign(table=[row[0] for row in rows])

    def query(sql: str, **asked: Any) -> pd.DataFrame:
        found = held[[f"from {table} " in sql for table in held["table"]]]
        if as_a_store.is_of_descriptions(sql):
            return as_a_store.descriptions(found)
        return as_a_store.numbers(found[found["region_code"].isin(asked["regions"])])

    return query


ARREARS = tuple(each for each in INDICATORS if each.id == "arrears_months")


def test_arrears_are_told_in_months_of_what_is_due() -> None:
    # 30 unpaid of 20 due a month: one and a half months.
    query = made([
        ("arrears_sum", "A", "office", 30, None), ("arrears_sum", "B", "office", 10, None),
        ("contribution_sum", "A", "office", 20, None), ("contribution_sum", "B", "office", 20, None),
    ])  # fmt: skip
    rows = area_table(query, ["A", "B"], "2025-12", base="ucj", indicators=ARREARS)
    assert list(rows["value"]) == [1.5, 0.5]
    assert list(rows["place"]) == [0.0, 1.0]
    assert list(rows["numerator"]) == [30, 10]
    assert set(rows["unit"]) == {"months"}


def test_two_series_make_no_ratio() -> None:
    query = made([
        ("arrears_sum", "A", "office", 30, None), ("arrears_sum", "B", "office", 10, None),
        ("contribution_sum", "A", "other", 20, None), ("contribution_sum", "B", "other", 20, None),
    ])  # fmt: skip
    rows = area_table(query, ["A", "B"], "2025-12", base="ucj", indicators=ARREARS)
    assert rows["value"].isna().all()
    assert rows["reason"].notna().all()


def test_nothing_is_divided_by_nought_and_what_is_missing_stays_missing() -> None:
    query = made([
        ("arrears_sum", "A", "office", 30, None), ("arrears_sum", "B", "office", 10, None),
        ("contribution_sum", "A", "office", 0, None), ("contribution_sum", "B", "office", 20, None),
    ])  # fmt: skip
    rows = area_table(query, ["A", "B", "C"], "2025-12", base="ucj", indicators=ARREARS).set_index("region_code")
    assert rows["value"].isna().to_dict() == {"A": True, "B": False, "C": True}
    assert rows.loc[["A", "C"], "reason"].notna().all()


def test_on_the_published_facts_every_share_is_that_of_its_metric(query: Query) -> None:
    rows = area_table(query, BALI, "2025-03", base="ucj")
    assert tuple(rows.columns) == COLUMNS
    assert len(rows) == len(INDICATORS) * len(BALI)
    for indicator in INDICATORS:
        if indicator.denominator:
            continue
        of = metric(indicator.numerator)
        base = ("ucj" if "ucj" in of.bases else of.bases[0]) if of.bases else None
        now = panel(query, of, BALI, "2025-03", base=base).now.set_index("region_code")["value"]
        mine = rows[rows["indicator"] == indicator.id].set_index("region_code")["value"].dropna()
        assert dict(mine) == dict(now)


def test_without_any_figure_every_cell_is_null_with_a_reason(query: Query) -> None:
    rows = area_table(query, ["11.01", "11.02"], "2025-12", base="ucj")
    assert rows["value"].isna().all()
    assert set(rows["reason"]) == {NOTHING_COMMON}
