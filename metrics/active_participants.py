"""Active participants: people registered, not terminated, with fewer than three consecutive unpaid months.

Formula: a count, by segment; a province or Kanwil is the sum of its parts where all parts are held on one date and series.
Numerator: people. Denominator: none.
Missing: no row; a sum with a part missing is not made.
Caveats: a series is one way of counting (Kemnaker, UCJ reports, National Economic Council, press). Kemnaker counts
1.1 million in Bali in February 2025, the UCJ report 935,079 in March: two series, not a fall.
Source of the definition: glossary of the domain notes, number 2; the office's exact statistical rule was not found.
"""

from i18n import mark
from metrics._model import Metric
from metrics.parts import counted

METRIC = Metric(
    id="active_participants",
    title=mark("Active participants"),
    meaning=mark("People registered, not terminated, with fewer than three consecutive unpaid months at month end."),
    formula=mark("a count of people by segment; sums only where every part is held on one date and in one series"),
    why=mark("What every coverage share is made of, and what enrolment and retention move."),
    caveat=mark("Each series counts in its own way: a difference between two series is not a rise or a fall."),
    unit="people",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": mark("No published count of active participants of this region is held.")},
    needs=("participants",),
    sql=counted("participants"),
)
