"""Cover that a third party pays for: which schemes a region has, until when they are paid, when they leave the count.

Active means fewer than three unpaid months in a row at the end of a month. Cover paid to December is therefore unpaid in
January, February and March, and leaves the active count at the end of March. Both dates are always given: the cover ends
with the first, the figure falls with the second. A later scheme of the same region, group of workers and source of funds
that begins before the count falls is taken to renew it, for as many people as it has. What people pay themselves is left out.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import Any

import pandas as pd

from data.standing import LAPSE_MONTHS, SMALL
from i18n import mark
from metrics._model import Query
from metrics.periods import month_after
from metrics.territory import Territory

WITHHELD = mark("Withheld: a small number of people could be recognised from it.")
GROUP = ("region_code", "worker_category", "funding_source")
COLUMNS = (
    "region_code", "scheme", "worker_category", "funding_source", "people", "premium", "start_month", "cover_ends",
    "leaves_active_count", "budget", "renewed_people", "renewing_people", "status", "batch_id", "fact_row",
)  # fmt: skip

SQL = """
    select region_code, scheme, worker_category, funding_source, people, premium, start_month, end_month as cover_ends,
        budget, status, batch_id,
        source_file || ':' || coalesce(source_sheet || ':', '') || source_row::varchar as fact_row
    from sponsored_cover where list_contains($regions, region_code) and funding_source <> 'own'
    order by region_code, end_month, start_month, worker_category, funding_source, scheme
"""


def sponsored_cover(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Read the schemes of a region and of every region within it.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.

    Returns:
        One row a scheme with the columns of ``COLUMNS``, sorted by region, both months, group, funds, name. People and
        rupiah whole; ``premium`` and ``budget`` are null where the office left them out. ``leaves_active_count`` is the
        month at whose end the people are no longer active; ``renewed_people`` those that a later scheme renews,
        ``renewing_people`` those of an earlier one that this one renews.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    within = [inner.code for inner in places.places.values() if inner.code == place.code or place.code in inner.above]
    held = query(SQL, regions=within)
    leaves = [month_after(month, LAPSE_MONTHS) for month in held["cover_ends"]]
    found = renewals(held.assign(leaves_active_count=leaves).to_dict("records"))
    # Typed, so that a region without cover compares and adds like any other.
    held["leaves_active_count"] = pd.Series(leaves, index=held.index, dtype=object)
    held["renewed_people"] = pd.Series([renewed for renewed, _ in found], index=held.index, dtype="int64")
    held["renewing_people"] = pd.Series([renewing for _, renewing in found], index=held.index, dtype="int64")
    return held[list(COLUMNS)]


def renewals(rows: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Say of each scheme how many of its people a later one renews, and how many it renews itself; nobody twice.

    Args:
        rows: schemes with ``GROUP``, ``scheme``, ``people``, ``start_month``, ``cover_ends`` and ``leaves_active_count``.
    """
    by_group: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_group[tuple(row[part] for part in GROUP)].append(number)
    renewed, renewing = [0] * len(rows), [0] * len(rows)
    for numbers in by_group.values():
        order = sorted(numbers, key=lambda n: (rows[n]["cover_ends"], rows[n]["start_month"], rows[n]["scheme"]))
        for earlier, later in product(order, order):
            if _renews(rows[later], rows[earlier]):
                taken = min(rows[later]["people"] - renewing[later], rows[earlier]["people"] - renewed[earlier])
                renewed[earlier] += int(taken)
                renewing[later] += int(taken)
    return list(zip(renewed, renewing, strict=True))


def counted_in(cover: pd.DataFrame, month: str) -> pd.Series:
    """Say of each scheme whether its people count as active at the end of a month."""
    return (cover["start_month"] <= month) & (cover["leaves_active_count"] > month)


def small_counts(cover: pd.DataFrame, small: int = SMALL) -> pd.Series:
    """Say of each scheme whether its people are withheld: small reported counts, and one more where one stands alone.

    Args:
        cover: schemes whose sum is shown, with ``people``, ``status``, ``cover_ends``, ``GROUP`` and ``scheme``.
        small: people below which a reported count is withheld.
    """
    hidden = (cover["status"] == "reported") & cover["people"].between(1, small - 1)
    if hidden.sum() == 1:
        others = cover[~hidden].sort_values(["people", "cover_ends", *GROUP, "scheme"])
        # One of nobody hides nothing, as long as there is another.
        others = others[others["people"] > 0] if others["people"].any() else others
        hidden[others.index[:1]] = True
    return hidden


def _renews(later: dict[str, Any], earlier: dict[str, Any]) -> bool:
    follows: bool = earlier["start_month"] < later["start_month"] <= earlier["leaves_active_count"]
    return follows and later["cover_ends"] > earlier["cover_ends"]
