"""What figures are read against: sources, coverage bases, targets, contribution rules, regulations and events."""

from data.schema.model import DATE, FLAG, NUMBER, PARTIAL, PERIOD_KIND, WHOLE, Column, Rule, Table
from data.schema.places import region_code

_SOURCE = Column("source_id", "Where this is published", required=True, refers="source")
_MAYBE_SOURCE = Column("source_id", "Where this is published; empty where only named in another page", refers="source")
_NOTE = Column("note", "Remark, doubt or condition")


def _rupiah(name: str, about: str) -> Column:
    return Column(name, about, NUMBER, "rupiah", check=f"{name} >= 0", says="is not negative")


SOURCE = Table(
    name="source",
    file="sources.csv",
    about="""Every public page a figure was read from. Dates are as precise as known; pages may have moved since.""",
    key=("source_id",),
    columns=(
        Column("source_id", "Our own name of the page", required=True),
        Column("publisher", "Who published it", required=True),
        Column("url", "Address, or words that identify it where there is none", required=True),
        Column("published_on", "Day, month or year of publication; empty where unknown", PARTIAL),
        Column("published_note", "What is known of the date where it is not exact"),
    ),
)

BASE = Table(
    name="base",
    file="bases.csv",
    about="""The coverage bases: what a share is a share of. The same members over two bases are two figures; a line never
    joins two bases.""",
    key=("base",),
    columns=(
        Column("base", "Code of the base", required=True),
        Column("label_id", "Name in Bahasa Indonesia", required=True),
        Column("label_en", "Name in English", required=True),
        Column("numerator", "Segments that are counted, joined by +; or as printed", required=True),
        Column("workforce_base", "Base of the workforce figures it divides by; empty where none is stated"),
        Column("denominator", "Who is in the denominator, in English", required=True),
        Column("denominator_id", "The same in Bahasa Indonesia", required=True),
        Column("scope", "Years it is used for"),
        _NOTE,
        Column("note_id", "The remark in Bahasa Indonesia"),
    ),
)

BASE_ERROR = Table(
    name="base_error",
    file="base_errors.csv",
    about="""Relative standard error that is assumed of the workforce of a base, by level, where no office loaded one. Only
    of bases of the Sakernas survey; the error of the other bases is not known, and none is assumed.""",
    key=("base", "level"),
    columns=(
        Column("base", "Base of the workforce figure", required=True, allowed=("bps", "bps_formal", "bps_informal")),
        Column("level", "Level of the region", required=True, allowed=("national", "kanwil", "province", "regency")),
        Column(
            "error",
            "Relative standard error",
            NUMBER,
            "share 0 to 1",
            True,
            check="error > 0 and error < 0.5",
            says="is above 0 and below 0.5",
        ),
        Column("since", "Month from which it is assumed", PERIOD_KIND, required=True),
        Column("note", "How it was come by, in English", required=True),
        Column("note_id", "The same in Bahasa Indonesia", required=True),
    ),
)

TARGET = Table(
    name="target",
    file="targets.csv",
    about="""The register of targets: each with its value, base, deadline, area, who set it and when. Several may hold for
    one deadline; preferred marks the one that a headline uses. A target whose source names no base is evaluated once on
    each base that a region has figures for.""",
    key=("target_id",),
    columns=(
        Column("target_id", "Our own name of the target", required=True),
        region_code(about="Region it was set for; every region within inherits it"),
        Column("metric", "What it is set on", required=True, allowed=("coverage", "active_participants")),
        Column("unit", "Unit of value", required=True, allowed=("share", "people")),
        Column("base", "Coverage base, for a share", refers="base"),
        Column(
            "value",
            "The value to reach",
            NUMBER,
            "share 0 to 1, or people",
            True,
            check="value > 0",
            says="is above zero",
        ),
        Column("deadline", "Last day to reach it", DATE, required=True),
        Column("set_by", "Office that set it or is quoted, in English", required=True),
        Column("set_by_id", "The same in Bahasa Indonesia", required=True),
        Column(
            "kind",
            "Standing of the target",
            required=True,
            allowed=("official", "plan", "corporate", "aspiration"),
        ),
        Column("set_on", "When it was set or first quoted", PARTIAL, required=True),
        Column("preferred", "The one a headline uses for its deadline", FLAG),
        Column("baseline_period", "Period the path starts from, where the source names one", PERIOD_KIND),
        Column("baseline_value", "Value the path starts from, where the source names one", NUMBER, "as value"),
        _SOURCE,
        _NOTE,
    ),
    rules=(
        Rule(
            "base",
            "(unit = 'share') = (base is not null)",
            "gives a share its base and a count none",
            "Name the base of a share; write unstated when the source does not say.",
        ),
        Rule("value", "unit <> 'share' or value <= 1", "writes a share as 0 to 1", "Write 0.65 for 65 percent."),
    ),
)

CONTRIBUTION_RULE = Table(
    name="contribution_rule",
    file="contribution_rules.csv",
    about="""Contribution rates by segment, programme, class, condition, payer and dates. A relief row wins over the normal
    row in its months where payer and condition match; PP 50/2025 never applies to what APBN or APBD pays. Of the income
    bands of BPU only the floor and the cap are known.""",
    key=(),
    columns=(
        Column("segment", "Segment the rule is for", required=True, allowed=("PU", "BPU", "JAKON", "PMI")),
        Column("programme", "Programme or package", required=True),
        Column("class", "Risk group, party or band"),
        Column("condition", "Condition it applies under"),
        Column("payer", "Who pays", required=True),
        Column(
            "rate",
            "Share of the amount charged on",
            NUMBER,
            "share",
            check="rate between 0 and 1",
            says="lies between 0 and 1",
        ),
        _rupiah("fixed_rp", "Fixed amount"),
        _rupiah("floor_rp", "Smallest amount"),
        _rupiah("cap_rp", "Largest amount"),
        _rupiah("wage_cap_rp", "Wage above which nothing is charged"),
        Column("charged_on", "What the rate is taken of", required=True),
        Column("effective_from", "First day; empty where not found", DATE),
        Column("effective_to", "Last day; empty while in force", DATE),
        Column("relief", "A temporary cut that wins over the normal row", FLAG),
        Column("regulation", "Legal basis"),
        Column(
            "confidence",
            "How sure the figure is",
            required=True,
            allowed=("verified", "computed", "public code"),
        ),
        Column("as_printed", "The rate as the source prints it"),
        _SOURCE,
        _NOTE,
    ),
    rules=(
        Rule(
            "effective_to",
            "effective_to is null or effective_to >= effective_from",
            "ends after it begins",
            "Exchange or correct the two dates.",
        ),
    ),
)

JP_WAGE_CEILING = Table(
    name="jp_wage_ceiling",
    file="jp_wage_ceiling.csv",
    about="""Wage ceiling of the pension programme by year: the year before times one plus growth of the economy, cut down
    to Rp100 (PP 45/2015 Art. 29).""",
    key=("year",),
    columns=(
        Column("year", "Year, from March", WHOLE, required=True),
        Column(
            "ceiling_rp",
            "Ceiling",
            WHOLE,
            "rupiah a month",
            True,
            check="ceiling_rp > 0",
            says="is above zero",
        ),
        Column("gdp_growth_pct", "Growth of the economy that gives the next year's ceiling", NUMBER, "percent"),
        Column("printed", "How it was found", required=True, allowed=("seen", "computed only", "public code")),
    ),
)

REGULATION = Table(
    name="regulation",
    file="regulations.csv",
    about="""Local regulations on employment social security that were found. A region without a row is one where none was
    found, not one that has none.""",
    key=(),
    columns=(
        region_code(),
        Column("kind", "Perda, Pergub, Perbup, Perwali or instruction", required=True),
        Column("number", "Number; empty where not found"),
        Column("year", "Year", WHOLE),
        Column("subject", "What it is about", required=True),
        Column("has_budget_clause", "Names a budget, as far as found", FLAG),
        _MAYBE_SOURCE,
        _NOTE,
    ),
)

POLICY_EVENT = Table(
    name="policy_event",
    file="policy_events.csv",
    about="""What to mark on time axes. A series breaks where its own source changes boundary or weights, not at the date
    of the law.""",
    key=("event_id",),
    columns=(
        Column("event_id", "Our own name of the event", required=True),
        Column("start", "First day", DATE, required=True),
        Column("end", "Last day; empty where it goes on", DATE),
        region_code(about="Region it concerns"),
        Column("affects", "What it moves, joined by semicolons", required=True),
        Column("label_id", "Name in Bahasa Indonesia", required=True),
        Column("label_en", "Name in English", required=True),
        _MAYBE_SOURCE,
        _NOTE,
    ),
)

SAMPLING_ERROR = Table(
    name="sampling_error_reference",
    file="sampling_error_reference.csv",
    about="""Sampling errors of Sakernas shares computed for Jambi, August 2020: the only reference found. An assumption
    wherever it is used, and said so.""",
    key=("kab",),
    columns=(
        Column("kab", "Regency or city of Jambi", required=True),
        Column("n_persons", "Persons in the sample", WHOLE, "persons", True),
        Column("n_psu", "Sampling units", WHOLE, "units", True),
        Column("n_employed", "Employed in the sample", WHOLE, "persons", True),
        Column("informal_pct", "Informal share", NUMBER, "percent", True),
        Column("se_pp", "Its standard error", NUMBER, "points", True),
        Column("rse_pct", "Its relative standard error", NUMBER, "percent", True),
        Column("deff", "Design effect", NUMBER, required=True),
        Column("tpt_pct", "Unemployment rate", NUMBER, "percent", True),
        Column("tpt_se", "Its standard error", NUMBER, "points", True),
        Column("tpt_rse_pct", "Its relative standard error", NUMBER, "percent", True),
        _NOTE,
    ),
)
