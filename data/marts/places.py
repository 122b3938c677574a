"""Which regions add up to which."""

from data.marts.model import Mart

REGION_PART = Mart(
    name="region_part",
    about="""Which regions add up to which: the provinces of the nation and of a Kanwil, on today's boundaries and on those
    before the split of 2022, the regencies of a province, and the provinces of today that made up an old one.""",
    figures=False,
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
