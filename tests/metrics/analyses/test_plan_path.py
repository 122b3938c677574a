"""A plan by month, its path, its shortfall and plans side by side, worked by hand on made frames."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from metrics.analyses.plan import MONEY, MONTHS, RENEWALS, SUMMARY, WORTH, Plan, months_of
from metrics.analyses.plan_asked import PlanAsked
from metrics.analyses.plan_path import compared, enrolled, path, premiums, short_from
from metrics.analyses.sponsored import WITHHELD

ASKED = PlanAsked("51.03", "2025-12", "2026-03", people=900, base="ucj")
SUMMARY_ROW = {
    "region_code": "51.03", "base": "ucj", "numerator": 60_000, "denominator": 150_000, "value": 0.4, "deadline": "2026-03",
    "people_net": 900, "status": "estimated", "rupiah": 100, "plan": "plan1",
}  # fmt: skip


def rows(columns: tuple[str, ...], *given: dict[str, Any]) -> pd.DataFrame:
    """Give rows in the columns of a plan."""
    return pd.DataFrame([dict.fromkeys(columns) | row for row in given], columns=columns, dtype=object)


def made(asked: PlanAsked = ASKED, **frames: Any) -> Plan:
    """Give a plan of three months with 300 people each, changed."""
    month = {"region_code": "51.03", "base": "ucj", "people_net": 300, "people_gross": 330, "status": "estimated"}
    months = rows(MONTHS, *[month | {"month": each, "segment": "BPU"} for each in ("2026-01", "2026-02", "2026-03")])
    held = {
        "summary": rows(SUMMARY, SUMMARY_ROW), "months": months, "money": rows(MONEY), "renewals": rows(RENEWALS),
        "worth": rows(WORTH), "notes": (),
    }  # fmt: skip
    return Plan(asked, **(held | frames))


def pay(*parts: tuple[str, str, int | None]) -> pd.DataFrame:
    """Give money by month, source and rupiah."""
    return rows(
        MONEY,
        *[
            {
                "month": month,
                "source": source,
                "purpose": "new",
                "rupiah": rupiah,
                "reason": None if rupiah else WITHHELD,
            }
            for month, source, rupiah in parts
        ],
    )


def test_the_months_of_a_plan_follow_the_one_it_is_made_in() -> None:
    assert months_of(ASKED) == ["2026-01", "2026-02", "2026-03"]
    assert months_of(PlanAsked("51", "2025-12", "2025-12", people=1)) == ["2025-12"]


def test_cover_is_renewed_in_the_month_after_it_ends_and_what_has_ended_in_the_first() -> None:
    ending = rows(
        RENEWALS,
        {"cover_ends": "2025-10", "people": 40},
        {"cover_ends": "2025-12", "people": 60},
        {"cover_ends": "2026-02", "people": 7},
    )
    found = enrolled(made(renewals=ending))
    assert list(zip(found["month"], found["purpose"], found["people"], strict=True)) == [
        ("2026-01", "new", 330), ("2026-01", "renewal", 100), ("2026-02", "new", 330), ("2026-03", "new", 330),
        ("2026-03", "renewal", 7),
    ]  # fmt: skip


def test_a_month_with_a_withheld_count_has_no_sum_but_the_reason() -> None:
    ending = rows(
        RENEWALS,
        {"cover_ends": "2025-12", "people": None, "reason": WITHHELD},
        {"cover_ends": "2025-12", "people": 60},
    )
    renewal = enrolled(made(renewals=ending)).set_index(["month", "purpose"]).loc[("2026-01", "renewal")]
    assert renewal["people"] is None
    assert renewal["reason"] == WITHHELD


def test_the_path_starts_with_the_figure_and_adds_the_net_people_of_each_month() -> None:
    line = path(made())
    assert line["month"].tolist() == ["2025-12", "2026-01", "2026-02", "2026-03"]
    assert line["numerator"].tolist() == [60_000, 60_300, 60_600, 60_900]
    assert line["value"].tolist() == [0.4, 60_300 / 150_000, 60_600 / 150_000, 60_900 / 150_000]


def test_the_base_of_the_path_grows_as_in_the_plan() -> None:
    asked = PlanAsked("51.03", "2024-12", "2025-12", people=12, growth=Decimal("0.10"))
    month = {"people_net": 1, "people_gross": 1, "status": "estimated", "segment": "BPU"}
    months = rows(MONTHS, *[month | {"month": each} for each in months_of(asked)])
    assert path(made(asked, months=months))["denominator"].iloc[-1] == 165_000


def test_without_a_figure_there_is_no_path_and_no_points() -> None:
    nothing = made(summary=rows(SUMMARY, {"region_code": "ID", "deadline": "2026-03"}), months=rows(MONTHS))
    assert path(nothing).empty
    assert enrolled(nothing).empty
    assert compared([nothing])[["points", "value_at_deadline", "short_from"]].iloc[0].isna().all()


def test_money_is_short_from_the_first_month_with_an_unfunded_part() -> None:
    asked = PlanAsked("51.03", "2025-12", "2026-03", people=900, funds=(("csr", Decimal(500)),))
    money = pay(
        ("2026-01", "csr", 300), ("2026-02", "csr", 200), ("2026-02", "unfunded", 1), ("2026-03", "unfunded", 9)
    )
    assert short_from(made(asked, money=money)) == ("2026-02", None)
    assert short_from(made(asked, money=pay(("2026-01", "csr", 300)))) == (None, None)


@pytest.mark.parametrize(
    ("budget", "month"), [(599, "2026-02"), (600, "2026-03"), (899, "2026-03"), (900, None), (0, "2026-01")]
)
def test_a_budget_is_short_once_the_plan_has_cost_more(budget: int, month: str | None) -> None:
    asked = PlanAsked("51.03", "2025-12", "2026-03", people=900, budget=budget)
    money = pay(("2026-01", "csr", 300), ("2026-02", "csr", 200), ("2026-02", "own", 100), ("2026-03", "csr", 300))
    assert short_from(made(asked, money=money)) == (month, None)


def test_nothing_is_short_where_no_money_was_named_and_unknown_rupiah_are_said() -> None:
    assert short_from(made(money=pay(("2026-01", "csr", 300)))) == (None, None)
    asked = PlanAsked("51.03", "2025-12", "2026-03", people=900, budget=5)
    assert short_from(made(asked, money=pay(("2026-01", "csr", None)))) == (None, WITHHELD)


def test_plans_are_set_side_by_side_in_their_order() -> None:
    found = compared([made(), made(summary=rows(SUMMARY, SUMMARY_ROW | {"rupiah": 7}))])
    assert found["rupiah"].tolist() == [100, 7]
    assert found["points"].tolist() == [60_900 / 150_000 - 0.4] * 2


def test_premiums_change_with_the_dated_rules_for_those_who_pay_themselves_only(query: Any) -> None:
    asked = PlanAsked(
        "51.03", "2026-02", "2027-01", people=1, condition="other than transport",
        funds=(("apbd_regency", Decimal("0.5")), ("own", Decimal("0.5"))),
    )  # fmt: skip
    found = premiums(query, asked)
    assert list(zip(found["payer"], found["first"], found["last"], found["rupiah"], strict=True)) == [
        ("apbd_regency", "2026-03", "2027-01", 16_800),
        ("own", "2026-03", "2026-03", 16_800),
        ("own", "2026-04", "2026-12", 8_400),
        ("own", "2027-01", "2027-01", 16_800),
    ]
    assert "PP 50/2025" in found["regulations"].iloc[2]
    assert found["source_ids"].map(len).min() > 0
