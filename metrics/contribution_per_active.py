"""Contribution per active participant: received for a month over the active participants of that month.

Formula: received / active.
Numerator: rupiah received. Denominator: active participants of the same month and segment.
Missing: no row where one of the two is not held.
Caveats: falls when cheap sponsored members are added, without anybody paying less.
Source of the definition: glossary of the domain notes, number 41.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="contribution_per_active",
    title=mark("Contribution per active participant"),
    meaning=mark("Contributions received for the month per active participant."),
    formula=mark("received / active participants of the month"),
    why=mark("Shows what kind of membership grows."),
    caveat=mark("Falls when sponsored members at the lowest rate are added, without anybody paying less."),
    unit="rupiah_per_person",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("contribution_sum",),
    sql=of_parts("contribution_sum", "received", "active"),
    printed=False,
)
