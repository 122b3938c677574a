"""Builds one store: the bundled facts, what offices sent up to a release, the demonstration set, and the marts over them.

A store is a pure function of these and of the code that reads them, and its version is their checksum.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd

from data.batches import Release, entries, release, rows_of
from data.checks import check, staged
from data.demo import demonstration
from data.filling import DEMONSTRATION, fill
from data.home import FACTS, HERE, home
from data.office import OFFICE_TABLES, OfficeTable
from data.office.model import create as create_office
from data.problem import Problem, ProblemsFound
from data.readers import read_facts, strangers
from data.schema import TABLES, create, literal, typed
from data.standing import SMALL
from i18n import mark

Progress = Callable[[str], None]

# Written in the older layout so that tools on DuckDB 1.5 can open the file (seen with 2.0.0).
STORAGE = "v1.5.0"


def version_of(facts: Path = FACTS, known: Release | None = None) -> str:
    """Give the checksum of all that a store is made of, as 16 hexadecimal digits; of the latest release when None."""
    known = release(entries()) if known is None else known
    digest = _checksum(facts)
    digest.update(f"\0{known.demonstration}\0".encode())
    for batch in known.batches:
        digest.update(f"\0{batch.batch_id} {batch.at} {batch.file} {batch.by} {sorted(batch.parts.items())}\0".encode())
    return digest.hexdigest()[:16]


def _checksum(facts: Path) -> hashlib._Hash:
    """Give the checksum of the facts and of the code that makes tables of them, to be added to."""
    digest = hashlib.sha256(f"duckdb {duckdb.__version__} {STORAGE} {SMALL}".encode())
    for path in [*sorted(facts.glob("*.csv")), *sorted(HERE.rglob("*.py"))]:
        content = path.read_bytes()
        digest.update(f"\0{path.name} {len(content)}\0".encode())
        digest.update(content)
    return digest


def find_problems(facts: Path = FACTS) -> list[Problem]:
    """Check the facts and store nothing.

    Returns:
        Everything that is wrong, of all files; empty when the facts are sound.
    """
    with contextlib.closing(_memory()) as connection:
        unread = _read(connection, facts)
        return unread + _check(connection, unread)


def write(path: Path, known: Release, facts: Path, tell: Progress) -> None:
    """Write the store of a release to a new file; only one process at a time.

    Raises:
        ProblemsFound: with everything that is wrong with the facts; nothing is left behind that looks like a store.
    """
    shutil.copyfile(_checked_facts(facts, tell), path)
    with contextlib.closing(_memory()) as connection:
        tell(mark("building the tables"))
        connection.execute(f"attach {literal(str(path))} as store")
        connection.execute("use store")
        _add_batches_of(connection, known)
        made = {}
        if known.demonstration:
            tell(mark("making the demonstration set"))
            made = _demonstration(connection)
        fill(connection, made)
        connection.execute("use memory")
        connection.execute("detach store")


def _checked_facts(facts: Path, tell: Progress) -> Path:
    """Give a database of the facts alone; they are checked and written once, however often offices send something."""
    folder = home() / "facts"
    folder.mkdir(parents=True, exist_ok=True)
    ready = folder / f"facts-{_checksum(facts).hexdigest()[:16]}.duckdb"
    if ready.exists():
        return ready
    draft = folder / "draft.duckdb"
    draft.unlink(missing_ok=True)
    tell(mark("reading and checking the facts"))
    with contextlib.closing(_memory()) as connection:
        problems = _read(connection, facts)
        connection.execute(f"attach {literal(str(draft))} as store (storage_version {literal(STORAGE)})")
        # Written while they are checked, and thrown away where they are not sound: what stops the writing, a check tells.
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(_write_facts, connection.cursor())
            problems += _check(connection, problems)
        if not problems:
            written.result()
        connection.execute("detach store")
    if problems:
        draft.unlink()
        raise ProblemsFound(problems)
    for old in folder.glob("facts-*.duckdb"):
        old.unlink(missing_ok=True)
    draft.replace(ready)
    return ready


def _write_facts(cursor: duckdb.DuckDBPyConnection) -> None:
    with cursor:
        cursor.execute("use store")
        for table in TABLES:
            cursor.execute(create(table))
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            values = ", ".join(typed(column) for column in table.columns)
            source = f"memory.{staged(table)}"
            cursor.execute(
                f"insert into {table.name} ({columns}, fact_row) select {values}, fact_row from {source} order by fact_row"
            )
        cursor.execute("use memory")


def _add_batches_of(connection: duckdb.DuckDBPyConnection, known: Release) -> None:
    """Put what offices sent up to a release into its tables, and what they add to the lists into those."""
    for table in OFFICE_TABLES:
        connection.execute(create_office(table))
        _add_batches(connection, table, known)
    for batch in known.batches:
        about = f"{batch.file}, batch {batch.batch_id}"
        connection.execute(
            "insert into source (source_id, publisher, url, published_on, fact_row) values (?, ?, ?, ?, 0)",
            [batch.batch_id, batch.by, about, batch.at[:10]],
        )
    for sql in _BESIDE_FACTS:
        connection.execute(sql)


def _demonstration(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    connection.execute(_DEMONSTRATION_SOURCE)
    return demonstration(lambda sql, **parameters: connection.execute(sql, parameters).df())


def _add_batches(connection: duckdb.DuckDBPyConnection, table: OfficeTable, known: Release) -> None:
    """Put the rows of all loads into a table: per cell the later load wins, and a row marked so empties its cell."""
    loads = [batch for batch in known.batches if table.name in batch.parts]
    if not loads:
        return
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    each = " union all ".join(
        f'select {names}, "delete", {literal(batch.batch_id)} as batch_id, {literal(batch.file)} as source_file, '
        f"source_sheet, source_row, {batch.number} as number from read_parquet({literal(str(rows_of(batch, table.name)))})"
        for batch in loads
    )
    connection.execute(
        f"""
        insert into {table.name} by name
        with latest as (
            select * from ({each})
            qualify row_number() over (partition by {", ".join(table.key)} order by number desc) = 1
        )
        select {names}, 'reported' as status, batch_id, source_file, source_sheet, source_row
        from latest where not "delete" order by {", ".join(table.key)}
        """
    )


# What offices add to the lists that every figure is read against.
_BESIDE_FACTS = (
    """
    insert into region by name
    select region_code, name, level, kind, if(level = 'province', 'ID', left(region_code, 2)) as parent_code,
        if(level = 'province', (select o.kanwil_code from region o where o.region_code = n.split_from), null) as kanwil_code,
        (valid_from || '-01')::date as valid_from, source_row as fact_row
    from new_region n where region_code not in (select region_code from region)
    """,
    """
    insert into office by name
    select office_id, n.name, p.kanwil_code, serves, 'stated' as certainty, source_row as fact_row
    from new_office n
    -- The Kanwil is that of the province it serves; where none is known, none is made up and the office waits.
    join region p on p.region_code = left(n.serves, 2) and p.kanwil_code is not null
    where office_id not in (select office_id from office)
    """,
    """
    insert into target by name
    select batch_id || ':' || source_row as target_id, region_code,
        if(unit = 'share', 'coverage', 'active_participants') as metric, unit, base, value,
        last_day((deadline_month || '-01')::date) as deadline, set_by, set_by as set_by_id, kind, set_month as set_on,
        false as preferred, batch_id as source_id, source_row as fact_row
    from office_target where region_code is not null
    """,
)
_DEMONSTRATION_SOURCE = f"""
    insert into source (source_id, publisher, url, fact_row)
    values ('{DEMONSTRATION}', 'Pantau Cakupan (CONTOH)', '{mark("Bundled demonstration set: generated, no real figures")}', 0)
"""


def _read(connection: duckdb.DuckDBPyConnection, facts: Path) -> list[Problem]:
    """Read the files as text into tables to be checked, and give what could not be read."""
    problems: list[Problem] = strangers(facts, TABLES)
    for table in TABLES:
        frame, found = read_facts(facts, table)
        problems += found
        connection.register("frame_read", frame)
        connection.execute(f"create table {staged(table)} as select * from frame_read")
        connection.unregister("frame_read")
    return problems


def _check(connection: duckdb.DuckDBPyConnection, unread: list[Problem]) -> list[Problem]:
    return check(lambda sql: connection.execute(sql).df(), {problem.file for problem in unread})


def _memory() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("set enable_progress_bar = false")
    return connection
