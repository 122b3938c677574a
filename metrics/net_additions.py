"""Net additions: active participants at the end of the month less those at the end of the month before.

Formula: active − active of the month before, on one line.
Numerator: people; negative where more left than came. Denominator: none.
Missing: no row where the month before is not held: across a gap nobody knows who came when. A province or Kanwil is the
sum of its parts where all parts are held; with one missing there is none.
Caveats: what is needed a month to reach a target is held against this.
Source of the definition: glossary of the domain notes, number 24 and 27.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="net_additions",
    title=mark("Net additions"),
    meaning=mark("Active participants at month end less those at the end of the month before."),
    formula=mark("active − active of the month before; sums only where every part is held"),
    why=mark("The actual pace, beside the one that a target asks for."),
    caveat=mark("One month says little: project-bound construction and yearly cover swing it."),
    unit="people",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("member_flow",),
    sql=of_parts("member_flow", "active - active_before"),
    printed=False,
    flow=True,
)
