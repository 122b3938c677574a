"""What somebody could try who may send files and reach the record: names that steer a terminal, swapped rows, altered backups."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from data import intake
from data.__main__ import main
from data.backup import backup, restore_backup
from data.batches import entries, folder
from data.entry import NAME, RecordBroken, file_name
from data.problem import DataError, Problem, ProblemsFound
from data.store import build, ensure
from tests.people import at_hand

HEAD = "Wilayah,Bulan,Segmen,Aktif\n"


def _file(active: int, region: str = "51.03") -> bytes:
    return f"{HEAD}{region},2026-01,PU,{active}\n".encode()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/januari.csv", "januari.csv"),
        ("..\\..\\januari.csv", "januari.csv"),
        ("C:\\laporan\\januari.csv", "januari.csv"),
        ("januari\n\x1b[2J.csv", "januari \N{REPLACEMENT CHARACTER}[2J.csv"),
        ("\u202evsc.januari.csv", "\N{REPLACEMENT CHARACTER}vsc.januari.csv"),  # turns what follows round
        ("januari\x00.csv", "januari\N{REPLACEMENT CHARACTER}.csv"),
        ("j" * 5000 + ".csv", "j" * (NAME - 5) + "….csv"),
        ("=cmd|' /C calc'!A0.csv", "C calc'!A0.csv"),
        ("laporan – Januari é.csv", "laporan – Januari é.csv"),
        ("a." + "x" * 5000, "a." + "x" * (NAME - 13) + "…" + "x" * 10),
    ],
)
def test_a_name_is_kept_without_folders_on_one_line_and_not_endless(sent: str, kept: str) -> None:
    assert file_name(sent) == kept
    assert len(kept) <= NAME


def test_nothing_that_a_steward_writes_steers_the_terminal_of_another(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch, _ = intake.load(
        _file(100), "a/\x1b]0;hacked\x07b\n.csv", by=at_hand("KC\x1b[31m\nroot"), note="x\x9b2J\u202e", reason="\r\x08"
    )
    intake.withdraw(batch.batch_id, at_hand("Kanwil\x1b[2J"), "a\nmistake\x7f")
    assert main(["history"]) == 0
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 3  # the switch of the demonstration set, the load, the withdrawal
    assert all(line.isprintable() for line in printed.splitlines())
    load, withdrawal = entries()[1:]
    strange = "\N{REPLACEMENT CHARACTER}"
    assert (load.file, load.by) == (f"{strange}]0;hacked{strange}b .csv", f"KC{strange}[31m root")
    assert withdrawal.note == f"a mistake{strange}"


def test_what_stands_in_a_file_does_not_steer_the_terminal_it_is_refused_on(home: Path) -> None:
    content = b"Wilayah,Bulan,Segmen,Aktif,\x1b[2Jlebih\n51.03,2026-01,PU,\x1b[31m7,1\n"
    with pytest.raises(ProblemsFound) as refused:
        intake.load(content, "\x1b[5m.csv", by=at_hand("KC"))
    assert {one.column for one in refused.value.problems} >= {"\x1b[2Jlebih"}  # the cell to look for stays as it is
    assert all(line.isprintable() for line in str(refused.value).splitlines())


def test_a_problem_is_one_line_whatever_stands_in_it() -> None:
    problem = Problem("a.csv", 2, "x\ny", "1\n2", "is a\twhole number", "Correct it.", sheet="\u202eS")
    assert str(problem) == (
        'a.csv, sheet "\N{REPLACEMENT CHARACTER}S", row 2, column "x y": the rule is that it is a whole number; '
        "'1\\n2' stands there. Correct it."
    )


@pytest.mark.parametrize("letters", [200_000, 5_000_000])
def test_a_cell_of_a_book_is_refused_in_a_line(home: Path, letters: int) -> None:
    content = f"{HEAD}51.03,2026-01,{'P' * letters},100\n".encode()
    with pytest.raises(ProblemsFound) as refused:
        intake.load(content, "januari.csv", by=at_hand("KC"))
    assert len(refused.value.problems) == 1
    assert len(str(refused.value)) < 1000


@pytest.fixture
def two(home: Path) -> list[str]:
    """A record of two loads, published."""
    return [
        intake.load(_file(active), "januari.csv", by=at_hand("KC"), reason="checked")[0].batch_id
        for active in (100, 110)
    ]


def _manifest(batch: str) -> Path:
    return folder() / batch / "manifest.json"


def test_rows_swapped_between_batches_are_not_built_and_the_published_figures_stay(two: list[str]) -> None:
    version = ensure().version
    one, other = (folder() / batch / "membership.parquet" for batch in two)
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)
    (folder().parent / "store" / f"coverage-{version}.duckdb").rename(folder().parent / "aside")
    with pytest.raises(RecordBroken, match=f"membership.parquet of batch {two[0]} is not what was accepted"):
        build()


def test_rows_swapped_together_with_the_checksum_in_their_manifest_are_found_by_the_chain(two: list[str]) -> None:
    rows = (folder() / two[1] / "membership.parquet").read_bytes()
    (folder() / two[0] / "membership.parquet").write_bytes(rows)
    held = json.loads(_manifest(two[0]).read_text(encoding="utf-8"))
    held["parts"]["membership"] = hashlib.sha256(rows).hexdigest()
    _manifest(two[0]).write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(RecordBroken, match=f"Entry {two[1]} does not follow from what stands before it: {two[0]}"):
        build()


def test_a_record_that_is_not_whole_takes_nothing_more(two: list[str]) -> None:
    _manifest(two[1]).write_text(_manifest(two[1]).read_text(encoding="utf-8").replace("KC", "KX"), encoding="utf-8")
    kept = sorted(folder().rglob("*"))
    for do in (
        lambda: intake.load(_file(120), "februari.csv", by=at_hand("KC"), reason="checked"),
        lambda: intake.withdraw(two[0], at_hand("Kanwil"), "a mistake"),
        lambda: intake.restore("1", at_hand("Kanwil"), "a mistake"),
        lambda: intake.switch_demonstration(at_hand("Kanwil"), on=True),
        lambda: backup(folder().parent / "record.zip", at_hand()),
    ):
        with pytest.raises(RecordBroken, match=f"Entry {two[1]} was changed after it was published"):
            do()
    assert sorted(folder().rglob("*")) == kept


def test_a_backup_altered_on_its_way_is_refused_and_nothing_is_brought_back(
    two: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(tmp_path / "record.zip", at_hand())
    with zipfile.ZipFile(tmp_path / "record.zip") as kept, zipfile.ZipFile(tmp_path / "altered.zip", "w") as made:
        for name in kept.namelist():
            content = kept.read(name)
            made.writestr(name, content.replace(b'"KC"', b'"KX"') if name.startswith(two[0]) else content)
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(DataError, match=f"Entry {two[1]} does not follow from what stands before it: {two[0]}"):
        restore_backup(tmp_path / "altered.zip", at_hand())
    assert not list((tmp_path / "elsewhere").rglob("manifest.json"))
    assert restore_backup(tmp_path / "record.zip", at_hand()) == 3
