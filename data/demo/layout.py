"""Lays numbers out as an office's table: arrays over places, months and choices become rows sorted by the table's key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.demo.ground import Real, Whole, Yes
from data.office import OFFICE_TABLES, Field

TABLE = {table.name: table for table in OFFICE_TABLES}
DTYPES = {"count": "Int64", "rupiah": "Int64", "year": "Int64", "share": "float64", "flag": "boolean"}
Values = npt.NDArray[Any]


def empty(name: str) -> pd.DataFrame:
    """Give a table without rows, its columns typed."""
    return pd.DataFrame({field.name: _column(field, None, 0) for field in TABLE[name].fields})


def lay_out(name: str, keys: Mapping[str, Sequence[str]], values: Mapping[str, Values], keep: Yes) -> pd.DataFrame:
    """Lay arrays out as the rows of a table whose whole key is made of axes.

    Args:
        name: of the table.
        keys: the labels of each axis by key field, each sorted, in the order of the key.
        values: array by field, over these axes: whole numbers or texts, masked where null. A field left out is null
            throughout.
        keep: which cells have a row, over these axes.

    Returns:
        The table's fields in order, sorted by its key.
    """
    shape = tuple(len(labels) for labels in keys.values())
    kept = np.flatnonzero(np.broadcast_to(keep, shape))
    at = dict(zip(keys, np.unravel_index(kept, shape), strict=True))
    columns: dict[str, Any] = {}
    for field in TABLE[name].fields:
        if field.name in keys:
            columns[field.name] = pd.array(list(keys[field.name]), dtype="str").take(at[field.name])
        else:
            wanted = values.get(field.name)
            given = (
                None if wanted is None else np.ma.array(np.broadcast_to(wanted, shape, subok=True)).reshape(-1)[kept]
            )
            columns[field.name] = _column(field, given, len(kept))
    return pd.DataFrame(columns)


def lay_out_rows(name: str, values: Mapping[str, Values]) -> pd.DataFrame:
    """Lay columns out as rows, in any order, and sort them by the table's key. A field left out is null throughout."""
    table = TABLE[name]
    size = len(next(iter(values.values())))
    given = {field: np.ma.array(column) for field, column in values.items()}
    columns = {field.name: _column(field, given.get(field.name), size) for field in table.fields}
    return pd.DataFrame(columns).sort_values(list(table.key), ignore_index=True)


def null_where(values: Values, missing: Yes) -> Values:
    """Mark values as null; ``missing`` is spread over their axes."""
    return np.ma.array(values, mask=np.broadcast_to(missing, values.shape))


def _column(field: Field, given: Any, size: int) -> Any:
    dtype = DTYPES.get(field.kind, "str")
    if dtype == "Int64":
        numbers = np.zeros(size, dtype=np.int64) if given is None else np.ma.getdata(given).astype(np.int64)
        missing = np.ones(size, dtype=bool) if given is None else np.ma.getmaskarray(given)
        return pd.arrays.IntegerArray(numbers, missing)
    if given is None:
        return pd.array([None], dtype=dtype).take(np.zeros(size, dtype=np.int64))
    return pd.array(np.ma.filled(given.astype(object), None), dtype=dtype)


def as_whole(numbers: Real) -> Whole:
    """Round to whole people, cases or rupiah; halves go up."""
    whole: Whole = np.floor(numbers + 0.5).astype(np.int64)
    return whole
