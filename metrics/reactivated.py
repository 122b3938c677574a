"""Reactivated participants: inactive the month before, active now.

Formula: a count of the month, by segment.
Numerator: people. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: somebody may fall out and come back several times.
Source of the definition: glossary of the domain notes, number 31.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="reactivated",
    title=mark("Reactivated participants"),
    meaning=mark("People inactive the month before and active again now."),
    formula=mark("a count of the month by segment; sums only where every part is held"),
    why=mark("Hired again, or paying again after arrears."),
    caveat=mark("Somebody may fall out and come back several times."),
    unit="people",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("member_flow",),
    sql=of_parts("member_flow", "reactivated"),
    printed=False,
    flow=True,
)
