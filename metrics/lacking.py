"""Why a region has no figure of what offices send: nobody sent it, or only some of its parts did, and how many."""

from __future__ import annotations

from i18n import told
from metrics._model import NOT_SENT, Metric, Query
from metrics.territory import territory


def why_lacking(query: Query, asked: Metric, region: str, as_of: str | None = None, base: str | None = None) -> str:
    """Say why there is no figure of a metric in a region.

    Args:
        query: runs SQL on a store.
        asked: the metric.
        region: code of the region.
        as_of: month ``YYYY-MM``; nothing later is looked at.
        base: coverage base, where the metric has bases.

    Returns:
        The reason of the metric itself; of a whole that has some of its parts, how many of its regencies and cities sent
        theirs for the month that most of them sent. They are counted by the metric's own segment: who has no case of
        a programme sends no row of it.
    """
    reason = asked.why_missing(base)
    if reason != NOT_SENT:
        return reason
    places = territory(query)
    parts = places.parts(region)
    regencies = [code for part in parts for code in (places.parts(part) or [part])]
    found = query(
        f"""
        select count(distinct region_code) as sent from ({asked.sql})
        where list_contains($regencies, region_code) and segment = $segment and month <= $as_of
            and status = 'reported' and (numerator is not null or suppressed)
        group by month order by sent desc limit 1
        """,
        regencies=regencies,
        segment=asked.headline_segment(base),
        as_of=as_of or "9999-12",
    )
    if found.empty or found["sent"].iloc[0] == len(regencies):
        return reason
    return told(
        "Only {sent} of {parts} regencies and cities sent this for one month, and their sum needs all of them.",
        sent=int(found["sent"].iloc[0]),
        parts=len(regencies),
    )
