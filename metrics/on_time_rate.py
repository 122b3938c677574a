"""On-time rate: of the contributions due for a month, what was paid by the due date.

Formula: received on time / due.
Numerator: rupiah paid by the due date. Denominator: rupiah due for the month.
Missing: no row where an office does not say what came in time.
Caveats: by money, not by number of payers; the office's own rate (ITW) may count payers.
Source of the definition: glossary of the domain notes, number 35. Its reading as money is ours.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="on_time_rate",
    title=mark("On-time rate"),
    meaning=mark("Of the contributions due for the month, the share paid by the due date."),
    formula=mark("received on time / due, in rupiah"),
    why=mark("Who pays late may soon stop paying."),
    caveat=mark("Counted in rupiah; an office's ITW may count payers."),
    unit="share",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("contribution_sum",),
    sql=of_parts("contribution_sum", "received_on_time", "due"),
    printed=False,
)
