"""Collection rate: of the contributions due for a month, what has been paid by now.

Formula: received / due.
Numerator: rupiah paid by now. Denominator: rupiah due for the month.
Missing: no row where receipts are not held.
Caveats: recent months still fill up, for what is paid late is added to its month (BLTH).
Source of the definition: glossary of the domain notes, number 33 and 37.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="collection_rate",
    title=mark("Collection rate"),
    meaning=mark("Of the contributions due for the month, the share paid by now."),
    formula=mark("received / due, in rupiah"),
    why=mark("What is not collected becomes arrears and ends protection."),
    caveat=mark("The latest months are lower because they still fill up."),
    unit="share",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("contribution_sum",),
    sql=of_parts("contribution_sum", "received", "due"),
    printed=False,
)
