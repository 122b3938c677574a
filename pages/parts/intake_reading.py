"""What the Data page reads of a file that was sent, and the files it gives back.

Apart from `reading`, so that no other page waits for the libraries that read and write workbooks.
"""

from __future__ import annotations

from data import intake, workbook
from data.access.person import Person
from data.loading import Reading
from data.office import OFFICE_TABLES
from data.problem import Problem
from data.store import ensure
from exports.problems import problems_csv
from i18n import language, retell
from pages.parts import reading

_TABLES = {table.name: table for table in OFFICE_TABLES}


def examined(
    content: bytes, checksum: str, file: str, by: Person, codes: str | None, base: str | None
) -> intake.Examined:
    """Read and try a file that was sent, once a store, file, person and way of reading it."""
    return _examined(content, checksum, file, by, codes, base, ensure().version)


@reading.files
def _examined(
    _content: bytes, checksum: str, file: str, by: Person, codes: str | None, base: str | None, version: str
) -> intake.Examined:
    return intake.examine(_content, file, by, Reading(codes=codes, base=base))


@reading.files
def template(lang: str) -> bytes:
    """Make the workbook that an office fills in."""
    opened = ensure()
    places = reading.regions(opened, opened.version)
    return workbook.template(lang, OFFICE_TABLES, places)


def marked(content: bytes, examined: intake.Examined, lang: str) -> bytes:
    """Make the workbook that was sent with every error marked."""
    say = language(lang)
    return workbook.marked(content, examined.problems, lang=lang, translate=lambda text: retell(text, say))


def listed(problems: list[Problem], lang: str) -> bytes:
    """Make a CSV file of problems."""
    say = language(lang)
    return problems_csv(problems, say)


def sheet(table: str, lang: str) -> str:
    """Give the name of an office's table as its workbook has it."""
    return _TABLES[table].sheet(lang)


def heading(table: str, field: str, lang: str) -> str:
    """Give the name of a field as the workbook has it."""
    return _TABLES[table].by_name[field].heading(lang)
