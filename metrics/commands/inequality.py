"""``python -m metrics inequality``: how unequal the parts of a region are, and how many workers that is."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query
from metrics.commands import OutOfBounds
from metrics.commands.ranks import common, compared, of_regions
from metrics.territory import Territory

HELP = "how unequal the parts of a region are, and the workers still to cover to make them equal"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    of_regions(parser)
    parser.add_argument("--target", type=float, help="share that every area should reach, 0 to 1, such as 0.65")
    parser.add_argument("--areas", action="store_true", help="one row an area instead of the measures of all together")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give one row with ``analyses.inequality.COLUMNS``; with ``--areas`` one row an area with ``AREA_COLUMNS``.

    Raises:
        UnknownName: for a region, metric, base or segment that does not exist.
        OutOfBounds: for a month or target that means nothing here, or regions that overlap.
    """
    from metrics.analyses.inequality import inequality  # only where asked: numerical libraries start slowly

    if asked.target is not None and not 0 < asked.target <= 1:
        raise OutOfBounds(f"--target is {asked.target}: write a share above 0 and at most 1, such as 0.65.")
    regions = compared(asked, places)
    of, chosen = common(asked, query)
    chosen.pop("error")  # nothing here depends on it
    made = inequality(query, of, regions, target=asked.target, **chosen)
    return made.areas if asked.areas else made.summary
