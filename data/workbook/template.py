"""The empty workbook an office fills in: a guide, a sheet a table with notes and drop-down lists, and what may be chosen."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.office import OFFICE_TABLES, Field, OfficeTable
from data.office.choices import LEVEL, Choices
from data.office.model import DELETE
from data.workbook.wording import GUIDE, TEMPLATE_WORDS, UNITS_ID

GUIDE_SHEET = {"id": "Petunjuk", "en": "Guide"}
LIST_SHEET = {"id": "Daftar", "en": "Lists"}
# Stands in the delete column of the example row; a row so marked is not data.
EXAMPLE_MARK = {"id": "contoh", "en": "example"}
YES = {"id": "ya", "en": "yes"}

_AUTHOR = "Pantau Cakupan"
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)  # fixed: the same tables give the same bytes
_FIRST_ROW, _LAST_ROW = 2, 1_048_575  # of what the office writes, counted from 0; the last one a sheet has
_NUMBER_FORMATS = {"count": "#,##0", "rupiah": "#,##0", "year": "0"}
_A4 = 9
_GUIDE_WIDTHS = (24, 84, 44)
_LINE = 15  # points


@dataclass(frozen=True)
class _Lists:
    """Names of the ranges that the drop-down lists are taken from.

    Names and not addresses: Excel keeps an address on another sheet in an extension that openpyxl drops.
    """

    choices: dict[Choices, str]
    regions: str | None


def template(
    lang: str = "id", tables: Sequence[OfficeTable] = OFFICE_TABLES, regions: pd.DataFrame | None = None
) -> bytes:
    """Make the workbook an office fills in.

    Args:
        lang: language of sheets, headings, notes and choices: ``id`` or ``en``.
        tables: a sheet each, in this order.
        regions: regions to choose from, columns ``region_code``, ``name``, ``level``; only provinces, regencies and
            cities are offered. None: a region is typed.

    Returns:
        An .xlsx file. The first sheet is the guide, the last one the lists; row 1 of the others holds the headings and
        row 2 an example. The same arguments give the same bytes.

    Raises:
        KeyError: the language is neither of the two.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": TEMPLATE_WORDS[lang]["title"], "author": _AUTHOR, "created": _CREATED})
        guide = book.add_worksheet(GUIDE_SHEET[lang])
        sheets = [(table, book.add_worksheet(table.sheet(lang))) for table in tables]
        lists = _write_lists(book, lang, tables, regions)
        _write_guide(book, guide, lang, tables)
        for table, sheet in sheets:
            _write_table(book, sheet, lang, table, lists)
        for sheet in book.worksheets():
            sheet.set_landscape()
            sheet.set_paper(_A4)
            sheet.fit_to_pages(1, 0)
    return content.getvalue()


def _write_guide(book: Workbook, sheet: Worksheet, lang: str, tables: Sequence[OfficeTable]) -> None:
    words, wrapped = TEMPLATE_WORDS[lang], book.add_format({"text_wrap": True, "valign": "top"})
    bold, heading = book.add_format({"bold": True, "valign": "top"}), _heading(book, required=True)
    link = book.add_format({"valign": "top", "font_color": "#12436D", "underline": 1})
    sheet.hide_gridlines(2)
    for column, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, words["title"], book.add_format({"bold": True, "font_size": 16}))
    for row, (label, sentence) in enumerate(GUIDE[lang], start=2):
        sheet.set_row(row, _height("", sentence))
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, sentence, wrapped)
    header = len(GUIDE[lang]) + 3
    for column, word in enumerate(("sheet", "what", "key")):
        sheet.write_string(header, column, words[word], heading)
    held = [
        (table.sheet(lang), table.about_id if lang == "id" else table.about_en, _key(table, lang)) for table in tables
    ]
    for row, (name, about, key) in enumerate([*held, (LIST_SHEET[lang], words["lists"], "")], start=header + 1):
        sheet.set_row(row, _height(name, " ".join(about.split()), key))
        sheet.write_url(row, 0, f"internal:{quote_sheetname(name)}!A1", link, name)
        sheet.write_string(row, 1, " ".join(about.split()), wrapped)
        sheet.write_string(row, 2, key, wrapped)


def _height(*texts: str) -> float:
    """Give the height that the texts of a row of the guide need: LibreOffice does not make room for them by itself."""
    # Its letters are wider than Excel's: with four fewer a line, no line is longer than its column.
    return _LINE * max(len(textwrap.wrap(text, width - 4)) for text, width in zip(texts, _GUIDE_WIDTHS, strict=False))


def _key(table: OfficeTable, lang: str) -> str:
    return ", ".join(table.by_name[name].heading(lang) for name in table.key)


def _write_table(book: Workbook, sheet: Worksheet, lang: str, table: OfficeTable, lists: _Lists) -> None:
    fields = (*table.fields, DELETE)
    example = table.example | {DELETE.name: EXAMPLE_MARK[lang]}
    for column, field in enumerate(fields):
        heading, number_format = field.heading(lang), _number_format(field)
        shown = _shown(field, example.get(field.name), lang)
        labels = [label for *_, label in _labels(field.choices, lang)]
        longest = max(map(len, [heading, str(shown or ""), *labels]))
        sheet.set_column(column, column, min(max(12, longest + 4), 36), book.add_format({"num_format": number_format}))
        sheet.write_string(0, column, heading, _heading(book, required=field.required))
        note = _note(table, field, lang)
        sheet.write_comment(
            0, column, note, {"author": _AUTHOR, "width": 300, "height": 40 + 18 * (len(note) // 38 + 3)}
        )
        style = book.add_format({"num_format": number_format, "italic": True, "font_color": "#5B6472"})
        if isinstance(shown, str):
            sheet.write_string(1, column, shown, style)
        elif shown is not None:
            sheet.write_number(1, column, shown, style)
        rule = _validation(field, lang, lists)
        if rule:
            sheet.data_validation(_FIRST_ROW, column, _LAST_ROW, column, rule)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 1, len(fields) - 1)
    sheet.repeat_rows(0)


def _heading(book: Workbook, *, required: bool) -> Format:
    # Dark on light both ways, so that a heading stays legible when an error colours it.
    shade = "#B5D5F3" if required else "#EDF3F9"
    return book.add_format(
        {"bold": required, "bg_color": shade, "font_color": "#1F2937", "text_wrap": True, "valign": "top", "border": 1}
    )


def _number_format(field: Field) -> str:
    if field.kind == "share":
        return "0.0%" if field.unit == "share" else "General"
    return _NUMBER_FORMATS.get(field.kind, "@")


def _shown(field: Field, value: str | float | None, lang: str) -> str | float | None:
    if field.kind == "flag" and field is not DELETE and value is not None:
        return YES[lang]
    return next((label for stored, label in _labels(field.choices, lang) if stored == value), value)


def _labels(choices: Choices, lang: str) -> list[tuple[str, str]]:
    return [(stored, label_id if lang == "id" else label_en) for stored, label_id, label_en in choices]


def _note(table: OfficeTable, field: Field, lang: str) -> str:
    words = TEMPLATE_WORDS[lang]
    lines = [words["required" if field.required else "optional"], field.about_id if lang == "id" else field.about_en]
    if field.unit:
        lines.append(words["unit"].format(unit=UNITS_ID[field.unit] if lang == "id" else field.unit))
    if field.choices:
        lines.append(words["choices"].format(choices="; ".join(label for _, label in _labels(field.choices, lang))))
    if field.kind == "month":
        lines.append(words["month"])
    if field.name in table.key:
        lines.append(words["in_key"])
    return "\n".join(lines)


def _validation(field: Field, lang: str, lists: _Lists) -> dict[str, object] | None:
    """Give what Excel checks while a cell is typed; None where anything may be typed."""
    kind = "count" if field.kind == "rupiah" else field.kind
    check: dict[str, object] | None = None
    if kind == "choice":
        check = {"validate": "list", "source": f"={lists.choices[field.choices]}"}
    elif kind == "flag":
        check = {"validate": "list", "source": [YES[lang]]}
    elif kind == "region" and lists.regions:
        # Only a warning: the list knows neither full names nor the regions that this very workbook adds.
        check = {"validate": "list", "source": f"={lists.regions}", "error_type": "warning"}
    elif kind == "month":
        check = {"validate": "length", "criteria": "==", "value": 7, "input_message": TEMPLATE_WORDS[lang]["month"]}
    elif kind == "year":
        check = {"validate": "integer", "criteria": "between", "minimum": 1000, "maximum": 9999}
    elif kind == "count" and not field.negative:
        check = {"validate": "integer", "criteria": ">=", "value": 0}
    elif kind == "share" and field.unit == "share":
        check = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    said = {"error_title": TEMPLATE_WORDS[lang]["wrong"], "error_message": TEMPLATE_WORDS[lang].get(kind)}
    return check and check | said


def _write_lists(book: Workbook, lang: str, tables: Sequence[OfficeTable], regions: pd.DataFrame | None) -> _Lists:
    words, sheet = TEMPLATE_WORDS[lang], book.add_worksheet(LIST_SHEET[lang])
    heading, text = _heading(book, required=True), book.add_format({"num_format": "@"})
    columns: list[tuple[str, list[str]]] = []
    levels = dict(_labels(LEVEL, lang))
    offered = regions[regions["level"].isin(levels)] if regions is not None else pd.DataFrame()
    if len(offered):
        columns += [
            (words["code"], list(offered["region_code"])),
            (words["name"], list(offered["name"])),
            (words["level"], [levels[level] for level in offered["level"]]),
        ]
    first = len(columns)
    titles: dict[Choices, str] = {}  # one list for every field that offers the same, named by the first of them
    for table in tables:
        for field in table.fields:
            if field.choices:
                titles.setdefault(field.choices, f"{field.heading(lang)} ({table.sheet(lang)})")
    columns += [(title, [label for _, label in _labels(choices, lang)]) for choices, title in titles.items()]
    names = []
    for column, (title, values) in enumerate(columns):
        sheet.set_column(column, column, min(max(12, *(len(value) + 4 for value in (title, *values))), 44), text)
        sheet.write_string(0, column, title, heading)
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, column, value, text)
        names.append(f"list_{column + 1}")
        book.define_name(
            names[-1], f"={quote_sheetname(LIST_SHEET[lang])}!{xl_range_abs(1, column, len(values), column)}"
        )
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    return _Lists(dict(zip(titles, names[first:], strict=True)), names[0] if first else None)
