"""Made figures cut into what a store answers ``measure`` with: numbers that are asked for, and what describes them."""

from typing import Any

import pandas as pd

from data.standing import ONCE
from metrics._model import COLUMNS, EXTRA
from metrics.parts import DESCRIPTIONS, NUMBERS

FIRST = 10**6  # numbers of made descriptions begin here, beyond those of a real store
_WHOLE = ("numerator", "denominator", "parts_present", "parts_expected")
_LACKING = {"printed_step": None, "parts_approx": False}  # of what is described, no column of a result


def frame(rows: list[dict[str, Any]], first: int = FIRST) -> pd.DataFrame:
    """Give rows of ``measure`` as a frame, each described by a number of its own; a share of nobody known is printed."""
    made = pd.DataFrame(rows, columns=[*COLUMNS, *EXTRA]).assign(**_LACKING, superseded_in=None)
    made["described"] = range(first, first + len(made))
    made["printed"] = made["printed"].where(made["denominator"].notna(), made["value"]).astype(float)
    return made.astype(dict.fromkeys(_WHOLE, "Int64")).astype({"error": float})


def is_of_descriptions(sql: str) -> bool:
    """Say whether a question is the one for descriptions."""
    return sql.startswith(ONCE)


def numbers(made: pd.DataFrame) -> pd.DataFrame:
    """Give the answer to the question for numbers."""
    return made[[*NUMBERS]]


def descriptions(made: pd.DataFrame) -> pd.DataFrame:
    """Give the answer to the question for descriptions."""
    return made[["described", *DESCRIPTIONS]]
