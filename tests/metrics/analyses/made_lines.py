"""Lines of figures made up for a test, with a metric that reads them as it would read a store."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd

from metrics._model import Metric, Query

BLANK: dict[str, tuple[str, object]] = {
    "region_code": ("varchar", "51"),
    "period": ("varchar", None),
    "month": ("varchar", None),
    "base": ("varchar", None),
    "base_certainty": ("varchar", None),
    "segment": ("varchar", "total"),
    "series": ("varchar", "office"),
    "boundary": ("varchar", None),
    "weights": ("varchar", None),
    "numerator": ("bigint", None),
    "denominator": ("bigint", None),
    "denominator_period": ("varchar", None),
    "printed": ("double", None),
    "printed_step": ("double", None),
    "approx": ("boolean", False),
    "parts_approx": ("boolean", False),
    "recomputed_from": ("varchar", None),
    "status": ("varchar", "reported"),
    "numerator_status": ("varchar", None),
    "denominator_status": ("varchar", None),
    "parts_present": ("bigint", None),
    "parts_expected": ("bigint", None),
    "error": ("double", None),
    "error_from": ("varchar", None),
    "suppressed": ("boolean", False),
    "reason": ("varchar", None),
    "source_ids": ("varchar[]", ["batch"]),
    "fact_rows": ("varchar[]", []),
    "batch_ids": ("varchar[]", []),
    "shown": ("boolean", True),
    "on_line": ("boolean", True),
    "superseded_in": ("varchar", None),
}


def months(first: str, count: int) -> list[str]:
    """Give months in a row, YYYY-MM."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(start, start + count)]


def rows(of: Sequence[str], values: Sequence[int | None], **same: Any) -> list[dict[str, Any]]:
    """Give one row a month, alike but for the count."""
    return [
        {"month": month, "period": month, "numerator": value, **same} for month, value in zip(of, values, strict=True)
    ]


def store(figures: list[dict[str, Any]]) -> Query:
    """Hold figures, columns not given being those of ``BLANK``, in the order given."""
    connection = duckdb.connect()
    connection.execute(f"create table made ({', '.join(f'{name} {kind}' for name, (kind, _) in BLANK.items())})")
    if figures:
        one = f"({', '.join('?' * len(BLANK))})"
        cells = [row.get(name, default) for row in figures for name, (_, default) in BLANK.items()]
        connection.execute(f"insert into made values {', '.join([one] * len(figures))}", cells)

    def query(sql: str, **parameters: object) -> pd.DataFrame:
        return connection.execute(sql, parameters).df()

    return query


def metric(name: str = "new_participants", **other: Any) -> Metric:
    """Give a flow of people that is good when high, unless told otherwise, of the figures held in ``store``."""
    told: dict[str, Any] = {
        "title": "", "meaning": "", "formula": "", "why": "", "caveat": "", "unit": "people", "better": "higher",
        "bases": (), "headline": {"": "total"}, "missing": {"": ""}, "needs": (), "flow": True,
        "sql": f"select {', '.join(BLANK)} from made",
    }  # fmt: skip
    return Metric(id=name, **(told | other))
