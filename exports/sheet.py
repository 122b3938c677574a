"""One table as a workbook that a spreadsheet opens: numbers stay numbers, texts stay texts, the source stands below."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import xlsxwriter

MOST_WIDE = 60  # characters of a column


def workbook_bytes(title: str, table: pd.DataFrame, notes: list[str]) -> bytes:
    """Write a table as a workbook of one sheet.

    Args:
        title: what the table is; stands above it.
        table: shown as it is: numbers, texts, and empty cells where a value is missing.
        notes: definition, base, dates and sources; stand below it, a line each.

    Returns:
        An .xlsx file. No cell is run as a formula, whatever it begins with, and no text becomes a link.
    """
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        large = book.add_format({"bold": True, "font_size": 13})
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, title, large)
        for column, name in enumerate(table.columns):
            sheet.write_string(2, column, str(name), bold)
            cells = [_plain(value) for value in table[name]]
            for row, value in enumerate(cells, start=3):
                _write(sheet, row, column, value)
            longest = max([len(str(value)) for value in cells if value is not None] + [len(str(name))])
            sheet.set_column(column, column, min(longest + 2, MOST_WIDE))
        sheet.freeze_panes(3, 1)
        for number, text in enumerate(notes, start=len(table) + 4):
            sheet.write_string(number, 0, text)
    return made.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))


def _plain(value: object) -> object:
    if isinstance(value, list | tuple | np.ndarray):
        return "; ".join(str(item) for item in value)
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value
