"""Small counts that an office sent and that nobody may read off: which cells are held back, and which with them.

A count of people or cases of a group within a regency that is above zero and under ``SMALL`` could point to persons. It is
held back, and a second cell beside it and one in another regency of the province, so that no total gives it back.
Published figures and totals are never held back. Source of the rule: contract of figures, "Uncertainty".
"""

from __future__ import annotations

import pandas as pd

from data.standing import SMALL

HELD_BACK = {
    "counted": "What is counted: claims, cover_group, cover_funding",
    "region_code": "Regency, Kemendagri code with its dot",
    "month": "Month",
    "segment": "Programme, group of workers or payer",
}
COLUMNS = tuple(HELD_BACK)

# Counts by group that are given beside their total, of regencies, as offices sent them.
_MONTHLY_COVER = """
    select '{counted}' as counted, region_code, strftime(unnest(generate_series(
            (start_month || '-01')::date, (end_month || '-01')::date, interval 1 month)), '%Y-%m') as month,
        {group} as segment, people
    from sponsored_cover where status = 'reported' and funding_source <> 'own'
"""
COUNTS = f"""
    select counted, region_code, month, segment, sum(people)::bigint as people from (
        select 'claims' as counted, region_code, month, programme as segment, cases as people
        from claim where status = 'reported'
        union all {_MONTHLY_COVER.format(counted="cover_group", group="worker_category")}
        union all {_MONTHLY_COVER.format(counted="cover_funding", group="funding_source")}
    )
    where length(region_code) = 5
    group by all order by all
"""


def held_back(counts: pd.DataFrame, small: int = SMALL) -> pd.DataFrame:
    """Choose the cells to hold back.

    Args:
        counts: one row a cell: ``COLUMNS`` and ``people``.
        small: counts from one up to below this are small; 1 holds nothing back.

    Returns:
        The cells to hold back with ``COLUMNS``, sorted. Within a regency and month, and within a province, group and
        month, there is never exactly one, unless it is the only cell there is.
    """
    cells = counts[counts["people"] > 0].sort_values([*COLUMNS], ignore_index=True)
    hidden = cells["people"] < small
    across = [
        [cells["counted"], cells["month"], cells["region_code"]],
        [cells["counted"], cells["month"], cells["segment"], cells["region_code"].str[:2]],
    ]
    lone = cells.groupby(across[0])["people"].transform("size") == 1
    changed = bool(hidden.any())
    while changed:
        changed = False
        for keys in across:
            alone = hidden & (hidden.groupby(keys).transform("sum") == 1)
            lines = alone.groupby(keys).transform("any") & ~hidden
            # The next smallest cell of the line, the first of equal ones; last those that the total of their regency tells.
            order = (cells["people"] + lone * cells["people"].max()).where(lines).groupby(keys).rank(method="first")
            second = order == 1
            if second.any():
                hidden, changed = hidden | second, True
    return cells.loc[hidden, list(COLUMNS)].reset_index(drop=True)
