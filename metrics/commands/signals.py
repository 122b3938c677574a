"""``python -m metrics signals``: which months of a flow stand out, with the limits they stand out from."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query, UnknownName, segments
from metrics.analyses import signals as analysis
from metrics.catalogue import metric, metrics
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

HELP = "process chart of a flow: which months stand out"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--metric", default="new_participants", help="a flow; new_participants")
    parser.add_argument("--segment", help="membership segment")
    parser.add_argument("--as-of", help="last month, YYYY-MM; the latest month with a coverage figure")
    parser.add_argument("--since", help="first month printed, YYYY-MM; the limits rest on earlier ones as well")
    parser.add_argument(
        "--rebase",
        action="append",
        default=[],
        metavar="YYYY-MM:REASON",
        help="month from which limits begin anew, and why; may be given again",
    )


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Chart the regions asked for, one after the other.

    Returns:
        One row a region and month, the columns of ``metrics.analyses.signals.COLUMNS``; a region without a line has one
        row with nothing but the reason.

    Raises:
        UnknownName: when a region, metric or segment does not exist.
        OutOfBounds: when the metric is no flow, or a month or a break cannot be read.
    """
    chosen = metric(asked.metric)
    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    if asked.segment is not None and asked.segment not in (known := segments(query, chosen)):
        raise UnknownName(f"segment of {chosen.id}", asked.segment, known)
    as_of, since = _month("--as-of", asked.as_of) or latest_month(query), _month("--since", asked.since)
    if since is not None and since > as_of:
        raise OutOfBounds(f"--since {since} is after --as-of {as_of}: exchange them.")
    breaks = [(month, reason) for month, _, reason in (given.partition(":") for given in asked.rebase)]
    frames = []
    try:
        charts = analysis.signals_of_each(
            query, chosen, codes, as_of, segment=asked.segment, since=since, rebase=breaks
        )
        for code in codes:
            chart = charts[code]
            empty = {"region_code": code, "metric": chosen.id, "unit": chosen.unit, "reason": chart.reason}
            frames.append(pd.DataFrame([empty]) if chart.reason else chart.points)
    except analysis.RunningLevel as error:
        flows = ", ".join(name for name, known_metric in metrics().items() if known_metric.flow) or "none yet"
        raise OutOfBounds(f"{error} Flows: {flows}.") from error
    except analysis.BreakUnfounded as error:
        raise OutOfBounds(str(error)) from error
    return pd.concat(frames, ignore_index=True).reindex(columns=list(analysis.COLUMNS))


def _month(option: str, given: str | None) -> str | None:
    if given is not None and not is_month(given):
        raise OutOfBounds(f"{option} is {given!r}: write a month such as 2025-03.")
    return given
