"""Fills the tables of a store that stand on others: the demonstration set, what is held back, and the marts."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from graphlib import TopologicalSorter

import duckdb
import pandas as pd

from data.marts import MARTS, Mart
from data.office import OFFICE_TABLES, OfficeTable
from data.schema import literal
from data.small_numbers import COUNTS, ENDING, HELD_BACK, OLD_SUMS, ending_held_back, held_back

Fill = Callable[[duckdb.DuckDBPyConnection], None]

WORKERS = 2  # tables filled at a time
DEMONSTRATION = "demo"  # what stands for a batch in the rows of the demonstration set


def fill(connection: duckdb.DuckDBPyConnection, made: dict[str, pd.DataFrame]) -> None:
    """Add the demonstration set and make what is read from it, every table as soon as those it reads are filled.

    Each is too small to keep more than one core busy by itself: two at a time on a core each are faster.
    """
    tables = {table.name: table for table in OFFICE_TABLES if table.name in made}
    jobs: dict[str, tuple[Fill, str]] = {
        name: (partial(_insert, made[name], table), "") for name, table in tables.items()
    }
    jobs["held_back"] = (_hold_back, COUNTS + ENDING + OLD_SUMS)
    jobs |= {mart.name: (partial(_make, mart), mart.sql) for mart in MARTS}
    needed = reads({name: sql for name, (_, sql) in jobs.items()})
    behind = _behind(needed)
    waiting = TopologicalSorter(needed)
    waiting.prepare()
    ready: list[str] = []
    begun: dict[Future[None], str] = {}
    connection.execute(f"set threads = {max(1, (os.cpu_count() or 1) // WORKERS)}")
    with ThreadPoolExecutor(WORKERS) as pool:
        while waiting.is_active():
            # First what most tables wait for, so that none of a long chain is left to be filled alone at the end.
            ready = sorted([*ready, *waiting.get_ready()], key=lambda name: len(behind[name]))
            while ready and len(begun) < WORKERS:
                name = ready.pop()
                begun[pool.submit(_fill, connection.cursor(), jobs[name][0])] = name
            for filled in wait(begun, return_when=FIRST_COMPLETED).done:
                filled.result()
                waiting.done(begun.pop(filled))


def reads(tables: dict[str, str]) -> dict[str, set[str]]:
    """Give which of the tables each is read from, by the SQL that fills it; a table stands behind all that it reads."""
    names = list(tables)
    return {name: set(names[:place]) & set(re.findall(r"\w+", sql)) for place, (name, sql) in enumerate(tables.items())}


def _behind(needed: dict[str, set[str]]) -> dict[str, set[str]]:
    """Give the tables that stand on each, directly or by others."""
    behind: dict[str, set[str]] = {name: set() for name in needed}
    for name in reversed(needed):
        for below in needed[name]:
            behind[below] |= {name} | behind[name]
    return behind


def _fill(cursor: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    with cursor:
        cursor.execute("use store")  # what a connection uses, its cursors do not
        fill(cursor)


def _make(mart: Mart, connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_create_mart(mart))


def _create_mart(mart: Mart) -> str:
    lines = [f"create table {mart.name} as {mart.filled_by}"]
    lines.append(f"comment on table {mart.name} is {literal(' '.join(mart.about.split()))}")
    lines += [f'comment on column {mart.name}."{name}" is {literal(says)}' for name, says in mart.described.items()]
    return ";\n".join(lines)


def _insert(rows: pd.DataFrame, table: OfficeTable, connection: duckdb.DuckDBPyConnection) -> None:
    connection.register("made", rows)
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    connection.execute(
        f"""
        insert into {table.name} by name
        select {names}, 'demonstration' as status, {literal(DEMONSTRATION)} as batch_id,
            {literal(DEMONSTRATION)} as source_file, null as source_sheet, row_number() over () + 1 as source_row
        from made
        """
    )
    connection.unregister("made")


def _hold_back(connection: duckdb.DuckDBPyConnection) -> None:
    counts, ending, old_sums = (connection.execute(sql).df() for sql in (COUNTS, ENDING, OLD_SUMS))
    connection.register("cells", pd.concat([held_back(counts), ending_held_back(ending, old_sums)]))
    connection.execute("create table held_back as select * from cells")
    connection.execute(f"comment on table held_back is {literal('Cells of small counts that are held back.')}")
    for name, about in HELD_BACK.items():
        connection.execute(f"comment on column held_back.{name} is {literal(about)}")
    connection.unregister("cells")
