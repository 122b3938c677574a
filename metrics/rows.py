"""What a script reads of a frame: its rows as JSON knows values, as CSV that a spreadsheet runs nothing of, in a language."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from i18n import Language, retell, without_formula

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) ")

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """Give the rows: lists of text, whole numbers, doubles in full precision, null where absent."""
    # By column: what can be in a cell hangs on its column, and a frame's own way from rows looks at every cell three times.
    columns = [_cells(values) for _, values in frame.items()]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def as_json(frame: pd.DataFrame, indent: int | None = None) -> str:
    """Write the rows as a JSON list of objects."""
    if indent is not None:
        return json.dumps(records(frame), ensure_ascii=False, indent=indent)
    # By column, for most of what is in one is said again and again: a third of the time, and the same text.
    columns = [_as_json(values) for _, values in frame.items()]
    row = ", ".join(_json(str(name)).replace("%", "%%") + ": %s" for name in frame.columns)
    return "[" + ", ".join(f"{{{row}}}" % cells for cells in zip(*columns, strict=True)) + "]"


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the rows with each list as one text, its parts joined by semicolons."""
    return pd.DataFrame(
        [{k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()} for row in records(frame)],
        columns=frame.columns,
        dtype=object,
    )


def as_csv(frame: pd.DataFrame, line_end: str = "\n") -> str:
    """Write the rows as CSV; a text that a spreadsheet would run as a formula is preceded by an apostrophe."""
    text: str = without_formulas(flat(frame)).to_csv(index=False, lineterminator=line_end)
    return text


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """Give a table of which a spreadsheet runs no cell."""
    harmless = table.copy()
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            cells = [_harmless(cell) for cell in table[column]]
            harmless[column] = pd.Series(cells, table.index, dtype=object)  # a whole number among nulls stays whole
    return harmless


def said_in(frame: pd.DataFrame, say: Language) -> pd.DataFrame:
    """Give the rows with their reasons in a language; a sentence without a translation stays as it is."""
    reasons = [name for name in frame.columns if name == "reason" or str(name).endswith("_reason")]
    if say.code == "en" or not reasons:
        return frame
    said = {name: [_said(text, say) if isinstance(text, str) else None for text in frame[name]] for name in reasons}
    return frame.assign(**{name: pd.Series(texts, frame.index, dtype=object) for name, texts in said.items()})


def _said(text: str, say: Language) -> str:
    """Say a reason, which may be several that were put one after the other."""
    whole = retell(text, say)
    if whole != text:
        return whole
    sentences, found = _SENTENCE_ENDS.split(text), []
    while sentences:
        # The longest run of sentences that is one text of ours.
        for count in range(len(sentences), 0, -1):
            run = " ".join(sentences[:count])
            if count == 1 or retell(run, say) != run:
                found.append(retell(run, say))
                sentences = sentences[count:]
                break
    return " ".join(found)


def _harmless(cell: object) -> object:
    return without_formula(cell) if isinstance(cell, str) else cell


def _cells(values: pd.Series) -> list[Any]:
    if values.dtype == object:
        return [_plain(value) for value in values]
    # Nothing but the absent differs from itself: nan, also in a column of text.
    return [None if value is pd.NA or value != value else value for value in values.tolist()]


def _as_json(values: pd.Series) -> list[str]:
    """Write the cells of a column, each value once."""
    if values.dtype == object:
        kept = {id(value): value for value in values}
        said = {key: _json(_plain(value)) for key, value in kept.items()}
        return [said[id(value)] for value in values]
    if isinstance(values.dtype, pd.StringDtype) or pd.api.types.is_bool_dtype(values.dtype):
        cells = _cells(values)
        texts = {value: _json(value) for value in set(cells)}
        return [texts[value] for value in cells]
    return [_json(value) for value in _cells(values)]


def _json(value: Any) -> str:
    if value is None:
        return "null"
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple | np.ndarray):
        return [str(item) for item in value]
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value
