"""Non-civil-servant staff covered: people who work for a government without being civil servants and are protected.

Formula: a count; what sources print and what offices send stand side by side, never added.
Numerator: people. Denominator: none; how many there are is printed for two regions only.
Missing: no row for a region of which nothing is printed or sent; zero is a figure.
Caveats: sources count contract staff, honorary staff and village staff in different mixtures.
Source of the definition: glossary of the domain notes, number 46.
"""

from i18n import mark
from metrics._model import Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="non_asn_covered",
    title=mark("Non-ASN staff covered"),
    meaning=mark("Government staff without civil-servant status who are covered."),
    formula=mark("a count of people, as printed or as sent; the two are never added"),
    why=mark("The jury of the award asks for it, and the employer is the government itself."),
    caveat=mark("Sources mix contract, honorary and village staff differently."),
    unit="people",
    better="higher",
    bases=(),
    headline={"": "non_asn"},
    missing={"": mark("No count of covered non-ASN staff of this region is held.")},
    needs=("non_asn_covered",),
    sql=of_parts("non_asn_covered", "people", approx="approx", suppressed="suppressed"),
)
