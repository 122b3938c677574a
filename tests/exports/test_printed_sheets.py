"""How the sheets of a workbook are laid on paper, worked out by hand."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from exports.workbook.printing import READABLE, narrowed, set_pages


def printed(widths: list[float], rows: int, *, drawn: bool = False, title: str = "", **heights: float) -> Any:
    """Write a sheet of a number of rows and give it as it is read back."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("A")
        set_pages(
            sheet,
            widths,
            {int(row[1:]): high for row, high in heights.items()},
            rows,
            header=0,
            drawn=drawn,
            title=title,
        )
    return openpyxl.load_workbook(io.BytesIO(made.getvalue()))["A"]


def test_texts_give_room_until_a_page_can_be_read_and_numbers_keep_theirs() -> None:
    assert narrowed([40.0, 20.0], [True, False]) == [40.0, 20.0]
    held = narrowed([100.0, 60.0, 80.0], [True, True, False])
    assert held == [65.0, 60.0, 80.0]  # 65 + 60 + 80 = 205
    assert sum(held) == READABLE
    assert narrowed([30.0, 220.0], [True, False]) == [15.0, 220.0]  # never less than a word


# Across, A4 has 8.27 - 0.55 - 0.65 = 7.07 inches, 509 points: 33 rows of 15 points, of which each page but the first one
# repeats the header.
@pytest.mark.parametrize(
    ("rows", "pages"),
    [
        (33, 1),  # as many as there is room for
        (40, 1),  # 7 rows would be alone on a second page: all go on one, a little smaller
        (60, 2),
        (70, 2),  # 32 more rows a page, so 69 / 32.9 = 2.1: again no page for a few
        (80, 3),
    ],
)
def test_no_page_holds_a_few_rows_alone(rows: int, pages: int) -> None:
    sheet = printed([20.0] * 7, rows, drawn=True)
    assert (sheet.page_setup.fitToHeight or 1) == pages
    assert sheet.page_setup.orientation == "landscape"


def test_a_long_and_narrow_table_stands_upright_and_a_chart_never() -> None:
    assert printed([20.0] * 5, 60).page_setup.orientation == "portrait"
    assert printed([20.0] * 5, 60, drawn=True).page_setup.orientation == "landscape"
    assert printed([20.0] * 9, 60).page_setup.orientation == "landscape"


def test_tall_rows_count_as_high_as_they_are() -> None:
    assert (printed([20.0] * 7, 30, drawn=True).page_setup.fitToHeight or 1) == 1
    assert printed([20.0] * 7, 30, drawn=True, r5=300.0, r6=300.0).page_setup.fitToHeight == 2


def test_a_title_at_the_foot_is_no_code_of_the_program() -> None:
    assert printed([20.0], 3, title="A & B &P").oddFooter.center.text == "A && B &&P"
    assert len(printed([20.0], 3, title="&" * 400).oddFooter.center.text) == 180
