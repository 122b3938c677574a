"""What offices and the demonstration set count, and the sums of it: members by segment, and the workforce by base."""

from data.marts.flows import PEOPLE_OF_REGION
from data.marts.model import Mart
from data.marts.regional import OFFICE_KEY, OFFICE_PARTS, ORIGIN, VARIANCE, regional, total

_ALSO = ("counted", "base", "weights")
_MEASURES = ("people", VARIANCE)

_SENT = f"""
    select region_code, month, 'members' as counted, null as base, segment, null as weights, active as people,
        null::double as {VARIANCE}, {ORIGIN}
    from membership
    union all
    select region_code, month, 'workforce', base, null, weights, total, (total * relative_error) ** 2, {ORIGIN}
    from office_workforce
    union all
    select region_code, month, 'workforce', base || '_formal', null, weights, formal, null, {ORIGIN}
    from office_workforce where base = 'bps' and formal is not null
    union all
    select region_code, month, 'workforce', base || '_informal', null, weights, informal, null, {ORIGIN}
    from office_workforce where base = 'bps' and informal is not null
"""
OFFICE_COUNT = Mart(
    name="office_count",
    about="""Members and workforce as offices sent them or as the demonstration set has them, and their sums: provinces of
    all their regencies, a Kanwil and the nation of all their provinces, a province of before the split of 2022 of the
    provinces of today. A province that did not exist yet has no figure. Total members are PU + BPU + JAKON: migrant
    workers are not part of a region's workforce.""",
    figures=False,
    columns={name: says for name, says in OFFICE_KEY.items() if name != "period"}
    | {
        "counted": "members or workforce",
        "base": "Coverage base, of the workforce",
        "weights": "Weights of the survey, of the workforce",
        "people": "People [people]",
        "error": "Relative standard error of a workforce, where all parts have one",
    }
    | OFFICE_PARTS,
    sql=f"""
    select * exclude ({VARIANCE}), sqrt({VARIANCE}) / nullif(people, 0) as error
    from ({regional(total(_SENT, _MEASURES, PEOPLE_OF_REGION, _ALSO), _MEASURES, also=_ALSO)})
    """,
)
