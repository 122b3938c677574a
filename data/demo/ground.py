"""The ground of the demonstration set: which regencies, which months, what is known of each place, and the lots drawn.

Everything else in this folder stands on one ``Ground``. What it knows of a place comes from the facts; what is drawn by
lot comes from ``stream``, one sequence a table and place, so that a table added later changes no other.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Query = Callable[..., pd.DataFrame]
Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.floating[Any]]
Yes = npt.NDArray[np.bool_]

SEED = 20190131
KANWIL = "KW-BANUSPA"
YEARS = tuple(range(2019, 2026))
MONTHS = tuple(f"{year}-{month:02}" for year in YEARS for month in range(1, 13))
MONTH_AT = {month: place for place, month in enumerate(MONTHS)}


@dataclass(frozen=True)
class Ground:
    """The regencies and cities of the Kanwil, sorted by code, with what the facts say of each.

    Args:
        codes: Kemendagri codes with their dot.
        provinces: code of the province of each.
        population: residents of December 2024.
        formal: formal share of employed persons, 0 to 1, by place and year of ``YEARS``; between August rounds straight.
        fall: largest fall of the regional product of 2020 and 2021 against 2019, 0 to 1; 0.02 where not held.
    """

    codes: tuple[str, ...]
    provinces: tuple[str, ...]
    population: Real
    formal: Real
    fall: Real

    @property
    def province_codes(self) -> tuple[str, ...]:
        """The provinces, sorted by code."""
        return tuple(sorted(set(self.provinces)))

    def inside(self, region: str) -> Yes:
        """Say which places are the region, lie in its province, or are served by the Kanwil."""
        return np.array(
            [region in (code, province, KANWIL) for code, province in zip(self.codes, self.provinces, strict=True)]
        )

    def by_province(self, values: dict[str, float]) -> Real:
        """Give each place the value of its province."""
        return np.array([values[province] for province in self.provinces])

    def mean_in_province(self, values: Real) -> Real:
        """Give each place the mean of its province, weighted by residents."""
        means = {}
        for province in self.province_codes:
            inside = self.inside(province)
            means[province] = float(np.average(values[inside], weights=self.population[inside]))
        return self.by_province(means)

    def lots(self, table: str, *shape: int) -> Real:
        """Draw standard normal numbers, one stream a place: an array of places by ``shape``."""
        return np.stack([stream(table, code).standard_normal(shape) for code in self.codes])

    def even_lots(self, table: str, *shape: int) -> Real:
        """Draw numbers spread evenly over 0 to 1, one stream a place: an array of places by ``shape``."""
        return np.stack([stream(table, code).random(shape) for code in self.codes])

    def counts(self, table: str, expected: Real) -> Whole:
        """Draw counts of rare events about what is expected, one stream a place."""
        return np.stack([stream(table, code).poisson(expected[at]) for at, code in enumerate(self.codes)]).astype(
            np.int64
        )


def stream(table: str, key: str) -> np.random.Generator:
    """Give the sequence of random numbers of a table and key: the same whatever else is drawn before or after."""
    return np.random.Generator(np.random.PCG64([SEED, zlib.crc32(f"{table}/{key}".encode())]))


def survey(query: Query) -> Ground:
    """Read what the facts say of the regencies and cities of the Kanwil."""
    places = query(
        """
        select region_code, parent_code, population_2024 from region
        where level = 'regency' and population_2024 is not null
            and parent_code in (select region_code from region where level = 'province' and kanwil_code = $kanwil)
        order by region_code
        """,
        kanwil=KANWIL,
    )
    known = query(
        """
        select region_code, indicator, left(period, 4)::int as year, value from labour
        where level = 'regency' and (indicator = 'grdp_constant_2010' or (indicator = 'informal_share' and round = 'august'))
        order by all
        """
    )
    series = dict(list(known.groupby(["region_code", "indicator"])))
    codes = tuple(places["region_code"])
    return Ground(
        codes,
        tuple(places["parent_code"]),
        places["population_2024"].to_numpy(dtype=np.float64),
        np.stack([_formal(series.get((code, "informal_share"))) for code in codes]),
        np.array([_fall(series.get((code, "grdp_constant_2010"))) for code in codes]),
    )


def _formal(rows: Any) -> Real:
    if rows is None:
        return np.full(len(YEARS), 0.3)
    formal: Real = 1 - np.interp(YEARS, rows["year"], rows["value"]) / 100
    return formal


def _fall(rows: Any) -> float:
    product = {} if rows is None else dict(zip(rows["year"], rows["value"], strict=True))
    lowest = [product[year] for year in (2020, 2021) if year in product]
    if not lowest or 2019 not in product:
        return 0.02
    return max(0.0, 1 - float(min(lowest) / product[2019]))
