"""Opens a workbook's zip without trusting it: every limit is checked before and while it is unpacked.

What comes out is a new, plain archive of the few parts that hold cells. The program that reads the cells is given that
one, so it sees exactly the bytes that were checked, whatever else the file would have shown to another reader.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from data.loading.model import Limits, Refused
from data.loading.wording import grouped
from i18n import mark, told

_CHUNK = 1 << 20
_SMALL = 1_000_000  # bytes up to which a part is no bomb, however well it packs
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's list of contents
_AGAIN = mark("Open the file in a spreadsheet and save it again as Excel Workbook (.xlsx).")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["'](?!utf-8["']|us-ascii["'])""", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(?!--|\[CDATA\[)")


def unpack(content: bytes, limits: Limits) -> dict[str, bytes]:
    """Unpack the XML parts of a workbook.

    Args:
        content: the file.
        limits: what it may be at most.

    Returns:
        Parts by name. Everything else in the file has been unpacked to check it, and left out.

    Raises:
        Refused: when the file is damaged, too large, no workbook, or holds what a table of numbers does not need.
    """
    if content.count(_ENTRY) > limits.members:
        raise _too_many(content.count(_ENTRY), limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members, limits)
            unpacked = 0
            parts: dict[str, bytes] = {}
            for member in members:
                part = _unpack(archive, member, limits, limits.unpacked_bytes - unpacked)
                unpacked += len(part)
                if member.filename.lower().endswith((".xml", ".rels")):
                    _check_xml(member.filename, part)
                    parts[member.filename] = part
            return parts
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError) as error:
        raise _damaged() from error
    except (NotImplementedError, RuntimeError, IndexError, OverflowError) as error:
        raise _damaged() from error


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """Put parts into a new archive, unpacked as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    buffer.seek(0)
    return buffer


def _damaged() -> Refused:
    remedy = told("Send it again; it may have been cut off. {again}", again=told(_AGAIN))
    return Refused(told("damaged contents"), mark("is a whole workbook"), remedy)


def _too_many(count: int, limits: Limits) -> Refused:
    found = told("{count} parts", count=grouped(count))
    return Refused(found, told("has at most {count} parts", count=grouped(limits.members)), _AGAIN)


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [member.filename.replace("\\", "/").lower() for member in members]
    if len(names) > limits.members:
        raise _too_many(len(names), limits)
    if any(member.flag_bits & 1 for member in members):
        raise Refused(told("parts with a password"), mark("has no password"), mark("Save it without a password."))
    if "xl/workbook.xml" not in names:
        raise Refused(_kind(names), mark("is an Excel workbook (.xlsx)"), _AGAIN)
    for end, found in (
        ("vbaproject.bin", told("macros")),
        ("xl/externallinks/", told("links to other workbooks")),
    ):
        if any(end in name for name in names):
            remedy = mark("Paste the cells as values into a new workbook and save it as Excel Workbook (.xlsx).")
            raise Refused(found, mark("holds values only, without macros and links to other files"), remedy)
    if len(set(names)) < len(names) or any(member.compress_type not in _PACKINGS for member in members):
        raise _damaged()
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked_bytes:
        raise _too_large(declared, limits)


def _kind(names: list[str]) -> str:
    kinds = {
        "mimetype": told("an OpenDocument file"),
        "xl/workbook.bin": told("a binary workbook (.xlsb)"),
        "word/document.xml": told("a Word document"),
        "ppt/presentation.xml": told("a presentation"),
    }
    return next((kind for name, kind in kinds.items() if name in names), told("a zip of other files"))


def _too_large(size: int, limits: Limits) -> Refused:
    rule = told("is at most {size} MB once unpacked", size=grouped(limits.unpacked_bytes // 1_000_000))
    return Refused(told("{size} MB", size=grouped(size // 1_000_000)), rule, mark("Split it, for example by year."))


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits, left: int) -> bytes:
    """Unpack one part, and stop as soon as it is larger than allowed, whatever size it declares."""
    chunks: list[bytes] = []
    size = 0
    most = max(_SMALL, member.compress_size * limits.ratio)
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise _too_large(limits.unpacked_bytes - left + size, limits)
            if size > most:
                rule = told("has no part that is more than {ratio} times larger once unpacked", ratio=limits.ratio)
                raise Refused(member.filename, rule, _AGAIN)
            chunks.append(chunk)
    return b"".join(chunks)


def _check_xml(name: str, part: bytes) -> None:
    if b"\0" in part[:4] or part.startswith((b"\xff\xfe", b"\xfe\xff")) or _DECLARED.match(part):
        raise Refused(name, mark("has its parts in UTF-8"), _AGAIN)
    if _DOCTYPE.search(part):
        raise Refused(name, mark("defines no entities of its own (no DOCTYPE)"), _AGAIN)
