"""Which employers are missing, and how fast do members and contributions grow beside each other?

Employers: each kind of failure, and each size class, at one month beside the same month a year before (kinds: glossary
of the domain notes, numbers 52 to 55). Growth: twelve months, members and contributions of all segments and the members of
BPU, each on its own line. The growth of contributions needs twenty-four months; where some are missing, it is taken over the
months that both years have, and says over how many.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from metrics._model import Query
from metrics.analyses.contributions import BESIDE, YEAR, beside_year_before, classes_beside, year_beside
from metrics.catalogue import metric
from metrics.lacking import why_lacking
from metrics.panel import panel

KINDS = ("employers_unregistered", "partial_workers", "partial_wages", "partial_programmes")
SIZES = ("large", "medium", "small", "micro")

GROWN = (
    "region_code", "of", "metric", "segment", "series", "boundary", "base", "period", "earlier_period", "value",
    "numerator", "denominator", "months", "unit", "status", "reason", "source_ids", "batch_ids",
)  # fmt: skip


def employers_outside(query: Query, region: str, as_of: str) -> pd.DataFrame:
    """Give the employers out of compliance by kind, now beside a year before.

    Args:
        query: runs SQL on a store.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.

    Returns:
        One row a kind in the order of ``KINDS``, then the active employers, with the columns of ``BESIDE``.
    """
    rows = [beside_year_before(query, name, region, as_of) for name in (*KINDS, "employers_active")]
    return pd.DataFrame(rows, columns=list(BESIDE), dtype=object)


def employers_by_size(query: Query, region: str, as_of: str) -> pd.DataFrame:
    """Give the employers not registered, and the active ones, by size class, now beside a year before.

    Args:
        query: runs SQL on a store.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.

    Returns:
        One row a metric and size class, those not registered first and large ones first, with the columns of ``BESIDE``.
    """
    names = (KINDS[0], "employers_active")
    rows = [row for name in names for row in classes_beside(query, name, region, as_of, SIZES)]
    return pd.DataFrame(rows, columns=list(BESIDE), dtype=object)


def growth_side_by_side(query: Query, region: str, as_of: str) -> pd.DataFrame:
    """Give the growth over twelve months of members, of contributions and of informal members.

    Args:
        query: runs SQL on a store.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.

    Returns:
        Three rows with the columns of ``GROWN``: ``of`` is ``members``, ``contributions`` or ``informal``, ``value`` a share,
        null with the reason where it is not known. ``months`` tells over how many months of each year contributions were
        summed.
    """
    rows = [
        _grown(query, region, as_of, "members", "member_growth", "total"),
        _contributions(query, region, as_of),
        _grown(query, region, as_of, "informal", "member_growth", "BPU"),
    ]
    return pd.DataFrame(rows, columns=list(GROWN), dtype=object)


def _grown(query: Query, region: str, as_of: str, of: str, name: str, segment: str) -> dict[str, Any]:
    asked = metric(name)
    held = panel(query, asked, [region], as_of, segment=segment, fewest=1)
    row: dict[str, Any] = {**dict.fromkeys(GROWN), "region_code": region, "of": of, "metric": name, "unit": asked.unit}
    row |= {"segment": segment, "source_ids": [], "batch_ids": []}
    if held.month is None:
        return row | {"reason": why_lacking(query, asked, region, as_of)}
    figure = held.now.iloc[0]
    return (
        row
        | held.key
        | {
            "period": held.month,
            "earlier_period": figure["denominator_period"],
            "value": float(figure["value"]),
            "numerator": int(figure["numerator"]),
            "denominator": int(figure["denominator"]),
            "months": YEAR,
            "status": figure["status"],
            "source_ids": sorted(figure["source_ids"]),
            "batch_ids": sorted(figure["batch_ids"]),
        }
    )


def _contributions(query: Query, region: str, as_of: str) -> dict[str, Any]:
    row = _grown(query, region, as_of, "contributions", "contribution_growth", "total")
    like = year_beside(query, "contributions_received", region, as_of)
    if like["change"] is None or (row["period"] is not None and row["period"] >= like["period"]):
        return row
    same = (
        "segment",
        "series",
        "boundary",
        "base",
        "period",
        "earlier_period",
        "months",
        "status",
        "source_ids",
        "batch_ids",
    )
    return row | {name: like[name] for name in same} | {"value": like["change"], "reason": None}
