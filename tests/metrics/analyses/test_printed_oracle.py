"""What was printed of money and of the informal side, chosen again from made rows by plain Python."""

import random
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from metrics.analyses import printed_money
from metrics.analyses.budgets import published_budgets
from metrics.analyses.informal_statements import KINDS, beside_example, kind_of, statements
from metrics.territory import Territory, territory
from tests.metrics.analyses.made_tables import Row, tables
from tests.metrics.analyses.regions_read import ASKED, above, within
from tests.metrics.oracle import month_of

SEEDS = pytest.mark.parametrize("seed", range(4))


# Published budgets


def made_figures(dice: random.Random, indicators: list[str], count: int = 60) -> list[Row]:
    """Make rows of published figures; none of them is about an office."""
    absent = ("office_id", "programme", "series", "base", "base_certainty", "boundary", "note")
    return [
        {"region_code": dice.choice(["51", "51.03", "51.71", "52", "96", "96.03", "11.01", "KW-BANUSPA", "ID"])}
        | {
            "period": dice.choice(["2014", "2015", "2023", "2024-05", "2024", "2030"]),
            "indicator": dice.choice(indicators),
        }
        | {"worker_category": dice.choice([None, "fishers"]), "approx": dice.choice([None, True, False])}
        | {"value": float(dice.choice([0, 201_599, 201_600, dice.randrange(10**9, 10**12)])), "fact_row": number}
        | {"segment": "BPU", "unit": "people", "level": "x", "status": "published", "source_id": f"s{number % 5}"}
        | dict.fromkeys(absent)
        for number in range(2, count)
    ]


@SEEDS
def test_a_budget_buys_whole_people_for_the_twelve_months_of_its_year(seed: int, query: Query) -> None:
    rows = made_figures(
        random.Random(seed), ["vulnerable_workers_budget_rp", "adat_workers_budget_rp", "vulnerable_workers_covered"]
    )
    held = tables(
        published_figure=rows,
        contribution_rule=query("select * from contribution_rule"),
        region=query("select * from region"),
    )
    places = territory(held)
    for region in ASKED:
        inside = within(region)
        expected = sorted(
            (r["region_code"], r["period"], r["indicator"], r["fact_row"], r["value"])
            for r in rows
            if r["region_code"] in inside and r["indicator"].endswith("_budget_rp")
        )
        found = published_budgets(held, places, region)
        assert len(found) == len(expected)
        for (code, period, indicator, _, rupiah), (_, row) in zip(expected, found.iterrows(), strict=True):
            assert (row["region_code"], row["period"], row["indicator"], row["rupiah"]) == (
                code,
                period,
                indicator,
                rupiah,
            )
            # The package of work injury and death is Rp16,800 a month for every month since July 2015, whoever pays for it.
            if period[:4] <= "2015":
                assert pd.isna(row["people_for_a_year"]) and pd.isna(row["remainder"]) and row["reason"]
            else:
                assert row["people_for_a_year"] == rupiah // (12 * 16_800)
                assert row["remainder"] == rupiah - row["people_for_a_year"] * 12 * 16_800


# What was published on the informal side

OF_THE_INFORMAL_SIDE = [
    "vulnerable_workers_covered", "vulnerable_workers_covered_plan", "vulnerable_workers_by_apbd", "adat_workers_budget_rp",
    "vulnerable_workers_budget_plan_rp", "village_officials_target", "village_officials_target_per_village",
    "non_asn_covered", "workers_covered_by_apbd", "vulnerable_workers_uncovered",
]  # fmt: skip


@SEEDS
def test_every_printed_number_of_the_informal_side_is_listed_latest_year_first(seed: int, query: Query) -> None:
    others = ["coverage_pct", "active_participants", "workers_covered_by_apbd_2", "growth_vulnerable_workers"]
    rows = made_figures(random.Random(seed), OF_THE_INFORMAL_SIDE + others)
    held = tables(published_figure=rows, region=query("select * from region"))
    places = territory(held)
    for region in ASKED:
        inside = within(region)
        expected = [r for r in rows if r["region_code"] in inside and r["indicator"] in OF_THE_INFORMAL_SIDE]
        found = statements(held, places, region)
        names = ["region_code", "indicator"]
        told = [(-int(row["period"][:4]), *row[names]) for _, row in found.iterrows()]
        assert told == sorted(told)
        assert sorted(zip(found["fact_rows"].str[0], found["value"], strict=True)) == sorted(
            (f"published_figures.csv:{row['fact_row']}", row["value"]) for row in expected
        )
        for _, row in found.iterrows():
            assert row["kind"] == max((k for k in KINDS if row["indicator"].endswith(k)), key=len)
            assert kind_of(row["indicator"]) == row["kind"]


@SEEDS
def test_the_example_beside_a_printed_count_is_that_of_the_schemes_of_the_month(
    seed: int, demonstration_query: Query, places: Territory
) -> None:
    dice = random.Random(seed)
    rows = made_figures(
        dice, ["vulnerable_workers_covered", "vulnerable_workers_covered_plan", "adat_workers_covered"], 30
    )
    for row in rows:
        row["period"] = dice.choice(["2022", "2023-06", "2024", "2025-03", "2014"])
    made = tables(published_figure=rows, region=demonstration_query("select * from region"))
    found = beside_example(demonstration_query, places, statements(made, places, "ID")).set_index("region_code")
    latest: dict[str, Row] = {}
    for row in rows:
        if row["indicator"] == "vulnerable_workers_covered" and row["worker_category"] is None:
            held = latest.get(row["region_code"])
            if held is None or recency(row) > recency(held):
                latest[row["region_code"]] = row
    assert set(found.index) == set(latest)
    assert list(found["value"]) == sorted(found["value"], reverse=True)
    schemes = demonstration_query("select * from sponsored_cover where funding_source <> 'own'")
    for code, row in latest.items():
        month = month_of(row["period"])
        at = schemes[(schemes["start_month"] <= month) & (schemes["end_month"] >= month)]
        told = found.loc[code]
        assert (told["period"], told["value"]) == (row["period"], row["value"])
        # A regency counts from its first scheme on; a whole that lacks one of its regencies has no sum.
        first = schemes.groupby("region_code")["start_month"].min()
        if any(not first.get(each, "9999") <= month for each in within(code) if len(each) == 5):
            assert pd.isna(told["example"])
        else:
            assert told["example"] == at.loc[at["region_code"].isin(within(code)), "people"].sum()


def recency(row: Row) -> tuple[Any, ...]:
    """Of a month and a bare year, which counts as its December, the month stands; of two alike the first of the file."""
    return month_of(row["period"]), len(row["period"]) == 7, -row["fact_row"]


# Statements on money


def served(office: Row, region: str) -> bool:
    """An office serves a region, a part of it, or all of a region that it lies in."""
    one = [code for code in (office["serves"] or "").split(";") if code]
    return any(region == code or code in above(region) or region in above(code) for code in one) or region in (
        office["kanwil_code"],
        *above(office["kanwil_code"]),
    )


@SEEDS
def test_statements_are_those_of_the_region_and_of_offices_that_serve_it(seed: int, query: Query) -> None:
    dice = random.Random(seed)
    rows = made_figures(dice, ["contributions_rp", "claims_cases", "employers_active", "coverage_pct"], 120)
    offices = query("select * from office")
    for row in rows:
        row["programme"] = dice.choice([None, None, "JHT", "JKK"])
        row["region"] = row["region_code"]
        if dice.random() < 0.5:
            row["office_id"], row["region_code"] = dice.choice(list(offices["office_id"])), None
    held = tables(published_figure=rows, office=offices, region=query("select * from region"))
    known = {row["office_id"]: {k: None if pd.isna(v) else v for k, v in row.items()} for _, row in offices.iterrows()}
    key = ("region_code", "office_id", "period", "indicator", "segment")
    whole = {tuple(row[name] for name in key) for row in rows if row["programme"] is None}
    places = territory(held)
    for region in ASKED:
        as_of = dice.choice(["2014-11", "2015-12", "2023-11", "2024-05", "2024-12"])
        expected = [
            row for row in rows
            if row["indicator"] != "coverage_pct" and month_of(row["period"]) <= as_of
            if row["region_code"] == region or (row["office_id"] and served(known[row["office_id"]], region))
            if row["programme"] is None or tuple(row[name] for name in key) not in whole
        ]  # fmt: skip
        found = printed_money.statements(held, places, region, as_of)
        assert sorted(found["fact_rows"].str[0]) == sorted(
            f"published_figures.csv:{row['fact_row']}" for row in expected
        )
        assert (found["region_code"].notna() != found["office_id"].notna()).all()
        own = list(found["region_code"].notna())
        assert own == sorted(own, reverse=True)
        for _, part in found.groupby(found["region_code"].notna()):
            dates = [month_of(period) for period in part["period"]]
            assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("seed", range(30))
def test_the_printed_growth_is_given_where_one_month_has_both_within_the_rounding(seed: int) -> None:
    dice = random.Random(seed)
    spans = [
        {"metric": name, "period": f"2022-{month:02}", "value": dice.choice([20, 24, 25, 30, 35, 36, 50]) / 100}
        for name in ("member_growth", "contribution_growth")
        for month in range(1, 5)
        if dice.random() < 0.5
    ]
    found = {(row["metric"], row["period"]): row["value"] for row in spans}
    both = [
        (value, found["contribution_growth", period])
        for (name, period), value in found.items()
        if name == "member_growth" and ("contribution_growth", period) in found
    ]
    near = any(25 <= round(100 * one) <= 35 and 25 <= round(100 * other) <= 35 for one, other in both)
    expected = "given" if near else "not_given" if both else "unchecked"
    assert printed_money.verdict(pd.DataFrame(spans, columns=["metric", "period", "value"]), 0.30) == expected
