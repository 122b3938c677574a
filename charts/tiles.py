"""The tile map: one tile of equal size for each region, near its place on the map, with value and date on it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from charts import words
from charts.colours import HATCH_OPACITY, ink_on
from charts.key import LINE, key_words
from charts.shades import limits_for, shades, strip, strip_words
from charts.summary import order_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look
from charts.tile_words import size_for, tile_key, tile_text
from i18n import Language

_EMPTY_LANE = 0.35  # a row or column without tiles, in tiles: no more sea than is needed to see it


def tile_map(frame: pd.DataFrame, target: float | None, selected: str | None, theme: Theme, say: Language) -> Figure:
    """Draw a tile map of one figure for each region.

    Up to six tiles wide it says names, dates and marks in words; up to twelve letters, and the date in two lines;
    beyond that only letters and value, the rest being in the key and in the box beside the pointer.

    Args:
        frame: one row a region: region_code, name, short_name, tile_label, col and row (place on the grid, whole
            numbers, row 0 on top), period, base, segment, boundary, value (share, 0 to 1), printed, conflict, status,
            is_old, source_ids. Where value is null there is no figure: the tile is an empty outline.
        target: share, 0 to 1: a limit of the shades, and tiles at or over it carry a check mark. None: no target.
        selected: code of the region whose tile gets a ring, or None.
        theme: the colours.
        say: the reader's language.

    Returns:
        One bar trace, whose customdata are the region codes, and the key to the shades.
    """
    rows = list(frame.itertuples())
    columns, lines = _lanes(row.col for row in rows), _lanes(row.row for row in rows)
    x, width = _centres(columns)
    y, height = _centres(lines)
    size = size_for(width)
    limits = limits_for(target)
    fills = shades((row.value for row in rows), limits, target, theme)
    inks = [theme.muted if fill == CLEAR else ink_on(fill) for fill in fills]
    looks = [look(row.status) if words.is_known(row.value) else None for row in rows]
    texts = [tile_text(row, target, size, ink, say) for row, ink in zip(rows, inks, strict=True)]
    tile = 1.3 * size.base * max((text.count("<br>") + 1 for text in texts), default=1) + 6
    key = tile_key(rows, size, say)
    trace = {
        "type": "bar",
        "x": [x[row.col] for row in rows],
        "base": [y[row.row] - 0.47 for row in rows],
        "y": [0.94] * len(rows),
        "width": 0.95,
        "customdata": [row.region_code for row in rows],
        "hovertext": [words.hover(row, say) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": size.base},
        "marker": {
            "color": fills,
            "cornerradius": 3,
            "line": {
                "color": theme.outline,
                "width": [0 if each and each.fill == "hollow" else 1 for each in looks],
            },
            # Where fills differ by tile, Plotly 7.1 takes their own contrast for the hatching and heeds only its opacity;
            # without a background of its own it warns on the console.
            "pattern": {
                "shape": [each.pattern if each else "" for each in looks],
                "fillmode": "overlay", "fgopacity": HATCH_OPACITY, "bgcolor": theme.background,
                "size": 7, "solidity": 0.3,
            },
        },
        # A click selects the tile for the page; Plotly would fade all others, and forget that words differ in colour.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": theme.text}},
    }  # fmt: skip
    below = 32 + LINE * len(key)
    drawn = layout(theme, say, round(tile * height) + below + 5)
    drawn |= {
        "barmode": "overlay",
        "margin": {"l": 2, "r": 2, "t": 5, "b": below},
        "xaxis": axis(range=[0, width]),
        "yaxis": axis(range=[height, 0]),
        # Where the page is narrow all tiles' letters shrink alike.
        "uniformtext": {"mode": "show", "minsize": 4},
        "shapes": [
            *(
                _edge(x[row.col], y[row.row], 0.47, {"color": theme.muted, "width": 1.5, "dash": "dash"})
                for row, each in zip(rows, looks, strict=True)
                if each and each.fill == "hollow"
            ),
            *(
                _edge(x[row.col], y[row.row], 0.5, {"color": theme.text, "width": 2.5})
                for row in rows
                if row.region_code == selected
            ),
            *strip(theme),
        ],
        "annotations": [*strip_words(limits, target, theme, say), *key_words(key, 40, theme)],
    }
    return {"data": [trace], "layout": drawn}


def describe(frame: pd.DataFrame, target: float | None, say: Language) -> str:
    """Say the tile map in words, for a reader who does not see it. Arguments as of `tile_map`."""
    return f"{say('Tile map.')} {order_words(frame, target, say)}"


def _lanes(places: Iterable[int]) -> dict[int, float]:
    """Width of each used row or column; between two that are not neighbours stands one narrow empty lane."""
    lanes: dict[int, float] = {}
    for place in sorted(set(places)):
        if lanes and place - 1 not in lanes:
            lanes[place - 1] = _EMPTY_LANE
        lanes[place] = 1.0
    return lanes


def _centres(lanes: dict[int, float]) -> tuple[dict[int, float], float]:
    centres, edge = {}, 0.0
    for place, width in lanes.items():
        centres[place] = edge + width / 2
        edge += width
    return centres, edge


def _edge(x: float, y: float, half: float, line: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rect", "x0": x - half, "x1": x + half, "y0": y - half, "y1": y + half, "line": line}
