"""Cases at the prosecutor (SKK): employers handed over within the month.

Formula: a count of the month, by size class.
Numerator: cases. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: a case may stay open for years.
Source of the definition: glossary of the domain notes, number 57.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="prosecutor_cases",
    title=mark("Cases at the prosecutor (SKK)"),
    meaning=mark("Cases handed to the prosecutor's office within the month."),
    formula=mark("a count of the month by size class"),
    why=mark("The last step of enforcement."),
    caveat=mark("A case may stay open for years; this counts only the new ones."),
    unit="cases",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("employer_sum",),
    sql=of_parts("employer_sum", "prosecutor_cases"),
    printed=False,
    flow=True,
)
