"""How does a region stand beside its peers? Its present figure, theirs, and all of them together.

The benchmark is the sum of the parts of the peers, never a mean of their shares, and the region itself is not in it. All
figures are of one base, segment, series, boundary and month (``metrics.panel``). The word is that of
``metrics.analyses.uncertainty.against``, and there is none where the error of the base is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import PRINTED_ONLY, Metric, Query
from metrics.analyses.comparison import (
    NO_OTHER,
    NO_UPPER_END,
    OF_AREA,
    of_area,
    share_metric,
    united,
    usable_error,
    whole,
    with_every_region,
)
from metrics.analyses.uncertainty import UNKNOWN_ERROR, against
from metrics.panel import NOT_IN_PANEL, first_recent, panel

REGION, PEER, ALL_PEERS = "region", "peer", "all_peers"  # what a row is about
NOT_ALL = mark("Some of the peers have no members and workforce in this month: the sum is of the others.")

COLUMNS = (
    "role", *OF_AREA, "difference", "word", "gap_people", "parts_present", "parts_expected", "status", "reason",
    "source_ids",
)  # fmt: skip


def against_peers(
    query: Query,
    metric: Metric,
    region: str,
    peers: Sequence[str],
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    error: float | None = None,
) -> pd.DataFrame:
    """Set a region beside its peers.

    Args:
        query: runs SQL on a store.
        metric: a share.
        region: its code.
        peers: codes of its peers, or of any group; the region itself is left out of them.
        as_of: month ``YYYY-MM``; the common month is the latest within the year before it.
        base: coverage base.
        segment: membership segment; the metric's headline one when None.
        error: relative standard error that the reader assumes where none is known.

    Returns:
        The columns of ``COLUMNS``: a row of the region (``role`` ``region``), one of each peer in the order given
        (``peer``), and one of all peers together (``all_peers``, its ``region_code`` null). ``difference`` is the region's
        share minus that of the row (0.01 is one point). On the last row ``word`` says how the region stands against all
        peers, ``gap_people`` how many members more would bring it to their share (0 where it has it; null where no
        direction is good), and ``parts_present`` of ``parts_expected`` peers are in the sums. ``status`` is the weakest of
        what a row rests on, the region included where it is compared. What is not known is null, and ``reason`` says why.

    Raises:
        UnknownName: when the metric is not a share.
    """
    others = [code for code in dict.fromkeys(peers) if code != region]
    every, since = [region, *others], first_recent(as_of)
    held = panel(query, share_metric(metric), every, as_of, base=base, segment=segment, since=since, error=error)
    now = held.now
    rows = of_area(now).assign(status=now["status"], source_ids=list(now["source_ids"]))
    rows["reason"] = pd.Series([None if each else PRINTED_ONLY for each in whole(now)], index=rows.index, dtype=object)
    rows = with_every_region(rows, held, [region, *others])
    rows["role"] = [REGION] + [PEER] * len(others)
    own = now[now["region_code"] == region]
    together = _together(now[now["region_code"] != region], own, metric.better, len(others))
    together |= {name: part for name, part in held.key.items() if name in OF_AREA}
    together |= {"role": ALL_PEERS, "period": held.month}
    if held.reason or own.empty:
        together["reason"] = held.reason or NOT_IN_PANEL
    records = [*rows.to_dict("records"), together]
    frame = pd.DataFrame([{**dict.fromkeys(COLUMNS), **record} for record in records], dtype=object)
    value = frame["value"].astype(float)
    frame["difference"] = (value.iloc[0] - value).where(frame["role"] != REGION)
    for name in ("value", "error", "low", "high", "difference"):
        frame[name] = frame[name].astype(float)
    for name in ("numerator", "denominator", "gap_people", "parts_present", "parts_expected"):
        frame[name] = pd.array([None if pd.isna(each) else int(each) for each in frame[name]], dtype="Int64")
    return frame[list(COLUMNS)]


def people_to(members: int, workforce: int, others_members: int, others_workforce: int) -> int:
    """Give the members that would bring a region to the share of others: rounded up in whole numbers, never below zero.

    60,000 of 150,000 against 300,000 of 600,000: half of 150,000 is 75,000, so 15,000.
    """
    return max(0, -(-others_members * workforce // others_workforce) - members)


def _together(peers: pd.DataFrame, own: pd.DataFrame, better: str, expected: int) -> dict[str, Any]:
    """All peers that have both parts, and how the region stands against them."""
    parts = peers[whole(peers)]
    row: dict[str, Any] = {
        "parts_present": len(parts),
        "parts_expected": expected,
        "source_ids": [],
        "reason": NO_OTHER,
    }
    members, workforce = (sum(int(each) for each in parts[name]) for name in ("numerator", "denominator"))
    if workforce <= 0:
        return row
    dates = sorted({str(each) for each in parts["denominator_period"] if not pd.isna(each)})
    row |= {
        "numerator": members,
        "denominator": workforce,
        "value": members / workforce,
        "denominator_period": dates[0] if len(dates) == 1 else None,
        "status": weakest([*parts["status"], *own["status"], *(["summed"] if len(parts) > 1 else [])]),
        "source_ids": united([*parts["source_ids"], *own["source_ids"]]),
        "reason": NOT_ALL if len(parts) < expected else None,
    }
    if own.empty:
        return row
    said: str | None = PRINTED_ONLY
    if whole(own).all():
        mine = own.iloc[0]
        word = against(own["numerator"], own["denominator"], usable_error(own), row["value"], better)[0]
        row["word"] = None if word == "unknown" else word
        if better == "higher":
            row["gap_people"] = people_to(int(mine["numerator"]), int(mine["denominator"]), members, workforce)
        endless = NO_UPPER_END if of_area(own)["high"].isna().any() else None
        said = UNKNOWN_ERROR if row["word"] is None else endless
    return row | {"reason": " ".join(filter(None, (row["reason"], said))) or None}
