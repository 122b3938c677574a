"""Workforce: the people that a coverage share is a share of, by base.

Formula: a count. On the Sakernas bases the August round of the statistics office; elsewhere as printed.
Numerator: people. Denominator: none.
Missing: no row. No employed count is published for any regency of Banuspa.
Caveats: weights changed with the 2020 census and boundaries with the Papua split; a line never crosses either. The
series column carries the publisher, the extra column ``weights`` the weights.
Source: ``data/facts/labour.csv`` (BPS Sakernas) and the denominators that press reports print.
"""

from i18n import mark
from metrics._model import Metric
from metrics.parts import counted

METRIC = Metric(
    id="workforce",
    title=mark("Workforce"),
    meaning=mark("People that a coverage share is a share of, on a named base."),
    formula=mark("a count of people: the August round of Sakernas, or the base as its source prints it"),
    why=mark("Coverage also falls when the workforce grows; the largest uncertainty of a share lies here."),
    caveat=mark("Weights and boundaries of the survey have changed: years on both sides of a change are not compared."),
    unit="people",
    better="neither",
    bases=("ucj", "bps", "bps_formal", "bps_informal", "potential", "unstated"),
    headline={"": "total"},
    missing={"": mark("No published workforce figure of this region is held; none exists for regencies of Banuspa.")},
    needs=("workforce",),
    sql=counted("workforce", "base", "weights"),
)
