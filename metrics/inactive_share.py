"""Inactive share: of the registered participants, those who are not active.

Formula: (registered − active) / registered.
Numerator: people registered and not active. Denominator: registered people, from the same row of the same office.
Missing: no row where an office sends only the active ones; a province or Kanwil is the sum of its parts where all parts
are held; with one missing there is none.
Caveats: a high share may come from old registrations that were never closed.
Source of the definition: glossary of the domain notes, number 1 and 2.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="inactive_share",
    title=mark("Inactive share"),
    meaning=mark("Of all registered participants, the share that is not active."),
    formula=mark("(registered − active) / registered, both of one office and month"),
    why=mark("Winning back who once paid is often easier than winning somebody new."),
    caveat=mark("Old registrations that were never closed make it high."),
    unit="share",
    better="lower",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("member_count",),
    sql=of_parts("member_count", "registered - active", "registered"),
    printed=False,
)
