"""The files of a register, and the SELECT that gives them the columns that the definition reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.problem import DataError
from data.rollup.register import Shape

_STRANGE = "*?["  # an engine would take them for a pattern


def files_of(places: list[Path]) -> list[Path]:
    """Give the files of a register, in order: files as named, and every .parquet below a folder.

    Raises:
        DataError: when one is not there, a folder has none, or a name would be read as a pattern.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = sorted(file for file in place.rglob("*") if _is_part(file, place))
            if not inside:
                raise DataError(f"{place} holds no .parquet file. Name the folder that holds the register.")
            found += inside
        elif place.is_file():
            found.append(place)
        else:
            raise DataError(f"{place} is not there. Name a .parquet file or a folder of them.")
    if len(set(found)) < len(found):
        raise DataError("A file of the register is named twice. Name each once.")
    for file in found:
        if any(sign in str(file) for sign in _STRANGE):
            raise DataError(f"{file} has {' or '.join(_STRANGE)} in its name. Rename it.")
    return found


def _is_part(file: Path, folder: Path) -> bool:
    """Say whether something below a folder is a file of the register: what a failed job left beside it is not.

    Raises:
        DataError: when it is called so and is no file: a register without it would be a part of one.
    """
    inside = file.relative_to(folder).parts
    if file.suffix.lower() != ".parquet" or file.is_dir() or any(name.startswith((".", "_")) for name in inside):
        return False
    if not file.is_file():
        raise DataError(
            f"{file} is no file, or leads nowhere. Nothing was loaded. Take it away, or put the file there."
        )
    return True


def selection(shape: Shape, types: Mapping[str, str]) -> str:
    """Give the SELECT over ``{files}`` that makes the register of them.

    Args:
        shape: which columns there are.
        types: of each column.
    """
    if types["month"] == "DATE":
        month = "year(month) * 12 + month(month) - 1"
    else:  # every different text has been looked at before
        month = "cast(substr(month, 1, 4) as integer) * 12 + cast(substr(month, 6, 2) as integer) - 1"
    employer = (
        ["nullif(cast(employer_id as varchar), '') as employer_id", "cast(employer_size as varchar) as employer_size"]
        if shape.employers
        else []
    )
    lines = [
        "cast(worker_id as varchar) as worker_id",
        "cast(region_code as varchar) as region_code",
        "cast(segment as varchar) as segment",
        "cast(programmes as varchar) as programmes",
        *employer,
        *(f"cast({name} as bigint) as {name}" for name in shape.money),
        "cast(received_on as date) as received_on",
        f"{month} as month_number",
    ]
    return f"select {', '.join(lines)} from {{files}}"
