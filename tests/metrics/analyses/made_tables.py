"""Tables made up for a test, held as a store holds them."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd

from data.store import Query

Row = dict[str, Any]


def tables(**made: Sequence[Row] | pd.DataFrame) -> Query:
    """Hold made tables; the columns of a table are those of its first row."""
    connection = duckdb.connect()
    for name, rows in made.items():
        connection.register("frame", pd.DataFrame(rows))
        connection.execute(f"create table {name} as select * from frame")
        connection.unregister("frame")

    def query(sql: str, **parameters: object) -> pd.DataFrame:
        return connection.execute(sql, parameters).df()

    return query
