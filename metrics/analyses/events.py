"""Which rules and events could have moved a figure of this region: those of the register of policy events.

An event holds for its region and all within; one of a part is told at the whole as well. It is context beside a line, never
a proof of what moved it. Source: the register of policy events, each with its own source.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from metrics._model import Query
from metrics.territory import Territory

COLUMNS = ("event_id", "start", "end", "region_code", "affects", "label_id", "label_en", "source_ids")

SQL = """
    select event_id, start::varchar as start, "end"::varchar as "end", region_code, string_split(affects, ';') as affects,
        label_id, label_en, if(source_id is null, [], [source_id]) as source_ids
    from policy_event order by start, event_id
"""


def events(
    query: Query, places: Territory, region: str, until: str, affects: Iterable[str] = ("membership",)
) -> pd.DataFrame:
    """Give the events that touch a region.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        until: month ``YYYY-MM``; events that start later are left out.
        affects: what they touch: ``membership``, ``contribution``, ``workforce``, ``boundary``, ``award``.

    Returns:
        One row an event with the columns of ``COLUMNS``, sorted by start and id. ``start`` and ``end`` are days; an event
        without ``end`` goes on. ``label_id`` and ``label_en`` are its names in Indonesian and English.

    Raises:
        UnknownName: when the region does not exist.
    """
    lineage, wanted = {region, *places.place(region).above}, set(affects)
    held = query(SQL)
    near = [
        code in lineage or (code in places.places and region in places.place(code).above)
        for code in held["region_code"]
    ]
    touches = [bool(wanted & set(each)) for each in held["affects"]]
    kept = pd.Series(near, dtype=bool) & pd.Series(touches, dtype=bool) & (held["start"].str[:7] <= until)
    return held.loc[kept, list(COLUMNS)].reset_index(drop=True)
