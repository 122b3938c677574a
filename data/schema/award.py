"""The Paritrana Award as published: results, editions and the one full scorecard; and conditions of awards as data."""

from data.schema.model import NUMBER, PARTIAL, WHOLE, Column, Rule, Table
from data.schema.places import region_code

AWARD_RESULT = Table(
    name="award_result",
    file="award_results.csv",
    about="""Results of the Paritrana Award that were found. Keyed on the year that was assessed, since the label of an
    edition may be that year or the year of the ceremony. Lists are incomplete for most years.""",
    key=(),
    columns=(
        Column("assessment_year", "Year that was assessed", WHOLE, required=True),
        Column("edition_label", "Label the source uses"),
        Column("level", "Round", required=True, allowed=("national", "province")),
        Column("province", "Province of a provincial round"),
        Column("category", "Category in our words", required=True),
        Column("category_printed", "Category as printed"),
        Column("rank_printed", "Rank or title as printed"),
        Column(
            "rank_number",
            "Rank; empty where not stated",
            WHOLE,
            check="rank_number > 0",
            says="is above zero",
        ),
        Column(
            "rank_certainty",
            "Whether the rank is stated or is the order listed",
            allowed=("stated", "order listed"),
        ),
        region_code(about="Winning government; empty for a business", required=False),
        Column("winner", "Winner as printed", required=True),
        Column("awarded_on", "Day, month or year of the ceremony", PARTIAL),
        Column("source_id", "Where this is published", required=True, refers="source"),
        Column("note", "Remark"),
    ),
)

SCORECARD = Table(
    name="scorecard_lombok_timur_2025",
    file="scorecard_lombok_timur_2025.csv",
    about="""The only scorecard published in full: seven indicators of Lombok Timur in the 2025 edition; their plain sum is
    the printed total 51.51. No weights were found anywhere.""",
    key=("indicator_id",),
    columns=(
        Column("indicator_id", "Our own name of the indicator", required=True),
        Column("label_id", "Name as printed", required=True),
        Column("label_en", "Name in English", required=True),
        Column(
            "score",
            "Score as printed; the scale looks like 0 to 10",
            NUMBER,
            "points",
            True,
            check="score between 0 and 10",
            says="lies between 0 and 10",
        ),
        Column("evidence", "Evidence as printed"),
    ),
)

_ADDRESS = Column("url", "Address of the page it was read from", required=True)
_REGISTERED = Column("source_id", "The same page in the register of sources, where it stands there", refers="source")
_LABEL_ID = Column("label_id", "Name in Bahasa Indonesia", required=True)
_LABEL_EN = Column("label_en", "Name in English", required=True)

GATE_CONDITION = Table(
    name="gate_condition",
    file="award_gates.csv",
    about="""Conditions that must be met before an award is considered, one row a condition. Groups of one gate set are
    joined by AND, the conditions inside a group by OR; a condition with an exception also counts as met where the
    condition it names is met. The sets uhc-2026 are those of a sister agency, as an example: they are no conditions of the
    Paritrana Award, for which no thresholds were found.""",
    key=("gate_set", "condition_id"),
    columns=(
        Column("gate_set", "Our own name of the set of conditions", required=True),
        Column("set_label_id", "Name of the set in Bahasa Indonesia", required=True),
        Column("set_label_en", "Name of the set in English", required=True),
        Column("awarded_by", "Who sets the conditions", required=True),
        Column("condition_id", "Our own name of the condition within its set", required=True),
        Column("evidence", "The metric or kind of evidence that it is read on", required=True),
        Column(
            "comparison",
            "How evidence is held against the value; holds where it is a yes or a no",
            required=True,
            allowed=(">=", ">", "<=", "<", "=", "holds"),
        ),
        Column("value", "The value to hold it against; empty where it is a yes or a no", NUMBER, "see unit"),
        Column("unit", "Unit of the value", allowed=("share", "rank", "people")),
        Column("and_group", "Group it stands in; empty for a condition that is only an exception of another"),
        Column("exception", "condition_id in the same set that excuses this condition"),
        _LABEL_ID,
        _LABEL_EN,
        Column(
            "certainty",
            "Whether the reports of it agree",
            required=True,
            allowed=("reports agree", "reports differ", "one report"),
        ),
        _REGISTERED,
        _ADDRESS,
        Column("note", "Remark, and what other reports print"),
    ),
    rules=(
        Rule(
            "value",
            "(comparison = 'holds') = (value is null)",
            "has a value to compare with, or is a yes or a no",
            "Leave the value empty for holds; else write it.",
        ),
        Rule(
            "unit",
            "(value is null) = (unit is null)",
            "gives a value its unit",
            "Write share, rank or people beside a value.",
        ),
        Rule("value", "unit <> 'share' or value between 0 and 1", "writes a share as 0 to 1", "Write 0.98 for 98."),
    ),
)

PARITRANA_EDITION = Table(
    name="paritrana_edition",
    file="award_editions.csv",
    about="""What is known of each edition of the Paritrana Award, by the year that was assessed: ceremony, categories,
    entrants, finalists, aspects, stages, rules and judges. Aspects of one province are not those of another. No weights
    were found for any year.""",
    key=("assessment_year", "region_code", "kind", "item_id", "who"),
    columns=(
        Column(
            "assessment_year",
            "Year that was assessed",
            WHOLE,
            required=True,
            check="assessment_year between 2017 and 2100",
            says="is 2017, the first, or later",
        ),
        region_code(about="ID for the nation; a province where the source speaks of its round only"),
        Column(
            "kind",
            "What the row is about",
            required=True,
            allowed=("ceremony", "category", "entrants", "finalists", "aspect", "stage", "rule", "judges"),
        ),
        Column("item_id", "Our own name of the item", required=True),
        _LABEL_ID,
        _LABEL_EN,
        Column(
            "who",
            "Whom it concerns",
            required=True,
            allowed=("all", "local government", "large and medium firms", "micro firms"),
        ),
        Column(
            "number",
            "How many entrants, finalists or judges, where stated",
            WHOLE,
            check="number > 0",
            says="is above zero",
        ),
        Column("held_on", "Day, month or year of a ceremony or stage", PARTIAL),
        Column("certainty", "Whether a source states it or we infer it", required=True, allowed=("stated", "inferred")),
        _REGISTERED,
        _ADDRESS,
        Column("note", "Remark or condition"),
    ),
)
