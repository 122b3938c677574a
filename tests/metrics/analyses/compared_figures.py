"""Made figures for analyses that set regions beside each other."""

from typing import Any

import pandas as pd

from data.store import Query
from metrics._model import COLUMNS, EXTRA
from tests.metrics.analyses import as_a_store


def figure(region: str, month: str, members: int | None, workforce: int | None, **other: Any) -> dict[str, Any]:
    """Make one row of ``measure``: a UCJ share whose error is not known unless given."""
    row: dict[str, Any] = {
        **dict.fromkeys((*COLUMNS, *EXTRA)),
        "region_code": region, "period": month, "month": month, "base": "ucj", "segment": "total", "series": "s",
        "unit": "share", "numerator": members, "denominator": workforce, "denominator_period": month,
        "status": "reported", "suppressed": False, "source_ids": [f"source-{region}"], "shown": True, "on_line": True,
    }  # fmt: skip
    if members is not None and workforce:
        row["value"] = members / workforce
    row |= other
    if row["error"] is not None:
        row["error_from"] = "loaded"
    return row


def asked_of(rows: list[dict[str, Any]], first: int = as_a_store.FIRST) -> Query:
    """Give a query that answers any measure with these figures, cut to what is asked, described by numbers from the first."""
    made = as_a_store.frame(rows, first)

    def query(sql: str, **asked: Any) -> pd.DataFrame:
        if as_a_store.is_of_descriptions(sql):
            return as_a_store.descriptions(made)
        return as_a_store.numbers(made[made["region_code"].isin(asked["regions"]) & (made["month"] <= asked["until"])])

    return query
