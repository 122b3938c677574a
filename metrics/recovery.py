"""Recovery: active participants over those of February 2020, the last month before the pandemic.

Formula: active now / active in February 2020, on one line; 1 is the level of then.
Numerator: active participants. Denominator: active participants of February 2020, of the same segment, series and
outline.
Missing: no row where February 2020 is not held in the same series.
Caveats: who left and who was hired again stand in exits, new and reactivated.
Source of the definition: rule of recovery of the statistics notes.
"""

from i18n import mark
from metrics._model import Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="recovery",
    title=mark("Recovery since February 2020"),
    meaning=mark("Active participants as a share of those in February 2020, before the pandemic."),
    formula=mark("active now / active in February 2020, within one segment and series"),
    why=mark("After the pandemic firms hired again whom they had laid off: here one sees how far it came."),
    caveat=mark("Above 100 percent means more than then, not that the same people came back."),
    unit="share",
    better="higher",
    bases=(),
    headline={"": "total"},
    missing={
        "": mark("Active participants of February 2020 are not held for this region in the series of the later months.")
    },
    needs=("member_since_pandemic",),
    sql=of_parts("member_since_pandemic", "people", "people_then", then="period_then", approx="approx"),
    printed=False,
)
