"""What governments stand beside on the store, again by pandas: what their offices sent, members over their base."""

import pandas as pd
import pytest

from data.store import Query
from metrics.analyses.award_governments import governments
from metrics.territory import Territory
from tests.metrics.analyses.award_evidence_made import BALI

# Governments side by side, on the demonstration set


@pytest.fixture(scope="module")
def side_by_side(demonstration_query: Query, places: Territory) -> list[tuple[str, pd.DataFrame]]:
    return [
        (as_of, governments(demonstration_query, places, "51", as_of).set_index("region_code"))
        for as_of in ("2021-09", "2025-11")
    ]


def latest(query: Query, table: str, above: str, below: str | None, as_of: str, where: str) -> pd.Series:
    """Give the sums of a table in the latest month of each regency: one over another, or one alone."""
    rows = query(f"select * from {table} where {where}")
    rows = rows[rows["region_code"].isin(BALI) & (rows["month"] <= as_of)]
    rows = rows[rows["month"] == rows.groupby("region_code")["month"].transform("max")]
    sums = rows.groupby("region_code")[[above] if below is None else [above, below]].sum().astype(float)
    return sums[above] if below is None else sums[above] / sums[below]


def test_what_governments_stand_beside_is_what_their_offices_sent(
    demonstration_query: Query, side_by_side: list[tuple[str, pd.DataFrame]]
) -> None:
    for as_of, rows in side_by_side:
        of_region = "segment in ('PU', 'BPU', 'JAKON')"
        on_time = latest(demonstration_query, "contribution", "received_on_time", "due", as_of, of_region)
        outside = latest(demonstration_query, "employer", "pwbd", None, as_of, "true")
        assert rows["on_time"].astype(float).to_dict() == pytest.approx(on_time.to_dict(), rel=1e-12)
        assert rows["unregistered"].astype(float).to_dict() == pytest.approx(outside.to_dict())


def test_coverage_and_growth_of_governments_are_those_of_members_over_their_base(
    demonstration_query: Query, side_by_side: list[tuple[str, pd.DataFrame]]
) -> None:
    members = demonstration_query("select * from membership where segment in ('PU', 'BPU', 'JAKON')")
    people = demonstration_query("select * from office_workforce where base = 'ucj'")
    share = members.groupby(["region_code", "month"])["active"].sum().astype(float)
    share = share / people.set_index(["region_code", "month"])["total"].astype(float)
    for _, rows in side_by_side:
        for region, row in rows.iterrows():
            now = share.get((region, row["period"]))
            if row["coverage"] is None:
                assert row["reason"]
                continue
            assert row["coverage"] == pytest.approx(now, rel=1e-12)
            if row["growth"] is not None:
                assert row["growth"] == pytest.approx(now - share[region, row["earlier_period"]], abs=1e-12)
        assert rows["growth"].notna().sum() >= 7
