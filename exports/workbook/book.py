"""Writes the workbook of a briefing: contents, the large numbers, a sheet a table, definitions."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter

from exports.briefing import Briefing
from exports.workbook.cells import Pen, clean
from exports.workbook.fronts import write_contents, write_definitions, write_figures
from exports.workbook.planned import CONTENTS, DEFINITIONS, FIGURES, planned
from exports.workbook.sheets import write_sheet
from i18n import language

_AUTHOR = "Pantau Cakupan"
# No text becomes a formula, a link or a number, whatever it looks like.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(told: Briefing) -> bytes:
    """Make the workbook of a briefing.

    Args:
        told: the briefing.

    Returns:
        An .xlsx file: contents with region, month, base, target and store; the large numbers; of every finding its chart
        and its tables, each on a sheet of its own, shares as formulas over their numerator and denominator; definitions.
        The same briefing gives the same bytes.
    """
    say = language(told.lang)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        created = datetime.fromisoformat(told.made_on).replace(tzinfo=UTC)
        book.set_properties({"title": clean(told.title), "author": _AUTHOR, "created": created})
        pen, sheets = Pen(book, say), planned(told, say)
        front = book.add_worksheet(say(CONTENTS))
        numbers = book.add_worksheet(say(FIGURES))
        written = [(book.add_worksheet(sheet.name), sheet) for sheet in sheets]
        words = book.add_worksheet(say(DEFINITIONS))
        write_contents(pen, front, told, sheets)
        write_figures(pen, numbers, told)
        for sheet, plan in written:
            write_sheet(pen, sheet, plan, clean(told.title))
        write_definitions(pen, words, told)
    return made.getvalue()
