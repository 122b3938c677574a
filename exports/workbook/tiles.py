"""A map of tiles as cells: each region near its place, its value printed, its shade filled in."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from exports.briefing import Tile, TileMap
from exports.workbook.cells import LINE, LOOK, Pen

_WIDTH, _GAP = 17.0, 4.0  # characters of a column with tiles, and of one without
_LINES = 4
_DARK = 4  # from this shade on the words are white


def tile_widths(drawn: TileMap) -> list[float]:
    """Give the widths of the columns that the tiles take, from the first one with a tile on."""
    held = {tile.column for tile in drawn.tiles}
    return [_WIDTH if column in held else _GAP for column in range(min(held, default=0), max(held, default=0) + 1)]


def write_tiles(pen: Pen, sheet: Worksheet, drawn: TileMap, top: int) -> int:
    """Write the tiles from a row on and give the last row that they take."""
    left = min((tile.column for tile in drawn.tiles), default=0)
    first = min((tile.row for tile in drawn.tiles), default=0)
    for row in {tile.row for tile in drawn.tiles}:
        pen.tall(sheet, top + row - first, _LINES * LINE)
    for tile in drawn.tiles:
        words = "\n".join(part for part in (tile.name, tile.value, tile.note) if part)
        pen.text(sheet, top + tile.row - first, tile.column - left, words, **_look(tile))
    sheet.freeze_panes(top, 0)
    return top + max((tile.row for tile in drawn.tiles), default=first) - first


def _look(tile: Tile) -> dict[str, object]:
    look: dict[str, object] = {
        "text_wrap": True, "align": "center", "valign": "vcenter", "border": 2 if tile.chosen else 1,
        "border_color": LOOK.text if tile.chosen else LOOK.outline, "bold": tile.chosen,
    }  # fmt: skip
    if tile.shade is None:
        return look
    white = tile.shade >= _DARK
    return look | {"bg_color": LOOK.scale[tile.shade], "font_color": LOOK.background if white else LOOK.text}
