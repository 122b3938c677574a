"""Claims paid: money paid for claims within the month.

Formula: a sum in rupiah of the month, by programme.
Numerator: rupiah. Denominator: none.
Missing: no row for a place that never sent claims; small counts of a programme are held back.
Caveats: more claims may mean more accidents or more people protected.
Source of the definition: glossary of the domain notes, number 60.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="claims_paid",
    title=mark("Claims paid"),
    meaning=mark("Money paid for claims within the month."),
    formula=mark("a sum in rupiah of the month by programme"),
    why=mark("What protection is for: who was paid when it mattered."),
    caveat=mark("More claims may mean more accidents or more people protected."),
    unit="rupiah",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("claim_sum",),
    sql=of_parts("claim_sum", "amount", suppressed="suppressed"),
    printed=False,
    flow=True,
)
