"""The roll-up's SQL, written once for DuckDB, as Spark understands it."""

from __future__ import annotations

from functools import lru_cache

import sqlglot
from sqlglot import exp

_SHIFTS = (exp.BitwiseLeftShift, exp.BitwiseRightShift)
_BITS = (exp.BitwiseAnd, exp.BitwiseOr, exp.BitwiseXor)


@lru_cache(maxsize=256)
def for_spark(sql: str) -> str:
    """Translate one SELECT; ``$name`` becomes ``:name``.

    Raises:
        sqlglot.errors.SqlglotError: when it says something that Spark has no words for.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    # Spark shifts by nothing but an integer, and within the bits of what is shifted: 64 of them, as DuckDB's are.
    for shift in list(tree.find_all(*_SHIFTS)):
        shift.set("this", exp.cast(shift.this, "bigint", copy=False))
        shift.set("expression", exp.cast(shift.expression, "int", copy=False))
    # DuckDB reads & and | in the order written, Spark & first: brackets where none were needed (sqlglot 30.30).
    for bits in list(tree.find_all(*_BITS)):
        for side in ("this", "expression"):
            part = bits.args[side]
            if isinstance(part, _BITS) and type(part) is not type(bits):
                bits.set(side, exp.paren(part, copy=False))
    return str(tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE))
