"""``python -m metrics quality``: how complete, how fresh and how contradicted the figures of regions are."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query
from metrics.analyses.quality import quality
from metrics.commands import OutOfBounds
from metrics.disagreement import conflicts, differing
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

SHOWN = ("quality", "conflicts", "differing")
HELP = "how complete, fresh and contradicted the figures of regions are"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--as-of", help="month YYYY-MM; the latest month with a figure")
    parser.add_argument("--show", choices=SHOWN, default="quality",
                        help="by region; shares their own source contradicts; figures that sources give differently")  # fmt: skip
    parser.add_argument("--children", action="store_true", help="the next administrative level inside each region")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give one row a region with the columns of ``analyses.quality.COLUMNS``, or the rows of ``metrics.disagreement``.

    Raises:
        UnknownName: for a region that does not exist.
        OutOfBounds: for a month that is none.
    """
    if asked.as_of is not None and not is_month(asked.as_of):
        raise OutOfBounds(f"--as-of is {asked.as_of!r}: write a month, such as 2025-03.")
    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    if asked.children:
        codes = [part for code in codes for part in places.parts(code)]
    as_of = asked.as_of or latest_month(query)
    if asked.show == "quality":
        return quality(query, places, codes, as_of)
    found = conflicts(query) if asked.show == "conflicts" else differing(query)
    return found[found["region_code"].isin(codes) & (found["month"] <= as_of)].drop(columns="shown")
