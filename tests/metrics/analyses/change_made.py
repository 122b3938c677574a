"""What the tests of a change share: made members, two regions and a query that answers with them."""

from typing import Any

import pandas as pd

from data.store import Query
from metrics.analyses.change import Split, split
from metrics.territory import Territory
from tests.metrics.analyses import as_a_store
from tests.metrics.analyses.compared_figures import asked_of, figure

PROVINCE, NORTH, SOUTH = "51", "51.01", "51.02"


FOUND = pd.DataFrame(
    [
        {"region_code": "ID", "name": "Indonesia", "level": "national", "parent_code": None, "kanwil_code": None},
        {"region_code": PROVINCE, "name": "Bali", "level": "province", "parent_code": "ID", "kanwil_code": None},
        {"region_code": NORTH, "name": "Utara", "level": "regency", "parent_code": PROVINCE, "kanwil_code": None},
        {"region_code": SOUTH, "name": "Selatan", "level": "regency", "parent_code": PROVINCE, "kanwil_code": None},
    ]
)


PLACES = Territory(FOUND)


# North 20 of 100, then 30 of 100; south 60 of 100, then 180 of 300: its share stays, its weight grows.
TWO = [
    figure(NORTH, "2024-03", 20, 100), figure(NORTH, "2025-03", 30, 100),
    figure(SOUTH, "2024-03", 60, 100), figure(SOUTH, "2025-03", 180, 300),
    figure(PROVINCE, "2024-03", 80, 200), figure(PROVINCE, "2025-03", 210, 400),
]  # fmt: skip


def member(segment: str, month: str, people: int, **other: Any) -> dict[str, Any]:
    return figure(PROVINCE, month, people, None, base=None, segment=segment, value=float(people), **other)


MEMBERS = [
    member("PU", "2024-03", 40), member("PU", "2025-03", 50), member("BPU", "2024-03", 30), member("BPU", "2025-03", 150),
    member("JAKON", "2024-03", 10), member("JAKON", "2025-03", 10), member("PMI", "2025-03", 7),
]  # fmt: skip


def asked_for(coverage: list[dict[str, Any]], members: list[dict[str, Any]] | None = None) -> Query:
    """Answer questions for coverage, which name a base, and those for members, which do not."""
    shares, people = asked_of(coverage), asked_of(members or [], as_a_store.FIRST + len(coverage))

    def query(sql: str, **asked: Any) -> pd.DataFrame:
        if as_a_store.is_of_descriptions(sql):
            return pd.concat([shares(sql), people(sql)], ignore_index=True)
        return shares(sql, **asked) if "base" in asked else people(sql, **asked)

    return query


def of_two(
    coverage: list[dict[str, Any]], members: list[dict[str, Any]] | None = None, region: str = PROVINCE
) -> Split:
    return split(asked_for(coverage, members), PLACES, region, "2024-03", "2025-03")
