"""Rows of an office as they are read, for tests that begin after reading."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.office import OFFICE_TABLES

_KINDS = {"count": "Int64", "rupiah": "Int64", "year": "Int64", "share": "float64", "flag": "boolean"}
_BY_NAME = {table.name: table for table in OFFICE_TABLES}


def rows(table: str, *given: dict[str, Any]) -> pd.DataFrame:
    """Give rows of a table; what a row leaves out is empty, and its row in the sheet is its place, from 2."""
    fields = _BY_NAME[table].fields
    frame = pd.DataFrame([{field.name: row.get(field.name) for field in fields} for row in given])
    frame = frame.astype({field.name: _KINDS.get(field.kind, "str") for field in fields})
    return frame.assign(
        delete=[bool(row.get("delete")) for row in given],
        source_sheet=_BY_NAME[table].sheet_id,
        source_row=range(2, len(given) + 2),
    )


def members(region: str, month: str, active: dict[str, int], **more: Any) -> list[dict[str, Any]]:
    """Give rows of the membership table: one a segment, with the active participants given."""
    return [
        {"region_code": region, "month": month, "segment": name, "active": count} | more
        for name, count in active.items()
    ]


def workforce(region: str, month: str, total: int, base: str = "ucj") -> dict[str, Any]:
    """Give one row of the workforce table."""
    return {"region_code": region, "month": month, "base": base, "total": total, "source": "a report"}
