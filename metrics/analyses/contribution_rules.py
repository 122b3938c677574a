"""The dated rules of contributions: which are in force in a month, for whom, and who pays.

A rule is a row of ``data/facts/contribution_rules.csv`` with its regulation and source. It is in force in a contribution
month when it is in force on the first day of it. The wage ceiling of the pension programme follows PP 45/2015 Art. 29:
the year before times one plus growth of the economy, cut down to Rp100.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from metrics._model import Query

# Who a source of funds is to the rules. The tobacco excise share is spent through the regional budget. Firms, members
# who pay for others and village budgets are named by no rule: only rules for anyone hold for them.
PAYERS = {
    "own": "worker",
    "apbd_province": "apbn_apbd",
    "apbd_regency": "apbn_apbd",
    "dbh_cht": "apbn_apbd",
    "apbdes": "third_party",
    "csr": "third_party",
    "sertakan": "third_party",
    "worker": "worker",
    "employer": "employer",
    "employer+worker": "employer+worker",
    "apbn_apbd": "apbn_apbd",
}
SOURCES = ("apbd_province", "apbd_regency", "apbdes", "dbh_cht", "csr", "sertakan", "own")
CERTAINTY = ("verified", "computed", "public code")  # in falling strength

SQL = """
    select segment, programme, class, condition, payer, rate, fixed_rp, floor_rp, cap_rp, wage_cap_rp, charged_on,
        strftime(effective_from, '%Y-%m-%d') as effective_from, strftime(effective_to, '%Y-%m-%d') as effective_to,
        relief, regulation, confidence, source_id, fact_row
    from contribution_rule order by fact_row
"""


@dataclass(frozen=True)
class ContributionRule:
    """One row of the rules.

    Args:
        segment: PU, BPU, JAKON or PMI.
        programmes: what the amount is for, such as JKK and JKM together.
        kind: risk group, band, party or package; None where the rule has none.
        condition: what the worker or employer must be; None where the rule holds for all.
        payer: who pays it; ``any`` for whoever does.
        rate: share of what it is charged on.
        fixed: rupiah.
        floor: smallest amount, rupiah, of a table whose other bands are not known.
        cap: largest amount of such a table.
        wage_cap: wage in rupiah above which nothing is charged.
        charged_on: what the rate is taken of.
        first: first day ``YYYY-MM-DD``; None where not found.
        last: last day; None while in force.
        relief: a temporary cut that wins over the normal row.
        regulation: legal basis.
        confidence: one of ``CERTAINTY``.
        source_id: where it is published.
        fact_row: row of the file of rules.
    """

    segment: str
    programmes: frozenset[str]
    kind: str | None
    condition: str | None
    payer: str
    rate: Fraction | None
    fixed: Fraction | None
    floor: Fraction | None
    cap: Fraction | None
    wage_cap: Fraction | None
    charged_on: str
    first: str | None
    last: str | None
    relief: bool
    regulation: str | None
    confidence: str
    source_id: str
    fact_row: int

    @property
    def priced(self) -> bool:
        """Whether the row says an amount at all."""
        return any(amount is not None for amount in (self.rate, self.fixed, self.floor, self.cap))

    @property
    def lowest(self) -> bool:
        """Whether the row is about the lowest band of income only."""
        return self.kind is not None and ("lowest" in self.kind or "minimum" in self.kind)

    def in_force(self, month: str) -> bool:
        """Say whether the rule holds in a contribution month ``YYYY-MM``."""
        day = f"{month}-01"
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def paid_by(self, payer: str) -> bool:
        """Say whether the rule is for a payer, one of the values of ``PAYERS``."""
        return self.payer in ("any", payer) or (payer == "employer+worker" and self.payer in ("employer", "worker"))


def contribution_rules(query: Query) -> tuple[ContributionRule, ...]:
    """Read all rules, in the order of their file."""
    return tuple(_rule(row) for row in query(SQL).to_dict("records"))


def next_ceiling(ceiling: int, growth_percent: Fraction) -> int:
    """Give the wage ceiling of the pension programme that follows a year's.

    Args:
        ceiling: rupiah a month.
        growth_percent: growth of the economy in percent, such as 4.79; may be negative.
    """
    return int(ceiling * (1 + growth_percent / 100) // 100 * 100)


def _rule(row: dict[str, Any]) -> ContributionRule:
    return ContributionRule(
        segment=row["segment"],
        programmes=frozenset(row["programme"].split("+")),
        kind=_text(row["class"]),
        condition=_text(row["condition"]),
        payer=row["payer"],
        rate=_exact(row["rate"]),
        fixed=_exact(row["fixed_rp"]),
        floor=_exact(row["floor_rp"]),
        cap=_exact(row["cap_rp"]),
        wage_cap=_exact(row["wage_cap_rp"]),
        charged_on=row["charged_on"],
        first=_text(row["effective_from"]),
        last=_text(row["effective_to"]),
        relief=bool(row["relief"]),
        regulation=_text(row["regulation"]),
        confidence=row["confidence"],
        source_id=row["source_id"],
        fact_row=int(row["fact_row"]),
    )


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _exact(value: Any) -> Fraction | None:
    """Give the number that is written in the file: the shortest decimal that is this double."""
    return None if pd.isna(value) else Fraction(str(value))
