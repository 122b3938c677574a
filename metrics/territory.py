"""Places in their order: which region lies in which, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from metrics._model import Query, UnknownName

SQL = """
    select region_code, name, level, kind, parent_code, kanwil_code, tile_label, tile_col, tile_row,
        block_col, block_row, valid_from
    from region order by region_code
"""


@dataclass(frozen=True)
class Place:
    """One region: its code, full and short name, level, and the codes above it, nearest first."""

    code: str
    name: str
    short_name: str
    level: str
    above: tuple[str, ...]


@dataclass(frozen=True)
class Territory:
    """All regions of a store.

    Args:
        frame: one row a region, the columns of ``SQL``, sorted by code.
    """

    frame: pd.DataFrame

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every region by code, in the order of codes."""
        kanwil = {
            row.region_code: row.kanwil_code for row in self.frame.itertuples() if isinstance(row.kanwil_code, str)
        }
        found = {}
        for row in self.frame.itertuples():
            above = [str(row.parent_code)] if row.level == "regency" else []
            province = above[0] if above else str(row.region_code)
            above += [kanwil[province]] if province in kanwil else []
            above += ["ID"] if row.level != "national" else []
            short = str(row.name).removeprefix("Kabupaten ").removeprefix("Kanwil ")
            found[str(row.region_code)] = Place(
                str(row.region_code), str(row.name), short, str(row.level), tuple(above)
            )
        return found

    @cached_property
    def by_code(self) -> pd.DataFrame:
        """The frame with the code as index."""
        return self.frame.set_index("region_code")

    def place(self, code: str) -> Place:
        """Give one region.

        Raises:
            UnknownName: when the code is none of ours.
        """
        if code not in self.places:
            near = [p.code for p in self.places.values() if p.level != "regency" or p.code[:2] == code[:2]]
            raise UnknownName("region", code, near)
        return self.places[code]

    def parts(self, code: str) -> list[str]:
        """Give the next administrative level inside a region: provinces of the nation and of a Kanwil, else regencies."""
        level = self.place(code).level
        if level in ("national", "kanwil"):
            return [
                p.code
                for p in self.places.values()
                if p.level == "province" and (level == "national" or code in p.above)
            ]
        return [p.code for p in self.places.values() if p.above[:1] == (code,) and p.level == "regency"]


def territory(query: Query) -> Territory:
    """Read all regions."""
    return Territory(query(SQL))
