"""``python -m metrics expiring``: sponsored cover, when it ends and when the count falls, and who pays for whom."""

from __future__ import annotations

import argparse

import pandas as pd

from data.standing import SMALL
from metrics._model import Query
from metrics.analyses.expiring import expiring
from metrics.analyses.informal_cover import endings, who_pays
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

HELP = "sponsored cover that ends within 1, 3, 6 and 12 months, and when it leaves the active count"
SHOWN = ("totals", "schemes", "months", "payers")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--show", choices=SHOWN, default="totals",
                        help="sums by span and group, single schemes, sums by month, or who pays for whom")  # fmt: skip
    parser.add_argument("--as-of", help="month YYYY-MM from whose end is looked; default the latest with figures")
    parser.add_argument(
        "--small", type=int, default=SMALL, help=f"people below which a reported count is withheld; default {SMALL}"
    )


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give the rows of the table asked for, of one region or several.

    Raises:
        UnknownName: for a region that does not exist.
        OutOfBounds: for a month or number that means nothing here.
    """
    as_of = asked.as_of or latest_month(query)
    if not is_month(as_of):
        raise OutOfBounds(f"--as-of is {as_of}: write a month, such as 2025-03.")
    if (
        asked.small < SMALL
    ):  # whoever asks, and wherever: what an office holds back is its own to say, with COVERAGE_SMALL
        raise OutOfBounds(f"--small is {asked.small}: write a whole number from {SMALL}.")
    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    made = [_table(asked, query, places, code, as_of) for code in codes]
    rows = [row for table in made for row in table.to_dict("records")]
    return pd.DataFrame(rows, columns=made[0].columns, dtype=object)


def _table(asked: argparse.Namespace, query: Query, places: Territory, code: str, as_of: str) -> pd.DataFrame:
    if asked.show == "payers":
        return who_pays(query, places, code, as_of, small=asked.small)
    found = expiring(query, places, code, as_of, small=asked.small)
    return endings(found, code) if asked.show == "months" else getattr(found, asked.show)
