"""Sponsored cover of the demonstration set: schemes by place and year, and whom they keep in the active count.

Cover paid up to a month counts for two months more: at the end of the third unpaid month it leaves the active count. So
cover bought to December leaves at the end of March.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.assumptions import PROVINCES
from data.demo.ground import MONTH_AT, MONTHS, Ground, Real, Whole
from data.demo.layout import as_whole, lay_out_rows

PREMIUM = 16800  # rupiah a month: JKK 10,000 and JKM 6,800, the smallest package
GRACE = 2  # unpaid months in which a participant still counts as active
LOCAL = ""  # stands for the category that a province's governments pay for first
_FILLED = (
    "region_code",
    "scheme",
    "worker_category",
    "funding_source",
    "people",
    "premium",
    "start_month",
    "end_month",
    "budget",
)


@dataclass(frozen=True)
class Programme:
    """A kind of scheme that local governments or firms run.

    Args:
        key: names it in the stream of random numbers.
        label: what its schemes are called, after the word CONTOH and before the year.
        category: group of workers; ``LOCAL`` for that of the province.
        funding: who pays.
        size: people, as a share of the BPU participants expected in March 2025, by year.
        chance: chance that a place has it, by year, 0 to 1.
        starts: month numbers among which the start is drawn.
        months: how long it is paid for; never beyond December.
        provinces: where it is run; empty for all.
    """

    key: str
    label: str
    category: str
    funding: str
    size: dict[int, float]
    chance: dict[int, float]
    starts: tuple[int, ...]
    months: int
    provinces: tuple[str, ...] = ()


PROGRAMMES = (
    Programme(
        "regency",
        "bantuan iuran pekerja rentan",
        LOCAL,
        "apbd_regency",
        {2021: 0.03, 2022: 0.05, 2023: 0.09, 2024: 0.16, 2025: 0.19},
        {2021: 0.4, 2022: 0.6, 2023: 0.8, 2024: 0.95, 2025: 1.0},
        (1, 3, 4, 4, 5, 6, 7),
        12,
    ),
    Programme(
        "village",
        "perlindungan perangkat desa",
        "village_staff",
        "apbdes",
        {2022: 0.02, 2023: 0.03, 2024: 0.03, 2025: 0.035},
        {2022: 0.5, 2023: 0.6, 2024: 0.7, 2025: 0.8},
        (1,),
        12,
    ),
    Programme(
        "tobacco",
        "perlindungan petani dan buruh tani tembakau",
        "farmers",
        "dbh_cht",
        {2023: 0.05, 2024: 0.07, 2025: 0.09},
        {2023: 0.7, 2024: 0.8, 2025: 0.9},
        (4,),
        9,
        ("52",),
    ),
    Programme(
        "firms",
        "kepedulian perusahaan bagi pengemudi daring",
        "online_drivers",
        "csr",
        {2023: 0.01, 2024: 0.015, 2025: 0.02},
        {2023: 0.15, 2024: 0.2, 2025: 0.3},
        (2, 5, 8),
        6,
    ),
    Programme(
        "election",
        "perlindungan penyelenggara pemilu",
        "election_workers",
        "apbd_regency",
        {2024: 0.06},
        {2024: 0.9},
        (1,),
        2,
    ),
)


@dataclass(frozen=True)
class Cover:
    """Sponsored cover as rows and as people.

    Args:
        schemes: the table ``sponsored_cover``.
        active: people kept in the active count of BPU by it, by place and month.
    """

    schemes: pd.DataFrame
    active: Whole


def sponsored_cover(ground: Ground, participants: Real) -> Cover:
    """Draw the schemes.

    Args:
        ground: the places.
        participants: BPU participants expected of each place in March 2025.
    """
    active = np.zeros((len(ground.codes), len(MONTHS)), dtype=np.int64)
    rows: list[tuple[object, ...]] = []
    for programme in PROGRAMMES:
        bought = np.zeros_like(active)
        for place, year, people, start, end in _drawn(ground, programme, participants):
            # The same people are renewed from year to year, so two years that overlap are not added.
            kept = bought[place, start : end + GRACE + 1]
            np.maximum(kept, people, out=kept)
            rows.append(_row(ground, programme, place, year, people, start, end))
        active += bought
    columns = dict(zip(_FILLED, (np.array(column, dtype=object) for column in zip(*rows, strict=True)), strict=True))
    return Cover(lay_out_rows("sponsored_cover", columns), active)


def _drawn(ground: Ground, programme: Programme, participants: Real) -> list[tuple[int, int, int, int, int]]:
    """Give place, year, people, first and last month paid of each scheme."""
    keen = np.exp(0.35 * ground.lots(f"cover of {programme.key}", 1)[:, 0])
    lots = {year: ground.even_lots(f"cover of {programme.key} {year}", 2) for year in programme.size}
    drawn = []
    for year in sorted(programme.size):
        people = as_whole(np.minimum(programme.size[year] * keen, 0.3) * participants)
        has = lots[year][:, 0] < programme.chance[year]
        if programme.provinces:
            has &= np.isin(ground.provinces, programme.provinces)
        at = (lots[year][:, 1] * len(programme.starts)).astype(int)
        for place in np.flatnonzero(has & (people > 0)):
            month = programme.starts[at[place]]
            start = MONTH_AT[f"{year}-{month:02}"]
            end = start + min(programme.months, 13 - month) - 1
            drawn.append((int(place), year, int(people[place]), start, end))
    return drawn


def _row(
    ground: Ground, programme: Programme, place: int, year: int, people: int, start: int, end: int
) -> tuple[object, ...]:
    category = programme.category or PROVINCES[ground.provinces[place]].category
    return (
        ground.codes[place],
        f"CONTOH {programme.label} {year}",
        category,
        programme.funding,
        people,
        PREMIUM,
        MONTHS[start],
        MONTHS[end],
        people * PREMIUM * (end - start + 1),
    )
