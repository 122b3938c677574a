"""The audit record: only ever added to, whole after a crash, and any rewriting of it shows."""

from __future__ import annotations

import json
import multiprocessing
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from data.access.refusal import NotAllowed
from data.access.rules import require
from data.audit import record, settings
from data.audit.whole import faults
from data.backup import backup, head_in
from data.batches import decide, writing
from data.chain import SEAL
from data.problem import CannotWrite, DataError
from tests.access_file import access_file
from tests.people import ADMINISTRATOR, BADUNG, READER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty COVERAGE_HOME."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    record._refused.clear()
    return tmp_path


def told() -> list[tuple[str, str, dict[str, object]]]:
    return [(line.kind, line.by, dict(line.about)) for line, _ in record.lines()]


def test_what_was_done_is_listed_in_order_with_who_did_it() -> None:
    record.add(BADUNG, "load", file="januari.csv", rows=2)
    record.add(None, "settings", small=5)
    assert told() == [
        ("load", "KC Badung", {"file": "januari.csv", "rows": 2}),
        ("settings", "system", {"small": 5}),
    ]
    assert faults() == (2, [])


def test_the_record_is_for_its_owner_alone_to_read() -> None:
    record.add(BADUNG, "sign_in")
    assert stat.S_IMODE(record.path().stat().st_mode) == 0o600


def test_a_text_is_kept_on_one_line_and_not_endless() -> None:
    record.add(BADUNG, "load", reason="a\n{}\x1b[2J" + "b" * 5_000)
    ((_, _, about),) = told()
    assert str(about["reason"]).startswith("a {}\N{REPLACEMENT CHARACTER}[2Jb")
    assert len(str(about["reason"])) == record.LONGEST


def test_a_refusal_is_on_record_with_what_was_asked_and_for_which_regions() -> None:
    with pytest.raises(NotAllowed):
        require(BADUNG, "load", ["51.03", "51.04"])
    with pytest.raises(NotAllowed):
        require(READER, "backup")
    assert told() == [
        ("refused", "KC Badung", {"action": "load", "regions": "51.04"}),
        ("refused", "Pembaca", {"action": "backup"}),
    ]


def test_a_flood_of_refusals_fills_no_disk() -> None:
    for _ in range(3 * record.REFUSALS):
        with pytest.raises(NotAllowed):
            require(READER, "audit")
    assert len(record.lines()) == record.REFUSALS
    assert told()[-1][2] == {"action": "audit", "further": "not listed for a minute"}


def _replaced(old: bytes, new: bytes) -> None:
    content = record.path().read_bytes()
    assert old in content
    record.path().write_bytes(content.replace(old, new))


@pytest.fixture
def three() -> None:
    """Write three lines."""
    for name in ("a.csv", "b.csv", "c.csv"):
        record.add(BADUNG, "load", file=name)


def test_a_line_that_was_edited_is_found(three: None) -> None:
    _replaced(b"a.csv", b"x.csv")
    assert faults()[1] == [
        (
            "Audit record: Entry 2 does not follow from what stands before it: 1 or it was changed after it was accepted, or an "
            "entry was taken out."
        )
    ]


def test_the_last_line_edited_is_found_by_the_seal(three: None) -> None:
    _replaced(b"c.csv", b"x.csv")
    assert faults()[1] == ["Audit record: Entry 3 was changed after it was published."]


def test_a_line_taken_out_or_put_in_is_found(three: None) -> None:
    lines = record.path().read_bytes().splitlines(keepends=True)
    record.path().write_bytes(lines[0] + lines[2])
    assert faults()[1] == ["Line 2 of the audit record says that it is 3: a line was taken out or put in."]
    record.path().write_bytes(b"".join(lines[:2]))
    assert faults()[1] == ["Audit record: Entry 3, which was published, is missing at the end of the record."]
    record.path().write_bytes(b"".join(lines) + b"{}\n")
    assert faults()[1] == ["Line 4 of the audit record cannot be read: it was changed by hand."]


def test_a_record_rewritten_whole_shows_by_what_a_publish_noted_of_it(three: None) -> None:
    with writing():
        entry = decide("demo", "Ibu Admin", on=False, audit=str(record.head()))
    assert faults()[1] == []
    record.path().unlink()
    (record.folder() / SEAL).unlink()
    for name in ("a.csv", "other.csv", "c.csv", "d.csv"):  # as whoever can write here would
        record.add(BADUNG, "load", file=name)
    assert faults()[1] == [
        (
            f"Batch {entry.batch_id} was published at line 3 of the audit record, which is not what stands in record.jsonl now: "
            "it was rewritten."
        )
    ]


def test_a_line_cut_short_by_a_loss_of_power_is_taken_off_and_that_is_on_record(three: None) -> None:
    with record.path().open("ab") as file:
        file.write(b'{"number": 4, "at"')
    assert len(record.lines()) == 3
    record.add(BADUNG, "sign_out")
    assert told()[3:] == [("torn", "system", {"bytes": 18}), ("sign_out", "KC Badung", {})]
    assert faults() == (5, [])


def test_lines_cut_off_at_the_end_show_for_good_and_not_only_until_the_next_one(three: None) -> None:
    lines = record.path().read_bytes().splitlines(keepends=True)
    record.path().write_bytes(lines[0])
    for _ in range(3):  # each of them seals the record anew
        record.add(READER, "sign_in")
    assert [kind for kind, _, _ in told()] == ["load", "torn", "sign_in", "sign_in", "sign_in"]
    assert faults()[1] == ["Before line 2 of the audit record, lines were cut off or changed by hand: its seal said 3."]


def test_a_last_line_put_in_the_place_of_another_shows_for_good(three: None) -> None:
    _replaced(b"c.csv", b"x.csv")
    record.add(READER, "sign_in")
    assert faults()[1] == ["Before line 4 of the audit record, lines were cut off or changed by hand: its seal said 3."]


def test_the_whole_record_removed_shows_for_good(three: None) -> None:
    record.path().unlink()
    record.add(READER, "sign_in")
    assert faults()[1] == ["Before line 1 of the audit record, lines were cut off or changed by hand: its seal said 3."]


def test_a_seal_that_is_behind_since_the_power_was_lost_is_no_fault(three: None) -> None:
    seal = (record.folder() / SEAL).read_bytes()
    record.add(READER, "sign_in")
    (record.folder() / SEAL).write_bytes(seal)
    record.add(READER, "sign_out")
    assert faults() == (5, [])


@pytest.mark.parametrize("name", ["x" * 200_000, "KC \udcff\x1b[2J\nBadung", "=1+1"])
def test_no_name_keeps_the_next_line_from_being_written(name: str) -> None:
    record.add(replace(BADUNG, name=name), "sign_in")
    record.add(BADUNG, "sign_out")
    assert faults() == (2, [])
    assert len(told()[0][1]) <= record.LONGEST


def test_a_rewritten_record_is_not_excused_by_the_true_one_laid_beside_it(three: None) -> None:
    with writing():
        decide("demo", "Ibu Admin", on=False, audit=str(record.head()))
    record.path().rename(record.folder() / "earlier-0123456789abcdef.jsonl")
    (record.folder() / SEAL).unlink()
    record.add(BADUNG, "load", file="other.csv")
    assert faults()[1] == [
        "No backup brought earlier-0123456789abcdef.jsonl: it is no part of the audit record.",
        (
            "Batch 0001-demo was published at line 3 of the audit record, which is not what stands in record.jsonl now: "
            "it was rewritten."
        ),
    ]


def test_what_the_disk_does_not_take_is_refused_and_leaves_the_record_whole(three: None, monkeypatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(record.os, "fsync", full)
        with pytest.raises(CannotWrite, match="No space left on device"):
            record.add(ADMINISTRATOR, "backup")
    assert faults() == (3, [])


def _add(home: str, name: str, count: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", home)
        for number in range(count):
            record.add(None, "export", file=f"{name}-{number}")


def test_several_processes_add_without_losing_a_line(home: Path) -> None:
    running = [
        multiprocessing.get_context("spawn").Process(target=_add, args=(str(home), name, 25))
        for name in ("one", "two", "three")
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0, 0]
    assert faults() == (75, [])
    assert len({line.about["file"] for line, _ in record.lines()}) == 75


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "other"},
        {"role": "boss"},
        {"via": "x"},
        {"about": []},
        {"about": {"a": [1]}},
        {"number": True},
        {"more": 1},
    ],
)
def test_a_line_that_holds_something_else_is_refused(three: None, changed: dict[str, object]) -> None:
    *kept, last = record.path().read_bytes().splitlines(keepends=True)
    record.path().write_bytes(b"".join(kept) + json.dumps(json.loads(last) | changed).encode() + b"\n")
    assert faults()[1] == ["Line 3 of the audit record cannot be read: it was changed by hand."]


def test_a_changed_file_of_access_is_on_record_when_it_is_noticed_and_once(home: Path) -> None:
    settings._noted.clear()
    path = access_file(home)
    settings.note()
    settings.note_access()
    assert [kind for kind, _, _ in told()] == ["settings"]
    path.write_text(path.read_text() + '\n[[people]]\nemail = "baru@example.go.id"\nrole = "administrator"\n')
    settings._noted.clear()  # as another process does, which has looked at nothing yet
    settings.note_access()
    settings.note_access()
    before, after = (about for _, _, about in told())
    assert before["access"] != after["access"]
    assert {**before, "access": ""} == {**after, "access": ""}
    path.chmod(0o644)
    settings.note_access()
    assert told()[-1][2]["access"] == "broken"


def test_a_backup_that_notes_another_record_is_named(home: Path) -> None:
    with writing():
        decide("demo", by="a", on=False)
    record.add(BADUNG, "sign_in")
    backup(home / "lama.zip", ADMINISTRATOR)
    record.add(BADUNG, "sign_out")
    heads = {"lama.zip": head_in(home / "lama.zip")}
    assert faults(heads)[1] == []
    whole = [line for line, _ in record.lines()]
    record.path().unlink()
    (record.folder() / SEAL).unlink()
    for line in whole:  # written anew, in good form
        record.add(READER if line.kind == "sign_in" else None, line.kind, **line.about)
    assert faults()[1] == []
    assert faults(heads)[1] == [
        "Backup lama.zip was made at line 2 of the audit record, which is not what stands in record.jsonl now: it was rewritten."
    ]
    (home / "kosong.zip").write_bytes(b"PK")
    with pytest.raises(DataError, match=r"kosong\.zip cannot be read as a backup"):
        head_in(home / "kosong.zip")
