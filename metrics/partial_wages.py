"""Employers underreporting wages (PDS upah): employers that report wages below the actual ones.

Formula: a count at month end, by size class.
Numerator: employers. Denominator: none.
Missing: no row; a total needs all four size classes; a province or Kanwil is the sum of its parts where all parts are
held; with one missing there is none.
Caveats: only those the office has found.
Source of the definition: glossary of the domain notes, number 54.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="partial_wages",
    title=mark("Employers underreporting wages (PDS upah)"),
    meaning=mark("Employers that report wages below the actual ones."),
    formula=mark("a count at month end by size class"),
    why=mark("Benefits are computed from the reported wage."),
    caveat=mark("Only those the office has found."),
    unit="employers",
    better="lower",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("employer_sum",),
    sql=of_parts("employer_sum", "pds_wages"),
    printed=False,
)
