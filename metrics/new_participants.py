"""New participants: people registered for the first time within the month.

Formula: a count of the month, by segment.
Numerator: people. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: a person who comes back is reactivated, not new.
Source of the definition: glossary of the domain notes, number 27.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="new_participants",
    title=mark("New participants"),
    meaning=mark("People registered for the first time within the month."),
    formula=mark("a count of the month by segment; sums only where every part is held"),
    why=mark("The first of the three flows that move coverage."),
    caveat=mark("A person who comes back is reactivated, not new."),
    unit="people",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("member_flow",),
    sql=of_parts("member_flow", "new_people"),
    printed=False,
    flow=True,
)
