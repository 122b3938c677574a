"""Which lines can be forecast, and why the others cannot: figures of comparable lines laid out by region and month."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import months_between
from metrics.analyses.backtest import FEWEST
from metrics.analyses.comparison import united
from metrics.analyses.forecast_models import Real
from metrics.analyses.forecast_paths import LATE
from metrics.panel import NOT_IN_PANEL, Panel
from metrics.territory import Territory

TOO_FEW = mark("Fewer than 24 months of figures on one line: nothing is forecast.")
TOO_OLD = mark("The last figure of this region is more than a year older than that of the others: nothing is forecast.")
NOT_LATELY = mark("No figure of this region from the year up to this month is held: nothing is forecast.")
NO_BOUNDS = mark("The share can be below zero: it has no bounds to forecast within.")


@dataclass(frozen=True)
class Figures:
    """The figures of one line: how many, of which status and from where, and the last one."""

    count: int
    status: str
    source_ids: list[str]
    month: str
    value: float
    numerator: float
    denominator: float


@dataclass(frozen=True)
class Lines:
    """Lines that can be forecast.

    Args:
        held: the panel they are from; its month is the one forecast from.
        codes: their regions, sorted.
        shares: regions by months, from the first month held by any of them; null where none is held.
        bases: people that the shares are of; null where the source prints only a percentage.
        figures: what the figures of each region say of where they are from.
        lacking: why a region held cannot be forecast.
    """

    held: Panel
    codes: list[str]
    shares: Real
    bases: Real
    figures: dict[str, Figures]
    lacking: dict[str, str]

    def why_not(self, code: str) -> str | None:
        """Say why a region cannot be forecast; None where it can."""
        if code in self.codes:
            return None
        return self.lacking.get(code, NOT_LATELY if self.held.month is None else NOT_IN_PANEL)

    def can_be_added(self, codes: list[str]) -> bool:
        """Say whether each of some regions can be forecast and has people, not a percentage alone."""
        counted = {code: bool((bases > 0).any()) for code, bases in zip(self.codes, self.bases, strict=True)}
        return all(counted.get(code, False) for code in codes)

    def of(self, codes: set[str]) -> Lines:
        """Give the lines of some regions alone."""
        kept = [at for at, code in enumerate(self.codes) if code in codes]
        return replace(self, codes=[self.codes[at] for at in kept], shares=self.shares[kept], bases=self.bases[kept])


def read_lines(held: Panel, wanted: set[str]) -> Lines:
    """Lay out the lines of some regions of a panel.

    Args:
        held: figures that may be compared.
        wanted: codes; other regions of the panel are left out.
    """
    figures = {str(code): rows for code, rows in held.figures.groupby("region_code") if code in wanted}
    lacking = {code: reason for code, rows in figures.items() if (reason := _why_not(rows, str(held.month)))}
    codes = sorted(set(figures) - set(lacking))
    first = min((str(figures[code]["month"].min()) for code in codes), default=str(held.month))
    length = months_between(first, str(held.month)) + 1 if codes else 0
    shares, bases = np.full((len(codes), length), np.nan), np.full((len(codes), length), np.nan)
    for line, code in enumerate(codes):
        rows = figures[code]
        at = [months_between(first, month) for month in rows["month"]]
        shares[line, at] = rows["value"].to_numpy(dtype=float, na_value=np.nan)
        known = rows["denominator"].where(rows["numerator"].notna())
        bases[line, at] = known.to_numpy(dtype=float, na_value=np.nan)
    return Lines(held, codes, shares, bases, {code: _summed_up(figures[code]) for code in codes}, lacking)


def leaves(places: Territory, code: str) -> list[str]:
    """Give the regencies of a region, itself where it is one, or where none are known inside it."""
    parts = places.parts(code)
    return [leaf for part in parts for leaf in leaves(places, part)] or [code]


def _summed_up(rows: pd.DataFrame) -> Figures:
    value, numerator, denominator = (
        float(rows[name].to_numpy(dtype=float, na_value=np.nan)[-1]) for name in ("value", "numerator", "denominator")
    )
    # Lists repeat from month to month: each is looked at once.
    sources = united({tuple(each) for each in rows["source_ids"]})
    status = str(weakest(set(rows["status"])))
    return Figures(len(rows), status, sources, str(rows["month"].iloc[-1]), value, numerator, denominator)


def _why_not(rows: pd.DataFrame, month: str) -> str | None:
    if len(rows) < FEWEST:
        return TOO_FEW
    if months_between(str(rows["month"].max()), month) > LATE:
        return TOO_OLD
    return NO_BOUNDS if (rows["value"].astype(float) < 0).any() else None
