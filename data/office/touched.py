"""Which regions a file is about: of these a steward must be named for every one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from data.access.places import NO_REGION
from data.office.model import OfficeTable
from data.office.tables import OFFICE_TABLES


def regions_of(tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """Give every region that rows are about, ``NO_REGION`` among them where a row or a whole table names none."""
    found: set[str] = set()
    for table in OFFICE_TABLES:
        if table.name in tables:
            rows = tables[table.name][_naming(table)]
            found |= regions_named([(table, rows)])
            if not rows.notna().any(axis="columns").all():
                found.add(NO_REGION)
    return frozenset(found)


def regions_named(parts: Iterable[tuple[OfficeTable, pd.DataFrame]]) -> frozenset[str]:
    """Give the regions that stand in rows; what could not be read as one is left out."""
    return frozenset(
        str(code) for table, rows in parts for name in _naming(table) for code in rows[name].dropna().unique()
    )


def _naming(table: OfficeTable) -> list[str]:
    return [field.name for field in table.fields if field.kind == "region" or field.name == "region_code"]
