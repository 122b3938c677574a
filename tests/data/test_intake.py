"""Taking a file in: all of it or nothing, once, with a reason where it is odd, and back again."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from data import intake
from data.batches import entries, folder
from data.problem import CannotWrite, DataError, ProblemsFound
from data.store import build, ensure
from tests.people import at_hand

MEMBERS = "Wilayah,Bulan,Segmen,Aktif\n51.03,2026-01,PU,{active}\n51.03,2026-01,BPU,40\n"
HELD = "select segment, active, batch_id, source_file, source_row from membership where status = 'reported' order by segment"


def _load(active: object, month: str = "2026-01", **more: str) -> tuple[str, dict[str, int]]:
    content = MEMBERS.format(active=active).replace("2026-01", month).encode()
    entry, difference = intake.load(content, "januari.csv", by=at_hand("KC Denpasar"), **more)
    return entry.batch_id, difference.counts


def test_a_loaded_file_is_published_with_its_batch_file_and_row(home: Path) -> None:
    batch, counts = _load(100)
    assert counts == {"new": 2, "changed": 0, "deleted": 0, "same": 0}
    assert ensure().query(HELD).to_numpy().tolist() == [
        ["BPU", 40, batch, "januari.csv", 3],
        ["PU", 100, batch, "januari.csv", 2],
    ]
    assert (folder() / batch / "sent.csv").read_text() == MEMBERS.format(active=100)


def test_the_same_file_twice_changes_nothing_and_says_so(home: Path) -> None:
    _load(100)
    before, version = entries(), ensure().version
    with pytest.raises(intake.NothingToLoad, match="says what is already held: nothing was changed"):
        _load(100)
    assert (entries(), ensure().version) == (before, version)


def test_a_correction_is_a_further_batch_and_says_what_it_changes(home: Path) -> None:
    _load(100)
    _, counts = _load(104)
    assert counts == {"new": 0, "changed": 1, "deleted": 0, "same": 1}
    assert ensure().query(HELD)["active"].tolist() == [40, 104]


def test_a_file_with_an_error_is_refused_whole(home: Path) -> None:
    _load(100)
    before, version = entries(), ensure().version
    with pytest.raises(ProblemsFound) as refused:
        _load("many", month="2026-02")
    assert [(problem.row, problem.column, problem.value) for problem in refused.value.problems] == [
        (2, "Aktif", "many")
    ]
    assert (entries(), ensure().version) == (before, version)


def test_a_file_with_a_warning_needs_a_reason_and_both_are_kept(home: Path) -> None:
    _load(100)
    with pytest.raises(intake.ReasonNeeded) as asked:
        _load(900, month="2026-03")  # February is missing, and 900 is nine times as many
    assert [(warning.row, warning.column) for warning in asked.value.warnings] == [
        (2, "Bulan"),
        (3, "Bulan"),
        (2, "Aktif"),
    ]
    assert len(entries()) == 2
    _load(900, month="2026-03", reason="a large employer joined; February follows")
    assert entries()[-1].reason == "a large employer joined; February follows"
    assert entries()[-1].warnings == [str(warning) for warning in asked.value.warnings]


def test_nobody_loads_without_a_name(home: Path) -> None:
    with pytest.raises(DataError, match="Say who loads the file"):
        intake.load(MEMBERS.format(active=100).encode(), "januari.csv", by=at_hand(" "))


@pytest.mark.parametrize("called", ["0002", "2"])
def test_a_batch_may_be_called_by_its_number_alone(home: Path, called: str) -> None:
    batch, _ = _load(100)
    assert batch.startswith("0002-")  # 0001 switched the demonstration set off
    intake.withdraw(called, at_hand("Kanwil"), "a mistake")
    assert ensure().query(HELD).empty
    intake.restore(called, at_hand("Kanwil"), "it was right")
    assert len(ensure().query(HELD)) == 2  # PU and BPU


def test_what_counts_can_be_withdrawn_once_and_by_name_with_a_reason(home: Path) -> None:
    batch, _ = _load(100)
    for by, why in (("", "a mistake"), ("Kanwil", " ")):
        with pytest.raises(DataError, match="Say who does it and why"):
            intake.withdraw(batch, at_hand(by), why)
    intake.withdraw(batch, at_hand("Kanwil"), "a mistake")
    assert ensure().query(HELD).empty
    with pytest.raises(DataError) as refused:
        intake.withdraw(batch, at_hand("Kanwil"), "a mistake")
    assert str(refused.value) == f"{batch!r} is no batch that counts. Those that do: none."
    intake.restore(batch, at_hand("Kanwil"), "it was right")
    assert len(ensure().query(HELD)) == 2


def test_the_demonstration_set_is_switched_once(home: Path) -> None:
    assert intake.switch_demonstration(at_hand("Kanwil"), on=False) is None
    assert intake.switch_demonstration(at_hand("Kanwil"), on=True) is not None
    assert len(ensure().query("select 1 from membership where status = 'demonstration' limit 1")) == 1
    _load(100)
    assert ensure().query("select 1 from membership where status = 'demonstration' limit 1").empty


def test_an_examined_file_changes_nothing(home: Path) -> None:
    before = entries()
    examined = intake.examine(MEMBERS.format(active=100).encode(), "januari.csv", at_hand())
    assert (examined.problems, examined.warnings) == ([], [])
    assert examined.difference is not None
    assert examined.difference.counts["new"] == 2
    assert entries() == before


def test_a_full_disk_leaves_record_and_figures_as_they_were_and_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _load(100)
    before, version = entries(), ensure().version

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("data.batches.write_whole", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        _load(104)
    assert (entries(), ensure().version) == (before, version)


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "do",
    [
        lambda batch: _load(104),
        lambda batch: intake.withdraw(batch, at_hand("Kanwil"), "a mistake"),
        lambda batch: intake.restore("1", at_hand("Kanwil"), "a mistake"),
        lambda batch: intake.switch_demonstration(at_hand("Kanwil"), on=True),
    ],
    ids=["load", "withdraw", "restore", "demo"],
)
def test_what_cannot_be_published_is_not_on_record_either_and_can_be_done_later(
    do: Callable[[str], object], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, _ = _load(100)
    before, version, kept = entries(), ensure().version, sorted(folder().iterdir())
    with monkeypatch.context() as patch:
        patch.setattr("data.store.write", _full)
        patch.setattr("data.store._point", _full)  # the store of an earlier release is still there and is not written
        with pytest.raises(CannotWrite, match="No space left on device"):
            do(batch)
    assert (entries(), sorted(folder().iterdir())) == (before, kept)
    assert build() == version
    do(batch)
    assert len(entries()) == len(before) + 1
    assert ensure().version != version
