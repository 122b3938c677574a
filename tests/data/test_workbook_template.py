"""The empty workbook says what belongs where, offers what may be chosen, and holds nothing that a spreadsheet would run."""

import io
import re
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from data.office import OFFICE_TABLES, OfficeTable
from data.office.model import DELETE
from data.workbook import EXAMPLE_MARK, GUIDE_SHEET, LIST_SHEET, template
from data.workbook.wording import GUIDE, TEMPLATE_WORDS, UNITS_ID

REGIONS = pd.DataFrame(
    [
        ("ID", "Indonesia", "national"),
        ("51", "Bali", "province"),
        ("51.03", "Kabupaten Badung", "regency"),
        ("51.10", "=1+1", "regency"),
    ],
    columns=["region_code", "name", "level"],
)
LANGUAGES = ("id", "en")
NAMES = [table.name for table in OFFICE_TABLES]


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def content(lang: str) -> bytes:
    return template(lang, regions=REGIONS)


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def column_of(table: OfficeTable, name: str) -> int:
    return list(table.by_name).index(name) + 1


def check_of(sheet: Worksheet, row: int, column: int) -> DataValidation | None:
    cell = f"{get_column_letter(column)}{row}"
    return next((check for check in sheet.data_validations.dataValidation if cell in check.sqref), None)


def offered(book: openpyxl.Workbook, check: DataValidation) -> list[Any]:
    address = book.defined_names[check.formula1].attr_text
    sheet, _, cells = address.rpartition("!")
    return [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]


def table_named(name: str) -> OfficeTable:
    return next(table for table in OFFICE_TABLES if table.name == name)


def test_the_guide_comes_first_then_a_sheet_a_table_and_the_lists_last(content: bytes, lang: str) -> None:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    assert sheets == [GUIDE_SHEET[lang], *(table.sheet(lang) for table in OFFICE_TABLES), LIST_SHEET[lang]]


@pytest.mark.parametrize("table", OFFICE_TABLES, ids=NAMES)
def test_row_1_holds_the_headings_and_row_2_an_example_that_is_marked_as_one(
    content: bytes, lang: str, table: OfficeTable
) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(table.sheet(lang)).to_python()
    assert rows[0] == [field.heading(lang) for field in (*table.fields, DELETE)]
    assert len(rows) == 2
    assert rows[1][-1] == EXAMPLE_MARK[lang]
    filled = [field.name for field, cell in zip(table.fields, rows[1], strict=False) if cell != ""]
    assert filled == [field.name for field in table.fields if field.name in table.example]


@pytest.mark.parametrize(("code", "size", "clause"), [("id", "Kecil", "ya"), ("en", "Small", "yes")])
def test_an_example_is_in_the_words_of_the_language_codes_as_text_and_counts_as_numbers(
    code: str, size: str, clause: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(code)))
    employers, regulations = table_named("employer"), table_named("commitment")
    row = [cell.value for cell in book[employers.sheet(code)][2]]
    assert row[:4] == ["51.03", "2026-01", size, 2150]
    assert [type(cell) for cell in row[:4]] == [str, str, str, int]
    cell = book[regulations.sheet(code)].cell(2, column_of(regulations, "has_budget_clause"))
    assert cell.value == clause


def test_an_example_is_grey_and_in_italics(book: openpyxl.Workbook, lang: str) -> None:
    cell = book[OFFICE_TABLES[0].sheet(lang)]["A2"]
    assert (cell.font.italic, cell.font.color.rgb) == (True, "FF5B6472")


@pytest.mark.parametrize("table", OFFICE_TABLES, ids=NAMES)
def test_a_required_heading_is_bold_and_every_heading_has_a_note_with_meaning_unit_and_whether_it_is_required(
    book: openpyxl.Workbook, lang: str, table: OfficeTable
) -> None:
    words = TEMPLATE_WORDS[lang]
    for field, cell in zip((*table.fields, DELETE), book[table.sheet(lang)][1], strict=True):
        note = cell.comment.text.split("\n")
        assert cell.font.b is field.required
        assert "*" not in cell.value
        assert note[0] == words["required" if field.required else "optional"]
        assert note[0].startswith("*") is field.required
        assert note[1] == (field.about_id if lang == "id" else field.about_en)
        if field.unit:
            unit = UNITS_ID[field.unit] if lang == "id" else field.unit
            assert note[2].endswith(f": {unit}.")
        assert (words["in_key"] in note) is (field.name in table.key)


@pytest.mark.parametrize("table", OFFICE_TABLES, ids=NAMES)
def test_empty_cells_are_text_for_codes_months_and_words_and_numbers_for_what_is_counted(
    book: openpyxl.Workbook, lang: str, table: OfficeTable
) -> None:
    formats = {"count": "#,##0", "rupiah": "#,##0", "year": "0", "share": "0.0%"}
    sheet = book[table.sheet(lang)]
    for field, cell in zip((*table.fields, DELETE), sheet[2], strict=True):
        target = (table.name, field.name) == ("office_target", "value")  # a share or a number of people
        expected = "General" if target else formats.get(field.kind, "@")
        assert sheet.column_dimensions[cell.column_letter].number_format == expected
        if cell.value is not None:
            assert cell.number_format == expected


@pytest.mark.parametrize("table", OFFICE_TABLES, ids=NAMES)
def test_every_choice_is_offered_in_the_words_of_the_language_from_row_3_on(
    book: openpyxl.Workbook, lang: str, table: OfficeTable
) -> None:
    sheet = book[table.sheet(lang)]
    for column, field in enumerate((*table.fields, DELETE), start=1):
        check = check_of(sheet, 3, column)
        if field.choices:
            assert check is not None
            assert offered(book, check) == [choice[1 if lang == "id" else 2] for choice in field.choices]
        elif field.kind == "flag":
            assert check is not None
            assert check.formula1 == ('"ya"' if lang == "id" else '"yes"')
        elif field.kind == "text":
            assert check is None
        assert check_of(sheet, 2, column) is None
        assert check is None or check_of(sheet, 1_048_576, column) is check


def test_a_count_and_rupiah_must_be_whole_and_not_below_zero_and_the_error_says_so(
    book: openpyxl.Workbook, lang: str
) -> None:
    table = table_named("employer")
    for name in ("active", "recovered"):
        check = check_of(book[table.sheet(lang)], 3, column_of(table, name))
        assert (check.type, check.operator, check.formula1) == ("whole", "greaterThanOrEqual", "0")
        assert ("bilangan bulat" if lang == "id" else "whole number") in check.error


def test_a_month_is_explained_while_it_is_typed(book: openpyxl.Workbook, lang: str) -> None:
    table = table_named("membership")
    check = check_of(book[table.sheet(lang)], 3, column_of(table, "month"))
    assert "2026-01" in check.prompt
    assert "2026-01" in check.error
    assert (check.type, check.operator, check.formula1) == ("textLength", "equal", str(len("2026-01")))


def test_a_region_is_chosen_by_its_code_and_another_one_is_only_warned_about(
    book: openpyxl.Workbook, lang: str
) -> None:
    check = check_of(book[table_named("membership").sheet(lang)], 3, 1)
    assert offered(book, check) == ["51", "51.03", "51.10"]  # text, and no region that an office cannot report on
    assert check.errorStyle == "warning"


def test_the_lists_give_every_region_its_name_and_a_name_is_never_a_formula(book: openpyxl.Workbook, lang: str) -> None:
    rows = [[cell.value for cell in row[:3]] for row in book[LIST_SHEET[lang]]["A2:C4"]]
    province, regency = ("Provinsi", "Kabupaten/kota") if lang == "id" else ("Province", "Regency or city")
    assert rows == [
        ["51", "Bali", province],
        ["51.03", "Kabupaten Badung", regency],
        ["51.10", "=1+1", regency],
    ]
    assert book[LIST_SHEET[lang]]["B4"].data_type == "s"


def test_without_regions_a_region_is_typed_and_choices_are_still_offered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template("id")))
    sheet = book["Kepesertaan"]
    assert check_of(sheet, 3, 1) is None
    assert offered(book, check_of(sheet, 3, 3)) == ["PU", "BPU", "Jakon", "PMI"]


def test_nothing_in_it_runs_or_leads_outside(content: bytes, book: openpyxl.Workbook) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "vba" in name or "externalLink" in name]
        for name in names:
            text = parts.read(name).decode()
            assert 'TargetMode="External"' not in text
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(r"<f[ >]", text)
    assert [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"] == []


def test_the_guide_explains_in_at_most_six_sentences_and_leads_to_every_sheet_with_its_key(
    book: openpyxl.Workbook, lang: str
) -> None:
    rows = [[cell.value for cell in row] for row in book[GUIDE_SHEET[lang]].iter_rows()]
    sentences = [row[1] for row in rows[2 : 2 + len(GUIDE[lang])]]
    assert sentences == [sentence for _, sentence in GUIDE[lang]]
    assert 3 <= len(sentences) <= 6
    listed = {row[0]: row[2] for row in rows[2 + len(GUIDE[lang]) :] if row[0]}
    assert listed["Iuran" if lang == "id" else "Contributions"] == (
        "Wilayah, BLTH, Segmen, Program" if lang == "id" else "Region, Contribution month, Segment, Programme"
    )
    links = {cell.value: cell.hyperlink.location for row in book[GUIDE_SHEET[lang]] for cell in row if cell.hyperlink}
    assert set(links) == {*(table.sheet(lang) for table in OFFICE_TABLES), LIST_SHEET[lang]}
    assert all(link.replace("'", "") == f"{name}!A1" for name, link in links.items())


@pytest.mark.parametrize("table", OFFICE_TABLES, ids=NAMES)
def test_a_sheet_keeps_its_headings_in_view_can_be_filtered_and_prints_across_one_page(
    book: openpyxl.Workbook, lang: str, table: OfficeTable
) -> None:
    sheet = book[table.sheet(lang)]
    last = sheet.cell(2, len(table.fields) + 1).coordinate
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{last}"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, 0), (1, 0)}
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    for cell in sheet[1]:
        assert sheet.column_dimensions[cell.column_letter].width >= len(cell.value)


def test_the_same_arguments_give_the_same_bytes(content: bytes, lang: str) -> None:
    assert template(lang, regions=REGIONS) == content


def test_only_the_tables_asked_for_are_in_it() -> None:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(template("id", OFFICE_TABLES[2:3]))).sheet_names
    assert sheets == ["Petunjuk", "Kepesertaan", "Daftar"]


def test_a_language_that_it_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="fr"):
        template("fr")


def test_a_message_is_as_short_as_excel_allows() -> None:
    for lang in LANGUAGES:
        words = TEMPLATE_WORDS[lang]
        assert len(words["wrong"]) <= 32
        assert {
            name for name in ("count", "month", "year", "share", "choice", "flag", "region") if len(words[name]) > 255
        } == set()


def test_a_row_of_the_guide_is_as_high_as_its_longest_text_needs(book: openpyxl.Workbook, lang: str) -> None:
    guide = book[GUIDE_SHEET[lang]]
    widths = {"B": 84, "C": 44}
    for row in range(3, guide.max_row + 1):
        for column, width in widths.items():
            lines = -(-len(str(guide[f"{column}{row}"].value or "")) // width)
            assert lines <= 1 or guide.row_dimensions[row].height >= 15 * lines
