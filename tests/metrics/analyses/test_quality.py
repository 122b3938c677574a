"""How good the figures of a place are: complete, fresh, contradicted or not."""

from __future__ import annotations

import pandas as pd
import pytest

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses.quality import COLUMNS, quality
from metrics.disagreement import conflicts
from metrics.territory import Territory


def _one(query: Query, places: Territory, region: str, as_of: str) -> pd.Series:
    (row,) = quality(query, places, [region], as_of).to_dict("records")
    return pd.Series(row)


def test_the_age_of_the_latest_figure_is_counted_in_months(query: Query, places: Territory) -> None:
    # Jembrana's only share is of December 2024; September 2026 is 21 months later, more than a year.
    row = _one(query, places, "51.01", "2026-09")
    assert (row["latest_period"], row["months_old"], row["is_old"]) == ("2024-12", 12 + 9, True)


def test_a_year_to_the_month_is_not_old(query: Query, places: Territory) -> None:
    row = _one(query, places, "51.01", "2025-12")
    assert (row["months_old"], row["is_old"]) == (12, False)


def test_where_nothing_is_held_everything_is_null_and_nothing_is_counted(query: Query, places: Territory) -> None:
    row = _one(query, places, "51.08", "2016-01")
    assert row[["latest_period", "months_old", "is_old", "months_held", "completeness"]].isna().all()
    assert (row["conflicts"], row["differing"], row["source_ids"]) == (0, 0, [])


def test_a_share_that_its_source_contradicts_is_counted_from_its_month_on(query: Query, places: Territory) -> None:
    of_bali = conflicts(query).query("region_code == '51'")["month"].tolist()
    assert of_bali == ["2025-03"]
    assert _one(query, places, "51", "2025-02")["conflicts"] == 0
    assert _one(query, places, "51", "2025-03")["conflicts"] == 1


def test_rows_stand_in_the_order_asked_with_the_documented_columns(query: Query, places: Territory) -> None:
    rows = quality(query, places, ["51.04", "51", "51.01"], "2025-12")
    assert rows["region_code"].tolist() == ["51.04", "51", "51.01"]
    assert tuple(rows.columns) == COLUMNS


def test_an_unknown_region_is_refused(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName, match=r"51\.99"):
        quality(query, places, ["51.99"], "2025-12")


@pytest.mark.parametrize("as_of", ["2019-05", "2021-09", "2025-11"])
def test_every_regency_is_as_complete_and_as_old_as_its_raw_rows(
    as_of: str, demonstration_query: Query, places: Territory
) -> None:
    rows = demonstration_query("select distinct region_code, month from membership")
    at = pd.PeriodIndex(rows["month"], freq="M").astype("int64")
    now = pd.Period(as_of, freq="M").ordinal
    rows = rows.assign(away=now - at)[at <= now]
    found = quality(demonstration_query, places, sorted(set(rows["region_code"])), as_of).set_index("region_code")
    for region, own in rows.groupby("region_code")["away"]:
        told = found.loc[region]
        span = min(12, own.max() - told["months_old"] + 1)  # as of the latest month that the region sent
        assert told["months_old"] <= own.min()  # a printed figure may be later than what was sent
        if told["latest_series"] == "demonstration":
            assert told["months_old"] == own.min()
            held = own[own < own.min() + span]
            assert (told["months_held"], told["months_expected"]) == (len(held), span)
