"""The footers of a register's files: whether each is whole Parquet, and all say the same of their columns."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from data.problem import DataError, Problem, ProblemsFound
from data.rollup.register import COLUMNS, TEXT, WHOLE

_COUNTED = 3  # files that are named


def check(files: list[Path], register: str) -> None:
    """See that the files can be read as one: an engine would take the columns of the first for those of all.

    A number in one file and a text in the next would make 1 and 01 one worker, or 10.7 rupiah eleven; a column that the
    first has not would be left out of every other.

    Args:
        files: of the register.
        register: how it is called in messages.

    Raises:
        DataError: when a file cannot be read, or is no whole Parquet file.
        ProblemsFound: with the columns that are not alike.
    """
    kinds = {file: _kinds(file) for file in files}
    problems = []
    for column in COLUMNS:
        without = [file for file in files if column.name not in kinds[file]]
        if 0 < len(without) < len(files):
            remedy = "Write every file with the same columns."
            value = f"{len(without)} of {len(files)} files without it: {_named(without)}"
            problems.append(Problem(register, None, column.name, value, "is in every file or in none", remedy))
        found = sorted({kind for file in files for kind in [kinds[file].get(column.name)] if kind is not None})
        if len(found) > 1:
            remedy = "Write every file with the same types."
            problems.append(
                Problem(register, None, column.name, ", ".join(found), "has one type in every file", remedy)
            )
    twice = [file for file in files if file.parent.name.startswith("month=") and "month" in kinds[file]]
    if twice and all(file.parent.name.startswith("month=") for file in files):
        value = f"both in {_named(twice)}"
        remedy = "Take the column out, or do not name the folders so."
        problems.append(
            Problem(register, None, "month", value, "stands in a column or in the name of a folder", remedy)
        )
    if problems:
        raise ProblemsFound(problems)


def _kinds(file: Path) -> Mapping[str, str | None]:
    """Give the kind of each column of a file; None where the file has nothing but empty cells in it."""
    try:
        schema = parquet.read_schema(file)
    except pa.ArrowException as error:
        raise DataError(f"{file} is no whole Parquet file. Nothing was loaded. Write or copy it again.") from error
    except OSError as error:
        said = os.strerror(error.errno) if error.errno else "it is damaged"
        raise DataError(f"{file} cannot be read: {said}. Nothing was loaded.") from error
    return {field.name: _kind(field.type) for field in schema}


def _kind(of: pa.DataType) -> str | None:
    if pa.types.is_null(of):
        return None
    if pa.types.is_dictionary(of):
        return _kind(of.value_type)
    if pa.types.is_integer(of):
        return WHOLE
    if pa.types.is_string(of) or pa.types.is_large_string(of):
        return TEXT
    return str(of)


def _named(files: list[Path]) -> str:
    names = [f"{file.parent.name}/{file.name}" for file in files[:_COUNTED]]
    return ", ".join([*names, "…"] if len(files) > _COUNTED else names)
