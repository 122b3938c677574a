"""Publishing a store: all or nothing, by one pointer, and never in the way of a reader."""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data import building, filling
from data.building import version_of
from data.home import FACTS
from data.problem import CannotWrite, DataError, ProblemsFound
from data.store import Store, StoreMissing, build, ensure, open_store
from tests.data.altered_facts import set_cell
from tests.published_only import switch_demonstration_off

PU_OF_BALI = "select active_pu from members_by_province_year where region_code = '51' and year = 2022"
BALI_2022 = ("members_by_province_year.csv", 2, "active_pu")  # 449550 in the bundled facts


def _files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "store").iterdir()}


def _borrow(published: Path, home: Path) -> None:
    """Publish the bundled facts in a test's own home without building them again."""
    (home / "store").mkdir(parents=True)
    for path in (published / "store").iterdir():
        (home / "store" / path.name).write_bytes(path.read_bytes())


@pytest.fixture
def home(home: Path, published: Path) -> Path:
    _borrow(published, home)
    shutil.rmtree(home / "facts")  # a build begins with the facts here
    return home


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip the checks, half of a build: the facts of a test about publishing are known to be sound."""
    monkeypatch.setattr(building, "check", lambda *given: [])


def _raises_at(call: int, function: Callable[..., object]) -> Callable[..., object]:
    calls = []

    def wrapped(*given: object, **named: object) -> object:
        calls.append(given)
        if len(calls) == call:
            raise OSError("power cut")
        return function(*given, **named)

    return wrapped


def test_refused_facts_leave_the_published_store_byte_for_byte_and_readable(home: Path, facts: Path) -> None:
    before = _files(home)
    set_cell(facts, *BALI_2022, "4495.50 thousand")
    with pytest.raises(ProblemsFound) as refused:
        build(facts)
    assert [(p.file, p.row, p.column) for p in refused.value.problems] == [BALI_2022]
    assert _files(home) == before
    reader = open_store()
    assert reader.query(PU_OF_BALI)["active_pu"].tolist() == [449550]
    reader.close()


@pytest.mark.usefixtures("unchecked")
def test_a_failure_while_the_tables_are_written_leaves_the_old_store_and_no_draft(
    home: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(home)
    set_cell(facts, *BALI_2022, "449551")
    monkeypatch.setattr(filling, "_create_mart", _raises_at(2, filling._create_mart))
    with pytest.raises(CannotWrite, match="power cut"):
        build(facts)
    assert _files(home) == before


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("rename", [1, 2], ids=["of the store", "of the pointer"])
def test_a_failure_of_either_rename_leaves_the_old_pointer_and_the_next_build_succeeds(
    rename: int, home: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(home)
    set_cell(facts, *BALI_2022, "449551")
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", _raises_at(rename, os.replace))
        with pytest.raises(CannotWrite, match="power cut"):
            build(facts)
    after = _files(home)
    assert {name: after[name] for name in before} == before
    assert not [name for name in after if name.startswith("draft")]

    assert build(facts) == version_of(facts)
    reader = open_store()
    assert reader.query(PU_OF_BALI)["active_pu"].tolist() == [449551]
    reader.close()


@pytest.mark.usefixtures("unchecked")
def test_what_a_killed_build_left_does_not_stop_the_next_one(
    home: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container every start may have the same process number, so the draft's name may be taken."""
    set_cell(facts, *BALI_2022, "449551")
    with monkeypatch.context() as killed:
        killed.setattr(filling, "_create_mart", _raises_at(2, filling._create_mart))
        killed.setattr(Path, "unlink", lambda path, missing_ok=False: None)
        with pytest.raises(CannotWrite, match="power cut"):
            build(facts)
    assert [name for name in _files(home) if name.startswith("draft")] != []

    assert build(facts) == version_of(facts)


def test_building_the_same_facts_again_changes_nothing(home: Path, store: Store) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in (home / "store").iterdir()}
    steps: list[str] = []
    assert build(FACTS, steps.append) == store.version
    assert steps == []
    assert {path.name: path.stat().st_mtime_ns for path in (home / "store").iterdir()} == before


@pytest.mark.usefixtures("unchecked")
def test_a_changed_fact_is_another_store_and_an_open_one_still_reads(home: Path, facts: Path) -> None:
    old, reader = open_store(), ensure()
    assert ensure() is reader
    set_cell(facts, *BALI_2022, "449551")
    version = build(facts)
    assert (home / "store" / "current").read_text(encoding="ascii") == f"coverage-{version}.duckdb\n"

    new = open_store()
    assert new.version == version != old.version
    assert old.query(PU_OF_BALI)["active_pu"].tolist() == [449550]
    assert new.query(PU_OF_BALI)["active_pu"].tolist() == [449551]
    old.close()
    new.close()

    later = ensure()  # what a running app asks: it notices the new store by itself
    assert later is ensure()
    assert (later.version, later.query(PU_OF_BALI)["active_pu"].tolist()) == (version, [449551])
    assert reader.query(PU_OF_BALI)["active_pu"].tolist() == [449550]


@pytest.mark.usefixtures("home")
def test_the_version_is_of_the_content_and_not_of_dates_or_other_files(facts: Path, store: Store) -> None:
    assert version_of(facts) == store.version
    os.utime(facts / "targets.csv", (0, 0))
    (facts / "notes.txt").write_text("not a fact", encoding="utf-8")
    assert version_of(facts) == store.version
    set_cell(facts, "targets.csv", 2, "note", "another note")
    assert version_of(facts) != store.version


def test_three_stores_are_kept_and_older_ones_go(home: Path, store: Store) -> None:
    older = [home / "store" / f"coverage-{age:016x}.duckdb" for age in range(4)]
    for age, path in enumerate(older):
        path.write_bytes(b"")
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    build()
    kept = sorted(path.name for path in (home / "store").glob("coverage-*"))
    assert kept == sorted([older[0].name, older[1].name, f"coverage-{store.version}.duckdb"])


def test_without_a_published_store_the_reader_is_told_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(StoreMissing, match=r"^No store has been published yet\. Run: python -m data build$"):
        open_store()


@pytest.mark.parametrize("pointer", ["", "coverage-0000000000000000.duckdb\n", "../../secret.duckdb\n"])
def test_a_pointer_to_nothing_of_ours_is_no_store(pointer: str, home: Path) -> None:
    (home / "store" / "current").write_text(pointer, encoding="ascii")
    with pytest.raises(StoreMissing):
        open_store()


@pytest.mark.usefixtures("unchecked")
def test_a_reader_publishes_the_bundled_facts_where_none_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "fresh"))
    switch_demonstration_off()
    assert ensure().version == store.version
    assert sorted(_files(tmp_path / "fresh")) == [f"coverage-{store.version}.duckdb", "current"]


@pytest.mark.usefixtures("unchecked")
def test_a_store_of_older_facts_or_code_is_not_read_in_place_of_the_bundled_ones(home: Path, store: Store) -> None:
    """After an upgrade the published store has the old tables; new questions to it would fail."""
    folder = home / "store"
    (folder / f"coverage-{store.version}.duckdb").rename(folder / "coverage-0000000000000000.duckdb")
    (folder / "current").write_text("coverage-0000000000000000.duckdb\n", encoding="ascii")
    assert ensure().version == store.version


@pytest.mark.parametrize("size", [0, 100_000])
def test_a_store_that_was_cut_short_is_built_again(size: int, home: Path, store: Store) -> None:
    published = home / "store" / store.path.name
    with published.open("r+b") as file:
        file.truncate(size)
    assert build() == store.version
    reader = open_store()
    assert reader.query(PU_OF_BALI)["active_pu"].tolist() == [449550]
    reader.close()


def test_a_store_with_blocks_that_were_overwritten_is_said_to_be_damaged(home: Path, store: Store) -> None:
    build()
    path = next((home / "store").glob("coverage-*.duckdb"))
    content = bytearray(path.read_bytes())
    content[1_000_000:-1_000_000] = bytes(len(content) - 2_000_000)
    path.write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        _read_everything()


def _read_everything() -> None:
    with contextlib.closing(open_store()) as opened:
        for table in opened.query("select table_name from duckdb_tables() order by all")["table_name"]:
            opened.query(f"select * from {table}")
