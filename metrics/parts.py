"""The additive parts of a metric as SQL, which can be asked for all of its columns or for the numbers alone.

Eight columns are a figure's own: its place, its dates, its numbers. The others describe it, and the store has numbered the
ways in which figures are described. To plan, read and hand over so many columns was most of what a question cost, so
``measure`` asks for the numbers alone, and once a store for what describes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from data.standing import DESCRIBING, ONCE
from i18n import mark

NUMBERS = (
    "region_code", "period", "month", "numerator", "denominator", "denominator_period", "printed", "described",
)  # fmt: skip
DESCRIPTIONS = (*DESCRIBING, "reason", "shown", "on_line")

# Of a count: it has no error of a survey.
CERTAIN = {"error": "null::double", "error_from": "null::varchar"}
# Of what nobody printed.
NOT_PRINTED = {
    "printed": "null::double",
    "printed_step": "null::double",
    "parts_approx": "false",
    "recomputed_from": "null::varchar",
}

HELD_BACK = mark("Held back: so small a count could point to persons.")

Columns = dict[str, Any]  # arrays by name


class Parts(str):
    """SQL of all columns of the parts of a metric, one row a figure.

    Args:
        mart: table of the store that they are read from, in its order, which is that of results.
        otherwise: SQL of the columns that are not those of the mart, by name. That of ``DESCRIPTIONS`` may look at what
            describes a figure in the mart, at its marks, and at whether it has a numerator and a denominator.
        where: SQL that chooses rows of the mart.
    """

    mart: str
    columns: dict[str, str]
    where: str

    def __new__(cls, mart: str, otherwise: Mapping[str, str], where: str = "true") -> Parts:
        """Write the SQL."""
        columns = {name: name for name in (*NUMBERS, *DESCRIPTIONS, "superseded_in")} | dict(otherwise)
        made = super().__new__(cls, f"select {_columns(columns, columns)} from {mart} where {where}")
        made.mart, made.columns, made.where = mart, columns, where
        return made

    def only(self, where: str) -> Parts:
        """Give the parts of fewer figures."""
        return Parts(self.mart, self.columns, f"{self.where} and {where}")

    def numbers(self, conditions: Iterable[str] = ()) -> str:
        """Give SQL of ``NUMBERS`` of the figures that meet conditions, in which columns stand in braces."""
        chosen = " and ".join([self.where, *(condition.format_map(self.columns) for condition in conditions)])
        return f"select {_columns(NUMBERS, self.columns)} from {self.mart} where {chosen}"

    def descriptions(self) -> str:
        """Give SQL of the ways in which figures are described, each once, sorted by number."""
        return (
            f"{ONCE}select distinct on (described) described, {_columns(DESCRIPTIONS, self.columns)} "
            f"from {self.mart} where {self.where} order by described"
        )


def _columns(names: Iterable[str], columns: Mapping[str, str]) -> str:
    return ", ".join(name if columns[name] == name else f"{columns[name]} as {name}" for name in names)


def described(numbers: pd.DataFrame, descriptions: pd.DataFrame) -> Columns:
    """Put to each figure what describes it.

    Args:
        numbers: what ``Parts.numbers`` asks for.
        descriptions: what ``Parts.descriptions`` asks for, of the same store.

    Returns:
        All columns, each of the type that it would have if it had been asked for with the numbers: whole numbers and
        booleans have a mask where one is missing, and a text that none of the figures has is ``object``.
    """
    ways, which = np.unique(numbers["described"].to_numpy(), return_inverse=True)
    places = np.searchsorted(descriptions["described"].to_numpy(), ways)
    columns: Columns = {name: numbers[name].array for name in NUMBERS}
    for name, values in descriptions.items():
        if name != "described":
            columns[str(name)] = _taken(values.array.take(places), which)
    return columns


def _taken(few: Any, which: np.ndarray) -> Any:
    """Give each figure its own of a few values."""
    if isinstance(few, pd.arrays.StringArray) and few.isna().all():
        return constant(None, len(which))
    if isinstance(few, pd.arrays.IntegerArray | pd.arrays.BooleanArray) and not few.isna().any():
        few = few.to_numpy(few.dtype.numpy_dtype)
    return few.take(which)


def texts(values: np.ndarray) -> Any:
    """Give texts as a column of a result: ``object``, all None, where there is none."""
    return constant(None, len(values)) if pd.isna(values).all() else pd.array(values, dtype="str")


def constant(text: str | None, count: int) -> Any:
    """Give a column of a result that holds one text, or none at all."""
    made = np.full(count, text, object)
    return made if text is None or not count else pd.array(made, dtype="str")


def doubles(values: Any) -> np.ndarray:
    """Give numbers as doubles, ``nan`` where one is missing."""
    return np.asarray(values.to_numpy(dtype=float, na_value=np.nan))


def counted(mart: str, *held: str) -> Parts:
    """Give the parts of a metric that is a count of people.

    Args:
        mart: table of the store with the figures, in its column ``people``.
        held: ``base``, ``weights``, where the mart has them.
    """
    columns = _of_one_kind("people", None) | {name: name for name in ("approx", *held)}
    return Parts(mart, columns | {"suppressed": "false", "reason": "null::varchar"})


def of_parts(
    mart: str,
    numerator: str,
    denominator: str | None = None,
    *,
    then: str = "period",
    approx: str = "false",
    suppressed: str = "false",
    where: str = "true",
) -> Parts:
    """Give the parts of a metric over what offices send: a count or sum, or one over another.

    Args:
        mart: table of the store with both.
        numerator: SQL of what is counted; where it is null there is no figure, unless it is held back.
        denominator: SQL of what it is divided by; None for what is only counted.
        then: column with the reference date of the denominator.
        approx: SQL that says whether a count is rounded.
        suppressed: SQL that says whether the figure is held back because the count is small.
        where: SQL that chooses rows of the mart.
    """
    parts = (numerator,) if denominator is None else (numerator, denominator)
    held = f"({' and '.join(f'{part} is not null' for part in parts)} or {suppressed})"
    told = {"approx": approx, "suppressed": suppressed, "reason": f"if({suppressed}, '{HELD_BACK}', null)"}
    return Parts(mart, _of_one_kind(numerator, denominator, then) | told, f"{held} and {where}")


def _of_one_kind(numerator: str, denominator: str | None, then: str = "period") -> dict[str, str]:
    """Give the columns of what is only counted, or set against what was counted in the same way."""
    alone = denominator is None
    return {
        **dict.fromkeys(("base", "base_certainty", "weights"), "null::varchar"),
        "numerator": numerator,
        "denominator": denominator or "null::bigint",
        "denominator_period": "null::varchar" if alone else then,
        "numerator_status": "status",
        "denominator_status": "null::varchar" if alone else "status",
        **NOT_PRINTED,
        **CERTAIN,
    }
