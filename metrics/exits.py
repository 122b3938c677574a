"""Exits: people active the month before and not active now.

Formula: a count of the month, by segment.
Numerator: people. Denominator: none.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: cover bought for a few months ends in exits three months later.
Source of the definition: glossary of the domain notes, number 28.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="exits",
    title=mark("Exits"),
    meaning=mark("People active the month before and no longer active now."),
    formula=mark("a count of the month by segment; sums only where every part is held"),
    why=mark("What is lost every month must be won again before coverage rises."),
    caveat=mark("Cover bought for a few months ends in exits three months later."),
    unit="people",
    better="lower",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("member_flow",),
    sql=of_parts("member_flow", "exits"),
    printed=False,
    flow=True,
)
