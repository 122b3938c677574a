"""Everything that is wrong with the facts, found at once: types, codes, rules, references, and sums that must agree.

The rules are those of ``data.schema``; the database that will hold the rows also checks them, so a rule is written once.
The texts of all files stand in staging tables ``staged_<table>`` when these checks run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pandas as pd

from data.agreements import LOOK, SHARES, SUMS, Agreement, rows
from data.problem import Problem
from data.schema import TABLES, Column, Table, literal, typed

DIVIDES = (
    "is numerator over denominator of the rows it names, to four decimals, and the printed share stands in its row"
)
ARE_PARTS = "names a share and its parts of one region, period and base (the base may be of an earlier period)"
NAME_OTHERS = "Correct share_row, numerator_row or denominator_row, or the row that it names."

Ask = Callable[[str], pd.DataFrame]


def staged(table: Table) -> str:
    """Name the staging table of a table."""
    return f"staged_{table.name}"


def check(ask: Ask, misread: set[str]) -> list[Problem]:
    """Run every rule over the staged facts.

    Args:
        ask: runs one SELECT on the connection that holds the staging tables and gives a frame.
        misread: files with rows that could not be read. What refers to them is not reported as broken, since the row
            it refers to may be one of those.

    Returns:
        All problems, unsorted; empty when the facts may be stored.
    """
    problems = [problem for table in TABLES for problem in _table_problems(ask, table, misread)]
    for agreement in rows(datetime.now(UTC).strftime("%Y-%m")):
        if not misread & agreement.files:
            problems += _disagreeing(ask(agreement.sql), agreement)
    unsound = misread | {problem.file for problem in problems}  # a sum means nothing while one of its rows is wrong
    for agreement in SUMS:
        if not unsound & agreement.files:
            problems += _disagreeing(ask(agreement.sql), agreement)
    if not unsound & {"share_parts.csv", "published_figures.csv"}:
        problems += _wrong_shares(ask(SHARES))
    return problems


def _table_problems(ask: Ask, table: Table, misread: set[str]) -> Iterator[Problem]:
    rules = list(_rules(table, misread))
    selects = [
        f"select {number} as rule, fact_row, {_shown(where)} as value from {_typed(table)} where {broken}"
        for number, (where, broken, _, _) in enumerate(rules)
    ]
    frame = ask("\nunion all\n".join(selects))
    for row in frame.itertuples(index=False):
        where, _, says, remedy = rules[row.rule]
        value = None if pd.isna(row.value) else str(row.value)
        yield Problem(table.file, int(row.fact_row), where, value, says, remedy)


def _rules(table: Table, misread: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Give (column, SQL that is true where the rule is broken, the rule in words, the remedy) for a table."""
    for column in table.read_columns:
        yield from _column_rules(column)
        other = next((one for one in TABLES if one.name == column.refers), None)
        if other and other.file not in misread:
            key, raw = other.key[0], f"raw_{column.name}"
            missing = f"{raw} not in (select {key} from {staged(other)} where {key} is not null)"
            yield column.name, missing, f"is listed in {other.file}", f"Add it to {other.file}, or correct it."
    for rule in table.rules:
        # A row whose cells cannot be cast is already reported for that; a null makes the rule neither true nor false.
        yield rule.column, f"not ({rule.holds})", rule.says, rule.remedy
    if not table.key:
        told = [column.name for column in table.read_columns if column.required][-1]
        same = ", ".join(_quoted(column.name) for column in table.read_columns)
        yield told, _repeated(table, same), "stands once: no two rows have the same in every cell", "Remove the row."
    else:
        same = ", ".join(map(_quoted, table.key))
        says = f"stands once: no two rows have the same {', '.join(table.key)}"
        yield table.key[0], _repeated(table, same), says, "Remove the row, or correct what makes it differ."


def _repeated(table: Table, same: str) -> str:
    numbered = f"select fact_row, row_number() over (partition by {same} order by fact_row) as n from {staged(table)}"
    return f"fact_row in (select fact_row from ({numbered}) where n > 1)"


def _column_rules(column: Column) -> Iterator[tuple[str, str, str, str]]:
    raw, cast = f"raw_{column.name}", _quoted(column.name)
    kind = column.kind
    if column.required:
        yield column.name, f"{raw} is null", "is filled", "Fill the cell."
    if kind.pattern:
        yield column.name, f"not regexp_full_match({raw}, {literal(kind.pattern)})", kind.says, kind.remedy
    if kind.exists:
        fits = f"regexp_full_match({raw}, {literal(str(kind.pattern))})"
        yield column.name, f"{fits} and not ({kind.exists.format(raw)})", kind.says, kind.remedy
    if kind.sql_type not in ("varchar", "boolean"):
        fits = f" and regexp_full_match({raw}, {literal(kind.pattern)})" if kind.pattern else ""
        yield column.name, f"{raw} is not null and {cast} is null{fits}", kind.says, kind.remedy
    if column.allowed:
        values = ", ".join(map(literal, column.allowed))
        yield column.name, f"{raw} not in ({values})", f"is one of {', '.join(column.allowed)}", column.mend
    if column.check:
        yield column.name, f"not ({column.check})", str(column.says), column.mend


def _typed(table: Table) -> str:
    """Give a subquery with each column cast, and beside it ``raw_<column>``, the text as it stands in the file."""
    columns = [f"{typed(c)} as {_quoted(c.name)}, {_quoted(c.name)} as raw_{c.name}" for c in table.read_columns]
    return f"(select fact_row, {', '.join(columns)} from {staged(table)}) t"


def _shown(column: str) -> str:
    return f"raw_{column}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _disagreeing(frame: pd.DataFrame, agreement: Agreement) -> Iterator[Problem]:
    for row in frame.itertuples(index=False):
        yield Problem(
            agreement.file, int(row.fact_row), agreement.column, str(row.value), agreement.says, agreement.remedy
        )


def _wrong_shares(shares: pd.DataFrame) -> Iterator[Problem]:
    """Report printed shares that their parts contradict, or once that the rows they name have moved.

    A row that was added or removed in between breaks every share whose row stands after it, and no share before it.
    """
    wrong = shares["differs"] | shares["strays"]
    first = shares.loc[wrong, "share_row"].min()
    if wrong.sum() > 1 and wrong[shares["share_row"] >= first].all():
        found = f"{wrong.sum()} of {len(shares)} shares do not, from row {first} of published_figures.csv on"
        remedy = "A row was put in or taken out before that row: put new rows at the end, and leave no row out."
        rule = "names rows of published_figures.csv by their number"
        yield Problem("share_parts.csv", None, None, found, rule, remedy)
        return
    for row in shares[wrong].itertuples(index=False):
        if row.differs:
            yield Problem("share_parts.csv", int(row.fact_row), "recomputed", row.recomputed, DIVIDES, LOOK)
        else:
            yield Problem("share_parts.csv", int(row.fact_row), "share_id", row.share_id, ARE_PARTS, NAME_OTHERS)
