"""Everything that is wrong with the facts, found at once: types, codes, rules, references, and sums that must agree.

The rules are those of ``data.schema``; the database that will hold the rows also checks them, so a rule is written once.
The texts of all files stand in staging tables ``staged_<table>`` when these checks run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from data.problem import Problem
from data.schema import TABLES, Column, Table, literal, typed

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
    unsound = misread | {problem.file for problem in problems}  # a sum means nothing while one of its rows is wrong
    for ledger in LEDGERS:
        if not unsound & set(ledger.files):
            problems += _found(ask(ledger.sql), ledger)
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
    if table.key:
        same = ", ".join(map(_quoted, table.key))
        numbered = (
            f"select fact_row, row_number() over (partition by {same} order by fact_row) as n from {staged(table)}"
        )
        where = f"fact_row in (select fact_row from ({numbered}) where n > 1)"
        says = f"stands once: no two rows have the same {', '.join(table.key)}"
        yield table.key[0], where, says, "Remove the row, or correct what makes it differ."


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


class _Ledger:
    """Two ways to the same number, in SQL over the staged facts: fact_row and value where they disagree."""

    def __init__(self, file: str, column: str, says: str, sql: str, also: str | None = None) -> None:
        self.file, self.column, self.says, self.sql = file, column, says, sql
        self.files = (file, also) if also else (file,)


def _found(frame: pd.DataFrame, ledger: _Ledger) -> Iterator[Problem]:
    for row in frame.itertuples(index=False):
        remedy = "Look both up in their source; carry a contradiction of the source as a second row, not as this one."
        yield Problem(ledger.file, int(row.fact_row), ledger.column, str(row.value), ledger.says, remedy)


LEDGERS = (
    _Ledger(
        "published_figures.csv",
        "value",
        "equals PU + BPU + JAKON of the same place, month and boundary (series kemnaker)",
        """
        with kemnaker as (
            select fact_row, region_code, period, segment, boundary, try_cast(value as bigint) as people
            from staged_published_figure
            where series = 'kemnaker' and indicator = 'active_participants' and approx is null
        ),
        parts as (
            select region_code, period, boundary, sum(people)::bigint as people
            from kemnaker where segment in ('PU', 'BPU', 'JAKON')
            group by all having count(*) = 3
        )
        select t.fact_row, t.people as value
        from kemnaker t
        join parts p on p.region_code = t.region_code and p.period = t.period
            and p.boundary is not distinct from t.boundary
        where t.segment = 'total' and t.people <> p.people
        """,
    ),
    _Ledger(
        "published_figures.csv",
        "value",
        "equals the sum of the provinces of the same month (a figure with status summed)",
        """
        with counts as (
            select fact_row, region_code, level, period, indicator, segment, series, status,
                try_cast(value as bigint) as people
            from staged_published_figure where unit = 'people'
        ),
        provinces as (
            select period, indicator, segment, series, sum(people)::bigint as people
            from counts where level = 'province' group by all
        )
        select c.fact_row, c.people as value
        from counts c join provinces p using (period, indicator, segment, series)
        where c.status = 'summed' and c.region_code = 'ID' and c.people <> p.people
        """,
    ),
    _Ledger(
        "share_parts.csv",
        "recomputed",
        "is numerator over denominator of the rows it names, to four decimals, and the printed share stands in its row",
        """
        select s.fact_row, s.recomputed as value
        from staged_share_parts s
        left join staged_published_figure p on p.fact_row = try_cast(s.share_row as int)
        left join staged_published_figure n on n.fact_row = try_cast(s.numerator_row as int)
        left join staged_published_figure d on d.fact_row = try_cast(s.denominator_row as int)
        where coalesce(
            try_cast(p.value as double) <> try_cast(s.printed as double)
            or p.source_id <> n.source_id or p.source_id <> d.source_id
            or abs(100 * try_cast(n.value as double) / nullif(try_cast(d.value as double), 0)
                - try_cast(s.recomputed as double)) > 0.00011,
            true)
        """,
        also="published_figures.csv",
    ),
    _Ledger(
        "members_by_province_year.csv",
        "employed_aug",
        "equals the employed of the August round in labour.csv on the same boundary",
        """
        select m.fact_row, m.employed_aug as value
        from staged_members_by_province_year m
        join staged_labour l on l.region_code = m.region_code and l.period = m.year || '-08'
            and l.indicator = 'employed' and l.boundary is not distinct from m.employed_boundary
        where try_cast(l.value as double) <> try_cast(m.employed_aug as double)
        """,
        also="labour.csv",
    ),
)
