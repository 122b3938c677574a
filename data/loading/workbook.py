"""Reads the sheets of an .xlsx workbook: first everything is checked that could harm, then its cells are read."""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree as Xml

from python_calamine import CalamineWorkbook, SheetTypeEnum

from data.loading.archive import packed, unpack
from data.loading.cellscan import Marked, scan
from data.loading.hidden import find_hidden
from data.loading.model import Hidden, Limits, Refused, Sheet
from data.loading.wording import grouped
from i18n import mark, told

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_KEPT = (_WORKBOOK, _RELATIONS, "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml", "_rels/.rels")
_DESCRIPTIONS = (_WORKBOOK, _RELATIONS)
_SMALL = 4_000_000  # bytes of a part that describes others
_STYLES = 40_000_000  # bytes of the styles of a workbook
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_AGAIN = mark("Open the file in a spreadsheet and save it again as Excel Workbook (.xlsx).")


def read_workbook(content: bytes, limits: Limits) -> list[Sheet]:
    """Read every worksheet of a workbook.

    Args:
        content: the file.
        limits: what it may be at most.

    Raises:
        Refused: when it cannot be read, or holds more than is allowed.
    """
    unpacked = unpack(content, limits)
    names = {name.lower(): name for name in unpacked}
    parts = {name: unpacked[names[name.lower()]] for name in _KEPT if name.lower() in names}
    _check_sizes(parts, limits)
    marked: dict[str, Marked] = {}
    hidden: dict[str, Hidden] = {}
    for sheet, (target, is_shown) in _sheets(parts, limits).items():
        if target.lower() not in names:
            raise _unreadable()
        parts[target] = unpacked[names[target.lower()]]
        marked[sheet] = scan(parts[target], sheet, limits)
        hidden[sheet] = find_hidden(parts[target], limits.columns) if is_shown else Hidden(sheet=True)
    del unpacked
    return _read(parts, marked, hidden)


def _check_sizes(parts: dict[str, bytes], limits: Limits) -> None:
    if _RELATIONS not in parts or any(len(parts[name]) > _SMALL for name in _DESCRIPTIONS):
        raise _unreadable()
    if len(parts.get("xl/styles.xml", b"")) > _STYLES:
        raise Refused(
            told("styles of over 40 MB"),
            mark("has few styles of cells"),
            mark("Paste the cells as values into a new workbook."),
        )
    texts = parts.get("xl/sharedStrings.xml", b"").count(b"<si") + parts.get("xl/sharedStrings.xml", b"").count(b":si")
    if texts > limits.cells:
        rule = told("has at most {count} different texts", count=grouped(limits.cells))
        raise Refused(told("{count} texts", count=grouped(texts)), rule, mark("Split it by year."))


def _sheets(parts: dict[str, bytes], limits: Limits) -> dict[str, tuple[str, bool]]:
    """Give the part of every worksheet by the name of the sheet, and whether it is shown."""
    try:
        workbook, relations = (Xml.fromstring(parts[name]) for name in _DESCRIPTIONS)
    except Xml.ParseError as error:
        raise _unreadable() from error
    targets = {
        str(one.get("Id")): _resolved(str(one.get("Target")))
        for one in relations
        if str(one.get("Type")).endswith("/worksheet")
    }
    listed = [one for one in workbook.iter() if one.tag.rpartition("}")[2] == "sheet"]
    if len(listed) > limits.sheets:
        rule = told("has at most {count} sheets", count=limits.sheets)
        raise Refused(told("{count} sheets", count=grouped(len(listed))), rule, mark("Split the workbook."))
    names = [str(one.get("name")) for one in listed]
    if len(set(names)) < len(names):
        raise _unreadable()
    found = {}
    for name, one in zip(names, listed, strict=True):
        identity = str(one.get(_ID) or one.get(_STRICT_ID))
        if identity in targets:
            found[name] = targets[identity], one.get("state", "visible") == "visible"
    return found


def _resolved(target: str) -> str:
    """Give the name of a part from how the workbook refers to it."""
    path = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
    return posixpath.normpath(path)


def _read(parts: dict[str, bytes], marked: dict[str, Marked], hidden: dict[str, Hidden]) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(packed(parts))
        parts.clear()
        sheets = []
        for known in workbook.sheets_metadata:
            if known.typ == SheetTypeEnum.WorkSheet:
                rows = workbook.get_sheet_by_name(known.name).to_python(skip_empty_area=False)
                sheets.append(Sheet(known.name, rows, marked[known.name], hidden=hidden[known.name]))
        workbook.close()
    except BaseException as error:  # a panic of the library is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _unreadable() from error
    return sheets


def _unreadable() -> Refused:
    return Refused(told("parts that do not fit together"), mark("is a workbook that can be read"), _AGAIN)
