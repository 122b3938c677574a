"""Figures on hidden sheets, rows and columns are read, and pointed out with where they stand."""

from collections.abc import Callable
from typing import Any

import pytest

from data.loading.hidden import find_hidden
from data.loading.model import Hidden
from tests.data.loading.making import MEMBERSHIP, ROW, load, part_of, repacked, said, workbook

ROWS = [MEMBERSHIP, *([f"51.0{number}", *ROW[1:]] for number in range(1, 8))]  # rows 2 to 8 of the sheet
LOOK = "Show them and look at them: they are read like all others. Remove what is not meant, or say why it is right."


def _sheet(change: Callable[[Any], None]) -> bytes:
    return workbook({"Kepesertaan": ROWS}, lambda book: change(book.worksheets()[0]))


def _hide_rows(sheet: Any) -> None:
    for row in (3, 5, 6, 7, 20):  # counted from 1: 3, 5 to 7, and one below the figures
        sheet.set_row(row - 1, None, None, {"hidden": True})


def test_nothing_is_said_of_what_can_be_seen() -> None:
    assert said(load(_sheet(lambda sheet: sheet.set_row(3, 40)))) == []


def test_hidden_rows_with_figures_are_named_and_read() -> None:
    result = load(_sheet(_hide_rows))
    (warning,) = said(result)
    assert warning == (
        'Warning: januari.xlsx, sheet "Kepesertaan": the rule is that it holds no figures in hidden rows; '
        f"found rows 3, 5-7. {LOOK}"
    )
    assert len(result.tables["membership"]) == 7


def test_hidden_columns_with_headings_are_named_and_read() -> None:
    def hide(sheet: Any) -> None:
        sheet.set_column(3, 3, None, None, {"hidden": True})
        sheet.set_column(6, 9, None, None, {"hidden": True})

    result = load(_sheet(hide))
    assert [(problem.value, problem.rule, problem.is_warning) for problem in result.problems] == [
        ("columns D", "holds no figures in hidden columns", True)
    ]
    assert result.tables["membership"]["registered"].notna().all()


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_a_hidden_sheet_is_named_once_and_a_hidden_guide_is_not(hide: str) -> None:
    def change(book: Any) -> None:
        for sheet in book.worksheets()[1:]:
            getattr(sheet, hide)()
        _hide_rows(book.worksheets()[2])

    content = workbook({"Catatan": [[]], "Petunjuk": [["Isi lembar ini"]], "Kepesertaan": ROWS}, change)
    found = load(content).problems
    assert [(problem.sheet, problem.value, problem.is_warning) for problem in found] == [
        ("Kepesertaan", "a hidden sheet", True)
    ]


def test_rows_are_found_however_they_are_written() -> None:
    part = part_of(_sheet(_hide_rows), "xl/worksheets/sheet1.xml")
    prefixed = part.replace(b"<row", b"<x:row").replace(b"</row", b"</x:row")
    assert find_hidden(prefixed, 200) == find_hidden(part, 200) == Hidden(rows=frozenset([3, 5, 6, 7, 20]))
    assert find_hidden(b"<row/><row hidden='true'/><row r='9'/><row hidden=\"1\"/>", 200).rows == {2, 10}
    assert find_hidden(b'<col min="2" max="999999999" hidden="1"/>', 4).columns == {1, 2, 3}


def test_a_workbook_of_another_program_hides_rows_in_another_way() -> None:
    name = "xl/worksheets/sheet1.xml"
    content = _sheet(lambda sheet: sheet.set_row(3, None, None, {"hidden": True}))
    other = repacked(content, {name: part_of(content, name).replace(b'hidden="1"', b'hidden="true"')})
    assert [problem.value for problem in load(other).problems] == ["rows 4"]
