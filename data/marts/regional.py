"""Adds what offices sent up to provinces, a Kanwil and the nation: every part or no sum, on one outline, in one series."""

from __future__ import annotations

from collections.abc import Sequence

from data.marts.model import KEY, PARTS

OFFICE_KEY = KEY | {
    "segment": "Segment, class or group; total for all of them",
    "series": "office or demonstration",
    "boundary": "Boundary vintage; empty for today's",
}
OFFICE_PARTS = PARTS | {
    "fact_rows": "File, sheet and row that an office sent; empty for sums and the demonstration set"
}

# Where a row of an office's table came from; the demonstration set has no file to point to.
ORIGIN = """if(status = 'reported', 'office', 'demonstration') as series, status, [batch_id] as batch_ids,
        if(status = 'reported', [source_file || coalesce(', ' || source_sheet, '') || ', row ' || source_row], [])
            as fact_rows"""


def total(stated: str, measures: Sequence[str], of: Sequence[str] | None = None) -> str:
    """Give SQL of ``stated`` with a row of segment ``total`` for each place and month.

    Args:
        stated: SQL of figures: ``region_code, month, segment``, the measures and ``ORIGIN``.
        measures: columns that may be added up. One that is missing in a part is missing in the total.
        of: segments that must all be there; None adds up those that there are.
    """
    wanted = "true" if of is None else f"segment in {tuple(of)}"
    complete = "true" if of is None else f"count(*) = {len(of)}"
    return f"""
    select region_code, month, segment, {", ".join(measures)}, series, status, batch_ids, fact_rows from ({stated})
    union all
    select region_code, month, 'total', {_added(measures)}, series, any_value(status),
        list_sort(list_distinct(flatten(list(batch_ids)))), list_sort(flatten(list(fact_rows)))
    from ({stated}) where {wanted}
    group by region_code, month, series
    having {complete}
    """


def regional(stated: str, measures: Sequence[str], *, none_is_zero: bool = False, each_month: bool = False) -> str:
    """Give SQL of figures of places with the sums of larger ones.

    Args:
        stated: SQL of figures, one row a place, month, segment and series: ``region_code, month, segment``, the measures
            and ``ORIGIN``.
        measures: columns that may be added up.
        none_is_zero: whether a place that sends this table and has no row of a month and segment counts as zero in a sum,
            as where a row is a scheme or a claim. A place that never sent the table is still a missing part.
        each_month: with ``none_is_zero``: whether a place that sent nothing of a month is a missing part of that month.

    Returns:
        SQL with the columns of ``OFFICE_KEY``, the measures, and ``OFFICE_PARTS``. A province, a Kanwil and the nation
        are the sum of all their parts, unless an office sent them itself; a province of before the split of 2022 is the
        sum of the provinces of today. A province has no figure of before it existed.
    """
    columns = ", ".join(measures)
    by = "c.month, c.segment, c.series"
    status = "if(c.series = 'demonstration', 'demonstration', 'summed') as status"
    parts, whole = "count(*)::bigint", "count(*) = any_value(w.parts_expected)"
    sender = "region_code, series, month" if each_month else "region_code, series"
    then, same_month = (", s.month", " and p.month = c.month") if each_month else ("", "")
    if none_is_zero:
        parts, whole = "any_value(w.parts_expected)", "any_value(p.parts) = any_value(w.parts_expected)"
    return f"""
    with stated as materialized ({stated}),
    senders as (select distinct {sender} from stated),
    complete_provinces as (
        select w.region_code, s.series{then}, count(*)::bigint as parts
        from region_part w join senders s on s.region_code = w.part_code
        where w.vintage = 'today' group by all
    ),
    provinces as (
        select w.region_code, {by}, {_added(measures, "c.")}, {status},
            list_sort(list_distinct(flatten(list(c.batch_ids)))) as batch_ids, []::varchar[] as fact_rows,
            {parts} as parts_present, any_value(w.parts_expected) as parts_expected
        from stated c
        join region_part w on w.part_code = c.region_code and w.vintage = 'today'
        join region g on g.region_code = w.region_code and g.level = 'province'
        join complete_provinces p on p.region_code = w.region_code and p.series = c.series{same_month}
        where not exists (
            select 1 from stated s where s.region_code = w.region_code and s.month = c.month and s.segment = c.segment
                and s.series = c.series
        )
        group by w.region_code, {by}
        having {whole}
    ),
    of_today as (
        select *, null::bigint as parts_present, null::bigint as parts_expected from stated
        union all by name
        select * from provinces
    ),
    complete_larger as (
        select w.region_code, w.vintage, s.series{then}, count(*)::bigint as parts
        from region_part w join (select distinct {sender} from of_today) s on s.region_code = w.part_code
        group by all
    ),
    larger as (
        select w.region_code, {by}, w.whole_boundary as boundary, {_added(measures, "c.")}, {status},
            list_sort(list_distinct(flatten(list(c.batch_ids)))) as batch_ids, []::varchar[] as fact_rows,
            {parts} as parts_present, any_value(w.parts_expected) as parts_expected
        from of_today c
        join region_part w on w.part_code = c.region_code and w.vintage in ('today', 'bridge')
        join region g on g.region_code = w.region_code and (g.level in ('national', 'kanwil') or w.vintage = 'bridge')
        join complete_larger p on p.region_code = w.region_code and p.vintage = w.vintage
            and p.series = c.series{same_month}
        where w.vintage = 'bridge' or not exists (
            select 1 from stated s where s.region_code = w.region_code and s.month = c.month and s.segment = c.segment
                and s.series = c.series
        )
        group by w.region_code, w.vintage, w.whole_boundary, {by}
        having {whole}
    ),
    -- The first month of today's outline: of a new province, and of the province it was cut out of.
    born as (
        select region_code, strftime(valid_from, '%Y-%m') as since from region where valid_from is not null
    ),
    outlines as (
        select * from born
        union all
        select b.region_code, min(n.since) from boundary_parts b join born n on n.region_code = b.part_code group by all
    ),
    every as (
        select region_code, month, segment, series, null as boundary, {columns}, status, parts_present, parts_expected,
            fact_rows, batch_ids
        from of_today
        left join outlines o using (region_code)
        where o.since is null or month >= o.since
        union all
        select region_code, month, segment, series, boundary, {columns}, status, parts_present, parts_expected,
            fact_rows, batch_ids
        from larger
        left join outlines o using (region_code)
        where boundary is null or month < o.since
    )
    select region_code, month as period, month, segment, series, boundary, {columns}, status, parts_present,
        parts_expected, batch_ids as source_ids, fact_rows, batch_ids
    from every
    """


def _added(measures: Sequence[str], table: str = "") -> str:
    """Add a measure up where every part has it."""
    return ", ".join(
        f"if(count({table}{name}) = count(*), sum({table}{name}), null)::bigint as {name}" for name in measures
    )
