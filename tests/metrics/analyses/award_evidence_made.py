"""What tests of the award share: the nine governments of Bali, and a store with rows of a test beside its own."""

import pandas as pd

from data.store import Query

BALI = [f"51.0{number}" for number in range(1, 9)] + ["51.71"]


def with_rows(query: Query, table: str, rows: str) -> Query:
    """Ask as if ``table`` held the rows of some SQL."""

    def asked(sql: str, **parameters: object) -> pd.DataFrame:
        return query(sql.replace(f"from {table}\n", f"from ({rows}) {table}\n"), **parameters)

    return asked
