"""Sponsored cover that ends soon: how many people, by group of workers and source of funds, with both dates.

Looked from the end of a month: what ends within the next 1, 3, 6 and 12 months, and what has ended but still counts as
active. Counts of people that an office reported and that are fewer than a set number are withheld, with others so that
they cannot be got back by subtraction; the sum over the longest span stays unless it is such a count itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.standing import SMALL, weakest
from i18n import mark
from metrics._model import Query, months_between
from metrics.analyses.sponsored import WITHHELD, counted_in, small_counts, sponsored_cover
from metrics.periods import month_after
from metrics.territory import Territory

ENDED = 0  # the span of cover that has ended and still counts as active
SPANS = (1, 3, 6, 12)  # months ahead
GROUPINGS = ("worker_category", "funding_source")

NO_COVER = mark("No sponsored cover of this region is held.")

SCHEMES = (
    "region_code", "scheme", "worker_category", "funding_source", "people", "premium", "budget", "start_month",
    "cover_ends", "leaves_active_count", "months_left", "renewed_people", "status", "suppressed", "reason", "batch_ids",
    "fact_rows",
)  # fmt: skip
TOTALS = (
    "region_code", "as_of", "months_ahead", "by", "group", "schemes", "people", "renewed_people", "cover_ends_first",
    "cover_ends_last", "leaves_first", "leaves_last", "status", "suppressed", "reason", "batch_ids",
)  # fmt: skip


@dataclass(frozen=True)
class Expiring:
    """Cover that ends soon.

    Args:
        schemes: one row a scheme, columns ``SCHEMES``, sorted as ``sponsored_cover``; ``months_left`` is 0 or less where
            the cover has ended. ``renewed_people`` is how many of them a later scheme of the same group renews.
        totals: one row a span, grouping and group, columns ``TOTALS``, in this order; spans hold the shorter ones, except
            0, cover that has ended and still counts. ``people`` null is withheld. Empty where no cover is held.
        reason: why nothing is given, or None.
    """

    schemes: pd.DataFrame
    totals: pd.DataFrame
    reason: str | None


def expiring(
    query: Query, places: Territory, region: str, as_of: str, *, small: int = SMALL, grouped: bool = True
) -> Expiring:
    """Give the sponsored cover of a region that ends within a year, or has ended and still counts as active.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code; the regions within count too.
        as_of: month ``YYYY-MM`` from whose end is looked.
        small: people below which a reported count is withheld.
        grouped: whether the totals are also given by group of workers and by source of funds.

    Raises:
        UnknownName: when the region does not exist.
    """
    cover = sponsored_cover(query, places, region)
    if cover.empty:
        return Expiring(pd.DataFrame(columns=SCHEMES), pd.DataFrame(columns=TOTALS), NO_COVER)
    ended = (cover["cover_ends"] <= as_of) & counted_in(cover, as_of)
    ahead = (cover["cover_ends"] > as_of) & (cover["cover_ends"] <= month_after(as_of, max(SPANS)))
    soon = cover[ended | ahead].reset_index(drop=True)
    soon["months_left"] = [months_between(as_of, month) for month in soon["cover_ends"]]
    hidden = withheld(soon, small)
    rows = []
    for span in (ENDED, *SPANS):
        within = _within(soon, span)
        total = {"region_code": region, "as_of": as_of, "months_ahead": span}
        rows.append(total | _sum(within, _sum_withheld(soon, hidden, span, small)) | {"by": "total", "group": None})
        for by in GROUPINGS if grouped else ():
            rows += [
                total | _sum(part, bool(hidden[part.index].any())) | {"by": by, "group": group}
                for group, part in within.groupby(by, sort=True)
            ]
    return Expiring(_shown(soon, hidden), pd.DataFrame(rows, dtype=object)[list(TOTALS)], None)


def withheld(soon: pd.DataFrame, small: int) -> pd.Series:
    """Say of each scheme whether its people are withheld: small reported counts, and one more where one stands alone.

    Args:
        soon: schemes with ``people``, ``status`` and ``months_left``.
        small: people below which a reported count is withheld.
    """
    hidden = pd.Series(False, index=soon.index)
    for span in (ENDED, max(SPANS)):
        within = _within(soon, span)
        hidden[within.index] = small_counts(within, small)
    return hidden


def _within(soon: pd.DataFrame, span: int) -> pd.DataFrame:
    return soon[soon["months_left"] <= 0] if span == ENDED else soon[soon["months_left"].between(1, span)]


def _sum_withheld(soon: pd.DataFrame, hidden: pd.Series, span: int, small: int) -> bool:
    """Say whether the sum of a span would give a withheld count back, alone or less a shorter or longer span."""
    within = _within(soon, span)
    if (within["status"] == "reported").any() and 0 < within["people"].sum() < small:
        return True
    if span in (ENDED, max(SPANS)):
        return False
    steps = pd.cut(soon["months_left"], [0, *SPANS], labels=False)[hidden & (soon["months_left"] > 0)]
    return bool((steps.value_counts() == 1).any())


def _sum(part: pd.DataFrame, hide: bool) -> dict[str, object]:
    dates = {
        "cover_ends_first": part["cover_ends"].min(),
        "cover_ends_last": part["cover_ends"].max(),
        "leaves_first": part["leaves_active_count"].min(),
        "leaves_last": part["leaves_active_count"].max(),
    }
    return {
        "schemes": len(part),
        "people": None if hide else int(part["people"].sum()),
        "renewed_people": None if hide else int(part["renewed_people"].sum()),
        **{name: None if part.empty else month for name, month in dates.items()},
        "status": weakest(list(part["status"])),
        "suppressed": hide,
        "reason": WITHHELD if hide else None,
        "batch_ids": sorted(set(part["batch_id"])),
    }


def _shown(soon: pd.DataFrame, hidden: pd.Series) -> pd.DataFrame:
    """Give the schemes as a reader may see them: with a count go the budget and whatever else would tell it."""
    shown = soon.astype(object)
    for column in ("people", "budget", "renewed_people"):
        shown[column] = shown[column].where(shown[column].notna() & ~hidden, None)
    shown["premium"] = shown["premium"].where(shown["premium"].notna(), None)
    shown["suppressed"] = hidden
    shown["reason"] = pd.Series([WITHHELD if hide else None for hide in hidden], index=shown.index, dtype=object)
    shown["batch_ids"] = [[batch] for batch in shown["batch_id"]]
    shown["fact_rows"] = [[row] for row in shown["fact_row"]]
    return shown[list(SCHEMES)].astype(object)
