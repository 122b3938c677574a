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

VARIANCE = "variance"  # squared standard error, the one measure that is not counted

# The first month of today's outline: of a new province, and of the province it was cut out of.
_OUTLINES = """
    born as (
        select region_code, strftime(valid_from, '%Y-%m') as since from region where valid_from is not null
    ),
    outlines as (
        select * from born
        union all
        select b.region_code, min(n.since) from boundary_parts b join born n on n.region_code = b.part_code group by all
    )"""


def total(stated: str, measures: Sequence[str], of: Sequence[str] | None = None, also: Sequence[str] = ()) -> str:
    """Give SQL of ``stated`` with a row of segment ``total`` for each place and month.

    Args:
        stated: SQL of figures: ``region_code, month, segment``, the measures, those of ``also`` and ``ORIGIN``.
        measures: columns that may be added up. One that is missing in a part is missing in the total.
        of: segments that must all be there; None adds up those that there are.
        also: further columns of the key, which may be null.
    """
    wanted = "true" if of is None else f"segment in {tuple(of)}"
    complete = "true" if of is None else f"count(*) = {len(of)}"
    keys = ", ".join(("region_code", "month", *also))
    return f"""
    with figures as materialized ({stated})
    select {keys}, segment, {", ".join(measures)}, series, status, batch_ids, fact_rows from figures
    union all
    select {keys}, 'total', {_added(measures)}, series, any_value(status),
        list_sort(list_distinct(flatten(list(batch_ids)))), list_sort(flatten(list(fact_rows)))
    from figures where {wanted}
    group by {keys}, series
    having {complete}
    """


def regional(stated: str, measures: Sequence[str], *, also: Sequence[str] = (), none_is_zero: bool = False) -> str:
    """Give SQL of figures of places with the sums of larger ones.

    Args:
        stated: SQL of figures, one row a place, month, segment and series: ``region_code, month, segment``, the measures,
            those of ``also`` and ``ORIGIN``.
        measures: columns that may be added up: whole numbers, and ``VARIANCE``.
        also: further columns of the key, which may be null.
        none_is_zero: whether a place that has rows of a month, and none of a segment, counts as zero in the sum of that
            segment, as where a row is a scheme or a claim. A place without any row of the month is a missing part.

    Returns:
        SQL with the columns of ``OFFICE_KEY``, those of ``also``, the measures, and ``OFFICE_PARTS``. A province, a Kanwil
        and the nation are the sum of all their parts, unless an office sent them itself; a province of before the split of
        2022 is the sum of the provinces of today. A province has no figure of before it existed.
    """
    keys = ("month", "segment", *also, "series")
    columns = ", ".join((*keys, *measures))
    by = ", ".join(f"c.{name}" for name in keys)
    stated_itself = "select 1 from stated s where s.region_code = w.region_code and " + " and ".join(
        f"s.{name} is not distinct from c.{name}" for name in keys
    )
    parts, whole = "count(*)::bigint", "count(*) = any_value(w.parts_expected)"
    if none_is_zero:
        parts, whole = "any_value(w.parts_expected)", "any_value(p.parts) = any_value(w.parts_expected)"
    summed = f"""{_added(measures, "c.")},
            if(c.series = 'demonstration', 'demonstration', 'summed') as status,
            list_sort(list_distinct(flatten(list(c.batch_ids)))) as batch_ids, []::varchar[] as fact_rows,
            {parts} as parts_present, any_value(w.parts_expected) as parts_expected"""
    reporting = """
        select w.region_code, w.vintage, s.series, s.month, count(*)::bigint as parts
        from region_part w join (select distinct region_code, series, month from {}) s on s.region_code = w.part_code
        group by all"""
    joined = """join reporting_{} p on p.region_code = w.region_code and p.vintage = w.vintage and p.series = c.series
            and p.month = c.month"""
    return f"""
    with stated as materialized ({stated}),
    reporting_regencies as ({reporting.format("stated")}),
    provinces as (
        select w.region_code, {by}, {summed}
        from stated c
        join region_part w on w.part_code = c.region_code and w.vintage = 'today'
        join region g on g.region_code = w.region_code and g.level = 'province'
        {joined.format("regencies")}
        where not exists ({stated_itself})
        group by w.region_code, {by}
        having {whole}
    ),
    of_today as (
        select *, null::bigint as parts_present, null::bigint as parts_expected from stated
        union all by name
        select * from provinces
    ),
    reporting_provinces as ({reporting.format("of_today")}),
    larger as (
        select w.region_code, {by}, w.whole_boundary as boundary, {summed}
        from of_today c
        join region_part w on w.part_code = c.region_code and w.vintage in ('today', 'bridge')
        join region g on g.region_code = w.region_code and (g.level in ('national', 'kanwil') or w.vintage = 'bridge')
        {joined.format("provinces")}
        where w.vintage = 'bridge' or not exists ({stated_itself})
        group by w.region_code, w.vintage, w.whole_boundary, {by}
        having {whole}
    ),
    {_OUTLINES},
    every as (
        select region_code, {columns}, null as boundary, status, parts_present, parts_expected, fact_rows, batch_ids
        from of_today
        left join outlines o using (region_code)
        where o.since is null or month >= o.since
        union all
        select region_code, {columns}, boundary, status, parts_present, parts_expected, fact_rows, batch_ids
        from larger
        left join outlines o using (region_code)
        where boundary is null or month < o.since
    )
    select region_code, month as period, {columns}, boundary, status, parts_present, parts_expected,
        batch_ids as source_ids, fact_rows, batch_ids
    from every
    """


def _added(measures: Sequence[str], table: str = "") -> str:
    """Add a measure up where every part has it."""
    kinds = {name: "double" if name == VARIANCE else "bigint" for name in measures}
    return ", ".join(
        f"if(count({table}{name}) = count(*), sum({table}{name}), null)::{kind} as {name}"
        for name, kind in kinds.items()
    )
