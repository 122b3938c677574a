"""What governments pay in a year to protect vulnerable workers, or their own staff without civil-servant status.

Rule: what an office sent goes before what is published, a whole budget before one of a narrower group, and all of them before
the demonstration set; they are never added to each other. Schemes of one year are added up, unless one does not state its
budget. What firms and people pay themselves is left out.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from i18n import mark
from metrics._model import Query

NON_ASN_GROUPS = ("election_workers", "non_asn", "village_staff")
GOVERNMENT_FUNDS = ("apbd_province", "apbd_regency", "apbdes", "dbh_cht")
BUDGET_PRINTED = ("vulnerable_workers_budget_rp", "adat_workers_budget_rp")

PART_OF_BUDGET = mark("The budget found is for a narrower group of workers only.")
BUDGET_UNSTATED = mark("A scheme does not state its budget: the sum is not known.")

Row = dict[str, Any]


def budgets(query: Query, regions: list[str], as_of: str, *, of_staff: bool = False) -> dict[str, Row]:
    """Give the budget of each region for the year of a month.

    Args:
        query: runs SQL on a store.
        regions: their codes.
        as_of: month ``YYYY-MM``; schemes that begin later, and months printed later, are left out.
        of_staff: gives the budget for non-ASN, village and election staff; else that for vulnerable workers.

    Returns:
        By code, none for a region without a budget: ``value`` (rupiah, None where a scheme does not state its own),
        ``period`` (year), ``covers`` (the group, where it is a narrower one), ``schemes`` (how many were added up, None where it
        is printed), ``status, reason, source_ids, batch_ids``.
    """
    found = query(
        """
        with schemes as (
            select region_code, if(count(*) = count(budget), sum(budget), null)::double as value, null as covers,
                count(*)::bigint as schemes, status, []::varchar[] as source_ids,
                list_sort(list_distinct(list(batch_id))) as batch_ids, if(status = 'reported', 1, 4) as place
            from sponsored_cover
            where list_contains($regions, region_code) and left(start_month, 4) = $year and start_month <= $as_of
                and list_contains($groups, worker_category) = $of_staff and list_contains($funds, funding_source)
            group by region_code, status
        ),
        printed as (
            select region_code, value,
                coalesce(worker_category, if(indicator like 'adat%', 'adat', null)) as covers,
                null::bigint as schemes, status, [source_id] as source_ids, []::varchar[] as batch_ids,
                if(worker_category is null and indicator not like 'adat%', 2, 3) as place
            from published_figure
            where list_contains($regions, region_code) and list_contains($printed, indicator)
                and left(period, 4) = $year and (length(period) = 4 or period <= $as_of)
        )
        from (select * from schemes union all select * from printed)
        qualify row_number() over (partition by region_code order by place, value desc) = 1
        """,
        regions=regions,
        as_of=as_of,
        year=as_of[:4],
        groups=list(NON_ASN_GROUPS),
        of_staff=of_staff,
        funds=list(GOVERNMENT_FUNDS),
        printed=[] if of_staff else list(BUDGET_PRINTED),
    )
    rows: dict[str, Row] = {}
    for row in found.to_dict("records"):
        schemes = None if pd.isna(row["schemes"]) else int(row["schemes"])
        status = "summed" if row["status"] == "reported" and (schemes or 0) > 1 else row["status"]
        unstated, narrower = pd.isna(row["value"]), not pd.isna(row["covers"])
        rows[str(row["region_code"])] = {
            "value": None if unstated else float(row["value"]),
            "period": as_of[:4],
            "covers": row["covers"] if narrower else None,
            "schemes": schemes,
            "status": None if unstated else status,
            "reason": BUDGET_UNSTATED if unstated else PART_OF_BUDGET if narrower else None,
            "source_ids": list(row["source_ids"]),
            "batch_ids": list(row["batch_ids"]),
        }
    return rows
