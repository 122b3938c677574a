"""The local regulations on employment social security that are known: found in public, and sent by offices.

Lists are incomplete everywhere: none found is not to say that there is none. Whether a regulation names a budget is known
only where a source says so.
"""

from __future__ import annotations

import pandas as pd

from metrics._model import Query


def regulations(query: Query, regions: list[str], as_of: str) -> pd.DataFrame:
    """Give the regulations of several regions, those found in public and those that offices sent.

    Args:
        query: runs SQL on a store.
        regions: their codes.
        as_of: month ``YYYY-MM``; regulations of later years are left out, those whose year was not found stay.

    Returns:
        One row a regulation: ``region_code, kind, number, year, subject, has_budget_clause, status, source_ids,
        batch_ids, note``, sorted by region, year, kind and number. A regulation that an office sent too stands once, as
        sent. ``has_budget_clause`` is True or null: what was not found is not known.
    """
    return query(
        """
        with sent as (
            select region_code, kind, number, year, subject, if(has_budget_clause, true, null) as has_budget_clause, status,
                []::varchar[] as source_ids, [batch_id] as batch_ids, null as note
            from commitment
        )
        select * from sent where list_contains($regions, region_code) and year <= left($as_of, 4)::bigint
        union all
        select region_code, kind, number, year, subject, if(has_budget_clause, true, null), 'published',
            if(source_id is null, [], [source_id]), [], note
        from regulation r
        where list_contains($regions, region_code) and coalesce(year <= left($as_of, 4)::bigint, true)
            and not exists (
                select 1 from sent s where s.region_code = r.region_code and s.kind = r.kind and s.number = r.number
                    and s.year = r.year
            )
        order by region_code, year nulls last, kind, number nulls last, subject
        """,
        regions=regions,
        as_of=as_of,
    )
