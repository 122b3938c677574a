"""Counts a register into the tables of an office: span by span, checked as it is read, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from data.loading import Reading
from data.problem import DataError, Problem, ProblemsFound
from data.rollup import faults
from data.rollup.definition import BEFORE, MOST, UNPAID_MONTHS, steps
from data.rollup.engine import Engine
from data.rollup.excluding import examples, leave_out
from data.rollup.reading import selection
from data.rollup.register import SIZES, Shape, month_of, number_of, shape_of
from data.rollup.rows import counted_faults, received_columns
from data.rollup.tables import Tables

Tell = Callable[[str], None]
_DAY = 10  # letters of a day
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?")


@dataclass(frozen=True)
class Asked:
    """What of a register is to be counted.

    Args:
        file: how the register is called in messages.
        regions: codes of the regencies and cities there are.
        since: first month counted; None for all of them.
        until: last month; None for the last of the register.
        exclude: kinds of faults whose workers are left out, with all their rows.
        running: the month of today; later ones are refused.
    """

    file: str
    regions: frozenset[str]
    since: str | None = None
    until: str | None = None
    exclude: tuple[str, ...] = ()
    running: str = field(default_factory=lambda: f"{Reading().today:%Y-%m}")


@dataclass(frozen=True)
class Span:
    """Months read at once, ``first`` to ``last``: members are counted from ``known`` on, money from ``counted`` on.

    Looked at for faults are those from ``checked`` on: every month is, once, also those read for the flows alone.
    """

    first: int
    checked: int
    counted: int
    known: int
    last: int

    @property
    def parameters(self) -> dict[str, int]:
        """What the definition asks for."""
        return {
            "first": self.first, "last": self.last, "checked": self.checked, "fresh": self.last - self.counted + 1,
            "looked": self.last - self.checked + 1,
        }  # fmt: skip


@dataclass
class Rolled:
    """What came of a register.

    Args:
        tables: rows by office table.
        found: what is odd about the register, or was left out.
        warnings: of it, what needs a reason.
        notes: of it, what is merely said.
        months: first and last month counted.
        rows: rows of the register in the months read for the first time, by month.
        left_out: workers left out, by ``exclude``.
        without: what could not be made, and why.
    """

    tables: dict[str, pd.DataFrame]
    found: faults.Found
    warnings: list[Problem]
    notes: list[Problem]
    months: tuple[str, str]
    rows: dict[str, int]
    left_out: int = 0
    without: tuple[str, ...] = field(default=())


def roll_up(engine: Engine, asked: Asked, tell: Tell = lambda _: None) -> Rolled:
    """Count a register.

    Args:
        engine: with the register's files.
        asked: what of it.
        tell: told what is being done.

    Raises:
        ProblemsFound: when something is wrong with it, by kind, with examples.
        DataError: when the months asked for are not there.
    """
    shape = _open(engine, asked)
    tell("looking at the months of the register")
    rows = _months(engine, asked)
    spans = spans_of(rows, asked)
    engine.put("known_region", pd.DataFrame({"code": sorted(asked.regions)}))
    found, tables = faults.Found(), Tables(shape)
    running = number_of(asked.running)
    source, left_out = leave_out(engine, shape, asked.exclude, rows, tell)
    sets: set[str] = set()
    for span in spans:
        _span(engine, shape, span, source, tell)
        cells = engine.ask("select * from cell", {})
        sets |= _check(engine, shape, span, cells, source, asked, found)
        tables.add(engine, cells, span.last, span.counted, min(rows))
    if found.counts:
        tell("looking for examples")
        found.examples = examples(engine, shape, found, source, sets, spans[0].checked, running, spans[-1].last)
    if found.problems(asked.file):
        raise ProblemsFound(found.problems(asked.file))
    read = {month_of(month): count for month, count in rows.items() if spans[0].counted <= month <= spans[-1].last}
    counted = month_of(spans[0].known), month_of(spans[-1].last)
    warnings, notes, whole = found.warnings(asked.file), found.notes(asked.file), tables.whole()
    without = (*shape.without, *shape.no_money_of(whole["programme_membership"]["programme"]))
    return Rolled(whole, found, warnings, notes, counted, read, left_out, without)


def _open(engine: Engine, asked: Asked) -> Shape:
    types = engine.columns()
    shape, problems = shape_of(types, asked.file)
    if problems:
        raise ProblemsFound(problems)
    engine.open(selection(shape, types))
    return shape


def _months(engine: Engine, asked: Asked) -> dict[int, int]:
    """Give the rows of each month of the register, up to the last one asked for."""
    held = engine.months()
    wrong = [month for month in held if not _MONTH.fullmatch(month)]
    if wrong:
        value = ", ".join(repr(faults.shown(month, _DAY)) for month in sorted(wrong)[: faults.EXAMPLES])
        remedy = "Write months as 2026-01, in every row."
        raise ProblemsFound([Problem(asked.file, None, "month", value, "has a month in every row", remedy)])
    rows: dict[int, int] = {}
    for month, count in held.items():
        rows[number_of(month)] = rows.get(number_of(month), 0) + count
    until = number_of(asked.until) if asked.until else max(rows, default=0)
    rows = {month: count for month, count in rows.items() if month <= until}
    if not rows:
        raise DataError(f"{asked.file} has no row{f' up to {asked.until}' if asked.until else ''}. Nothing was loaded.")
    ahead = {month: count for month, count in rows.items() if month > number_of(asked.running)}
    if ahead:
        raise ProblemsFound([faults.months_ahead(ahead, asked.running, asked.file)])
    missing = faults.missing_months(rows, asked.file)
    if asked.until and until not in rows:
        raise DataError(f"{asked.file} ends with {month_of(max(rows))}, before {asked.until}. Nothing was loaded.")
    if missing:
        raise ProblemsFound(missing)
    return rows


def spans_of(rows: dict[int, int], asked: Asked) -> list[Span]:
    """Cut the months into spans that fit the bits of a number, as even as can be.

    The months before the first that can be known, with fewer than ``UNPAID_MONTHS`` behind them, are read for money alone.
    """
    first, last = min(rows), max(rows)
    since = number_of(asked.since) if asked.since else first
    if since > last:
        raise DataError(f"{asked.file} ends with {month_of(last)}, before {asked.since}. Nothing was loaded.")
    known = max(since, first + UNPAID_MONTHS - 1)
    if known > last:
        raise DataError(
            f"{asked.file} has {len(rows)} months; {UNPAID_MONTHS} are needed to say who is active. Add earlier ones."
        )
    return list(_cut(first, max(since, first), known, last))


def _cut(first: int, since: int, known: int, last: int) -> Iterator[Span]:
    count = last - known + 1
    parts = -(-count // MOST)
    for part in range(parts):
        begin, end = known + count * part // parts, known + count * (part + 1) // parts - 1
        read, counted = max(first, begin - BEFORE), since if part == 0 else begin
        yield Span(read, read if part == 0 else counted, counted, begin, end)


def _span(engine: Engine, shape: Shape, span: Span, rows: str, tell: Tell) -> None:
    engine.put("month_counted", pd.DataFrame({"ago": range(span.last - span.known + 1)}))
    for step in steps(shape, rows):
        tell(f"{month_of(span.known)} to {month_of(span.last)}: {step.name}")
        engine.make(step.name, step.sql, span.parameters)


# Once a worker, not once a row.
_WRITTEN = """
    select cast(coalesce(sum(case when trim(worker_id) = '' then people else 0 end), 0) as bigint) as blank,
        cast(coalesce(sum(case when trim(worker_id) = '' then 0 else people end), 0) as bigint) as padded
    from worker where trim(worker_id) <> worker_id or worker_id = ''
"""
_FRESH, _LOOKED = (f"((cast(1 as bigint) << cast(${months} as integer)) - 1)" for months in ("fresh", "looked"))
_DUPLICATES = f"""
    select cast(coalesce(sum(people - bit_count(registered & {_LOOKED})), 0) as bigint) as times from worker
"""
# Months in which a worker is registered, was not the month before, and had been earlier.
_GAPS = f"""
    select cast(coalesce(sum(bit_count(begun & {_FRESH} & ~first_month)), 0) as bigint) as times
    from (
        select w.registered & ~(w.registered >> 1) as begun,
            case when k.worker_id is null then cast(1 as bigint) << w.first_ago else 0 end as first_month
        from worker w left join known_before k on k.worker_id = w.worker_id
    ) runs
"""
_SETS = "select programmes, cast(sum(people) as bigint) as people from spell group by programmes"
_SIZES = f"""
    select cast(coalesce(sum(each - bit_count(whole) + unknown), 0) as bigint) as times
    from (
        select employer_id, sum(bit_count(months)) as each, bit_or(months) as whole,
            sum(case when employer_size in ({faults.quoted(SIZES)}) then 0 else bit_count(months) end) as unknown
        from (
            select employer_id, employer_size, bit_or(registered & {_LOOKED}) as months
            from employer_place group by employer_id, employer_size
        ) sizes
        group by employer_id
    ) employers
"""


def _check(
    engine: Engine, shape: Shape, span: Span, cells: pd.DataFrame, rows: str, asked: Asked, found: faults.Found
) -> set[str]:
    """Count what is wrong in the months looked at in this span; give the sets of programmes that are not known."""
    faults.in_cells(cells, asked.regions, found)
    running = number_of(asked.running)
    if faults.is_suspect(cells, received_columns(shape), running):
        counted = engine.ask(counted_faults(shape, rows), span.parameters | {"running": running})
        for kind, times in counted.iloc[0].items():
            found.add(str(kind), int(times))
    blank, padded = engine.ask(_WRITTEN, {}).iloc[0]
    found.add("no_worker", int(blank))
    found.add("spaces", int(padded))
    found.add("duplicate", _times(engine, _DUPLICATES, span))
    found.add("gap", _times(engine, _GAPS, span))
    if shape.employers:
        found.add("employer_size", _times(engine, _SIZES, span))
    sets = engine.ask(_SETS, {})
    unknown = faults.unknown_programmes(sets["programmes"])
    wrong = sets["programmes"].isna() | sets["programmes"].isin(unknown)
    found.add("unknown_programme", int(sets.loc[wrong, "people"].sum()))
    return set(unknown)


def _times(engine: Engine, sql: str, span: Span) -> int:
    return int(engine.ask(sql, span.parameters)["times"].iloc[0])
