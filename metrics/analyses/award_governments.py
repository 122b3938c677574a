"""The governments of one province side by side, as nine stood in the round of 2022: one row a regency.

Rule: what that round looked at is set side by side, each with its own date and status, and nothing is added up into a score:
regulations, budgets for vulnerable workers and for non-ASN staff, compliance (contributions paid in time, employers not
registered), coverage and its growth. What is ranked is read on one line and in one month for all; the latest figure of each
government on its own date stands beside it and is compared with nothing. None found is not zero.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query, Scope, leading, measure
from metrics.analyses.award_budgets import Row, budgets
from metrics.analyses.award_evidence import NO_REGULATION
from metrics.analyses.award_growth import grown
from metrics.analyses.award_regulations import regulations
from metrics.analyses.comparison import united
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.territory import Territory

NO_BUDGET = mark("No budget for vulnerable workers of this region is held for this year.")
NO_STAFF_BUDGET = mark("No budget for non-ASN, village and election staff of this region is held for this year.")

RANKED = ("coverage", "growth", "regulations", "budget", "on_time")  # columns that are better when higher

COLUMNS = (
    "region_code", "name", "regulations", "with_budget_clause", "regulation_status", "regulation_reason", "budget",
    "budget_period", "budget_covers", "budget_schemes", "budget_status", "budget_reason", "staff_budget",
    "staff_budget_status", "staff_budget_reason", "staff", "staff_period", "staff_status", "staff_reason", "on_time",
    "on_time_period", "on_time_status", "on_time_reason", "unregistered", "unregistered_period", "unregistered_status",
    "unregistered_reason", "own_coverage", "own_period", "own_numerator", "own_denominator", "own_approx", "own_certainty",
    "own_status", "own_source_ids", "coverage", "period", "numerator", "denominator", "base", "segment", "series",
    "boundary", "low", "high", "coverage_status", "growth", "earlier_period", "growth_status", "interval_reason", "reason",
    "status", "source_ids", "batch_ids",
)  # fmt: skip
_BESIDE = {"staff": "non_asn_covered", "on_time": "on_time_rate", "unregistered": "employers_unregistered"}


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
        group where it is narrower; ``staff_budget`` is that for non-ASN, village and election staff. ``staff`` counts non-ASN
        staff covered, ``on_time`` is the share of contributions paid in time, ``unregistered`` counts employers, each the
        latest figure on its own date. ``own_coverage`` is the latest coverage held, real before demonstration, on its own
        date: compared with nothing. ``coverage`` is a share, ``growth`` its change in points over twelve months.
        ``low`` and ``high`` are null where the uncertainty of the base is not known, with ``interval_reason``. ``status``
        is the weakest of the parts used, null where there is none. ``reason`` is about coverage and growth.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    codes = sorted(places.parts(place.above[0] if place.level == "regency" else region))
    held = regulations(query, codes, as_of)
    vulnerable, staff = (budgets(query, codes, as_of, of_staff=of_staff) for of_staff in (False, True))
    growth = grown(query, "coverage", codes, as_of, base=base, error=error).set_index("region_code")
    own = _latest(query, "coverage", codes, as_of, base)
    others = {name: _latest(query, asked, codes, as_of, None) for name, asked in _BESIDE.items()}
    rows = []
    for code in codes:
        row: Row = {"region_code": code, "name": places.place(code).short_name}
        parts = [
            _regulated(held[held["region_code"] == code]),
            _budget("budget", vulnerable.get(code), NO_BUDGET),
            _budget("staff_budget", staff.get(code), NO_STAFF_BUDGET),
            *(_one(name, found.get(code), metric(_BESIDE[name]).why_missing(None)) for name, found in others.items()),
            _covered(growth.loc[code], own.get(code)),
        ]
        for part in parts:
            row |= {name: value for name, value in part.items() if name in COLUMNS}
        for name in ("source_ids", "batch_ids"):
            row[name] = united([part.get(f"all_{name}", []) for part in parts])
        known = [status for part in parts for name, status in part.items() if name.endswith("status") and status]
        row["status"] = weakest(known) if known else None
        rows.append({name: _plain(row.get(name)) for name in COLUMNS})
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def ranked_on(rows: pd.DataFrame, indicators: list[str]) -> pd.DataFrame:
    """Give what ``award_robustness.robustness`` ranks the governments on.

    Args:
        rows: rows of ``governments``.
        indicators: columns of them out of ``RANKED``. A
            budget for a narrower group of workers is left out: it is not the budget that others have. So is a share paid in
            time of another month than the latest of all.

    Returns:
        ``region_code`` and one column of doubles an indicator; null is not known, never zero.
    """
    values = rows[indicators].astype(float)
    if "budget" in indicators:
        values["budget"] = values["budget"].where(rows["budget_covers"].isna())
    if "on_time" in indicators:
        values["on_time"] = values["on_time"].where(rows["on_time_period"] == rows["on_time_period"].max())
    return pd.concat([rows["region_code"], values], axis=1)


def _regulated(found: pd.DataFrame) -> Row:
    if found.empty:
        return {"regulation_reason": NO_REGULATION}
    return {
        "regulations": len(found),
        "with_budget_clause": int((found["has_budget_clause"] == True).sum()),  # noqa: E712 - null is not False
        "regulation_status": weakest(found["status"]),
        "all_source_ids": united(found["source_ids"]),
        "all_batch_ids": united(found["batch_ids"]),
    }


def _budget(name: str, found: Row | None, missing: str) -> Row:
    if found is None:
        return {f"{name}_reason": missing}
    row = {f"{name}_{part}": found[part] for part in ("period", "covers", "schemes", "status", "reason")}
    return row | {name: found["value"], "all_source_ids": found["source_ids"], "all_batch_ids": found["batch_ids"]}


def _latest(query: Query, name: str, codes: list[str], as_of: str, base: str | None) -> dict[str, Row]:
    """Give the latest figure of each region, of the headline segment, by code; real figures before the demonstration set."""
    asked = metric(name)
    found = leading(measure(query, asked, Scope(tuple(codes), base, asked.headline_segment(base), as_of=as_of)))
    return {str(row["region_code"]): row for row in found.to_dict("records")}


def _one(name: str, found: Row | None, missing: str) -> Row:
    if found is None:
        return {f"{name}_reason": missing}
    return {
        name: found["value"],
        f"{name}_period": found["period"],
        f"{name}_status": found["status"],
        f"{name}_reason": found["reason"],
        "all_source_ids": found["source_ids"],
        "all_batch_ids": found["batch_ids"],
    }


def _covered(row: pd.Series, own: Row | None) -> Row:
    kept = ("period", "numerator", "denominator", "base", "segment", "series", "boundary", "low", "high",
            "earlier_period", "reason")  # fmt: skip
    of_own = ("period", "numerator", "denominator", "approx", "status", "source_ids")
    return (
        {name: row[name] for name in kept}
        | {
            "coverage": row["now"],
            "coverage_status": row["now_status"],
            "growth": row["value"],
            "interval_reason": UNKNOWN_ERROR if row["now"] is not None and row["low"] is None else None,
            "growth_status": row["status"] if row["value"] is not None else None,
        }
        | ({f"own_{name}": own[name] for name in of_own} if own else {"own_source_ids": []})
        | ({"own_coverage": own["value"], "own_certainty": own["base_certainty"]} if own else {})
        | {f"all_{name}": united([row[name], *([own[name]] if own else [])]) for name in ("source_ids", "batch_ids")}
    )


def _plain(value: Any) -> Any:
    return value if isinstance(value, list) or not pd.isna(value) else None
