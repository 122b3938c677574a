"""Active employers: employers that are registered and active.

Formula: a count at month end, by size class.
Numerator: employers. Denominator: none.
Missing: no row; a total needs all four size classes; a province or Kanwil is the sum of its parts where all parts are
held; with one missing there is none.
Caveats: size matters: one large employer may count for hundreds of small ones.
Source of the definition: glossary of the domain notes, number 55.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="employers_active",
    title=mark("Active employers"),
    meaning=mark("Employers that are registered and active."),
    formula=mark("a count at month end by size class"),
    why=mark("How many employers carry the formal segment, and how many were lost."),
    caveat=mark("Size matters: one large employer may count for hundreds of small ones."),
    unit="employers",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("employer_sum",),
    sql=of_parts("employer_sum", "active"),
    printed=False,
)
