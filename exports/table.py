"""A table of figures as a CSV file that a spreadsheet opens: codes unchanged, full precision, sources in every row."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.rows import without_formulas

COLUMNS = (
    "region_code", "name", "period", "base", "base_certainty", "segment", "series", "boundary", "weights", "unit",
    "value", "numerator", "denominator", "denominator_period", "printed", "conflict", "status", "parts_present",
    "parts_expected", "reason", "sources", "source_ids", "batch_ids", "fact_rows", "label",
)  # fmt: skip


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
        **{name: [_joined(cell) for cell in figures[name]] for name in ("batch_ids", "fact_rows")},
        # In the word that every reader of an Indonesian office knows, whatever the language of the page.
        label=["CONTOH" if status == "demonstration" else "" for status in figures["status"]],
    )[list(COLUMNS)]
    counts = dict.fromkeys(("numerator", "denominator", "parts_present", "parts_expected"), "Int64")
    table = table.astype(counts)  # people are whole, also beside a region that has none
    return plain_csv(table)


def plain_csv(table: pd.DataFrame) -> bytes:
    """Write a frame as CSV as ``csv_bytes`` does: UTF-8 with a mark, no cell that a spreadsheet would run."""
    text: str = without_formulas(table).to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def _joined(cell: object) -> str:
    return "; ".join(cell) if isinstance(cell, list | np.ndarray) else ""
