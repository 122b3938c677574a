"""What the tests of peers share: facts made by hand."""

import pandas as pd


def facts_of(values: dict[str, dict[str, float]], period: str = "2024-12", status: str = "published") -> pd.DataFrame:
    """Give rows of ``SQL``: variable to region to value."""
    rows = [
        (name, code, period, period, "one", value, status, [f"source-{name}"])
        for name, regions in values.items()
        for code, value in regions.items()
    ]
    columns = ["variable", "region_code", "period", "month", "series", "value", "status", "source_ids"]
    return pd.DataFrame(rows, columns=columns)
