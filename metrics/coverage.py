"""Coverage: active participants over a base, at the same date.

Formula: numerator / denominator, or the share as printed where the source prints only that.
Numerator: on ``ucj``, ``potential`` and ``unstated`` the people that the share's own source prints; on the Sakernas bases
the segments of the base (``data/facts/bases.csv``) of one series, and only when all of them are held.
Denominator: from the same source; on the Sakernas bases the latest August round at or before the month, at most twelve
months older, on the same boundary. Its date and weights come with it.
Missing: no row. A UCJ share is never rebuilt from segments, and no regency has an employed count.
Caveats: two bases are two figures. A share above 1 is kept: people may be enrolled where they do not live.
Source of the rules: contract of figures (keys, bases, conflicts); ``data/facts/bases.csv`` for who is counted.
"""

from i18n import mark
from metrics._model import PRINTED_ONLY, REGISTERED, ROUNDED_PARTS, UNSTATED, Metric
from metrics.parts import Parts

_NOT_PUBLISHED = mark("No published figure of this region is held on this base.")
_NO_EMPLOYED = mark(
    "The statistics office's employed count, or a segment that the base needs, is not held for this region. "
    "No regency of Banuspa has a published employed count."
)

PARTS = Parts(
    "coverage_share",
    {
        "suppressed": "false",
        "reason": f"""case when series = 'registered' then '{REGISTERED}' when base = 'unstated' then '{UNSTATED}'
            when parts_approx then '{ROUNDED_PARTS}' when numerator is null then '{PRINTED_ONLY}' end""",
    },
)

METRIC = Metric(
    id="coverage",
    title=mark("Coverage"),
    meaning=mark("Active participants as a share of the people who could be covered, on a named base."),
    formula=mark("active participants / base, both at the same date; as printed where the source gives no parts"),
    why=mark("The share that targets are set on: 65 percent by 2024, and every later one."),
    caveat=mark("Two bases give two figures: never compare or join them, and never quote the share without its base."),
    unit="share",
    better="higher",
    bases=("ucj", "bps", "bps_pu_bpu", "bps_formal", "bps_informal", "potential", "plan", "unstated"),
    headline={"": "total", "bps_formal": "PU", "bps_informal": "BPU"},
    missing={
        "": _NOT_PUBLISHED,
        "bps": _NO_EMPLOYED,
        "bps_pu_bpu": _NO_EMPLOYED,
        "bps_formal": _NO_EMPLOYED,
        "bps_informal": _NO_EMPLOYED,
        "plan": mark("Planning documents print targets on this base, not figures of a region."),
    },
    needs=("coverage_share",),
    sql=PARTS,
)
