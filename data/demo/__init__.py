"""The demonstration set."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data.office import OFFICE_TABLES

SEED = 20190101
SQL = {"count": "Int64", "rupiah": "Int64", "year": "Int64", "share": "float64", "flag": "boolean"}


def demonstration(query: Callable[..., pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Stub: empty tables until the generator is in place."""
    return {
        table.name: pd.DataFrame({f.name: pd.Series(dtype=SQL.get(f.kind, "str")) for f in table.fields})
        for table in OFFICE_TABLES
    }
