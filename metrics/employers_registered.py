"""Registered employers: employers registered with the programme.

Formula: a count at month end, by size class.
Numerator: employers. Denominator: none.
Missing: no row; a total needs all four size classes; a province or Kanwil is the sum of its parts where all parts are
held; with one missing there is none.
Caveats: a registered employer need not pay.
Source of the definition: glossary of the domain notes, number 55.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="employers_registered",
    title=mark("Registered employers"),
    meaning=mark("Employers registered with the programme."),
    formula=mark("a count at month end by size class"),
    why=mark("Employers bring the wage earners."),
    caveat=mark("A registered employer need not pay."),
    unit="employers",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("employer_sum",),
    sql=of_parts("employer_sum", "registered"),
    printed=False,
)
