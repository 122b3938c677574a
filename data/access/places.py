"""Which region lies in which, by the bundled facts: what a steward who is named for one may act for."""

from __future__ import annotations

import csv
from functools import cache

from data.home import FACTS

NO_REGION = "-"  # of rows that name none: they hold for every region, so no steward acts for them


def lies_in(region: str, place: str) -> bool:
    """Say whether a region is a place or lies in it: 51.03 in 51, in ``KW-BANUSPA`` and in ``ID``."""
    if region == NO_REGION:
        return False
    return place in (region, "ID") or region.startswith(f"{place}.") or _kanwil_of(region) == place


@cache
def known() -> dict[str, str]:
    """Give every region of the bundled facts with the code of its Kanwil; empty where it has none."""
    with (FACTS / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["region_code"]: row["kanwil_code"] for row in csv.DictReader(file)}


def _kanwil_of(region: str) -> str | None:
    return known().get(region[:2]) or None  # of its province: a regency added later is in it too
