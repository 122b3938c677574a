"""The map with real outlines: each region in its own shape, as thin as a picture can show, its value on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, radians
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from charts import words
from charts.colours import HATCH_OPACITY, ink_on
from charts.key import LINE, key_lines, key_words, signs
from charts.shades import limits_for, shades, strip, strip_words
from charts.summary import order_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look
from charts.tile_words import size_for, tile_key
from data.outlines import is_inside
from i18n import Language

Points: TypeAlias = npt.NDArray[np.float64]
"""Positions, longitude and latitude."""
Outlines: TypeAlias = Mapping[str, Sequence[Sequence[Points]]]
"""Polygons of each region, by code: an outer ring counter-clockwise, then its holes clockwise."""

_WIDTH, _SMALLEST, _TALLEST = 470, 220, 460  # pixels of the picture on an office laptop
_PHONE = 350  # pixels that it is wide there
_FINEST = 700  # pixels that the longer side is thinned to
_LATTICE = 60  # places to point at along the longer side
_VALUE_ROOM, _NAME_ROOM = 11, 24  # pixels from the middle to the border that words ask for


def outline_map(
    frame: pd.DataFrame, shapes: Outlines, target: float | None, selected: str | None, theme: Theme, say: Language
) -> Figure:
    """Draw one figure for each region in its outline; regions without an outline are only counted.

    Args:
        frame: as of `charts.tiles.tile_map`; places on the grid are not needed.
        shapes: outlines of at least one of its regions.
        target: share, 0 to 1: a limit of the shades, reached with a check mark. None: no target.
        selected: code of the region whose edge is drawn strong, or None.
        theme: the colours.
        say: the reader's language.

    Returns:
        One or two traces for each region, then one of unseen points inside them, whose customdata are the region codes.
    """
    rows = [row for row in frame.itertuples() if row.region_code in shapes]
    corners = np.concatenate([ring for row in rows for polygon in shapes[row.region_code] for ring in polygon])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    stretch = 1 / cos(radians((south + north) / 2))  # a degree of latitude is longer than one of longitude
    longer = max(east - west, (north - south) * stretch)
    pixel = max((east - west) / _WIDTH, (north - south) * stretch / _TALLEST)
    step = np.array([longer / _FINEST, longer / _FINEST / stretch])
    limits = limits_for(target)
    fills = shades((row.value for row in rows), limits, target, theme)
    traces, notes, inside = [], [], []
    for row, fill in sorted(zip(rows, fills, strict=True), key=lambda each: each[0].region_code == selected):
        rings = [ring for polygon in shapes[row.region_code] for ring in polygon]
        thin = _thinned(rings, step)
        border = _border(thin)
        traces += _shape(row, thin, border, fill, row.region_code == selected, theme)
        places = _lattice(rings, longer / _LATTICE, stretch)
        middle, room = _middle(places, border, longer / _LATTICE, stretch)
        inside += [(place, row) for place in places]
        if words.is_known(row.value) and room >= _VALUE_ROOM * pixel:
            notes.append((room, row, _note(row, middle, target, fill, say, has_name=room >= _NAME_ROOM * pixel)))
    kept = _apart(notes, pixel * _WIDTH / _PHONE, stretch)
    written = {row.region_code for row, _ in kept}
    key = tile_key(rows, size_for(99), say)
    key += _in_key([row for row in rows if words.is_known(row.value) and row.region_code not in written], target, say)
    below = 32 + LINE * len(key)
    height = min(max((north - south) / pixel * stretch, _SMALLEST), _TALLEST)
    drawn = layout(theme, say, round(height) + below + 10)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": 5, "b": below},
        "hovermode": "closest",
        "xaxis": axis(range=[west - 2 * pixel, east + 2 * pixel], constrain="domain"),
        "yaxis": axis(
            range=[south - 2 * pixel, north + 2 * pixel], scaleanchor="x", scaleratio=stretch, constrain="domain"
        ),
        "shapes": strip(theme),
        "annotations": [
            *(note for _, note in kept),
            *strip_words(limits, target, theme, say),
            *key_words(key, 40, theme),
        ],
    }
    return {"data": [*traces, _pointed(inside, say)], "layout": drawn}


def describe(frame: pd.DataFrame, shapes: Outlines, target: float | None, say: Language) -> str:
    """Say the map in words, for a reader who does not see it. Arguments as of `outline_map`."""
    return " ".join(
        [say("Map of outlines."), order_words(frame, target, say), without_words(frame, shapes, say)]
    ).strip()


def without_words(frame: pd.DataFrame, shapes: Outlines, say: Language) -> str:
    """Say how many regions the boundaries hold no outline of, and which; nothing where none is missing."""
    missing = [str(row.short_name) for row in frame.itertuples() if row.region_code not in shapes]
    if not missing:
        return ""
    return say(
        "Without an outline: {count} of {total} ({regions}).",
        count=len(missing),
        total=len(frame),
        regions=", ".join(missing),
    )


def _shape(
    row: Any, rings: list[Points], border: Points, fill: str, is_selected: bool, theme: Theme
) -> list[dict[str, Any]]:
    """Draw one region: what fills it, rings parted by gaps and turned so that holes stay holes, and its edge."""
    drawn = look(row.status) if words.is_known(row.value) else None
    edge: dict[str, Any] = {"color": theme.outline, "width": 1}
    if is_selected:
        edge = {"color": theme.text, "width": 2.5}
    elif drawn is not None and drawn.fill == "hollow":
        edge = {"color": theme.muted, "width": 1.5, "dash": "dash"}
    common = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": row.region_code}
    filled = {**common, **_path(rings), "fill": "toself", "fillcolor": fill, "line": edge}
    if drawn is not None and drawn.pattern:
        filled["fillpattern"] = {
            "shape": drawn.pattern, "fillmode": "replace", "bgcolor": fill, "fgcolor": ink_on(fill),
            "fgopacity": HATCH_OPACITY, "size": 7, "solidity": 0.3,
        }  # fmt: skip
    if len(border) == sum(len(ring) - 1 for ring in rings):
        return [filled]
    # Put together from parts: only what no two parts share is its edge; a line of its own colour closes their seams.
    return [{**filled, "line": {"color": fill, "width": 1}}, {**common, **_path(list(border)), "line": edge}]


def _path(lines: list[Points]) -> dict[str, list[float | None]]:
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        x += [*([None] if x else []), *line[:, 0].tolist()]
        y += [*([None] if y else []), *line[:, 1].tolist()]
    return {"x": x, "y": y}


def _border(rings: list[Points]) -> Points:
    """Give the edges, from and to, without those that run back along another."""
    edges = [(tuple(a), tuple(b)) for ring in rings for a, b in pairwise(ring.tolist())]
    both = set(edges)
    return np.array([edge for edge in edges if edge[::-1] not in both] or edges)


def _pointed(inside: list[tuple[Points, Any]], say: Language) -> dict[str, Any]:
    """Give what the pointer finds: Plotly opens nothing by a click on a filled shape, only by one on a point."""
    hovers = {row.region_code: words.hover(row, say) for _, row in inside}
    unseen = {"marker": {"opacity": 0}}
    return {
        "type": "scatter", "mode": "markers",
        "x": [float(place[0]) for place, _ in inside], "y": [float(place[1]) for place, _ in inside],
        "customdata": [row.region_code for _, row in inside],
        "hovertext": [hovers[row.region_code] for _, row in inside],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 12, "opacity": 0, "color": CLEAR}, "selected": unseen, "unselected": unseen,
    }  # fmt: skip


def _note(
    row: Any, middle: Points, target: float | None, fill: str, say: Language, *, has_name: bool
) -> dict[str, Any]:
    value = _value(row, target, " " if has_name else "", say)
    name = f"{_label(row)}<br>" if has_name else ""
    return {
        "x": float(middle[0]), "y": float(middle[1]), "text": f"{name}<b>{value}</b>", "showarrow": False,
        "font": {"size": 11, "color": ink_on(fill)},
        # On a phone words are wider than a narrow region: on its own colour they can be read across the border.
        **({} if has_name else {"bgcolor": fill, "borderpad": 0}),
    }  # fmt: skip


def _label(row: Any) -> str:
    return str(row.tile_label) or words.name_words(str(row.short_name))


def _value(row: Any, target: float | None, between: str, say: Language) -> str:
    value = words.bare_share(row.value, target, say) + signs(row)
    if target is not None and words.is_reached(row.value, target) and not words.is_old_boundary(row):
        value += f"{between}✓"
    return value


def _in_key(rows: list[Any], target: float | None, say: Language) -> list[str]:
    """Print the values that have no room on the map in its key, for a touch screen and paper have no pointer."""
    if not rows:
        return []
    said = [f"{_label(row)} {_value(row, target, '', say)}" for row in rows]
    return key_lines([], "", say, [say("no room on the map: {first}", first=said[0]), *said[1:]])


def _apart(
    notes: list[tuple[float, Any, dict[str, Any]]], pixel: float, stretch: float
) -> list[tuple[Any, dict[str, Any]]]:
    """Leave out words that would run into others on a phone, where a pixel is so many degrees; most room comes first."""
    kept: list[tuple[Any, dict[str, Any]]] = []
    for _, row, note in sorted(notes, key=lambda each: -each[0]):
        if all(
            abs(note["x"] - other["x"]) > 34 * pixel or abs(note["y"] - other["y"]) * stretch > 22 * pixel
            for _, other in kept
        ):
            kept.append((row, note))
    return kept


def _thinned(rings: list[Points], step: Points) -> list[Points]:
    """Leave the points that a picture can tell apart; neighbours snap to the same ones, so no gap opens between them."""
    largest = max(rings, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
    thinned = []
    for ring in rings:
        snapped = np.round(ring / step) * step
        kept = snapped[np.append(True, (np.diff(snapped, axis=0) != 0).any(axis=1))]
        if len(kept) >= 4:
            thinned.append(np.round(kept, 5))
        elif ring is largest:
            thinned.append(ring)
    return thinned


def _lattice(rings: list[Points], step: float, stretch: float) -> Points:
    """Give evenly spread places inside a shape, at least one."""
    corners = np.concatenate(rings)
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    for finer in (1, 3, 9):
        x = np.arange(west + step / finer / 2, east, step / finer)
        y = np.arange(south + step / finer / stretch / 2, north, step / finer / stretch)
        across, up = np.meshgrid(x, y)
        places = np.column_stack([across.ravel(), up.ravel()])
        inside = places[is_inside(rings, places)]
        if len(inside):
            return inside
    return np.array([[(west + east) / 2, (south + north) / 2]])


def _middle(places: Points, border: Points, step: float, stretch: float) -> tuple[Points, float]:
    """Give the place furthest from the border and how far that is, in degrees of longitude."""
    start, end = border[:, 0] * (1, stretch), border[:, 1] * (1, stretch)
    # A straight border has points only at its ends: those between are put in.
    pieces = np.ceil(np.hypot(*(end - start).T) / step).astype(int).clip(1, 200)
    share = np.concatenate([np.arange(count) / count for count in pieces])[:, None]
    points = np.repeat(start, pieces, axis=0) * (1 - share) + np.repeat(end, pieces, axis=0) * share
    points = points[:: max(1, len(points) // 1500)]
    apart = (((places * (1, stretch))[:, None, :] - points[None, :, :]) ** 2).sum(axis=2).min(axis=1)
    best = int(apart.argmax())
    return places[best], float(apart[best]) ** 0.5
