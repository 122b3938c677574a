"""Decides what a file is, from its content; a name that says something else is refused, since one of the two is wrong."""

from __future__ import annotations

from pathlib import PurePath

from data.loading.columnar import read_parquet
from data.loading.delimited import is_cut_off, read_csv
from data.loading.findings import Findings
from data.loading.model import Fault, Limits, Refused, Sheet
from data.loading.wording import decimal
from data.loading.workbook import read_workbook
from i18n import mark, told

XLSX, CSV, PARQUET = ".xlsx", ".csv", ".parquet"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_READ = (XLSX, CSV, PARQUET)
_IS_READ = mark("is a .xlsx, .csv or .parquet file")
_SAVE_AS = mark("Open it in a spreadsheet and save it as Excel Workbook (.xlsx).")
_OTHER = (
    (b"%PDF", told("a PDF")),
    (b"{\\rtf", told("a text document")),
    (b"<", told("a web page or XML")),
    (b"\x1f\x8b", told("a packed file")),
)


def read_sheets(content: bytes, name: str, limits: Limits, findings: Findings) -> list[Sheet]:
    """Read the sheets of a file.

    Args:
        content: the file.
        name: its name.
        limits: what it may be at most.
        findings: takes a warning where the file may have been cut off.

    Raises:
        Refused: when it is not what its name says, not one of the three formats, damaged, or too large.
    """
    if len(content) > limits.file_bytes:
        found = told("{size} MB", size=decimal(len(content) / 1e6, 1))
        rule = told("is at most {size} MB", size=f"{limits.file_bytes / 1e6:.0f}")
        raise Refused(found, rule, mark("Split it, for example by year, or remove what is not data."))
    if not content.strip():
        raise Refused(told("nothing in it"), mark("holds data"), mark("Send the file again."))
    ending = PurePath(name).suffix.lower()
    if ending not in _READ:
        raise Refused(told("the ending {ending}", ending=ending or told("none")), _IS_READ, _SAVE_AS)
    kind = _kind(content)
    if kind != ending:
        remedy = mark("Save it again from the program that made it, in the format that its name says.")
        rule = told("is what its ending {ending} says", ending=ending)
        raise Refused(told("contents of a {kind} file", kind=kind), rule, remedy)
    if kind == XLSX:
        return read_workbook(content, limits)
    if kind == PARQUET:
        return [read_parquet(content, limits)]
    sheet = read_csv(content, limits)
    if is_cut_off(content):
        remedy = mark("Compare the last row with the source, and save the file again.")
        fault = Fault(mark("ends with a line break; without it the last row may be cut off"), remedy)
        findings.add(None, len(sheet.rows), None, sheet.rows[-1][-1] or None, fault, is_warning=True)
    return [sheet]


def _kind(content: bytes) -> str:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Refused(
                told("a password"), mark("can be opened without a password"), mark("Save it without a password.")
            )
        raise Refused(told("an older Excel file (.xls)"), _IS_READ, _SAVE_AS)
    if content.startswith(b"PK"):
        return XLSX
    if content.startswith(b"PAR1"):
        return PARQUET
    for start, what in _OTHER:
        if content.lstrip().startswith(start):
            raise Refused(what, _IS_READ, _SAVE_AS)
    return CSV
