"""One file with the whole record, and the way back from it. The facts come with the program and are not in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from secrets import token_hex

from data.access.person import Person
from data.access.rules import require
from data.audit import record as audit
from data.audit.whole import kept_beside
from data.batches import entries, folder, manifests, rows_of, seal, writing
from data.home import home, settle, write_whole
from data.problem import DataError

LARGEST_MEMBER = 2_000_000_000  # bytes; a file of the record is far smaller
_ABOUT = "pantau-cakupan-record.json"
_AUDIT = "audit/record.jsonl"
_MEMBER = re.compile(r"audit/record\.jsonl|\d{4,}-[0-9a-z]+/(manifest\.json|sent\.[a-z]+|[a-z_]+\.parquet)")


def backup(path: Path, by: Person) -> int:
    """Write the record to a file, whole or not at all, and give the number of entries in it.

    The audit record goes with it, and its head: so it shows when the one here is rewritten later.

    Raises:
        DataError: when the record is not whole.
        NotAllowed: when it is not theirs to do.
    """
    require(by, "backup")
    with writing():
        known = entries()
        for entry in known:
            for table in entry.parts:
                rows_of(entry, table)
        head = audit.add(by, "backup", file=path.name, entries=len(known))
        draft = path.with_name(f".{path.name}-{os.getpid()}-{token_hex(4)}")
        try:
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as kept:
                kept.writestr(_ABOUT, json.dumps({"entries": len(known), "audit": str(head)}))
                kept.writestr(_AUDIT, b"".join(written for _, written in audit.lines()))
                for entry in known:
                    for file in sorted((folder() / entry.batch_id).iterdir()):
                        kept.write(file, f"{entry.batch_id}/{file.name}")
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return len(known)


def restore_backup(path: Path, by: Person) -> int:
    """Bring back what a backup has and the record here has not, and give the number of entries in it.

    Raises:
        DataError: when it is no backup, when it is not whole, or when the record here has entries that it has not.
            Nothing is changed then.
        NotAllowed: when it is not theirs to do.
    """
    require(by, "restore_backup")
    with writing():
        here = [manifest for _, manifest in manifests()]
        draft = home() / f".restoring-{os.getpid()}-{token_hex(4)}"
        try:
            _unpack(path, draft)
            found = manifests(draft)
            if [manifest for _, manifest in found[: len(here)]] != here:
                raise DataError(
                    f"The record here has entries that {path.name} has not. Move {folder()} aside if they may go."
                )
            for entry, _ in found:
                for table in entry.parts:
                    rows_of(entry, table, draft)
            earlier = kept_beside(draft / _AUDIT)
            audit.add(by, "restore_backup", file=path.name, entries=len(found), audit=str(earlier))
            folder().mkdir(parents=True, exist_ok=True)
            for entry, _ in found[len(here) :]:  # in order: killed half-way, what is there is an earlier release
                (draft / entry.batch_id).rename(folder() / entry.batch_id)
                settle(folder())
            seal()
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return len(found)


def head_in(path: Path) -> str:
    """Give the head of the audit record as a backup noted it.

    Raises:
        DataError: when it is no backup, or one of before there was an audit record.
    """
    try:
        with zipfile.ZipFile(path) as kept:
            head = json.loads(kept.read(_ABOUT))["audit"]
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError(f"{path.name} cannot be read as a backup: {error}.") from error
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(f"{path.name} is no backup of a record, or notes nothing of the audit record.") from error
    return str(head)


def _unpack(path: Path, draft: Path) -> None:
    """Write the files of a backup under a folder; nothing outside it, and nothing that is not a record's."""
    draft.mkdir(parents=True)
    try:
        with zipfile.ZipFile(path) as kept:
            if _ABOUT not in kept.namelist():
                raise DataError(f"{path.name} is no backup of a record.")
            for member in kept.infolist():
                if member.filename == _ABOUT:
                    continue
                if not _MEMBER.fullmatch(member.filename) or member.file_size > LARGEST_MEMBER:
                    raise DataError(f"{path.name} holds {member.filename!r}, which is no part of a record.")
                target = draft / member.filename
                target.parent.mkdir(exist_ok=True)
                write_whole(target, kept.read(member))
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError(f"{path.name} cannot be read as a backup: {error}.") from error
