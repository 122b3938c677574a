"""The chain of the record: whatever is edited, exchanged or taken out by hand is found, named, and said with what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import chain, intake
from data.__main__ import main
from data.backup import backup, restore_backup
from data.batches import accept, decide, entries, folder, seal, writing
from data.chain import SEAL
from data.entry import Entry, RecordBroken
from data.store import build
from tests.data.office_rows import members, rows
from tests.people import at_hand

TO_DO = (
    "Nothing was changed now. Move {folder} aside, keep it, and bring the record back from a backup: "
    "python -m data restore-backup FILE."
)

FOLLOWS = " from what stands before it: {} or it was changed after it was accepted, or an entry was taken out."


def _accept(active: int) -> Entry:
    with writing():
        tables = {"membership": rows("membership", *members("51.03", "2026-01", {"PU": active}))}
        entry = accept(f"{active}".encode(), "january.csv", tables, "KC Denpasar")
        seal()
    return entry


@pytest.fixture
def record(home: Path) -> list[Entry]:
    """A record of four: the switch of the demonstration set, two loads, a withdrawal."""
    loads = [_accept(100), _accept(110)]
    with writing():
        decide("withdraw", "Kanwil", "a mistake", loads[1].number)
        seal()
    return entries()


def _edit(entry: Entry, **changed: object) -> None:
    path = folder() / entry.batch_id / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changed), encoding="utf-8")


def _broken() -> str:
    with pytest.raises(RecordBroken) as found:
        entries()
    said = str(found.value)
    assert said.endswith(TO_DO.format(folder=folder()))
    return said.removesuffix(TO_DO.format(folder=folder())).strip()


def test_each_entry_holds_the_checksum_of_all_before_it(record: list[Entry]) -> None:
    kept = [(entry, (folder() / entry.batch_id / "manifest.json").read_bytes()) for entry in record]
    assert [entry.before for entry in record] == chain.links(kept)[:-1]
    assert len({entry.before for entry in record}) == 4
    assert chain.read_seal(folder()) == chain.Seal(4, chain.links(kept)[-1])


def test_an_entry_that_was_edited_is_named_with_the_one_that_follows_it(record: list[Entry]) -> None:
    _edit(record[1], by="somebody else")
    assert _broken() == f"Entry {record[2].batch_id} does not follow" + FOLLOWS.format(record[1].batch_id)


def test_the_last_entry_is_held_to_the_seal(record: list[Entry]) -> None:
    _edit(record[3], note="no mistake")
    assert _broken() == f"Entry {record[3].batch_id} was changed after it was published."


def test_an_entry_taken_out_of_the_middle_is_missing(record: list[Entry]) -> None:
    shutil.rmtree(folder() / record[2].batch_id)
    assert _broken() == "Entry 3 of the record is missing."


def test_an_entry_taken_out_of_the_end_is_missing(record: list[Entry]) -> None:
    shutil.rmtree(folder() / record[3].batch_id)
    assert _broken() == "Entry 4, which was published, is missing at the end of the record."


def test_an_entry_taken_out_and_the_rest_renumbered_is_found(record: list[Entry]) -> None:
    shutil.rmtree(folder() / record[2].batch_id)
    _edit(record[3], number=3, target=2)
    (folder() / record[3].batch_id).rename(folder() / "0003-withdraw")
    assert _broken().startswith("Entry 0003-withdraw does not follow from what stands before it")


def test_the_first_entry_is_held_to_the_beginning(record: list[Entry]) -> None:
    shutil.rmtree(folder() / record[0].batch_id)
    for entry in record[1:]:
        _edit(entry, number=entry.number - 1, target=entry.target and entry.target - 1)
        (folder() / entry.batch_id).rename(folder() / f"{entry.number - 1:04}{entry.batch_id[4:]}")
    assert _broken().startswith(f"Entry 0001{record[1].batch_id[4:]} does not begin the record")


def test_a_chain_cut_off_by_hand_is_no_record_of_before_the_chain(record: list[Entry]) -> None:
    _edit(record[2], before="")
    assert _broken().startswith(f"Entry {record[2].batch_id} does not follow from what stands before it")


def test_a_folder_under_another_name_and_an_entry_that_stands_twice_are_named(record: list[Entry]) -> None:
    load = folder() / record[1].batch_id
    shutil.copytree(load, folder() / "0002-ffffffff")
    assert _broken() == f"0002-ffffffff of the record says that it is {record[1].batch_id}."
    shutil.rmtree(folder() / "0002-ffffffff")
    _edit(record[2], number=2)
    (folder() / record[2].batch_id).rename(folder() / f"0002{record[2].batch_id[4:]}")
    assert _broken() == "Entry 3 of the record is missing."


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "2"}, {"number": True}, {"number": 0}, {"kind": "payment"}, {"at": None}, {"by": ["KC"]}, {"rows": "many"},
        {"rows": {"membership": "1"}}, {"parts": {"membership": None}}, {"parts": {"../../membership": "0" * 64}},
        {"warnings": "none"}, {"warnings": [1]}, {"target": "1"}, {"on": "yes"}, {"before": 7}, {"checksum": "../../outside"},
        {"added": "a column of their own"}, {"checksum": ""},
    ],
    ids=repr,
)  # fmt: skip
def test_a_manifest_with_something_else_in_it_cannot_be_read(record: list[Entry], changed: dict[str, Any]) -> None:
    _edit(record[1], **changed)
    assert _broken() == f"{record[1].batch_id} of the record cannot be read."


@pytest.mark.parametrize("target", [None, 4, 9, -1])
def test_a_withdrawal_points_back_to_an_entry_before_it(record: list[Entry], target: int | None) -> None:
    _edit(record[3], target=target)
    assert _broken() == f"{record[3].batch_id} of the record cannot be read."


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\x00", b"[]", b"null", b"1", b'{"number": NaN}'])
def test_a_manifest_or_a_seal_that_is_no_record_of_ours_cannot_be_read(record: list[Entry], content: bytes) -> None:
    path = folder() / record[1].batch_id / "manifest.json"
    before = path.read_bytes()
    path.write_bytes(content)
    assert _broken() == f"{record[1].batch_id} of the record cannot be read."
    path.write_bytes(before)
    (folder() / SEAL).write_bytes(content)
    assert _broken() == "The seal of the record cannot be read."


def _all_old() -> None:
    """Make the whole record one of before the chain, from its end on."""
    known = entries()
    (folder() / SEAL).unlink()
    for entry in reversed(known):
        path = folder() / entry.batch_id / "manifest.json"
        held = json.loads(path.read_text(encoding="utf-8"))
        del held["before"]
        path.write_text(json.dumps(held), encoding="utf-8")


def test_a_record_of_before_the_chain_is_read_and_the_next_entry_vouches_for_it(record: list[Entry]) -> None:
    _all_old()
    assert [entry.before for entry in entries()] == [""] * 4
    added = _accept(120)
    assert entries()[-1] == added
    assert added.before
    _edit(record[1], by="somebody else")
    which = f"one of the entries up to {record[3].batch_id}"
    assert _broken() == f"Entry {added.batch_id} does not follow" + FOLLOWS.format(which)


def test_an_older_seal_is_no_contradiction(record: list[Entry]) -> None:
    """As after a crash between accepting a file and publishing it, or on a full disk."""
    with writing():
        accept(b"120", "january.csv", {}, "KC Denpasar")
    assert len(entries()) == 5
    (folder() / SEAL).unlink()
    assert len(entries()) == 5


def test_a_full_disk_keeps_the_seal_from_being_written_and_nothing_else(
    record: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(chain, "write_whole", full)
    assert _accept(120).number == 5
    assert len(entries()) == 5


def test_what_could_not_be_published_is_taken_out_of_the_chain_again(
    record: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(**_given: object) -> str:
        raise RecordBroken("no room")

    with monkeypatch.context() as full:
        full.setattr(intake.store, "build", failing)
        with pytest.raises(RecordBroken):
            intake.switch_demonstration(at_hand("Kanwil"), on=True)
    assert entries() == record
    assert intake.switch_demonstration(at_hand("Kanwil"), on=True) == entries()[-1]
    assert chain.read_seal(folder()).number == 5  # type: ignore[union-attr]


def test_a_build_says_where_and_what_and_what_to_do(record: list[Entry], capsys: pytest.CaptureFixture[str]) -> None:
    build()
    _edit(record[1], by="somebody else")
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert f"Entry {record[2].batch_id} does not follow from what stands before it" in said
    assert said.rstrip().endswith(TO_DO.format(folder=folder()))


Harm = Callable[[Path, list[Entry]], None]


def _swap_rows(place: Path, record: list[Entry]) -> None:
    one, other = (place / record[number].batch_id / "membership.parquet" for number in (1, 2))
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)


def _swap_sent(place: Path, record: list[Entry]) -> None:
    (place / record[1].batch_id / "sent.csv").write_bytes(b"another file")


def _lose_sent(place: Path, record: list[Entry]) -> None:
    (place / record[1].batch_id / "sent.csv").unlink()


def _add_files(place: Path, record: list[Entry]) -> None:
    (place / record[1].batch_id / "claim.parquet").write_bytes(b"rows of no manifest")
    (place / "notes.txt").write_text("a note")


def _edit_two(_place: Path, record: list[Entry]) -> None:
    _edit(record[0], on=True)
    _edit(record[3], note="no mistake")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (
            _swap_rows,
            [
                "membership.parquet of batch {1} is not what was accepted.",
                "membership.parquet of batch {2} is not what was accepted.",
            ],
        ),
        (_swap_sent, ["sent.csv of batch {1} is not the file that was accepted."]),
        (_lose_sent, ["sent.csv of batch {1} is not the file that was accepted."]),
        (_add_files, ["claim.parquet in {1} is no part of the record.", "notes.txt is no part of the record."]),
        (
            _edit_two,
            [
                "Entry {1} does not follow" + FOLLOWS.format("{0}"),
                "Entry {3} was changed after it was published.",
            ],
        ),
    ],
)
def test_the_command_lists_everything_that_is_not_as_it_was_accepted(
    record: list[Entry], harm: Harm, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify"]) == 0
    assert capsys.readouterr().out == "The record is whole: 4 entries, each as it was accepted.\n"
    harm(folder(), record)
    assert main(["verify"]) == 1
    names = [entry.batch_id for entry in record]
    told = [line.format(*names) for line in said]
    assert capsys.readouterr().err.splitlines() == [*told, TO_DO.format(folder=folder())]


def test_a_record_moved_aside_comes_back_from_a_backup_with_its_chain(record: list[Entry], tmp_path: Path) -> None:
    assert backup(tmp_path / "record.zip", at_hand()) == 4
    _edit(record[1], by="somebody else")
    folder().rename(tmp_path / "aside")
    assert restore_backup(tmp_path / "record.zip", at_hand()) == 4
    assert entries() == record
    assert chain.read_seal(folder()).number == 4  # type: ignore[union-attr]
