"""Recognises two tables met in the wild by their headings: Kemnaker's table of provinces, and the plain wide table.

Both have a row a place and a column a segment. A table with inactive participants is Kemnaker's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.loading.findings import Findings
from data.loading.headings import LEADING_ROWS, heading_of, known_count, normalised
from data.loading.model import Fault, Sheet
from i18n import mark, told

KEMNAKER, WIDE = "kemnaker", "wide"
SEGMENTS = ("PU", "BPU", "JAKON", "PMI")
TOTAL = "total"
ACTIVE, INACTIVE = "active", "inactive"
_AT_LEAST = 2  # segments of active participants that make a table one of these

_STATES = {
    INACTIVE: ("tidak aktif", "non aktif", "nonaktif", "inactive", "not active"),
    ACTIVE: ("aktif", "active"),
}
_SEGMENT_WORDS = {
    "PU": ("pu", "penerima upah"),
    "BPU": ("bpu", "bukan penerima upah"),
    "JAKON": ("jakon", "jasa konstruksi", "konstruksi", "construction"),
    "PMI": ("pmi", "pekerja migran indonesia", "pekerja migran"),
    TOTAL: ("", "total", "jumlah"),
}
_ROLES = {
    "province": ("provinsi", "province", "nama provinsi"),
    "region": ("wilayah", "region", "kabupaten kota", "kab kota", "daerah", "kode wilayah"),
    "month": ("bulan", "month", "periode", "period", "tanggal", "per tanggal", "per", "date", "as of"),
    "share": ("persen", "cakupan", "persen cakupan", "cakupan persen", "coverage", "percent"),
    "target": ("target", "target persen", "target cakupan", "persen target"),
    "deadline": ("tenggat", "tenggat target", "deadline"),
    "total": ("total", "jumlah", "total peserta", "jumlah peserta", "grand total"),
    "number": ("no", "nomor"),
}
_BY_WORD = {word: role for role, words in _ROLES.items() for word in words}
BASES = {
    "ucj": "ucj",
    "bps": "bps",
    "sakernas": "bps",
    "sakernas bps": "bps",
    "potensi": "potential",
    "potential": "potential",
}


@dataclass(frozen=True)
class Layout:
    """The headings of one of the two tables, understood.

    Args:
        kind: ``kemnaker`` or ``wide``.
        last: number of the last row of headings.
        first: number of the first one.
        roles: what a column is, by its position: ``province``, ``region``, ``month``, ``active PU``, ``base ucj``, ….
        headings: every heading, by position; two rows of headings are joined.
    """

    kind: str
    first: int
    last: int
    roles: dict[int, str]
    headings: dict[int, str]


def fit(rows: list[list[str]]) -> int:
    """Count the headings that the first rows of a file have in common with any table, for the row that has most."""
    known = max((known_count(row) for row in rows), default=0)
    roles = max((sum(_role(heading_of(cell)) is not None for cell in row) for row in rows), default=0)
    return max(known, roles)


def find_layout(sheet: Sheet, findings: Findings) -> Layout | None:
    """Recognise a sheet as one of the two tables, and report columns that are unknown or doubled.

    Returns:
        The headings understood; None when the sheet is neither of the two.
    """
    for at, row in enumerate(sheet.rows[: LEADING_ROWS + 1]):
        below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else []
        for headings, last in ((_single(row), at + 1), (_joined(row, below), at + 2)):
            roles = {position: role for position, text in headings.items() if (role := _role(text)) is not None}
            if _is_layout(set(roles.values())):
                _report(sheet, at + 1, headings, roles, findings)
                kind = KEMNAKER if any(role.startswith(INACTIVE) for role in roles.values()) else WIDE
                return Layout(kind, at + 1, last, _first_of_each(roles), headings)
    return None


def _single(row: Iterable[Any]) -> dict[int, str]:
    return {position: heading_of(cell) for position, cell in enumerate(row) if heading_of(cell)}


def _joined(above: list[Any], below: list[Any]) -> dict[int, str]:
    """Join two rows of headings: a heading above stands over the cells below and to its right until the next one."""
    headings: dict[int, str] = {}
    over = ""
    for position, (upper, lower) in enumerate(zip(above, below, strict=False)):
        over = heading_of(upper) or over
        if heading_of(lower):
            headings[position] = f"{over} {heading_of(lower)}".strip()
        elif heading_of(upper):
            headings[position] = over
    return headings


def _is_layout(roles: set[str]) -> bool:
    segments = [segment for segment in SEGMENTS if f"{ACTIVE} {segment}" in roles]
    return bool(roles & {"province", "region"}) and len(segments) >= _AT_LEAST


def _role(heading: str) -> str | None:
    text = normalised(heading)
    text = re.sub(r"^(?:jumlah )?(?:peserta|tenaga kerja|tk) (?=.)", "", text)
    if text in _BY_WORD:
        return _BY_WORD[text]
    for word in ("basis", "base"):
        if text == word:
            return "base"
        if text.startswith(f"{word} ") and text.removeprefix(f"{word} ") in BASES:
            return f"base {BASES[text.removeprefix(f'{word} ')]}"
    for state, words in _STATES.items():
        for word in words:
            for segment, names in _SEGMENT_WORDS.items():
                if any(text in (f"{word} {name}".strip(), f"{name} {word}".strip()) for name in names):
                    return f"{state} {segment}"
    return None


def _first_of_each(roles: dict[int, str]) -> dict[int, str]:
    kept: dict[int, str] = {}
    for position, role in roles.items():
        if role not in kept.values():
            kept[position] = role
    return kept


def _report(sheet: Sheet, row: int, headings: dict[int, str], roles: dict[int, str], findings: Findings) -> None:
    counts = Counter("base" if role.startswith("base ") else role for role in roles.values())
    stood: set[str] = set()
    for position, heading in headings.items():
        role = roles.get(position)
        if role is None:
            remedy = mark(
                "Remove it, or name it as one of: Wilayah, Per tanggal, Aktif PU, Aktif BPU, Aktif Jakon, Aktif PMI, "
                "Tidak aktif PU, …, Total, Basis UCJ, %, Target, Tenggat."
            )
            findings.add(sheet.name, row, heading, heading, Fault(mark("is a column of such a table"), remedy))
        else:
            role = "base" if role.startswith("base ") else role
            if role in stood and counts[role] > 1:
                fault = Fault(mark("stands once among the headings"), mark("Remove the second column."))
                findings.add(sheet.name, row, heading, heading, fault)
            stood.add(role)
    for segment in SEGMENTS:
        if f"{INACTIVE} {segment}" in counts and f"{ACTIVE} {segment}" not in counts:
            fault = Fault(mark("is among the columns, since those not active are"), mark("Add the column."))
            findings.add(sheet.name, None, f"Aktif {segment}", told("no such column"), fault)
