"""Growth of contributions: received for the last twelve months over the twelve before.

Formula: (received of twelve months − received of the twelve before) / received of the twelve before.
Numerator: the change in rupiah. Denominator: rupiah of the twelve months before.
Missing: no row unless all twenty-four months are held.
Caveats: the relief of 2020 and 2021 (PP 49/2020) makes the year after it look like growth.
Source of the definition: glossary of the domain notes, number 32.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="contribution_growth",
    title=mark("Growth of contributions"),
    meaning=mark("Contributions of the last twelve months against the twelve before them."),
    formula=mark("received for twelve months / received for the twelve months before − 1"),
    why=mark("Members and contributions should rise together."),
    caveat=mark("Relief periods make the next year look like growth; the latest months still fill up."),
    unit="share",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("contribution_year",),
    sql=of_parts("contribution_year", "received - received_then", "received_then", then="period_then"),
    printed=False,
)
