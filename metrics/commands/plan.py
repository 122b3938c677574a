"""``python -m metrics plan``: people, months, rupiah and funds to reach a target, and what a budget buys."""

from __future__ import annotations

import argparse
from decimal import Decimal

import pandas as pd

from metrics._model import Query
from metrics.analyses.contribution_rules import SOURCES
from metrics.analyses.plan import Plan, plan
from metrics.analyses.plan_asked import PATTERNS, PlanAsked, PlanInvalid, share
from metrics.commands import OutOfBounds
from metrics.periods import latest_month
from metrics.territory import Territory

HELP = "a costed plan: people a month, rupiah by source of funds, and what a budget buys"
SHOWN = ("summary", "months", "money", "renewals", "worth")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--show", choices=SHOWN, default="summary", help="which table; default summary")
    parser.add_argument("--target", help="share to reach, such as 0.65")
    parser.add_argument("--people", type=int, help="people to cover, instead of a target")
    parser.add_argument("--deadline", required=True, help="last month, YYYY-MM")
    parser.add_argument("--premium", default="BPU:JKK+JKM", help="SEGMENT:PROGRAMMES[:CLASS]; default BPU:JKK+JKM")
    parser.add_argument("--condition", help="condition of the rule, such as 'transport workers'")
    parser.add_argument("--income", type=int, help="wage or declared income in rupiah a month")
    parser.add_argument("--payer", help="who pays without --fund; default apbd_regency, else the first --fund")
    parser.add_argument(
        "--fund",
        action="append",
        metavar="SOURCE=SHARE",
        help=f"share of the people, or rupiah, of {', '.join(SOURCES)}; repeat",
    )
    parser.add_argument("--mix", action="append", metavar="SEGMENT=SHARE", help="segments of the people; repeat")
    parser.add_argument("--budget", type=int, help="rupiah whose worth is asked for")
    parser.add_argument("--lapse", help="assumed share of members lost a month, such as 0.01")
    parser.add_argument("--growth", default="0", help="assumed growth of the base a year, such as 0.012")
    parser.add_argument("--base", default="ucj", help="coverage base; default ucj")
    parser.add_argument("--pattern", choices=PATTERNS, default="even", help="enrol evenly or all in the first month")
    parser.add_argument("--as-of", help="month YYYY-MM; default the latest with figures")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give the rows of the table asked for, of one region or several.

    Raises:
        UnknownName: for a region that does not exist.
        OutOfBounds: for a plan that cannot be meant.
    """
    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    as_of = asked.as_of or latest_month(query)
    try:
        wanted = [_wanted(asked, code, as_of) for code in codes]
    except PlanInvalid as invalid:
        raise OutOfBounds(str(invalid)) from invalid
    made = [plan(query, places, one) for one in wanted]
    rows = [row for one in made for row in _table(one, asked.show).to_dict("records")]
    return pd.DataFrame(rows, columns=_table(made[0], asked.show).columns, dtype=object)


def _wanted(asked: argparse.Namespace, region: str, as_of: str) -> PlanAsked:
    funds = _pairs(asked.fund)
    return PlanAsked(
        region,
        as_of,
        asked.deadline,
        target=None if asked.target is None else share(asked.target),
        people=asked.people,
        premium=asked.premium,
        condition=asked.condition,
        income=asked.income,
        payer=asked.payer or (funds[0][0] if funds else "apbd_regency"),
        funds=funds,
        budget=asked.budget,
        lapse=None if asked.lapse is None else share(asked.lapse),
        growth=share(asked.growth),
        base=asked.base,
        pattern=asked.pattern,
        mix=_pairs(asked.mix),
    )


def _pairs(given: list[str] | None) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, share(amount)) for name, _, amount in (pair.partition("=") for pair in given or []))


def _table(made: Plan, name: str) -> pd.DataFrame:
    tables = {
        "summary": made.summary.assign(notes=[list(made.notes)]),
        "months": made.months,
        "money": made.money,
        "renewals": made.renewals,
        "worth": made.worth,
    }
    return tables[name]
