"""The tables that metrics read: counts of members, the workforce, and printed shares, each with status and sources.

They are computed from the facts when the store is built. A sum is made only when every part is held, says how many
parts it has, and is never made across two dates, series, boundaries or weights.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mart:
    """A computed table: its name, what it holds, the SQL that fills it, and a sentence for each column."""

    name: str
    about: str
    columns: dict[str, str]
    sql: str


KEY = {
    "region_code": "Region, Kemendagri code with its dot",
    "period": "Reference date as the source gives it: a month or a bare year",
    "month": "Month it is taken to stand for; December of a bare year",
}
PARTS = {
    "status": "published, summed, estimated, reported or demonstration: that of the weakest part",
    "parts_present": "Parts added up; null where nothing was added",
    "parts_expected": "Parts there should be; equal to parts_present in every sum",
    "source_ids": "Sources of all parts",
    "fact_rows": "File and row of every fact used",
}

REGION_PART = Mart(
    name="region_part",
    about="""Which regions add up to which: the provinces of the nation and of a Kanwil, on today's boundaries and on those
    before the split of 2022, the regencies of a province, and the provinces of today that made up an old one.""",
    columns={
        "region_code": "The whole",
        "part_code": "A part",
        "part_boundary": "Boundary vintage that the figure of the part must have; empty for today's",
        "whole_boundary": "Boundary vintage of the sum; empty for today's, and where the outline did not change",
        "vintage": "Name of the set of parts; one sum uses one set",
        "parts_expected": "Number of parts in the set",
    },
    sql="""
    with today as (
        select p.region_code, c.region_code as part_code
        from region p
        join region c on (p.level = 'national' and c.level = 'province')
            or (p.level = 'kanwil' and c.level = 'province' and c.kanwil_code = p.region_code)
            or (p.level = 'province' and c.level = 'regency' and c.parent_code = p.region_code)
    ),
    split as (select distinct region_code, boundary from boundary_parts),
    born as (select part_code from boundary_parts where part_code <> region_code),
    -- The nation and the Kanwil keep their outline when a province inside them is divided: only the parts differ.
    before_split as (
        select t.region_code, t.part_code, s.boundary as part_boundary
        from today t
        join region r on r.region_code = t.region_code and r.level in ('national', 'kanwil')
        left join split s on s.region_code = t.part_code
        where t.part_code not in (select part_code from born)
    ),
    sets as (
        select region_code, part_code, null as part_boundary, null as whole_boundary, 'today' as vintage from today
        union all
        select region_code, part_code, part_boundary, null, 'before-2022-split' from before_split
        union all
        select region_code, part_code, null, boundary, 'bridge' from boundary_parts
    )
    select region_code, part_code, part_boundary, whole_boundary, vintage,
        count(*) over (partition by region_code, vintage)::bigint as parts_expected
    from sets
    """,
)


def _summed(counts: str, by: str, first: str) -> str:
    """Give SQL that adds complete sets of parts of ``counts``; ``by`` are the columns that must be equal.

    ``first`` names the columns of the result up to and with ``people``. A whole that is printed itself is not summed.
    """
    same = " and ".join(f"o.{column.strip()} is not distinct from s.{column.strip()}" for column in by.split(","))
    return f"""
    sums as (
        select p.region_code, p.vintage, p.parts_expected, p.whole_boundary as boundary, {by},
            sum(c.people)::bigint as people,
            bool_or(c.approx) as approx,
            case when bool_or(c.status = 'estimated') then 'estimated' else 'summed' end as status,
            count(*)::bigint as parts_present,
            list_sort(list_distinct(flatten(list(c.source_ids)))) as source_ids,
            list_sort(flatten(list(c.fact_rows))) as fact_rows
        from {counts} c
        join region_part p on p.part_code = c.region_code and p.part_boundary is not distinct from c.boundary
        group by p.region_code, p.vintage, p.parts_expected, p.whole_boundary, {by}
        -- every part once: eight of nine with one of them twice are not nine
        having count(*) = p.parts_expected and count(distinct c.region_code) = p.parts_expected
    )
    select {first} from {counts}
    union all
    select {first} from sums s
    where not exists (
        select 1 from {counts} o
        where o.region_code = s.region_code and o.boundary is not distinct from s.boundary and {same}
    )
    """


PARTICIPANTS = Mart(
    name="participants",
    about="""Active participants by region, date, segment and series. A series is one way of counting: two series are
    never compared. Figures of offices, of single programmes and of narrower groups of workers are left out.""",
    columns=KEY
    | {
        "segment": "PU, BPU, JAKON, PMI, total; formal and informal where the source uses those classes",
        "series": "Which count it is: kemnaker, ucj_report, annual_report, press, den",
        "boundary": "Boundary vintage; empty for today's",
        "people": "Active participants [people]",
        "approx": "Rounded in print",
    }
    | PARTS,
    sql="""
    with counts as (
        select region_code, period, if(length(period) = 4, period || '-12', period) as month, segment, series, boundary,
            value::bigint as people, approx, status, null::bigint as parts_present, null::bigint as parts_expected,
            [source_id] as source_ids, ['published_figures.csv:' || fact_row] as fact_rows
        from published_figure
        where indicator = 'active_participants' and region_code is not null and series is not null
            and worker_category is null and programme is null and status <> 'summed'
        union all
        select region_code, year::varchar, year || '-12', segment, 'den', members_boundary, people, false, 'published',
            null, null, [source_id], ['members_by_province_year.csv:' || fact_row]
        from (unpivot members_by_province_year on active_pu as PU, active_bpu as BPU
              into name segment value people)
    ),
    """
    + _summed(
        "counts",
        "period, month, segment, series",
        "region_code, period, month, segment, series, boundary, people, approx, status, parts_present, parts_expected,"
        " source_ids, fact_rows",
    ),
)

WORKFORCE = Mart(
    name="workforce",
    about="""People whom a share is a share of, by region, date and base. Sakernas rounds of August carry the weights they
    were published with; bases of other publishers carry none. Never a line across weights or boundaries.""",
    columns=KEY
    | {
        "base": "Coverage base these people are the denominator of",
        "segment": "total, or formal and informal where a base is given in parts",
        "series": "sakernas, or who printed it",
        "weights": "Weights of the Sakernas round",
        "boundary": "Boundary vintage; empty for today's",
        "people": "People [people]",
        "approx": "Rounded in print",
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
        select *, null::bigint as parts_present, null::bigint as parts_expected
        from (select * from sakernas union all select * from printed)
    ),
    """
    + _summed(
        "counts",
        "period, month, base, segment, series, weights",
        "region_code, period, month, base, segment, series, weights, boundary, people, approx, status, parts_present,"
        " parts_expected, source_ids, fact_rows",
    ),
)

PRINTED_SHARE = Mart(
    name="printed_share",
    about="""Coverage shares as printed, with numerator and denominator where the same source prints both. A share whose
    source prints only the percentage has no people, and none are made from it. Shares of narrower groups of workers
    are left out.""",
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
    }
    | {name: says for name, says in PARTS.items() if name != "status"},
    sql="""
    with needed as (
        select base, workforce_base, string_split(numerator, '+') as segments
        from base where numerator <> 'as printed'
    ),
    strength as (
        select unnest(['reported', 'published', 'summed', 'estimated', 'demonstration']) as status,
            unnest(range(5)) as rank
    ),
    counted as (
        select p.region_code, p.period, p.month, p.series, p.boundary, n.base, n.workforce_base,
            if(len(n.segments) = 1, n.segments[1], 'total') as segment,
            sum(p.people)::bigint as people, bool_or(p.approx) as approx, arg_max(p.status, s.rank) as status,
            any_value(p.parts_present) as parts_present, any_value(p.parts_expected) as parts_expected,
            list_distinct(flatten(list(p.source_ids))) as source_ids, flatten(list(p.fact_rows)) as fact_rows
        from needed n
        join participants p on list_contains(n.segments, p.segment)
        join strength s on s.status = p.status
        group by p.region_code, p.period, p.month, p.series, p.boundary, n.base, n.workforce_base, n.segments
        -- one figure of each segment, neither fewer nor two of one
        having count(*) = len(n.segments) and count(distinct p.segment) = len(n.segments)
    )
    select c.region_code, c.period, c.month, c.base, c.segment, c.series, c.boundary, w.weights,
        c.people as numerator, w.people as denominator, w.period as denominator_period, c.approx or w.approx as approx,
        c.status as numerator_status, w.status as denominator_status,
        coalesce(c.parts_present, w.parts_present) as parts_present,
        coalesce(c.parts_expected, w.parts_expected) as parts_expected,
        list_sort(list_distinct(c.source_ids || w.source_ids)) as source_ids,
        list_sort(c.fact_rows || w.fact_rows) as fact_rows
    from counted c
    join workforce w on w.region_code = c.region_code and w.base = c.workforce_base and w.series = 'sakernas'
        and w.boundary is not distinct from c.boundary and w.month <= c.month
        and w.month >= strftime((c.month || '-01')::date - interval 12 month, '%Y-%m')
    qualify row_number() over (
        partition by c.region_code, c.period, c.base, c.series, c.boundary order by w.month desc, w.weights desc
    ) = 1
    """,
)

MARTS = (REGION_PART, PARTICIPANTS, WORKFORCE, PRINTED_SHARE, WORKFORCE_SHARE)
