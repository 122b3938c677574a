"""The outlines a reader supplies: a GeoJSON file to one outline a region, and a list of what in it cannot be drawn."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.home import home
from data.loading.body import Body
from data.loading.findings import Findings
from data.loading.model import Column, Objects
from data.loading.regions import BPS, KEMENDAGRI, Gazetteer, gazetteer, read_regions
from data.outlines import FILE_BYTES, Boundaries, NotDrawn, Outline, features, outline, seats_of_others
from i18n import mark

NAME = "boundaries.geojson"
# Properties that files in use keep codes and names in, lower case without signs, the surest first.
_CODES = (
    "regioncode", "kodekemendagri", "kemendagri", "code", "kode", "kodewilayah", "kodekabkota", "kdppum", "kdepum",
    "kodekab", "kodeprov", "kdkab", "kab", "bpscode", "kodebps", "kdbps", "idkab", "adm2pcode", "bpscode2020",
    "idprov", "kdprov", "adm1pcode", "pcode", "id",
)  # fmt: skip
_NAMES = (
    "name", "nama", "namobj", "wadmkk", "namakab", "nmkab", "kabkot", "kabkota", "kabupaten", "adm2id", "adm2en",
    "name2", "shapename", "wadmpr", "namaprov", "nmprov", "provinsi", "adm1id", "adm1en", "name1",
)  # fmt: skip
# Properties that say beside the name what a region is, and the words they say it with.
_KINDS = ("type2", "engtype2", "jenis", "tipe", "kind", "type", "kabkota", "kabkot")
_KIND_WORDS = {
    "kabupaten": ("kabupaten", "kab", "regency"),
    "kota": ("kota", "kotamadya", "kodya", "city", "municipality"),
}


def place() -> Path | None:
    """Give the file of boundaries: that of ``COVERAGE_BOUNDARIES``, else the one kept here; None without either."""
    given = os.environ.get("COVERAGE_BOUNDARIES")
    path = Path(given) if given else home() / NAME
    return path if given or path.is_file() else None


def is_given() -> bool:
    """Say whether the installation names the file itself, so that none can be put in its place here."""
    return bool(os.environ.get("COVERAGE_BOUNDARIES"))


def mark_of(path: Path) -> str:
    """Tell one content of a file from the next, without reading it."""
    try:
        state = path.stat()
    except OSError:
        return ""
    return f"{state.st_mtime_ns}-{state.st_size}-{state.st_ino}"


def read_file(path: Path, regions: pd.DataFrame) -> Boundaries:
    """Read a file of boundaries; where it cannot be opened that is the one thing listed."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except OSError:
        rule, remedy = mark("can be opened"), mark("Correct COVERAGE_BOUNDARIES, or give leave to read the file.")
        return Boundaries({}, [NotDrawn(None, None, rule, remedy)], None)
    return read(content, regions)


def read(content: bytes, regions: pd.DataFrame) -> Boundaries:
    """Read boundaries.

    Args:
        content: a GeoJSON FeatureCollection of polygons, longitude and latitude in degrees.
        regions: table ``region`` of the store.

    Returns:
        One outline a region, by dotted Kemendagri code; what cannot be drawn, in the order of the file; and whom the
        file names as its source. A region that stands twice has no outline: which of them is right is not known.
    """
    found = features(content)
    if isinstance(found, NotDrawn):
        return Boundaries({}, [found], None)
    listed, attribution = found
    codes, wrong = _codes(listed, gazetteer(regions, []))
    drawn: dict[int, Outline] = {}
    faulty = {each.feature for each in wrong}
    for number, feature in enumerate(listed, start=1):
        made = outline(feature.get("geometry") if isinstance(feature, dict) else None)
        if isinstance(made, NotDrawn):
            wrong.append(NotDrawn(number, made.found, made.rule, made.remedy))
        elif codes[number - 1] is not None and number not in faulty:
            drawn[number] = made
    return Boundaries(_once(drawn, codes, regions, wrong), sorted(wrong, key=lambda one: one.feature or 0), attribution)


def of_regions(held: Boundaries, codes: list[str], parts: Callable[[str], list[str]]) -> dict[str, Outline]:
    """Give the outlines of some regions; a province without one of its own has those of all its regencies.

    Args:
        held: the boundaries.
        codes: regions to draw.
        parts: gives the codes of a region's parts.
    """
    made = {}
    for code in codes:
        below = parts(code) if code not in held.outlines and "." not in code else []
        if code in held.outlines:
            made[code] = held.outlines[code]
        elif below and all(part in held.outlines for part in below):
            made[code] = [polygon for part in below for polygon in held.outlines[part]]
    return made


def _once(
    drawn: dict[int, Outline], codes: Objects, regions: pd.DataFrame, wrong: list[NotDrawn]
) -> dict[str, Outline]:
    held = [codes[number - 1] for number in drawn]
    outlines = {}
    for number, shape in drawn.items():
        code = codes[number - 1]
        if held.count(code) > 1:
            remedy = mark("Keep one feature for the region, its parts together as a MultiPolygon.")
            wrong.append(NotDrawn(number, code, mark("is the only outline of its region"), remedy))
        elif others := seats_of_others(code, shape, regions):
            remedy = mark("Supply the outline of today; that of before a split covers other provinces as well.")
            rule = mark("holds no seats of other provinces")
            wrong.append(NotDrawn(number, ", ".join(others[:3]), rule, remedy))
        else:
            outlines[code] = shape
    return outlines


def _codes(listed: list[Any], known: Gazetteer) -> tuple[Objects, list[NotDrawn]]:
    """Read the region of every feature: its code, or its name where it has no code."""
    cells = [_with_kind(_properties(feature), known) for feature in listed]
    named = _column(cells, _NAMES, lambda value: isinstance(value, str) and bool(known.named(value)))
    coded = _column(cells, _CODES, _is_code)
    if coded is None and named is None:
        remedy = mark("Give each feature a property code with its Kemendagri code, such as 51.03, or its full name.")
        rule = mark("has a property with codes or names of regions")
        return np.full(len(listed), None, dtype=object), [NotDrawn(None, None, rule, remedy)]
    # One list of findings for the whole file, none of them left out: each feature must know whether it is at fault.
    findings = Findings("", 10 * len(listed) + 10)
    body = Body(None, np.arange(1, len(listed) + 1, dtype=np.int64), {}, findings)
    found = np.full(len(listed), None, dtype=object)
    if coded is not None:
        beside = None
        if named is not None:
            # A name of before is no contradiction; only one that is another region's is.
            texts = [value if isinstance(value, str) and known.named(value) else None for value in named.values]
            beside = _made(named.heading, texts)
            # Codes of before the Papua split that no region has today: the name says which one it is.
            pairs = zip(coded.values, texts, strict=True)
            coded = _made(coded.heading, [None if name and _is_past(code, known) else code for code, name in pairs])
        found = read_regions(coded, body, known, _system(coded.heading), beside)
    if named is not None and (coded is None or not coded.refused.all()):
        open_cells = [
            value if coded is None or coded.values[at] is None else None for at, value in enumerate(named.values)
        ]
        by_name = read_regions(_made(named.heading, open_cells), body, known)
        found = np.array([code or name for code, name in zip(found, by_name, strict=True)], dtype=object)
    wrong = [NotDrawn(one.row, one.value, one.rule, one.remedy) for one in findings.listed()]
    told = {one.feature for one in wrong}
    if coded is not None and coded.refused.all():
        return found, wrong
    remedy = mark("Give the feature its Kemendagri code, such as 51.03, or its full name.")
    for number, code in enumerate(found, start=1):
        if code is None and number not in told:
            wrong.append(NotDrawn(number, None, mark("names its region"), remedy))
    return found, wrong


def _properties(feature: Any) -> dict[str, Any]:
    held = feature.get("properties") if isinstance(feature, dict) else None
    return held if isinstance(held, dict) else {}


def _with_kind(held: dict[str, Any], known: Gazetteer) -> dict[str, Any]:
    """Put what a region is before its name where a property of its own says so: Bima is a Kabupaten and a Kota."""
    by_key = {_squeezed(key): key for key in held}
    said = next((kind for name in _KINDS if name in by_key if (kind := _kind(held[by_key[name]]))), None)
    if said is None:
        return held
    names = {
        key: f"{said.capitalize()} {text}"
        for name in _NAMES
        if (key := by_key.get(name)) is not None
        and isinstance(text := held[key], str)
        # A province beside it keeps its name, and a name that says it itself needs no more.
        and any("." in code for code in known.named(text))
        and _squeezed(text.split()[0]) not in _KIND_WORDS[said]
    }
    return {**held, **names}


def _kind(value: Any) -> str | None:
    word = _squeezed(value) if isinstance(value, str) else ""
    return next((kind for kind, words in _KIND_WORDS.items() if word in words), None)


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _column(cells: list[dict[str, Any]], wanted: tuple[str, ...], fits: Any) -> Column | None:
    """Choose the property that most features can be read by; of those alike, the surest name."""
    keys: dict[str, str] = {}
    for key in {key for each in cells for key in each}:
        keys.setdefault(_squeezed(key), key)
    best, most = None, 0
    for name in (name for name in wanted if name in keys):
        values = [_cell(each.get(keys[name])) for each in cells]
        count = sum(1 for value in values if value is not None and fits(value))
        # Codes with the dot cannot be mistaken: they go before all others.
        count = count * 10 + sum(1 for value in values if isinstance(value, str) and "." in value) if count else 0
        if count > most:
            best, most = _made(keys[name], values), count
    return best


def _made(heading: str, cells: list[Any]) -> Column:
    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    return Column(heading, values, np.zeros(len(cells), dtype=bool), frozenset(map(type, cells)) - {type(None)})


def _cell(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not isinstance(value, str):
        return value if abs(value) < 1e9 else None
    text = value.replace("\xa0", " ").strip()[:200]
    # The place codes of OCHA are BPS codes behind ID.
    return (text[2:] if text[:2] == "ID" and text[2:].isdigit() else text) or None


def _is_code(value: Any) -> bool:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    digits = text.replace(".", "", 1)
    return digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 4


def _is_past(code: Any, known: Gazetteer) -> bool:
    text = str(code)
    return re.fullmatch(r"9[12]\.[0-9]{2}", text) is not None and text.replace(".", "") not in known.codes[KEMENDAGRI]


def _system(heading: str) -> str | None:
    name = heading.lower()
    if "bps" in name or "pcode" in name:
        return BPS
    return KEMENDAGRI if "kemendagri" in name else None
