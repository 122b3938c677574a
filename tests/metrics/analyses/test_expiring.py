"""Sponsored cover that ends soon: both dates, renewals, sums, and small numbers that cannot be got back."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import expiring as analysis
from metrics.analyses.expiring import SCHEMES, TOTALS, expiring
from metrics.analyses.sponsored import WITHHELD, sponsored_cover
from metrics.periods import month_after
from metrics.territory import Territory

Held = Callable[..., Query]
Row = dict[str, Any]

untimed = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)

SCHEME = st.fixed_dictionaries({
    "region_code": st.sampled_from(["51.03", "51.04"]),
    "worker_category": st.sampled_from(["fishers", "farmers"]),
    "funding_source": st.sampled_from(["apbd_regency", "csr"]),
    "people": st.integers(min_value=0, max_value=12),
    "start_month": st.sampled_from(["2024-01", "2024-07", "2025-01"]),
    "cover_ends": st.sampled_from(["2025-02", "2025-04", "2025-05", "2025-07", "2025-10", "2026-01", "2026-09"]),
})  # fmt: skip


def held(rows: list[Row]) -> Query:
    """Answer the question for sponsored cover with made schemes."""
    made = {
        "region_code": "51.03", "worker_category": "fishers", "funding_source": "apbd_regency", "people": 100,
        "premium": 16_800, "start_month": "2025-01", "cover_ends": "2025-12", "budget": 1, "status": "reported",
        "batch_id": "b1",
    }  # fmt: skip

    def query(sql: str, regions: list[str]) -> pd.DataFrame:
        assert "sponsored_cover" in sql
        full = [made | {"scheme": f"S{n}", "fact_row": f"f:{n}"} | row for n, row in enumerate(rows)]
        return pd.DataFrame(
            [row for row in full if row["region_code"] in regions], columns=[*made, "scheme", "fact_row"]
        )

    return query


def totals(found: analysis.Expiring, by: str = "total") -> dict[Any, Any]:
    rows = found.totals[found.totals["by"] == by]
    if by == "total":
        return dict(zip(rows["months_ahead"], rows["people"], strict=True))
    return {(row.months_ahead, row.group): row.people for row in rows.itertuples()}


def test_cover_to_december_leaves_the_active_count_at_the_end_of_march(places: Territory) -> None:
    found = expiring(held([{}]), places, "51.03", "2025-11")
    scheme = found.schemes.iloc[0]
    assert (scheme["cover_ends"], scheme["leaves_active_count"], scheme["months_left"]) == ("2025-12", "2026-03", 1)
    row = found.totals.iloc[1]
    assert (row["cover_ends_first"], row["cover_ends_last"]) == ("2025-12", "2025-12")
    assert (row["leaves_first"], row["leaves_last"]) == ("2026-03", "2026-03")
    assert (row["batch_ids"], row["status"]) == (["b1"], "reported")


def test_each_span_holds_the_shorter_ones_and_nothing_that_ended(places: Territory) -> None:
    ends = ["2025-05", "2025-06", "2025-08", "2025-11", "2026-05", "2026-06"]
    rows = [{"cover_ends": month, "people": 10**n, "worker_category": f"w{n}"} for n, month in enumerate(ends, 1)]
    found = expiring(held(rows), places, "51.03", "2025-05")
    # From the end of May 2025: June; to August; to November; to May 2026. What ended in May still counts until August.
    assert totals(found) == {0: 10, 1: 100, 3: 1_100, 6: 11_100, 12: 111_100}


@pytest.mark.parametrize(("as_of", "people"), [("2025-11", 0), ("2025-12", 100), ("2026-02", 100), ("2026-03", 0)])
def test_ended_cover_counts_for_two_months_more(as_of: str, people: int, places: Territory) -> None:
    assert totals(expiring(held([{}]), places, "51.03", as_of))[0] == people


def test_people_are_summed_by_group_of_workers_and_by_funds(places: Territory) -> None:
    rows = [{"people": 10}, {"people": 20, "funding_source": "csr"}, {"people": 40, "worker_category": "farmers"}]
    found = expiring(held(rows), places, "51.03", "2025-10")
    assert totals(found, "worker_category") == {
        (s, g): n for s in (3, 6, 12) for g, n in (("farmers", 40), ("fishers", 30))
    }
    assert totals(found, "funding_source") == {
        (s, g): n for s in (3, 6, 12) for g, n in (("apbd_regency", 50), ("csr", 20))
    }
    assert totals(found) == {0: 0, 1: 0, 3: 70, 6: 70, 12: 70}


def test_a_province_holds_its_regencies_and_a_regency_not_its_province(places: Territory) -> None:
    query = held([{"people": 10}, {"people": 20, "region_code": "51"}, {"people": 40, "region_code": "52.01"}])
    found = {code: totals(expiring(query, places, code, "2025-10"))[12] for code in ("51.03", "51", "KW-BANUSPA", "ID")}
    assert found == {"51.03": 10, "51": 30, "KW-BANUSPA": 70, "ID": 70}


def test_a_later_scheme_of_the_same_group_renews_as_many_as_it_has(places: Territory) -> None:
    later: Row = {"start_month": "2026-03", "cover_ends": "2026-12"}
    changes: list[tuple[Row, int]] = [({"people": 60}, 60), ({"people": 500}, 100), ({"funding_source": "csr"}, 0),
                            ({"worker_category": "farmers"}, 0), ({"start_month": "2026-04"}, 0)]  # fmt: skip
    for change, renewed in changes:
        cover = sponsored_cover(held([{}, later | change]), places, "51.03")
        assert cover["renewed_people"].tolist() == [renewed, 0]
        assert cover["renewing_people"].tolist() == [0, renewed]


def test_nobody_is_renewed_twice(places: Territory) -> None:
    two = [{"people": 100}, {"people": 100}, {"people": 150, "start_month": "2026-01", "cover_ends": "2026-12"}]
    assert sponsored_cover(held(two), places, "51.03")["renewed_people"].tolist() == [100, 50, 0]


def test_a_small_reported_count_is_withheld_with_a_second_one(places: Territory) -> None:
    rows = [{"people": 3}, {"people": 30, "worker_category": "farmers"}, {"people": 70, "worker_category": "other"}]
    found = expiring(held(rows), places, "51.03", "2025-11")
    by_scheme = found.schemes.set_index("worker_category")
    assert by_scheme["people"].to_dict() == {"fishers": None, "farmers": None, "other": 70}
    assert by_scheme["budget"].to_dict() == {"fishers": None, "farmers": None, "other": 1}  # the budget would tell
    assert by_scheme["suppressed"].to_dict() == {"fishers": True, "farmers": True, "other": False}
    assert set(by_scheme["reason"]) == {WITHHELD, None}
    assert totals(found)[12] == 103  # a total stays
    assert totals(found, "worker_category")[1, "fishers"] is None
    assert totals(found, "worker_category")[1, "other"] == 70
    assert totals(found, "funding_source")[1, "apbd_regency"] is None


@pytest.mark.parametrize("status", ["demonstration", "published"])
def test_only_reported_counts_are_withheld(status: str, places: Territory) -> None:
    found = expiring(held([{"people": 3, "status": status}]), places, "51.03", "2025-11")
    assert found.schemes["people"].tolist() == [3]
    assert set(found.totals["status"]) == {status, None}


def test_nothing_is_small_below_the_number_that_is_set(places: Territory) -> None:
    query = held([{"people": 7}])
    assert expiring(query, places, "51.03", "2025-11").schemes["people"].tolist() == [7]
    alone = expiring(query, places, "51.03", "2025-11", small=8)
    assert alone.schemes["people"].tolist() == [None]
    assert totals(alone) == {0: 0, 1: None, 3: None, 6: None, 12: None}  # the only scheme is its own total


@untimed
@given(st.lists(SCHEME, min_size=1, max_size=7))
def test_no_small_count_follows_from_what_is_shown(places: Territory, rows: list[Row]) -> None:
    """An oracle in linear algebra: no withheld small count is a combination of the sums and counts that are shown."""
    found = expiring(held(rows), places, "51", "2025-05")
    schemes, shown = found.schemes.reset_index(drop=True), []
    true = pd.Series([rows[int(row[0].removeprefix("f:"))]["people"] for row in schemes["fact_rows"]], dtype="int64")
    for number in schemes.index[schemes["people"].notna()]:
        shown.append((schemes.index == number).astype(float))
        assert schemes["people"][number] == true[number]
    for row in found.totals.itertuples():
        left = schemes["months_left"]
        inside = (left <= 0) if row.months_ahead == 0 else (left > 0) & (left <= row.months_ahead)
        if row.by != "total":
            inside &= schemes[row.by] == row.group
        if row.people is not None:
            assert row.people == true[inside].sum()
            shown.append(inside.astype(float).to_numpy())
    known = np.array([np.zeros(len(schemes)), *shown])
    for number in schemes.index[true.between(1, 4)]:
        alone = (schemes.index == number).astype(float)
        assert np.linalg.matrix_rank(np.vstack([known, alone])) > np.linalg.matrix_rank(known)


@untimed
@given(st.lists(SCHEME, max_size=6), st.randoms())
def test_the_order_of_rows_changes_nothing(places: Territory, rows: list[Row], chance: Any) -> None:
    named = [row | {"scheme": f"N{number}", "fact_row": str(number)} for number, row in enumerate(rows)]
    mixed = chance.sample(named, len(named))
    one, other = (expiring(held(made), places, "51", "2025-05").totals for made in (named, mixed))
    pd.testing.assert_frame_equal(one, other)


def test_without_cover_there_is_nothing_but_a_reason(query: Query, places: Territory) -> None:
    found = expiring(query, places, "51", "2025-05")  # published facts alone hold no scheme
    assert (found.reason, found.schemes.columns.tolist()) == (analysis.NO_COVER, list(SCHEMES))
    assert (len(found.schemes), len(found.totals), found.totals.columns.tolist()) == (0, 0, list(TOTALS))


def test_with_cover_but_none_that_ends_the_sums_are_zero(places: Territory) -> None:
    found = expiring(held([{}]), places, "51.03", "2023-01")
    assert (found.reason, totals(found)) == (None, {0: 0, 1: 0, 3: 0, 6: 0, 12: 0})


def test_a_region_that_does_not_exist_is_refused(places: Territory) -> None:
    with pytest.raises(UnknownName):
        expiring(held([{}]), places, "51.99", "2025-05")


def test_a_month_is_counted_over_the_end_of_the_year() -> None:
    assert [month_after("2025-12", step) for step in (-12, 0, 1, 3, 13)] == [
        "2024-12", "2025-12", "2026-01", "2026-03", "2027-01",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def examples(demonstration_query: Query) -> Query:
    return demonstration_query


@pytest.mark.parametrize(
    ("region", "as_of"), list(product(["51.05", "51", "96", "94"], ["2024-02", "2025-05", "2026-01"]))
)
def test_the_sums_of_the_demonstration_set_are_those_of_its_rows(
    region: str, as_of: str, examples: Query, places: Territory
) -> None:
    """An oracle: months as numbers, straight from the table."""
    rows = examples("select * from sponsored_cover")
    rows = rows[rows["region_code"].str.startswith(region)]
    number = {column: rows[column].str[:4].astype(int) * 12 + rows[column].str[5:].astype(int)
              for column in ("start_month", "end_month")}  # fmt: skip
    away = number["end_month"] - (int(as_of[:4]) * 12 + int(as_of[5:]))
    started = number["start_month"] - number["end_month"] + away <= 0
    found = expiring(examples, places, region, as_of)
    expected = {span: int(rows["people"][away.between(1, span)].sum()) for span in (1, 3, 6, 12)}
    assert totals(found) == {0: int(rows["people"][away.between(-2, 0) & started].sum()), **expected}
    assert set(found.totals["status"]) <= {"demonstration", None}
    assert found.schemes["suppressed"].sum() == 0


def test_totals_alone_are_those_of_all(places: Territory) -> None:
    schemes = [
        {"cover_ends": "2025-05"},
        {"cover_ends": "2025-10", "people": 3},
        {"cover_ends": "2025-02", "people": 40},
    ]
    every = expiring(held(schemes), places, "51.03", "2025-04")
    alone = expiring(held(schemes), places, "51.03", "2025-04", grouped=False)
    assert set(alone.totals["by"]) == {"total"}
    expected = every.totals[every.totals["by"] == "total"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.totals, expected)
    assert totals(alone)[0] == 40
