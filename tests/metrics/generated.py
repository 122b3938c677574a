"""Stores of generated office rows: thirty months of three provinces, some with gaps, as one file in any order."""

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.batches import accept, writing
from data.demo import demonstration
from data.office import OFFICE_TABLES
from data.store import Query, Store, build, open_store
from tests.built_once import facts_checked
from tests.published_only import switch_demonstration_off

PROVINCES = ("51", "52", "96")  # the last one was born in 2022
SINCE = "2023-06"
PANDEMIC = "2020-02"  # what recovery is measured from
LATE = ("51.02", "52.03", "52.07")  # regencies that leave months out
SEED = 20_261_130
BATCH = re.compile(r"^\d{4}-[0-9a-f]+$|^\d{4}$")
OF_FILE = {"fact_rows", "fact_row", "figure_rows", "source_row", "batch_ids", "batch_id"}
_FIELDS = {table.name: table for table in OFFICE_TABLES}


def generated(query: Query) -> dict[str, pd.DataFrame]:
    """Generate rows as the demonstration set does, and lose a tenth of the months of some regencies."""
    dice = np.random.default_rng(SEED)
    tables = {}
    for name, frame in demonstration(query).items():
        kept = frame[frame["region_code"].str[:2].isin(PROVINCES)]
        if "month" in frame:
            kept = kept[(kept["month"] >= SINCE) | (kept["month"] == PANDEMIC)]
            sent = kept[["region_code", "month"]].drop_duplicates()
            sent = sent[(dice.random(len(sent)) > 0.1) | ~sent["region_code"].isin(LATE)]
            kept = kept.merge(sent, on=["region_code", "month"])
        table = _FIELDS[name]
        kept = kept.reindex(columns=[field.name for field in table.fields])
        tables[name] = kept.assign(delete=False, source_sheet=table.sheet_id, source_row=range(2, len(kept) + 2))
    return tables


def store_of(home: Path, tmp_path_factory: pytest.TempPathFactory, tables: dict[str, pd.DataFrame]) -> Store:
    """Build a store of these rows and the bundled facts, without the demonstration set."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        switch_demonstration_off()
        facts_checked(home, tmp_path_factory)
        with writing():
            accept(b"the same file", "sent.xlsx", tables, "KC")
        build()
        return open_store()


def plain(found: Any) -> Any:
    """Give an answer as plain Python to compare: what names rows and batches left out, nulls alike, numbers to 12 digits."""
    if isinstance(found, pd.DataFrame):
        kept = [column for column in found.columns if column not in OF_FILE]
        return [dict(zip(kept, map(plain, row), strict=True)) for row in found[kept].itertuples(index=False, name=None)]
    if isinstance(found, pd.Series):
        return plain(found.to_frame())
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        return {f.name: plain(getattr(found, f.name)) for f in dataclasses.fields(found) if f.name not in OF_FILE}
    if isinstance(found, dict):
        return {name: plain(value) for name, value in found.items()}
    if isinstance(found, np.ndarray | list | tuple):
        return [plain(each) for each in found]
    if isinstance(found, str):
        return "batch" if BATCH.match(found) else found
    if found is None or pd.isna(found):
        return None
    return float(f"{found:.12g}") if isinstance(found, float | np.floating) else found


def differing(one: Any, other: Any, at: str = "") -> Iterable[str]:
    """Name the places in which two plain answers differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from differing(one[name], other[name], f"{at}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differing(left, right, f"{at}[{number}]")
    elif one != other:
        yield f"{at}: {one!r} and {other!r}"
