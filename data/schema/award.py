"""The Paritrana Award as published: results by year, and the one scorecard that was printed in full."""

from data.schema.model import NUMBER, PARTIAL, WHOLE, Column, Table
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
