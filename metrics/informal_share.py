"""Informal share: informal workers as a share of employed persons, by the statistics office's classes.

Formula: as printed by the statistics office; for a sum of provinces, informal employed over employed.
Numerator, denominator: people, only for sums and for provinces where one source prints both counts.
Base: employed persons of the same August round (``bps``).
Missing: no row.
Caveats: classes of main-job status, never substituted for PU and BPU. Never a mean of shares. Weights changed in 2023.
Source: ``data/facts/labour.csv`` (BPS Sakernas).
"""

from i18n import mark
from metrics._model import PRINTED_ONLY, Metric
from metrics.parts import CERTAIN, Parts

METRIC = Metric(
    id="informal_share",
    title=mark("Informal share"),
    meaning=mark("Informal workers as a share of employed persons, by the classes of the statistics office."),
    formula=mark("informal employed / employed of one August round; as printed where only the share is published"),
    why=mark("Informal workers are the largest group not yet covered, and the hardest to keep covered."),
    caveat=mark("Informal is a class of main jobs, not the same people as the BPU segment."),
    unit="share",
    better="neither",
    bases=("bps",),
    headline={"": "informal"},
    missing={"": mark("No published informal share of this region is held.")},
    needs=("informal",),
    sql=Parts(
        "informal",
        {
            "base": "'bps'",
            "base_certainty": "'stated'",
            "denominator_period": "if(denominator is null, null, period)",
            "approx": "false",
            "parts_approx": "false",
            "numerator_status": "if(numerator is null, null, numerator_status)",
            "denominator_status": "if(denominator is null, null, denominator_status)",
            **CERTAIN,
            "suppressed": "false",
            "reason": f"if(numerator is null, '{PRINTED_ONLY}', null)",
        },
    ),
)
