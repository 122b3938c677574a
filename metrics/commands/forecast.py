"""``python -m metrics forecast``: where a share goes from here, how sure that is, and the chance of a target."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query
from metrics.commands import OutOfBounds
from metrics.commands.ranks import common
from metrics.periods import is_month
from metrics.territory import Territory

HELP = "where a share goes from here, with its tested interval, and the chance and month of reaching a target"
LONGEST = 120  # months


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--metric", default="coverage", help="a share; default coverage")
    parser.add_argument("--base", default="ucj", help="coverage base; default ucj")
    parser.add_argument("--segment", help="membership segment; default the metric's own on that base")
    parser.add_argument("--as-of", help="month YYYY-MM; default the latest with figures")
    parser.add_argument("--horizon", type=int, default=24, help="months ahead, 1 to 120; default 24")
    parser.add_argument("--target", type=float, help="share to reach, 0 to 1, such as 0.65")
    parser.add_argument("--deadline", help="month YYYY-MM to reach the target by")
    parser.add_argument("--children", action="store_true", help="forecast each part of the region too")
    parser.add_argument(
        "--show",
        choices=("months", "lines", "tested"),
        help="rows by month ahead, by region, or by tested month ahead; default months, with --target lines",
    )


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give the frame of ``analyses.forecast.Forecast`` that ``--show`` names, of every region in the order asked.

    Raises:
        UnknownName: for a region, metric, base or segment that does not exist.
        OutOfBounds: for a month, horizon, target or deadline that means nothing here.
    """
    from metrics.analyses.forecast import forecast  # only where asked: numerical libraries start slowly
    from metrics.analyses.forecast_rows import Goal

    if not 1 <= asked.horizon <= LONGEST:
        raise OutOfBounds(f"--horizon is {asked.horizon}: write months from 1 to {LONGEST}, such as 24.")
    if asked.target is not None and not 0 < asked.target <= 1:  # not a number is not between them either
        raise OutOfBounds(f"--target is {asked.target}: write a share above 0 and at most 1, such as 0.65.")
    if asked.deadline is not None and not is_month(asked.deadline):
        raise OutOfBounds(f"--deadline is {asked.deadline}: write a month, such as 2026-12.")
    if asked.deadline is not None and asked.target is None:
        raise OutOfBounds("--deadline needs the share to be reached by then: write --target too, such as 0.65.")
    codes = list(dict.fromkeys(places.place(code.strip()).code for code in asked.region.split(",")))
    of, chosen = common(argparse.Namespace(**vars(asked) | {"error": None}), query)
    del chosen["error"]  # that of a base moves past and future alike and is not in a forecast
    goal = None if asked.target is None else Goal(asked.target, asked.deadline)
    show = asked.show or ("months" if goal is None else "lines")
    found = [
        forecast(query, places, of, code, months=asked.horizon, goal=goal, children=asked.children, **chosen)
        for code in codes
    ]
    frames: list[pd.DataFrame] = [getattr(one, show) for one in found]
    return pd.concat(frames, ignore_index=True)
