"""What the files behind the figures of contributions and compliance hold."""

from __future__ import annotations

import pandas as pd

from pages.parts.drawing import plain

_COLUMNS = (
    "region_code", "name", "metric", "of", "segment", "series", "boundary", "period", "month", "value", "numerator",
    "denominator", "earlier_period", "earlier_value", "change", "months", "due", "on_time", "arrears", "arrears_period",
    "unit", "base", "status", "reason", "source_ids", "batch_ids",
)  # fmt: skip


def filed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give figures as files have them, with the columns that a reader can use."""
    return plain(frame[[name for name in _COLUMNS if name in frame]])
