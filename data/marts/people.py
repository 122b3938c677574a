"""Counts of people that are not members: the workforce by base, the informal share of it, residents."""

from data.marts.model import KEY, NO_BATCH, PARTS, Mart, summed, weakest

WORKFORCE = Mart(
    name="workforce",
    about="""People whom a share is a share of, by region, date and base. Sakernas rounds of August carry the weights they
    were published with; bases of other publishers carry none. Never a line across weights or boundaries.""",
    columns=KEY
    | {
        "base": "Coverage base these people are the denominator of",
        "segment": "total, or formal and informal where a base is given in parts",
        "series": "sakernas, or who printed it; office, demonstration",
        "weights": "Weights of the Sakernas round",
        "boundary": "Boundary vintage; empty for today's",
        "people": "People [people]",
        "approx": "Rounded in print",
        "error": "Relative standard error, where an office loaded one",
    }
    | PARTS,
    sql="""
    with sakernas as (
        select region_code, period, period as month,
            case indicator when 'employed' then 'bps' when 'formal_employed' then 'bps_formal' else 'bps_informal' end
                as base,
            'total' as segment, 'sakernas' as series, series as weights, boundary, value::bigint as people,
            false as approx, if(derived, 'estimated', 'published') as status, [source_id] as source_ids,
            ['labour.csv:' || fact_row] as fact_rows
        from labour
        where indicator in ('employed', 'formal_employed', 'informal_employed') and round = 'august'
    ),
    printed as (
        select region_code, period, if(length(period) = 4, period || '-12', period) as month, base, segment,
            if(base = 'ucj', 'ucj_report', 'press') as series, null as weights, boundary, value::bigint as people,
            approx, status, [source_id] as source_ids, ['published_figures.csv:' || fact_row] as fact_rows
        from published_figure
        where indicator in ('denominator_employed', 'denominator_eligible', 'denominator_potential')
            and region_code is not null and worker_category is null and base <> 'plan'
    ),
    counts as (
        select *, null::bigint as parts_present, null::bigint as parts_expected, []::varchar[] as batch_ids
        from (select * from sakernas union all select * from printed)
    ),
    """
    + summed(
        "counts",
        "period, month, base, segment, series, weights",
        "region_code, period, month, base, segment, series, weights, boundary, people, approx, status, parts_present,"
        " parts_expected, source_ids, fact_rows, batch_ids, null::double as error",
    )
    + """
    union all by name
    select region_code, month as period, month, base, 'total' as segment, series, weights, boundary, people,
        false as approx, error, status, parts_present,
        parts_expected, source_ids, fact_rows, batch_ids
    from office_count where counted = 'workforce'
    """,
)

INFORMAL = Mart(
    name="informal",
    about="""Informal workers of employed persons, by August round: the share as printed, and both counts where one source
    prints them or where they are sums of provinces. Never a mean of shares.""",
    columns=KEY
    | {
        "boundary": "Boundary vintage; empty for today's",
        "weights": "Weights of the Sakernas round",
        "numerator": "Informal employed [people]",
        "denominator": "Employed [people]",
        "printed": "Share as printed [0 to 1]",
        "printed_step": "Value of the last digit printed [0 to 1]",
        "recomputed_from": "File and rows of the two parts",
        "numerator_status": "Status of the informal employed",
        "denominator_status": "Status of the employed",
        "segment": "informal",
        "series": "sakernas",
    }
    | PARTS,
    sql=f"""
    with printed as (
        select *, round(value / 100, 8) as share, round(power(10, -printed_decimals) / 100, 8) as step
        from labour where indicator = 'informal_share' and round = 'august'
    ),
    -- People only where the share's own source prints both counts: those derived from the share would prove nothing.
    parts as (
        select i.region_code, i.period, i.series, i.boundary, i.source_id, i.value::bigint as informal,
            e.value::bigint as employed, 'labour.csv:' || i.fact_row || ',' || e.fact_row as rows
        from labour i
        join labour e on e.region_code = i.region_code and e.period = i.period and e.indicator = 'employed'
            and e.series = i.series and e.boundary is not distinct from i.boundary and e.source_id = i.source_id
        where i.indicator = 'informal_employed' and not i.derived and not e.derived
    ),
    shares as (
        select p.region_code, p.period, p.series as weights, p.boundary, p.share as printed, p.step as printed_step,
            x.informal as numerator, x.employed as denominator, x.rows as recomputed_from,
            'published' as status, 'published' as numerator_status, 'published' as denominator_status,
            null::bigint as parts_present, null::bigint as parts_expected,
            [p.source_id] as source_ids, ['labour.csv:' || p.fact_row] as fact_rows
        from printed p
        left join parts x on x.region_code = p.region_code and x.period = p.period and x.series = p.series
            and x.boundary is not distinct from p.boundary and x.source_id = p.source_id
        union all
        select i.region_code, i.period, i.weights, i.boundary, null, null, i.people, e.people, null,
            {weakest("i.status", "e.status")}, i.status, e.status, i.parts_present, i.parts_expected,
            list_sort(list_distinct(i.source_ids || e.source_ids)), list_sort(i.fact_rows || e.fact_rows)
        from workforce i
        join workforce e on e.region_code = i.region_code and e.period = i.period and e.base = 'bps'
            and e.series = i.series and e.weights = i.weights and e.boundary is not distinct from i.boundary
        where i.base = 'bps_informal' and i.series = 'sakernas' and i.parts_present = e.parts_present
    )
    select *, period as month, 'informal' as segment, 'sakernas' as series, {NO_BATCH} from shares
    """,
)


def _sums(counts: str, level: str) -> str:
    """Give SQL that adds complete sets of ``counts`` up to the regions of a level that no source prints itself."""
    return f"""
        select p.region_code, c.period, c.series, sum(c.people)::bigint as people, 'summed' as status,
            count(*)::bigint as parts_present, p.parts_expected,
            list_sort(list_distinct(flatten(list(c.source_ids)))) as source_ids,
            list_sort(flatten(list(c.fact_rows))) as fact_rows
        from {counts} c
        join region_part p on p.part_code = c.region_code and p.vintage = 'today'
        join region g on g.region_code = p.region_code and g.level = '{level}'
        where not exists (
            select 1 from {counts} o
            where o.region_code = p.region_code and o.period = c.period and o.series = c.series
        )
        group by p.region_code, p.parts_expected, c.period, c.series
        having count(*) = p.parts_expected and count(distinct c.region_code) = p.parts_expected
    """


RESIDENTS = Mart(
    name="residents",
    about="""People who live in a region, from the civil register or the statistics office. A province is the sum of its
    regencies, and a Kanwil of its provinces, where all parts are held on one date and from one publisher.""",
    columns=KEY
    | {
        "segment": "total",
        "series": "The source: publishers count differently",
        "boundary": "Empty: only figures on today's boundaries are held",
        "people": "Residents [people]",
        "approx": "Never rounded in print",
    }
    | PARTS,
    sql=f"""
    with printed as (
        select region_code, period, source_id as series, value::bigint as people,
            if(derived, 'estimated', 'published') as status, null::bigint as parts_present,
            null::bigint as parts_expected, [source_id] as source_ids, ['labour.csv:' || fact_row] as fact_rows
        from labour where indicator = 'population' and boundary is null
    ),
    of_provinces as (select * from printed union all ({_sums("printed", "province")})),
    residents as (select * from of_provinces union all ({_sums("of_provinces", "kanwil")}))
    select *, if(length(period) = 4, period || '-12', period) as month, 'total' as segment,
        null::varchar as boundary, false as approx, {NO_BATCH}
    from residents
    """,
)
