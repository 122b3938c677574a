"""A file tried against what is held, before anything is accepted: what does not fit, and what would change.

The comparison is of cells: a row that says what is already held is no change, and what the file leaves out stays.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from data.office.deviations import deviations
from data.office.model import OfficeTable
from data.office.tables import OFFICE_TABLES
from data.problem import Problem
from data.schema import literal

# What a difference of totals adds up, and what it never adds over: people over programmes or bases, nor a segment with
# another. A table that is not here has no totals.
MEASURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "membership": ("active", ("segment",)),
    "programme_membership": ("active", ("segment", "programme")),
    "contribution": ("received", ("segment",)),
    "arrears": ("amount", ("segment",)),
    "employer": ("active", ()),
    "office_workforce": ("total", ("base",)),
    "sponsored_cover": ("people", ("worker_category",)),
    "claim": ("cases", ("programme",)),
}
_BY_NAME = {table.name: table for table in OFFICE_TABLES}
_ALWAYS = ("membership", "office_workforce")  # that checks look at, whatever was sent


@dataclass(frozen=True)
class Difference:
    """What loading a file would change.

    Args:
        cells: one row a field of a row that is held and changes: ``table, change, key, field, old, new, source_sheet,
            source_row``; change is changed or deleted; old and new are texts, null where there is nothing. Sorted by
            table, key, field. New rows are counted and added up.
        totals: one row a table, month, level of region and group that changes: ``table, month, level, of, measure, old,
            new``; level is regency or province, so that nobody is counted twice; null where nothing is held. Sorted.
        counts: rows by kind of change: new, changed, deleted, the same.
    """

    cells: pd.DataFrame
    totals: pd.DataFrame
    counts: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether loading the file would change nothing."""
        return not (self.counts["new"] or self.counts["changed"] or self.counts["deleted"])


class Trial:
    """The rows of one file beside what a store holds.

    Args:
        tables: rows by table, as ``data.loading.read`` gives them.
        store: file of the store that they are held against.
    """

    def __init__(self, tables: dict[str, pd.DataFrame], store: Path) -> None:
        """Put both side by side in a database of its own."""
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("set enable_progress_bar = false")
        self._connection.execute(f"attach {literal(str(store))} as store (read_only)")
        self._connection.execute("create view known_region as select * from store.region")
        self.tables = [table for table in OFFICE_TABLES if len(tables.get(table.name, ())) or table.name in _ALWAYS]
        self.sent = {name: rows for name, rows in tables.items() if len(rows)}
        for table in self.tables:
            self._set_side_by_side(table, tables.get(table.name))

    def _set_side_by_side(self, table: OfficeTable, rows: pd.DataFrame | None) -> None:
        names = ", ".join(f'"{field.name}"' for field in table.fields)
        held = f"select {names} from store.{table.name} where status = 'reported'"
        self._connection.execute(f"create table held_{table.name} as {held}")
        if rows is None or not len(rows):
            nothing = f'select {names}, false as "delete", null as source_sheet, 0 as source_row from held_{table.name}'
            self._connection.execute(f"create table sent_{table.name} as {nothing} limit 0")
        else:
            self._connection.register("sent_rows", rows)
            self._connection.execute(f"create table sent_{table.name} as select * from sent_rows")
            self._connection.unregister("sent_rows")
        same = _same(table)
        self._connection.execute(
            f"""
            create table after_{table.name} as
            select {names}, source_sheet, source_row, true as sent from sent_{table.name} where not "delete"
            union all by name
            select {names}, null as source_sheet, null as source_row, false as sent
            from held_{table.name} h
            where not exists (select 1 from sent_{table.name} s where {same})
            """
        )

    def ask(self, sql: str) -> pd.DataFrame:
        """Run one SELECT beside the rows."""
        return self._connection.execute(sql).df()

    def close(self) -> None:
        """Let go of the store."""
        self._connection.close()

    def deviations(self, file: str, headings: dict[str, dict[str, str]]) -> list[Problem]:
        """Say what does not fit: errors and warnings. ``headings`` are those of the file, by table and field."""

        def heading(table: str, field: str) -> str:
            return headings.get(table, {}).get(field) or _BY_NAME[table].by_name[field].heading_id

        return deviations(self.ask, file, heading, [_BY_NAME[name] for name in self.sent])

    def difference(self) -> Difference:
        """Say what would change."""
        cells: list[pd.DataFrame] = []
        totals: list[pd.DataFrame] = []
        counts = {"new": 0, "changed": 0, "deleted": 0, "same": 0}
        for name in self.sent:
            table = _BY_NAME[name]
            changed = self.ask(_changes(table))
            cells.append(changed)
            for row in self.ask(_counts(table)).itertuples():
                counts[row.change] += int(row.rows)
            if name in MEASURES:
                totals.append(self.ask(_totals(table, *MEASURES[name])))
        return Difference(_joined(cells, _NO_CELLS), _joined(totals, _NO_TOTALS), counts)


@contextlib.contextmanager
def trying(tables: dict[str, pd.DataFrame], store: Path) -> Iterator[Trial]:
    """Try rows against a store, and let go of it."""
    trial = Trial(tables, store)
    try:
        yield trial
    finally:
        trial.close()


_NO_CELLS = pd.DataFrame(
    {name: pd.Series(dtype="str") for name in ("table", "change", "key", "field", "old", "new", "source_sheet")}
    | {"source_row": pd.Series(dtype="Int64")}
)
_NO_TOTALS = pd.DataFrame(
    {name: pd.Series(dtype="str") for name in ("table", "month", "level", "of", "measure")}
    | {name: pd.Series(dtype="Int64") for name in ("old", "new")}
)


def _joined(frames: list[pd.DataFrame], empty: pd.DataFrame) -> pd.DataFrame:
    """Join frames under the types of the empty one: counts stay whole beside what is missing."""
    kinds = dict(empty.dtypes)
    return pd.concat([empty, *(frame.astype(kinds) for frame in frames)], ignore_index=True)


def _same(table: OfficeTable) -> str:
    return " and ".join(f'h."{name}" is not distinct from s."{name}"' for name in table.key)


def _changes(table: OfficeTable) -> str:
    """Give SQL of one row a field that changes; the key as one text."""
    key = ", ".join(f's."{name}"::varchar' for name in table.key)
    each = [field.name for field in table.fields if field.name not in table.key]
    lines = [
        f"""
        select '{table.name}' as "table", change, key, {literal(name)} as field, h_{name}::varchar as old,
            if(change = 'deleted', null, s_{name})::varchar as new, source_sheet, source_row::bigint as source_row
        from pairs where change in ('changed', 'deleted') and h_{name} is distinct from if(change = 'deleted', null, s_{name})
        """
        for name in each
    ]
    return f"""
    with pairs as (
        select concat_ws(' · ', {key}) as key, {_change(table)} as change, s.source_sheet, s.source_row,
            {", ".join(f'h."{name}" as h_{name}, s."{name}" as s_{name}' for name in each)}
        from sent_{table.name} s left join held_{table.name} h on {_same(table)}
    )
    {" union all ".join(lines)}
    order by "table", key, field
    """


def _change(table: OfficeTable) -> str:
    each = [field.name for field in table.fields if field.name not in table.key]
    key = table.key[0] if len(table.key) == 1 else next(name for name in table.key if table.by_name[name].required)
    differs = " or ".join(f'h."{name}" is distinct from s."{name}"' for name in each)
    return f"""case when s."delete" then if(h."{key}" is null, 'same', 'deleted')
        when h."{key}" is null then 'new' when {differs} then 'changed' else 'same' end"""


def _counts(table: OfficeTable) -> str:
    return f"""
    select {_change(table)} as change, count(*) as rows
    from sent_{table.name} s left join held_{table.name} h on {_same(table)} group by all
    """


def _totals(table: OfficeTable, measure: str, apart: tuple[str, ...]) -> str:
    month = next(name for name in ("month", "start_month") if name in table.by_name)
    groups = f"""{month} as month, if(length(region_code) = 2, 'province', 'regency') as level,
        {f"concat_ws(' · ', {', '.join(apart)})" if apart else "''"} as "of\""""
    return f"""
    with before as (select {groups}, sum({measure})::bigint as old from held_{table.name} group by all),
    later as (select {groups}, sum({measure})::bigint as new from after_{table.name} group by all)
    select '{table.name}' as "table", month, level, "of", '{measure}' as measure, old, new
    from before full join later using (month, level, "of")
    where old is distinct from new
    order by month, level, "of"
    """
