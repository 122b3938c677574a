"""``python -m metrics profile``: one region on every indicator, beside the region above it and its peers."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query, UnknownName
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

HELP = "one region on every indicator, beside the region above it and the spread of its peers"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--base", default="ucj", help="coverage base of the first row; default ucj")
    parser.add_argument("--as-of", help="month YYYY-MM; default the latest with figures")
    parser.add_argument("--error", type=float, help="assumed relative standard error of a base without one, as 0.03")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give one row a region and indicator with the columns of ``analyses.profile.COLUMNS``, and who the others are.

    Raises:
        UnknownName: for a region or base that does not exist.
        OutOfBounds: for a month or error that means nothing here.
    """
    # Only where asked: numerical libraries start slowly.
    from metrics.analyses.profile import profile

    codes = list(dict.fromkeys(places.place(code.strip()).code for code in asked.region.split(",")))
    coverage = metric("coverage")
    if asked.base not in coverage.bases:
        raise UnknownName("base of coverage", asked.base, list(coverage.bases))
    if asked.as_of is not None and not is_month(asked.as_of):
        raise OutOfBounds(f"--as-of is {asked.as_of}: write a month, such as 2025-03.")
    if asked.error is not None and not 0 < asked.error < 1:
        raise OutOfBounds(f"--error is {asked.error}: write a number above 0 and below 1, such as 0.03.")
    as_of = asked.as_of or latest_month(query)
    made = [profile(query, places, code, as_of, asked.base, error=asked.error) for code in codes]
    frames = [
        each.rows.astype(object).assign(beside=each.beside, others=[list(each.others)] * len(each.rows))
        for each in made
    ]
    return pd.concat(frames, ignore_index=True)
