"""Employers not registered (PWBD): employers obliged to register that have not.

Formula: a count at month end, by size class.
Numerator: employers. Denominator: none.
Missing: no row; a total needs all four size classes; a province or Kanwil is the sum of its parts where all parts are
held; with one missing there is none.
Caveats: only those the office has found; the true number is not known.
Source of the definition: glossary of the domain notes, number 52.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="employers_unregistered",
    title=mark("Employers not registered (PWBD)"),
    meaning=mark("Employers obliged to register that have not."),
    formula=mark("a count at month end by size class"),
    why=mark("The first list that an inspector works through."),
    caveat=mark("Only those the office has found; the true number is not known."),
    unit="employers",
    better="lower",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("employer_sum",),
    sql=of_parts("employer_sum", "pwbd"),
    printed=False,
)
