"""The workbook inside a chart, which opens when a presenter chooses "Edit data"."""

from __future__ import annotations

import datetime
import io

import xlsxwriter

from exports.briefing.model import Chart
from exports.deck.words_on import clean

_NO_TIME = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


def data_behind(chart: Chart, categories: list[str]) -> bytes:
    """Write the numbers of a chart where the chart looks for them: categories in A, a series a column.

    In place of the workbook of python-pptx 1.0.2, which runs a category that begins with ``=`` as a formula.
    """
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": _NO_TIME})  # the same chart gives the same bytes
        sheet = book.add_worksheet("Sheet1")
        for row, name in enumerate(categories, start=1):
            sheet.write_string(row, 0, name)
        for column, series in enumerate(chart.series, start=1):
            sheet.write_string(0, column, clean(series.name))
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
        sheet.set_column(0, 0, 30)
    return made.getvalue()
