"""What a table of an office's workbook is made of: fields with headings in two languages, a kind, a unit and a rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from data.schema.model import Rule, literal

# Kinds of cells, by what they are read as. People, cases and employers are whole; money is rupiah, whole too.
SQL_TYPES = {
    "region": "varchar",
    "month": "varchar",
    "choice": "varchar",
    "text": "varchar",
    "year": "bigint",
    "count": "bigint",
    "rupiah": "bigint",
    "share": "double",
    "flag": "boolean",
}


@dataclass(frozen=True)
class Field:
    """One column of an office's table.

    Args:
        name: as it is called in the store.
        heading_id: heading in the Indonesian workbook.
        heading_en: heading in the English one.
        kind: one of ``SQL_TYPES``: a region is a dotted Kemendagri code, a month ``YYYY-MM``, a share 0 to 1.
        about_id: what it means, in one Indonesian sentence.
        about_en: the same in English; goes into the store.
        unit: of a number, as ``people`` or ``rupiah``.
        required: whether every row must have it.
        choices: what may stand in it: each value with its Indonesian and English label.
        negative: whether a number may be below zero.
    """

    name: str
    heading_id: str
    heading_en: str
    kind: str
    about_id: str
    about_en: str
    unit: str | None = None
    required: bool = False
    choices: tuple[tuple[str, str, str], ...] = ()
    negative: bool = False

    def heading(self, lang: str) -> str:
        """Give the heading in a language, ``id`` or ``en``."""
        return self.heading_id if lang == "id" else self.heading_en

    @property
    def is_number(self) -> bool:
        """Whether it is counted or measured."""
        return self.kind in ("count", "rupiah", "share")


@dataclass(frozen=True)
class OfficeTable:
    """One table: a sheet of the workbook and a table of the store.

    Args:
        name: as it is called in the store.
        sheet_id: name of the sheet in the Indonesian workbook.
        sheet_en: name of the sheet in the English one.
        about_id: what a row is and what it must not be read as, for the person who fills it in.
        about_en: the same in English; goes into the store.
        key: fields that name a cell. A batch replaces exactly the cells it has rows for.
        fields: in the order of the sheet. ``delete`` follows them in every sheet: a row so marked empties its cell.
        rules: what must hold within a row, as SQL over the fields.
        example: one row of the template, by field, as an office would write it.
    """

    name: str
    sheet_id: str
    sheet_en: str
    about_id: str
    about_en: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    example: dict[str, str | int | float]

    def sheet(self, lang: str) -> str:
        """Give the name of the sheet in a language."""
        return self.sheet_id if lang == "id" else self.sheet_en

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Every field by name, ``delete`` included."""
        return {field.name: field for field in (*self.fields, DELETE)}


DELETE = Field(
    "delete",
    "Hapus",
    "Delete",
    "flag",
    'Isi "ya" untuk menghapus angka yang pernah dikirim untuk kunci baris ini.',
    "Write yes to remove what was sent before under the key of this row.",
)

# How the store knows where a row came from, and what it says of each of these.
ORIGIN = {
    "status": ("varchar not null check (status in ('reported', 'demonstration'))", "reported or demonstration"),
    "batch_id": ("varchar not null", "Batch it was loaded with; demo for the demonstration set"),
    "source_file": ("varchar not null", "File it was read from"),
    "source_sheet": ("varchar", "Sheet of the workbook"),
    "source_row": ("bigint not null", "Row of the sheet; header = 1"),
}


def create(table: OfficeTable) -> str:
    """Give the statements that create an office table with its constraints and comments."""
    lines = [f'"{field.name}" {SQL_TYPES[field.kind]}{_constraints(field)}' for field in table.fields]
    lines += [f"{name} {sql}" for name, (sql, _) in ORIGIN.items()]
    lines += [f"check ({rule.holds})" for rule in table.rules]
    said = {field.name: f"{field.about_en} [{field.unit}]" if field.unit else field.about_en for field in table.fields}
    said |= {name: about for name, (_, about) in ORIGIN.items()}
    comments = [f"comment on table {table.name} is {literal(' '.join(table.about_en.split()))}"]
    comments += [f'comment on column {table.name}."{name}" is {literal(about)}' for name, about in said.items()]
    body = ",\n  ".join(lines)
    return f"create table {table.name} (\n  {body}\n);\n" + ";\n".join(comments) + ";"


def _constraints(field: Field) -> str:
    parts = ["not null"] if field.required else []
    if field.choices:
        parts.append(f'check ("{field.name}" in ({", ".join(literal(value) for value, _, _ in field.choices)}))')
    if field.is_number and not field.negative:
        parts.append(f'check ("{field.name}" >= 0)')
    return (" " + " ".join(parts)) if parts else ""
