"""What a table of the store is made of: columns with a type, a unit and a rule, written down once.

The same description makes three things: the checks that read a file before it is accepted, the CHECK constraints
and comments of the store, and the dictionary that ``python -m data tables`` prints. So they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

PERIOD = r"\d{4}(-(0[1-9]|1[0-2]))?"
PARTIAL_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"


@dataclass(frozen=True)
class Kind:
    """How a column is stored, and what its text must look like.

    ``pattern`` is matched against the whole text, before the text is cast to ``sql_type``. ``exists`` is SQL with the
    column as ``{0}`` that must not be false: what looks like a day must be one.
    """

    sql_type: str
    says: str
    remedy: str
    pattern: str | None = None
    exists: str | None = None


TEXT = Kind("varchar", "is text", "Write text.")
WHOLE = Kind("bigint", "is a whole number", "Write digits only, without separators, such as 1873899.", r"-?\d+")
NUMBER = Kind("double", "is a number", "Write digits with a point for decimals, such as 58.68.", r"-?\d+(\.\d+)?")
DATE = Kind("date", "is a date", "Write year-month-day, such as 2025-03-31.", r"\d{4}-\d{2}-\d{2}")
PERIOD_KIND = Kind("varchar", "is a year or a month", "Write 2025 or 2025-03; never a month you do not know.", PERIOD)
PARTIAL = Kind(
    "varchar",
    "is a year, a month or a day",
    "Write 2025, 2025-03 or 2025-03-31.",
    PARTIAL_DATE,
    "length({0}) < 10 or try_cast({0} as date) is not null",
)
FLAG = Kind("boolean", "is yes or empty", "Write yes, or leave the cell empty.", "yes")


@dataclass(frozen=True)
class Column:
    """One column: its name, kind, the sentence that explains it, and what may stand in it.

    Args:
        check: SQL over typed columns that must not be false, such as ``value >= 0``; goes into the store as CHECK.
        says: the rule of ``check`` in words, for the error message.
        refers: table whose key of one column must hold this value.
        digits_of: for a column that no file has: counts the decimals that the named column prints.
    """

    name: str
    about: str
    kind: Kind = TEXT
    unit: str | None = None
    required: bool = False
    allowed: tuple[str, ...] = ()
    check: str | None = None
    says: str | None = None
    remedy: str | None = None
    refers: str | None = None
    digits_of: str | None = None

    @property
    def mend(self) -> str:
        """What to do about a cell that breaks a rule."""
        known = "Correct the cell."
        return self.remedy or (
            known if self.required else f"{known[:-1]}, or leave it empty when the figure is not known."
        )

    @property
    def comment(self) -> str:
        """The sentence written into the store, unit included."""
        return f"{self.about} [{self.unit}]" if self.unit else self.about


@dataclass(frozen=True)
class Rule:
    """A rule over one whole row: ``holds`` is SQL that must not be false; ``column`` is where the error is shown."""

    column: str
    holds: str
    says: str
    remedy: str


@dataclass(frozen=True)
class Table:
    """A table of facts: the file it is read from, its caveats, its key and its columns, in file order."""

    name: str
    file: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = field(default=())

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """The columns that the file itself must have."""
        return tuple(column for column in self.columns if column.digits_of is None)


def literal(text: str) -> str:
    """Quote a text as an SQL literal; only for our own words in DDL, which takes no parameters."""
    return "'" + text.replace("'", "''") + "'"


def create(table: Table) -> str:
    """Give the statements that create a table with its constraints and comments."""
    lines = [f'"{column.name}" {column.kind.sql_type}{_constraints(column)}' for column in table.columns]
    lines.append("fact_row integer not null")
    if table.key:
        lines.append(f"unique ({', '.join(table.key)})")
    lines += [f"check ({rule.holds})" for rule in table.rules]
    body = ",\n  ".join(lines)
    comments = [f"comment on table {table.name} is {literal(' '.join(table.about.split()))}"]
    comments += [f'comment on column {table.name}."{c.name}" is {literal(c.comment)}' for c in table.columns]
    comments.append(
        f"comment on column {table.name}.fact_row is {literal(f'row of {table.file} this came from; header = 1')}"
    )
    return f"create table {table.name} (\n  {body}\n);\n" + ";\n".join(comments) + ";"


def typed(column: Column) -> str:
    """Give the SQL that turns a staged text into the column's type; null where it cannot be."""
    name = f'"{column.name}"'
    if column.digits_of:
        return f"length(split_part(\"{column.digits_of}\", '.', 2))::bigint"
    if column.kind is FLAG:
        return f"coalesce({name} = 'yes', false)"
    if column.kind.sql_type == "varchar":
        return name
    return f"try_cast({name} as {column.kind.sql_type})"


def _constraints(column: Column) -> str:
    parts = []
    if column.required:
        parts.append("not null")
    if column.allowed:
        parts.append(f'check ("{column.name}" in ({", ".join(map(literal, column.allowed))}))')
    if column.kind.pattern and column.kind.sql_type == "varchar":
        parts.append(f"check (regexp_full_match({column.name}, {literal(column.kind.pattern)}))")
    if column.kind.exists:
        parts.append(f"check ({column.kind.exists.format(column.name)})")
    if column.check:
        parts.append(f"check ({column.check})")
    return (" " + " ".join(parts)) if parts else ""
