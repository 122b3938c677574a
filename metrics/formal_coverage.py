"""Coverage of formal workers: active PU participants over formal employed persons.

Formula: PU members / formal employed, as ``coverage`` on the base ``bps_formal``.
Numerator: active PU participants. Denominator: formal employed, Sakernas August, at most twelve months older.
Missing: no row; no regency has a published count of formal workers.
Caveats: formal employed include civil servants, military and police, who are insured elsewhere: 100 percent cannot be
reached.
Source of the definition: ``data/facts/bases.csv``.
"""

from i18n import mark
from metrics._model import Metric
from metrics.coverage import METRIC as COVERAGE
from metrics.coverage import PARTS

METRIC = Metric(
    id="formal_coverage",
    title=mark("Coverage of formal workers"),
    meaning=mark("Active PU participants as a share of formal employed persons."),
    formula=mark("active PU participants / formal employed persons of the latest August round"),
    why=mark("Employers are obliged: what is missing here is compliance."),
    caveat=mark(
        "Civil servants, military and police are insured elsewhere and are in the base: 100 percent cannot be reached."
    ),
    unit="share",
    better="higher",
    bases=("bps_formal",),
    headline={"": "PU"},
    missing={"": COVERAGE.missing["bps_formal"]},
    needs=("coverage_share",),
    printed=False,
    sql=PARTS.only("base = 'bps_formal' and segment = 'PU'"),
)
