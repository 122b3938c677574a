"""Cover that a third party pays for: in which month how many people's ends, and who pays for whom, at what price.

Months come from the schemes of ``expiring``, in which small reported counts are already withheld. Who pays for whom is
counted by the rule of the metric ``sponsored_workers``: schemes that run in the month, its last month included. A cell
of few people is withheld, and with it so many others that no row and no column tells it by subtraction. What keeping the
cover costs is people times the smallest package of BPU (JKK and JKM, PP 44/2015) over the twelve months that follow, by
the rules in force in each of them; where a month has no known rule there is no cost.
"""

from __future__ import annotations

import pandas as pd

from data.standing import SMALL, weakest
from metrics._model import Query
from metrics.analyses.comparison import united
from metrics.analyses.contribution_rules import contribution_rules
from metrics.analyses.expiring import Expiring
from metrics.analyses.premium import Premium, PremiumAsked, Rules, premium_of
from metrics.analyses.sponsored import WITHHELD, sponsored_cover
from metrics.periods import month_after
from metrics.territory import Territory

PACKAGE = frozenset({"JKK", "JKM"})
YEAR = 12  # months

ENDINGS = (
    "region_code", "month", "leaves_active_count", "people", "renewed_people", "leaving_people", "schemes", "regions",
    "status", "suppressed", "reason", "batch_ids",
)  # fmt: skip
CELLS = (
    "region_code", "period", "worker_category", "funding_source", "people", "paid_a_month", "budget", "rule_premium",
    "rule_year", "to_renew", "schemes", "regions", "status", "suppressed", "reason", "notes", "source_ids", "batch_ids",
)  # fmt: skip


def endings(found: Expiring, region: str) -> pd.DataFrame:
    """Sum the cover that ends, month by month.

    Args:
        found: of ``expiring``.
        region: code of the region that it was asked for.

    Returns:
        One row a month in which cover ends, with the columns of ``ENDINGS``, sorted. ``leaving_people`` are those whom no
        later scheme renews: they leave the active count at the end of ``leaves_active_count``. People are null, with the
        reason, where a scheme of the month is withheld. A month without a row has no cover that ends. ``regions`` is how
        many sent the schemes.
    """
    rows = []
    for (month, leaves), own in found.schemes.groupby(["cover_ends", "leaves_active_count"], sort=True):
        hide = bool(own["suppressed"].any())
        people = None if hide else int(own["people"].sum())
        renewed = None if hide else int(own["renewed_people"].sum())
        rows.append(
            {
                "region_code": region, "month": month, "leaves_active_count": leaves, "people": people,
                "renewed_people": renewed,
                "leaving_people": None if people is None or renewed is None else people - renewed,
                "schemes": len(own), "regions": own["region_code"].nunique(), "status": weakest(list(own["status"])),
                "suppressed": hide, "reason": WITHHELD if hide else None, "batch_ids": united(own["batch_ids"]),
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(ENDINGS), dtype=object)


def who_pays(query: Query, places: Territory, region: str, month: str, *, small: int = SMALL) -> pd.DataFrame:
    """Count the people covered in a month by group of workers and by who pays, with the price and what renewal costs.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code; the regions within count too.
        month: ``YYYY-MM``.
        small: people below which a reported count is withheld.

    Returns:
        One row a group and payer with the columns of ``CELLS``, largest group first, in it the largest payer.
        ``paid_a_month`` is null where a scheme names no premium, ``budget`` (of the schemes' own months) where one names
        none. ``rule_premium`` is rupiah a month by the rules, ``rule_year`` the same over the next twelve months, for one
        worker; ``to_renew`` for all of them. Empty where no scheme runs.

    Raises:
        UnknownName: when the region does not exist.
    """
    cover = sponsored_cover(query, places, region)
    running = cover[
        (cover["start_month"] <= month) & (cover["cover_ends"] >= month) & (cover["funding_source"] != "own")
    ]
    if running.empty:
        return pd.DataFrame(columns=list(CELLS))
    rules = contribution_rules(query)
    rows = [
        {"region_code": region, "period": month, "worker_category": group, "funding_source": payer}
        | _counted(own)
        | _priced(rules, str(payer), month, int(own["people"].sum()))
        for (group, payer), own in running.groupby(["worker_category", "funding_source"], sort=True)
    ]
    cells = pd.DataFrame(rows, dtype=object)
    hidden = withheld_cells(cells, small)
    for column in ("people", "paid_a_month", "budget", "to_renew"):
        cells[column] = cells[column].where(cells[column].notna() & ~hidden, None)
    cells = cells.assign(suppressed=hidden.to_numpy())
    cells["reason"] = [WITHHELD if hide else reason for hide, reason in zip(hidden, cells["reason"], strict=True)]
    cells["of_group"] = running.groupby("worker_category")["people"].sum().reindex(cells["worker_category"]).to_numpy()
    order = {"people": cells["people"].fillna(0).astype(int)}
    return (
        cells.assign(**order).sort_values(
            ["of_group", "worker_category", "people", "funding_source"], ascending=[False, True, False, True]
        ).assign(people=lambda each: each["people"].where(~each["suppressed"].astype(bool), None))
        .reset_index(drop=True)[list(CELLS)].astype(object)
    )  # fmt: skip


def withheld_cells(cells: pd.DataFrame, small: int) -> pd.Series:
    """Say of each cell whether it is withheld: small reported counts, then more until no row or column has one alone.

    Args:
        cells: worker_category, funding_source, people, status; each pair once.
        small: people below which a reported count is withheld.
    """
    hidden = ((cells["status"] == "reported") & cells["people"].between(1, small - 1)).astype(bool)
    while True:
        more = set()
        for line in ("worker_category", "funding_source"):
            for _, own in cells.groupby(line, sort=True):
                shown = own[~hidden[own.index]]
                if int(hidden[own.index].sum()) == 1 and len(shown):
                    more.add(shown.sort_values(["people", "worker_category", "funding_source"]).index[0])
        if not more:
            return hidden
        hidden[list(more)] = True


def _counted(own: pd.DataFrame) -> dict[str, object]:
    paid, budget = own["people"] * own["premium"], own["budget"]
    return {
        "people": int(own["people"].sum()),
        "paid_a_month": None if paid.isna().any() else int(paid.sum()),
        "budget": None if budget.isna().any() else int(budget.sum()),
        "schemes": len(own),
        "regions": own["region_code"].nunique(),
        "status": weakest(list(own["status"])),
        "batch_ids": sorted(set(own["batch_id"])),
    }


def _priced(rules: Rules, payer: str, month: str, people: int) -> dict[str, object]:
    now = _premium(rules, payer, month)
    year = [_premium(rules, payer, month_after(month, ahead)) for ahead in range(1, YEAR + 1)]
    known = [each.rupiah for each in year if each.rupiah is not None]
    whole = sum(known) if len(known) == YEAR else None
    return {
        "rule_premium": now.rupiah,
        "rule_year": whole,
        "to_renew": None if whole is None else whole * people,
        "reason": next((each.reason for each in (now, *year) if each.reason), None),
        "notes": list(dict.fromkeys(text for each in (now, *year) for text in each.notes)),
        "source_ids": sorted({one for each in (now, *year) for one in each.source_ids}),
    }


def _premium(rules: Rules, payer: str, month: str) -> Premium:
    return premium_of(rules, PremiumAsked("BPU", PACKAGE, payer, month))
