"""Population: residents, from the civil register or the statistics office, as each source prints them.

Formula: a count; a province is the sum of its regencies, and a Kanwil of its provinces, where all parts are held on one
date and from one publisher.
Numerator: people. Denominator: none.
Missing: no row; a sum with a part missing is not made.
Series: the source, since publishers count differently (civil register, census, statistics office).
Caveats: residents are not workers, and no coverage is computed from them.
Source: ``data/facts/labour.csv``, indicator population.
"""

from i18n import mark
from metrics._model import Metric


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


METRIC = Metric(
    id="population",
    title=mark("Residents"),
    meaning=mark("People who live in the region, of all ages."),
    formula=mark("a count of people, as printed; sums only where every part is held on one date"),
    why=mark("Where no coverage has been published, how many people the question is about."),
    caveat=mark("Residents are not workers: no coverage is computed from them."),
    unit="people",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": mark("No published number of residents of this region is held.")},
    needs=("labour", "region_part", "region"),
    sql=f"""
    with printed as (
        select region_code, period, source_id as series, value::bigint as people,
            if(derived, 'estimated', 'published') as status, null::bigint as parts_present,
            null::bigint as parts_expected, [source_id] as source_ids, ['labour.csv:' || fact_row] as fact_rows
        from labour where indicator = 'population' and boundary is null
    ),
    of_provinces as (select * from printed union all ({_sums("printed", "province")})),
    residents as (select * from of_provinces union all ({_sums("of_provinces", "kanwil")}))
    select region_code, period, if(length(period) = 4, period || '-12', period) as month, null as base,
        null as base_certainty, 'total' as segment, series, null as boundary, null as weights, people as numerator,
        null::bigint as denominator, null as denominator_period, null::double as printed,
        null::double as printed_step, false as approx, false as parts_approx, null as recomputed_from, status,
        status as numerator_status, null as denominator_status, parts_present, parts_expected, null as reason,
        source_ids, fact_rows
    from residents
    """,
)
