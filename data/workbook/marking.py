"""The workbook an office sent, given back with its errors marked: coloured cells, comments, and a list that leads to them."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.office import OFFICE_TABLES
from data.problem import Problem
from data.workbook.wording import ERROR_WORDS
from i18n import Told

ERROR_SHEET = {"id": "Kesalahan", "en": "Errors"}
MOST_COMMENTS = 1_000
MOST_LISTED = 10_000  # a sheet holds 65,530 hyperlinks at most, and nobody mends more from a list
LAST_ROW = 1_048_576  # of a sheet

_AUTHOR = "Pantau Cakupan: kesalahan"  # tells our comments from the office's own when a marked file comes back
_KEPT = "\n\n* * *\n"  # between what is wrong and the note that stood on the cell before
_CAUTION = PatternFill("solid", fgColor="FFFFD08A")
_HEADING_ROWS = 15
_LONGEST_COMMENT = 2_000
_COLUMNS = ("cell", "sheet", "row", "column", "value", "rule", "remedy")
_WIDTHS = (10, 24, 10, 24, 24, 48, 60)
_LINE = 15  # points
_MOST_LINES = 20  # of a row of the list
_LIST_HEADER = 3  # row of the list's headings
_LIST_FILL = PatternFill("solid", fgColor="FFB5D5F3")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LINK = Font(underline="single", color="FF12436D")
_KNOWN = {
    field.heading(lang).casefold()
    for table in OFFICE_TABLES
    for field in table.by_name.values()
    for lang in ("id", "en")
}

Translate = Callable[[str], str]


def marked(content: bytes, problems: Sequence[Problem], lang: str = "id", translate: Translate = str) -> bytes:
    """Mark what is wrong in a workbook.

    Args:
        content: the .xlsx file as it was sent, which has been read before.
        problems: what is wrong with it. One that names no sheet is about the only one, and in a workbook of several it
            is listed without a mark. One that names no column, or a column that the sheet lacks, is marked on the first
            cell of its row, or on A1.
        lang: language of the list: ``id`` or ``en``.
        translate: gives rule and remedy in that language.

    Returns:
        The same workbook as .xlsx, every data cell with its value and type, and a new first sheet with one row a
        problem, the first ``MOST_LISTED`` of them. Every offending cell is coloured, the first ``MOST_COMMENTS`` have a
        comment. Marks of an earlier round are removed. Charts, pictures and macros are not kept.

    Raises:
        KeyError: the language is neither of the two.
    """
    return _mark(load_workbook(io.BytesIO(content)), problems, lang, translate)


def _mark(book: Workbook, problems: Sequence[Problem], lang: str, translate: Translate) -> bytes:
    words = ERROR_WORDS[lang]
    _remove_earlier_lists(book)
    for sheet in book.worksheets:
        _tend_marks(sheet)
    found = _located(book, problems)
    said: dict[tuple[str, str], list[str]] = {}
    for problem, cell in zip(problems, found, strict=True):
        if cell is not None:
            cell.fill = _CAUTION
            lines = f"{words['rule']}: {translate(problem.rule)}\n{words['remedy']}: {translate(problem.remedy)}"
            said.setdefault((cell.parent.title, cell.coordinate), []).append(lines)
    for (title, coordinate), texts in list(said.items())[:MOST_COMMENTS]:
        cell = book[title][coordinate]
        text = _clean("\n\n".join(dict.fromkeys(texts)))
        text = text if len(text) <= _LONGEST_COMMENT else f"{text[: _LONGEST_COMMENT - 1]}…"
        cell.comment = _sized(text + _KEPT + cell.comment.text if cell.comment else text, _AUTHOR)
    _write_list(book, list(zip(problems, found, strict=True)), lang, translate)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _remove_earlier_lists(book: Workbook) -> None:
    """Remove the list of an earlier round; a sheet of the office's own that only has its name stays."""
    headers = [[words[name] for name in _COLUMNS] for words in ERROR_WORDS.values()]
    for sheet in book.worksheets:
        header = [sheet.cell(_LIST_HEADER, column).value for column in range(1, len(_COLUMNS) + 1)]
        if sheet.title in ERROR_SHEET.values() and header in headers and len(book.worksheets) > 1:
            book.remove(sheet)


def _tend_marks(sheet: Worksheet) -> None:
    """Take back the marks of an earlier round, and make the other comments large enough to be read."""
    for cell in _existing(sheet):
        if cell.has_style and cell.fill.fgColor.rgb == _CAUTION.fgColor.rgb:
            cell.fill = PatternFill()
        if cell.comment and cell.comment.author == _AUTHOR:
            before = cell.comment.text.partition(_KEPT)[2]
            cell.comment = _sized(before, "") if before else None
        elif cell.comment:
            cell.comment = _sized(cell.comment.text, cell.comment.author)  # openpyxl forgets how large they were


def _existing(sheet: Worksheet) -> list[Cell]:
    # Not iter_rows(): it makes every cell of the used range, and one formatted cell far down makes that range huge.
    return list(sheet._cells.values())


def _located(book: Workbook, problems: Sequence[Problem]) -> list[Cell | None]:
    """Give the cell that each problem is marked on; None where the workbook has no such sheet or can have no such row."""
    sheets = {_plain(sheet.title): sheet for sheet in book.worksheets}
    named = {_plain(problem.column) for problem in problems if problem.column}
    headings: dict[str, tuple[int, dict[str, int]]] = {}
    only = book.worksheets[0] if len(book.worksheets) == 1 else None
    cells: list[Cell | None] = []
    for problem in problems:
        sheet = sheets.get(_plain(problem.sheet)) if problem.sheet else only
        if sheet is None or (problem.row or 1) > LAST_ROW:
            cells.append(None)
            continue
        if sheet.title not in headings:
            headings[sheet.title] = _headings(sheet, named)
        heading_row, columns = headings[sheet.title]
        column = columns.get(_plain(problem.column or ""))
        cells.append(_cell(sheet, problem.row or (heading_row if column else 1), column or 1))
    return cells


def _headings(sheet: Worksheet, named: set[str]) -> tuple[int, dict[str, int]]:
    """Give the heading row and the column of every heading: the row at the top with most texts that are headings.

    Not the first row that has one: an office may write "Bulan" and "2026-01" above its table.
    """
    rows: dict[int, dict[str, int]] = {1: {}}
    top = [cell for cell in _existing(sheet) if cell.row <= _HEADING_ROWS]
    for cell in sorted(top, key=lambda cell: (cell.row, cell.column)):
        if isinstance(cell.value, str):
            rows.setdefault(cell.row, {}).setdefault(_plain(cell.value), cell.column)
    best = max(sorted(rows), key=lambda row: len(rows[row].keys() & (named | _KNOWN)))
    return best, rows[best]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):  # only the first cell of merged ones can have a comment
        area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        return sheet.cell(area.min_row, area.min_col)
    return cell


def _sized(text: str, author: str) -> Comment:
    lines = sum(1 + len(line) // 42 for line in text.split("\n"))
    return Comment(text, author, height=min(24 + 20 * lines, 600), width=320)


def _write_list(book: Workbook, marks: list[tuple[Problem, Cell | None]], lang: str, translate: Translate) -> None:
    words, sheet = ERROR_WORDS[lang], book.create_sheet(ERROR_SHEET[lang], 0)
    _write(sheet.cell(1, 1), words["title"].format(count=len(marks))).font = Font(bold=True, size=14)
    if len(marks) > MOST_LISTED:
        _write(sheet.cell(2, 1), words["cut"].format(listed=MOST_LISTED))
    for column, name in enumerate(_COLUMNS, start=1):
        heading = _write(sheet.cell(_LIST_HEADER, column), words[name])
        heading.font, heading.fill = Font(bold=True), _LIST_FILL
        sheet.column_dimensions[heading.column_letter].width = _WIDTHS[column - 1]
    for row, (problem, cell) in enumerate(marks[:MOST_LISTED], start=_LIST_HEADER + 1):
        if cell is not None:
            link = _write(sheet.cell(row, 1), cell.coordinate)
            location = f"{quote_sheetname(cell.parent.title)}!{cell.coordinate}"
            link.hyperlink, link.font = Hyperlink(ref=link.coordinate, location=location), _LINK
        if problem.row is not None:
            sheet.cell(row, 3, problem.row)
        where = problem.sheet or (cell.parent.title if cell is not None else None)
        own = [translate(text) if isinstance(text, Told) else text for text in (problem.column, problem.value)]
        texts = {2: where, 4: own[0], 5: own[1]}
        lines = 1
        for column, text in {**texts, 6: translate(problem.rule), 7: translate(problem.remedy)}.items():
            if text is not None:
                _write(sheet.cell(row, column), text).alignment = _WRAPPED
                lines = max(lines, len(textwrap.wrap(text, _WIDTHS[column - 1] - 4)))
        sheet.row_dimensions[row].height = _LINE * min(lines, _MOST_LINES)  # LibreOffice does not make room by itself
    sheet.freeze_panes = sheet.cell(_LIST_HEADER + 1, 1)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_LIST_HEADER}:{_LIST_HEADER}"
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet  # two selected sheets would be edited as one


def _write(cell: Cell, text: str) -> Cell:
    """Write a text that stays one, whatever it begins with and however often the cell is edited."""
    cell.value = _clean(text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
