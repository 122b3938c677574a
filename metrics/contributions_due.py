"""Contributions due: what is to be paid for a month.

Formula: a sum of all programmes, by segment.
Numerator: rupiah. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: the month is the one the contribution is for, not the day of payment.
Source of the definition: glossary of the domain notes, number 32 and 34.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="contributions_due",
    title=mark("Contributions due"),
    meaning=mark("Contributions to be paid for the month, all programmes together."),
    formula=mark("a sum in rupiah by the month it is for (BLTH)"),
    why=mark("What should come in, against which receipts are held."),
    caveat=mark("The month the contribution is for, not the month of payment."),
    unit="rupiah",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("contribution_sum",),
    sql=of_parts("contribution_sum", "due"),
    printed=False,
    flow=True,
)
