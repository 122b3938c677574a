"""Budgets for vulnerable workers that were published, and for how many people each would pay for a year.

Premium: the smallest package of BPU (JKK and JKM) as a state or regional budget pays it, month by month of the budget's
year. How many months a budget was made for is rarely printed, so a full year is a reading and not what was bought.
Source: ``data/facts/published_figures.csv``, budgets of vulnerable and of customary workers.
"""

from __future__ import annotations

import pandas as pd

from i18n import mark
from metrics._model import Query
from metrics.analyses.contribution_rules import contribution_rules
from metrics.analyses.plan_arithmetic import people_bought
from metrics.analyses.premium import PremiumAsked, premium_of
from metrics.territory import Territory

INDICATORS = ("vulnerable_workers_budget_rp", "adat_workers_budget_rp")
PACKAGE = frozenset({"JKK", "JKM"})

WHOLE_YEAR = mark("Read as cover for twelve months: the source does not always say for how many months.")

COLUMNS = (
    "region_code", "period", "segment", "worker_category", "rupiah", "approx", "people_for_a_year", "remainder",
    "indicator", "status", "reason", "source_ids", "fact_rows",
)  # fmt: skip

SQL = """
    select region_code, period, segment, worker_category, value::bigint as rupiah, approx, indicator, source_id, fact_row
    from published_figure where list_contains($regions, region_code) and list_contains($indicators, indicator)
    order by region_code, period, indicator, fact_row
"""


def published_budgets(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give the published budgets of a region and of the regions within it.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.

    Returns:
        One row a published budget with the columns of ``COLUMNS``, sorted by region, year, indicator. ``rupiah`` as printed;
        ``people_for_a_year`` and ``remainder`` are null, with the reason, where a month of the year has no known premium.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    within = [inner.code for inner in places.places.values() if inner.code == place.code or place.code in inner.above]
    held = query(SQL, regions=within, indicators=list(INDICATORS))
    rules = contribution_rules(query)
    rows = []
    for row in held.to_dict("records"):
        months = [f"{row['period'][:4]}-{month:02}" for month in range(1, 13)]
        found = [premium_of(rules, PremiumAsked("BPU", PACKAGE, "apbn_apbd", month)) for month in months]
        premiums = [premium.rupiah for premium in found if premium.rupiah is not None]
        people, left = people_bought(int(row["rupiah"]), premiums) if len(premiums) == 12 else (None, None)
        refused = next((premium.reason for premium in found if premium.reason), None)
        sources = {row["source_id"], *(source for premium in found for source in premium.source_ids)}
        made = {
            "worker_category": None if pd.isna(row["worker_category"]) else row["worker_category"],
            "people_for_a_year": people, "remainder": left, "status": "estimated", "reason": refused or WHOLE_YEAR,
            "source_ids": sorted(sources), "fact_rows": [f"published_figures.csv:{row['fact_row']}"],
        }  # fmt: skip
        rows.append(row | made)
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)
