"""Funding mix: of the sponsored workers, the part that a payer carries.

Formula: people paid for by a source / people paid for by all.
Numerator: people, by who pays; the payer stands as the segment. Denominator: people of all payers.
Missing: no row for a payer that pays for nobody.
Caveats: by people, not by money.
Source of the definition: glossary of the domain notes, number 44.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="funding_mix",
    title=mark("Funding mix"),
    meaning=mark("Share of the sponsored workers that a source of funds pays for."),
    formula=mark("people paid for by the source / all sponsored workers"),
    why=mark("A single payer is a single risk."),
    caveat=mark("Counted by people, not by rupiah."),
    unit="share",
    better="neither",
    bases=(),
    headline={"": "apbd_regency"},
    missing={"": NOT_SENT},
    needs=("sponsored_funding",),
    sql=of_parts("sponsored_funding", "people", "people_of_all", suppressed="suppressed", where="segment <> 'total'"),
    printed=False,
)
