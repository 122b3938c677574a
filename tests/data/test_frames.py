"""A frame made by way of Arrow is the one that DuckDB itself makes."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from data.frames import frame_of

KINDS = {
    "whole": "i::bigint",
    "whole with a gap": "nullif(i, 1)::bigint",
    "small with a gap": "nullif(i, 1)::integer",
    "yes or no": "i > 1",
    "yes or no with a gap": "if(i = 1, null, i > 1)",
    "text": "'x' || i",
    "text with a gap": "if(i = 1, null, 'x')",
    "text never there": "null::varchar",
    "day": "date '2020-01-01' + i::integer",
    "day with a gap": "if(i = 1, null, date '2020-01-01')",
    "share": "i / 3",
    "share with a gap": "if(i = 1, null, i / 3)",
    "decimal": "1.25 * i",
    "sum": "sum(i) over ()",
    "list": "['a', 'b' || i]",
    "empty list": "[]::varchar[]",
}


@pytest.mark.parametrize("sql", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("rows", [3, 1, 0])
def test_a_column_has_the_values_and_the_type_that_duckdb_gives_it(sql: str, rows: int) -> None:
    asked = f"select {sql} as one, i as two from range({rows}) numbers(i) order by i"
    with duckdb.connect() as connection:
        expected = connection.execute(asked).df()
        found = frame_of(connection.sql(asked).to_arrow_table())
    pd.testing.assert_frame_equal(found, expected, check_dtype=rows > 0)


def test_a_null_list_is_none() -> None:
    with duckdb.connect() as connection:
        found = frame_of(connection.sql("select null::varchar[] as one").to_arrow_table())
    assert found["one"].tolist() == [None]
