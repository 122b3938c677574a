"""Counts of members: active participants, and workers whose contribution a third party pays."""

from data.marts.model import KEY, NO_BATCH, PARTS, Mart, summed

PARTICIPANTS = Mart(
    name="participants",
    about="""Active participants by region, date, segment and series. A series is one way of counting: two series are
    never compared. Figures of offices, of single programmes and of narrower groups of workers are left out.""",
    columns=KEY
    | {
        "segment": "PU, BPU, JAKON, PMI, total; formal and informal where the source uses those classes",
        "series": "Which count it is: kemnaker, ucj_report, annual_report, press, den; office, demonstration",
        "boundary": "Boundary vintage; empty for today's",
        "people": "Active participants [people]",
        "approx": "Rounded in print",
    }
    | PARTS,
    sql="""
    with counts as (
        select region_code, period, if(length(period) = 4, period || '-12', period) as month, segment, series, boundary,
            value::bigint as people, approx, status, null::bigint as parts_present, null::bigint as parts_expected,
            [source_id] as source_ids, ['published_figures.csv:' || fact_row] as fact_rows, []::varchar[] as batch_ids
        from published_figure
        where indicator = 'active_participants' and region_code is not null and series is not null
            and worker_category is null and programme is null and status <> 'summed'
        union all
        select region_code, year::varchar, year || '-12', segment, 'den', members_boundary, people, false, 'published',
            null, null, [source_id], ['members_by_province_year.csv:' || fact_row], []
        from (unpivot members_by_province_year on active_pu as PU, active_bpu as BPU
              into name segment value people)
    ),
    """
    + summed(
        "counts",
        "period, month, segment, series",
        "region_code, period, month, segment, series, boundary, people, approx, status, parts_present, parts_expected,"
        " source_ids, fact_rows, batch_ids",
    )
    + """
    union all
    select region_code, month, month, segment, series, boundary, people, false, status, parts_present, parts_expected,
        source_ids, fact_rows, batch_ids
    from office_count where counted = 'members'
    """,
)

VULNERABLE_COVERED = Mart(
    name="vulnerable_covered",
    about="""People whose contribution a third party pays, as sources print them. Plans, potentials and budgets are not
    people covered and are left out.""",
    columns=KEY
    | {
        "segment": "BPU for all vulnerable workers of a place, else the narrower group that the source counts",
        "series": "Which count it is; press where the source is no register",
        "boundary": "Boundary vintage; empty for today's",
        "people": "People covered [people]",
        "approx": "Rounded in print",
    }
    | PARTS,
    sql=f"""
    select region_code, period, if(length(period) = 4, period || '-12', period) as month,
        coalesce(worker_category, segment) as segment, coalesce(series, 'press') as series, boundary,
        value::bigint as people, approx, status, null::bigint as parts_present, null::bigint as parts_expected,
        [source_id] as source_ids, ['published_figures.csv:' || fact_row] as fact_rows, {NO_BATCH}
    from published_figure
    where indicator = 'vulnerable_workers_covered' and region_code is not null
    """,
)
