"""Arrears: contributions due and unpaid at the end of a month.

Formula: a sum of all ages, by segment.
Numerator: rupiah. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: written-off arrears leave the count without being paid.
Source of the definition: glossary of the domain notes, number 37.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="arrears",
    title=mark("Arrears"),
    meaning=mark("Contributions due and unpaid at the end of the month."),
    formula=mark("a sum in rupiah of arrears of all ages"),
    why=mark("Three unpaid months in a row, and a worker is no longer protected."),
    caveat=mark("What is written off leaves the count without having been paid."),
    unit="rupiah",
    better="lower",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("arrears_sum",),
    sql=of_parts("arrears_sum", "amount"),
    printed=False,
)
