"""Can the figures of a place be relied on: how complete, how fresh, contradicted by their own source, differing elsewhere.

Dimensions after the desk review of the World Health Organization: completeness, timeliness, consistency within a source
and agreement between sources. Nothing is mended by it; it says where to look.
"""

from __future__ import annotations

import pandas as pd

from metrics._model import Query, Scope, measure, months_between
from metrics.catalogue import metric
from metrics.disagreement import conflicts, differing
from metrics.periods import OLD
from metrics.territory import Territory

COLUMNS = (
    "region_code", "as_of", "latest_period", "latest_series", "latest_status", "months_old", "is_old", "months_held",
    "months_expected", "completeness", "completeness_status", "conflicts", "differing", "source_ids",
)  # fmt: skip


def quality(query: Query, places: Territory, regions: list[str], as_of: str) -> pd.DataFrame:
    """Say of each region how good the figures held of it are.

    Args:
        query: runs SQL on a store.
        places: all regions.
        regions: codes.
        as_of: month ``YYYY-MM``; nothing later is used.

    Returns:
        One row a region in the order given, the columns of ``COLUMNS``. ``latest_period`` is the latest date of a count of
        active participants or a coverage share, ``months_old`` its age, ``is_old`` above a year; null where nothing is held.
        ``months_held`` of ``months_expected`` (twelve, or as many as since the first) are those of the metric
        ``completeness``, null where no office sent any. ``conflicts`` counts shares that their own source contradicts,
        ``differing`` the figures up to the month that sources give differently.

    Raises:
        UnknownName: when a region does not exist.
    """
    codes = [places.place(code).code for code in regions]
    scope = Scope(tuple(codes), as_of=as_of)
    latest = pd.concat(
        [measure(query, metric(name), scope).astype(object) for name in ("coverage", "active_participants")]
    ).sort_values(["month", "series"], kind="stable")
    latest = latest.drop_duplicates("region_code", keep="last").set_index("region_code")
    held = measure(query, metric("completeness"), scope).drop_duplicates("region_code", keep="last")
    held = held.set_index("region_code")
    counted = {
        name: found[found["month"] <= as_of].groupby("region_code").size()
        for name, found in (("conflicts", conflicts(query)), ("differing", differing(query)))
    }
    rows = []
    for code in codes:
        row = dict.fromkeys(COLUMNS) | {"region_code": code, "as_of": as_of}
        row |= {name: int(counts.get(code, 0)) for name, counts in counted.items()}
        row["source_ids"] = []
        if code in latest.index:
            figure = latest.loc[code]
            old = months_between(str(figure["month"]), as_of)
            row |= {
                "latest_period": figure["period"],
                "latest_series": figure["series"],
                "latest_status": figure["status"],
                "months_old": old,
                "is_old": old > OLD,
                "source_ids": list(figure["source_ids"]),
            }
        if code in held.index:
            figure = held.loc[code]
            row |= {
                "months_held": int(figure["numerator"]),
                "months_expected": int(figure["denominator"]),
                "completeness": float(figure["value"]),
                "completeness_status": figure["status"],
            }
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
