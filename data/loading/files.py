"""Decides what a file is, from its content; a name that says something else is refused, since one of the two is wrong."""

from __future__ import annotations

from pathlib import PurePath

from data.loading.columnar import read_parquet
from data.loading.delimited import is_cut_off, read_csv
from data.loading.findings import Findings
from data.loading.model import Fault, Limits, Refused, Sheet
from data.loading.workbook import read_workbook

XLSX, CSV, PARQUET = ".xlsx", ".csv", ".parquet"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_READ = (XLSX, CSV, PARQUET)
_SAVE_AS = "Open it in a spreadsheet and save it as Excel Workbook (.xlsx)."
_OTHER = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
    (b"<", "a web page or XML"),
    (b"\x1f\x8b", "a packed file"),
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
        found, most = f"{len(content) / 1e6:.1f} MB", f"is at most {limits.file_bytes / 1e6:.0f} MB"
        raise Refused(found, most, "Split it, for example by year, or remove what is not data.")
    if not content.strip():
        raise Refused("nothing in it", "holds data", "Send the file again.")
    ending = PurePath(name).suffix.lower()
    if ending not in _READ:
        raise Refused(f"the ending {ending or 'none'}", "is a .xlsx, .csv or .parquet file", _SAVE_AS)
    kind = _kind(content)
    if kind != ending:
        remedy = "Save it again from the program that made it, in the format that its name says."
        raise Refused(f"contents of a {kind} file", f"is what its ending {ending} says", remedy)
    if kind == XLSX:
        return read_workbook(content, limits)
    if kind == PARQUET:
        return [read_parquet(content, limits)]
    sheet = read_csv(content, limits)
    if is_cut_off(content):
        remedy = "Compare the last row with the source, and save the file again."
        fault = Fault("ends with a line break; without it the last row may be cut off", remedy)
        findings.add(None, len(sheet.rows), None, sheet.rows[-1][-1] or None, fault, is_warning=True)
    return [sheet]


def _kind(content: bytes) -> str:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Refused("a password", "can be opened without a password", "Save it without a password.")
        raise Refused("an older Excel file (.xls)", "is a .xlsx, .csv or .parquet file", _SAVE_AS)
    if content.startswith(b"PK"):
        return XLSX
    if content.startswith(b"PAR1"):
        return PARQUET
    for start, what in _OTHER:
        if content.lstrip().startswith(start):
            raise Refused(what, "is a .xlsx, .csv or .parquet file", _SAVE_AS)
    return CSV
