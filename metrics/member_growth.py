"""Growth of members: active participants now over those of twelve months before.

Formula: (active now − active then) / active then, on one line.
Numerator: the change in people; negative where there are fewer. Denominator: active participants twelve months before,
of the same segment, series and outline.
Missing: no row where one of the two months is not held.
Caveats: informal members are the segment BPU. The 30 percent of the article of 2023 names no span and no scope: it is
shown beside this as printed, and checked against no other.
Source of the definition: glossary of the domain notes, number 23.
"""

from i18n import mark
from metrics._model import Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="member_growth",
    title=mark("Growth of members"),
    meaning=mark("Change of active participants over twelve months, as a share of those of a year before."),
    formula=mark("active now / active twelve months before − 1, within one segment and series"),
    why=mark("Shows whether enrolment outruns exits, and in which segment."),
    caveat=mark("Never across two series: a change of the way of counting is not growth."),
    unit="share",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={"": mark("No active participants of this region are held for two months a year apart in one series.")},
    needs=("member_year",),
    sql=of_parts("member_year", "people - people_then", "people_then", then="period_then", approx="approx"),
    printed=False,
)
