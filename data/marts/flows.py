"""Who came, left and stayed: what offices count of their members besides the active ones."""

from data.marts.model import Mart
from data.marts.regional import OFFICE_KEY, OFFICE_PARTS, ORIGIN, regional, total

PEOPLE_OF_REGION = ("PU", "BPU", "JAKON")  # total members: migrant workers are not part of a region's workforce

_COUNT = ("registered", "active")
MEMBER_COUNT = Mart(
    name="member_count",
    about="""Registered and active participants as an office counts both in one row, and the sums of them. Total is PU + BPU +
    JAKON.""",
    columns=OFFICE_KEY
    | {"registered": "Active and inactive participants [people]", "active": "Active participants [people]"}
    | OFFICE_PARTS,
    sql=regional(
        total(
            f"select region_code, month, segment, registered, active, {ORIGIN} from membership where registered is not null",
            _COUNT,
            PEOPLE_OF_REGION,
        ),
        _COUNT,
    ),
)

_FLOW = ("active", "active_before", "new_people", "reactivated", "exits", "moved_in", "moved_out")
MEMBER_FLOW = Mart(
    name="member_flow",
    about="""Who came and left within a month, and the active participants at its end and at the end of the month before where
    that month is held, and the sums of them. Within a sum, whoever moved between two parts stands in moved_in and in
    moved_out.""",
    columns=OFFICE_KEY
    | {
        "active": "Active participants at the end of the month [people]",
        "active_before": "Active participants at the end of the month before [people]",
        "new_people": "Registered for the first time in the month [people]",
        "reactivated": "Inactive the month before, active now [people]",
        "exits": "Active the month before, not active now [people]",
        "moved_in": "Moved in from another region or segment [people]",
        "moved_out": "Moved out to another region or segment [people]",
    }
    | OFFICE_PARTS,
    sql=regional(
        total(
            f"""
        select region_code, month, segment, active, active_before, "new" as new_people, reactivated, exits, moved_in,
            moved_out, {ORIGIN}
        from (
            select *,
                -- The month before, not merely the last one held: across a gap nobody knows who came when.
                if(lag(month) over line = strftime((month || '-01')::date - interval 1 month, '%Y-%m'),
                    lag(active) over line, null) as active_before
            from membership
            window line as (partition by region_code, segment, status order by month)
        )
        """,
            _FLOW,
            PEOPLE_OF_REGION,
        ),
        _FLOW,
    ),
)

_COHORT = ("active_year_ago", "still_active")
MEMBER_COHORT = Mart(
    name="member_cohort",
    about="""Of the participants active twelve months ago, those active now, as an office counts them, and the sums of
    them.""",
    columns=OFFICE_KEY
    | {
        "active_year_ago": "Active participants twelve months before [people]",
        "still_active": "Of them active now [people]",
    }
    | OFFICE_PARTS,
    sql=regional(
        total(
            f"""
        select region_code, month, segment, active_year_ago, still_active, {ORIGIN}
        from membership where active_year_ago is not null and still_active is not null
        """,
            _COHORT,
            PEOPLE_OF_REGION,
        ),
        _COHORT,
    ),
)

_SINCE = """
    select n.region_code, n.period, n.month, n.segment, n.series, n.boundary, n.people, t.people as people_then,
        t.period as period_then, n.approx or t.approx as approx,
        case when n.status = 'demonstration' or t.status = 'demonstration' then 'demonstration'
            when n.status = 'estimated' or t.status = 'estimated' then 'estimated'
            when n.status = 'summed' or t.status = 'summed' then 'summed'
            when n.status = 'published' or t.status = 'published' then 'published' else 'reported' end as status,
        n.parts_present, n.parts_expected, list_sort(list_distinct(n.source_ids || t.source_ids)) as source_ids,
        if(n.status = 'demonstration', [], list_sort(n.fact_rows || t.fact_rows)) as fact_rows,
        list_sort(list_distinct(n.batch_ids || t.batch_ids)) as batch_ids
    from participants n
    join participants t on t.region_code = n.region_code and t.segment = n.segment and t.series = n.series
        and t.boundary is not distinct from n.boundary and t.on_line and length(t.period) = length(n.period)
        and t.month = {then}
    where n.on_line and n.series <> 'registered'
"""
_THEN = {
    "people": "Active participants [people]",
    "people_then": "Active participants at the earlier date [people]",
    "period_then": "The earlier date",
    "approx": "A count is rounded in print",
}

MEMBER_YEAR = Mart(
    name="member_year",
    about="""Active participants beside those of twelve months before, of one segment, series and outline.""",
    columns=OFFICE_KEY | _THEN | OFFICE_PARTS,
    sql=_SINCE.format(then="strftime((n.month || '-01')::date - interval 12 month, '%Y-%m')"),
)

BEFORE_PANDEMIC = "2020-02"
MEMBER_SINCE_PANDEMIC = Mart(
    name="member_since_pandemic",
    about="""Active participants beside those of February 2020, the last month before the pandemic, of one segment, series and
    outline.""",
    columns=OFFICE_KEY | _THEN | OFFICE_PARTS,
    sql=_SINCE.format(then=f"'{BEFORE_PANDEMIC}'") + f" and n.month >= '{BEFORE_PANDEMIC}'",
)

REPORTING = Mart(
    name="reporting",
    about="""Months of the last twelve for which the members of a region are held, all three segments of them, from the first
    month an office sent.""",
    columns=OFFICE_KEY
    | {"months_held": "Months held of the twelve [months]", "months_expected": "Twelve, or as many as since the first"}
    | OFFICE_PARTS,
    sql="""
    with held as (
        select region_code, month, series, status, source_ids, batch_ids, (month || '-01')::date as day
        from participants
        where series in ('office', 'demonstration') and segment = 'total' and boundary is null and on_line
    ),
    spans as (select series, region_code, min(day) as first_day from held group by all),
    ends as (select series, max(day) as last_day from held group by all),
    months as (
        select s.series, s.region_code, s.first_day,
            unnest(generate_series(s.first_day, e.last_day, interval 1 month))::date as day
        from spans s join ends e using (series)
    )
    select m.region_code, strftime(m.day, '%Y-%m') as period, strftime(m.day, '%Y-%m') as month, 'total' as segment,
        m.series, null as boundary, count(h.day)::bigint as months_held,
        least(12, date_diff('month', m.first_day, m.day) + 1)::bigint as months_expected,
        if(m.series = 'demonstration', 'demonstration', 'reported') as status, null::bigint as parts_present,
        null::bigint as parts_expected, list_sort(list_distinct(flatten(list(h.source_ids)))) as source_ids,
        []::varchar[] as fact_rows, list_sort(list_distinct(flatten(list(h.batch_ids)))) as batch_ids
    from months m
    left join held h on h.series = m.series and h.region_code = m.region_code and h.day <= m.day
        and h.day > m.day - interval 12 month
    group by m.series, m.region_code, m.first_day, m.day
    """,
)
