"""The governments of one province side by side, as nine stood in the round of 2022: one row a regency.

Rule: regulations, budget for vulnerable workers, coverage and its growth are set beside each other, each with its own date
and status; nothing is added up into a score. Coverage of all regencies is read on one line and in one month, and so is its
growth. A regency without a regulation found has none found: that is not zero. A budget is what a government pays; firms and
people who pay themselves are left out.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query
from metrics.analyses.award_evidence import NO_REGULATION, NON_ASN_GROUPS, regulations
from metrics.analyses.award_growth import grown
from metrics.analyses.comparison import united
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.territory import Territory

GOVERNMENT_FUNDS = ("apbd_province", "apbd_regency", "apbdes", "dbh_cht")
BUDGET_PRINTED = ("vulnerable_workers_budget_rp", "adat_workers_budget_rp")

NO_BUDGET = mark("No budget for vulnerable workers of this region is held for this year.")
PART_OF_BUDGET = mark("The budget found is for a narrower group of workers only.")
BUDGET_UNSTATED = mark("A scheme does not state its budget: the sum is not known.")

COLUMNS = (
    "region_code", "name", "regulations", "with_budget_clause", "regulation_status", "regulation_reason", "budget",
    "budget_period", "budget_covers", "budget_schemes", "budget_status", "budget_reason", "coverage", "period",
    "numerator", "denominator", "base", "segment", "series", "boundary", "low", "high", "coverage_status", "growth",
    "earlier_period", "growth_status", "interval_reason", "reason", "status", "source_ids", "batch_ids",
)  # fmt: skip

Row = dict[str, Any]


def governments(
    query: Query,
    places: Territory,
    region: str,
    as_of: str,
    *,
    base: str = "ucj",
    error: float | None = None,
) -> pd.DataFrame:
    """Set the regencies of a province side by side.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: a province, or one of its regencies, which stands for its province; of a larger region its provinces.
        as_of: month ``YYYY-MM``; nothing later is used, and budgets are those of its year.
        base: coverage base.
        error: relative standard error that the reader assumes of a base without one.

    Returns:
        One row a region, sorted by code, with the columns of ``COLUMNS``. ``regulations`` counts those found and is null
        where none was; ``with_budget_clause`` counts those of them that are known to name a budget. ``budget`` is rupiah
        of the year for vulnerable workers: what an office sent, else what is published; ``budget_covers`` names the
        group where it is narrower. ``coverage`` is a share, ``growth`` its change in points over twelve months.
        ``low`` and ``high`` are null where the uncertainty of the base is not known, with ``interval_reason``. ``status``
        is the weakest of the parts used, null where there is none. ``reason`` is about coverage and growth.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    codes = sorted(places.parts(place.above[0] if place.level == "regency" else region))
    held = regulations(query, codes, as_of)
    budgets = _budgets(query, codes, as_of)
    growth = grown(query, "coverage", codes, as_of, base=base, error=error).set_index("region_code")
    rows = []
    for code in codes:
        of_region = held[held["region_code"] == code]
        row: Row = {"region_code": code, "name": places.place(code).short_name}
        row |= _regulated(of_region) | budgets.get(code, {"budget_reason": NO_BUDGET}) | _covered(growth.loc[code])
        lists = [
            [*of_region[name], row.get(f"budget_{name}", []), growth.at[code, name]]
            for name in ("source_ids", "batch_ids")
        ]
        statuses = [row.get(f"{part}_status") for part in ("regulation", "budget", "coverage", "growth")]
        known = [status for status in statuses if status is not None]
        row |= {"source_ids": united(lists[0]), "batch_ids": united(lists[1])}
        row |= {"status": weakest(known) if known else None}
        rows.append({name: _plain(row.get(name)) for name in COLUMNS})
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def ranked_on(rows: pd.DataFrame, indicators: list[str]) -> pd.DataFrame:
    """Give what ``award_robustness.robustness`` ranks the governments on.

    Args:
        rows: rows of ``governments``.
        indicators: columns of them that are better when higher: ``coverage``, ``growth``, ``regulations``, ``budget``. A
            budget for a narrower group of workers is left out: it is not the budget that others have.

    Returns:
        ``region_code`` and one column of doubles an indicator; null is not known, never zero.
    """
    values = rows[indicators].astype(float)
    if "budget" in indicators:
        values["budget"] = values["budget"].where(rows["budget_covers"].isna())
    return pd.concat([rows["region_code"], values], axis=1)


def _regulated(found: pd.DataFrame) -> Row:
    if found.empty:
        return {"regulation_reason": NO_REGULATION}
    return {
        "regulations": len(found),
        "with_budget_clause": int((found["has_budget_clause"] == True).sum()),  # noqa: E712 - null is not False
        "regulation_status": weakest(found["status"]),
    }


def _covered(row: pd.Series) -> Row:
    kept = (
        "period",
        "numerator",
        "denominator",
        "base",
        "segment",
        "series",
        "boundary",
        "low",
        "high",
        "earlier_period",
    )
    return {name: row[name] for name in kept} | {
        "coverage": row["now"],
        "coverage_status": row["now_status"],
        "growth": row["value"],
        "interval_reason": UNKNOWN_ERROR if row["now"] is not None and row["low"] is None else None,
        "growth_status": row["status"] if row["value"] is not None else None,
        "reason": row["reason"],
    }


def _budgets(query: Query, regions: list[str], as_of: str) -> dict[str, Row]:
    """Give the budget of each region for the year: reported, else published, else of the demonstration set."""
    found = query(
        """
        with schemes as (
            select region_code, if(count(*) = count(budget), sum(budget), null)::double as budget, null as budget_covers,
                count(*)::bigint as budget_schemes, status as budget_status, []::varchar[] as budget_source_ids,
                list_sort(list_distinct(list(batch_id))) as budget_batch_ids, if(status = 'reported', 1, 4) as place
            from sponsored_cover
            where list_contains($regions, region_code) and left(start_month, 4) = $year and start_month <= $as_of
                and not list_contains($groups, worker_category) and list_contains($funds, funding_source)
            group by region_code, status
        ),
        printed as (
            select region_code, value as budget,
                coalesce(worker_category, if(indicator like 'adat%', 'adat', null)) as budget_covers,
                null::bigint as budget_schemes, status as budget_status, [source_id] as budget_source_ids,
                []::varchar[] as budget_batch_ids,
                if(worker_category is null and indicator not like 'adat%', 2, 3) as place
            from published_figure
            where list_contains($regions, region_code) and list_contains($printed, indicator)
                and left(period, 4) = $year and (length(period) = 4 or period <= $as_of)
        )
        from (select * from schemes union all select * from printed)
        qualify row_number() over (partition by region_code order by place, budget desc) = 1
        """,
        regions=regions,
        as_of=as_of,
        year=as_of[:4],
        groups=list(NON_ASN_GROUPS),
        funds=list(GOVERNMENT_FUNDS),
        printed=list(BUDGET_PRINTED),
    )
    rows: dict[str, Row] = {}
    for row in found.to_dict("records"):
        schemes = None if pd.isna(row["budget_schemes"]) else int(row["budget_schemes"])
        status = "summed" if row["budget_status"] == "reported" and (schemes or 0) > 1 else row["budget_status"]
        unstated, narrower = pd.isna(row["budget"]), not pd.isna(row["budget_covers"])
        rows[str(row["region_code"])] = {
            "budget": None if unstated else float(row["budget"]),
            "budget_period": as_of[:4],
            "budget_covers": row["budget_covers"] if narrower else None,
            "budget_schemes": schemes,
            "budget_status": None if unstated else status,
            "budget_reason": BUDGET_UNSTATED if unstated else PART_OF_BUDGET if narrower else None,
            "budget_source_ids": list(row["budget_source_ids"]),
            "budget_batch_ids": list(row["budget_batch_ids"]),
        }
    return rows


def _plain(value: Any) -> Any:
    return value if isinstance(value, list) or not pd.isna(value) else None
