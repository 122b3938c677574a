"""The sheets around the tables: contents, all large numbers with what they rest on, and the definitions."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from charts import words
from exports.briefing import Briefing, Column, Figure
from exports.briefing.method import NOT_OFFICIAL, NUMBERS
from exports.briefing.model import Cell
from exports.workbook.cells import DISTANCE, HEAD, LOOK, TITLE, Pen, clean, lay_out, row_look, tallest
from exports.workbook.planned import CONTENTS, DEFINITIONS, FIGURES, Planned
from exports.workbook.printing import set_pages
from exports.workbook.sheets import EXAMPLE as EXAMPLE_HERE
from exports.workbook.sheets import has_example, write_cell
from i18n import Language, mark

_FIGURE_WIDTHS = (26.0, 18.0, 19.0, 17.0, 17.0, 15.0, 24.0, 10.0, 10.0, 13.0, 10.0, 13.0, 18.0, 9.0, 12.0, 19.0)
_LABEL, _ABOUT, _STATUS, _SHEETS = 22.0, 66.0, 10.0, 48.0  # characters of the columns of the contents
EXAMPLE = mark("DEMO: this workbook holds demonstration figures. No decision may rest on them.")
ALL_FIGURES = mark("Every large number with base, date, status and source")
ALL_DEFINITIONS = mark("What every measure means and how it is computed")
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
    head = row
    for place, title in enumerate((say("Sheet"), say("Finding"), say("Status"), say("What it holds"))):
        pen.text(sheet, row, place, title, **HEAD)
    flag = say("DEMO") if any(_is_example(figure) for finding in told.findings for figure in finding.figures) else ""
    lines = [(say(FIGURES), "", flag, say(ALL_FIGURES))]
    for finding in told.findings[1:]:
        own = [
            (plan.name, say("DEMO") if has_example(plan, say) else "", plan.about)
            for plan in sheets if plan.finding is finding
        ] or [("", say("DEMO") if finding.example else "", finding.missing)]  # fmt: skip
        for number, (name, status, about) in enumerate(own):
            lines.append((name, finding.title if number == 0 else "", status, about))
    lines.append((say(DEFINITIONS), "", "", say(ALL_DEFINITIONS)))
    for texts in lines:
        row += 1
        pen.tall(sheet, row, tallest(zip(texts, across, strict=True)))
        for place, text in enumerate(texts):
            pen.text(sheet, row, place, text, text_wrap=True, bold=place == 1)
        if texts[0]:
            pen.leap(sheet, row, 0, texts[0], texts[0])
    set_pages(
        sheet,
        across,
        pen.heights[sheet.name],
        row + 1,
        header=head,
        title=clean(told.title),
        flag=say("DEMO") if told.example else "",
    )


def _is_example(figure: Figure) -> bool:
    return figure.status == "demonstration"


def write_figures(pen: Pen, sheet: Worksheet, told: Briefing) -> None:
    """Write the large numbers of all findings, a row each, with everything that they must not be parted from."""
    say = pen.say
    pen.paragraph(sheet, 0, say("Large numbers of the briefing"), list(_FIGURE_WIDTHS[:4]), **TITLE)
    pen.leap(sheet, 1, 0, say(CONTENTS), f"← {say(CONTENTS)}")
    titles = (
        say("Finding"), say("Number"), say("Value"), say("Numerator"), say("Denominator"), say("As shown"), say("Remark"),
        say("Date"), say("Date of the base"), say("Base"), say("As printed"), say("Status"), say("Source"),
        say("Office files"), say("Region"), say("Made by"),
    )  # fmt: skip
    pen.tall(sheet, 2, tallest(zip(titles, _FIGURE_WIDTHS, strict=True)))
    lay_out(sheet, _FIGURE_WIDTHS)
    for place, title in enumerate(titles):
        pen.text(sheet, 2, place, title, **HEAD)
    row = 2
    for finding in told.findings:
        for figure in finding.figures:
            row += 1
            cells, columns = _figure_row(figure, finding.title, told, say)
            pen.tall(sheet, row, tallest(
                (cell, wide) for cell, wide in zip(cells, _FIGURE_WIDTHS, strict=True) if isinstance(cell, str)
            ))  # fmt: skip
            look = row_look(example=_is_example(figure), chosen=False)
            for place, column in enumerate(columns):
                write_cell(pen, sheet, row, place, cells, column, look)
    sheet.freeze_panes(3, 2)
    sheet.autofilter(2, 0, max(row, 3), len(titles) - 1)
    flagged = any(_is_example(figure) for finding in told.findings for figure in finding.figures)
    if flagged:
        pen.text(sheet, 1, 1, say(EXAMPLE_HERE), bold=True, font_color=LOOK.worse)
        sheet.set_tab_color(LOOK.caution)
    set_pages(
        sheet,
        _FIGURE_WIDTHS,
        pen.heights[sheet.name],
        row + 1,
        header=2,
        title=clean(told.title),
        flag=say("DEMO") if flagged else "",
    )


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
    unit = DISTANCE if figure.unit == "points" and figure.text[:1].isdigit() else figure.unit or "count"
    text, people = Column("", wide=True), Column("", "people")
    columns = (text, text, Column("", unit, parts), people, people, *[text] * 5,
               Column("", "share", brief=False), *[text] * 5)  # fmt: skip
    return cells, columns


def write_definitions(pen: Pen, sheet: Worksheet, told: Briefing) -> None:
    """Write what every metric of the briefing means, each once."""
    say = pen.say
    said = dict.fromkeys(line for finding in told.findings for line in finding.definition.split("\n") if line)
    lay_out(sheet, [_ABOUT * 2])
    pen.paragraph(sheet, 0, say(DEFINITIONS), [_ABOUT * 2], **TITLE)
    pen.leap(sheet, 1, 0, say(CONTENTS), f"← {say(CONTENTS)}")
    row = 2
    for line in said:
        pen.paragraph(sheet, row, line, [_ABOUT * 2])
        row += 1
    set_pages(sheet, [_ABOUT * 2], pen.heights[sheet.name], row, title=clean(told.title))
