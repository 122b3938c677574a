"""Sponsored workers: people whose contribution a third party pays in the month.

Formula: a count of all schemes that run in the month, by group of workers.
Numerator: people. Denominator: none.
Missing: no row for a place that never sent its schemes; zero where it sent them and none runs.
Caveats: a person in two schemes is counted twice; before the lapse rule: whose cover ended leaves the active count
three months later.
Source of the definition: glossary of the domain notes, number 43.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="sponsored_workers",
    title=mark("Sponsored workers"),
    meaning=mark("People whose contribution a third party pays in the month, by group of workers."),
    formula=mark("people of all schemes that run in the month; what people pay themselves is left out"),
    why=mark("Fishers, farmers and market workers are mostly protected this way."),
    caveat=mark("Cover ends with the budget: see when, before it is counted on."),
    unit="people",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("sponsored_group",),
    sql=of_parts("sponsored_group", "people", suppressed="suppressed"),
    printed=False,
)
