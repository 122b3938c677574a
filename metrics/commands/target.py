"""``python -m metrics target``: every target that holds for a region, read on the figures held."""

from __future__ import annotations

import argparse

import pandas as pd

from i18n import mark
from metrics._model import Query
from metrics.analyses.target import COLUMNS, targets
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

NONE = mark("No target holds for this region.")
HELP = "every target that holds for a region, with gap, need, pace and progress"
ASSUMED = {"growth": (-0.5, 0.5), "lapse": (0.0, 0.5)}  # shares, a year and a month; beyond them is a slip of the pen


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--as-of", help="month YYYY-MM; the latest month with a coverage figure")
    parser.add_argument("--growth", type=float, default=0.0, help="assumed growth of the base a year, such as 0.012")
    parser.add_argument("--lapse", type=float, help="assumed share of members lost a month, such as 0.01")
    parser.add_argument(
        "--pace",
        choices=("points", "compound"),
        default="points",
        help="what a pace compares: points a month, or growth a year, which flatters who starts low",
    )


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give one row a target and reading with the columns of ``analyses.target.COLUMNS``.

    Raises:
        UnknownName: when the region does not exist.
        OutOfBounds: for a month or an assumption that means nothing here.
    """
    if asked.as_of is not None and not is_month(asked.as_of):
        raise OutOfBounds(f"--as-of is {asked.as_of!r}: write a month, such as 2025-03.")
    for name, (least, most) in ASSUMED.items():
        value = getattr(asked, name)
        if value is not None and not least <= value <= most:  # not a number is not between them either
            raise OutOfBounds(f"--{name} is {value}: write a share from {least} to {most}, such as 0.01.")
    as_of = asked.as_of or latest_month(query)
    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    assumed = {"growth": asked.growth, "lapse": asked.lapse, "compound": asked.pace == "compound"}
    rows = pd.concat([targets(query, places, code, as_of, **assumed) for code in codes], ignore_index=True)
    said = rows[["reason", "people_reason"]].to_numpy()
    rows["reason"] = [" ".join(reason for reason in both if reason) or None for both in said]
    return rows[list(COLUMNS)]
