"""Reads regions by Kemendagri code, BPS code or name; where two readings are possible it asks instead of choosing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.loading.body import Body
from data.loading.headings import words_of
from data.loading.model import Column, Fault, Objects
from data.loading.wording import either
from i18n import mark, told

KEMENDAGRI, BPS = "kemendagri", "bps"
_LEVELS = ("province", "regency")
_SHORT = {"kab": "kabupaten", "kep": "kepulauan", "prov": "provinsi", "prop": "provinsi", "propinsi": "provinsi"}
_LEFT_OUT = ("administrasi", "adm")
_KINDS = ("kabupaten", "kota", "provinsi")
# Other names of provinces in use.
_ALSO = {
    "19": ("bangka belitung", "babel"),
    "21": ("kepri",),
    "31": ("jakarta", "daerah khusus ibukota jakarta", "daerah khusus jakarta", "dkj"),
    "34": ("yogyakarta", "daerah istimewa yogyakarta", "diy"),
    "52": ("ntb",),
    "53": ("ntt",),
}
_CODE = re.compile(r"([0-9]{2})(?:([0-9]{2})|\.([0-9]{1,2}))?")
_UNKNOWN = Fault(
    mark("is a region of the list"),
    mark(
        "Write its Kemendagri code with the dot, such as 51.03, or its full name with Kabupaten or Kota; "
        "a region that is new goes on the sheet Wilayah baru as well."
    ),
)
_TOTALS = ("jumlah", "total", "grand total", "sub total", "subtotal")
_NO_TOTALS = Fault(
    mark("is one region, and this is a row of totals"),
    mark("Remove the row: sums are made from the rows of the regions."),
)
_OF_LEVEL = {"province": mark("is a province"), "regency": mark("is a regency")}
_ONE_SYSTEM = mark("Write all codes of the column by one system.")


@dataclass(frozen=True)
class Gazetteer:
    """The regions that a cell may name: provinces, regencies and cities.

    Args:
        codes: dotted code by digits, for each of the two systems.
        names: dotted codes by squeezed name, with its kind and without.
        titles: full name by dotted code.
    """

    codes: dict[str, dict[str, str]]
    names: dict[str, tuple[str, ...]]
    titles: dict[str, str]

    def named(self, text: str, level: str | None = None) -> tuple[str, ...]:
        """Give the codes of the regions that a name may mean, of one level only if that is given."""
        found = self.names.get(_key(text), ())
        return tuple(code for code in found if level is None or ("." in code) == (level == "regency"))

    def written(self, code: str) -> str:
        """Give a region as "Kota Bima (52.72)"."""
        return f"{self.titles[code]} ({code})"


def gazetteer(regions: pd.DataFrame, new: list[tuple[str, str]]) -> Gazetteer:
    """Make the list of regions.

    Args:
        regions: table ``region`` of the store.
        new: code and name of the regions that the same file adds.
    """
    known = regions[regions["level"].isin(_LEVELS)]
    titles = dict(zip(known["region_code"], known["name"], strict=True)) | dict(new)
    bps: dict[str, str] = {}
    for column in ("bps_code_2020", "bps_code"):  # codes of 2020 name the same regions where both know them
        listed = known[known[column].notna()]
        bps |= dict(zip(listed[column], listed["region_code"], strict=True))
    names: dict[str, set[str]] = {}
    for code, title in titles.items():
        words = _words(title)
        bare = words[1:] if words[0] in _KINDS else words
        spellings = [words, bare, *(_words(name) for name in _ALSO.get(code, ()))]
        spellings += [["provinsi", *spelling] for spelling in spellings] if "." not in code else []
        for spelling in spellings:
            names.setdefault("".join(spelling), set()).add(code)
    kemendagri = {code.replace(".", ""): code for code in titles}
    sorted_names = {key: tuple(sorted(codes)) for key, codes in names.items()}
    return Gazetteer({KEMENDAGRI: kemendagri, BPS: bps}, sorted_names, titles)


def read_regions(
    column: Column,
    body: Body,
    known: Gazetteer,
    system: str | None = None,
    names: Column | None = None,
    level: str | None = None,
) -> Objects:
    """Read a column of regions, each as its dotted Kemendagri code.

    Args:
        column: codes of one system, names, or both.
        body: takes what is wrong.
        known: the regions there are.
        system: ``kemendagri`` or ``bps``; None infers it from the whole column and the names beside it.
        names: a column of names beside the codes; where the two do not agree the code is refused.
        level: ``province`` or ``regency`` where only one of them is meant.

    Returns:
        Dotted codes; None where the cell is empty or refused.
    """
    uses = system or _inferred(column, body, known, names)
    found = body.read_each(column, lambda value: _region(value, known, uses, level))
    if names is not None:
        _compare(found, names, body, known)
    return found


def _region(value: Any, known: Gazetteer, system: str, level: str | None) -> str | Fault:
    code = _code(value)
    if code is None:
        return _by_name(value, known, level) if isinstance(value, str) else _UNKNOWN
    digits, has_dot = code
    if has_dot and system == BPS:
        return Fault(mark("is a BPS code, as chosen for this file"), mark("Write four digits without a dot."))
    found = known.codes[system].get(digits)
    if found is None:
        other = known.codes[BPS if system == KEMENDAGRI else KEMENDAGRI].get(digits)
        if other is None or has_dot:
            return _UNKNOWN
        says = {KEMENDAGRI: "Kemendagri", BPS: "BPS"}[system]
        return Fault(told("is a {system} code, as the others of its column", system=says), _ONE_SYSTEM)
    if level is not None and ("." in found) != (level == "regency"):
        return Fault(_OF_LEVEL[level], mark("Correct the cell."))
    return found


def _by_name(text: str, known: Gazetteer, level: str | None) -> str | Fault:
    found = known.named(text, level)
    if len(found) == 1:
        return found[0]
    if not found:
        return (
            _NO_TOTALS if f"{' '.join(words_of(text))} ".startswith(tuple(f"{word} " for word in _TOTALS)) else _UNKNOWN
        )
    rule = told("names one region, and this may be {regions}", regions=either(map(known.written, found)))
    return Fault(rule, mark("Write the code, or the name with what it is."))


def _code(value: Any) -> tuple[str, bool] | None:
    """Give the digits of a code and whether it has the dot; None for what is no code.

    A spreadsheet that takes 53.10 for a number keeps 53.1: the zero is put back, and the code must exist.
    """
    if isinstance(value, (int, float)):
        whole = float(value).is_integer()
        if not 0 <= value < 10_000 or (not whole and abs(round(value, 2) - value) > 1e-9):
            return None
        value = str(int(value)) if whole else f"{value:.2f}"
    found = _CODE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    province, digits, after_dot = found.groups()
    return province + (digits or (after_dot.ljust(2, "0") if after_dot else "")), after_dot is not None


def _inferred(column: Column, body: Body, known: Gazetteer, names: Column | None) -> str:
    """Say whose codes a column uses, and report it where that cannot be known."""
    different = [value for value in pd.unique(column.values) if value is not None]
    codes = {value: code for value in different if (code := _code(value)) is not None}
    undotted = {value: digits for value, (digits, has_dot) in codes.items() if not has_dot}
    ours, theirs = known.codes[KEMENDAGRI], known.codes[BPS]
    clashing = {
        value: digits
        for value, digits in undotted.items()
        if digits in ours and digits in theirs and ours[digits] != theirs[digits]
    }
    only_ours = [value for value, digits in undotted.items() if digits in ours and digits not in theirs]
    only_theirs = [value for value, digits in undotted.items() if digits in theirs and digits not in ours]
    has_dots = len(undotted) < len(codes)
    if has_dots:
        if clashing:
            fault = Fault(
                mark("has its dot, as other codes of its column have"),
                mark("Write all codes of the column with the dot."),
            )
            body.refuse(column, np.array([value in clashing for value in column.values], dtype=bool), fault)
        return KEMENDAGRI
    if only_ours and only_theirs:
        rule = told("has codes of one system in the column: {code} is a Kemendagri code only", code=str(only_ours[0]))
        _refuse_first(column, body, only_theirs[0], Fault(rule, _ONE_SYSTEM))
        return KEMENDAGRI
    if only_ours or only_theirs or not clashing:
        return BPS if only_theirs else KEMENDAGRI
    agreeing = _agreeing(column, names, known) if names is not None else []
    if len(agreeing) == 1:
        return agreeing[0]
    value, digits = next(iter(clashing.items()))
    rule = told(
        "has codes that can be read in one way: this is {ours} by Kemendagri and {theirs} by BPS",
        ours=known.written(ours[digits]),
        theirs=known.written(theirs[digits]),
    )
    remedy = mark("Say whose codes the file uses, Kemendagri or BPS, or write them with the dot, such as 53.01.")
    _refuse_first(column, body, value, Fault(rule, remedy))
    return KEMENDAGRI


def _refuse_first(column: Column, body: Body, value: Any, fault: Fault) -> None:
    """Report a whole column once, at the first row with a value."""
    at = np.zeros(len(column.values), dtype=bool)
    at[np.flatnonzero(np.equal(column.values, value))[0]] = True
    body.refuse(column, at, fault)
    column.refused |= True


def _agreeing(column: Column, names: Column, known: Gazetteer) -> list[str]:
    """Give the systems by which every code is the region whose name stands beside it."""
    pairs = {
        (code[0], name)
        for value, name in set(zip(column.values, names.values, strict=True))
        if isinstance(name, str) and (code := _code(value)) is not None
    }
    return [
        system
        for system, codes in known.codes.items()
        if pairs and all(codes.get(digits) in known.named(name) for digits, name in pairs)
    ]


def _compare(found: Objects, names: Column, body: Body, known: Gazetteer) -> None:
    pairs = list(zip(found, names.values, strict=True))
    differs = {
        (code, name): code is not None and name is not None and code not in known.named(str(name))
        for code, name in set(pairs)
    }
    wrong = np.array([differs[pair] for pair in pairs], dtype=bool)
    fault = Fault(mark("is the name of the region whose code stands beside it"), mark("Correct the code or the name."))
    body.refuse(names, wrong, fault)


def _words(name: str) -> list[str]:
    words = [_SHORT.get(word, word) for word in words_of(name)]
    return [word for word in words if word not in _LEFT_OUT] or words


def _key(name: str) -> str:
    """Squeeze a name: Pematang Siantar and Pematangsiantar are one."""
    return "".join(_words(name))
