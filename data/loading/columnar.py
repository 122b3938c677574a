"""Reads a .parquet file as a sheet: its columns are typed already, and nothing is unpacked before its size is known."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.types as kinds

from data.loading.model import Limits, Refused, Sheet
from data.loading.wording import grouped
from i18n import mark, told

_AGAIN = mark("Write it again as a plain table of texts, numbers and dates.")


def read_parquet(content: bytes, limits: Limits) -> Sheet:
    """Read a parquet file as one sheet without a name, whose first row is the names of its columns.

    Args:
        content: the file.
        limits: what it may be at most.

    Raises:
        Refused: when it is damaged or too large, or has a column of lists or records.
    """
    try:
        schema = pq.read_schema(io.BytesIO(content))
        texts = [field.name for field in schema if kinds.is_string(field.type) or kinds.is_large_string(field.type)]
        # Texts stay packed, each different one once: a small file may repeat a large text without end.
        file = pq.ParquetFile(io.BytesIO(content), read_dictionary=texts, page_checksum_verification=True)
        _check(file, limits)
        table = file.read()
        columns = [_values(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError, NotImplementedError) as error:
        remedy = told("Send it again. {again}", again=told(_AGAIN))
        raise Refused(told("damaged contents"), mark("is a whole parquet file"), remedy) from error
    names = list(table.column_names)
    return Sheet(None, [names, *map(list, zip(*columns, strict=True))])


def _check(file: pq.ParquetFile, limits: Limits) -> None:
    known = file.metadata
    size = sum(known.row_group(number).total_byte_size for number in range(known.num_row_groups))
    counted = (
        (known.num_rows, limits.rows, told("rows")),
        (known.num_columns, limits.columns, told("columns")),
        (known.num_rows * known.num_columns, limits.cells, told("cells")),
        (size, limits.unpacked_bytes, told("bytes once unpacked")),
    )
    for found, most, what in counted:
        if found > most:
            rule = told("has at most {most} {what}", most=grouped(most), what=what)
            remedy = mark("Split the file, for example by year.")
            raise Refused(told("{count} {what}", count=grouped(found), what=what), rule, remedy)
    for field in file.schema_arrow:
        kind = field.type.value_type if kinds.is_dictionary(field.type) else field.type
        if not any(is_kind(kind) for is_kind in _KINDS):
            column = told("{name} of type {kind}", name=field.name, kind=str(field.type))
            raise Refused(column, mark("has columns of texts, numbers and dates only"), _AGAIN)


_KINDS = (
    kinds.is_string,
    kinds.is_large_string,
    kinds.is_integer,
    kinds.is_floating,
    kinds.is_decimal,
    kinds.is_boolean,
    kinds.is_date,
    kinds.is_timestamp,
    kinds.is_null,
)


def _values(column: pa.ChunkedArray) -> list[Any]:
    values: list[Any] = []
    for chunk in column.chunks:
        if kinds.is_dictionary(chunk.type):
            texts = chunk.dictionary.to_pylist()
            values += [None if at is None else texts[at] for at in chunk.indices.to_pylist()]
        else:
            values += chunk.to_pylist()
    if kinds.is_decimal(column.type):
        values = [_number(value) for value in values]
    return values


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
