"""Plans on the stores, published and demonstration, and the command that prints them."""

import argparse
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses.budgets import published_budgets
from metrics.analyses.plan import plan
from metrics.analyses.plan_asked import PlanAsked, read
from metrics.analyses.target import SHARE_ONLY
from metrics.commands import OutOfBounds
from metrics.commands import plan as command
from metrics.territory import Territory
from tests.metrics.analyses.plan_made import TARGET, summary


@pytest.fixture(scope="module")
def examples(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set."""
    return demonstration_query


# The stores


def test_bali_starts_from_its_published_people(query: Query, places: Territory) -> None:
    row = summary(plan(query, places, PlanAsked("51", "2025-03", "2025-12", target=TARGET)))
    assert (row["numerator"], row["denominator"], row["period"]) == (935_079, 1_873_899, "2025-03")
    assert (row["people_net"], row["status"]) == (282_956, "estimated")
    assert "bali-antaranews-com-2bdc37" in row["source_ids"] and "lampost-co-344d0d" in row["source_ids"]
    badung = summary(plan(query, places, PlanAsked("51.03", "2025-03", "2025-12", target=TARGET)))
    assert (badung["people_net"], badung["reason"]) == (None, SHARE_ONLY)  # 58.68 percent, without people
    with pytest.raises(UnknownName):
        plan(query, places, PlanAsked("51.99", "2025-03", "2025-12", target=TARGET))


@pytest.mark.parametrize("region", ["51.03", "52", "94", "96"])
def test_plans_of_the_demonstration_set_add_up(region: str, examples: Query, places: Territory) -> None:
    asked = PlanAsked(region, "2025-06", "2026-06", target=Decimal("0.9"), budget=10**10, lapse=Decimal("0.005"))
    made = plan(examples, places, asked)
    row = summary(made)
    assert row["status"] == "demonstration"
    assert made.months["people_net"].sum() == row["people_net"]
    assert made.months["people_gross"].sum() == row["people_gross"] >= row["people_net"] > 0
    assert made.money["rupiah"].sum() == row["rupiah"] == row["rupiah_new"] + row["rupiah_renewal"]
    assert made.renewals["rupiah"].sum() == row["rupiah_renewal"] > 0
    assert made.renewals["people"].sum() == row["ending_people"] > 0
    rows = examples("select * from sponsored_cover where status = 'demonstration'")
    # An oracle: cover of 2025 to which nothing follows, whoever counted in June 2025 and is not paid for until June 2026.
    counted = (
        rows["region_code"].str.startswith(region)
        & (rows["start_month"] <= "2025-06")
        & (rows["end_month"] >= "2025-04")
    )
    assert row["ending_people"] == rows.loc[counted, "people"].sum()
    bought = (row["budget_renewed_people"], row["budget_new_people"], row["budget_remainder"])
    assert all(isinstance(number, int) and number >= 0 for number in bought)
    assert row["value_with"] == pytest.approx(row["value_without"] + row["moved_points"], abs=1e-12)


def test_a_published_budget_is_read_as_people_for_a_year(query: Query, places: Territory) -> None:
    found = published_budgets(query, places, "ID").set_index(["region_code", "period"])
    badung = found.loc[("51.03", "2023")]
    assert (badung["rupiah"], badung["people_for_a_year"], badung["remainder"]) == (495_129_600, 2_456, 0)
    papua = found.loc[("94", "2025")]  # 4.63 billion for 23,000 people, rounded in print
    assert (papua["people_for_a_year"], papua["remainder"]) == divmod(4_630_000_000, 201_600)
    assert found.loc[("51.04", "2026"), "people_for_a_year"] == 2_000_000_000 // 201_600  # no half price
    assert set(found["status"]) == {"estimated"}
    assert published_budgets(query, places, "53").empty


@pytest.fixture
def ask(examples: Query, places: Territory) -> Callable[[str], pd.DataFrame]:
    """Ask the command of plans."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--region")
    command.arguments(parser)
    return lambda words: command.answer(parser.parse_args(words.split()), examples, places)


def test_the_command_gives_the_tables_of_several_regions(ask: Any) -> None:
    words = "--region 51,51.03 --as-of 2025-03 --deadline 2025-05 --people 10 --fund own=0.5 --fund csr=0.5"
    rows = ask(words)
    assert rows["region_code"].tolist() == ["51", "51.03"]
    assert read(rows["plan"][1]).funds == (("own", Decimal("0.5")), ("csr", Decimal("0.5")))
    assert read(rows["plan"][1]).payer == "own"
    money = ask(f"{words} --show money")
    assert set(money["source"]) >= {"own", "csr"}
    assert set(money.loc[money["purpose"] == "new", "region_code"]) == {"51", "51.03"}


@pytest.mark.parametrize(
    "words",
    ["--deadline 2025-05", "--deadline 2025-05 --people 1 --target 0.5", "--deadline 2025-05 --target half",
     "--deadline 2025-01 --people 1", "--deadline 2025-05 --people 1 --fund csr", "--deadline soon --people 1"],
)  # fmt: skip
def test_the_command_refuses_what_is_no_plan(words: str, ask: Any) -> None:
    with pytest.raises(OutOfBounds):
        ask(f"--region 51 --as-of 2025-03 {words}")
