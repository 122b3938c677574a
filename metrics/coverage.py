"""Coverage: active participants over a base, at the same date.

Formula: numerator / denominator, or the share as printed where the source prints only that.
Numerator: on ``ucj``, ``potential`` and ``unstated`` the people that the share's own source prints; on the Sakernas bases
the segments of the base (``data/facts/bases.csv``) of one series, and only when all of them are held.
Denominator: from the same source; on the Sakernas bases the latest August round at or before the month, at most twelve
months older, on the same boundary. Its date and weights come with it.
Missing: no row. A UCJ share is never rebuilt from segments, and no regency has an employed count.
Caveats: two bases are two figures. A share above 1 is kept: people may be enrolled where they do not live.
Source of the rules: contract of figures (keys, bases, conflicts); ``data/facts/bases.csv`` for who is counted.
"""

from i18n import mark
from metrics._model import PRINTED_ONLY, REGISTERED, ROUNDED_PARTS, STATUSES, UNSTATED, Metric, weakest

_NOT_PUBLISHED = mark("No published figure of this region is held on this base.")
_NO_EMPLOYED = mark(
    "The statistics office's employed count, or a segment that the base needs, is not held for this region. "
    "No regency of Banuspa has a published employed count."
)

METRIC = Metric(
    id="coverage",
    title=mark("Coverage"),
    meaning=mark("Active participants as a share of the people who could be covered, on a named base."),
    formula=mark("active participants / base, both at the same date; as printed where the source gives no parts"),
    why=mark("The share that targets are set on: 65 percent by 2024, and every later one."),
    caveat=mark("Two bases give two figures: never compare or join them, and never quote the share without its base."),
    unit="share",
    better="higher",
    bases=("ucj", "bps", "bps_pu_bpu", "bps_formal", "bps_informal", "potential", "plan", "unstated"),
    headline={"": "total", "bps_formal": "PU", "bps_informal": "BPU"},
    missing={
        "": _NOT_PUBLISHED,
        "bps": _NO_EMPLOYED,
        "bps_pu_bpu": _NO_EMPLOYED,
        "bps_formal": _NO_EMPLOYED,
        "bps_informal": _NO_EMPLOYED,
        "plan": mark("Planning documents print targets on this base, not figures of a region."),
    },
    needs=("printed_share", "participants", "workforce", "base"),
    sql=f"""
    with needed as (
        select base, workforce_base, string_split(numerator, '+') as segments
        from base where numerator <> 'as printed'
    ),
    counted as (
        select p.region_code, p.period, p.month, p.series, p.boundary, n.base, n.workforce_base,
            if(len(n.segments) = 1, n.segments[1], 'total') as segment,
            sum(p.people)::bigint as people, bool_or(p.approx) as approx,
            any_value(p.parts_present) as parts_present, any_value(p.parts_expected) as parts_expected,
            ({list(STATUSES)})[max(list_position({list(STATUSES)}, p.status))] as status,
            list_distinct(flatten(list(p.source_ids))) as source_ids, flatten(list(p.fact_rows)) as fact_rows
        from needed n
        join participants p on list_contains(n.segments, p.segment)
        group by all
        having count(*) = len(n.segments) and count(distinct p.segment) = len(n.segments)
    ),
    divided as (
        select c.region_code, c.period, c.month, c.base, null as base_certainty, c.segment, c.series, c.boundary,
            w.weights, c.people as numerator, w.people as denominator, w.period as denominator_period,
            null::double as printed, null::double as printed_step, c.approx or w.approx as approx,
            false as parts_approx, null as recomputed_from, c.status as numerator_status,
            w.status as denominator_status, coalesce(c.parts_present, w.parts_present) as parts_present,
            coalesce(c.parts_expected, w.parts_expected) as parts_expected, null as reason,
            list_sort(list_distinct(c.source_ids || w.source_ids)) as source_ids,
            list_sort(c.fact_rows || w.fact_rows) as fact_rows
        from counted c
        join workforce w on w.region_code = c.region_code and w.base = c.workforce_base and w.series = 'sakernas'
            and w.boundary is not distinct from c.boundary and w.month <= c.month
            and w.month >= strftime((c.month || '-01')::date - interval 12 month, '%Y-%m')
        qualify row_number() over (
            partition by c.region_code, c.period, c.base, c.series, c.boundary order by w.month desc, w.weights desc
        ) = 1
    ),
    printed as (
        select region_code, period, month, base, base_certainty, segment, series, boundary, null as weights, numerator,
            denominator, denominator_period, printed, printed_step, approx, parts_approx, recomputed_from,
            if(numerator is null, null, status) as numerator_status,
            if(denominator is null, null, status) as denominator_status,
            null::bigint as parts_present, null::bigint as parts_expected,
            case when series = 'registered' then '{REGISTERED}' when base = 'unstated' then '{UNSTATED}'
                when parts_approx then '{ROUNDED_PARTS}' when numerator is null then '{PRINTED_ONLY}' end as reason,
            source_ids, fact_rows, status
        from printed_share
    )
    select * from printed
    union all by name
    select *, {weakest("numerator_status", "denominator_status")} as status from divided
    """,
)
