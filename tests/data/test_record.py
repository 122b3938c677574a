"""The record of what offices sent: nothing in it changes, and any release is its entries up to some number."""

import hashlib
import zipfile
from pathlib import Path
from threading import Event, Thread

import pytest

from data import batches, earlier
from data.backup import backup, restore_backup
from data.batches import accept, decide, entries, number_at, release, rows_of, writing
from data.earlier import as_known
from data.entry import Entry, RecordBroken
from data.problem import CannotWrite, DataError
from data.store import build, ensure, open_store
from tests.data.office_rows import members, rows
from tests.people import at_hand

NO_MOMENT = "'tomorrow' is no batch and no day such as 2026-01-31."


def _accept(active: int, region: str = "51.03", month: str = "2026-01") -> Entry:
    content = f"{region} {month} {active}".encode()
    with writing():
        return accept(
            content,
            "january.csv",
            {"membership": rows("membership", *members(region, month, {"PU": active}))},
            "KC Denpasar",
        )


def _active() -> list[int]:
    build()
    store = open_store()
    found = store.query("select active from membership where status = 'reported' order by region_code, month")
    store.close()
    return list(found["active"])


def test_a_later_batch_wins_its_cells_and_a_withdrawal_brings_the_earlier_one_back(home: Path) -> None:
    first, other, later = _accept(100), _accept(70, region="51.04"), _accept(110)
    assert _active() == [110, 70]
    with writing():
        decide("withdraw", "Kanwil", "a mistake", later.number)
    assert _active() == [100, 70]
    with writing():
        decide("restore", "Kanwil", "once more", later.number)
    assert _active() == [110, 70]
    with writing():
        decide("restore", "Kanwil", "to the first", first.number)
    assert _active() == [100]
    assert [entry.kind for entry in entries()] == ["demo", "load", "load", "load", "withdraw", "restore", "restore"]
    assert other.batch_id == f"0003-{hashlib.sha256(b'51.04 2026-01 70').hexdigest()[:8]}"


def test_a_row_marked_so_empties_its_cell_and_no_other(home: Path) -> None:
    _accept(100)
    _accept(70, region="51.04")
    gone = rows("membership", {"region_code": "51.03", "month": "2026-01", "segment": "PU", "delete": True})
    with writing():
        accept(b"gone", "gone.csv", {"membership": gone}, "KC Denpasar")
    assert _active() == [70]


def _load(number: int) -> Entry:
    return Entry(number, "load", "2026-01-31T08:00:00Z", "KC", checksum=f"{number:08}")


def _switch(number: int, on: bool) -> Entry:
    return Entry(number, "demo", "2026-01-31T08:00:00Z", "KC", on=on)


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ([], True),
        ([_switch(1, on=False)], False),
        ([_load(1)], False),
        ([_load(1), _switch(2, on=True)], True),
        ([_load(1), _switch(2, on=True), _load(3)], True),
        ([_switch(1, on=False), _switch(2, on=True), _load(3)], False),
        ([_load(1), Entry(2, "withdraw", "2026-01-31T08:00:00Z", "KC", target=1)], False),
    ],
)
def test_the_demonstration_set_goes_off_with_the_first_file_and_otherwise_by_hand(
    known: list[Entry], shown: bool
) -> None:
    assert release(known).demonstration is shown


def test_a_moment_is_a_batch_its_number_or_a_day_that_is_wholly_known() -> None:
    known = [
        Entry(1, "load", "2026-01-30T23:59:59Z", "KC", checksum="a" * 64),
        Entry(2, "load", "2026-01-31T00:00:00Z", "KC", checksum="b" * 64),
    ]
    moments = ("0001-aaaaaaaa", "2", "2026-01-29", "2026-01-30", "2026-01-31", "2027-01-01")
    assert [number_at(known, moment) for moment in moments] == [1, 2, 0, 1, 2, 2]
    with pytest.raises(DataError) as refused:
        number_at(known, "tomorrow")
    assert str(refused.value) == f"{NO_MOMENT} The last batches: 0001-aaaaaaaa, 0002-bbbbbbbb."


def test_a_clock_that_was_set_back_makes_no_entry_known_before_those_it_came_after() -> None:
    days = ("2026-01-10", "2026-01-20", "2026-01-05", "2026-01-21")
    known = [
        Entry(number, "load", f"{day}T08:00:00Z", "KC", checksum="a" * 64) for number, day in enumerate(days, start=1)
    ]
    asked = ("2026-01-05", "2026-01-10", "2026-01-19", "2026-01-20", "2026-01-21")
    assert [number_at(known, day) for day in asked] == [0, 1, 1, 3, 4]


def test_an_earlier_release_is_read_while_the_latest_stays_published(home: Path) -> None:
    first = _accept(100)
    _accept(110)
    latest = ensure()
    asked = "select active from membership"
    assert as_known(first.batch_id).query(asked)["active"].tolist() == [100]
    assert ensure().version == latest.version
    assert ensure().query(asked)["active"].tolist() == [110]


def test_only_the_last_few_earlier_releases_stay_on_the_disk_and_the_others_are_built_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "KEPT", 1)
    batches_ = [_accept(active).batch_id for active in (100, 110, 120)]
    latest = ensure()
    asked = "select active from membership"
    for _ in range(2):
        for batch, active in zip(batches_, (100, 110, 120), strict=True):
            assert as_known(batch).query(asked)["active"].tolist() == [active]
            assert len(list((home / "store").glob("coverage-*.duckdb"))) <= 2
            assert latest.path.exists()


def test_one_earlier_release_is_built_at_a_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _accept(100)
    _accept(110)
    ensure()
    monkeypatch.setattr(earlier, "WAIT", 0.01)
    with earlier._building, pytest.raises(earlier.EarlierBusy, match="Ask again in a minute"):
        as_known(first.batch_id)
    assert as_known(first.batch_id).query("select active from membership")["active"].tolist() == [100]


def test_a_power_cut_while_a_file_is_accepted_leaves_no_entry(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _accept(100)
    before = entries()
    for name in ("write_whole", "settle"):
        with monkeypatch.context() as cut:
            cut.setattr(batches, name, _power_cut)
            with pytest.raises(CannotWrite, match="power cut"):
                _accept(110)
        assert entries() == before
    assert _accept(110).number == len(before) + 1
    assert not list(batches.folder().glob(".draft-*"))


def _power_cut(*_: object) -> None:
    raise OSError("power cut")


def test_a_file_of_the_record_that_was_altered_is_not_read(home: Path) -> None:
    entry = _accept(100)
    path = rows_of(entry, "membership")
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(RecordBroken) as found:
        build()
    said = f"membership.parquet of batch {entry.batch_id} is not what was accepted. Nothing was changed now."
    assert str(found.value).startswith(said)


def test_a_second_writer_waits_and_is_told_so(home: Path) -> None:
    held = Event()
    told: list[str] = []

    def second() -> None:
        with writing(told.append):
            held.set()

    with writing():
        waiting = Thread(target=second)
        waiting.start()
        assert not held.wait(0.3)
    waiting.join(10)
    assert held.is_set()
    assert told == ["another load is under way: waiting for it"]


def test_a_writer_that_waits_too_long_is_told_to_try_again(home: Path) -> None:
    refused = []

    def second() -> None:
        try:
            with writing(wait=0.1):
                pass
        except DataError as error:
            refused.append(str(error))

    with writing():
        waiting = Thread(target=second)
        waiting.start()
        waiting.join(10)
    assert refused == ["Another load has been under way for 0 seconds. Try again later."]


def _content(home: Path) -> dict[str, str]:
    build()
    store = open_store()
    names = store.query("select table_name as name from duckdb_tables() where database_name = current_database()")[
        "name"
    ]
    found = {name: hashlib.sha256(store.query(f"from {name}").to_csv().encode()).hexdigest() for name in names}
    store.close()
    return found


def test_a_backup_brings_the_same_content_back_elsewhere(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _accept(100)
    _accept(110)
    before = _content(home)
    assert backup(tmp_path / "record.zip", at_hand()) == 3
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "elsewhere"))
    assert restore_backup(tmp_path / "record.zip", at_hand()) == 3
    assert _content(tmp_path / "elsewhere") == before
    assert restore_backup(tmp_path / "record.zip", at_hand()) == 3  # once more changes nothing


def test_a_backup_never_replaces_entries_that_it_has_not(home: Path, tmp_path: Path) -> None:
    backup(tmp_path / "record.zip", at_hand())
    kept = _accept(100)
    with pytest.raises(DataError, match="The record here has entries that record"):
        restore_backup(tmp_path / "record.zip", at_hand())
    assert entries()[-1] == kept


@pytest.mark.parametrize("name", ["../outside", "0001-a/../../outside", "0001-aaaaaaaa/run.sh", "/etc/cron.d/outside"])
def test_a_backup_with_anything_else_in_it_is_refused(name: str, home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "record.zip", "w") as made:
        made.writestr("pantau-cakupan-record.json", "{}")
        made.writestr(name, "anything")
    with pytest.raises(DataError, match="which is no part of a record"):
        restore_backup(tmp_path / "record.zip", at_hand())
    assert not list(tmp_path.rglob("outside"))


def test_a_file_that_is_no_backup_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "record.zip").write_bytes(b"not a backup")
    with pytest.raises(DataError, match="cannot be read as a backup"):
        restore_backup(tmp_path / "record.zip", at_hand())


def test_a_folder_that_is_no_entry_is_named(home: Path) -> None:
    (batches.folder() / "9x").mkdir(parents=True)
    with pytest.raises(RecordBroken, match="9x is no entry of the record"):
        entries()
