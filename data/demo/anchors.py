"""Published figures the demonstration set passes through, and those it leaves out, each with the reason.

Published figures contradict each other, so a set that passed through all of them would be impossible. One series a key
is kept: the count of the UCJ reports. Figures of single regencies join where they fit. Nothing is typed here: every
figure is read from the facts, and the rule that takes it or leaves it is below.
"""

from __future__ import annotations

import pandas as pd

from data.demo.ground import KANWIL, MONTHS, Query
from i18n import mark

# Reason of a rule: in English, for the catalogue of translations, and in Indonesian.
TAKEN = {
    "exact": (
        mark("The set passes exactly through this count."),
        "Data contoh tepat melalui angka ini.",
    ),
    "placed": (
        mark("The source states the year only; the set passes exactly through it in December of that year."),
        "Sumber hanya menyebut tahun; data contoh tepat melalui angka ini pada Desember tahun itu.",
    ),
    "near": (
        mark("Only a percentage is printed; the set is led to it on its own base, to the nearest person."),
        "Sumber hanya mencetak persentase; data contoh diarahkan ke persentase itu pada basisnya sendiri.",
    ),
    "sakernas": (
        mark("The regencies of the demonstration set add up to this Sakernas figure exactly."),
        "Jumlah kabupaten/kota dalam data contoh tepat sama dengan angka Sakernas ini.",
    ),
}
LEFT = {
    "outside": (
        mark("It lies outside the months of the set."),
        "Di luar bulan data contoh.",
    ),
    "rounded": (
        mark("It is rounded in print."),
        "Angka dibulatkan pada sumbernya.",
    ),
    "old_boundary": (
        mark("It is about provinces as they were before the split of 2022."),
        "Menurut batas provinsi sebelum pemekaran 2022.",
    ),
    "registered": (
        mark("It counts registered participants, active and inactive."),
        "Menghitung peserta terdaftar, aktif dan tidak aktif.",
    ),
    "month_not_stated": (
        mark("The source states no month."),
        "Sumber tidak menyebut bulan.",
    ),
    "other_classes": (
        mark("It uses the classes formal and informal, which are not PU and BPU, or names no segment."),
        "Memakai kelas formal dan informal, yang bukan PU dan BPU, atau tidak menyebut segmen.",
    ),
    "below_its_part": (
        mark("It is below a figure of one of the province's own regencies."),
        "Lebih kecil daripada angka salah satu kabupaten/kota di provinsi itu sendiri.",
    ),
    "other_series": (
        mark("It belongs to another series than the UCJ reports, and two series are never joined."),
        "Berasal dari seri lain, bukan laporan UCJ; dua seri tidak pernah disambung.",
    ),
    "without_construction": (
        mark("It is PU and BPU without construction; the set passes through both of these instead."),
        "PU dan BPU tanpa jasa konstruksi; data contoh melalui kedua bagian itu.",
    ),
    "other_base": (
        mark("It is measured on another base than the UCJ base, or on one that is not named."),
        "Dihitung pada basis selain basis UCJ, atau basisnya tidak disebut.",
    ),
    "parts_printed": (
        mark("The source prints both parts; the set passes through these, and the share follows."),
        "Sumber mencetak kedua bagiannya; data contoh melalui keduanya, dan cakupan mengikutinya.",
    ),
    "sources_differ": (
        mark("Another source prints the same thing for the same month; the set passes through that one."),
        "Sumber lain mencetak hal yang sama untuk bulan yang sama; data contoh melalui angka sumber itu.",
    ),
}
_COLUMNS = "file, fact_row, region_code, period, month, quantity, segment, value, source_id"

# Read from top to bottom: the first condition that holds says why a figure is taken or left.
_RULED = f"""
with place as (
    select region_code, level, parent_code from region
    where region_code = $kanwil or kanwil_code = $kanwil
        or parent_code in (select region_code from region where level = 'province' and kanwil_code = $kanwil)
),
figures as (
    select 'published_figures.csv' as file, f.fact_row, region_code, p.parent_code, p.level, period,
        if(length(period) = 4, period || '-12', period) as month,
        case indicator when 'active_participants' then 'members' when 'registered_participants' then 'registered'
            when 'coverage_pct' then 'share' else 'base' end as quantity,
        segment, value, approx, series, base, boundary, source_id
    from published_figure f join place p using (region_code)
    where worker_category is null and programme is null
        and indicator in ('active_participants', 'registered_participants', 'coverage_pct', 'denominator_employed',
            'denominator_eligible', 'denominator_potential')
),
parts as (
    select region_code, period, source_id, sum(value) as people from figures
    where quantity = 'members' and segment in ('PU', 'BPU', 'JAKON') group by all
),
unfit as (
    select *,
        case
            when month not between $first and $last then 'outside'
            when approx then 'rounded'
            when boundary is not null then 'old_boundary'
            when quantity = 'registered' then 'registered'
            when fact_row in (select share_row from share_parts) and base = 'ucj' then 'parts_printed'
            when quantity in ('base', 'share') and base <> 'ucj' then 'other_base'
            when quantity = 'members' and (series is null or series = 'kemnaker') then 'other_series'
            when length(period) = 4 and series is distinct from 'ucj_report' and quantity <> 'base' then 'month_not_stated'
            when quantity <> 'base' and segment not in ('PU', 'BPU', 'JAKON', 'total') then 'other_classes'
        end as why
    from figures
),
ruled as (
    select *,
        case
            when why is not null then why
            when quantity = 'members' and level <> 'regency' and series <> 'ucj_report' and segment = 'total'
                and value < (select max(o.value) from unfit o where o.why is null and o.quantity = 'members'
                    and o.parent_code = u.region_code) then 'below_its_part'
            when quantity = 'members' and level <> 'regency' and series <> 'ucj_report' then 'other_series'
            when quantity = 'members' and segment = 'total' and series <> 'ucj_report' and exists (
                select 1 from parts p where p.region_code = u.region_code and p.period = u.period
                    and p.source_id = u.source_id and p.people = u.value) then 'without_construction'
            when quantity = 'share' and exists (select 1 from unfit o where o.why is null and o.quantity = 'members'
                and o.region_code = u.region_code and o.month = u.month and o.series = 'ucj_report') then 'sources_differ'
            when quantity = 'share' then 'near'
            when length(period) = 4 then 'placed'
            else 'exact'
        end as reason
    from unfit u
),
first_of_key as (
    select * replace (
        if(row_number() over (partition by region_code, month, quantity, segment, reason in ('exact', 'placed', 'near')
            order by fact_row) > 1 and reason in ('exact', 'placed', 'near'), 'sources_differ', reason) as reason
    )
    from ruled
),
others as (
    select 'members_by_province_year.csv' as file, fact_row, region_code, year::varchar as period,
        year || '-12' as month, 'members' as quantity, segment, value::double as value, source_id,
        if(members_boundary is null, 'month_not_stated', 'old_boundary') as reason
    from (unpivot members_by_province_year on active_pu as PU, active_bpu as BPU into name segment value value)
    join place using (region_code)
    union all
    select 'labour.csv', l.fact_row, region_code, period, period, 'employed', 'total', value, source_id, 'sakernas'
    from labour l join place p using (region_code)
    where indicator = 'employed' and round = 'august' and p.level = 'province' and period between $first and $last
)
select {_COLUMNS}, reason from first_of_key union all select {_COLUMNS}, reason from others
order by region_code, month, quantity, segment, file, fact_row
"""


def used(query: Query) -> pd.DataFrame:
    """Give the published figures that the set passes through.

    Returns:
        One row a figure: ``file, fact_row, region_code, period, month, quantity, segment, value, source_id, reason,
        reason_en, reason_id``; ``month`` is where the set passes through it; ``quantity`` is members, base, share
        (percent) or employed; ``reason`` a key of ``TAKEN``. Sorted by region and month.
    """
    return _with_words(_ruled(query), TAKEN)


def left_out(query: Query) -> pd.DataFrame:
    """Give the published figures of members and shares, of these regions, that the set does not pass through.

    Returns:
        The columns of ``used``; ``reason`` is a key of ``LEFT``; the first reason that applies is given.
    """
    return _with_words(_ruled(query), LEFT)


def _ruled(query: Query) -> pd.DataFrame:
    return query(_RULED, kanwil=KANWIL, first=MONTHS[0], last=MONTHS[-1])


def _with_words(figures: pd.DataFrame, words: dict[str, tuple[str, str]]) -> pd.DataFrame:
    chosen = figures[figures["reason"].isin(list(words))].reset_index(drop=True)
    chosen["reason_en"] = [words[reason][0] for reason in chosen["reason"]]
    chosen["reason_id"] = [words[reason][1] for reason in chosen["reason"]]
    return chosen
