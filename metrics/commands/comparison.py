"""``python -m metrics comparison``: each part of a region against the rest, or the funnel of all of them."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query
from metrics.commands.ranks import common, compared, of_regions
from metrics.territory import Territory

HELP = "each part of a region against the rest of it: better, similar or worse; or the funnel of all"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    of_regions(parser)
    parser.add_argument("--funnel", action="store_true", help="limits around the pooled share instead")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give one row a region with the columns of ``analyses.comparison.COLUMNS``.

    With ``--funnel`` those of ``analyses.funnel.COLUMNS``, and on every row ``dispersion``, ``widened``, ``areas`` and
    ``warning``.

    Raises:
        UnknownName: for a region, metric, base or segment that does not exist.
        OutOfBounds: for a month or error that means nothing here, or regions that overlap.
    """
    # Only where asked: numerical libraries start slowly.
    from metrics.analyses.comparison import comparison
    from metrics.analyses.funnel import funnel

    regions = compared(asked, places)
    of, chosen = common(asked, query)
    if not asked.funnel:
        return comparison(query, of, regions, **chosen)
    made = funnel(query, of, regions, **chosen)
    said = {"dispersion": made.dispersion, "widened": made.widened, "areas": made.areas, "warning": made.warning}
    return made.points.assign(**said)
