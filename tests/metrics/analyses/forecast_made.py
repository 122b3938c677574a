"""What the tests of a forecast share: made lines and the forecast of them."""

from typing import Any

import numpy as np

from metrics.analyses.forecast import Forecast, forecast
from metrics.catalogue import metric
from metrics.territory import Territory
from tests.metrics.analyses.compared_figures import asked_of, figure
from tests.metrics.analyses.made_lines import months

COVERAGE = metric("coverage")


LAST = "2025-12"


BALI = ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71"]


def line(region: str, count: int, seed: int = 1, workforce: int = 10_000, last: str = LAST, **other: Any) -> list[Any]:
    """Make a line of months up to ``last``, wandering about 40 percent."""
    moves = np.random.default_rng([seed, int(region[-2:])]).normal(0.005, 0.03, count).cumsum()
    every = months("2010-01", 16 * 12)
    held = every[every.index(last) - count + 1 : every.index(last) + 1]
    shares = 0.4 * np.exp(moves - moves.max())
    return [
        figure(region, month, round(share * workforce), workforce, **other)
        for month, share in zip(held, shares, strict=True)
    ]


def made(rows: list[Any], places: Territory, region: str = "51.01", **other: Any) -> Forecast:
    return forecast(asked_of(rows), places, COVERAGE, region, LAST, base="ucj", **other)
