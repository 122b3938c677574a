"""Asks `python -m metrics` as a script would, in processes of its own, on the store that the server shows."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.serving import PROJECT

Row = dict[str, Any]


@cache
def asked(home: Path, *arguments: str) -> list[Row]:
    """Run one command with `--format json` and give its rows. They must not be changed."""
    answer = subprocess.run(
        [sys.executable, "-m", "metrics", *arguments, "--format", "json"],
        cwd=PROJECT,
        env={**os.environ, "COVERAGE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    rows: list[Row] = json.loads(answer.stdout)
    return rows


@cache
def facts(name: str, key: str) -> dict[str, dict[str, str]]:
    """Read a file of the bundled facts with the standard library alone, by one of its columns."""
    with (PROJECT / "data" / "facts" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def parts_of(region: str) -> list[str]:
    """Give the next administrative level inside a region, or for a regency the regencies of its province."""
    regions = facts("regions", "region_code")
    if region.startswith("KW-"):
        ours = {code: row for code, row in regions.items() if row["kanwil_code"] == region}
        return [code for code, row in ours.items() if row["level"] == "province"]
    whole = regions[region]["parent_code"] if regions[region]["level"] == "regency" else region
    return [code for code, row in regions.items() if row["parent_code"] == whole]
