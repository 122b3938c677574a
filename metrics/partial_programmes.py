"""Employers in too few programmes (PDS program): employers in only some of the obligatory programmes.

Formula: a count at month end, by size class.
Numerator: employers. Denominator: none.
Missing: no row; a total needs all four size classes; a province or Kanwil is the sum of its parts where all parts are
held; with one missing there is none.
Caveats: only those the office has found.
Source of the definition: glossary of the domain notes, number 55.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="partial_programmes",
    title=mark("Employers in too few programmes (PDS program)"),
    meaning=mark("Employers in only some of the obligatory programmes."),
    formula=mark("a count at month end by size class"),
    why=mark("Protection with a hole in it."),
    caveat=mark("Only those the office has found."),
    unit="employers",
    better="lower",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("employer_sum",),
    sql=of_parts("employer_sum", "pds_programmes"),
    printed=False,
)
