"""The shapes of a GeoJSON file: rings that are closed, whole and in degrees, or the reason why they cannot be drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from i18n import mark

Ring: TypeAlias = npt.NDArray[np.float64]
"""Positions, longitude and latitude, the last as the first; outer rings run counter-clockwise, holes clockwise."""
Outline: TypeAlias = list[list[Ring]]
"""Polygons, each an outer ring and its holes."""

FILE_BYTES = 30_000_000
FEATURES = 2_000
POINTS = 1_000_000
_WEST, _EAST, _SOUTH, _NORTH = 92.0, 144.0, -14.0, 9.0  # Indonesia, its seas included
_DEGREES = mark("Save the file again as GeoJSON in WGS 84 (EPSG:4326), longitude before latitude.")
_AGAIN = mark("Save the feature again as Polygon or MultiPolygon.")


@dataclass(frozen=True)
class NotDrawn:
    """Why a feature, or the whole file, cannot be drawn.

    Args:
        feature: its number in the file, the first is 1; None for the whole file.
        found: what stands there; None when nothing does.
        rule: the rule that it breaks.
        remedy: what the reader can do.
    """

    feature: int | None
    found: str | None
    rule: str
    remedy: str


@dataclass(frozen=True)
class Boundaries:
    """Outlines by dotted Kemendagri code, what cannot be drawn, and whom the file names as its source."""

    outlines: dict[str, Outline]
    not_drawn: list[NotDrawn]
    attribution: str | None


def features(content: bytes) -> tuple[list[Any], str | None] | NotDrawn:
    """Give the features of a file and its source, or why it cannot be read."""
    if len(content) > FILE_BYTES:
        remedy = mark("Simplify the outlines; a picture needs no more than a point every 100 metres.")
        return NotDrawn(None, None, mark("has at most 30 MB"), remedy)
    try:
        held = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return NotDrawn(None, None, mark("is whole JSON in UTF-8, without NaN"), mark("Save it again as GeoJSON."))
    listed = held.get("features") if isinstance(held, dict) and held.get("type") == "FeatureCollection" else None
    if not isinstance(listed, list) or not listed:
        return NotDrawn(None, None, mark("is a FeatureCollection with features"), mark("Save it again as GeoJSON."))
    if len(listed) > FEATURES:
        remedy = mark("Leave out villages and sub-districts: one feature for each province, regency or city.")
        return NotDrawn(None, str(len(listed)), mark("has at most 2,000 features"), remedy)
    system = json.dumps(held.get("crs") or "CRS84")[:200]
    if not any(name in system for name in ("CRS84", "4326")):
        return NotDrawn(None, system[:80], mark("is in longitude and latitude"), _DEGREES)
    if content.count(b",") > 3 * POINTS:
        remedy = mark("Simplify the outlines; a picture needs no more than a point every 100 metres.")
        return NotDrawn(None, None, mark("has at most 1,000,000 points"), remedy)
    source = next((held[key] for key in ("attribution", "source") if isinstance(held.get(key), str)), "")
    return listed, " ".join(source.split())[:300] or None


def outline(geometry: Any) -> Outline | NotDrawn:
    """Read the shape of one feature, or say why it cannot be drawn."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        found = str(kind)[:40] if kind is not None else None
        return NotDrawn(None, found, mark("is a Polygon or MultiPolygon"), _AGAIN)
    held = geometry.get("coordinates")
    polygons = [held] if kind == "Polygon" else held
    if not isinstance(polygons, list) or not polygons or not all(isinstance(one, list) and one for one in polygons):
        return NotDrawn(None, None, mark("has coordinates"), _AGAIN)
    made = []
    for polygon in polygons:
        rings = []
        for place, positions in enumerate(polygon):
            ring = _ring(positions)
            if isinstance(ring, NotDrawn):
                return ring
            turns_left = _area(ring) > 0
            rings.append(ring if turns_left == (place == 0) else ring[::-1])
        made.append(rings)
    return made


def is_inside(rings: Iterable[Ring], points: Ring) -> npt.NDArray[np.bool_]:
    """Say which points lie within rings, and not in a hole of them."""
    held = list(rings)
    start, end = np.concatenate([ring[:-1] for ring in held]), np.concatenate([ring[1:] for ring in held])
    inside = np.zeros(len(points), dtype=bool)
    for level in np.unique(points[:, 1]):
        crossed = (start[:, 1] > level) != (end[:, 1] > level)
        a, b = start[crossed], end[crossed]
        at = np.sort(a[:, 0] + (level - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1]))
        on_level = points[:, 1] == level
        inside[on_level] = np.searchsorted(at, points[on_level, 0]) % 2 == 1
    return inside


def seats_of_others(code: str, shape: Outline, regions: pd.DataFrame) -> list[str]:
    """Name the regencies of other provinces whose seats lie in a province; one may stand across a rough border."""
    if "." in code:
        return []
    others = regions[(regions["level"] == "regency") & (regions["parent_code"] != code) & regions["latitude"].notna()]
    points = others[["longitude", "latitude"]].to_numpy(dtype=float)
    rings = [ring for polygon in shape for ring in polygon]
    found = list(others["name"][is_inside(rings, points)])
    return found if len(found) > 2 else []


def _ring(positions: Any) -> Ring | NotDrawn:
    try:
        ring = np.array([one[:2] for one in positions])
        is_plain = ring.ndim == 2 and ring.shape[1] == 2 and ring.dtype.kind in "if"
    except (TypeError, ValueError, OverflowError, IndexError, KeyError):
        is_plain = False
    if not is_plain or not np.isfinite(ring).all():
        return NotDrawn(None, None, mark("has two finite numbers for each position"), _AGAIN)
    ring = ring.astype(float)
    x, y = ring[:, 0], ring[:, 1]
    found = f"{x[0]:g}, {y[0]:g}"
    if (abs(x) > 180).any() or (abs(y) > 90).any():
        if (x >= _SOUTH).all() and (x <= _NORTH).all():
            return NotDrawn(None, found, mark("has longitude before latitude"), _DEGREES)
        return NotDrawn(None, found, mark("is in degrees of longitude and latitude"), _DEGREES)
    if (x < _WEST).any() or (x > _EAST).any() or (y < _SOUTH).any() or (y > _NORTH).any():
        return NotDrawn(None, found, mark("lies in Indonesia"), _DEGREES)
    if len(ring) < 4 or not (ring[0] == ring[-1]).all():
        return NotDrawn(None, found, mark("has closed rings of at least four positions, the last as the first"), _AGAIN)
    if abs(_area(ring)) < 1e-12:
        return NotDrawn(None, found, mark("encloses an area"), _AGAIN)
    return ring


def _area(ring: Ring) -> float:
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
