"""Population: residents, from the civil register or the statistics office, as each source prints them.

Formula: a count; a province is the sum of its regencies, and a Kanwil of its provinces, where all parts are held on one
date and from one publisher.
Numerator: people. Denominator: none.
Missing: no row; a sum with a part missing is not made.
Series: the source, since publishers count differently (civil register, census, statistics office).
Caveats: residents are not workers, and no coverage is computed from them.
Source: ``data/facts/labour.csv``, indicator population.
"""

from i18n import mark
from metrics._model import Metric
from metrics.parts import counted

METRIC = Metric(
    id="population",
    title=mark("Residents"),
    meaning=mark("People who live in the region, of all ages."),
    formula=mark("a count of people, as printed; sums only where every part is held on one date"),
    why=mark("Where no coverage has been published, how many people the question is about."),
    caveat=mark("Residents are not workers: no coverage is computed from them."),
    unit="people",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": mark("No published number of residents of this region is held.")},
    needs=("residents",),
    sql=counted("residents"),
)
