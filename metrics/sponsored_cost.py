"""Cost per sponsored worker: contributions paid for sponsored workers in the month, per head.

Formula: Σ people × premium / Σ people, of schemes whose premium is known.
Numerator: rupiah of the month. Denominator: people whose premium is known.
Missing: no row where no scheme names its premium; small counts of a group are held back.
Caveats: half prices of PP 50/2025 never apply where a government pays.
Source of the definition: glossary of the domain notes, number 43 and 45.
"""

from i18n import mark
from metrics._model import NOT_SENT, Metric
from metrics.parts import of_parts

METRIC = Metric(
    id="sponsored_cost",
    title=mark("Cost per sponsored worker"),
    meaning=mark("Contributions for sponsored workers in the month, per worker."),
    formula=mark("people × premium of every scheme, over the people whose premium is known"),
    why=mark("What one more protected worker costs a budget."),
    caveat=mark("The half price of PP 50/2025 never applies where a government pays."),
    unit="rupiah_per_person",
    better="neither",
    bases=(),
    headline={"": "total"},
    missing={"": NOT_SENT},
    needs=("sponsored_group",),
    sql=of_parts(
        "sponsored_group", "cost", "with_premium", suppressed="suppressed", where="(with_premium > 0 or suppressed)"
    ),
    printed=False,
)
