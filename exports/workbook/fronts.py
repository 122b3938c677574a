"""The sheets around the tables: contents, all large numbers with what they rest on, and the definitions."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from charts import words
from exports.briefing import Briefing, Column, Figure
from exports.briefing.method import NOT_OFFICIAL, NUMBERS
from exports.briefing.model import Cell
from exports.workbook.cells import HEAD, LOOK, TITLE, Pen, lay_out, row_look, tallest
from exports.workbook.planned import CONTENTS, DEFINITIONS, Planned
from exports.workbook.sheets import write_cell
from i18n import Language, mark

_FIGURE_WIDTHS = (30.0, 22.0, 18.0, 17.0, 17.0, 16.0, 30.0, 10.0, 10.0, 20.0, 10.0, 14.0, 26.0, 14.0, 12.0, 26.0)
_LABEL, _ABOUT, _STATUS, _SHEETS = 22.0, 70.0, 14.0, 26.0  # characters of the columns of the contents
EXAMPLE = mark("CONTOH: this workbook holds demonstration figures. No decision may rest on them.")
HOW = mark("Shares are formulas over the people beside them; points are percentage points.")


def write_contents(pen: Pen, sheet: Worksheet, told: Briefing, sheets: list[Planned]) -> None:
    """Write what the workbook is of, and its findings with the way to their sheets."""
    say, across = pen.say, [_LABEL, _ABOUT, _STATUS, _SHEETS]
    lay_out(sheet, across)
    pen.paragraph(sheet, 0, told.title, across, **TITLE)
    row = 1
    if told.example:
        pen.paragraph(sheet, row, say(EXAMPLE), across, bold=True, font_color=LOOK.worse)
        sheet.set_tab_color(LOOK.caution)
        row += 1
    for label, text in _about(told, say):
        pen.paragraph(sheet, row, text, across[1:], left=1)
        pen.text(sheet, row, 0, label, font_color=LOOK.muted)
        row += 1
    for text in (HOW, NUMBERS, NOT_OFFICIAL):
        pen.paragraph(sheet, row, say(text), across, font_color=LOOK.muted)
        row += 1
    _write_list(pen, sheet, told, sheets, row + 1, across)


def _about(told: Briefing, say: Language) -> list[tuple[str, str]]:
    """Say region, month, base, target, plan, day and release."""
    rows = [
        (say("Region"), f"{told.name} ({told.region})"), (say("As of"), say.period(told.as_of)),
        (say("Base"), words.base_words(told.base, say)), (say("Target"), _target(told)),
        (say("Made on"), say.date(told.made_on)), (say("Store version"), told.store),
    ]  # fmt: skip
    rows += [(say("Plan"), told.plan)] if told.plan else []
    rows += [(say("As known on"), told.known_on)] if told.known_on else []
    return [*rows, (say("In the app"), told.finding("headline").link)]


def _target(told: Briefing) -> str:
    """Give the target that is led with, in the words of the cover, and its id where it was asked for."""
    words_of = told.finding("cover").reading.split("\n")[2]
    return f"{words_of.partition(': ')[2] or words_of}" + (f" ({told.target})" if told.target else "")


def _write_list(
    pen: Pen, sheet: Worksheet, told: Briefing, sheets: list[Planned], row: int, across: list[float]
) -> None:
    """Write every finding with a link to each of its sheets, or why it has none."""
    say = pen.say
    for place, title in enumerate((say("Sheet"), say("Finding"), say("Status"), say("Numbers"))):
        pen.text(sheet, row, place, title, **HEAD)
    for finding in told.findings[1:]:
        own = [plan for plan in sheets if plan.finding is finding]
        status = "CONTOH" if finding.example else ""
        lines = [(plan.name, plan.about) for plan in own] or [("", finding.missing)]
        for number, (name, about) in enumerate(lines):
            row += 1
            texts = (name, finding.title if number == 0 else "", status, about)
            sheet.set_row(row, tallest(zip(texts, across, strict=True)))
            for place, text in enumerate(texts):
                pen.text(sheet, row, place, text, text_wrap=True, bold=place == 1)
            if name:
                pen.leap(sheet, row, 0, name, name)


def write_figures(pen: Pen, sheet: Worksheet, told: Briefing) -> None:
    """Write the large numbers of all findings, a row each, with everything that they must not be parted from."""
    say = pen.say
    pen.paragraph(sheet, 0, say("Large numbers of the briefing"), [sum(_FIGURE_WIDTHS[:4])], **TITLE)
    pen.leap(sheet, 1, 0, say(CONTENTS), f"← {say(CONTENTS)}")
    titles = (
        say("Finding"), say("What"), say("Value"), say("Numerator"), say("Denominator"), say("As shown"), say("Remark"),
        say("Date"), say("Date of the base"), say("Base"), say("As printed"), say("Status"), say("Source"),
        say("Office files"), say("Region"), say("Made by"),
    )  # fmt: skip
    sheet.set_row(2, tallest(zip(titles, _FIGURE_WIDTHS, strict=True)))
    lay_out(sheet, _FIGURE_WIDTHS)
    for place, title in enumerate(titles):
        pen.text(sheet, 2, place, title, **HEAD)
    row = 2
    for finding in told.findings:
        for figure in finding.figures:
            row += 1
            cells, columns = _figure_row(figure, finding.title, told, say)
            sheet.set_row(row, tallest(
                (cell, wide) for cell, wide in zip(cells, _FIGURE_WIDTHS, strict=True) if isinstance(cell, str)
            ))  # fmt: skip
            look = row_look(example=figure.status == "demonstration", chosen=False)
            for place, column in enumerate(columns):
                write_cell(pen, sheet, row, place, cells, column, look)
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)


def _figure_row(
    figure: Figure, title: str, told: Briefing, say: Language
) -> tuple[tuple[Cell, ...], tuple[Column, ...]]:
    value, above, below = figure.value, figure.numerator, figure.denominator
    # The share of a plan at its deadline carries the people of today: it is not their quotient.
    divided = above / below if figure.unit == "share" and above is not None and below else None
    parts = (3, 4) if divided is not None and divided == value else None
    publishers = {"demo": say("demonstration set")} | {source.source_id: source.publisher for source in told.sources}
    cells: tuple[Cell, ...] = (
        title, figure.label, value, above, below, figure.text, figure.note,
        say.short_period(figure.period) if figure.period else None,
        say.short_period(figure.denominator_period) if figure.denominator_period else None,
        words.base_words(figure.base, say) if figure.base else None, figure.printed,
        words.status_name(figure.status, say) if figure.status else None,
        "; ".join(dict.fromkeys(publishers.get(one, one) for one in figure.source_ids)),
        ", ".join(one for one in figure.batch_ids if one != "demo"), figure.region, figure.made_by,
    )  # fmt: skip
    text, people = Column("", wide=True), Column("", "people")
    columns = (text, text, Column("", figure.unit or "count", parts), people, people, *[text] * 5,
               Column("", "share", brief=False), *[text] * 5)  # fmt: skip
    return cells, columns


def write_definitions(pen: Pen, sheet: Worksheet, told: Briefing) -> None:
    """Write what every metric of the briefing means, each once."""
    say = pen.say
    said = dict.fromkeys(line for finding in told.findings for line in finding.definition.split("\n") if line)
    lay_out(sheet, [_ABOUT * 2])
    pen.paragraph(sheet, 0, say(DEFINITIONS), [_ABOUT * 2], **TITLE)
    pen.leap(sheet, 1, 0, say(CONTENTS), f"← {say(CONTENTS)}")
    for row, line in enumerate(said, start=2):
        pen.paragraph(sheet, row, line, [_ABOUT * 2])
