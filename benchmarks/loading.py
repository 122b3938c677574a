"""A month, and seven years, of every regency: from the office's workbook to published figures, and how the time grows."""

from __future__ import annotations

import io
import itertools
import os
import tempfile
import time
from contextlib import contextmanager
from math import log
from pathlib import Path
from statistics import linear_regression, median
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.report import Line, interleaved, milliseconds, ratio
from data import intake, store
from data.access.person import Person
from data.office import OFFICE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260131
SEGMENTS = ("PU", "BPU", "JAKON", "PMI")
YEARS = (1, 3, 7)
ROUNDS = 2
AIM_SECONDS = 10.0
MEMBERSHIP = next(table for table in OFFICE_TABLES if table.name == "membership")


def run(home: Path) -> list[Line]:
    regions = store.open_store().query("select region_code from region where level = 'regency' order by 1")[
        "region_code"
    ]
    files = [workbook(list(regions), years) for years in YEARS]
    rows = [len(regions) * 12 * years * len(SEGMENTS) for years in YEARS]
    numbers = itertools.count()
    taken = interleaved(ROUNDS, *[lambda file=file: _load(file, home.parent, next(numbers)) for file in files])
    floor = interleaved(
        ROUNDS, lambda: CalamineWorkbook.from_filelike(io.BytesIO(files[-1])).get_sheet_by_index(0).to_python()
    )
    medians = [median(seconds) for seconds in taken]
    fitted = linear_regression([log(count) for count in rows], [log(seconds) for seconds in medians]).slope
    fastest = min(taken[-1])
    beside = "; ".join(f"{count:,} rows {milliseconds(seconds)}" for count, seconds in zip(rows, taken, strict=True))
    return [
        Line(
            f"Workbook of {rows[-1]:,} rows read, checked, compared, accepted and published",
            f"{fastest:.2f} s",
            milliseconds(taken[-1]),
            f"under {AIM_SECONDS:g} s",
            fastest < AIM_SECONDS,
        ),
        Line("The same over reading its cells alone", f"{ratio(taken[-1], floor[0]):.2f}", milliseconds(floor[0])),
        Line("Growth of a load: exponent fitted over all sizes", f"{fitted:.2f}", beside, "at most 1", fitted <= 1),
    ]


def workbook(regions: list[str], years: int) -> bytes:
    """Make a workbook with every month of so many years, flows that balance and no jumps."""
    random = np.random.default_rng(SEED)
    months = [f"{year}-{month:02}" for year in range(2026 - years, 2026) for month in range(1, 13)]
    shape = (len(regions), len(months), len(SEGMENTS))
    steps = np.cumsum(random.normal(0.003, 0.01, shape), axis=1)
    active = (random.integers(200, 50_000, (shape[0], 1, shape[2])) * np.exp(steps)).astype(int)
    before = np.concatenate([active[:, :1], active[:, :-1]], axis=1)
    exits = (before * 0.03).astype(int) + np.maximum(before - active, 0)
    columns = {
        "region_code": np.repeat(regions, shape[1] * shape[2]),
        "month": np.tile(np.repeat(months, shape[2]), shape[0]),
        "segment": np.tile(SEGMENTS, shape[0] * shape[1]),
        "registered": active.ravel() * 2,
        "active": active.ravel(),
        "new": (active - before + exits).ravel(),
        "reactivated": 0,
        "exits": exits.ravel(),
        "moved_in": 0,
        "moved_out": 0,
    }
    headings = {field.name: field.heading_id for field in MEMBERSHIP.fields}
    kept = io.BytesIO()
    pd.DataFrame(columns).rename(columns=headings).to_excel(
        kept,
        sheet_name=MEMBERSHIP.sheet_id,
        index=False,
        engine="xlsxwriter",
        engine_kwargs={"options": {"constant_memory": False}},
    )
    return kept.getvalue()


def _load(content: bytes, folder: Path, number: int) -> float:
    with _home(folder):
        store.build()
        start = time.perf_counter()
        intake.load(content, f"members-{number}.xlsx", by=Person("benchmark", "administrator"), reason="generated")
        return time.perf_counter() - start


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    before = os.environ["COVERAGE_HOME"]
    with tempfile.TemporaryDirectory(dir=folder) as empty:
        os.environ["COVERAGE_HOME"] = empty
        try:
            yield
        finally:
            os.environ["COVERAGE_HOME"] = before
