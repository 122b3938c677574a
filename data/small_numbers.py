"""Small counts that an office sent and that nobody may read off: which cells are held back, and which with them.

A count of people or cases of a group within a regency that is above zero and under ``SMALL`` could point to persons. It is
held back, and a second cell beside it and one in another regency of the province, so that no total gives it back.
Published figures and totals are never held back, but for cover that ends: its spans hold each other, so that a small scheme
could be read off between two of them. Source of the rule: contract of figures, "Uncertainty".
"""

from __future__ import annotations

import pandas as pd

from data.standing import SMALL

HELD_BACK = {
    "counted": "What is counted: claims, cover_group, cover_funding, cover_ending, cover_ends",
    "region_code": "Regency, Kemendagri code with its dot; of cover_ending and cover_ends also a sum of regencies",
    "month": "Month; of cover_ends the last one paid",
    "segment": "Programme, group of workers, payer, or span within which cover ends",
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

SPANS = (1, 3, 6, 12)  # months within which cover ends, the month looked from included

# People whose cover ends with one month and is seen by the same spans: those of a year and more before that month are alike.
ENDING = f"""
    select region_code, left(region_code, 2) as province, p.kanwil_code as kanwil, greatest(start_month, strftime(
            (end_month || '-01')::date - interval {max(SPANS) - 1} month, '%Y-%m')) as since,
        end_month as ends, sum(people)::bigint as people
    from sponsored_cover c left join (select region_code as code, kanwil_code from region) p on p.code = left(c.region_code, 2)
    where status = 'reported' and funding_source <> 'own' and length(region_code) = 5 and people > 0
    group by all order by all
"""
# Sums of today's provinces on the outline of before a split, and the month in which the outline of today begins.
OLD_SUMS = """
    select b.region_code, b.part_code, strftime(min(n.valid_from) over (partition by b.region_code), '%Y-%m') as before
    from boundary_parts b left join region n on n.region_code = b.part_code order by all
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


def ending_held_back(cells: pd.DataFrame, old_sums: pd.DataFrame, small: int = SMALL) -> pd.DataFrame:
    """Choose the sums of cover that ends which would give a small count away, alone or between two of them.

    A small cell hides every span of its regency that holds it, and the people whose cover ends with its month. So does the
    same cell of another regency of the province, always the one with the lowest code: one more person here and one fewer
    there would leave all that is shown as it is. Where the province has no other, one of the Kanwil is taken and both
    provinces are hidden; where the Kanwil has none, province, Kanwil and nation are.

    Args:
        cells: what ``ENDING`` gives.
        old_sums: what ``OLD_SUMS`` gives: where a province is hidden, so is the older one that it is a part of.
        small: counts from one up to below this are small; 1 hides nothing.

    Returns:
        Region, month and span (``cover_ending``), or region and last paid month (``cover_ends``), as ``COLUMNS``, sorted.
    """
    hidden: set[tuple[str, str, str, str]] = set()
    for _, alike in cells.sort_values("region_code").groupby(["since", "ends"]):
        for region, since, ends in _regions_hidden(alike, small):
            hidden.add(("cover_ends", region, ends, "total"))
            months = [str(month) for month in pd.period_range(since, ends, freq="M")]
            hidden |= {("cover_ending", region, month, f"{span}m") for span in SPANS for month in months[-span:]}
    hidden |= {
        (counted, old.region_code, month, segment)
        for old in old_sums.itertuples()
        for counted, region, month, segment in hidden
        if region == old.part_code and counted == "cover_ending" and month < old.before
    }
    return pd.DataFrame(sorted(hidden), columns=list(COLUMNS))


def _regions_hidden(alike: pd.DataFrame, small: int) -> set[tuple[str, str, str]]:
    """Give the regions whose sums with one cell are hidden; ``alike`` are its regencies, by code."""
    hidden: set[tuple[str, str, str]] = set()
    cells = list(alike.itertuples())
    for cell in (each for each in cells if each.people < small):
        others = [each for each in cells if each.region_code != cell.region_code]
        near = [each for each in others if each.province == cell.province]
        near = near or [each for each in others if each.kanwil == cell.kanwil and pd.notna(each.kanwil)]
        second = min(
            near, key=lambda each: (each.people >= small, each.region_code), default=None
        )  # a small one is hidden anyway
        if second is None:
            regions = {cell.region_code, cell.province, cell.kanwil, "ID"}
        elif second.province == cell.province:
            regions = {cell.region_code, second.region_code}
        else:
            regions = {cell.region_code, second.region_code, cell.province, second.province}
        hidden |= {(region, cell.since, cell.ends) for region in regions if pd.notna(region)}
    return hidden
