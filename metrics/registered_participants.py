"""Registered participants: everybody an office has on its books, active or not.

Formula: a count, by segment.
Numerator: people. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: registered is not covered: who stopped paying is still in it.
Source of the definition: glossary of the domain notes, number 1.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="registered_participants",
    title=mark("Registered participants"),
    meaning=mark("People registered, whether they still pay or not."),
    formula=mark("a count of people by segment; sums only where every part is held"),
    why=mark("Beside the active ones it shows how many were won once and lost again."),
    caveat=mark("Never shown as coverage: many of the registered no longer pay."),
    unit="people",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("member_count",),
    sql=of_parts("member_count", "registered"),
    printed=False,
)
