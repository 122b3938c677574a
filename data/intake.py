"""Takes in what an office sends: read, checked, compared, accepted whole, published; or refused whole.

Also what is done about it later: withdrawn, returned to an earlier release, the demonstration set switched.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import pandas as pd

from data import store
from data.access.person import WITH_REGIONS, Person
from data.access.rules import may, require
from data.audit import record as audit
from data.batches import accept, decide, entries, forget, number_at, release, rows_of, seal, writing
from data.entry import Entry, file_name
from data.loading import Read, Reading, read
from data.office.touched import regions_of
from data.office.trial import Difference, trying
from data.problem import DataError, Problem, ProblemsFound
from i18n import mark

Tell = Callable[[str], None]


class NothingToLoad(DataError):
    """The file says what is already held."""


class ReasonNeeded(DataError):
    """The file has warnings, and nobody has said why it is right all the same."""

    def __init__(self, warnings: list[Problem]) -> None:
        """Keep the warnings; the message lists them."""
        self.warnings = warnings
        count = "1 warning" if len(warnings) == 1 else f"{len(warnings)} warnings"
        asked = f"{count}. Nothing was loaded. Look at them; if the file is right, load it with a reason."
        super().__init__("\n".join([*map(str, warnings), asked]))


@dataclass(frozen=True)
class Examined:
    """A file that was read and tried, and not loaded.

    Args:
        file: its name.
        read: its rows; none where it has errors.
        problems: errors, for which it is refused.
        warnings: what needs a reason.
        difference: what loading it would change; None where it has errors.
    """

    file: str
    read: Read
    problems: list[Problem]
    warnings: list[Problem]
    difference: Difference | None


def examine(
    content: bytes, file: str, by: Person, reading: Reading | None = None, tell: Tell = lambda _: None
) -> Examined:
    """Read and try a file; nothing is stored.

    Args:
        content: the file.
        file: its name.
        by: who asks.
        reading: how to read what the file itself leaves open.
        tell: told in a few words what is being done.

    Raises:
        NotAllowed: the file is not theirs to check: by their role, or by a region in it.
    """
    require(by, "examine")
    opened, file = store.ensure(tell), file_name(file)
    regions = opened.query("select region_code, bps_code, bps_code_2020, name, level, kind, parent_code from region")
    tell(mark("reading and checking the file"))
    found = read(content, file, regions, reading or Reading())
    return _tried(found, file, by, opened, tell)


def examine_read(found: Read, file: str, by: Person, tell: Tell = lambda _: None) -> Examined:
    """Try rows that were read already, as ``examine`` does with a file; nothing is stored."""
    require(by, "examine")
    return _tried(found, file_name(file), by, store.ensure(tell), tell, rows_at_hand=False)


def _tried(
    found: Read, file: str, by: Person, opened: store.Store, tell: Tell, *, rows_at_hand: bool = True
) -> Examined:
    """Try rows; where nobody has the sheet that they would stand in, what is odd is told by region and month."""
    require(by, "examine", found.regions | regions_of(found.tables))
    errors = [problem for problem in found.problems if not problem.is_warning]
    warnings = [problem for problem in found.problems if problem.is_warning]
    if errors:
        return Examined(file, found, errors, warnings, None)
    tell(mark("comparing with what is held"))
    tables = found.tables if rows_at_hand else {name: _without_rows(rows) for name, rows in found.tables.items()}
    with trying(tables, opened.path) as trial:
        odd = trial.deviations(file, found.headings)
        errors = [problem for problem in odd if not problem.is_warning]
        warnings += [problem for problem in odd if problem.is_warning]
        difference = None if errors else trial.difference()
    return Examined(file, found, errors, warnings, difference)


def _without_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        source_sheet=pd.Series(None, rows.index, dtype="str"), source_row=pd.Series(pd.NA, rows.index, dtype="Int64")
    )


def load(
    content: bytes, file: str, by: Person, note: str = "", reason: str = "", reading: Reading | None = None,
    tell: Tell = lambda _: None,
) -> tuple[Entry, Difference]:  # fmt: skip
    """Accept a file and publish what it says.

    Args:
        content: the file.
        file: its name.
        by: who sends it; a steward must be named for every region in it.
        note: a remark of theirs.
        reason: why it is right although there are warnings.
        reading: how to read what the file itself leaves open.
        tell: told in a few words what is being done.

    Returns:
        The entry of the record, and what it changed.

    Raises:
        ProblemsFound: the file has errors; nothing was stored.
        ReasonNeeded: it has warnings and no reason; nothing was stored.
        NothingToLoad: it changes nothing; nothing was stored.
        NotAllowed: it is not theirs to load; nothing was stored.
    """
    return _load(lambda: examine(content, file, by, reading, tell), content, by, note, reason, {}, tell)


def load_read(
    found: Read, content: bytes, file: str, by: Person, note: str, reason: str, made_of: dict[str, str],
    tell: Tell = lambda _: None,
) -> tuple[Entry, Difference]:  # fmt: skip
    """Accept rows that were read already, as ``load`` does with a file.

    Args:
        found: the rows, checked one by one.
        content: what is kept as the file that was sent: where they come from.
        file: its name.
        by: who sends it; a steward must be named for every region in it.
        note: a remark of theirs.
        reason: why it is right although there are warnings.
        made_of: what they are made of, for the manifest.
        tell: told in a few words what is being done.
    """
    return _load(lambda: examine_read(found, file, by, tell), content, by, note, reason, made_of, tell)


def _load(
    examined_now: Callable[[], Examined], content: bytes, by: Person, note: str, reason: str, made_of: dict[str, str], tell: Tell
) -> tuple[Entry, Difference]:  # fmt: skip
    if not by.name.strip():
        raise DataError("Say who loads the file: --by NAME.")
    require(by, "load")
    with writing(tell):
        store.build(tell=tell)
        examined = examined_now()
        touched = regions_of(examined.read.tables)
        require(by, "load", touched)
        if examined.problems:
            raise ProblemsFound(examined.problems)
        if examined.difference is None or examined.difference.is_empty:
            raise NothingToLoad(f"{examined.file} says what is already held: nothing was changed.")
        if examined.warnings and not reason.strip():
            raise ReasonNeeded(examined.warnings)
        tell(mark("accepting the file"))
        said, tables = [str(warning) for warning in examined.warnings], examined.read.tables
        head = audit.add(
            by, "load", file=examined.file, rows=sum(map(len, tables.values())), regions=", ".join(sorted(touched)),
            warnings=len(said), reason=reason.strip(), note=note.strip(),
        )  # fmt: skip
        entry = accept(
            content, examined.file, tables, by.name.strip(), note.strip(), said, reason.strip(), str(head), made_of
        )
        _publish(entry, by, tell)
    return entry, examined.difference


def withdraw(moment: str, by: Person, why: str, tell: Tell = lambda _: None) -> Entry:
    """Take back a batch: what it replaced counts again, and both remain in the record.

    Raises:
        DataError: when there is no such batch, or it does not count any more.
        NotAllowed: when a region in it is not theirs.
    """
    require(by, "withdraw")
    _need(by, why)
    with writing(tell):
        known = entries()
        named = next((entry for entry in known if moment in entry.names), None)
        counting = release(known).batches
        if named not in counting:
            names = ", ".join(entry.batch_id for entry in counting) or "none"
            raise DataError(f"{moment!r} is no batch that counts. Those that do: {names}.")
        require(by, "withdraw", regions_in(named))
        head = audit.add(by, "withdraw", batch=named.batch_id, reason=why)
        entry = decide("withdraw", by.name, why, named.number, audit=str(head))
        _publish(entry, by, tell)
    return entry


def restore(moment: str, by: Person, why: str, tell: Tell = lambda _: None) -> Entry:
    """Return to what counted at a batch or at the end of a day; later batches stay in the record.

    Raises:
        DataError: when the moment is neither.
        NotAllowed: when it is not theirs to do.
    """
    require(by, "restore")
    _need(by, why)
    with writing(tell):
        number = number_at(entries(), moment)
        head = audit.add(by, "restore", to=number, reason=why)
        entry = decide("restore", by.name, why, number, audit=str(head))
        _publish(entry, by, tell)
    return entry


def switch_demonstration(by: Person, tell: Tell = lambda _: None, *, on: bool) -> Entry | None:
    """Switch the demonstration set on or off; None where it already is.

    Raises:
        NotAllowed: when it is not theirs to do.
    """
    require(by, "demonstration")
    with writing(tell):
        if release(entries()).demonstration == on:
            return None
        head = audit.add(by, "demo", on=on)
        entry = decide("demo", by.name, on=on, audit=str(head))
        _publish(entry, by, tell)
    return entry


def regions_in(entry: Entry) -> frozenset[str]:
    """Give every region that a batch is about.

    Raises:
        RecordBroken: when a file of it is not what was accepted.
    """
    return regions_of({table: pd.read_parquet(rows_of(entry, table)) for table in entry.parts})


def seen_by(person: Person, entry: Entry) -> Entry:
    """Give an entry as a person may see it: what was pointed out in a file is for those who act for its regions.

    Raises:
        RecordBroken: when a file of it is not what was accepted.
    """
    if not entry.warnings:
        return entry
    # The rows are read only for those to whom it matters which regions stand in them.
    if may(person, "see_batch") and (person.role not in WITH_REGIONS or may(person, "see_batch", regions_in(entry))):
        return entry
    return replace(entry, warnings=[], reason="")


def _publish(entry: Entry, by: Person, tell: Tell) -> None:
    """Publish the record with a new entry, or take the entry out again: a full disk leaves nothing half done."""
    try:
        version = store.build(tell=tell)
    except Exception:
        forget(entry)
        with suppress(DataError):  # on a full disk; that nothing was published shows in the record of batches
            audit.add(by, "failed", what=entry.kind)
        raise
    seal()
    with suppress(DataError):  # it is published: the line before and the entry itself say so
        audit.add(by, "publish", batch=entry.batch_id, store=version)


def _need(by: Person, why: str) -> None:
    if not by.name.strip() or not why.strip():
        raise DataError("Say who does it and why: --by NAME --why TEXT.")
