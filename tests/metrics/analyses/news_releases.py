"""Two releases of one office in Bali: what it sent first, and the restatement and late report that it sent afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.batches import accept, writing
from data.store import Query, Store, build, open_store
from tests.data.office_rows import members, rows, workforce
from tests.published_only import switch_demonstration_off

BALI = [f"51.0{number}" for number in range(1, 9)] + ["51.71"]
OTHERS = [code for code in BALI if code not in ("51.01", "51.02", "51.03")]
JANUARY, FEBRUARY = "2026-01", "2026-02"


def cover(region: str, people: int, end_month: str, scheme: str = "Nelayan") -> dict[str, Any]:
    """Give a row of sponsored cover."""
    return {
        "region_code": region,
        "scheme": scheme,
        "worker_category": "fishers",
        "funding_source": "apbd_regency",
        "people": people,
        "start_month": "2026-01",
        "end_month": end_month,
    }


FIRST = {
    "workforce": [workforce(code, JANUARY, 400) for code in BALI],
    "membership": [
        *members("51.01", JANUARY, {"PU": 100, "BPU": 50, "JAKON": 10}),  # 160 of 400
        *members("51.01", FEBRUARY, {"PU": 110, "BPU": 50, "JAKON": 10}),  # 170 of 400: 10 more
        *members("51.02", JANUARY, {"PU": 100, "BPU": 80, "JAKON": 20}),  # 200 of 400
        *members("51.02", FEBRUARY, {"PU": 100, "BPU": 30, "JAKON": 20}),  # 150 of 400: 50 fewer
        *members("51.03", JANUARY, {"PU": 200, "BPU": 80, "JAKON": 20}),  # 300 of 400, no report for February
        *[row for code in OTHERS for month in (JANUARY, FEBRUARY)
          for row in members(code, month, {"PU": 60, "BPU": 30, "JAKON": 10})],  # 100 of 400, unchanged
    ],
    "cover": [
        cover("51.01", 40, "2026-03"),
        cover("51.01", 30, "2026-03", "Petani"),
        cover("51.02", 20, "2026-05"),
        cover("51.02", 90, "2026-06"),  # four months ahead
        cover("51.04", 90, "2026-01"),  # ended
    ],
}  # fmt: skip
SECOND = {
    "membership": [
        *members("51.01", JANUARY, {"PU": 105, "BPU": 50, "JAKON": 10}),  # 165 of 400, restated
        *members("51.03", FEBRUARY, {"PU": 210, "BPU": 80, "JAKON": 20}),  # 310 of 400, late
    ]
}
TABLES = {"workforce": "office_workforce", "membership": "membership", "cover": "sponsored_cover"}


def releases(home: Path) -> Iterator[tuple[Query, Query]]:
    """Give the queries of both releases, the earlier one first."""
    opened: list[Store] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        switch_demonstration_off()
        for name, sent in (("first.xlsx", FIRST), ("second.xlsx", SECOND)):
            with writing():
                accept(name.encode(), name, {TABLES[table]: rows(TABLES[table], *given) for table, given in sent.items()},
                       "KC")  # fmt: skip
            build()
            opened.append(open_store())
        yield opened[0].query, opened[1].query
    for store in opened:
        store.close()
