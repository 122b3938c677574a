"""Vulnerable workers covered: people whose contribution a third party pays, as sources print them.

Formula: a count. ``segment`` is BPU for all vulnerable workers of a place, else the narrower group that the source
counts (fishers, provincial APBD), which is a line of its own.
Numerator: people. Denominator: none.
Missing: no row. Plans, potentials and budgets are not people covered and are left out.
Caveats: cover is often bought for some months: a year's figure says that people were covered in it, not for how long.
Source: ``data/facts/published_figures.csv``, indicator vulnerable_workers_covered.
"""

from i18n import mark
from metrics._model import Metric
from metrics.parts import counted

METRIC = Metric(
    id="vulnerable_covered",
    title=mark("Vulnerable workers covered"),
    meaning=mark("Low-income informal workers whose contribution a government, firm or person pays for them."),
    formula=mark("a count of people, as printed"),
    why=mark("What a local budget buys at once, and what ends when the budget period ends."),
    caveat=mark("Cover is often bought for some months only; plans and budgets are not counted as people covered."),
    unit="people",
    better="higher",
    bases=(),
    headline={"": "BPU"},
    missing={"": mark("No published count of vulnerable workers covered in this region is held.")},
    needs=("vulnerable_covered",),
    sql=counted("vulnerable_covered"),
)
