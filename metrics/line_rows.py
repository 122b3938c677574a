"""The line of figures held as plain rows, by the rules of ``metrics._model``: for what reads the same few figures many times.

A frame asks for the like of every column anew; over the figures of one region plain rows do in a tenth of the time.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.standing import LINE_KEY

Row = dict[str, Any]
Key = tuple[Any, ...]

_SLOT = ("region_code", "base", "segment")  # of which the demonstration set gives way to any real figure


def rows_of(figures: pd.DataFrame, columns: tuple[str, ...]) -> list[Row]:
    """Give rows of ``measure`` as dictionaries with some of its columns; what is null in the key of a line is None."""
    held = [texts(figures[name]) if name in LINE_KEY else figures[name].tolist() for name in columns]
    return [dict(zip(columns, values, strict=True)) for values in zip(*held, strict=True)]


def texts(column: pd.Series) -> list[str | None]:
    """Give a column of text as a list, None for null."""
    return [None if text is None or text != text else text for text in column.tolist()]


def key_of(row: Row) -> Key:
    """Give what figures of one line have in common: their key, two nulls being equal, and whether they are of a month."""
    return (*(row[part] for part in LINE_KEY), len(row["period"]))


def same_line(rows: list[Row], current: Row) -> list[Row] | None:
    """Give the rows on the line of ``current``; None where nothing may be compared within it, or it has none."""
    if current["base"] == "unstated" or current["series"] == "registered":
        return None
    key = key_of(current)
    return [row for row in rows if row["on_line"] and key_of(row) == key] or None


def leading(rows: list[Row]) -> list[Row]:
    """Leave out demonstration figures wherever a real one is held of the same region, base and segment."""
    real = {_slot(row) for row in rows if row["status"] != "demonstration"}
    return [row for row in rows if row["status"] != "demonstration" or _slot(row) not in real]


def _slot(row: Row) -> Key:
    return tuple(row[name] for name in _SLOT)
