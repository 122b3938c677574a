"""``python -m metrics ranks``: the parts of a region by level and by improvement, each place with its interval."""

from __future__ import annotations

import argparse
from typing import Any

import pandas as pd

from metrics._model import Metric, Query, UnknownName, segments
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

HELP = "places of the parts of a region by level and by improvement, each with its interval"
LARGEST_ERROR = 0.3  # relative standard error above which the 99.8 percent band has no upper end
LONGEST_SPAN = 120  # months


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    of_regions(parser)
    parser.add_argument("--span", type=int, default=12, help="months over which improvement is looked at; default 12")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give one row a region, sorted by rank, with the columns of ``analyses.ranks.COLUMNS``.

    Raises:
        UnknownName: for a region, metric, base or segment that does not exist.
        OutOfBounds: for a span, month or error that means nothing here, or regions that overlap.
    """
    from metrics.analyses.ranks import ranks  # only where asked: numerical libraries start slowly

    if not 1 <= asked.span <= LONGEST_SPAN:
        raise OutOfBounds(f"--span is {asked.span}: write months from 1 to {LONGEST_SPAN}, such as 12.")
    regions = compared(asked, places)
    of, chosen = common(asked, query)
    return ranks(query, of, regions, span=asked.span, **chosen)


def of_regions(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that sets regions beside each other."""
    parser.add_argument("--metric", default="coverage", help="a share; default coverage")
    parser.add_argument("--base", default="ucj", help="coverage base; default ucj")
    parser.add_argument("--segment", help="membership segment; default the metric's own on that base")
    parser.add_argument("--as-of", help="month YYYY-MM; default the latest with figures")
    parser.add_argument("--error", type=float, help="assumed relative standard error of a base without one, as 0.03")
    parser.add_argument("--level", choices=("parts", "regency"), default="parts", help="regency: every regency inside")


def compared(asked: argparse.Namespace, places: Territory) -> list[str]:
    """Give the regions that are compared.

    One code stands for its parts, or with ``--level regency`` for every regency inside; a regency for the regencies of
    its province. Several codes of one level are compared with each other.

    Raises:
        UnknownName: for a region that does not exist.
        OutOfBounds: for several codes of more than one level.
    """
    codes = list(dict.fromkeys(code.strip() for code in asked.region.split(",")))
    levels = {places.place(code).level for code in codes}
    if len(codes) > 1:
        if len(levels) > 1 or levels == {"kanwil"}:
            raise OutOfBounds(f"--region {asked.region}: write one code, or several provinces, or several regencies.")
        return codes
    parent = codes[0] if levels != {"regency"} else places.place(codes[0]).above[0]
    parts = places.parts(parent)
    if asked.level == "regency" and places.place(parent).level != "province":
        return [regency for province in parts for regency in places.parts(province)]
    return parts


def common(asked: argparse.Namespace, query: Query) -> tuple[Metric, dict[str, Any]]:
    """Give the metric, and what else every comparison of regions is asked with, by name.

    Raises:
        UnknownName: for a metric, base or segment that does not exist.
        OutOfBounds: for a month or an error that means nothing here.
    """
    of = metric(asked.metric)
    base = asked.base if of.bases else None
    if of.bases and base not in of.bases:
        raise UnknownName(f"base of {of.id}", asked.base, list(of.bases))
    if asked.segment is not None and asked.segment not in (held := segments(query, of)):
        raise UnknownName(f"segment of {of.id}", asked.segment, held)
    if asked.as_of is not None and not is_month(asked.as_of):
        raise OutOfBounds(f"--as-of is {asked.as_of}: write a month, such as 2025-03.")
    if asked.error is not None and not 0 < asked.error <= LARGEST_ERROR:
        raise OutOfBounds(f"--error is {asked.error}: write a share above 0 and at most {LARGEST_ERROR}, such as 0.03.")
    as_of = asked.as_of or latest_month(query)
    return of, {"as_of": as_of, "base": base, "segment": asked.segment, "error": asked.error}
