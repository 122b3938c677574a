"""Figures as published: members, shares and money from public pages, and the labour market of the statistics office."""

from data.schema.model import FLAG, NUMBER, PERIOD_KIND, WHOLE, Column, Rule, Table
from data.schema.places import region_code

SEGMENTS = ("PU", "BPU", "JAKON", "PMI", "JAKON+PMI", "total", "formal", "informal", "unstated")
BOUNDARIES = ("before-2022-split",)
LEVELS = ("national", "kanwil", "province", "regency", "office")

_PERIOD = Column(
    "period",
    "Reference date: a month, or a bare year for a stock known at its end, month not stated",
    PERIOD_KIND,
    required=True,
)
_SOURCE = Column("source_id", "Where this is published", required=True, refers="source")
_NOTE = Column("note", "Remark, doubt or condition of the source")

PUBLISHED_FIGURE = Table(
    name="published_figure",
    file="published_figures.csv",
    about="""Membership, coverage, claims, budget and contribution figures read from public pages, mostly from the
    opening part of press reports. Contradictions between sources are kept on purpose. The Kemnaker series and the UCJ
    reports count differently: 1.1 million and 935,079 in Bali one month apart are two series, not a fall.""",
    key=(),
    columns=(
        region_code(required=False),
        Column("office_id", "Office the figure is about, when it is not about a region", refers="office"),
        Column("region", "Name as in the source; empty for an office"),
        Column("level", "Level of the region, or office", required=True, allowed=LEVELS),
        _PERIOD,
        Column("indicator", "What is counted", required=True),
        Column(
            "segment",
            "Membership segment; formal and informal are the statistics office's classes",
            required=True,
            allowed=SEGMENTS,
        ),
        Column("programme", "Programme, where the figure is about one"),
        Column("worker_category", "Narrower group of workers, where the figure is about one"),
        Column(
            "value",
            "The figure as printed, in its unit",
            NUMBER,
            "see unit",
            True,
            check="value >= 0",
            says="is not negative",
        ),
        Column("unit", "Unit of value", required=True, allowed=("people", "percent", "IDR", "cases", "employers")),
        Column("approx", "Rounded in print", FLAG),
        Column("series", "Which count it is", allowed=("kemnaker", "ucj_report", "annual_report", "press")),
        Column("base", "Coverage base of a share or denominator", refers="base"),
        Column(
            "base_certainty",
            "Whether the source states the base or we infer it",
            allowed=("stated", "inferred"),
        ),
        Column("boundary", "Boundary vintage, where not today's", allowed=BOUNDARIES),
        Column("status", "Status of the figure", required=True, allowed=("published", "summed")),
        _SOURCE,
        _NOTE,
        Column("printed_decimals", "Decimals that the source prints", WHOLE, digits_of="value"),
    ),
    rules=(
        Rule(
            "region_code",
            "(region_code is null) <> (office_id is null)",
            "is about a region or about an office, never both or neither",
            "Fill exactly one of region_code and office_id: an office is not a region.",
        ),
        Rule(
            "value",
            "unit <> 'people' or value = floor(value)",
            "counts people in whole numbers",
            "A count of people has no decimals.",
        ),
        Rule(
            "value",
            "unit <> 'percent' or starts_with(indicator, 'growth_') or value <= 100"
            " or coalesce(contains(lower(note), 'above 100 percent'), false)",
            "is a share of 0 to 100 percent",
            "Write 58.68 for 58.68 percent; where the source itself prints more, write in the note: above 100 percent.",
        ),
        Rule(
            "base",
            "indicator not in ('coverage_pct', 'coverage_pct_registered') or base is not null",
            "gives every share its base",
            "Name the base, or write unstated when the source does not say.",
        ),
    ),
)

SHARE_PARTS = Table(
    name="share_parts",
    file="share_parts.csv",
    about="""Printed shares whose numerator and denominator the same source prints, with the division done again. Rows
    are those of published_figures.csv, header = 1. Only these are recomputed; what different sources say differently is
    listed apart.""",
    key=("share_id",),
    columns=(
        Column("share_id", "Name of the share", required=True),
        Column("share_row", "Row of the printed share", WHOLE, required=True),
        Column("numerator_row", "Row of the people covered", WHOLE, required=True),
        Column("denominator_row", "Row of the base", WHOLE, required=True),
        Column("printed", "Share as printed", NUMBER, "percent", True),
        Column("recomputed", "Numerator over denominator, four decimals", NUMBER, "percent", True),
        Column("difference", "Printed less recomputed", NUMBER, "points", True),
        Column(
            "conflict",
            "Whether they disagree beyond rounding",
            required=True,
            allowed=("yes", "no", "approximate parts"),
        ),
    ),
)

LABOUR = Table(
    name="labour",
    file="labour.csv",
    about="""Labour market of the statistics office (Sakernas), population, regional product and minimum wage. Weights
    changed with the 2020 census, boundaries with the Papua split: never a line across either. No employed count exists
    for any of the 83 regencies of Banuspa, only the informal share and population.""",
    key=("region_code", "period", "indicator", "series", "boundary"),
    columns=(
        region_code(),
        Column("region", "Name as in the source"),
        Column("level", "Level of the region", required=True, allowed=LEVELS),
        _PERIOD,
        Column("indicator", "What is measured", required=True),
        Column(
            "value",
            "The figure as printed or derived",
            NUMBER,
            "see unit",
            True,
            check="value >= 0",
            says="is not negative",
        ),
        Column("unit", "Unit of value", required=True),
        Column("round", "Sakernas round", allowed=("february", "august")),
        Column(
            "series",
            "Weights the round was published with",
            allowed=("weights-sp2010", "weights-before-sp2020", "weights-sp2020"),
        ),
        Column("boundary", "Boundary vintage, where not today's", allowed=BOUNDARIES),
        Column("derived", "Computed by the compiler from other printed figures; the note says how", FLAG),
        _SOURCE,
        _NOTE,
        Column("printed_decimals", "Decimals that the file prints", WHOLE, digits_of="value"),
    ),
    rules=(
        Rule(
            "value",
            "not starts_with(unit, '%') or value between 0 and 100",
            "is a percentage between 0 and 100",
            "Write 58.68 for 58.68 percent.",
        ),
    ),
)

MEMBERS_BY_PROVINCE_YEAR = Table(
    name="members_by_province_year",
    file="members_by_province_year.csv",
    about="""Active PU and BPU members by province, without construction, with employed persons, compiled by the
    National Economic Council; 2025 may be part of a year. For Papua and Papua Barat from 2024 the members are on the old
    provinces and the employed on the new: such a row is never divided.""",
    key=("region_code", "year"),
    columns=(
        region_code(),
        Column("province", "Name", required=True),
        Column(
            "year",
            "Year; the month is not stated",
            WHOLE,
            required=True,
            check="year between 2000 and 2100",
            says="is a year",
        ),
        Column(
            "active_pu",
            "Active wage recipients",
            WHOLE,
            "people",
            check="active_pu >= 0",
            says="is not negative",
        ),
        Column(
            "active_bpu",
            "Active non-wage recipients",
            WHOLE,
            "people",
            check="active_bpu >= 0",
            says="is not negative",
        ),
        Column(
            "employed_aug",
            "Employed persons, Sakernas August",
            WHOLE,
            "people",
            True,
            check="employed_aug > 0",
            says="is above zero",
        ),
        Column("members_boundary", "Boundary vintage of the members", allowed=BOUNDARIES),
        Column("employed_boundary", "Boundary vintage of the employed", allowed=BOUNDARIES),
        _SOURCE,
    ),
)
