"""Problems of a file as a CSV file: where, what, and what to do, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.problem import Problem
from exports.table import plain_csv
from i18n import Language, own, retell


def problems_csv(problems: Sequence[Problem], say: Language) -> bytes:
    """Make a CSV file of problems, one row each, with a mark that spreadsheets read as UTF-8."""
    rows = [
        {
            say("File"): problem.file,
            say("Sheet"): problem.sheet or "",
            say("Row"): "" if problem.row is None else str(problem.row),
            say("Column"): own(problem.column, say),
            say("Found"): own(problem.value, say),
            say("Rule"): retell(problem.rule, say),
            say("What to do"): retell(problem.remedy, say),
        }
        for problem in problems
    ]
    return plain_csv(pd.DataFrame(rows))
