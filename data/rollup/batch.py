"""What was rolled up, as a file that an office might have sent: the same checks, the same record, and a statement with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.loading import Read
from data.loading.fields import part
from data.loading.findings import Findings
from data.loading.model import Limits
from data.loading.rules import check_parts
from data.office import OFFICE_TABLES, OfficeTable
from data.office.touched import regions_named
from data.problem import DataError
from data.rollup.counting import Rolled
from data.rollup.definition import DUE_DAY, LATE_DUE, LATE_DUE_DAY, UNPAID_MONTHS
from data.rollup.register import month_of
from data.store import Query

LAYOUT = "rollup"
_TABLES = {table.name: table for table in OFFICE_TABLES}
# Tables that the register knows wholly: a cell held for a region and month that it has not is a cell of nobody.
_WHOLE = ("programme_membership", "contribution")


@dataclass(frozen=True)
class RegisterFile:
    """One file of the register: its name below what was named, bytes, and SHA-256."""

    name: str
    size: int
    checksum: str


def summed(files: list[Path], places: list[Path]) -> list[RegisterFile]:
    """Take the checksum of every file of a register, two at once."""

    def one(file: Path) -> RegisterFile:
        try:
            with file.open("rb") as content:
                checksum = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError as error:
            raise DataError(f"{file} cannot be read: {error.strerror}. Nothing was loaded.") from error
        place = next((place for place in places if place in file.parents), file.parent)
        return RegisterFile(file.relative_to(place).as_posix(), file.stat().st_size, checksum)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, files))


def checksum_of(files: list[RegisterFile]) -> str:
    """Give one checksum of a register: of the names and checksums of its files, in order."""
    told = "".join(f"{file.name}\0{file.checksum}\n" for file in files)
    return hashlib.sha256(told.encode()).hexdigest()


def statement(rolled: Rolled, files: list[RegisterFile], engine: str) -> bytes:
    """Write what was counted, from what, by which rule: the file that is kept with the batch. No id of anybody is in it."""
    said: dict[str, Any] = {
        "register": {
            "checksum": checksum_of(files),
            "files": [{"name": file.name, "bytes": file.size, "sha256": file.checksum} for file in files],
            "rows_by_month": rolled.rows,
        },
        "rule": rule(),
        "engine": engine,
        "months": rolled.months,
        "found": {kind: {"times": times, "examples": rolled.found.examples.get(kind, [])}
                  for kind, times in rolled.found.counts.items()},
        "workers_left_out": rolled.left_out,
        "not_made": rolled.without,
        "rows": {name: len(rows) for name, rows in rolled.tables.items()},
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def rule() -> dict[str, str]:
    """Say by which rule people are counted."""
    late = " to ".join(map(month_of, LATE_DUE))
    return {
        "active": f"registered, fewer than {UNPAID_MONTHS} unpaid months in a row as at the end of the month",
        "on_time": f"received by the {DUE_DAY}th of the next month; by the {LATE_DUE_DAY}th for {late}",
    }


def made_of(rolled: Rolled, files: list[RegisterFile], engine: str) -> dict[str, str]:
    """Say in the manifest of the batch what it was made of."""
    return {
        "register": checksum_of(files),
        "register_files": str(len(files)),
        "register_rows": str(sum(rolled.rows.values())),
        "months": " to ".join(rolled.months),
        "unpaid_months": str(UNPAID_MONTHS),
        "engine": engine,
    }


def as_read(rolled: Rolled, file: str, today: date, query: Query) -> Read:
    """Give the tables as ``data.loading.read`` gives those of a file: checked row by row by the same rules.

    Args:
        rolled: what was rolled up.
        file: name of the statement, for the problems.
        today: its month is not over.
        query: asks the store, for cells held that the register has nobody in: they are deleted.
    """
    findings = Findings(file, Limits().problems)
    parts = []
    for name, rows in rolled.tables.items():
        table = _TABLES[name]
        if name in _WHOLE:
            rows = pd.concat([rows.assign(delete=False), _of_nobody(table, rows, rolled, query)], ignore_index=True)
        read = {field: rows[field] for field in rows if field in table.by_name}
        parts.append(part(table, table.sheet_id, np.arange(2, len(rows) + 2), read, {}))
    check_parts(parts, today, findings)
    tables = {} if findings else {one.table.name: one.frame for one in parts if len(one.frame)}
    named = regions_named((one.table, one.frame) for one in parts)
    return Read(tables, [*findings.listed(), *rolled.warnings], [LAYOUT], {}, named)


def _of_nobody(table: OfficeTable, rows: pd.DataFrame, rolled: Rolled, query: Query) -> pd.DataFrame:
    """Give the cells held for a region and month of the register that it has nobody in, as rows to delete."""
    key = list(table.key)
    held = query(
        f"select {', '.join(key)} from {table.name} where status = 'reported' and month between $since and $until",
        since=min(rolled.rows), until=max(rolled.rows),
    )  # fmt: skip
    if not len(held):
        return held.assign(delete=True)
    places = rows[["region_code", "month"]].drop_duplicates()
    there = held.merge(places, on=["region_code", "month"])
    beside = there.merge(rows[key], on=key, how="left", indicator=True)
    return beside.loc[beside["_merge"] == "left_only", key].assign(delete=True)


def write(folder: Path, tables: Mapping[str, pd.DataFrame], said: bytes) -> None:
    """Write the tables that have rows beside the statement, each as a .parquet file that can be loaded by itself."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        if len(rows):
            rows.to_parquet(folder / f"{name}.parquet", index=False)
    (folder / "statement.json").write_bytes(said)
