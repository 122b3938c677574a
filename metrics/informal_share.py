"""Informal share: informal workers as a share of employed persons, by the statistics office's classes.

Formula: as printed by the statistics office; for a sum of provinces, informal employed over employed.
Numerator, denominator: people, only for sums and for provinces where one source prints both counts.
Base: employed persons of the same August round (``bps``).
Missing: no row.
Caveats: classes of main-job status, never substituted for PU and BPU. Never a mean of shares. Weights changed in 2023.
Source: ``data/facts/labour.csv`` (BPS Sakernas).
"""

from i18n import mark
from metrics._model import PRINTED_ONLY, Metric, weakest

METRIC = Metric(
    id="informal_share",
    title=mark("Informal share"),
    meaning=mark("Informal workers as a share of employed persons, by the classes of the statistics office."),
    formula=mark("informal employed / employed of one August round; as printed where only the share is published"),
    why=mark("Informal workers are the largest group not yet covered, and the hardest to keep covered."),
    caveat=mark("Informal is a class of main jobs, not the same people as the BPU segment."),
    unit="share",
    better="neither",
    bases=("bps",),
    headline={"": "informal"},
    missing={"": mark("No published informal share of this region is held.")},
    needs=("labour", "workforce"),
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
    select region_code, period, period as month, 'bps' as base, 'stated' as base_certainty, 'informal' as segment,
        'sakernas' as series, boundary, weights, numerator, denominator,
        if(denominator is null, null, period) as denominator_period, printed, printed_step, false as approx,
        false as parts_approx, recomputed_from, status, if(numerator is null, null, numerator_status) as numerator_status,
        if(denominator is null, null, denominator_status) as denominator_status, parts_present, parts_expected,
        if(numerator is null, '{PRINTED_ONLY}', null) as reason, source_ids, fact_rows
    from shares
    """,
)
