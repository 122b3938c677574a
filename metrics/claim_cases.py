"""Claims: claims paid within the month.

Formula: a count of the month, by programme.
Numerator: cases. Denominator: none.
Missing: no row for a place that never sent claims; small counts of a programme are held back.
Caveats: more claims may mean more accidents or more people protected.
Source of the definition: glossary of the domain notes, number 60.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="claim_cases",
    title=mark("Claims"),
    meaning=mark("Claims paid within the month."),
    formula=mark("a count of the month by programme"),
    why=mark("What protection is for: who was paid when it mattered."),
    caveat=mark("More claims may mean more accidents or more people protected."),
    unit="cases",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("claim_sum",),
    sql=of_parts("claim_sum", "cases", suppressed="suppressed"),
    printed=False,
    flow=True,
)
