"""Figures made up for several metrics at once, given to whatever asks ``measure`` for them."""

from typing import Any

import pandas as pd

from data.store import Query
from metrics._model import COLUMNS, EXTRA
from metrics.catalogue import metrics
from metrics.parts import Parts
from tests.metrics.analyses import as_a_store
from tests.metrics.analyses.made_tables import Row


def count(region: str, month: str, people: int | None, **other: Any) -> Row:
    """Make one row of ``measure``: a count that an office sent, unless told otherwise."""
    return {
        **dict.fromkeys((*COLUMNS, *EXTRA)), "region_code": region, "period": month, "month": month, "segment": "total",
        "series": "office", "unit": "people", "numerator": people, "value": people, "status": "reported", "approx": False,
        "suppressed": False, "source_ids": ["kc"], "batch_ids": ["0001"], "fact_rows": [], "shown": True, "on_line": True,
    } | other  # fmt: skip


def answering(otherwise: Query, **made: list[Row]) -> Query:
    """Give a query that answers these metrics with these rows, cut to what is asked, and all else as a store does."""
    kinds, described = {}, set()
    first = as_a_store.FIRST
    for name, rows in made.items():
        sql = metrics()[name].sql
        assert isinstance(sql, Parts)
        kinds[sql.numbers()] = as_a_store.frame(rows, first)
        described.add(sql.descriptions())
        first += len(rows)

    def query(sql: str, **asked: Any) -> pd.DataFrame:
        if sql in described:
            return pd.concat([otherwise(sql), *map(as_a_store.descriptions, kinds.values())], ignore_index=True)
        # The SQL of one metric may begin that of another.
        found = max((each for each in kinds if each in sql), key=len, default=None)
        if found is None or "as_of" in asked:
            return otherwise(sql, **asked)
        frame = kinds[found]
        for name, kept in [
            ("regions", frame["region_code"].isin(asked.get("regions", []))),
            *((name, frame[name] == asked.get(name)) for name in ("base", "segment")),
            ("since", frame["month"] >= asked.get("since", "")),
            ("until", frame["month"] <= asked.get("until", "9999")),
        ]:
            frame = frame[kept.reindex(frame.index)] if name in asked else frame
        if "status <> 'demonstration'" in sql.rpartition("where")[2]:
            frame = frame[frame["status"] != "demonstration"]
        order = ["region_code", "month", "base", "segment", "series"]
        return as_a_store.numbers(frame.sort_values(order, kind="stable", ignore_index=True))

    return query
