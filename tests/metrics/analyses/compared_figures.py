"""Made figures for analyses that set regions beside each other."""

from typing import Any

import pandas as pd

from data.store import Query
from metrics._model import COLUMNS, EXTRA, Z95


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


def asked_of(rows: list[dict[str, Any]]) -> Query:
    """Give a query that answers any measure with these figures, cut to what is asked."""

    def query(_: str, **asked: Any) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=[*COLUMNS, *EXTRA])
        frame = frame[frame["region_code"].isin(asked["regions"]) & (frame["month"] <= asked["until"])].copy()
        for name in ("numerator", "denominator", "parts_present", "parts_expected"):
            frame[name] = frame[name].astype("Int64")
        frame[["value", "error"]] = frame[["value", "error"]].astype(float)
        if "error" in asked:
            frame.loc[frame["error"].isna(), "error_from"] = "reader"
            frame["error"] = frame["error"].fillna(asked["error"])
        frame["low"] = frame["value"] / (1 + Z95 * frame["error"])
        frame["high"] = frame["value"] / (1 - Z95 * frame["error"])
        return frame

    return query
