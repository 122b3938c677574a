"""One sheet: the finding above, the table with its header frozen, the chart beside it, what is to be read below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from charts import words
from exports.briefing import Chart, Column, Finding, Table, printed
from exports.briefing.model import Cell
from exports.briefing.stacks import TOTAL
from exports.briefing.tables import headed
from exports.workbook.cells import HEAD, LOOK, TITLE, Pen, lay_out, row_look, tallest
from exports.workbook.native import WIDTH, insert_chart, is_example
from exports.workbook.planned import CONTENTS, Planned
from exports.workbook.printing import narrowed, set_pages
from exports.workbook.tiles import tile_widths, write_tiles
from i18n import Language, mark

HEADER = 4  # row of the header, counted from 0
_LEAST, _TEXT, _WIDE = 11.0, 34.0, 46.0  # characters of a column
_ACROSS = 110.0  # characters of a title, a reading
_LINK = 2_000  # characters of an address that every program still opens
_CHART = [9.0, WIDTH / 7]  # characters of the gap before a chart, and of the chart
EXAMPLE = mark("DEMO: what is hatched is of the demonstration set; no decision may rest on it.")
EXAMPLE_TILES = mark("DEMO: tiles that say so are of the demonstration set; no decision may rest on them.")


def write_sheet(pen: Pen, sheet: Worksheet, plan: Planned, title: str) -> None:
    """Write the sheet of one table, chart or map of tiles.

    Args:
        pen: writes the cells.
        sheet: where.
        plan: what.
        title: of the workbook, at the foot of what is printed.
    """
    finding, say = plan.finding, pen.say
    columns = plan.table.columns if plan.table is not None else ()
    widths = [_width(column, plan.table, place, say) for place, column in enumerate(columns)]
    widths = narrowed(widths, [_is_text(column) for column in columns])
    if plan.tiles is not None:
        widths = tile_widths(plan.tiles)
    across = _across(widths)
    lay_out(sheet, widths + across[len(widths) :])
    example = has_example(plan, say)
    write_head(pen, sheet, plan, across, example=example)
    last = HEADER
    if plan.tiles is not None:
        last = write_tiles(pen, sheet, plan.tiles, HEADER)
    if plan.table is not None:
        write_table(pen, sheet, plan.table, widths, _examples(plan, say))
        last = HEADER + len(plan.table.rows)
    if plan.chart is not None:
        last = max(last, insert_chart(pen, sheet, plan.name, plan.chart, HEADER, len(widths) + 1))
    last = _write_below(pen, sheet, finding, last + 2, across)
    room = widths + _CHART if plan.chart is not None else widths + across[len(widths) :]
    set_pages(
        sheet, room, pen.heights[sheet.name], last, header=HEADER if plan.table is not None else None,
        drawn=plan.table is None or plan.chart is not None, title=title, flag=say("DEMO") if example else "",
    )  # fmt: skip


def has_example(plan: Planned, say: Language) -> bool:
    """Say whether any figure of a sheet is of the demonstration set."""
    if plan.tiles is not None:
        return any(tile.status == "demonstration" for tile in plan.tiles.tiles)
    if plan.table is None:
        return False
    if plan.chart is not None:
        return is_example(plan.chart)
    is_marked = _examples(plan, say)
    return any(is_marked(number, 0) for number in range(len(plan.table.rows)))


def write_head(pen: Pen, sheet: Worksheet, plan: Planned, across: list[float], *, example: bool) -> None:
    """Write the finding in words, what the table is, where it comes from, and the way back to the contents."""
    pen.paragraph(sheet, 0, plan.finding.title, across, **TITLE)
    pen.paragraph(sheet, 1, plan.about, across, bold=True)
    pen.paragraph(sheet, 2, plan.finding.footer, across, font_color=LOOK.muted)
    pen.leap(sheet, 3, 0, pen.say(CONTENTS), f"← {pen.say(CONTENTS)}")
    if example:
        pen.text(
            sheet, 3, 1, pen.say(EXAMPLE_TILES if plan.tiles is not None else EXAMPLE), bold=True, font_color=LOOK.worse
        )
        sheet.set_tab_color(LOOK.caution)


def write_table(
    pen: Pen, sheet: Worksheet, table: Table, widths: list[float], is_example: Callable[[int, int], bool]
) -> None:
    """Write a table with its header frozen; a share with its parts is a formula over them.

    Args:
        pen: writes the cells.
        sheet: where.
        table: the figures.
        widths: of its columns, in characters.
        is_example: whether the cell of a row and a column, both counted from 0, is of the demonstration set.
    """
    say = pen.say
    titles = [headed(column, say) for column in table.columns]
    pen.tall(sheet, HEADER, tallest(zip(titles, widths, strict=True)))
    for place, (title, column) in enumerate(zip(titles, table.columns, strict=True)):
        pen.text(sheet, HEADER, place, title, **HEAD, **_side(column, place))
    for number, row in enumerate(table.rows):
        at = HEADER + 1 + number
        shown = (printed(cell, column, say) for cell, column in zip(row, table.columns, strict=True))
        pen.tall(sheet, at, tallest(zip(shown, widths, strict=True)))
        for place, column in enumerate(table.columns):
            look = row_look(example=is_example(number, place), chosen=number == table.chosen)
            write_cell(pen, sheet, at, place, row, column, look)
    sheet.freeze_panes(HEADER + 1, 1)
    if table.rows:
        sheet.autofilter(HEADER, 0, HEADER + len(table.rows), len(table.columns) - 1)


def write_cell(
    pen: Pen, sheet: Worksheet, at: int, place: int, row: Sequence[Cell], column: Column, look: dict[str, Any]
) -> None:
    """Write one cell of a row: a formula for a share or gap whose parts stand beside it, else the number, month or text."""
    value = row[place]
    if value is None:
        sheet.write_blank(at, place, None, pen.format(**look))
    elif isinstance(value, str) and column.unit == "month":
        pen.month(sheet, at, place, value, **({"indent": 1} if place else {}), **look)
    elif isinstance(value, str):
        pen.text(sheet, at, place, value, text_wrap=True, **({"indent": 1} if place else {}), **look)
    elif column.unit in ("text", "month"):
        pen.text(sheet, at, place, str(value), **look)
    elif column.parts is not None and all(row[part] for part in column.parts[1:]) and row[column.parts[0]] is not None:
        above, below = (xl_rowcol_to_cell(at, part) for part in column.parts)
        pen.formula(sheet, at, place, f"={above}/{below}", value, column, **look)
    elif column.less is not None and all(row[part] is not None for part in column.less):
        first, taken = (xl_rowcol_to_cell(at, part) for part in column.less)
        pen.formula(sheet, at, place, f"=({first}-{taken})*100", value, column, **look)
    else:
        pen.number(sheet, at, place, value, column, **look)


def _write_below(pen: Pen, sheet: Worksheet, finding: Finding, row: int, across: list[float]) -> int:
    """Write reading, definition, sources and the way to the app, a paragraph each; give the row after them."""
    say = pen.say
    told = [(say("Reading"), finding.reading), (say("Definition"), finding.definition)]
    for source in finding.sources:
        on = say.date(source.published_on) if source.published_on else say("date not stated")
        told.append((say("Source"), f"{source.publisher}, {on}: {source.address} ({source.source_id})"))
    if files := [one for one in finding.batch_ids if one != "demo"]:  # the demonstration set is of no office
        told.append((say("Office files"), ", ".join(files)))
    for label, text in told:
        if text:
            pen.paragraph(sheet, row, f"{label}: {text}", across, font_color=LOOK.muted)
            row += 1
    if finding.link and len(finding.link) < _LINK:
        sheet.write_url(row, 0, finding.link, pen.format(font_color=LOOK.focus, underline=1), say("Open in the app"))
        row += 1
    return row


def _across(widths: list[float]) -> list[float]:
    """Give the columns that a sentence goes over: the first of the table, and more where they are too narrow for one."""
    across: list[float] = []
    while sum(across) < _ACROSS:
        across.append(widths[len(across)] if len(across) < len(widths) else _LEAST)
    return across


def _is_text(column: Column) -> bool:
    return column.unit in ("text", "month")


def _side(column: Column, place: int) -> dict[str, Any]:
    """Give the side that a heading stands on: over its numbers, or over its texts, which keep away from them."""
    if not _is_text(column):
        return {"align": "right"}
    return {"align": "left", "indent": 1 if place else 0}


def _examples(plan: Planned, say: Language) -> Callable[[int, int], bool]:
    """Say which cells are of the demonstration set: by the status in their row, or, of a chart, as they are drawn."""
    table, chart = plan.table, plan.chart
    if table is None:
        return lambda _, __: False
    if chart is not None:
        return lambda number, place: place > 0 and _drawn_look(chart, place - 1, number) == "hatched"
    word = words.status_name("demonstration", say)
    status = [place for place, column in enumerate(table.columns) if column.title == say("Status")]
    whole = plan.finding.example if table.example is None else table.example
    if status:
        marked = [word in str(row[status[0]]) for row in table.rows]
    elif whole and any(word in str(cell) for row in table.rows for cell in row):
        marked = [any(word in str(cell) for cell in row) for row in table.rows]
    else:  # of one piece
        return lambda _, __: whole
    return lambda number, _: marked[number]


def _drawn_look(chart: Chart, place: int, number: int) -> str:
    """How a value is drawn; what a column amounts to is of the demonstration set where its parts are."""
    series = chart.series[0 if chart.series[place].look == TOTAL else place]
    return series.looks[number] if series.looks else series.look


def _width(column: Column, table: Table | None, place: int, say: Language) -> float:
    """Give the width of a column in characters: of its longest cell, within bounds."""
    rows = table.rows if table is not None else ()
    longest = max((len(_shown(row[place], column, say)) for row in rows), default=0)
    title = max(len(word) for word in headed(column, say).split())
    most = _WIDE if column.wide else _TEXT if _is_text(column) else 20.0
    return min(max(longest + 3.0, title + 4.0, _LEAST if not _is_text(column) else 0), most)


def _shown(cell: Cell, column: Column, say: Language) -> str:
    """Print a cell as long as it stands in a sheet: rupiah with every digit."""
    if column.unit == "rupiah" and isinstance(cell, int | float):
        return say.rupiah(cell, full=True)
    return printed(cell, column, say)
