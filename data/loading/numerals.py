"""Reads numbers, as a spreadsheet keeps them or as people write them; a number that can mean two things is refused.

Which of point and comma divides decimals is decided once for a whole column, from all of its texts.
"""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.loading.body import Body
from data.loading.model import Column, Fault, Mask, Objects
from data.office import Field
from i18n import mark, told

Floats = npt.NDArray[np.float64]

LARGEST = 2**53  # from here on a spreadsheet itself has lost digits
_GROUP = {".": ",", ",": "."}  # what groups thousands where the other divides decimals
_FORMS = {
    decimal: re.compile(rf"-?(?:[0-9]+|[1-9][0-9]{{0,2}}(?:\{group}[0-9]{{3}})+)(?:\{decimal}[0-9]+)?")
    for decimal, group in _GROUP.items()
}
_SPACED = re.compile(r"-?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_BEFORE_RUPIAH = re.compile(r"(-?) ?(?:rp|idr)(?![a-z])\.? ?", re.IGNORECASE)
_WHOLE = Fault(
    mark("is a whole number"),
    mark("Write digits only, such as 1873899; leave the cell empty where the number is not known."),
)
_SHARE = Fault(mark("is a share"), mark("Write 0.65 or 65%; leave the cell empty where the share is not known."))
_UNCLEAR_SHARE = Fault(mark("is a share from 0 to 1, or has a percent sign"), mark("Write 0.65 or 65%."))
_CORRECT = mark("Correct the cell.")
_ABOVE_ALL = Fault(mark("is at most 100%"), _CORRECT)
_PEOPLE = Fault(mark("is a number of people, as its unit says"), mark("Write how many people, or correct the unit."))
_NEGATIVE = Fault(mark("is zero or more"), _CORRECT)
_TOO_LARGE = Fault(mark("is below 9,007,199,254,740,992, where a spreadsheet begins to lose digits"), _CORRECT)
_TWO_READINGS = Fault(
    mark("can be read in one way, and a lone point or comma before three digits divides thousands or decimals"),
    mark("Format the column as numbers, or write it without separators, such as 1234."),
)


def decimals_shown(column: Column, field: Field) -> set[str]:
    """Say which decimal signs the texts of a column prove to be in use: the point, the comma, both or none."""
    if str not in column.kinds:
        return set()
    texts = {value for value in column.values if type(value) is str and ("." in value or "," in value)}
    return {next(iter(fits)) for text in texts if len(fits := _fits(_bare(text, field))) == 1}


def read_numbers(
    column: Column, field: Field, body: Body, elsewhere: set[str], units: Objects | None = None
) -> pd.api.extensions.ExtensionArray | Floats:
    """Read a column of numbers.

    Args:
        column: the column.
        field: what it counts or measures; its kind says how.
        body: takes what is wrong.
        elsewhere: decimal signs that the columns of the file prove.
        units: of a share, ``share`` or ``people`` by row where both may stand in the column; None where not known.

    Returns:
        Nullable whole numbers, or floats for a share; missing where the cell is empty or refused.
    """
    is_share = field.kind == "share"
    numbers, is_percent = _numbers(column, field, body, elsewhere)
    body.refuse(column, np.isinf(numbers), _SHARE if is_share else _WHOLE)
    numbers[np.isinf(numbers)] = np.nan
    if is_share:
        _check_share(numbers, is_percent, column, body, units)
    else:
        body.refuse(column, numbers % 1 > 0, _WHOLE)
    body.refuse(column, np.abs(numbers) >= LARGEST, _TOO_LARGE)
    if not field.negative:
        body.refuse(column, numbers < 0, _NEGATIVE)
    numbers[column.refused] = np.nan
    if is_share:
        return numbers
    missing = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype("int64"), missing)


def _numbers(column: Column, field: Field, body: Body, elsewhere: set[str]) -> tuple[Floats, Mask]:
    """Give each cell as a float, not a number where empty or refused, and whether it has a percent sign."""
    no_percent = np.zeros(len(column.values), dtype=bool)
    if column.kinds <= {int, float}:
        return column.values.astype("float64"), no_percent
    if column.kinds == {str}:
        texts = pa.array(column.values, type=pa.string())
        # Fifteen digits are held by a float as they are.
        if pc.all(pc.match_substring_regex(texts, "^-?[0-9]{1,15}$")).as_py():
            return pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False).copy(), no_percent
    decimal = _decimal(column, field, body, elsewhere)
    fault = _SHARE if field.kind == "share" else _WHOLE

    def read(value: object) -> Decimal | int | float | Fault:
        if isinstance(value, (int, float)):
            return value
        if isinstance(value, str) and decimal in _fits(_bare(value, field)):
            bare = _bare(value, field).replace(_GROUP[decimal], "").replace(decimal, ".")
            return Decimal(bare) / 100 if value.endswith("%") else Decimal(bare)
        return fault

    numbers = body.read_each(column, read)
    is_percent = np.array([isinstance(value, str) and value.endswith("%") for value in column.values], dtype=bool)
    return numbers.astype("float64"), is_percent


def _decimal(column: Column, field: Field, body: Body, elsewhere: set[str]) -> str:
    """Decide what divides decimals in a column; texts that leave it open or contradict it are refused."""
    texts = {text: _bare(text, field) for text in pd.unique(column.values) if isinstance(text, str)}
    shown = {text: next(iter(fits)) for text, bare in texts.items() if len(fits := _fits(bare)) == 1}
    if shown:
        first, decimal = next(iter(shown.items()))
        others = [text for text, sign in shown.items() if sign != decimal]
        rule = told("divides thousands and decimals as the rest of its column, where {first} stands", first=first)
        body.refuse(column, _among(column, others), Fault(rule, mark("Write all numbers of the column in one way.")))
        return decimal
    open_texts = [text for text, bare in texts.items() if not bare.lstrip("-").isdigit() and _fits(bare)]
    if not open_texts:
        return "."
    ungrouped = any(bare.lstrip("-").isdigit() and len(bare.lstrip("-")) > 3 for bare in texts.values())
    if field.kind != "share" and len(elsewhere) == 1 and not ungrouped:
        return next(iter(elsewhere))
    signs = {"." if "." in texts[text] else "," for text in open_texts}
    if (
        field.kind == "count"
        and len(signs) == 1
        and not ungrouped
        and not all(text.endswith("000") for text in open_texts)
    ):
        # People are whole: read as decimals, 9.100 would be 9.1 of them. Money may be sent in millions, so it is asked.
        return "," if signs == {"."} else "."
    body.refuse(column, _among(column, open_texts), _TWO_READINGS)
    return "."


def _check_share(numbers: Floats, is_percent: Mask, column: Column, body: Body, units: Objects | None) -> None:
    capped = np.ones(len(numbers), dtype=bool)
    if units is not None:
        people = np.equal(units, "people")
        body.refuse(column, people & is_percent, _PEOPLE)
        body.refuse(column, people & (numbers % 1 > 0), _WHOLE)
        capped = np.equal(units, "share")
    body.refuse(column, capped & (numbers > 1) & ~is_percent, _UNCLEAR_SHARE)
    body.refuse(column, capped & (numbers > 1) & is_percent, _ABOVE_ALL)


def _among(column: Column, texts: list[str]) -> Mask:
    wanted = set(texts)
    return np.array([type(value) is str and value in wanted for value in column.values], dtype=bool)


def _fits(bare: str) -> set[str]:
    """Give the decimal signs by which a text is a number; both where it has no separator or a lone one leaves it open."""
    return {decimal for decimal, form in _FORMS.items() if form.fullmatch(bare)}


def _bare(text: str, field: Field) -> str:
    """Give a text without what people write around a number of this kind."""
    if field.kind == "share":
        text = text.removesuffix("%").rstrip()
    if field.kind == "rupiah":
        text = _BEFORE_RUPIAH.sub(r"\1", text, count=1) if _BEFORE_RUPIAH.match(text) else text
        text = text.removesuffix(",-")
    return text.replace(" ", "") if _SPACED.fullmatch(text) else text
