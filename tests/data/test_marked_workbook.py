"""A workbook comes back as it was sent, with what is wrong coloured, explained and listed, and nothing that runs."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment

from data.problem import Problem
from data.workbook import ERROR_SHEET, marked, marking, template

CAUTION = "FFFFD08A"
HEADINGS = ["Wilayah", "Bulan", "Aktif"]


def sent(*rows: list[Any], title: str = "Kepesertaan", more: tuple[str, ...] = ("Iuran",)) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name in more:
        book.create_sheet(name).append(["Wilayah", "BLTH"])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def wrong(
    row: int | None, column: str | None = None, rule: str = "is a whole number", *, sheet: str | None = "Kepesertaan"
) -> Problem:
    return Problem("januari.xlsx", row, column, "seribu", rule, f"Mend what {rule}.", sheet)


def coloured(book: openpyxl.Workbook, sheet: str = "Kepesertaan") -> list[str]:
    return [cell.coordinate for row in book[sheet] for cell in row if cell.fill.fgColor.rgb == CAUTION]


def listed(book: openpyxl.Workbook, lang: str = "id") -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[ERROR_SHEET[lang]].iter_rows(min_row=4)]


def links(book: openpyxl.Workbook, lang: str = "id") -> list[str | None]:
    column = [row[0] for row in book[ERROR_SHEET[lang]].iter_rows(min_row=4)]
    return [cell.hyperlink.location.replace("'", "") if cell.hyperlink else None for cell in column]


def test_an_offending_cell_is_coloured_and_its_comment_gives_rule_and_remedy() -> None:
    book = opened(marked(sent(HEADINGS, ["51.03", "2026-01", "seribu"]), [wrong(2, "Aktif")]))
    assert coloured(book) == ["C2"]
    assert book["Kepesertaan"]["C2"].comment.text == (
        "Aturan: is a whole number\nPerbaikan: Mend what is a whole number."
    )
    assert book["Kepesertaan"]["B2"].comment is None


def test_several_problems_of_a_cell_stand_in_one_comment() -> None:
    problems = [wrong(2, "Aktif", "is filled"), wrong(2, "Aktif", "is at most the registered")]
    text = opened(marked(sent(HEADINGS, ["51.03"]), problems))["Kepesertaan"]["C2"].comment.text
    assert text.count("Aturan: ") == 2
    assert text.index("is filled") < text.index("is at most the registered")


@pytest.mark.parametrize(
    ("problem", "cell"),
    [
        (wrong(3), "A3"),
        (wrong(None), "A1"),
        (wrong(3, "No such heading"), "A3"),
        (wrong(None, "Aktif"), "C1"),
        (wrong(40, " aktif "), "C40"),
    ],
    ids=["row", "sheet", "unknown column", "heading", "row below the data"],
)
def test_what_is_wrong_with_more_than_a_cell_is_marked_where_it_begins(problem: Problem, cell: str) -> None:
    book = opened(marked(sent(HEADINGS, ["51.03", "2026-01", 1], ["51.04", "2026-01", 2]), [problem]))
    assert coloured(book) == [cell]
    assert links(book) == [f"Kepesertaan!{cell}"]


def test_headings_are_found_below_a_title_even_where_the_title_names_one_of_them() -> None:
    content = sent(["Aktif", "2026-01"], [], [None, *HEADINGS], [None, "51.03", "2026-01", "seribu"])
    assert coloured(opened(marked(content, [wrong(4, "Aktif")]))) == ["D4"]


def test_headings_are_not_looked_for_below_the_fifteenth_row() -> None:
    fifteen = [[None, "catatan"]] * 14
    assert coloured(opened(marked(sent(*fifteen, HEADINGS), [wrong(16, "Aktif")]))) == ["C16"]
    assert coloured(opened(marked(sent(*fifteen, [None, "catatan"], HEADINGS), [wrong(17, "Aktif")]))) == ["A17"]


def test_a_problem_of_a_merged_cell_is_marked_on_the_cell_that_shows() -> None:
    book = opened(sent(HEADINGS, ["51.03", "2026-01", 1], ["51.03", "2026-01", 2]))
    book["Kepesertaan"].merge_cells("A2:A3")
    assert coloured(opened(marked(saved(book), [wrong(3, "Wilayah")])))[0] == "A2"


def test_the_list_comes_first_and_leads_to_every_cell() -> None:
    problems = [wrong(2, "Aktif"), wrong(2, "BLTH", "is a month", sheet="Iuran")]
    book = opened(marked(sent(HEADINGS, ["51.03", "2026-01", "seribu"]), problems))
    assert book.sheetnames == ["Kesalahan", "Kepesertaan", "Iuran"]
    assert book.active.title == "Kesalahan"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Kesalahan"]
    assert [cell.value for cell in book["Kesalahan"][3]] == [
        "Sel", "Lembar", "Baris", "Kolom", "Isi sel", "Aturan", "Perbaikan",
    ]  # fmt: skip
    assert listed(book) == [
        ["C2", "Kepesertaan", 2, "Aktif", "seribu", "is a whole number", "Mend what is a whole number."],
        ["B2", "Iuran", 2, "BLTH", "seribu", "is a month", "Mend what is a month."],
    ]
    assert links(book) == ["Kepesertaan!C2", "Iuran!B2"]


def test_what_no_cell_stands_for_is_listed_without_a_link() -> None:
    problems = [wrong(None, sheet=None), wrong(2, "Aktif", sheet="Klaim")]
    book = opened(marked(sent(HEADINGS), problems))
    assert links(book) == [None, None]
    assert [row[1] for row in listed(book)] == [None, "Klaim"]
    assert coloured(book) == []


def test_rule_and_remedy_are_given_in_the_language_asked_for() -> None:
    words = {"is a whole number": "BILANGAN", "Mend what is a whole number.": "PERBAIKI"}
    book = opened(marked(sent(HEADINGS, ["51.03"]), [wrong(2, "Aktif")], "en", words.__getitem__))
    assert book.sheetnames[0] == "Errors"
    assert [cell.value for cell in book["Errors"][3]] == ["Cell", "Sheet", "Row", "Column", "Value", "Rule", "Remedy"]
    assert listed(book, "en")[0][5:] == ["BILANGAN", "PERBAIKI"]
    assert book["Kepesertaan"]["C2"].comment.text == "Rule: BILANGAN\nRemedy: PERBAIKI"


def test_every_value_keeps_its_type() -> None:
    book = opened(sent(HEADINGS))
    values = [
        "51.03",
        "007",
        1,
        0.1 + 0.2,
        True,
        datetime(2026, 1, 31),
        " dua ",
        12_345_678_901_234,
        None,
        "#N/A",
        "=A1+1",
    ]
    book["Kepesertaan"].append(values)
    as_text = book["Kepesertaan"].cell(3, 1)
    as_text.value = "=1+1"
    as_text.data_type = "s"
    content = saved(book)
    before = [
        (cell.value, cell.data_type, cell.number_format) for row in opened(content)["Kepesertaan"] for cell in row
    ]
    problems = [wrong(row, heading) for row in (1, 2, 3) for heading in HEADINGS]
    after = opened(marked(content, problems))["Kepesertaan"]
    assert [(cell.value, cell.data_type, cell.number_format) for row in after for cell in row] == before
    assert (after["A3"].value, after["A3"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "=HYPERLINK(A1)", "#REF!", "a\x00b"])
def test_no_text_of_a_problem_becomes_a_formula(text: str) -> None:
    problem = Problem("januari.xlsx", 2, text, text, text, text, "Kepesertaan")
    book = opened(marked(sent(HEADINGS, [1]), [problem]))
    cells: list[Cell] = list(book["Kesalahan"][4])[3:]
    shown = text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    assert [cell.value for cell in cells] == [shown] * 4
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}  # stays text when the cell is edited
    assert shown in book["Kepesertaan"]["A2"].comment.text


def test_at_most_a_thousand_comments_are_written_and_every_cell_is_still_coloured_and_listed() -> None:
    content = sent(HEADINGS, *[["51.03", "2026-01", "x"]] * 1_200)
    book = opened(marked(content, [wrong(row, "Aktif") for row in range(2, 1_202)]))
    assert sum(cell.comment is not None for row in book["Kepesertaan"] for cell in row) == 1_000
    assert len(coloured(book)) == 1_200
    assert len(listed(book)) == 1_200


def test_a_list_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "MOST_LISTED", 2)
    book = opened(marked(sent(HEADINGS), [wrong(row) for row in (2, 3, 4)]))
    assert len(listed(book)) == 2
    assert book["Kesalahan"]["A1"].value == "Daftar kesalahan: 3"
    assert book["Kesalahan"]["A2"].value == "Yang tercantum hanya 2 yang pertama."


def test_a_long_comment_is_cut_and_says_so() -> None:
    text = opened(marked(sent(HEADINGS), [wrong(2, "Aktif", "x" * 5_000)]))["Kepesertaan"]["C2"].comment.text
    assert len(text) == 2_000
    assert text.endswith("…")


def test_a_marked_workbook_that_comes_back_is_marked_anew() -> None:
    book = opened(sent(HEADINGS, ["51.03", "2026-01", "seribu"]))
    book["Kepesertaan"]["A1"].comment = Comment("Kode wilayah.", "Kantor")
    first = marked(saved(book), [wrong(2, "Aktif"), wrong(2, "Bulan"), wrong(None)])
    assert opened(first)["Kepesertaan"]["A1"].comment.text.endswith("Kode wilayah.")
    again = opened(marked(first, [wrong(2, "Bulan", "is a month")], "en"))
    assert again.sheetnames == ["Errors", "Kepesertaan", "Iuran"]
    assert coloured(again) == ["B2"]
    assert again["Kepesertaan"]["B2"].comment.text == "Rule: is a month\nRemedy: Mend what is a month."
    assert again["Kepesertaan"]["C2"].comment is None
    assert again["Kepesertaan"]["A1"].comment.text == "Kode wilayah."


def test_a_sheet_of_the_office_that_has_the_name_of_the_list_stays() -> None:
    book = opened(marked(sent(HEADINGS, ["51.03"], more=("Kesalahan",)), [wrong(2, "Aktif")]))
    assert book.sheetnames == ["Kesalahan1", "Kepesertaan", "Kesalahan"]
    assert [cell.value for cell in book["Kesalahan"][1][:2]] == ["Wilayah", "BLTH"]


@pytest.mark.parametrize(("lang", "sheet", "heading"), [("id", "Kepesertaan", "Aktif"), ("en", "Membership", "Active")])
def test_the_template_keeps_its_lists_and_notes_when_it_is_marked(lang: str, sheet: str, heading: str) -> None:
    content = template(lang)
    before, after = opened(content), opened(marked(content, [wrong(3, heading, sheet=sheet)], lang))
    assert after.sheetnames == [ERROR_SHEET[lang], *before.sheetnames]
    assert coloured(after, sheet) == ["E3"]
    assert list(after.defined_names) == list(before.defined_names)
    for name in before.sheetnames:
        checks = [
            [(check.type, check.formula1, str(check.sqref)) for check in book[name].data_validations.dataValidation]
            for book in (before, after)
        ]
        notes = [[cell.comment.text for cell in book[name][1] if cell.comment] for book in (before, after)]
        assert checks[0] == checks[1]
        assert notes[0] == notes[1]
    assert len(after[sheet].data_validations.dataValidation) > 0


def test_a_row_of_the_list_is_as_high_as_its_longest_text_needs() -> None:
    book = opened(marked(sent(HEADINGS, ["51.03", "2026-01", "seribu"]), [wrong(2, "Aktif", "very " * 40), wrong(2)]))
    sheet = book[ERROR_SHEET["id"]]
    assert sheet.row_dimensions[4].height >= 15 * 5  # 200 characters in a column of 48
    assert sheet.row_dimensions[5].height == 15
