"""One file with the whole record, and the way back from it. The facts come with the program and are not in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from secrets import token_hex

from data.batches import entries, folder, manifests, rows_of, seal, writing
from data.home import home, settle, write_whole
from data.problem import DataError

LARGEST_MEMBER = 2_000_000_000  # bytes; a file of the record is far smaller
_ABOUT = "pantau-cakupan-record.json"
_MEMBER = re.compile(r"\d{4,}-[0-9a-z]+/(manifest\.json|sent\.[a-z]+|[a-z_]+\.parquet)")


def backup(path: Path) -> int:
    """Write the record to a file, whole or not at all, and give the number of entries in it.

    Raises:
        DataError: when the record is not whole.
    """
    with writing():
        known = entries()
        for entry in known:
            for table in entry.parts:
                rows_of(entry, table)
        draft = path.with_name(f".{path.name}-{os.getpid()}-{token_hex(4)}")
        try:
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as kept:
                kept.writestr(_ABOUT, json.dumps({"entries": len(known)}))
                for entry in known:
                    for file in sorted((folder() / entry.batch_id).iterdir()):
                        kept.write(file, f"{entry.batch_id}/{file.name}")
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return len(known)


def restore_backup(path: Path) -> int:
    """Bring back what a backup has and the record here has not, and give the number of entries in it.

    Raises:
        DataError: when it is no backup, when it is not whole, or when the record here has entries that it has not.
            Nothing is changed then.
    """
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
            folder().mkdir(parents=True, exist_ok=True)
            for entry, _ in found[len(here) :]:  # in order: killed half-way, what is there is an earlier release
                (draft / entry.batch_id).rename(folder() / entry.batch_id)
                settle(folder())
            seal()
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return len(found)


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
