"""Recovered contributions: what inspection and the prosecutor's office brought in within the month.

Formula: a sum of the month, by size class.
Numerator: rupiah. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: counts what was paid, not what was ordered.
Source of the definition: glossary of the domain notes, number 56 and 57.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="arrears_recovered",
    title=mark("Recovered contributions"),
    meaning=mark("Contributions recovered within the month by inspection and the prosecutor's office."),
    formula=mark("a sum in rupiah of the month"),
    why=mark("Shows whether enforcement brings something in."),
    caveat=mark("What was paid, not what was ordered to be paid."),
    unit="rupiah",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("employer_sum",),
    sql=of_parts("employer_sum", "recovered"),
    printed=False,
    flow=True,
)
