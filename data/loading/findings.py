"""Collects what is wrong with a file, and lists it in the order of the file, at most so many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

import numpy as np

from data.loading.model import Column, Fault, Mask, Numbers, Refused
from data.loading.wording import grouped
from data.problem import Problem
from i18n import Told, mark, told

_SHOWN = 80  # characters of a cell repeated in a message


class Findings:
    """Everything found wrong so far."""

    def __init__(self, file: str, limit: int) -> None:
        """Begin with nothing found in a file of this name; so many problems are listed at once."""
        self.file = file
        self.limit = limit
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []
        self._count = 0
        self._sheets: dict[str | None, int] = {None: 0}

    def __bool__(self) -> bool:
        """Whether there is an error; a warning is none."""
        return self._count > 0

    def add(
        self,
        sheet: str | None,
        row: int | None,
        column: str | None,
        value: object,
        fault: Fault,
        *,
        is_warning: bool = False,
    ) -> None:
        """Add one problem."""
        self._sheets.setdefault(sheet, len(self._sheets))
        text = None if value is None else shown(value)
        problem = Problem(self.file, row, column, text, fault.rule, fault.remedy, sheet, is_warning)
        if is_warning:
            self._warnings.append(problem)
        else:
            self._count += 1
            self._errors.append(problem)

    def add_refusal(self, refused: Refused) -> None:
        """Add the reason why a whole file or sheet cannot be read."""
        self.add(refused.sheet, None, None, refused.found, Fault(refused.rule, refused.remedy))

    def add_rows(
        self, sheet: str | None, column: str | None, cells: Iterable[tuple[int, object]], count: int, fault: Fault
    ) -> None:
        """Add the same problem of many rows: row number and value of each, and how many they are."""
        listed = list(islice(cells, self.limit))
        for row, value in listed:
            self.add(sheet, row, column, value, fault)
        self.add_unlisted(count - len(listed))

    def add_unlisted(self, count: int) -> None:
        """Count errors that are like those added and will not be listed."""
        self._count += count

    def refuse(self, sheet: str | None, rows: Numbers, column: Column, which: Mask, fault: Fault) -> None:
        """Report cells of a column, and let nothing more be said of them.

        Args:
            sheet: where they stand.
            rows: row number of every cell of the column.
            column: the column.
            which: its cells at fault; those refused before are left out.
            fault: what is wrong with them.
        """
        at = np.flatnonzero(which & ~column.refused)
        self.add_rows(sheet, column.heading, ((int(rows[i]), column.values[i]) for i in at), len(at), fault)
        column.refused |= which

    def listed(self) -> list[Problem]:
        """Give the errors in the order of the file, a line that says how many more there are, and the warnings."""
        problems = sorted(self._errors, key=self._order)[: self.limit]
        more = self._count - len(problems)
        if more > 0:
            rule = told("is shown with at most {limit} problems at once", limit=grouped(self.limit))
            remedy = mark("Correct those listed, then check the file again.")
            found = told("{count} more", count=grouped(more))
            problems.append(Problem(self.file, None, None, found, rule, remedy))
        return problems + sorted(self._warnings, key=self._order)[: self.limit]

    def _order(self, problem: Problem) -> tuple[int, int, str, str]:
        return self._sheets[problem.sheet], problem.row or 0, problem.column or "", problem.rule


def shown(value: object) -> str:
    """Give a cell as the person sees it, shortened; what is told of a cell instead of its value stays as it is."""
    if isinstance(value, Told):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
