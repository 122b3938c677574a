"""Says whether the audit record is as it was written: its own chain, and what publishes and backups noted of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.audit.line import Line
from data.audit.record import AuditBroken, Head, folder, lines, path
from data.batches import folder as batches_folder
from data.batches import scan
from data.chain import breaks, links, read_seal
from data.home import settle, write_whole


def faults(backups: Mapping[str, str] | None = None) -> tuple[int, list[str]]:
    """Give the number of lines, and a sentence for everything that is not as it was written.

    Args:
        backups: the head of the audit record that each backup holds, by its name.
    """
    try:
        found = lines()
    except AuditBroken as error:
        return 0, [str(error)]
    numbers = [line.number for line, _ in found]
    if numbers != list(range(1, len(numbers) + 1)):
        at = next(place for place, number in enumerate(numbers, start=1) if number != place)
        return len(found), [
            f"Line {at} of the audit record says that it is {numbers[at - 1]}: a line was taken out or put in."
        ]
    try:
        seal = read_seal(folder())
    except ValueError:
        return len(found), ["The seal of the audit record cannot be read."]
    wrong = [f"Audit record: {sentence}" for sentence in breaks(found, seal)]
    return len(found), wrong + _cut_off([line for line, _ in found]) + _noted_elsewhere(found, backups or {})


def kept_beside(brought: Path) -> Head:
    """Keep the audit record that a backup brought back beside the one here, unless the one here goes on from it.

    Returns:
        Its head; that of no line at all where the backup has none.

    Raises:
        AuditBroken: when it cannot be read.
    """
    theirs = lines(brought)
    made = Head(len(theirs), links(theirs)[-1])
    if [written for _, written in lines()[: len(theirs)]] != [written for _, written in theirs]:
        folder().mkdir(parents=True, exist_ok=True)
        write_whole(folder() / f"earlier-{made.link[:16]}.jsonl", brought.read_bytes())
        settle(folder())
    return made


def _cut_off(found: list[Line]) -> list[str]:
    """Say where lines that had been sealed were gone when the next one was added; it stays on record for good."""
    return [
        f"Before line {line.number} of the audit record, lines were cut off or changed by hand: "
        f"its seal said {str(line.about['sealed']).partition(':')[0]}."
        for line in found
        if line.kind == "torn" and "sealed" in line.about
    ]


def _noted_elsewhere(found: list[tuple[Line, bytes]], backups: Mapping[str, str]) -> list[str]:
    """Hold against the record what each publish and backup noted of it; earlier records that a backup brought back count too.

    Only such as the record says were brought back: anybody could lay another one beside it.
    """
    known, strange = {*_heads(found)}, []
    brought = {str(line.about.get("audit")) for line, _ in found if line.kind == "restore_backup"}
    for earlier in sorted(folder().glob("earlier-*.jsonl")):
        heads = _heads(lines(earlier))
        if heads[-1] in brought:
            known |= {*heads}
        else:
            strange.append(f"No backup brought {earlier.name}: it is no part of the audit record.")
    entries, _ = scan(batches_folder())
    rewritten = [
        f"Backup {name} was made at line {head.partition(':')[0]} of the audit record, which is not what stands in "
        f"{path().name} now: it was rewritten."
        for name, head in backups.items()
        if head not in known
    ]
    return (
        strange
        + rewritten
        + [
            f"Batch {entry.batch_id} was published at line {entry.audit.partition(':')[0]} of the audit record, which is not "
            f"what stands in {path().name} now: it was rewritten."
            for entry, _ in entries
            if entry.audit and entry.audit not in known
        ]
    )


def _heads(found: list[tuple[Line, bytes]]) -> list[str]:
    return [str(Head(at, made)) for at, made in enumerate(links(found))]
