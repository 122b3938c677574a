"""What a given budget buys: people for how many months, what is left of it, and how far it moves coverage.

Cover that ends before the deadline is renewed first, in the order in which it ends: without that the figure falls. Only
what is left covers new people, from the first month of the plan to the last.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from metrics.analyses.plan_arithmetic import Ending, months_bought, people_bought, renewed_first
from metrics.analyses.plan_asked import PlanAsked
from metrics.analyses.plan_money import Prices

DURATIONS = (1, 3, 6, 9, 12)  # months of cover for which a budget's worth is said, beside the whole plan

Row = dict[str, Any]


def bought(need: Row, cover: pd.DataFrame, asked: PlanAsked, months: list[str], prices: Prices) -> Row:
    """Give what the budget buys until the deadline, cover that ends renewed first whoever paid it before.

    Args:
        need: the plan's ``people_gross``, ``denominator_at_deadline`` and ``others_at_deadline``.
        cover: cover that ends, of ``ending_cover``.
        asked: the plan, with a budget.
        months: its months.
        prices: premiums.

    Returns:
        The columns of the summary about the budget; none of them where a premium is not known.
    """
    each = [prices.of(asked.payer, month) for month in months]
    known = [price for price in each if price is not None]
    if len(known) < len(each) or sum(known) == 0 or cover["rupiah_each"].isna().any() or asked.budget is None:
        return {}
    ending = [Ending(int(row["people"]), int(row["rupiah_each"])) for row in cover.to_dict("records")]
    given = renewed_first(asked.budget, ending, sum(known))
    people = int(need["people_gross"])
    lasting, left = months_bought(asked.budget, people, known) if people else (None, None)
    leaving = cover["leaves_before_deadline"].tolist()
    kept = sum(people for people, leaves in zip(given.renewed, leaving, strict=True) if leaves)
    base = need["denominator_at_deadline"]
    return {
        "budget_renewed_people": sum(given.renewed),
        "budget_new_people": given.new,
        "budget_remainder": given.remainder,
        "budget_months": lasting,
        "budget_months_remainder": left,
        "value_without": need["others_at_deadline"] / base,
        "value_with": (need["others_at_deadline"] + kept + given.new) / base,
        "moved_points": (kept + given.new) / base,
    }


def worth_of(need: Row, asked: PlanAsked, months: list[str], prices: Prices) -> list[Row]:
    """Give how many new people the budget covers for some lengths of cover from the first month, if it pays nothing else.

    Returns:
        Rows sorted by length: months, people, rupiah spent, remainder, points of coverage, reason where no premium is known.
    """
    each = [prices.of(asked.payer, month) for month in months]
    rows: list[Row] = []
    for length in sorted({*(duration for duration in DURATIONS if duration < len(months)), len(months)}):
        known = [price for price in each[:length] if price is not None]
        cost = sum(known)
        row: Row = {"months": length, "reason": prices.reason}
        if len(known) == length and cost > 0 and asked.budget is not None:
            people, left = people_bought(asked.budget, known)
            points = people / need["denominator_at_deadline"]
            row |= {"people": people, "rupiah": asked.budget - left, "remainder": left, "points": points}
            row["reason"] = None
        rows.append(row)
    return rows
