"""The register that is rolled up: its columns, described once; the checks, the dictionary and every engine read this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.office import choices
from data.problem import Problem

SEGMENTS = tuple(code for code, _, _ in choices.SEGMENT)
PROGRAMMES = tuple(code for code, _, _ in choices.PROGRAMME)
SIZES = tuple(code for code, _, _ in choices.SIZE)

TEXT, WHOLE, MONTH, DAY = "text", "whole number", "month", "day"
_TYPES = {
    TEXT: ("VARCHAR", "BIGINT", "INTEGER", "HUGEINT", "UBIGINT", "UUID"),
    WHOLE: ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT", "HUGEINT"),
    MONTH: ("VARCHAR", "DATE"),
    DAY: ("DATE", "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS"),
}
_EMPTY = '"NULL"'  # of a column in which nothing stands


@dataclass(frozen=True)
class RegisterColumn:
    """One column of the register.

    Args:
        name: as the file has it.
        kind: ``text``, ``whole number``, ``month`` (``2026-01``, or any day of it) or ``day``.
        about: what stands in it.
        required: whether a register without it is refused.
    """

    name: str
    kind: str
    about: str
    required: bool = True


def due(programme: str) -> str:
    """Name the column of what is due to a programme."""
    return f"due_{programme.lower()}"


def received(programme: str) -> str:
    """Name the column of what has been received for a programme."""
    return f"received_{programme.lower()}"


COLUMNS = (
    RegisterColumn("worker_id", TEXT, "The worker, the same in every month and opaque; never leaves the roll-up."),
    RegisterColumn("month", MONTH, "Month of the row, 2026-01 or a day of it; may be that of a folder month=2026-01."),
    RegisterColumn("region_code", TEXT, "Dotted Kemendagri code of where the worker is registered in the month."),
    RegisterColumn("segment", TEXT, f"One of {', '.join(SEGMENTS)}."),
    RegisterColumn("programmes", TEXT, f"Programmes of the month, joined by commas: {','.join(PROGRAMMES[:3])}."),
    RegisterColumn("received_on", DAY, "Day of the first payment for the month; empty as long as nothing was paid."),
    *(
        RegisterColumn(name(programme), WHOLE, said.format(programme), required=False)
        for programme in PROGRAMMES
        for name, said in (
            (due, "Rupiah due for {0}; filled where {0} is named, 0 where nothing is due."),
            (received, "Rupiah received by now for {0}; filled where {0} is named and a day of payment stands."),
        )
    ),
    RegisterColumn("due", WHOLE, "Rupiah due in all, where it is not known by programme; then filled.", required=False),
    RegisterColumn(
        "received", WHOLE, "Rupiah received in all, likewise; filled where a day of payment stands.", required=False
    ),
    RegisterColumn(
        "wage", WHOLE, "Rupiah of wage that is charged; may be empty, and is added up nowhere.", required=False
    ),
    RegisterColumn("employer_id", TEXT, "The employer, opaque; empty for those without.", required=False),
    RegisterColumn("employer_size", TEXT, f"Its size, one of {', '.join(SIZES)}.", required=False),
    RegisterColumn("sponsor", TEXT, "Who pays for the worker; not read.", required=False),
)
_BY_NAME = {column.name: column for column in COLUMNS}


@dataclass(frozen=True)
class Shape:
    """Which of the columns a register has, and so which tables can be made of it.

    Args:
        programmes: those with a column of what is due and one of what was received.
        totals: whether ``due`` and ``received`` stand for all programmes at once; not read beside those by programme.
        employers: whether employers and their sizes are known.
        wage: whether wages are known.
    """

    programmes: tuple[str, ...]
    totals: bool
    employers: bool
    wage: bool

    @property
    def money(self) -> tuple[str, ...]:
        """Every column of money that it has."""
        names = [name(programme) for programme in self.programmes for name in (due, received)]
        return (*names, *(("due", "received") if self.totals else ()), *(("wage",) if self.wage else ()))

    @property
    def without(self) -> tuple[str, ...]:
        """What cannot be made of it, and why, in sentences."""
        said = []
        if not self.programmes:
            said.append(
                "No contribution: the register has no due_… and received_… by programme, and a total is not split."
            )
        if not self.employers:
            said.append("No employer: the register has no employer_id with employer_size, and a size is never guessed.")
        return tuple(said)

    def no_money_of(self, named: Iterable[str]) -> tuple[str, ...]:
        """Say of which programmes that workers are in nothing is known of the money, in sentences."""
        apart = sorted(set(named) - set(self.programmes), key=PROGRAMMES.index) if self.programmes else []
        return tuple(
            f"No contribution of {code}: workers are in it, but the register has no {due(code)} and {received(code)}."
            for code in apart
        )


def shape_of(found: Mapping[str, str], file: str) -> tuple[Shape, list[Problem]]:
    """Say which columns a register has.

    Args:
        found: type of each column as DuckDB names it.
        file: name of the register, for the problems.

    Returns:
        Its shape, and everything that is wrong with its columns.
    """
    problems = []
    for column in COLUMNS:
        if column.name not in found:
            if column.required:
                remedy = "Add the column; python -m data rollup --columns says what stands in each."
                problems.append(Problem(file, None, None, None, f"has a column {column.name}", remedy))
        elif found[column.name] not in (*_TYPES[column.kind], *(() if column.kind == MONTH else (_EMPTY,))):
            value = f"{column.name} of type {found[column.name]}"
            rule = f"has in {column.name} a {column.kind}"
            problems.append(Problem(file, None, None, value, rule, _remedy(column.kind)))
    for programme in PROGRAMMES:
        pair = [name in found for name in (due(programme), received(programme))]
        if any(pair) and not all(pair):
            rule = f"has both {due(programme)} and {received(programme)}, or neither"
            problems.append(Problem(file, None, None, "one of them", rule, "Add the other one."))
    shape = Shape(
        programmes=tuple(code for code in PROGRAMMES if due(code) in found and received(code) in found),
        totals="due" in found and "received" in found and not any(due(code) in found for code in PROGRAMMES),
        employers="employer_id" in found and "employer_size" in found,
        wage="wage" in found,
    )
    return shape, problems


def _remedy(kind: str) -> str:
    if kind == WHOLE:
        return "Write whole rupiah as whole numbers."
    return f"Write {', '.join(_TYPES[kind])}."


def dictionary() -> str:
    """Give the columns with what stands in them, a line each."""
    lines = [
        f"{column.name:<14} {column.kind:<13} {'required' if column.required else 'optional':<9} {column.about}"
        for column in COLUMNS
    ]
    return "\n".join(lines)


def number_of(month: str) -> int:
    """Number a month, ``YYYY-MM``, so that months can be subtracted."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_of(number: int) -> str:
    """Give the month of a number."""
    return f"{number // 12:04}-{number % 12 + 1:02}"
