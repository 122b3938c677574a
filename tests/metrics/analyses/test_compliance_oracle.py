"""Employers beside a year before and growth side by side, again from made months and from what offices sent; what is printed."""

import random
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from metrics.analyses import profile_context
from metrics.analyses.compliance import KINDS, SIZES, employers_by_size, employers_outside, growth_side_by_side
from metrics.territory import Territory
from tests.metrics.analyses.made_lines import months
from tests.metrics.analyses.made_measures import answering, count
from tests.metrics.analyses.made_tables import Row, tables
from tests.metrics.analyses.regions_read import ASKED, above
from tests.metrics.oracle import month_of

REGION, SINCE, HELD = "51.03", "2022-01", 40
OLD = "before-2022-split"
SEEDS = pytest.mark.parametrize("seed", range(15))


def before(month: str, back: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - back
    return f"{number // 12}-{number % 12 + 1:02}"


def made_employers(dice: random.Random, segments: tuple[str, ...]) -> list[Row]:
    """Make months with gaps of one or two series, of which one may begin on the old outline; a total where all sizes are."""
    rows = []
    for series in dice.sample(["office", "demonstration"], dice.randrange(3)):
        status = "demonstration" if series == "demonstration" else "reported"
        first, last = sorted(dice.sample(range(HELD), 2))
        turn = dice.choice([first, dice.randrange(first, last + 1)])
        for place, month in enumerate(months(SINCE, HELD)[first : last + 1], start=first):
            if dice.random() < 0.2:
                continue
            sent = {name: dice.choice([0, dice.randrange(900)]) for name in segments if dice.random() < 0.95}
            if len(sent) == len(segments):
                sent["total"] = sum(sent.values())
            same = {"series": series, "status": status, "boundary": OLD if place < turn else None, "unit": "employers"}
            rows += [count(REGION, month, people, segment=name, **same) for name, people in sent.items()]
    return rows


def expected_beside(rows: list[Row], segment: str, as_of: str) -> tuple[Any, ...]:
    """Give period, value, the value of a year before and the change, each None where it is not known.

    Read is the line of the total with the latest month of the year, real figures before examples.
    """
    recent = [
        (row["series"] == "office", row["month"], (row["series"], row["boundary"]))
        for row in rows
        if row["segment"] == "total" and before(as_of, 12) <= row["month"] <= as_of
    ]
    if not recent:
        return None, None, None, None
    _, month, key = max(recent, key=lambda each: each[:2])
    held = {r["month"]: r["value"] for r in rows if (r["series"], r["boundary"], r["segment"]) == (*key, segment)}
    now, then = held[month], held.get(before(month, 12))
    return month, now, then, now / then - 1 if then else None


def check_beside(row: Any, expected: tuple[Any, ...]) -> None:
    period, value, earlier, change = expected
    for name, known in [("period", period), ("value", value), ("earlier_value", earlier)]:
        assert (None if pd.isna(row[name]) else row[name]) == known
    assert (None if pd.isna(row["change"]) else row["change"]) == (
        None if change is None else pytest.approx(change, rel=1e-12, abs=1e-15)
    )
    assert bool(row["reason"]) == (change is None)


@SEEDS
def test_employers_stand_beside_those_of_the_same_month_a_year_before(seed: int, query: Query) -> None:
    dice = random.Random(seed)
    made = {name: made_employers(dice, SIZES) for name in (*KINDS, "employers_active")}
    as_of = dice.choice(months(SINCE, HELD + 6)[14:])
    found = employers_outside(answering(query, **made), REGION, as_of)
    assert list(found["metric"]) == [*KINDS, "employers_active"]
    for _, row in found.iterrows():
        check_beside(row, expected_beside(made[row["metric"]], "total", as_of))


@SEEDS
def test_sizes_stand_beside_those_of_a_year_before_in_one_month(seed: int, query: Query) -> None:
    dice = random.Random(seed)
    made = {name: made_employers(dice, SIZES) for name in ("employers_unregistered", "employers_active")}
    as_of = dice.choice(months(SINCE, HELD + 6)[14:])
    found = employers_by_size(answering(query, **made), REGION, as_of)
    assert list(zip(found["metric"], found["segment"], strict=True)) == [
        (name, size) for name in made for size in SIZES
    ]
    for _, row in found.iterrows():
        check_beside(row, expected_beside(made[row["metric"]], row["segment"], as_of))


def check_growth(store: Query, region: str, as_of: str) -> int:
    """Hold the three growths of a regency to the rows that offices sent; give how many are known."""
    found = growth_side_by_side(store, region, as_of).set_index("of")
    assert list(found.index) == ["members", "contributions", "informal"]
    members = store("select * from membership where region_code = $region", region=region)
    paid = store("select * from contribution where region_code = $region", region=region)
    segments = ["PU", "BPU", "JAKON"]
    wide = members.pivot(index="month", columns="segment", values="active").reindex(columns=segments).astype(float)
    by_month = {"members": wide.sum(axis=1, skipna=False), "informal": wide["BPU"]}
    for name, people in by_month.items():
        row, held = found.loc[name], people.dropna()
        grown = [
            (month, held[month] / held[before(month, 12)] - 1)
            for month in held.index
            if before(as_of, 12) <= month <= as_of and held.get(before(month, 12))
        ]
        assert pd.isna(row["value"]) == (not grown) and bool(row["reason"]) == (not grown)
        if grown:
            assert (row["period"], row["value"]) == (grown[-1][0], pytest.approx(grown[-1][1], rel=1e-12))
            assert row["earlier_period"] == before(row["period"], 12)
    row = found.loc["contributions"]
    whole = paid.groupby("month").filter(lambda rows: set(rows["segment"]) >= set(segments))
    received = whole.groupby("month")["received"].sum(min_count=1).astype(float)
    received = received[received.index <= as_of]
    until = received.index.max() if len(received) and received.index.max() >= before(as_of, 12) else None
    both = [
        month for month in received.index
        if until and before(until, 12) < month <= until and before(month, 12) in received.index
    ]  # fmt: skip
    assert pd.isna(row["value"]) == (not both)
    if both:
        sums = received[both].sum(), received[[before(month, 12) for month in both]].sum()
        assert (row["months"], row["value"]) == (len(both), pytest.approx(sums[0] / sums[1] - 1, rel=1e-12))
    return int(found["value"].notna().sum())


@pytest.mark.parametrize("region", ["51.03", "52.02", "96.05"])
@pytest.mark.parametrize("as_of", ["2019-06", "2020-05", "2025-12", "2026-09", "2027-02"])
def test_growths_are_those_of_the_rows_that_offices_sent(demonstration_query: Query, region: str, as_of: str) -> None:
    known = check_growth(demonstration_query, region, as_of)
    assert known == (3 if "2020" <= as_of <= "2026-12" else 0)


@pytest.mark.parametrize("region", ["51.03", "52.01", "52.02", "53.02"])
def test_growths_are_those_of_an_office_that_leaves_months_out(office: Query, region: str) -> None:
    for as_of in ("2025-05", "2025-12", "2026-03"):
        check_growth(office, region, as_of)


# What is printed of a region, who serves it, and what affects it


@pytest.mark.parametrize("region", ["51", "51.03", "KW-BANUSPA", "ID", "11"])
@pytest.mark.parametrize("as_of", ["2016-12", "2023-06", "2024-12", "2026-03"])
def test_everything_published_of_a_region_is_given_up_to_a_month(query: Query, region: str, as_of: str) -> None:
    held = query("select * from published_figure").to_dict("records")
    expected = sorted(
        (row for row in held if row["region_code"] == region and month_of(row["period"]) <= as_of),
        key=lambda row: (-int(month_of(row["period"]).replace("-", "")), row["indicator"], row["fact_row"]),
    )
    found = profile_context.published(query, region, as_of)
    assert list(found["fact_row"]) == [row["fact_row"] for row in expected]
    claims = [
        row["fact_row"] for row in expected if row["indicator"].startswith(("claims_", "jkk_claims_", "scholarship_"))
    ]
    assert list(profile_context.of_claims(found)["fact_row"]) == claims


@pytest.mark.parametrize("seed", range(4))
def test_an_office_is_of_a_region_that_it_serves_that_lies_in_one_or_holds_one(seed: int, places: Territory) -> None:
    dice = random.Random(seed)
    codes = ["51", "52", "51.03", "51.71", "96.03", "11.01"]
    offices: list[Row] = [
        {
            "office_id": f"o{number}",
            "name": f"name {dice.randrange(99)}",
            "kanwil_code": "KW-BANUSPA",
            "certainty": "stated",
        }
        | {"serves": dice.choice([None, ";".join(dice.sample(codes[:5], dice.randrange(1, 4)))])}
        for number in range(12)
    ]
    for region in ASKED:
        expected = []
        for row in offices:
            served = (row["serves"] or row["kanwil_code"]).split(";")
            holds = any(region in (code, *above(code)) for code in served)
            lies = bool(row["serves"]) and any(code in above(region) for code in served)
            if holds or lies:
                expected.append((row["name"], row["office_id"]))
        found = profile_context.offices(tables(office=offices), places, region)
        assert list(zip(found["name"], found["office_id"], strict=True)) == sorted(expected)


@pytest.mark.parametrize("region", ASKED)
@pytest.mark.parametrize("affects", ["membership", "contribution", "workforce", "boundary"])
def test_what_affects_a_region_is_its_own_and_of_those_above_it(
    query: Query, places: Territory, region: str, affects: str
) -> None:
    held = query("select * from policy_event").to_dict("records")
    expected = sorted(
        (str(row["start"])[:7], str(row["start"]), row["event_id"])
        for row in held
        if affects in row["affects"].split(";") and row["region_code"] in (region, *above(region))
    )
    found = profile_context.events(query, places, region, affects)
    assert list(zip(found["month"], found["event_id"], strict=True)) == [(row[0], row[2]) for row in expected]
