"""The monthly lines of one region on one base, from the first month held until now, each unbroken line apart.

Figures lie on one line only where their whole line key is one (``data.standing.LINE_KEY``): where the survey changed its
weights, or a region its boundary, one line ends and another begins, and nothing joins them. Published figures, which come
at odd dates, are no monthly line; they stand beside it as marks.
"""

from __future__ import annotations

import pandas as pd

from data.standing import LINE_KEY
from metrics._model import Query, Scope, measure
from metrics.catalogue import metric
from metrics.periods import is_old
from metrics.territory import Territory

MONTHLY = ("office", "demonstration")  # series with a figure every month, the stronger first


def monthly_lines(query: Query, places: Territory, region: str, as_of: str, base: str) -> pd.DataFrame:
    """Give every month of coverage held for a region, with the number of the line that it lies on.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base; the headline segment of it.

    Returns:
        One row a month with the columns of ``metrics._model.measure``, ``name``, ``short_name``, ``is_old``, ``note`` (none)
        and ``line``: 0 for the line that lasts longest up to now, 1 for the one before it, and so on; sorted by line, then
        month. Where an office has sent months the demonstration set is left out. Empty where no month is held.

    Raises:
        UnknownName: when the region does not exist.
    """
    place, coverage = places.place(region), metric("coverage")
    scope = Scope((region,), base, coverage.headline_segment(base), until=as_of)
    held = measure(query, coverage, scope)
    months = held["on_line"] & held["value"].notna() & (held["period"].str.len() == len("2025-01"))
    found = [held[months & (held["series"] == series)] for series in MONTHLY]
    line = next((each for each in found if len(each)), held.head(0))
    keys = line.groupby(list(LINE_KEY), dropna=False, sort=False).ngroup()
    ends = line.groupby(keys)["month"].agg(["max", "size"]).sort_values(["max", "size"], ascending=False)
    order = {key: number for number, key in enumerate(ends.index)}
    line = line.assign(
        line=[order[key] for key in keys],
        name=place.name,
        short_name=place.short_name,
        is_old=[is_old(month, as_of) for month in line["month"]],
        note=None,
    )
    return line.sort_values(["line", "month"], ignore_index=True)
