"""A plan month by month: whom to enrol and whose cover to renew, where the share then stands, and when money runs short.

Everything here follows from a plan that is already made (``metrics.analyses.plan``) and adds no assumption to it: the share
of a month is the members of the start and those reached by then, over the base as it has grown. Plans are set side by side
by the same measures. Rules: "Required net" and "Budget" of the project's statistics notes.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, groupby
from typing import Any

import pandas as pd

from metrics._model import Query, months_between
from metrics.analyses.contribution_rules import contribution_rules
from metrics.analyses.plan import Plan, months_of
from metrics.analyses.plan_arithmetic import grown
from metrics.analyses.plan_asked import PlanAsked
from metrics.analyses.plan_money import UNFUNDED
from metrics.analyses.premium import PremiumAsked, premium_of
from metrics.periods import month_after

ENROLLED = ("region_code", "base", "month", "purpose", "people", "status", "reason")
PATH = ("region_code", "base", "month", "numerator", "denominator", "value", "status")
PREMIUMS = ("payer", "first", "last", "rupiah", "regulations", "confidence", "source_ids", "reason")
COMPARED = (
    "region_code", "base", "target", "deadline", "people_net", "required_net_per_month", "people_gross",
    "required_gross_per_month", "rupiah", "unfunded_rupiah", "value", "value_at_deadline", "points", "short_from",
    "short_reason", "people_status", "status", "reason", "plan",
)  # fmt: skip

Row = dict[str, Any]


def enrolled(made: Plan) -> pd.DataFrame:
    """Give the people to enrol and those whose ending cover is to be renewed, by month.

    Cover is renewed in the month after it ends; cover that has ended, in the first month of the plan.

    Returns:
        Columns ``ENROLLED``, a row a month and purpose (``new``, ``renewal``), sorted by both. ``people`` of renewals is
        null, with the reason, in a month in which a count is withheld.
    """
    asked, months = made.asked, months_of(made.asked)
    rows: list[Row] = [
        {"month": month, "purpose": "new", "people": int(part["people_gross"].sum()), "status": part["status"].iloc[0]}
        for month, part in made.months.groupby("month", sort=False)
    ]
    due = [max(month_after(month, 1), months[0]) for month in made.renewals["cover_ends"]]
    for month, part in made.renewals.assign(month=due).groupby("month"):
        withheld = part["people"].isna()
        rows.append(
            {
                "month": month, "purpose": "renewal", "status": made.summary["status"].iloc[0],
                "people": None if withheld.any() else int(part["people"].sum()),
                "reason": part.loc[withheld, "reason"].iloc[0] if withheld.any() else None,
            }
        )  # fmt: skip
    rows.sort(key=lambda row: (row["month"], row["purpose"]))
    same = {"region_code": asked.region, "base": asked.base, "reason": None}
    return pd.DataFrame([same | row for row in rows], columns=ENROLLED, dtype=object)


def path(made: Plan) -> pd.DataFrame:
    """Give the share that the plan reaches by the end of each month, its start first.

    Returns:
        Columns ``PATH``, sorted by month; the first row is the month in which the plan is made, with the figure that it
        starts from. Empty where there is no such figure.
    """
    asked, start = made.asked, made.summary.iloc[0]
    if start["numerator"] is None:
        return pd.DataFrame(columns=PATH, dtype=object)
    reached = accumulate(int(part["people_net"].sum()) for _, part in made.months.groupby("month", sort=True))
    steps = [(asked.as_of, 0), *zip(months_of(asked), reached, strict=True)]
    rows = []
    for month, people in steps[1:] if asked.deadline == asked.as_of else steps:
        base = _base(int(start["denominator"]), asked, month)
        members = int(start["numerator"]) + people
        rows.append({"month": month, "numerator": members, "denominator": base, "value": members / base})
    same = {"region_code": asked.region, "base": asked.base, "status": start["people_status"]}
    return pd.DataFrame([same | row for row in rows], columns=PATH, dtype=object)


def short_from(made: Plan) -> tuple[str | None, str | None]:
    """Give the first month that the money given does not pay in full.

    With sources in rupiah that is the first month with an unfunded part; else, with a budget, the first by which the plan
    has cost more than it.

    Returns:
        The month, or None where money lasts or none was given; and why it is not known, or None.
    """
    money = made.money
    if money.empty or not (made.asked.funded_in_rupiah or made.asked.budget is not None):
        return None, None
    unknown = money[money["rupiah"].isna()]
    if len(unknown):
        return None, str(unknown["reason"].iloc[0])
    if made.asked.funded_in_rupiah:
        short = money[(money["source"] == UNFUNDED) & (money["rupiah"] > 0)]["month"]
        return (None if short.empty else str(short.min())), None
    spent = money.groupby("month", sort=True)["rupiah"].sum().astype("int64").cumsum()
    over = spent[spent > made.asked.budget]
    return (None if over.empty else str(over.index[0])), None


def compared(plans: list[Plan]) -> pd.DataFrame:
    """Set plans side by side: people, rupiah, points of coverage, and the first month short of money.

    Args:
        plans: made plans, in the order in which they are shown.

    Returns:
        Columns ``COMPARED``, a row a plan. ``points`` is the share at the deadline less that of the start; null where there
        is no figure to start from.
    """
    rows = []
    for made in plans:
        row: Row = made.summary.iloc[0].to_dict()
        line = path(made)
        if len(line):
            row["value_at_deadline"] = line["value"].iloc[-1]
            row["points"] = row["value_at_deadline"] - row["value"]
        row["short_from"], row["short_reason"] = short_from(made)
        rows.append({name: row.get(name) for name in COMPARED})
    return pd.DataFrame(rows, columns=COMPARED, dtype=object)


def premiums(query: Query, asked: PlanAsked) -> pd.DataFrame:
    """Give the premium of each payer of a plan, by spans of months in which it is the same by the same rules.

    Returns:
        Columns ``PREMIUMS``, a row a payer and span, payers in the order of the plan; ``rupiah`` a person and month, null
        with the reason where no rule is known.
    """
    rules, rows = contribution_rules(query), []
    for payer in [source for source, _ in asked.funds] or [asked.payer]:
        found = []
        for month in months_of(asked):
            wanted = PremiumAsked(
                asked.segment, asked.programmes, payer, month, asked.kind, asked.condition, asked.income
            )
            premium = premium_of(rules, wanted)
            regulations = tuple(dict.fromkeys(part.rule.regulation for part in premium.parts if part.rule.regulation))
            found.append((month, (premium.rupiah, regulations, premium.confidence, premium.source_ids, premium.reason)))
        for (rupiah, regulations, confidence, sources, reason), span in groupby(found, key=lambda each: each[1]):
            months = [month for month, _ in span]
            rows.append((payer, months[0], months[-1], rupiah, regulations, confidence, list(sources), reason))
    return pd.DataFrame(rows, columns=PREMIUMS, dtype=object)


def _base(people: int, asked: PlanAsked, month: str) -> int:
    """Give the base of a month as the plan grows it, in whole people."""
    return max(1, int(people * grown(months_between(asked.as_of, month), asked.growth) + Decimal("0.5")))
