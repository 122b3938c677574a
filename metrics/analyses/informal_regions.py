"""Regencies side by side where nobody publishes how many informal workers they have: BPU members and who pays for them.

A share of informal workers needs a published count of them, which no regency has; a count on another base is never put in
its place. Beside each other stand therefore the active BPU members, how many workers are sponsored for every member, and
how many of the sponsored lose their cover soon: each from ``metrics.panel``, divided only where series, outline and month
are one. The informal share of the statistics office is context with its own date and is not compared.
"""

from __future__ import annotations

import pandas as pd

from data.standing import SMALL, weakest
from i18n import mark
from metrics._model import Query, Scope, measure
from metrics.analyses.comparison import united
from metrics.analyses.sponsored import WITHHELD
from metrics.catalogue import metric
from metrics.panel import NOT_IN_PANEL, Panel, first_recent, panel
from metrics.territory import Territory

SOON = "3m"  # the span of the metric of expiring cover: this month and the two that follow

NOT_ONE_LINE = mark("Members and sponsored workers are not held of one series and month: they are not divided.")

COLUMNS = (
    "region_code", "name", "short_name", "segment", "series", "boundary", "base", "period", "members", "sponsored",
    "sponsored_share", "ending", "ending_share", "informal_share", "informal_period", "informal_status", "status",
    "suppressed", "reason", "source_ids", "batch_ids",
)  # fmt: skip


def members_and_sponsored(
    query: Query, places: Territory, regions: list[str], as_of: str, *, small: int = SMALL
) -> pd.DataFrame:
    """Set regions side by side by who pays for their BPU members.

    Args:
        query: runs SQL on a store.
        places: all regions.
        regions: their codes.
        as_of: month ``YYYY-MM``; nothing later is used.
        small: people below which a reported count is withheld.

    Returns:
        One row a region with the columns of ``COLUMNS``, largest share of sponsored workers first, those without one last,
        by code. ``sponsored_share`` is sponsored workers per BPU member, 0 to 1 and more; a sponsored worker need not be
        counted as a BPU member, so it is no part of a whole. ``ending_share`` is of the sponsored. Null with the reason where
        it cannot be told.

    Raises:
        UnknownName: when a region does not exist.
    """
    since = first_recent(as_of)
    members = panel(query, metric("active_participants"), regions, as_of, segment="BPU", since=since, fewest=1)
    sponsored = panel(query, metric("sponsored_workers"), regions, as_of, segment="total", since=since, fewest=1)
    ending = panel(query, metric("cover_expiring"), regions, as_of, segment=SOON, since=since, fewest=1)
    context = measure(query, metric("informal_share"), Scope(tuple(regions), "bps", "informal", as_of=as_of))
    informal = {row.region_code: row for row in context.itertuples()}
    divides, month = _one_line(members, sponsored), _common(members, sponsored)
    now = [{row.region_code: row for row in each.at(month).itertuples()} for each in (members, sponsored, ending)]
    rows = []
    for code in regions:
        place = places.place(code)
        of_members, of_sponsored, of_ending = (each.get(code) for each in now)
        is_small = any(
            row is not None and row.status == "reported" and 0 < row.value < small for row in (of_sponsored, of_ending)
        )
        hide = is_small or (of_sponsored is not None and bool(of_sponsored.suppressed))
        told = None if hide or of_sponsored is None else int(of_sponsored.value)
        ends = None if hide or of_ending is None or not _one_line(sponsored, ending) else int(of_ending.value)
        held = [row for row in (of_members, of_sponsored) if row is not None]
        share = told / of_members.value if divides and told is not None and of_members is not None else None
        rows.append(
            {
                "region_code": code, "name": place.name, "short_name": place.short_name, "segment": "BPU",
                "series": held[0].series if held else None, "boundary": held[0].boundary if held else None, "base": None,
                "period": held[0].period if held else None,
                "members": None if of_members is None else int(of_members.value), "sponsored": told,
                "sponsored_share": share, "ending": ends,
                "ending_share": ends / told if ends is not None and told else None,
                "informal_share": informal[code].value if code in informal else None,
                "informal_period": informal[code].period if code in informal else None,
                "informal_status": informal[code].status if code in informal else None,
                "status": weakest([row.status for row in held]), "suppressed": hide,
                "reason": WITHHELD if hide else None if share is not None else NOT_ONE_LINE if len(held) == 2 else NOT_IN_PANEL,
                "source_ids": united(row.source_ids for row in [*held, *([informal[code]] if code in informal else [])]),
                "batch_ids": united(row.batch_ids for row in held),
            }
        )  # fmt: skip
    found = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    order = pd.to_numeric(found["sponsored_share"])
    return (
        found.assign(order=order).sort_values(["order", "region_code"], ascending=[False, True], na_position="last")
        .drop(columns="order").reset_index(drop=True)
    )  # fmt: skip


def _one_line(one: Panel, other: Panel) -> bool:
    """Say whether two measures stand on one series and outline, so that one may be divided by the other of its month."""
    held = one.month is not None and other.month is not None
    return held and all(one.key[part] == other.key[part] for part in ("series", "boundary"))


def _common(members: Panel, sponsored: Panel) -> str:
    """Give the month that is looked at: the earlier of the two latest, or of the one that is held."""
    months = [each.month for each in (members, sponsored) if each.month is not None]
    return min(months, default="")
