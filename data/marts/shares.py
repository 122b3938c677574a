"""Coverage shares: as printed, as two registers side by side, and both together as figures."""

from data.marts.model import KEY, NO_BATCH, PARTS, Mart, weakest

PRINTED_SHARE = Mart(
    name="printed_share",
    about="""Coverage shares as printed, with numerator and denominator where the same source prints both. A share whose
    source prints only the percentage has no people, and none are made from it. Shares of narrower groups of workers
    are left out.""",
    figures=False,
    columns=KEY
    | {
        "base": "Coverage base",
        "base_certainty": "Whether the source states the base or we infer it",
        "segment": "Segment the share is of",
        "series": "ucj_report, press; registered where it counts registered and not active participants",
        "boundary": "Boundary vintage; empty for today's",
        "printed": "Share as printed [0 to 1]",
        "printed_step": "Value of the last digit printed [0 to 1]",
        "approx": "Rounded in print",
        "numerator": "People covered, from the same source [people]",
        "denominator": "The base, from the same source [people]",
        "denominator_period": "Date of the denominator",
        "parts_approx": "Numerator or denominator is rounded in print",
        "status": "published",
        "source_ids": "Source",
        "fact_rows": "File and row of the share",
        "recomputed_from": "File and rows of the two parts",
        "note": "Remark of the compiler",
    },
    sql="""
    select s.region_code, s.period, if(length(s.period) = 4, s.period || '-12', s.period) as month, s.base,
        s.base_certainty, s.segment,
        case when s.indicator = 'coverage_pct_registered' then 'registered' when s.base = 'ucj' then 'ucj_report'
            else 'press' end as series,
        s.boundary, round(s.value / 100, 8) as printed,
        round(power(10, -s.printed_decimals) / 100, 8) as printed_step, s.approx,
        n.value::bigint as numerator, d.value::bigint as denominator, d.period as denominator_period,
        coalesce(n.approx or d.approx, false) as parts_approx, s.status, [s.source_id] as source_ids,
        ['published_figures.csv:' || s.fact_row] as fact_rows,
        if(n.value is null, null, 'published_figures.csv:' || n.fact_row || ',' || d.fact_row) as recomputed_from,
        s.note
    from published_figure s
    left join share_parts p on p.share_row = s.fact_row
    left join published_figure n on n.fact_row = p.numerator_row
    left join published_figure d on d.fact_row = p.denominator_row
    where s.indicator in ('coverage_pct', 'coverage_pct_registered') and s.region_code is not null
        and s.worker_category is null and s.base <> 'plan'
    """,
)

WORKFORCE_SHARE = Mart(
    name="workforce_share",
    about="""The two parts of coverage on the Sakernas bases, side by side, not divided: members of all segments that a base
    counts, in one series, and the workforce of the latest August round at or before their month, at most twelve months
    older, on the same boundary. With a segment missing there is no row.""",
    figures=False,
    columns=KEY
    | {
        "base": "Coverage base",
        "segment": "total, or the one segment that the base counts",
        "series": "Series of the members",
        "boundary": "Boundary vintage of both; empty for today's",
        "weights": "Weights of the workforce",
        "numerator": "Active participants [people]",
        "denominator": "Workforce [people]",
        "denominator_period": "August round of the workforce",
        "approx": "A part is rounded in print",
        "numerator_status": "Status of the members",
        "denominator_status": "Status of the workforce",
        "error": "Relative standard error of the workforce, where an office loaded one",
    }
    | {name: says for name, says in PARTS.items() if name != "status"},
    sql="""
    with needed as (
        select base, workforce_base, string_split(numerator, '+') as segments, false as only_own
        from base where numerator <> 'as printed'
        union all
        -- A UCJ share of a public source is never rebuilt; an office that sends both parts says itself what it counts.
        select base, workforce_base, ['PU', 'BPU', 'JAKON'], true from base where base in ('ucj', 'potential')
    ),
    strength as (
        select unnest(['reported', 'published', 'summed', 'estimated', 'demonstration']) as status,
            unnest(range(5)) as rank
    ),
    -- Whoever has no base at all has no share: most offices send members long before they send a base.
    with_base as (
        select p.* from participants p
        where exists (
            select 1 from workforce w
            where w.region_code = p.region_code and (w.series = p.series or w.series = 'sakernas')
        )
    ),
    counted as (
        select p.region_code, p.period, p.month, p.series, p.boundary, n.base, n.workforce_base,
            'total' as segment, sum(p.people)::bigint as people, bool_or(p.approx) as approx, arg_max(p.status, s.rank) as status,
            any_value(p.parts_present) as parts_present, any_value(p.parts_expected) as parts_expected,
            list_distinct(flatten(list(p.source_ids))) as source_ids, flatten(list(p.fact_rows)) as fact_rows,
            list_distinct(flatten(list(p.batch_ids))) as batch_ids
        from needed n
        join with_base p on list_contains(n.segments, p.segment)
            and (p.series not in ('office', 'demonstration') or n.segments <> ['PU', 'BPU', 'JAKON'])
            and (p.series in ('office', 'demonstration') or not n.only_own)
        join strength s on s.status = p.status
        where len(n.segments) > 1
        group by p.region_code, p.period, p.month, p.series, p.boundary, n.base, n.workforce_base, n.segments
        -- one figure of each segment, neither fewer nor two of one
        having count(*) = len(n.segments) and count(distinct p.segment) = len(n.segments)
        union all
        select p.region_code, p.period, p.month, p.series, p.boundary, n.base, n.workforce_base, p.segment, p.people,
            p.approx, p.status, p.parts_present, p.parts_expected, p.source_ids, p.fact_rows, p.batch_ids
        from needed n
        join with_base p on [p.segment] = n.segments
            -- what an office or the demonstration set counts has this very total
            or (p.series in ('office', 'demonstration') and p.segment = 'total' and n.segments = ['PU', 'BPU', 'JAKON'])
        where p.series in ('office', 'demonstration') or not n.only_own
    ),
    -- What an office or the demonstration set counts is set against its own workforce; only an office that sends none is
    -- set against Sakernas, as every published count is.
    set_against as (
        select *, if(series in ('office', 'demonstration'), series, 'sakernas') as divided_by from counted
        union all
        select *, 'sakernas' from counted where series = 'office'
    ),
    bases as (
        select *, coalesce(boundary, '') as outline from workforce where segment = 'total'
        qualify row_number() over (partition by region_code, base, series, outline, month order by weights desc) = 1
    ),
    -- The latest at or before the month.
    shares as (
        select c.*, w.weights, w.people as workforce, w.period as workforce_period, w.approx as workforce_approx,
            w.status as workforce_status, w.error, w.parts_present as workforce_present, w.parts_expected as workforce_expected,
            w.source_ids as workforce_sources, w.fact_rows as workforce_rows, w.batch_ids as workforce_batches
        from (select *, coalesce(boundary, '') as outline from set_against) c
        asof join bases w on w.region_code = c.region_code and w.base = c.workforce_base and w.series = c.divided_by
            and w.outline = c.outline and c.month >= w.month
        where w.month >= strftime((c.month || '-01')::date - interval 12 month, '%Y-%m')
    )
    select region_code, period, month, base, segment, series, boundary, weights, people as numerator,
        workforce as denominator, workforce_period as denominator_period, error, approx or workforce_approx as approx,
        status as numerator_status, workforce_status as denominator_status,
        coalesce(parts_present, workforce_present) as parts_present,
        coalesce(parts_expected, workforce_expected) as parts_expected,
        list_sort(list_distinct(source_ids || workforce_sources)) as source_ids,
        list_sort(fact_rows || workforce_rows) as fact_rows,
        list_sort(list_distinct(batch_ids || workforce_batches)) as batch_ids
    from shares
    qualify series <> 'office' or row_number() over (
        partition by region_code, period, base, series, boundary order by divided_by = series desc
    ) = 1
    """,
)

COVERAGE = Mart(
    name="coverage_share",
    about="""Every coverage share held, of both kinds, one row a figure, not divided.""",
    columns={name: says for name, says in PRINTED_SHARE.columns.items() if name != "note"}
    | {
        "weights": "Weights of the workforce",
        "numerator_status": "Status of the numerator",
        "denominator_status": "Status of the denominator",
        "error": "Relative standard error of the denominator: loaded, else assumed; empty where it is not known",
        "error_from": "Whose it is: loaded, assumed",
    }
    | PARTS,
    sql=f"""
    select region_code, period, month, base, base_certainty, segment, series, boundary, null as weights, numerator,
        denominator, denominator_period, printed, printed_step, approx, parts_approx, recomputed_from, status,
        if(numerator is null, null, status) as numerator_status,
        if(denominator is null, null, status) as denominator_status,
        null::double as error, null::varchar as error_from, null::bigint as parts_present,
        null::bigint as parts_expected, source_ids, fact_rows, {NO_BATCH}
    from printed_share
    union all
    select region_code, period, month, base, null, segment, series, boundary, weights, numerator, denominator,
        denominator_period, null, null, approx, false, null,
        {weakest("numerator_status", "denominator_status")}, numerator_status, denominator_status,
        coalesce(s.error, a.error), case when s.error is not null then 'loaded' when a.error is not null then 'assumed' end,
        parts_present, parts_expected, source_ids, fact_rows, batch_ids
    from workforce_share s
    join region r using (region_code)
    left join (select base, workforce_base as divided_by from base) b using (base)
    left join base_error a on a.base = b.divided_by and a.level = r.level and a.since <= s.month
    """,
)
