"""Turns what the store answers into a frame, by way of Arrow: four times as fast as DuckDB's own way where lists are in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

# Pages take single rows and cells of many small frames. pandas 3.1 keeps text as Arrow where pyarrow is installed, and then
# every such step costs half as much again as with plain Python texts, which it keeps without pyarrow.
pd.set_option("mode.string_storage", "python")

_TEXT = pd.StringDtype("python", np.nan)
_MASKED = {
    pa.int8(): pd.arrays.IntegerArray,
    pa.int16(): pd.arrays.IntegerArray,
    pa.int32(): pd.arrays.IntegerArray,
    pa.int64(): pd.arrays.IntegerArray,
    pa.bool_(): pd.arrays.BooleanArray,
}


def frame_of(table: pa.Table) -> pd.DataFrame:
    """Give an Arrow table as a frame.

    Returns:
        The same columns and rows. Whole numbers and booleans keep their type, with a mask where one is null; decimals
        become doubles, days become ``datetime64[us]``, lists become arrays, and text is ``str``. A text column without a
        value is ``object``, all None.
    """
    # Column by column: Arrow's own way takes three times as long where columns are many and rows few.
    frame = pd.DataFrame(dict(enumerate(map(_array, table.columns))), copy=False)
    frame.columns = pd.Index(table.column_names)
    return frame


def _array(column: pa.ChunkedArray) -> Any:
    """Give a column as a frame holds it."""
    kind, gaps = column.type, column.null_count
    if pa.types.is_string(kind):
        texts = column.to_numpy(zero_copy_only=False)
        return texts if gaps == len(column) else pd.array(texts, dtype=_TEXT)
    if kind in _MASKED and gaps:
        held = column.fill_null(False if pa.types.is_boolean(kind) else 0)
        missing = column.is_null().to_numpy(zero_copy_only=False)
        return _MASKED[kind](_own(held), missing)
    if pa.types.is_date(kind):
        return column.cast(pa.timestamp("us")).to_pandas().array
    return _own(column.cast(pa.float64()) if pa.types.is_decimal(kind) else column)


def _own(column: pa.ChunkedArray) -> Any:
    """Give the values as an array that may be written to; Arrow's own may not."""
    values = column.to_numpy(zero_copy_only=False)
    return values if values.flags.writeable else values.copy()
