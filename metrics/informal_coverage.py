"""Coverage of informal workers: the national SDG indicator 8.8.1.(a).

Formula: BPU members / informal workers, as ``coverage`` on the base ``bps_informal``.
Numerator: active BPU participants. Denominator: informal employed, Sakernas August, at most twelve months older.
Missing: no row; no regency has a published count of informal workers.
Caveats: the plan code 06.02.02.01.01 was met in one regional list only: confirm it before printing it. The indicator asks
for BPU members of JKK and JKM; every active BPU member is in both.
Source of the definition: ``data/facts/bases.csv``.
"""

from i18n import mark
from metrics._model import Metric
from metrics.coverage import METRIC as COVERAGE
from metrics.coverage import PARTS

METRIC = Metric(
    id="informal_coverage",
    title=mark("Coverage of informal workers"),
    meaning=mark("Active BPU participants as a share of informal workers: the national SDG indicator 8.8.1.(a)."),
    formula=mark("active BPU participants / informal employed persons of the latest August round"),
    why=mark("Most workers without protection are informal; this is where growth must come from."),
    caveat=mark("BPU and informal are two ways of counting that overlap but are not the same people."),
    unit="share",
    better="higher",
    bases=("bps_informal",),
    headline={"": "BPU"},
    missing={"": COVERAGE.missing["bps_informal"]},
    needs=("coverage_share",),
    printed=False,
    sql=PARTS.only("base = 'bps_informal' and segment = 'BPU'"),
)
