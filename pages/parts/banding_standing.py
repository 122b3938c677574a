"""What the regions of the comparison page are in one month: asked once a store and choice, on one line key."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import words
from data.standing import weakest
from data.store import Store
from metrics.analyses.against_peers import ALL_PEERS, against_peers
from metrics.analyses.comparison import OF_AREA
from metrics.analyses.funnel import Funnel, funnel
from metrics.analyses.ranks import YEAR, ranks
from metrics.catalogue import metric
from metrics.panel import SHARED, panel
from metrics.periods import month_after
from pages.parts import banding_frames as frames
from pages.parts import reading
from pages.parts.banding_choices import Choices
from pages.parts.banding_who import Who, who

COVERAGE = "coverage"


@dataclass(frozen=True)
class Standing:
    """The compared regions in one month, on one line key.

    Args:
        ranked: rows of ``metrics.analyses.ranks``.
        behind: further regions with a figure of the same key and month, rows of ``metrics.panel``.
        benchmark: share of the others together (of the parts, where parts are compared), or None.
        benchmark_reason: why it is none, or what it leaves out, or None.
        benchmark_status: status of the benchmark.
        funnel: the funnel of the compared regions and those behind them.
        month: the common month, or None.
        reason: why nothing is compared, or None.
    """

    ranked: pd.DataFrame
    behind: pd.DataFrame
    benchmark: float | None
    benchmark_reason: str | None
    benchmark_status: str | None
    funnel: Funnel
    month: str | None
    reason: str | None


@reading.each
def standing(_store: Store, version: str, region: str, as_of: str, base: str, asked: Choices) -> Standing:
    """Compare the regions that the reader chose."""
    query = reading.query(_store)
    chosen = who(_store, version, region, asked)
    coverage, compared = metric(COVERAGE), chosen.compared
    ranked = ranks(query, coverage, compared, as_of, base=base, error=asked.error)
    month = None if ranked["period"].isna().all() else str(ranked["period"].dropna().iloc[0])
    reason = str(ranked["reason"].iloc[0]) if month is None and len(ranked) else None
    behind = _behind(_store, version, chosen, ranked, as_of, base, asked.error) if month else ranked.head(0)
    # All of the page in one month: fewer or more regions may have a later or an earlier one in common.
    at = month or as_of
    pooled = funnel(query, coverage, [*compared, *behind["region_code"]], at, base=base, error=asked.error)
    if chosen.own is None:
        known = frames.whole(ranked)
        status = weakest([*known["status"], "summed"]) if len(known) else None
        return Standing(ranked, behind, pooled.pooled, None, status, pooled, month, reason)
    beside = against_peers(query, coverage, region, chosen.others, at, base=base, error=asked.error)
    together = beside[beside["role"] == ALL_PEERS].iloc[0]
    # Another span of months may have led to another series: such a sum is no line to read these shares against.
    first = ranked[ranked["period"].notna()].head(1)
    alike = all(
        len(first)
        and (first.iloc[0][part] == together[part] or (pd.isna(first.iloc[0][part]) and pd.isna(together[part])))
        for part in (*SHARED, "period")
    )
    share = float(together["value"]) if alike and words.is_known(together["value"]) else None
    said = together["reason"] if words.is_known(together["reason"]) else None
    return Standing(ranked, behind, share, said, together["status"], pooled, month, reason)


def _behind(
    _store: Store, version: str, chosen: Who, ranked: pd.DataFrame, as_of: str, base: str, error: float | None
) -> pd.DataFrame:
    """The further regions of the same line key and month; of the widest list that shares them, none where none does."""
    one = ranked[ranked["period"].notna()].iloc[0]
    key = {part: None if pd.isna(one[part]) else one[part] for part in SHARED}
    compared = set(chosen.compared)
    for codes in chosen.wider:
        further = [code for code in codes if code not in compared]
        if len(further) < 2:
            continue
        found = panel(
            reading.query(_store),
            metric(COVERAGE),
            further,
            as_of,
            base=base,
            since=month_after(as_of, -YEAR),
            error=error,
        )
        if found.month == one["period"] and found.key == key:
            return found.now[[*OF_AREA, "status", "source_ids"]]
    return ranked.head(0)[[*OF_AREA, "status", "source_ids"]]
