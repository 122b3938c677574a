"""Takes in what an office sends: read, checked, compared, accepted whole, published; or refused whole.

Also what is done about it later: withdrawn, returned to an earlier release, the demonstration set switched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data import store
from data.batches import accept, decide, entries, forget, number_at, release, seal, writing
from data.entry import Entry, file_name
from data.loading import Read, Reading, read
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


def examine(content: bytes, file: str, reading: Reading | None = None, tell: Tell = lambda _: None) -> Examined:
    """Read and try a file; nothing is stored.

    Args:
        content: the file.
        file: its name.
        reading: how to read what the file itself leaves open.
        tell: told in a few words what is being done.
    """
    opened, file = store.ensure(tell), file_name(file)
    regions = opened.query("select region_code, bps_code, bps_code_2020, name, level, kind, parent_code from region")
    tell(mark("reading and checking the file"))
    found = read(content, file, regions, reading or Reading())
    errors = [problem for problem in found.problems if not problem.is_warning]
    warnings = [problem for problem in found.problems if problem.is_warning]
    if errors:
        return Examined(file, found, errors, warnings, None)
    tell(mark("comparing with what is held"))
    with trying(found.tables, opened.path) as trial:
        odd = trial.deviations(file, found.headings)
        errors = [problem for problem in odd if not problem.is_warning]
        warnings += [problem for problem in odd if problem.is_warning]
        difference = None if errors else trial.difference()
    return Examined(file, found, errors, warnings, difference)


def load(
    content: bytes, file: str, by: str, note: str = "", reason: str = "", reading: Reading | None = None,
    tell: Tell = lambda _: None,
) -> tuple[Entry, Difference]:  # fmt: skip
    """Accept a file and publish what it says.

    Args:
        content: the file.
        file: its name.
        by: who sends it.
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
    """
    if not by.strip():
        raise DataError("Say who loads the file: --by NAME.")
    with writing(tell):
        store.build(tell=tell)
        examined = examine(content, file, reading, tell)
        if examined.problems:
            raise ProblemsFound(examined.problems)
        if examined.difference is None or examined.difference.is_empty:
            raise NothingToLoad(f"{file} says what is already held: nothing was changed.")
        if examined.warnings and not reason.strip():
            raise ReasonNeeded(examined.warnings)
        tell(mark("accepting the file"))
        said = [str(warning) for warning in examined.warnings]
        entry = accept(content, file, examined.read.tables, by.strip(), note.strip(), said, reason.strip())
        _publish(entry, tell)
    return entry, examined.difference


def withdraw(moment: str, by: str, why: str, tell: Tell = lambda _: None) -> Entry:
    """Take back a batch: what it replaced counts again, and both remain in the record.

    Raises:
        DataError: when there is no such batch, or it does not count any more.
    """
    _need(by, why)
    with writing(tell):
        known = entries()
        named = next((entry for entry in known if moment in (entry.batch_id, str(entry.number))), None)
        counting = release(known).batches
        if named not in counting:
            names = ", ".join(entry.batch_id for entry in counting) or "none"
            raise DataError(f"{moment!r} is no batch that counts. Those that do: {names}.")
        entry = decide("withdraw", by, why, named.number)
        _publish(entry, tell)
    return entry


def restore(moment: str, by: str, why: str, tell: Tell = lambda _: None) -> Entry:
    """Return to what counted at a batch or at the end of a day; later batches stay in the record.

    Raises:
        DataError: when the moment is neither.
    """
    _need(by, why)
    with writing(tell):
        entry = decide("restore", by, why, number_at(entries(), moment))
        _publish(entry, tell)
    return entry


def switch_demonstration(by: str, tell: Tell = lambda _: None, *, on: bool) -> Entry | None:
    """Switch the demonstration set on or off; None where it already is."""
    with writing(tell):
        if release(entries()).demonstration == on:
            return None
        entry = decide("demo", by, on=on)
        _publish(entry, tell)
    return entry


def _publish(entry: Entry, tell: Tell) -> None:
    """Publish the record with a new entry, or take the entry out again: a full disk leaves nothing half done."""
    try:
        store.build(tell=tell)
    except Exception:
        forget(entry)
        raise
    seal()


def _need(by: str, why: str) -> None:
    if not by.strip() or not why.strip():
        raise DataError("Say who does it and why: --by NAME --why TEXT.")
