"""Contributions received: what has been paid for a month by now.

Formula: a sum of all programmes, by segment.
Numerator: rupiah. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: recent months still fill up, for what is paid late is added to its month (BLTH).
Source of the definition: glossary of the domain notes, number 33 and 34.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="contributions_received",
    title=mark("Contributions received"),
    meaning=mark("Contributions paid for the month by now, all programmes together."),
    formula=mark("a sum in rupiah by the month it is for (BLTH)"),
    why=mark("The money behind the protection."),
    caveat=mark("The latest months still fill up: what is paid late is added to the month it is for."),
    unit="rupiah",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("contribution_sum",),
    sql=of_parts("contribution_sum", "received"),
    printed=False,
    flow=True,
)
