"""Arrears by age: which part of the arrears is how old.

Formula: arrears of an age class / arrears of all ages.
Numerator: rupiah of the age class, which stands as the segment. Denominator: rupiah of all ages.
Missing: no row; a province or Kanwil is the sum of its parts where all parts are held; with one missing there is none.
Caveats: no official set of age classes in force was found; these are the ones met in reports.
Source of the definition: glossary of the domain notes, number 38.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="arrears_by_age",
    title=mark("Arrears by age"),
    meaning=mark("Share of the arrears that is of an age class."),
    formula=mark("arrears of the age class / arrears of all ages"),
    why=mark("Old arrears are rarely paid: act on the young ones."),
    caveat=mark("The age classes are those met in reports; no official set was found."),
    unit="share",
    better="neither",
    bases=(),
    headline={"": "0-3"},
    missing={"": NOT_SENT},
    needs=("arrears_age",),
    sql=of_parts("arrears_age", "amount", "all_ages"),
    printed=False,
)
