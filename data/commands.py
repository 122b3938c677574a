"""What the commands about offices' files do: template, load, diff, history, withdraw, restore, demo, audit, backup."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from shlex import quote

from data import backup as record_backup
from data import intake
from data.access.mapping import at_the_command_line
from data.access.person import Person
from data.access.rules import require
from data.audit.listing import as_text, listed
from data.audit.record import AuditBroken
from data.audit.whole import faults as audit_faults
from data.batches import bring_back, entries, folder, release
from data.entry import Entry, RecordBroken
from data.loading import Reading
from data.office import OFFICE_TABLES
from data.office.trial import Difference
from data.problem import CannotWrite, DataError, ProblemsFound, one_line
from data.store import build, ensure
from data.whole import faults
from data.workbook import marked
from data.workbook import template as template_workbook
from i18n import without_formula

LISTED = 40  # changes printed as a table; all of them as csv or json


def tell(step: str) -> None:
    """Say on standard error what is being done."""
    print(f"store: {step} …", file=sys.stderr, flush=True)


def template(asked: Namespace) -> int:
    """Write the workbook that an office fills in."""
    regions = ensure().query("select region_code, name, level from region where level <> 'kanwil' order by region_code")
    _write(asked.file, template_workbook(asked.lang, OFFICE_TABLES, regions))
    print(f"{asked.file} is written: {len(OFFICE_TABLES)} sheets to fill in. Leave out what you do not have.")
    return 0


def load(asked: Namespace) -> int:
    """Check a file, accept it and publish it; or refuse it whole."""
    by = at_the_command_line(asked.by or "")
    content, reading = _content(asked.file), Reading(codes=asked.codes, base=asked.base)
    if asked.dry_run:
        return dry(intake.examine(content, asked.file.name, by, reading, tell), _all_of(asked.file))
    try:
        entry, difference = intake.load(
            content, asked.file.name, by, remarked(asked.note, asked, by), asked.reason, reading, tell
        )
    except intake.NothingToLoad as same:
        print(same)
        return 0
    except ProblemsFound as found:
        if asked.marked and content.startswith(b"PK"):
            _write(asked.marked, marked(content, found.problems))
            print(f"{asked.marked} is the file with every error marked.", file=sys.stderr)
        raise
    print_difference(difference, _all_of(asked.file))
    print(f"batch {entry.batch_id} is accepted and published")
    return 0


def _all_of(file: Path) -> str:
    return f"python -m data diff {quote(str(file))} --format csv"


def dry(examined: intake.Examined, all_of_them: str) -> int:
    """Say what loading would change, or everything that is wrong."""
    if examined.problems:
        raise ProblemsFound(examined.problems)
    for warning in examined.warnings:
        print(f"warning: {warning}")
    print_difference(examined.difference, all_of_them)
    print("Nothing was loaded: this was a dry run.")
    return 0


def diff(asked: Namespace) -> int:
    """Say what loading a file would change."""
    by, reading = at_the_command_line(), Reading(codes=asked.codes, base=asked.base)
    examined = intake.examine(_content(asked.file), asked.file.name, by, reading, tell)
    if examined.difference is None:
        raise ProblemsFound(examined.problems)
    if asked.format == "csv":
        cells = examined.difference.cells.map(lambda cell: without_formula(cell) if isinstance(cell, str) else cell)
        print(cells.to_csv(index=False), end="")
    elif asked.format == "json":
        frames = {"cells": examined.difference.cells, "totals": examined.difference.totals}
        rows = {name: json.loads(frame.to_json(orient="records")) for name, frame in frames.items()}
        print(json.dumps({"counts": examined.difference.counts, **rows}, ensure_ascii=False, indent=1))
    else:
        print_difference(examined.difference, _all_of(asked.file))
    return 0


def history(asked: Namespace) -> int:
    """List the record, the latest last."""
    by, known = at_the_command_line(), entries()
    require(by, "read")
    counting = {entry.number for entry in release(known).batches}
    if asked.format == "json":
        rows = [
            asdict(intake.seen_by(by, entry)) | {"batch_id": entry.batch_id, "counts": entry.number in counting}
            for entry in known
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for entry in known:
        counts = "" if entry.kind != "load" else "counts" if entry.number in counting else "does not count"
        print(one_line(f"{entry.batch_id:<16} {entry.at}  {entry.by:<20} {_what(entry):<50} {counts}".rstrip()))
    if not known:
        print("Nothing has been loaded yet.")
    return 0


def withdraw(asked: Namespace) -> int:
    """Take a batch back."""
    by = at_the_command_line(asked.by or "")
    entry = intake.withdraw(asked.batch, by, remarked(asked.why, asked, by), tell)
    print(f"batch {entry.target} is withdrawn ({entry.batch_id})")
    return 0


def restore(asked: Namespace) -> int:
    """Return to an earlier release."""
    by = at_the_command_line(asked.by or "")
    entry = intake.restore(asked.as_of, by, remarked(asked.why, asked, by), tell)
    print(f"what counted at entry {entry.target} counts again ({entry.batch_id})")
    return 0


def demo(asked: Namespace) -> int:
    """Switch the demonstration set on or off."""
    by = at_the_command_line(asked.by or "command line")
    entry = intake.switch_demonstration(by, tell, on=asked.state == "on")
    print(f"the demonstration set is {'already ' if entry is None else ''}{asked.state}")
    return 0


def backup(asked: Namespace) -> int:
    """Write the whole record to one file."""
    print(f"{asked.file} holds the record: {record_backup.backup(asked.file, at_the_command_line())} entries")
    return 0


def restore_backup(asked: Namespace) -> int:
    """Bring the record back from a backup and publish what it says."""
    count = record_backup.restore_backup(asked.file, at_the_command_line())
    print(f"the record is back: {count} entries; store {build(tell=tell)} is published")
    return 0


def audit(asked: Namespace) -> int:
    """List who did what, or say whether the audit record is as it was written."""
    require(at_the_command_line(), "audit")
    if not asked.verify and not asked.backups:
        print(as_text(listed(), asked.format), end="")
        return 0
    count, found = audit_faults({path.name: record_backup.head_in(path) for path in asked.backups})
    if found:
        raise AuditBroken("\n".join(found))
    print(f"The audit record is whole: {count} lines, each as it was written.")
    return 0


def verify(_: Namespace) -> int:
    """Say whether the record is whole; else everything that is not, and what to do."""
    count, found = faults()
    if found:
        raise RecordBroken("\n".join([*found, bring_back(folder())]))
    print(f"The record is whole: {count} entries, each as it was accepted.")
    return 0


def remarked(text: str, asked: Namespace, by: Person) -> str:
    """Keep what a named person wrote behind ``--by`` as a remark: it does not say who they are."""
    if by.via == "local" or not text.strip() or not asked.by or asked.by == by.name:
        return str(text)
    return f"{text} ({asked.by})"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite(path, error) from error


def _what(entry: Entry) -> str:
    if entry.kind == "load":
        return f"{entry.file}: {sum(entry.rows.values())} rows"
    if entry.kind == "demo":
        return f"demonstration set {'on' if entry.on else 'off'}"
    return f"{entry.kind} {entry.target}: {entry.note}"


def print_difference(difference: Difference | None, all_of_them: str) -> None:
    """Say in a few tables what changes.

    Args:
        difference: what does.
        all_of_them: how to see what is not listed.
    """
    if difference is None or difference.is_empty:
        print("Nothing would change.")
        return
    print(", ".join(f"{count} {name}" for name, count in difference.counts.items() if count) + " rows")
    for title, frame in (("Changed and deleted", difference.cells), ("Totals", difference.totals)):
        if len(frame):
            print(f"\n{title}:")
            shown = frame.head(LISTED).drop(columns=["source_sheet", "source_row"], errors="ignore")
            print(shown.astype("object").where(shown.notna(), "").to_string(index=False))
            if len(frame) > LISTED:
                print(f"… and {len(frame) - LISTED} more; all of them with: {all_of_them}")
    print()
