"""Retention: of the participants active twelve months ago, those active now.

Formula: still active / active twelve months ago, of the same people.
Numerator: people active then and now. Denominator: people active twelve months before.
Missing: no row where an office sends no cohort: flows alone do not give it. A province or Kanwil is the sum of its
parts where all parts are held; with one missing there is none.
Caveats: whoever left and came back within the year counts as kept.
Source of the definition: glossary of the domain notes, number 29.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="retention",
    title=mark("Retention"),
    meaning=mark("Of the participants active twelve months ago, the share that is active now."),
    formula=mark("still active now / active twelve months ago, followed person by person by the office"),
    why=mark("Enrolment that does not last does not raise coverage."),
    caveat=mark("Needs the office's own count of the same people; it is never computed from entries and exits."),
    unit="share",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("member_cohort",),
    sql=of_parts(
        "member_cohort",
        "still_active",
        "active_year_ago",
        then="strftime((month || '-01')::date - interval 12 month, '%Y-%m')",
    ),
    printed=False,
)
