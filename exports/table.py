"""A table of figures as a CSV file that a spreadsheet opens: codes unchanged, full precision, sources in every row."""

from __future__ import annotations

import pandas as pd

COLUMNS = (
    "region_code", "name", "period", "base", "base_certainty", "segment", "series", "boundary", "weights", "unit",
    "value", "numerator", "denominator", "denominator_period", "printed", "conflict", "status", "parts_present",
    "parts_expected", "reason", "sources", "source_ids",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(figures: pd.DataFrame, sources: dict[str, str]) -> bytes:
    """Write figures as CSV.

    Args:
        figures: rows of ``side_by_side``; a region without a figure keeps its row, with empty cells.
        sources: words for each source_id: publisher, date, address.

    Returns:
        UTF-8 with a mark at the start, so that spreadsheets read it right. Text that a spreadsheet would run as a
        formula is preceded by an apostrophe.
    """
    listed = [
        [] if pd.isna(status) else list(ids)
        for ids, status in zip(figures["source_ids"], figures["status"], strict=True)
    ]
    table = figures.assign(
        sources=["; ".join(sources.get(one, one) for one in ids) for ids in listed],
        source_ids=["; ".join(ids) for ids in listed],
    )[list(COLUMNS)]
    counts = dict.fromkeys(("numerator", "denominator", "parts_present", "parts_expected"), "Int64")
    table = table.astype(counts)  # people are whole, also beside a region that has none
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            table[column] = [_harmless(cell) for cell in table[column]]
    text: str = table.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
