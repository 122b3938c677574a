"""Makes a store of the whole nation: every table of what offices send for all 514 regencies, over as many years as asked for.

The demonstration set's 83 regencies stand for the others, and its seven years for those before, smaller the longer ago. The store
is built by the product's own code, marts and all, so that the build is measured too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from benchmarks.homes import at
from data import building, store
from data.demo import demonstration
from data.demo.ground import MONTHS, YEARS

REGENCIES = "select region_code from region where level = 'regency' order by region_code"
SMALLER = 0.75  # what seven years before are of seven years
_AS_BEFORE = ("premium", "formal", "informal", "total")  # what a month costs, and the base, whose parts add up


def national(home: Path, years: int) -> Path:
    """Build and publish a store with the last so many years, up to the last month of the demonstration set.

    Args:
        home: the COVERAGE_HOME to make.
        years: of months.
    """
    with at(home), patch.object(building, "demonstration", lambda query: _of_the_nation(query, years)):
        store.build()
    return home


def _of_the_nation(query: Callable[..., pd.DataFrame], years: int) -> dict[str, pd.DataFrame]:
    made = demonstration(query)
    held = sorted(made["membership"]["region_code"].unique())
    others = [code for code in query(REGENCIES)["region_code"] if code not in set(held)]
    stands = pd.DataFrame(
        {
            "region_code": held + [held[number % len(held)] for number in range(len(others))],
            "becomes": [*held, *others],
        }
    )
    first = f"{int(MONTHS[-1][:4]) - years + 1}{MONTHS[0][4:]}"
    return {name: _repeated(frame, stands, first, years) for name, frame in made.items()}


def _repeated(frame: pd.DataFrame, stands: pd.DataFrame, first: str, years: int) -> pd.DataFrame:
    """Give the rows of a table for every region that one stands for, and for the years before; of nothing, nothing."""
    months = [name for name in ("month", "start_month", "end_month") if name in frame]
    if frame.empty or not months:
        return frame
    everywhere = frame.merge(stands, on="region_code")
    everywhere = everywhere.assign(region_code=everywhere["becomes"])[frame.columns]
    counted = [name for name, kind in frame.dtypes.items() if kind == "Int64" and name not in _AS_BEFORE]
    parts = []
    for again in range(-(-years // len(YEARS))):
        ago, size = again * len(YEARS), SMALLER**again
        then = {name: _earlier(everywhere[name], ago) for name in months}
        fewer = {name: (everywhere[name] * size).floordiv(1).astype("Int64") for name in counted} if again else {}
        part = everywhere.assign(**then, **fewer)
        parts.append(part[part[months[-1]] >= first])
    return pd.concat(parts, ignore_index=True).sort_values(["region_code", *months], kind="stable", ignore_index=True)


def _earlier(months: pd.Series, years: int) -> pd.Series:
    known = {month: f"{int(month[:4]) - years}{month[4:]}" for month in months.dropna().unique()}
    return months.map(known)
