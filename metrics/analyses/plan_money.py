"""The money of a plan: the premium of each month and payer, cover that ends and what renewing it costs, and who pays.

Cover that ends is renewed first. Sources of funds with amounts pay the renewals of their own cover, then new people month
by month in the order given; what none of them has is ``unfunded``. Whole rupiah throughout.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from i18n import mark
from metrics._model import Query
from metrics.analyses.contribution_rules import contribution_rules
from metrics.analyses.plan_arithmetic import drawn
from metrics.analyses.plan_asked import PlanAsked
from metrics.analyses.premium import Premium, PremiumAsked, premium_of
from metrics.analyses.sponsored import counted_in

PRICES_DIFFER = mark("These sources of funds pay different premiums: give shares instead of rupiah.")
UNFUNDED = "unfunded"

Row = dict[str, Any]


class Prices:
    """The premium of each month and payer, looked up once, with what was said about them."""

    def __init__(self, query: Query, asked: PlanAsked) -> None:
        self._rules = contribution_rules(query)
        self._asked = asked
        self._known: dict[tuple[str, str], Premium] = {}

    def of(self, payer: str, month: str) -> int | None:
        """Give the premium in whole rupiah; None where no rule is known."""
        if (payer, month) not in self._known:
            asked = self._asked
            wanted = PremiumAsked(
                asked.segment, asked.programmes, payer, month, asked.kind, asked.condition, asked.income
            )
            self._known[payer, month] = premium_of(self._rules, wanted)
        return self._known[payer, month].rupiah

    @property
    def reason(self) -> str | None:
        """Why the first of the premiums that are not known is not."""
        return next((found.reason for found in self._known.values() if found.reason), None)

    @property
    def notes(self) -> list[str]:
        """What a reader must know beside the premiums, once each."""
        return list(dict.fromkeys(note for found in self._known.values() for note in found.notes))

    @property
    def source_ids(self) -> set[str]:
        """Where the rules used are published."""
        return {source for found in self._known.values() for source in found.source_ids}

    @property
    def confidence(self) -> str | None:
        """The least certain of the rules used."""
        parts = tuple(part for found in self._known.values() for part in found.parts)
        return Premium(None, parts).confidence


def ending_cover(cover: pd.DataFrame, asked: PlanAsked, months: list[str], prices: Prices) -> pd.DataFrame:
    """Give the cover in force that ends before the deadline, with what renewing it to the deadline costs.

    A later scheme that renews such cover is itself cover that ends, for as many as it renews. The price is the one that
    the scheme states, else that of the rules for whoever pays it.

    Returns:
        One row a scheme, in the order in which they are renewed: by last month, region, funds, group and name.
        ``people`` are those whom no later scheme renews, ``unpaid`` the price of each month to renew.
    """
    people = cover["people"].where(counted_in(cover, asked.as_of), cover["renewing_people"]) - cover["renewed_people"]
    cover = cover.assign(people=people)
    begun = (cover["start_month"] <= asked.deadline) & (cover["leaves_active_count"] > asked.as_of)
    ending = cover[begun & (cover["cover_ends"] < asked.deadline) & (people > 0)]
    ending = ending.sort_values(["cover_ends", "region_code", "funding_source", "worker_category", "scheme"])
    rows = []
    for row in ending.to_dict("records"):
        unpaid = [month for month in months if month > row["cover_ends"]]
        stated = None if pd.isna(row["premium"]) else int(row["premium"])
        each = [prices.of(row["funding_source"], month) if stated is None else stated for month in unpaid]
        cost = None if None in each else sum(price for price in each if price is not None)
        rows.append({
            **row,
            "leaves_before_deadline": row["leaves_active_count"] <= asked.deadline,
            "unpaid": dict(zip(unpaid, each, strict=True)),
            "months": len(unpaid),
            "rupiah_each": cost,
            "rupiah": None if cost is None else cost * int(row["people"]),
            "reason": None if cost is not None else prices.reason,
            "batch_ids": [row["batch_id"]],
        })  # fmt: skip
    made = ("leaves_before_deadline", "unpaid", "months", "rupiah_each", "rupiah", "reason", "batch_ids")
    frame = pd.DataFrame(rows, columns=[*cover.columns, *made], dtype=object)
    return frame.assign(leaves_before_deadline=frame["leaves_before_deadline"].astype(bool))


def money_of(
    enrolled: dict[str, list[int]],
    cover: pd.DataFrame,
    asked: PlanAsked,
    months: list[str],
    prices: Prices,
) -> list[Row]:
    """Give rupiah by month, source and purpose; amounts of money are drawn for renewals first, then month by month.

    Args:
        enrolled: people paid for by source, one number a month.
        cover: cover that ends, of ``ending_cover``.
        asked: the plan.
        months: its months.
        prices: premiums.

    Returns:
        Rows sorted by month and purpose: month, source, purpose (``new``, ``renewal``), people, premium, rupiah, reason.
    """
    rows: list[Row] = []
    for month in months:
        people: Counter[tuple[str, int | None]] = Counter()
        for scheme in cover.to_dict("records"):
            if month in scheme["unpaid"]:
                people[scheme["funding_source"], scheme["unpaid"][month]] += int(scheme["people"])
        rows += [
            _line(month, source, "renewal", count, price)
            for (source, price), count in sorted(people.items(), key=lambda item: (item[0][0], item[0][1] or 0))
        ]
    rows += [
        _line(month, source, "new", reached[number], prices.of(source, month))
        for number, month in enumerate(months)
        for source, reached in enrolled.items()
    ]
    if asked.funded_in_rupiah:
        rows = _drawn_from(rows, asked, months, prices)
    for row in rows:
        if row["rupiah"] is None and row.get("reason") is None:
            row["reason"] = prices.reason
        row["source_ids"] = sorted({*prices.source_ids, *(cover["batch_id"] if row["purpose"] == "renewal" else ())})
    return sorted(rows, key=lambda row: (row["month"], row["purpose"]))


def cost_of(money: list[Row]) -> Row:
    """Add up the rupiah; nothing is added where one of them is not known."""
    by_purpose: Row = {}
    for purpose in ("new", "renewal"):
        parts = [row["rupiah"] for row in money if row["purpose"] == purpose]
        by_purpose[f"rupiah_{purpose}"] = None if None in parts else sum(parts)
    known = None not in by_purpose.values()
    unfunded = [row["rupiah"] for row in money if row["source"] == UNFUNDED]
    reason = next((row["reason"] for row in money if row.get("reason")), None)
    return by_purpose | {
        "rupiah": sum(by_purpose.values()) if known else None,
        "unfunded_rupiah": sum(unfunded) if known else None,
        "reason": reason,
    }


def _line(month: str, source: str, purpose: str, people: int, price: int | None) -> Row:
    rupiah = None if price is None else people * price
    return {
        "month": month, "source": source, "purpose": purpose, "people": people, "premium": price, "rupiah": rupiah,
    }  # fmt: skip


def _drawn_from(rows: list[Row], asked: PlanAsked, months: list[str], prices: Prices) -> list[Row]:
    """Say which source pays each need out of its amount, renewals first; a need that some price is unknown of stays."""
    amounts = {source: int(amount) for source, amount in asked.funds}
    if any(prices.of(source, month) != prices.of(asked.payer, month) for source in amounts for month in months):
        return [row | {"rupiah": None, "reason": PRICES_DIFFER} for row in rows]
    found = []
    for row in rows:
        if row["rupiah"] is None:
            found.append(row)
            continue
        own = {row["source"]: amounts[row["source"]]} if row["source"] in amounts else {}
        purse = own if row["purpose"] == "renewal" else amounts
        given = drawn(row["rupiah"], purse)
        amounts |= purse
        found += [
            {"month": row["month"], "purpose": row["purpose"], "source": source, "rupiah": rupiah}
            for source, rupiah in given.items()
        ]
    return found
