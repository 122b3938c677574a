"""What the tests of the demonstration set share: the set, made once, and sums over it."""

from functools import cache

import pandas as pd

from data.demo import demonstration
from data.store import Query

MONTHS = [f"{year}-{month:02}" for year in range(2019, 2026) for month in range(1, 13)]


Frames = dict[str, pd.DataFrame]


def total(frames: Frames, region: str, month: str, segments: tuple[str, ...] = ("PU", "BPU", "JAKON")) -> int:
    rows = frames["membership"]
    here = rows["region_code"].str.startswith(region) & (rows["month"] == month) & rows["segment"].isin(segments)
    return int(rows[here]["active"].sum())


@cache
def the_set(query: Query) -> Frames:
    """Make the set from the bundled facts, once a process."""
    return demonstration(query)


def members_in(frames: Frames) -> pd.DataFrame:
    """Give membership with the month as a number, so that the month before is one less."""
    rows = frames["membership"].copy()
    rows["at"] = rows["month"].map({month: place for place, month in enumerate(MONTHS)})
    return rows
