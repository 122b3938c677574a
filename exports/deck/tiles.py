"""The map as tiles: native shapes that can be moved and coloured, a region each, its name, value and date on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pptx.util import Pt

from exports.briefing.model import Tile, TileMap
from exports.deck import fitting
from exports.deck.colours import colour, ink_of, shade
from exports.deck.words_on import Box, Run, rectangle, text_box, write
from i18n import Language

LARGEST = (170.0, 104.0)  # of a tile, points
ROOMY = 96.0  # width of a tile from which its words can be read from afar
GAP = 4.0
LANE = 0.3  # a row or column without tiles, in tiles
KEY = 64.0  # height of the key below
SWATCH = (66.0, 12.0)


def add_tiles(slide: Any, box: Box, tiles: TileMap, say: Language) -> None:
    """Add a map of tiles and its key to a slide, in a room."""
    across, down = _starts(tile.column for tile in tiles.tiles), _rows(tiles.tiles)
    wide = min((box.width) / (max(across.values()) + 1), LARGEST[0])
    high = min((box.height - KEY) / (max(down.values()) + 1), LARGEST[1])
    left = box.left + (box.width - wide * (max(across.values()) + 1)) / 2
    top = box.top + max((box.height - KEY - high * (max(down.values()) + 1)) / 2, 0)
    for tile in tiles.tiles:
        place = Box(left + wide * across[tile.column], top + high * down[tile.row], wide - GAP, high - GAP)
        _tile(slide, tile, place, say)
    _key(slide, Box(box.left, box.top + box.height - KEY, box.width, KEY), tiles, say)


def _tile(slide: Any, tile: Tile, box: Box, say: Language) -> None:
    shape = rectangle(slide, box, tile.name)
    example = tile.status == "demonstration"
    if tile.shade is None:
        shape.fill.background()
    else:
        shade(shape.fill, tile.shade, hatched=example)
    colour(shape.line.color, "text" if tile.chosen else "rest")
    shape.line.width = Pt(3 if tile.chosen else 0.75)
    ink = ink_of(tile.shade)
    room = box.width - 6
    small = fitting.SMALL if box.width > ROOMY else 9 if box.width > 75 else 8
    name = fitting.cut(tile.name, (room, 2 * small * fitting.LINE), small)
    note = fitting.cut(tile.note, (room, 2 * small * fitting.LINE), small)
    left = box.height - 4 - fitting.height(name, room, small) - fitting.height(note, room, small)
    value = fitting.largest(tile.value, (room, max(left, 12)), (24, 22, 20, 18, 16, 14, 12, 10), bold=True)
    words = [[Run(name, small, ink)]]
    if tile.value:
        words.append([Run(tile.value, value, ink, bold=True)])
    words.append([Run(note, small, ink if tile.value else "muted")])
    write(shape.text_frame, words, say.code, align="centre", anchor="middle", inset=2)


def _key(slide: Any, box: Box, tiles: TileMap, say: Language) -> None:
    """The shades from least to most with the limits between them, then the looks that are no shade."""
    wide, high = SWATCH
    small = fitting.SMALL
    text_box(slide, Box(box.left, box.top + 6, 420, 16), [[Run(tiles.about, small, "muted", bold=True)]], say.code,
             name=say("Key"))  # fmt: skip
    top = box.top + 27
    for place in range(len(tiles.limits) - 1):
        swatch = rectangle(slide, Box(box.left + 14 + place * wide, top, wide, high), say("Key"))
        shade(swatch.fill, place, hatched=False)
        colour(swatch.line.color, "rest")
    for place, limit in enumerate(tiles.limits):
        target = limit == tiles.target
        text = f"{limit} ({say('target')})" if target else limit
        middle = box.left + 14 + place * wide
        words = [[Run(text, small, "target" if target else "text", bold=target)]]
        text_box(slide, Box(middle - 50, top + high + 2, 100, 17), words, say.code, name=say("Key"), align="centre")
    beside = box.left + 14 + (len(tiles.limits) - 1) * wide + 60
    if any(tile.status == "demonstration" for tile in tiles.tiles):
        _look(slide, Box(beside, top, wide, high), say("DEMO"), say, hatched=True)
        beside += 190
    if any(tile.shade is None for tile in tiles.tiles):
        _look(slide, Box(beside, top, wide, high), say("no figure yet"), say, hatched=False)


def _look(slide: Any, box: Box, text: str, say: Language, *, hatched: bool) -> None:
    swatch = rectangle(slide, box, say("Key"))
    if hatched:
        shade(swatch.fill, 2, hatched=True)
    else:
        swatch.fill.background()
    colour(swatch.line.color, "rest")
    text_box(
        slide,
        Box(box.left + box.width + 6, box.top - 2, 130, 17),
        [[Run(text, fitting.SMALL)]],
        say.code,
        name=say("Key"),
    )


def _rows(tiles: tuple[Tile, ...]) -> dict[int, float]:
    """Where each used row begins, in tiles: two that lie one after the other and side by side share a row."""
    shared: dict[int, int] = {}
    held: list[tuple[int, int]] = []  # from which column to which the rows shared so far go
    for row in sorted({tile.row for tile in tiles}):
        columns = [tile.column for tile in tiles if tile.row == row]
        span = (min(columns), max(columns))
        before = next(reversed(shared.values()), None)
        if before is None or not all(span[1] < first or last < span[0] for first, last in held):
            shared[row], held = row, [span]
        else:
            shared[row] = before
            held.append(span)
    starts = _starts(shared.values())
    return {row: starts[first] for row, first in shared.items()}


def _starts(places: Iterable[int]) -> dict[int, float]:
    """Where each used row or column begins, in tiles; between two that are no neighbours is one narrow empty lane."""
    starts: dict[int, float] = {}
    edge, before = 0.0, None
    for place in sorted(set(places)):
        if before is not None:
            edge += 1.0 if place == before + 1 else 1.0 + LANE
        starts[place] = edge
        before = place
    return starts
