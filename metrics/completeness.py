"""Completeness: of the last twelve months, those for which an office's members are held.

Formula: months held / months expected, up to twelve.
Numerator: months with all three segments. Denominator: twelve, or as many as since the first month.
Missing: no row before the first month an office sent.
Caveats: says that figures are there, not that they are right.
Source of the definition: data quality of the statistics notes.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="completeness",
    title=mark("Completeness"),
    meaning=mark("Of the last twelve months, the share for which an office's members are held."),
    formula=mark("months held / twelve, or as many as since the first"),
    why=mark("A gap in the figures hides a gap in protection."),
    caveat=mark("Says that figures are there, not that they are right."),
    unit="share",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("reporting",),
    sql=of_parts("reporting", "months_held", "months_expected"),
    printed=False,
)
