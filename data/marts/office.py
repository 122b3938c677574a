"""What offices and the demonstration set count, and the sums of it: members by segment, and the workforce by base."""

from data.marts.model import KEY, PARTS, Mart

OFFICE_COUNT = Mart(
    name="office_count",
    about="""Members and workforce as offices sent them or as the demonstration set has them, and their sums: provinces of
    all their regencies, a Kanwil and the nation of all their provinces, a province of before the split of 2022 of the
    provinces of today. A province that did not exist yet has no figure. Total members are PU + BPU + JAKON: migrant
    workers are not part of a region's workforce.""",
    figures=False,
    columns={name: says for name, says in KEY.items() if name != "period"}
    | {
        "counted": "members or workforce",
        "base": "Coverage base, of the workforce",
        "segment": "Segment or total, of members",
        "weights": "Weights of the survey, of the workforce",
        "series": "office or demonstration",
        "boundary": "Boundary vintage; empty for today's",
        "people": "People [people]",
        "error": "Relative standard error of a workforce, where all parts have one",
    }
    | PARTS,
    sql="""
    with sent as (
        select region_code, month, 'members' as counted, null as base, segment, null as weights,
            active as people, null::double as error,
            status, batch_id, source_file, source_sheet, source_row
        from membership
        union all
        select region_code, month, 'workforce', base, null, weights, total, relative_error, status, batch_id, source_file,
            source_sheet, source_row
        from office_workforce
        union all
        select region_code, month, 'workforce', base || '_formal', null, weights, formal, null, status, batch_id, source_file,
            source_sheet, source_row
        from office_workforce where base = 'bps' and formal is not null
        union all
        select region_code, month, 'workforce', base || '_informal', null, weights, informal, null, status, batch_id,
            source_file, source_sheet, source_row
        from office_workforce where base = 'bps' and informal is not null
    ),
    parts as (
        select region_code, month, counted, base, segment, weights,
            if(status = 'reported', 'office', 'demonstration') as series, people, error, status, [batch_id] as batch_ids,
            if(status = 'reported', [source_file || coalesce(', ' || source_sheet, '') || ', row ' || source_row], [])
                as fact_rows
        from sent
    ),
    stated as (
        select * from parts
        union all
        select region_code, month, counted, base, 'total', weights, series, sum(people)::bigint, null, any_value(status),
            list_distinct(flatten(list(batch_ids))), list_sort(flatten(list(fact_rows)))
        from parts where segment in ('PU', 'BPU', 'JAKON')
        group by region_code, month, counted, base, weights, series
        having count(*) = 3
    ),
    provinces as (
        select w.region_code, c.month, c.counted, c.base, c.segment, c.weights, c.series, sum(c.people)::bigint as people,
            if(count(c.error) = count(*), sqrt(sum((c.people * c.error) ** 2)) / nullif(sum(c.people), 0), null) as error,
            list_sort(list_distinct(flatten(list(c.batch_ids)))) as batch_ids, count(*)::bigint as parts_present,
            any_value(w.parts_expected) as parts_expected
        from stated c
        join region_part w on w.part_code = c.region_code and w.vintage = 'today'
        join region g on g.region_code = w.region_code and g.level = 'province'
        group by w.region_code, c.month, c.counted, c.base, c.segment, c.weights, c.series
        having count(*) = any_value(w.parts_expected)
    ),
    of_today as (
        select *, null::bigint as parts_present, null::bigint as parts_expected from stated
        union all by name
        select p.*, if(series = 'demonstration', 'demonstration', 'summed') as status, []::varchar[] as fact_rows
        from provinces p
        where not exists (
            select 1 from stated s
            where s.region_code = p.region_code and s.month = p.month and s.counted = p.counted and s.series = p.series
                and s.base is not distinct from p.base and s.segment is not distinct from p.segment
        )
    ),
    larger as (
        select w.region_code, c.month, c.counted, c.base, c.segment, c.weights, c.series, w.whole_boundary as boundary,
            sum(c.people)::bigint as people,
            if(count(c.error) = count(*), sqrt(sum((c.people * c.error) ** 2)) / nullif(sum(c.people), 0), null) as error,
            list_sort(list_distinct(flatten(list(c.batch_ids)))) as batch_ids,
            count(*)::bigint as parts_present, any_value(w.parts_expected) as parts_expected,
            if(c.series = 'demonstration', 'demonstration', 'summed') as status, []::varchar[] as fact_rows
        from of_today c
        join region_part w on w.part_code = c.region_code and w.vintage in ('today', 'bridge')
        join region g on g.region_code = w.region_code and (g.level in ('national', 'kanwil') or w.vintage = 'bridge')
        group by w.region_code, w.vintage, w.whole_boundary, c.month, c.counted, c.base, c.segment, c.weights, c.series
        having count(*) = any_value(w.parts_expected)
    ),
    -- The first month of today's outline: of a new province, and of the province it was cut out of.
    born as (
        select region_code, strftime(valid_from, '%Y-%m') as since from region where valid_from is not null
    ),
    outlines as (
        select * from born
        union all
        select b.region_code, min(n.since) from boundary_parts b join born n on n.region_code = b.part_code group by all
    )
    select c.region_code, c.month, c.counted, c.base, c.segment, c.weights, c.series, null as boundary, c.people, c.error,
        c.status, c.parts_present, c.parts_expected, c.batch_ids as source_ids, c.fact_rows, c.batch_ids
    from of_today c
    left join outlines o on o.region_code = c.region_code
    where o.since is null or c.month >= o.since
    union all
    select c.region_code, c.month, c.counted, c.base, c.segment, c.weights, c.series, c.boundary, c.people, c.error,
        c.status, c.parts_present, c.parts_expected, c.batch_ids, c.fact_rows, c.batch_ids
    from larger c
    left join outlines o on o.region_code = c.region_code
    where c.boundary is null or c.month < o.since
    """,
)
