"""Cover that a third party pays for, month by month: how many, who pays, what it costs, and when it ends."""

from data.marts.model import NO_BATCH, Mart
from data.marts.regional import OFFICE_KEY, OFFICE_PARTS, ORIGIN, regional, total
from data.small_numbers import SPANS
from data.standing import LAPSE_MONTHS

# Every month from the first scheme of a place on, up to the last month of members.
_GRID = """
    select region_code, strftime(unnest(generate_series(
            min((start_month || '-01')::date), (select max((month || '-01')::date) from membership), interval 1 month
        )), '%Y-%m') as month,
        if(status = 'reported', 'office', 'demonstration') as series, status,
        list_sort(list_distinct(list(batch_id))) as batch_ids
    from sponsored_cover where funding_source <> 'own' group by region_code, status
"""

# Every month of every scheme. What people pay themselves is no sponsored cover.
_MONTHS = f"""
    select region_code, strftime(day, '%Y-%m') as month, worker_category, funding_source, people, premium, end_month,
        {ORIGIN}
    from (
        select *, unnest(generate_series(
            (start_month || '-01')::date,
            least((end_month || '-01')::date, (select max((month || '-01')::date) from membership)),
            interval 1 month
        ))::date as day
        from sponsored_cover where funding_source <> 'own'
    )
"""
_MEASURES = ("people", "cost", "with_premium")
_GROUPED = """
    select region_code, month, {group} as segment, sum(people)::bigint as people,
        coalesce(sum(people * premium), 0)::bigint as cost, sum(if(premium is null, 0, people))::bigint as with_premium, series,
        any_value(status) as status, list_sort(list_distinct(flatten(list(batch_ids)))) as batch_ids,
        list_sort(flatten(list(fact_rows))) as fact_rows
    from ({months}) group by region_code, month, {group}, series
"""
_SAYS = {
    "people": "People covered in the month; empty where held back [people]",
    "cost": "Contributions paid in the month for those whose premium is known; empty where held back [rupiah]",
    "with_premium": "Of them those whose premium is known; empty where held back [people]",
    "people_of_all": "People covered in the month by all schemes [people]",
    "suppressed": "Held back because the count is small",
}


def _never_none(sql: str, measures: tuple[str, ...], segments: str) -> str:
    """Add a zero for every month of a place in which no scheme runs; ``segments`` are SQL rows of one column."""
    zeros = ", ".join(f"0 as {name}" for name in measures)
    return f"""
    with running as materialized ({sql})
    select * from running
    union all by name
    select g.region_code, g.month, s.segment, {zeros}, g.series, g.status, g.batch_ids, []::varchar[] as fact_rows
    from ({_GRID}) g, ({segments}) s
    where not exists (
        select 1 from running h where h.region_code = g.region_code and h.month = g.month and h.segment = s.segment
            and h.series = g.series
    )
    """


def _by(group: str, counted: str) -> str:
    """Give SQL of sponsored people by a column of their schemes and in all, small counts of a regency held back.

    Args:
        group: the column that becomes the segment.
        counted: its name among the cells that are held back.
    """
    stated = total(_GROUPED.format(group=group, months=_MONTHS), _MEASURES)
    sums = regional(_never_none(stated, _MEASURES, "select 'total' as segment"), _MEASURES, none_is_zero=True)
    return f"""
    select s.* exclude (people, cost, with_premium), if(h.segment is null, people, null) as people,
        if(h.segment is null, cost, null) as cost, if(h.segment is null, with_premium, null) as with_premium,
        h.segment is not null as suppressed,
        sum(if(s.segment = 'total', 0, people)) over (
            partition by s.region_code, s.month, s.series, s.boundary
        )::bigint as people_of_all
    from ({sums}) s
    left join held_back h on h.counted = '{counted}' and h.region_code = s.region_code and h.month = s.month
        and h.segment = s.segment and s.series = 'office'
    """


SPONSORED_GROUP = Mart(
    name="sponsored_group",
    about="""People whose contribution a third party pays, month by month, by group of workers and in all, and the sums of
    them. A place has a figure from its first scheme on, and a sum needs one of every part. Small counts of a group in a
    regency that an office sent are held back.""",
    columns=OFFICE_KEY | _SAYS | OFFICE_PARTS,
    sql=_by("worker_category", "cover_group"),
)

SPONSORED_FUNDING = Mart(
    name="sponsored_funding",
    about="""People whose contribution a third party pays, month by month, by who pays and in all, and the sums of them, as in
    sponsored_group.""",
    columns=OFFICE_KEY | _SAYS | OFFICE_PARTS,
    sql=_by("funding_source", "cover_funding"),
)

_ENDS = ("people", "people_of_all")
_ENDING = f"""
    select region_code, month, span || 'm' as segment,
        sum(if((end_month || '-01')::date < (month || '-01')::date + to_months(span::integer), people, 0))::bigint as people,
        sum(people)::bigint as people_of_all, series, any_value(status) as status,
        list_sort(list_distinct(flatten(list(batch_ids)))) as batch_ids,
        list_sort(list_distinct(flatten(list(fact_rows)))) as fact_rows
    from ({_MONTHS}), (select unnest({list(SPANS)}) as span)
    group by region_code, month, span, series
"""
_ENDING_SUMS = regional(
    _never_none(_ENDING, _ENDS, f"select unnest({[f'{span}m' for span in SPANS]}) as segment"), _ENDS, none_is_zero=True
)
COVER_ENDING = Mart(
    name="cover_ending",
    about=f"""People whose sponsored cover ends within the next 1, 3, 6 and 12 months of a month, this month included. Unless it
    is bought again they leave the active count {LAPSE_MONTHS} months after their last paid month. The segment is the span. Sums
    that would give a small scheme of a regency away, alone or between two of them, are held back.""",
    columns=OFFICE_KEY
    | {"people": "People whose cover ends; empty where held back [people]"}
    | {"people_of_all": "People covered in the month [people]", "suppressed": "Held back because of a small count"}
    | OFFICE_PARTS,
    sql=f"""
    select s.* exclude (people), if(h.segment is null, people, null) as people, h.segment is not null as suppressed
    from ({_ENDING_SUMS}) s
    -- What a province states itself is no sum of its regencies and gives none of them away.
    left join held_back h on h.counted = 'cover_ending' and h.region_code = s.region_code and h.month = s.month
        and h.segment = s.segment and s.series = 'office' and (s.parts_present is not null or length(s.region_code) = 5)
    """,
)

NON_ASN_COVERED = Mart(
    name="non_asn_covered",
    about="""Government staff without civil-servant status who are covered, as sources print them and as offices send the
    schemes that pay for them.""",
    columns=OFFICE_KEY
    | {"people": "People covered; empty where held back [people]", "approx": "Rounded in print"}
    | {"suppressed": "Held back because the count is small"}
    | OFFICE_PARTS,
    sql=f"""
    select region_code, period, if(length(period) = 4, period || '-12', period) as month, 'non_asn' as segment,
        coalesce(series, 'press') as series, boundary, value::bigint as people, approx, false as suppressed, status,
        null::bigint as parts_present, null::bigint as parts_expected, [source_id] as source_ids,
        ['published_figures.csv:' || fact_row] as fact_rows, {NO_BATCH}
    from published_figure
    where indicator = 'non_asn_covered' and region_code is not null
    union all by name
    select {", ".join(OFFICE_KEY)}, people, false as approx, suppressed, {", ".join(OFFICE_PARTS)}
    from sponsored_group where segment = 'non_asn'
    """,
)
