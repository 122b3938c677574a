"""What there is to ask for and of whom: the metrics, the regions, the sources, as rows."""

from __future__ import annotations

import pandas as pd

from metrics._model import Query, UnknownName
from metrics.catalogue import metrics
from metrics.territory import Territory

LEVELS = ("national", "kanwil", "province", "regency")
REGION_COLUMNS = ("region_code", "name", "level", "kind", "parent_code", "kanwil_code", "valid_from")


def of_metrics() -> pd.DataFrame:
    """Give one row a metric, the same whatever is loaded: ``metric, unit, better, bases, needs, meaning``; sorted."""
    rows = [
        {
            "metric": m.id,
            "unit": m.unit,
            "better": m.better,
            "bases": list(m.bases),
            "needs": list(m.needs),
            "meaning": m.meaning,
        }
        for m in metrics().values()
    ]
    return pd.DataFrame(rows)


def of_metrics_held(query: Query) -> pd.DataFrame:
    """Give the rows of ``of_metrics`` with ``held``: the statuses of what the store holds of each."""
    # By status, since what is held may be the demonstration set alone.
    held = [
        list(query(f"select distinct status from ({one.sql}) order by status")["status"]) for one in metrics().values()
    ]
    return of_metrics().assign(held=held)


def of_regions(places: Territory, codes: list[str] | None, level: str | None = None) -> pd.DataFrame:
    """Give one row a region with the columns of ``REGION_COLUMNS``, sorted by code.

    Args:
        places: all regions.
        codes: those asked for, which exist; None for all.
        level: one of ``LEVELS``; None for all.
    """
    frame = places.frame
    if codes is not None:
        frame = frame[frame["region_code"].isin(codes)]
    if level is not None:
        frame = frame[frame["level"] == level]
    days = frame["valid_from"].dt.strftime("%Y-%m-%d")
    return frame.assign(valid_from=days)[list(REGION_COLUMNS)].reset_index(drop=True)


def of_sources(query: Query, ids: list[str] | None = None) -> pd.DataFrame:
    """Give one row a source that figures are cited by: ``source_id, publisher, url, published_on``; sorted by id.

    Raises:
        UnknownName: for an id that none has.
    """
    frame = query("select source_id, publisher, url, published_on from source order by source_id")
    known = set(frame["source_id"])
    for one in ids or []:
        if one not in known:
            raise UnknownName("source", one, sorted(known))
    return frame if ids is None else frame[frame["source_id"].isin(ids)].reset_index(drop=True)
