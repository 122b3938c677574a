"""Reads a file from end to end: its sheets, their headings, their columns, and the rules over what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

import pandas as pd

from data.loading.body import Body, plain_text
from data.loading.fields import Setting, cut_template, prove_decimals, read_template
from data.loading.files import read_sheets
from data.loading.findings import Findings
from data.loading.headings import GUIDE_SHEETS, find_header, normalised
from data.loading.hidden import warn_of_hidden
from data.loading.layouts import find_layout
from data.loading.model import Part, Read, Reading, Refused, Sheet
from data.loading.regions import gazetteer
from data.loading.rules import check_parts
from data.loading.wide import WideTable, cut_wide, prove_decimals_of, read_wide
from data.office import OFFICE_TABLES, OfficeTable
from data.office.places import NEW_REGION
from data.office.touched import regions_named
from i18n import mark, told

TEMPLATE = "template"
_NEW_CODE = re.compile(r"[0-9]{2}(?:\.[0-9]{2})?")
_NOTHING = Refused(
    told("no rows"),
    mark("holds at least one row below its headings"),
    mark("Fill in a table and send the file again."),
)


@dataclass(frozen=True)
class _Understood:
    """What the sheets of a file are."""

    templates: list[tuple[Body, OfficeTable]]
    wide: list[WideTable]
    layouts: list[str]


def read(content: bytes, name: str, regions: pd.DataFrame, reading: Reading | None = None) -> Read:
    """Read a file that an office sends.

    Args:
        content: the file, ``.xlsx``, ``.csv`` or ``.parquet``.
        name: its name; what it says must be what the content is.
        regions: table ``region`` of the store: ``region_code, bps_code, bps_code_2020, name, level``.
        reading: how it is to be read where it does not say so itself, and what it may be at most.

    Returns:
        Its rows by office table, or everything that is wrong with it. Nothing a file holds makes this fail.
    """
    reading = reading or Reading()
    findings = Findings(PurePath(name).name, reading.limits.problems)
    setting = Setting(gazetteer(regions, []), reading, findings)
    parts: list[Part] = []
    layouts: list[str] = []
    try:
        sheets = read_sheets(content, name, reading.limits, findings)
        understood = _understand(sheets, setting)
        layouts = understood.layouts
        new = _new_regions(understood)
        setting.known = gazetteer(regions, new) if new else setting.known
        for bodies in understood.templates:
            setting.decimals |= prove_decimals(*bodies)
        for table in understood.wide:
            setting.decimals |= prove_decimals_of(table)
        parts = _read_all(understood, setting)
        check_parts(parts, reading.today, findings)
        if not findings and not any(len(part.frame) for part in parts):
            raise _NOTHING
    except Refused as refused:
        findings.add_refusal(refused)
    named = regions_named((part.table, part.frame) for part in parts)
    return Read({} if findings else _joined(parts), findings.listed(), layouts, _headings(parts), named)


def _understand(sheets: list[Sheet], setting: Setting) -> _Understood:
    understood = _Understood([], [], [])
    for sheet in sheets:
        is_empty = not any(value is not None and str(value).strip() for row in sheet.rows for value in row)
        if sheet.name is not None and (normalised(sheet.name) in GUIDE_SHEETS or is_empty):
            continue
        layout = find_layout(sheet, setting.findings)
        if layout is not None:
            understood.wide.append(cut_wide(sheet, layout, setting))
            understood.layouts.append(layout.kind)
            warn_of_hidden(sheet, understood.wide[-1].body.rows, layout.roles, setting.findings)
            continue
        try:
            hint = sheet.name or PurePath(setting.findings.file).stem
            header = find_header(sheet, hint, setting.findings)
        except Refused as refused:  # the other sheets are looked at all the same
            setting.findings.add_refusal(refused)
            continue
        body = cut_template(sheet, header, setting)
        understood.templates.append((body, header.table))
        understood.layouts.append(TEMPLATE)
        warn_of_hidden(sheet, body.rows, header.fields, setting.findings)
    return understood


def _new_regions(understood: _Understood) -> list[tuple[str, str]]:
    """Give code and name of the regions that the file adds, so that its other sheets may name them."""
    found = []
    for body, table in understood.templates:
        if table is NEW_REGION and {"region_code", "name"} <= body.columns.keys():
            pairs = zip(body.columns["region_code"].values, body.columns["name"].values, strict=True)
            texts = [(plain_text(code), plain_text(name)) for code, name in pairs if code and name]
            found += [(str(code), str(name)) for code, name in texts if _NEW_CODE.fullmatch(str(code))]
    return found


def _read_all(understood: _Understood, setting: Setting) -> list[Part]:
    parts = [read_template(body, table, setting) for body, table in understood.templates]
    for table in understood.wide:
        try:
            parts += read_wide(table, setting)
        except Refused as refused:
            setting.findings.add_refusal(refused)
    return parts


def _joined(parts: list[Part]) -> dict[str, pd.DataFrame]:
    tables = {}
    for table in OFFICE_TABLES:
        frames = [part.frame for part in parts if part.table is table and len(part.frame)]
        if frames:
            tables[table.name] = pd.concat(frames, ignore_index=True)
    return tables


def _headings(parts: list[Part]) -> dict[str, dict[str, str]]:
    """Give the headings of each table; those of its first sheet where sheets have different ones."""
    found: dict[str, dict[str, str]] = {}
    for part in parts:
        for name, column in part.columns.items():
            found.setdefault(part.table.name, {}).setdefault(name, column.heading)
    return found
