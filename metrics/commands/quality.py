"""``python -m metrics quality``: how complete, how fresh and how contradicted the figures of regions are."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query
from metrics.analyses.quality import quality
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

HELP = "how complete, fresh and contradicted the figures of regions are"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--as-of", help="month YYYY-MM; the latest month with a figure")
    parser.add_argument("--children", action="store_true", help="the next administrative level inside each region")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give one row a region with the columns of ``analyses.quality.COLUMNS``.

    Raises:
        UnknownName: for a region that does not exist.
        OutOfBounds: for a month that is none.
    """
    if asked.as_of is not None and not is_month(asked.as_of):
        raise OutOfBounds(f"--as-of is {asked.as_of!r}: write a month, such as 2025-03.")
    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    if asked.children:
        codes = [part for code in codes for part in places.parts(code)]
    return quality(query, places, codes, asked.as_of or latest_month(query))
