"""What was known then against what is known now: two releases of the store, cell by cell.

A cell is one metric, region, base, segment, series, boundary, weights and period; a figure is restated when its share or
one of its two parts is another number in the later release (contract of figures, "Who owns a cell"). The demonstration set
is made anew with every release: its figures are compared only where both releases have it, and that it was switched on or
off is one piece of news, not thousands.
"""

from __future__ import annotations

import pandas as pd

from data.standing import LINE_KEY
from i18n import mark
from metrics._model import Query, Scope, measure
from metrics.analyses.news import COMPARED, SEGMENTS, News, in_columns, paired
from metrics.catalogue import metric
from metrics.territory import Territory

RESTATED = mark("The earlier release had another number for the same month and line.")
NEW = mark("The earlier release had no figure for this month and line.")
VANISHED = mark("Only the earlier release has a figure for this month and line.")
EXAMPLE_ON = mark("The demonstration set was switched on between the two releases.")
EXAMPLE_OFF = mark("The demonstration set was switched off between the two releases.")

CELL = (*LINE_KEY, "metric", "period", "month")


def between(
    query_then: Query,
    query_now: Query,
    places: Territory,
    region: str,
    *,
    parts: list[str] | None = None,
    base: str = "ucj",
    segment: str | None = None,
    until: str | None = None,
) -> News:
    """Give what differs between two releases for a region and its parts: coverage on a base, and active participants.

    Args:
        query_then: runs SQL on the store of the earlier release.
        query_now: runs SQL on the store of the later one.
        places: all regions.
        region: code of the region.
        parts: codes of its parts; the next administrative level when None.
        base: coverage base.
        segment: membership segment of the share; its headline segment when None.
        until: last month compared, ``YYYY-MM``; all months when None.

    Returns:
        A row a cell that differs, of kind ``restated``, ``new`` or ``vanished``, the latest month first, then the region,
        its parts in the order given, the share before the counts; ``period_then`` and ``period_now`` are the one period of the
        cell, null on the side that has no figure. One row of kind ``demonstration`` where only one release has the set.

    Raises:
        UnknownName: when a region does not exist.
    """
    places.place(region)
    inside = [places.place(part).code for part in (places.parts(region) if parts is None else parts)]
    regions = [region, *inside]
    segment = segment or metric("coverage").headline_segment(base)
    then, now = (_held(query, regions, base, segment, until) for query in (query_then, query_now))
    switched = _switched(then, now)
    if switched:
        then, now = (figures[figures["status"] != "demonstration"] for figures in (then, now))
    found = {kind: _placed(rows, regions) for kind, rows in differing(then, now).items()}
    told = pd.DataFrame({"region_code": [region], "status": ["demonstration"], "reason": [switched]})
    if switched:
        found["demonstration"] = told
    return News(region, base, None, until, tuple(inside), in_columns(found))


def differing(then: pd.DataFrame, now: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Compare two sets of figures cell by cell.

    Args:
        then: rows with the columns of ``CELL``, ``COMPARED``, ``status``, ``source_ids`` and ``batch_ids``, one a cell.
        now: the same of the later release.

    Returns:
        ``restated``, ``new`` and ``vanished``: rows of ``metrics.analyses.news.paired``, with the reason. A figure that
        gained or lost one of its parts is restated; one whose status or source alone changed is not.
    """
    keys = list(CELL)
    before, after = (figures.assign(**{key: figures[key].fillna("") for key in keys}) for figures in (then, now))
    both = paired(before, after, keys)
    same = pd.Series(True, index=both.index)
    for name in COMPARED:
        was, became = (
            pd.to_numeric(both[f"{name}_{side}"].where(both[f"{name}_{side}"].notna(), None))
            for side in ("then", "now")
        )
        same &= ((was - became).abs() <= 1e-12) | (was.isna() & became.isna())
    held = both["_merge"]
    both[keys] = both[keys].mask(both[keys] == "")
    both = both.assign(
        period_then=both["period"].where(held != "right_only"), period_now=both["period"].where(held != "left_only")
    )
    return {
        "restated": both[(held == "both") & ~same].assign(reason=RESTATED),
        "new": both[held == "right_only"].assign(reason=NEW),
        "vanished": both[held == "left_only"].assign(reason=VANISHED),
    }


def _held(query: Query, regions: list[str], base: str, segment: str, until: str | None) -> pd.DataFrame:
    """Every figure of coverage and of active participants that stands for its line and date."""
    scopes = {
        "coverage": Scope(tuple(regions), base, segment, until=until),
        "active_participants": Scope(tuple(regions), until=until),
    }
    names = [*LINE_KEY, "period", "month", *COMPARED, "status", "source_ids", "batch_ids", "on_line"]
    frames = [measure(query, metric(name), scope)[names].assign(metric=name) for name, scope in scopes.items()]
    figures = pd.concat([frame.astype(object) for frame in frames], ignore_index=True)
    return figures[figures["on_line"].astype(bool) & (figures["series"] != "registered") & figures["value"].notna()]


def _switched(then: pd.DataFrame, now: pd.DataFrame) -> str | None:
    was, became = ((figures["status"] == "demonstration").any() for figures in (then, now))
    if was == became:
        return None
    return EXAMPLE_ON if became else EXAMPLE_OFF


def _placed(rows: pd.DataFrame, regions: list[str]) -> pd.DataFrame:
    order = {name: number for number, name in enumerate((*regions, "coverage", "active_participants", *SEGMENTS))}
    ordered = rows.assign(
        latest=-rows["month"].str.replace("-", "").astype(int),
        place=rows["region_code"].map(order),
        share_first=rows["metric"].map(order),
        part=rows["segment"].map(order).fillna(len(order)),
    )
    by = ["latest", "place", "share_first", "part", "segment", "base", "series", "boundary", "weights"]
    return ordered.sort_values(by, kind="stable")
