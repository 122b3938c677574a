"""Expiring cover: sponsored workers whose cover ends within the next 1, 3, 6 or 12 months.

Formula: people of schemes whose last month lies within the span, the month itself included; the span stands as the
segment.
Numerator: people. Denominator: none.
Missing: no row for a place that never sent its schemes; zero where none ends; null where it
would give a small scheme of a regency away, alone or beside another span, month or regency.
Caveats: unless bought again they leave the active count at the end of the third month after their last paid one.
Source of the definition: rule of lapse of the contract of figures.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="cover_expiring",
    title=mark("Expiring cover"),
    meaning=mark("Sponsored workers whose cover ends within the next 1, 3, 6 or 12 months."),
    formula=mark("people of schemes whose last month lies within the span, this month included"),
    why=mark("Cover bought to December leaves the active count at the end of March unless the budget renews it."),
    caveat=mark("Two dates: the cover ends, and three months later the active count falls."),
    unit="people",
    better="lower",
    bases=(),
    headline={"": "3m"},
    missing={"": NOT_SENT},
    needs=("cover_ending",),
    sql=of_parts("cover_ending", "people", suppressed="suppressed"),
    printed=False,
)
