"""Figures made of what offices sent: cells, totals, sums, shares, and what stands where something else is held too."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from data.batches import accept, writing
from data.store import Query, build, open_store
from metrics._model import Scope, measure
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.territory import territory
from tests.data.office_rows import members, rows, workforce

BALI = [f"51.0{number}" for number in range(1, 9)] + ["51.71"]
PAPUA_OF_TODAY = ("91", "93", "94", "95")  # the province of Papua before the split of 2022

Load = Callable[..., Query]


@pytest.fixture
def load(home: object) -> Iterator[Load]:
    """Accept rows, one table a name, publish, and give the query of the store."""
    opened = []

    def run(**tables: list[dict[str, Any]]) -> Query:
        with writing():
            accept(
                repr(tables).encode(), "sent.xlsx", {name: rows(name, *given) for name, given in tables.items()}, "KC"
            )
        build()
        opened.append(open_store())
        return opened[-1].query

    yield run
    for store in opened:
        store.close()


def _one(query: Query, name: str, **scope: Any) -> Any:
    found = measure(query, metric(name), Scope(**scope))
    assert len(found) == 1
    return found.iloc[0]


def test_total_members_are_wage_earners_own_account_and_construction_without_migrants(load: Load) -> None:
    query = load(membership=members("51.03", "2026-01", {"PU": 100, "BPU": 40, "JAKON": 7, "PMI": 3}))
    total = _one(query, "active_participants", regions=("51.03",), segment="total", since="2026-01")
    assert (total["value"], total["series"], total["status"]) == (100 + 40 + 7, "office", "reported")
    assert list(total["batch_ids"]) == list(total["source_ids"])
    assert list(total["fact_rows"]) == [f"sent.xlsx, Kepesertaan, row {row}" for row in (2, 3, 4)]


def test_without_one_of_the_three_segments_there_is_no_total(load: Load) -> None:
    query = load(membership=members("51.03", "2026-01", {"PU": 100, "BPU": 40, "PMI": 3}))
    found = measure(query, metric("active_participants"), Scope(("51.03",), segment="total", since="2026-01"))
    assert found.empty


def test_coverage_is_members_over_the_workforce_of_the_office_at_most_a_year_older(load: Load) -> None:
    query = load(
        membership=[
            *members("51.03", "2026-01", {"PU": 100, "BPU": 40, "JAKON": 10}),
            *members("51.03", "2026-12", {"PU": 110, "BPU": 40, "JAKON": 10}),
            *members("51.03", "2027-02", {"PU": 120, "BPU": 40, "JAKON": 10}),
        ],
        office_workforce=[workforce("51.03", "2026-01", 250)],
    )
    found = measure(query, metric("coverage"), Scope(("51.03",), base="ucj", since="2026-01"))
    assert found["value"].tolist() == [150 / 250, 160 / 250]  # February 2027 is thirteen months after January 2026
    assert found["denominator_period"].tolist() == ["2026-01", "2026-01"]
    assert found["status"].tolist() == ["reported", "reported"]


def test_a_province_is_the_sum_of_all_its_regencies_or_nothing(load: Load) -> None:
    each = {"PU": 10, "BPU": 5, "JAKON": 1}
    eight = [row for region in BALI[:8] for row in members(region, "2026-01", each)]
    query = load(membership=eight)
    asked = {"regions": ("51",), "segment": "total", "since": "2026-01"}
    assert measure(query, metric("active_participants"), Scope(**asked)).empty
    query = load(membership=members(BALI[8], "2026-01", each))
    total = _one(query, "active_participants", **asked)
    assert (total["value"], total["status"]) == (9 * (10 + 5 + 1), "summed")
    assert (total["parts_present"], total["parts_expected"]) == (9, 9)
    assert len(total["batch_ids"]) == 2


def test_a_province_that_the_office_states_is_not_summed(load: Load) -> None:
    each = {"PU": 10, "BPU": 5, "JAKON": 1}
    query = load(
        membership=[row for region in [*BALI, "51"] for row in members(region, "2026-01", each)],
    )
    total = _one(query, "active_participants", regions=("51",), segment="total", since="2026-01")
    assert (total["value"], total["status"], pd.isna(total["parts_present"])) == (16, "reported", True)


def test_before_the_split_of_papua_its_old_outline_has_the_figure_and_the_new_provinces_have_none(load: Load) -> None:
    each = {"PU": 10, "BPU": 5, "JAKON": 1}
    months = ("2022-06", "2022-07")
    query = load(
        membership=[row for region in PAPUA_OF_TODAY for month in months for row in members(region, month, each)]
    )
    found = measure(
        query, metric("active_participants"), Scope(PAPUA_OF_TODAY, segment="total", since="2022-06", until="2022-07")
    )
    office = found[found["series"] == "office"]
    held = [tuple(row) for row in office[["region_code", "period", "value"]].itertuples(index=False)]
    assert held == [("91", "2022-06", 4 * 16), *((region, "2022-07", 16) for region in PAPUA_OF_TODAY)]
    assert office["boundary"].tolist()[0] == "before-2022-split"
    assert office["boundary"].iloc[1:].isna().all()


def test_an_office_figure_stands_before_a_published_one_of_the_same_month_and_both_are_kept(load: Load) -> None:
    query = load(
        membership=members("51.04", "2025-09", {"PU": 90_000, "BPU": 39_000, "JAKON": 1_000}),
        office_workforce=[workforce("51.04", "2025-09", 200_000)],
    )
    found = measure(query, metric("coverage"), Scope(("51.04",), base="ucj", since="2025-09", until="2025-09"))
    assert found[["series", "value", "shown"]].to_numpy().tolist() == [
        ["office", 130_000 / 200_000, True],
        ["ucj_report", 130_300 / 198_628, False],
    ]


def test_a_new_region_of_an_office_can_be_asked_for(load: Load) -> None:
    new = {
        "region_code": "51.09",
        "name": "Kabupaten Contoh",
        "level": "regency",
        "kind": "kabupaten",
        "valid_from": "2027-01",
    }
    query = load(new_region=[new], membership=members("51.09", "2027-01", {"PU": 3, "BPU": 2, "JAKON": 1}))
    assert _one(query, "active_participants", regions=("51.09",), segment="total")["value"] == 6


def test_a_target_of_an_office_joins_the_register(load: Load) -> None:
    target = {
        "region_code": "51.03", "deadline_month": "2026-12", "unit": "share", "base": "ucj", "value": 0.7,
        "kind": "official", "set_by": "Kanwil", "set_month": "2026-01",
    }  # fmt: skip
    query = load(office_target=[target])
    read = targets(query, territory(query), "51.03", "2026-01")
    own = read[read["set_by"] == "Kanwil"]
    assert own[["value_target", "deadline", "set_by", "base"]].to_numpy().tolist() == [
        [0.7, "2026-12-31", "Kanwil", "ucj"]
    ]
