"""A map of tiles as cells: each region near its place, its value printed, its shade filled in."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from exports.briefing import Tile, TileMap
from exports.workbook.cells import LINE, LOOK, Pen

_WIDTH = 17.0  # characters of a tile
_LINES = 4
_DARK = 4  # from this shade on the words are white


def write_tiles(pen: Pen, sheet: Worksheet, drawn: TileMap, top: int) -> list[float]:
    """Write the tiles from a row on and give the widths of the columns they take."""
    for row in range(1 + max((tile.row for tile in drawn.tiles), default=0)):
        sheet.set_row(top + row, _LINES * LINE)
    for tile in drawn.tiles:
        words = "\n".join(part for part in (tile.name, tile.value, tile.note) if part)
        pen.text(sheet, top + tile.row, tile.column, words, **_look(tile))
    sheet.freeze_panes(top, 0)
    return [_WIDTH] * (1 + max((tile.column for tile in drawn.tiles), default=0))


def _look(tile: Tile) -> dict[str, object]:
    look: dict[str, object] = {
        "text_wrap": True, "align": "center", "valign": "vcenter", "border": 2 if tile.chosen else 1,
        "border_color": LOOK.text if tile.chosen else LOOK.outline, "bold": tile.chosen,
    }  # fmt: skip
    if tile.shade is None:
        return look
    white = tile.shade >= _DARK
    return look | {"bg_color": LOOK.scale[tile.shade], "font_color": LOOK.background if white else LOOK.text}
