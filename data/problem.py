"""What is wrong with a file: where, what, and what to do about it, as one list instead of one error at a time."""

from __future__ import annotations

from dataclasses import dataclass

_STRANGE = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """Give a text that others wrote as one line: what would steer a terminal or turn letters round is marked as strange."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else _STRANGE for sign in text)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    Args:
        file: name of the file, without its folder.
        row: row in the file, header = 1; None when it is about the whole file.
        column: column as the file names it; None when it is about the whole row or file.
        value: what stands there; None when nothing does.
        rule: the rule that it breaks, as "is a whole number".
        remedy: what the reader can do.
        sheet: sheet of a workbook; None for other files.
        is_warning: whether it is pointed out only, and the file may be loaded all the same.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    rule: str
    remedy: str
    sheet: str | None = None
    is_warning: bool = False

    def __str__(self) -> str:
        """Give the problem as one line: where, what, what to do."""
        where = [f"Warning: {self.file}" if self.is_warning else self.file]
        where += [f'sheet "{self.sheet}"'] if self.sheet else []
        where += [f"row {self.row}"] if self.row is not None else []
        where += [f'column "{self.column}"'] if self.column else []
        said = "it is empty" if self.value is None else f"{self.value!r} stands there"
        if self.row is None:
            said = "the file does not" if self.value is None else f"found {self.value}"
        return one_line(f"{', '.join(where)}: the rule is that it {self.rule}; {said}. {self.remedy}")


class DataError(Exception):
    """Something about the data or the store that the reader can mend; the message says how."""


class CannotWrite(DataError):
    """The disk is full, or the folder of this installation may not be written to; what was accepted before stays."""

    def __init__(self, place: object, error: Exception) -> None:
        """Say where, and what the system said."""
        super().__init__(f"{place} cannot be written: {error}. Make room or give leave to write there, then try again.")


class ProblemsFound(DataError):
    """Files that were refused, with everything that is wrong with them. Nothing was stored."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the whole list, in the order of files, rows and columns."""
        self.problems = sorted(problems, key=_order)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n".join([*map(str, self.problems), f"{count}. Nothing was stored."]))


def _order(problem: Problem) -> tuple[str, int, str, str]:
    return (problem.file, problem.row or 0, problem.column or "", problem.rule)
