"""What the engine counted, as rows of the office's tables: months named, programmes apart, what is not known left empty."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from data.rollup.definition import UNPAID_MONTHS, YEAR
from data.rollup.engine import Engine
from data.rollup.faults import is_known, programmes_in
from data.rollup.register import SEGMENTS, Shape, due, month_of, received

_FLOWS = ["new", "reactivated", "exits", "moved_in", "moved_out"]
_COHORT = ["active_year_ago", "still_active"]


@dataclass
class Tables:
    """Rows gathered span by span.

    Args:
        shape: which columns the register has.
        parts: frames by table.
    """

    shape: Shape
    parts: dict[str, list[pd.DataFrame]] = field(default_factory=dict)

    def add(self, engine: Engine, cells: pd.DataFrame, last: int, counted: int, begin: int) -> None:
        """Take what was counted in a span.

        Args:
            engine: with the steps of the span.
            cells: its money, as asked for already to be checked.
            last: last month of it.
            counted: first month of money in it.
            begin: first month of the register.
        """
        self._keep("membership", _membership(engine.ask("select * from membership", {}), last, begin))
        self._keep("programme_membership", _by_programme(engine.ask("select * from programme_set", {}), last))
        if self.shape.programmes:
            self._keep("contribution", _contribution(cells, self.shape, counted))
        if self.shape.employers:
            employers = engine.ask("select * from employer", {}).rename(columns={"employer_size": "size"})
            self._keep("employer", _named(employers, last))

    def _keep(self, name: str, frame: pd.DataFrame) -> None:
        self.parts.setdefault(name, []).append(frame)

    def whole(self) -> dict[str, pd.DataFrame]:
        """Give every table, sorted by its key."""
        keys = {
            "membership": ["region_code", "month", "segment"],
            "programme_membership": ["region_code", "month", "segment", "programme"],
            "contribution": ["region_code", "month", "segment", "programme"],
            "employer": ["region_code", "month", "size"],
        }
        return {name: pd.concat(parts).sort_values(keys[name], ignore_index=True) for name, parts in self.parts.items()}


def _named(frame: pd.DataFrame, last: int) -> pd.DataFrame:
    months = {ago: month_of(last - ago) for ago in frame["ago"].unique()}
    return frame.assign(month=frame["ago"].map(months).astype("str")).drop(columns="ago")


def _membership(counted: pd.DataFrame, last: int, begin: int) -> pd.DataFrame:
    """Give the members: every segment of a region in a month in which it has anybody, for there "none" is known."""
    known = counted.set_index(["region_code", "segment", "ago"])
    places = known[(known != 0).any(axis="columns")].index.droplevel("segment").unique()
    grid = pd.MultiIndex.from_tuples(
        [(region, segment, ago) for region, ago in places for segment in SEGMENTS], names=known.index.names
    )
    whole = known.reindex(grid, fill_value=0).astype("Int64").reset_index()
    month = last - whole["ago"]
    # Who was active before the register begins is not known: the first stock has no flows, the first year no cohort.
    whole.loc[month < begin + UNPAID_MONTHS, _FLOWS] = pd.NA
    whole.loc[month < begin + UNPAID_MONTHS - 1 + YEAR, _COHORT] = pd.NA
    return _named(whole, last)


def _by_programme(sets: pd.DataFrame, last: int) -> pd.DataFrame:
    apart = sets.assign(
        programme=[
            programmes_in(text) if isinstance(text, str) and is_known(text) else [] for text in sets["programmes"]
        ]
    )
    apart = apart[apart["registered"] > 0].explode("programme").dropna(subset="programme")
    keys = ["region_code", "segment", "ago", "programme"]
    summed = apart.groupby(keys, as_index=False, dropna=False)[["registered", "active"]].sum()
    return _named(summed.astype({"programme": "str"}), last)


def _contribution(cells: pd.DataFrame, shape: Shape, counted: int) -> pd.DataFrame:
    keys = ["region_code", "segment", "month_number"]
    cells = cells[cells["month_number"] >= counted]
    names = [name(programme) for programme in shape.programmes for name in (due, received)]
    every = cells.groupby(keys, dropna=False)[names].sum()
    paid_in_time = cells["on_time"].fillna(False).astype("bool")
    on_time = cells[paid_in_time].groupby(keys, dropna=False)[names].sum().reindex(every.index, fill_value=0)
    parts = [
        pd.DataFrame({
            "programme": programme, "due": every[due(programme)], "received": every[received(programme)],
            "received_on_time": on_time[received(programme)],
        }).reset_index()
        for programme in shape.programmes
    ]  # fmt: skip
    whole = pd.concat(parts)
    whole = whole[(whole["due"] != 0) | (whole["received"] != 0)]
    months = {number: month_of(number) for number in whole["month_number"].unique()}
    return whole.assign(month=whole["month_number"].map(months).astype("str")).drop(columns="month_number")
