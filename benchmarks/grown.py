"""Makes a store in which one province has as many regencies as the nation: copies of its own under invented codes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from data.store import open_store

REGENCIES_OF_THE_NATION = 514
_PROVINCE, _OWN = "51", 9


def grown(home: Path) -> Path:
    """Copy a home and repeat the regencies of Bali in its store, with all that is held of them.

    Returns:
        The new COVERAGE_HOME, beside the other.
    """
    many = home.with_name(f"{home.name}-many")
    shutil.copytree(home, many)
    before, os.environ["COVERAGE_HOME"] = os.environ["COVERAGE_HOME"], str(many)
    try:
        store = open_store()
        store.close()
    finally:
        os.environ["COVERAGE_HOME"] = before
    store.path.chmod(0o644)
    with duckdb.connect(str(store.path)) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
        for (table,) in tables:
            columns = [column[0] for column in connection.execute(f"from {table} limit 0").description or []]
            if "region_code" in columns:
                name = ", held.name || ' ' || copy as name" if table == "region" else ""
                # Without the constraints of the table: no more than a hundred codes of a province would keep them.
                connection.execute(
                    f"""
                    create or replace table {table} as
                    from {table}
                    union all
                    select held.* replace (held.region_code || '~' || copy as region_code{name})
                    from {table} held, range(1, {REGENCIES_OF_THE_NATION // _OWN + 1}) copies(copy)
                    where held.region_code like '{_PROVINCE}.%'
                        -- Denpasar, 51.71, is the ninth
                        and copy * {_OWN} + least(right(held.region_code, 2)::integer, {_OWN})
                            <= {REGENCIES_OF_THE_NATION}
                    """
                )
    return many
