"""Churn: of the participants active at the end of the month before, those who are no longer.

Formula: exits of the month / active at the end of the month before.
Numerator: people who left the active count. Denominator: people active at the end of the month before.
Missing: no row where exits or the month before are not held.
Caveats: shown for BPU first, where it is high; sponsored cover that ends makes it jump in spring.
Source of the definition: glossary of the domain notes, number 30.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="churn",
    title=mark("Churn"),
    meaning=mark("Exits of the month as a share of the participants active at the end of the month before."),
    formula=mark("exits in the month / active at the end of the month before"),
    why=mark("Tells how many must be won every month only to stand still."),
    caveat=mark("A share a month, not a year."),
    unit="share",
    better="lower",
    bases=(),
    headline={"": "BPU"},
    missing={"": NOT_SENT},
    needs=("member_flow",),
    sql=of_parts(
        "member_flow",
        "exits",
        "active_before",
        then="strftime((month || '-01')::date - interval 1 month, '%Y-%m')",
    ),
    printed=False,
)
