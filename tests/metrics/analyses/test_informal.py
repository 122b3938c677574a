"""The informal sector: cover that ends by month, who pays for whom, regions side by side, what was printed."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.store import Query
from metrics._model import Scope, UnknownName, measure
from metrics.analyses import informal_regions
from metrics.analyses.expiring import expiring
from metrics.analyses.informal_cover import CELLS, ENDINGS, endings, who_pays, withheld_cells
from metrics.analyses.informal_regions import COLUMNS, NOT_ONE_LINE, members_and_sponsored
from metrics.analyses.informal_statements import BESIDE, KINDS, STATEMENTS, beside_example, kind_of, statements
from metrics.analyses.sponsored import WITHHELD
from metrics.catalogue import metric
from metrics.panel import NOT_IN_PANEL, Panel
from metrics.territory import Territory

AS_OF = "2025-12"


def test_the_months_add_up_to_the_span_of_the_whole_year(demonstration_query: Query, places: Territory) -> None:
    found = expiring(demonstration_query, places, "KW-BANUSPA", "2025-06")
    months = endings(found, "KW-BANUSPA")
    whole = found.totals[(found.totals["by"] == "total") & found.totals["months_ahead"].isin([0, 12])]
    assert list(months.columns) == list(ENDINGS)
    assert months["people"].sum() == whole["people"].sum() > 0
    assert list(months["month"]) == sorted(months["month"])


def test_each_month_has_both_dates_three_months_apart_and_those_renewed_do_not_leave(
    demonstration_query: Query, places: Territory
) -> None:
    months = endings(expiring(demonstration_query, places, "51", "2024-11"), "51")
    december = months[months["month"] == "2024-12"].iloc[0]
    assert december["leaves_active_count"] == "2025-03"
    assert december["leaving_people"] == december["people"] - december["renewed_people"]
    assert december["renewed_people"] > 0


def test_a_month_with_a_withheld_scheme_shows_no_number(demonstration_query: Query, places: Territory) -> None:
    found = expiring(demonstration_query, places, "51", "2025-06")
    schemes = found.schemes.copy()
    schemes.loc[0, "suppressed"] = True
    months = endings(type(found)(schemes, found.totals, None), "51")
    hidden = months[months["month"] == schemes.loc[0, "cover_ends"]].iloc[0]
    assert (hidden["people"], hidden["renewed_people"], hidden["leaving_people"]) == (None, None, None)
    assert hidden["reason"] == WITHHELD


def test_no_cover_has_no_months_and_no_cells(query: Query, places: Territory) -> None:
    assert endings(expiring(query, places, "51", AS_OF), "51").empty
    cells = who_pays(query, places, "51", AS_OF)
    assert cells.empty
    assert list(cells.columns) == list(CELLS)


@pytest.mark.parametrize("region", ["51", "51.03", "KW-BANUSPA"])
def test_groups_and_payers_add_up_to_their_metrics(demonstration_query: Query, places: Territory, region: str) -> None:
    cells = who_pays(demonstration_query, places, region, AS_OF)
    held = measure(demonstration_query, metric("sponsored_workers"), Scope((region,), since=AS_OF, until=AS_OF))
    by_group = dict(zip(held["segment"], held["value"], strict=True))
    assert cells["people"].sum() == by_group.pop("total")
    assert cells.groupby("worker_category")["people"].sum().to_dict() == {k: v for k, v in by_group.items() if v}
    mix = measure(demonstration_query, metric("funding_mix"), Scope((region,), since=AS_OF, until=AS_OF))
    shares = cells.groupby("funding_source")["people"].sum() / cells["people"].sum()
    assert shares.to_dict() == pytest.approx({row.segment: row.value for row in mix.itertuples() if row.value})
    cost = measure(
        demonstration_query, metric("sponsored_cost"), Scope((region,), segment="total", since=AS_OF, until=AS_OF)
    )
    assert cells["paid_a_month"].sum() / cells["people"].sum() == pytest.approx(cost["value"].iloc[0])


def test_the_price_is_16800_where_a_government_pays_and_a_year_is_twelve_of_it(
    demonstration_query: Query, places: Territory
) -> None:
    cells = who_pays(demonstration_query, places, "51", AS_OF)
    paid = cells[cells["funding_source"] == "apbd_regency"].iloc[0]
    assert paid["rule_premium"] == 16_800
    assert paid["rule_year"] == 12 * 16_800  # the half price of PP 50/2025 is not for what a budget pays
    assert paid["to_renew"] == paid["people"] * 201_600


def test_the_largest_group_comes_first(demonstration_query: Query, places: Territory) -> None:
    cells = who_pays(demonstration_query, places, "KW-BANUSPA", AS_OF)
    totals = cells.groupby("worker_category", sort=False)["people"].sum()
    assert list(totals) == sorted(totals, reverse=True)


def cells_of(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["worker_category", "funding_source", "people"]).assign(status="reported")


def test_a_small_cell_takes_others_with_it_until_none_stands_alone_in_its_row_or_column() -> None:
    square = cells_of(("a", "x", 3), ("a", "y", 50), ("b", "x", 60), ("b", "y", 70))
    assert list(withheld_cells(square, 5)) == [True, True, True, True]
    apart = cells_of(("a", "x", 3), ("b", "y", 70))
    assert list(withheld_cells(apart, 5)) == [True, False]


def test_zero_and_the_demonstration_are_never_withheld() -> None:
    assert not withheld_cells(cells_of(("a", "x", 0), ("a", "y", 50)), 5).any()
    assert not withheld_cells(cells_of(("a", "x", 3), ("a", "y", 50)).assign(status="demonstration"), 5).any()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 12), min_size=1))
def test_no_withheld_cell_can_be_got_back_by_subtraction(found: dict[tuple[str, str], int]) -> None:
    cells = cells_of(*((group, payer, people) for (group, payer), people in found.items()))
    hidden = withheld_cells(cells, 5)
    assert hidden[cells["people"].between(1, 4)].all()
    for line in ("worker_category", "funding_source"):
        for _, own in cells.groupby(line):
            assert hidden[own.index].sum() != 1 or len(own) == 1


def test_regencies_stand_by_sponsored_workers_for_each_member(demonstration_query: Query, places: Territory) -> None:
    regions = places.parts("51")
    found = members_and_sponsored(demonstration_query, places, regions, AS_OF)
    assert list(found.columns) == list(COLUMNS)
    assert set(found["region_code"]) == set(regions)
    assert list(found["sponsored_share"]) == sorted(found["sponsored_share"], reverse=True)
    badung = found[found["region_code"] == "51.03"].iloc[0]
    scope = Scope(("51.03",), since=badung["period"], until=badung["period"])
    members = measure(demonstration_query, metric("active_participants"), scope)
    members = members[(members["segment"] == "BPU") & (members["series"] == badung["series"])].iloc[0]["value"]
    assert badung["members"] == members
    assert badung["sponsored_share"] == badung["sponsored"] / members
    assert badung["ending_share"] == badung["ending"] / badung["sponsored"]
    assert badung["informal_period"] == "2024-08"
    assert badung["base"] is None


def test_provinces_whose_latest_months_differ_are_divided_in_the_month_that_both_have(
    demonstration_query: Query, places: Territory
) -> None:
    found = members_and_sponsored(demonstration_query, places, places.parts("KW-BANUSPA"), AS_OF)
    assert found["sponsored_share"].notna().all()
    assert found["period"].nunique() == 1


def test_without_office_figures_there_is_no_share_but_a_reason(query: Query, places: Territory) -> None:
    found = members_and_sponsored(query, places, places.parts("51"), AS_OF)
    assert found["sponsored_share"].isna().all()
    assert set(found["reason"]) == {NOT_IN_PANEL}
    assert found["informal_share"].notna().all()


def made(name: str, value: int, series: str = "office", **more: Any) -> Panel:
    row = {
        "region_code": "51.03", "month": "2025-12", "period": "2025-12", "value": float(value), "series": series,
        "boundary": None, "status": "reported", "suppressed": False, "source_ids": [name], "batch_ids": ["b1"],
    } | more  # fmt: skip
    return Panel(pd.DataFrame([row], dtype=object), {"series": series, "boundary": None}, "2025-12", (), None)


def shown(monkeypatch: pytest.MonkeyPatch, query: Query, places: Territory, panels: dict[str, Panel]) -> pd.Series:
    monkeypatch.setattr(informal_regions, "panel", lambda query, asked, *rest, **named: panels[asked.id])
    return members_and_sponsored(query, places, ["51.03"], AS_OF).iloc[0]


def test_a_small_reported_count_is_withheld_with_everything_that_tells_it(monkeypatch, query, places) -> None:
    row = shown(monkeypatch, query, places, {
        "active_participants": made("m", 100), "sponsored_workers": made("s", 40), "cover_expiring": made("e", 3),
    })  # fmt: skip
    assert (row["sponsored"], row["sponsored_share"], row["ending"], row["ending_share"]) == (None, None, None, None)
    assert row["members"] == 100
    assert row["reason"] == WITHHELD


def test_two_series_are_not_divided(monkeypatch, query, places) -> None:
    row = shown(monkeypatch, query, places, {
        "active_participants": made("m", 100, "den"), "sponsored_workers": made("s", 40), "cover_expiring": made("e", 30),
    })  # fmt: skip
    assert row["sponsored_share"] is None
    assert row["reason"] == NOT_ONE_LINE
    assert (row["members"], row["sponsored"]) == (100, 40)


def test_shares_are_those_of_the_counts(monkeypatch, query, places) -> None:
    row = shown(monkeypatch, query, places, {
        "active_participants": made("m", 100), "sponsored_workers": made("s", 40), "cover_expiring": made("e", 30),
    })  # fmt: skip
    assert (row["sponsored_share"], row["ending_share"]) == (0.4, 0.75)
    assert {"m", "s"} <= set(row["source_ids"])


def test_every_printed_number_of_a_region_and_within_is_listed_as_printed(query: Query, places: Territory) -> None:
    told = statements(query, places, "51")
    assert list(told.columns) == list(STATEMENTS)
    assert all(code == "51" or code.startswith("51.") for code in told["region_code"])
    assert set(told["kind"]) <= set(KINDS)
    years = [period[:4] for period in told["period"]]
    assert years == sorted(years, reverse=True)
    badung = told[(told["region_code"] == "51.03") & (told["indicator"] == "vulnerable_workers_covered")]
    assert list(badung["value"]) == [25_000.0]
    assert set(told["status"]) == {"published"}
    assert statements(query, places, "51.08").empty
    with pytest.raises(UnknownName):
        statements(query, places, "99")


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [
        ("vulnerable_workers_covered_plan", "covered_plan"),
        ("adat_workers_budget_plan_rp", "budget_plan_rp"),
        ("adat_workers_uncovered", "uncovered"),
        ("workers_covered_by_apbd", "by_apbd"),
        ("vulnerable_workers_target_per_village", "target_per_village"),
    ],
)
def test_the_kind_of_a_number_is_the_longest_that_its_name_ends_with(indicator: str, kind: str) -> None:
    assert kind_of(indicator) == kind


def test_beside_a_printed_count_stands_the_example_of_the_same_place_and_time(
    demonstration_query: Query, places: Territory
) -> None:
    told = statements(demonstration_query, places, "51")
    beside = beside_example(demonstration_query, places, told)
    assert list(beside.columns) == list(BESIDE)
    assert list(beside["value"]) == sorted(beside["value"], reverse=True)
    assert beside["region_code"].is_unique
    badung = beside[beside["region_code"] == "51.03"].iloc[0]
    held = measure(
        demonstration_query, metric("sponsored_workers"),
        Scope(("51.03",), segment="total", since="2024-12", until="2024-12"),
    )  # fmt: skip
    assert (badung["example_period"], badung["example"]) == ("2024-12", held["value"].iloc[0])
    later = beside[beside["period"] == "2026"]
    assert later["example"].isna().all()


def test_without_the_demonstration_nothing_stands_beside(query: Query, places: Territory) -> None:
    beside = beside_example(query, places, statements(query, places, "51"))
    assert len(beside) > 3
    assert beside["example"].isna().all()
    assert beside_example(query, places, statements(query, places, "51.08")).empty
