"""A steward acts for the regions named and no others, whatever calls the functions that do it; the others by their role."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from data import backup, boundaries_kept, intake
from data.access.refusal import NotAllowed
from data.audit import record
from data.audit.whole import faults
from data.batches import entries
from tests.people import ADMINISTRATOR, BADUNG, GIANYAR, OFFICIAL, PUBLISHER, READER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from data.access.person import Person
    from data.store import Query

HEAD = "Wilayah,Bulan,Segmen,Aktif\n"
OWN = f"{HEAD}51.03,2026-01,PU,100\n51.03,2026-01,BPU,40\n".encode()
OTHER = f"{HEAD}51.04,2026-01,PU,70\n".encode()
BOTH = OWN + b"51.04,2026-01,PU,70\n"
FAULTY_BOTH = OWN + b"51.04,2026-01,PU,many\n"
FAULTY_OWN = OWN + b"51.03,2026-02,PU,many\n"
PROVINCE = f"{HEAD}51,2026-01,PU,900\n".encode()


def refused(do: Callable[[], object]) -> str:
    """Give the words of the refusal; nothing was accepted."""
    before = entries()
    with pytest.raises(NotAllowed) as said:
        do()
    assert entries() == before
    return str(said.value)


@pytest.fixture
def unchanged(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at a store that is published already: what is refused changes nothing of it."""
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    monkeypatch.setattr(record, "folder", lambda: tmp_path / "audit")


@pytest.mark.usefixtures("home")
def test_a_steward_loads_and_withdraws_the_own_region_and_that_is_on_record() -> None:
    entry, _ = intake.load(OWN, "januari.csv", BADUNG, note="first")
    assert (entry.by, entry.audit) == ("KC Badung", "1:" + entry.audit[2:])
    taken = intake.withdraw(entry.batch_id, BADUNG, "a mistake")
    told = [(line.kind, line.by, dict(line.about)) for line, _ in record.lines()]
    assert [(kind, by) for kind, by, _ in told] == [
        (kind, "KC Badung") for kind in ("load", "publish", "withdraw", "publish")
    ]
    assert told[0][2] == {
        "file": "januari.csv", "rows": 2, "regions": "51.03", "warnings": 0, "reason": "", "note": "first"
    }  # fmt: skip
    assert told[2][2] == {"batch": entry.batch_id, "reason": "a mistake"}
    assert told[3][2]["batch"] == taken.batch_id
    assert faults() == (4, [])


@pytest.mark.parametrize(
    ("content", "others"), [(OTHER, "51.04"), (BOTH, "51.04"), (FAULTY_BOTH, "51.04"), (PROVINCE, "51")]
)
def test_a_file_with_a_region_of_others_is_neither_loaded_nor_compared_nor_its_faults_listed(
    unchanged: None, content: bytes, others: str
) -> None:
    for do in (
        lambda: intake.load(content, "januari.csv", BADUNG),
        lambda: intake.examine(content, "januari.csv", BADUNG),
    ):
        assert refused(do) == (
            f"Checking a file: you act for 51.03, and this is also about {others}. Nothing was done. Ask whoever keeps this "
            "installation."
        )


def test_faults_of_the_own_region_are_listed(unchanged: None) -> None:
    found = intake.examine(FAULTY_OWN, "januari.csv", BADUNG)
    assert [problem.value for problem in found.problems] == ["many"]


def test_a_batch_of_others_is_not_withdrawn_and_what_was_pointed_out_in_it_not_seen(home: Path) -> None:
    entry, _ = intake.load(BOTH, "januari.csv", PUBLISHER)
    for steward, others in ((BADUNG, "51.04"), (GIANYAR, "51.03")):
        assert f"this is also about {others}." in refused(partial(intake.withdraw, "2", steward, "mine"))
    warned = replace(entry, warnings=["51.04: 70 people"], reason="checked with Gianyar")
    for stranger in (BADUNG, GIANYAR, READER, OFFICIAL):
        seen = intake.seen_by(stranger, warned)
        assert (seen.warnings, seen.reason) == ([], "")
    assert intake.seen_by(PUBLISHER, warned) == warned
    assert intake.seen_by(replace(BADUNG, regions=("51",)), warned) == warned


def test_a_table_without_regions_needs_a_publisher(unchanged: None) -> None:
    content = b"Kode kantor,Nama kantor,Berlaku mulai\nKC-X,KC Contoh,2026-01\n"
    found = intake.examine(content, "kantor.csv", PUBLISHER)
    assert list(found.read.tables) == ["new_office"], [str(problem) for problem in found.problems]
    said = refused(lambda: intake.load(content, "kantor.csv", replace(BADUNG, regions=("ID",))))
    assert "this is also about rows without a region." in said


@pytest.mark.parametrize("who", [READER, OFFICIAL, BADUNG, PUBLISHER], ids=lambda who: who.role)
def test_each_role_is_refused_what_is_not_its_own_where_it_is_done(
    unchanged: None, tmp_path: Path, query: Query, who: Person
) -> None:
    regions: pd.DataFrame = query("select * from region")
    stewards: list[Callable[[], object]] = [
        lambda: intake.examine(OWN, "januari.csv", who),
        lambda: intake.load(OWN, "januari.csv", who),
        lambda: intake.withdraw("1", who, "so"),
    ]
    publishers: list[Callable[[], object]] = [
        lambda: intake.restore("1", who, "so"),
        lambda: intake.switch_demonstration(who, on=True),
        lambda: boundaries_kept.keep(b"{}", regions, who),
        lambda: boundaries_kept.remove(who),
    ]
    administrators: list[Callable[[], object]] = [
        lambda: backup.backup(tmp_path / "record.zip", who),
        lambda: backup.restore_backup(tmp_path / "record.zip", who),
    ]
    not_theirs = {
        "reader": stewards + publishers,
        "regency": stewards + publishers,
        "steward": publishers,
        "publisher": [],
    }
    for do in not_theirs[who.role] + administrators:
        refused(do)
    assert not (tmp_path / "record.zip").exists()


def test_a_backup_holds_the_head_of_the_audit_record_and_brings_the_record_back_beside_another(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.load(OWN, "januari.csv", BADUNG)
    assert backup.backup(tmp_path / "record.zip", ADMINISTRATOR) == 2
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "new"))
    record.add(ADMINISTRATOR, "sign_in")
    assert backup.restore_backup(tmp_path / "record.zip", ADMINISTRATOR) == 2
    assert [line.kind for line, _ in record.lines()] == ["sign_in", "restore_backup"]
    (earlier,) = record.folder().glob("earlier-*.jsonl")
    assert [line.kind for line, _ in record.lines(earlier)] == ["load", "publish", "backup"]
    assert faults() == (2, [])
    earlier.unlink()
    assert len(faults()[1]) == 1  # what the load noted is nowhere any more
