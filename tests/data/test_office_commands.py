"""The steward's commands about offices' files, as a steward types them."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from pandas import DataFrame

from data.__main__ import main
from data.batches import entries

Answer = tuple[int, str]
Ask = Callable[..., Answer]


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command: exit code, and what it printed; steps on standard error are left out."""

    def run(*arguments: object) -> Answer:
        code = main([str(argument) for argument in arguments])
        printed, said = capsys.readouterr()
        return code, printed + "".join(
            line for line in said.splitlines(keepends=True) if not line.startswith("store: ")
        )

    return run


@pytest.fixture
def january(tmp_path: Path) -> Path:
    """Give a file of January."""
    path = tmp_path / "januari.csv"
    path.write_text("Wilayah;Bulan;Segmen;Aktif\n51.03;2026-01;PU;100\n51.03;2026-01;BPU;40\n")
    return path


def test_load_history_and_withdraw(ask: Ask, january: Path) -> None:
    code, printed = ask("load", january, "--by", "KC Denpasar")
    batch = entries()[-1].batch_id
    assert code == 0
    assert printed == (
        "2 new rows\n\nTotals:\n"
        "     table   month   level  of measure old new\n"
        "membership 2026-01 regency BPU  active      40\n"
        "membership 2026-01 regency  PU  active     100\n\n"
        f"batch {batch} is accepted and published\n"
    )
    assert ask("load", january, "--by", "KC Denpasar") == (
        0,
        "januari.csv says what is already held: nothing was changed.\n",
    )
    code, printed = ask("history")
    assert [line.split()[0] for line in printed.splitlines()] == ["0001-demo", batch]
    assert printed.rstrip().endswith("januari.csv: 2 rows                                counts")
    assert ask("withdraw", batch, "--by", "Kanwil", "--why", "a mistake")[0] == 0
    code, printed = ask("history", "--format", "json")
    assert [(row["kind"], row["counts"]) for row in json.loads(printed)] == [
        ("demo", False),
        ("load", False),
        ("withdraw", False),
    ]
    assert ask("restore", "--as-of", batch, "--by", "Kanwil", "--why", "it was right") == (
        0,
        "what counted at entry 2 counts again (0004-restore)\n",
    )


def test_a_dry_run_and_a_difference_store_nothing(ask: Ask, january: Path) -> None:
    assert ask("load", january, "--by", "KC", "--dry-run")[1].endswith("Nothing was loaded: this was a dry run.\n")
    code, printed = ask("diff", january, "--format", "json")
    found = json.loads(printed)
    assert (code, found["counts"]) == (0, {"new": 2, "changed": 0, "deleted": 0, "same": 0})
    assert found["totals"] == [
        {
            "table": "membership",
            "month": "2026-01",
            "level": "regency",
            "of": segment,
            "measure": "active",
            "old": None,
            "new": people,
        }
        for segment, people in (("BPU", 40), ("PU", 100))
    ]
    assert len(entries()) == 1


def test_a_difference_as_csv_holds_no_formula_whatever_a_file_is_called(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "skema.csv"
    path.write_text("Wilayah;Bulan;Segmen;Aktif\n51.03;2026-01;PU;100\n")
    found = DataFrame({"table": ["membership"], "scheme": ["=cmd|' /C calc'!A0"], "new": [-1.0]})
    with pytest.MonkeyPatch.context() as patch:
        examined = SimpleNamespace(difference=SimpleNamespace(cells=found))
        patch.setattr("data.intake.examine", lambda *_: examined)
        code, printed = ask("diff", path, "--format", "csv")
    assert (code, printed) == (0, "table,scheme,new\nmembership,'=cmd|' /C calc'!A0,-1.0\n")


def test_a_broken_workbook_is_given_back_with_its_faults_marked(ask: Ask, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Kepesertaan"
    for row in (("Wilayah", "Bulan", "Segmen", "Aktif"), ("51.99", "2026-01", "PU", 100)):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    (tmp_path / "januari.xlsx").write_bytes(kept.getvalue())
    code, printed = ask("load", tmp_path / "januari.xlsx", "--by", "KC", "--marked", tmp_path / "marked.xlsx")
    assert code == 1
    assert 'januari.xlsx, sheet "Kepesertaan", row 2, column "Wilayah"' in printed
    assert printed.endswith("1 problem. Nothing was stored.\n")
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx")["Kepesertaan"]["A2"].comment is not None


def test_a_file_that_is_not_there_is_said_so(ask: Ask, tmp_path: Path) -> None:
    missing = tmp_path / "februari.csv"
    assert ask("load", missing, "--by", "KC") == (1, f"{missing} cannot be read: No such file or directory.\n")


def test_a_workbook_that_cannot_be_written_is_said_so(ask: Ask, tmp_path: Path) -> None:
    code, said = ask("template", tmp_path / "nowhere" / "isian.xlsx")
    assert (code, "nowhere/isian.xlsx cannot be written" in said) == (1, True)


def test_the_template_is_a_workbook_of_every_table(ask: Ask, tmp_path: Path) -> None:
    code, printed = ask("template", tmp_path / "isian.xlsx")
    assert (code, printed.endswith("12 sheets to fill in. Leave out what you do not have.\n")) == (0, True)
    assert "Kepesertaan" in openpyxl.load_workbook(tmp_path / "isian.xlsx").sheetnames


def test_the_demonstration_set_is_switched_and_said(ask: Ask) -> None:
    assert ask("demo", "off") == (0, "the demonstration set is already off\n")
    assert ask("demo", "on") == (0, "the demonstration set is on\n")


def test_backup_and_back(ask: Ask, january: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("load", january, "--by", "KC")
    assert ask("backup", tmp_path / "record.zip") == (0, f"{tmp_path / 'record.zip'} holds the record: 2 entries\n")
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "elsewhere"))
    code, printed = ask("restore-backup", tmp_path / "record.zip")
    assert (code, printed.startswith("the record is back: 2 entries; store ")) == (0, True)


def test_nothing_loaded_is_said(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path / "empty"))
    assert main(["history"]) == 0
    assert capsys.readouterr().out == "Nothing has been loaded yet.\n"
