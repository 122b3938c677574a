"""``python -m metrics change``: what changed between two months, by members and workforce, by area and by segment."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query, UnknownName, segments
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month, month_after
from metrics.territory import Territory

HELP = "what changed between two months and why: members and workforce, areas, segments"
YEAR = 12  # months that are looked at unless asked otherwise


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--base", default="ucj", help="coverage base; default ucj")
    parser.add_argument("--segment", help="membership segment; default the base's own")
    parser.add_argument("--since", help="first month YYYY-MM; default a year before the second")
    parser.add_argument("--until", help="second month YYYY-MM; default the latest that the parts have in common")
    parser.add_argument("--level", choices=("parts", "regency"), default="parts", help="regency: every regency inside")
    parser.add_argument("--movers", action="store_true", help="who moved the whole most, and who could still move it")
    parser.add_argument("--target", type=float, help="with --movers: share to reach, 0 to 1, such as 0.65")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give the totals, areas and segments of ``analyses.change.Split`` under each other, told apart by ``kind``.

    ``kind`` is ``region``, ``parts``, ``area`` or ``segment``. With ``--movers`` the rows of ``analyses.movers``.

    Raises:
        UnknownName: for a region, base or segment that does not exist.
        OutOfBounds: for a month, a target or a combination of options that means nothing here.
    """
    # Only where asked: numerical libraries start slowly.
    from metrics.analyses.change import AREA_COLUMNS, SEGMENT_COLUMNS, TOTAL_COLUMNS, split
    from metrics.analyses.movers import of_split

    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    _check(asked, query)
    made = []
    for code in dict.fromkeys(codes):
        since, until = _months(asked, query, places, code)
        made.append(split(query, places, code, since, until, asked.base, segment=asked.segment, level=asked.level))
    if asked.movers:
        return pd.concat([of_split(each, asked.target) for each in made], ignore_index=True)
    columns = list(dict.fromkeys(("kind", *TOTAL_COLUMNS[1:-5], *AREA_COLUMNS[:-5], *SEGMENT_COLUMNS)))
    frames = [
        frame.astype(object)
        for each in made
        for frame in (
            each.totals.rename(columns={"scope": "kind"}),
            each.areas.assign(kind="area"),
            each.segments.assign(kind="segment"),
        )
    ]
    return pd.concat([frame.reindex(columns=columns) for frame in frames if len(frame)], ignore_index=True)


def _check(asked: argparse.Namespace, query: Query) -> None:
    coverage = metric("coverage")
    if asked.base not in coverage.bases:
        raise UnknownName("base of coverage", asked.base, list(coverage.bases))
    if asked.segment is not None and asked.segment not in (held := segments(query, coverage)):
        raise UnknownName("segment of coverage", asked.segment, held)
    for name in ("since", "until"):
        month = getattr(asked, name)
        if month is not None and not is_month(month):
            raise OutOfBounds(f"--{name} is {month}: write a month, such as 2025-03.")
    if asked.target is not None and not 0 < asked.target <= 1:
        raise OutOfBounds(f"--target is {asked.target}: write a share above 0 and at most 1, such as 0.65.")
    if asked.target is not None and not asked.movers:
        raise OutOfBounds("--target is read only together with --movers.")


def _months(asked: argparse.Namespace, query: Query, places: Territory, code: str) -> tuple[str, str]:
    from metrics.analyses.change import common_month

    until = asked.until or common_month(
        query, places, code, latest_month(query), asked.base, segment=asked.segment, level=asked.level
    )
    since = asked.since or month_after(until, -YEAR)
    if since >= until:
        raise OutOfBounds(f"--since {since} is not before --until {until}: exchange them.")
    return since, until
