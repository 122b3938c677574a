"""`python -m exports` writes a file whole or not at all, and says everything that is wrong with its options at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from exports.__main__ import main
from exports.kinds import KINDS, CannotMake, Kind
from tests.built_once import published_home

if TYPE_CHECKING:
    from pathlib import Path

    from exports.briefing import Briefing

ASKED = ["--region", "51", "--as-of", "2025-12"]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = published_home(tmp_path_factory)
    monkeypatch.setenv("COVERAGE_HOME", str(home))
    return home


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a kind that is made at once: the title of the briefing."""
    monkeypatch.setitem(KINDS, "workbook", Kind(".xlsx", "", f"{__name__}:title"))


def title(told: Briefing) -> bytes:
    return f"{told.title} {told.base} {told.target} {told.known_on}".encode()


def broken(_: Briefing) -> bytes:
    raise MemoryError


def test_a_workbook_is_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "bali.xlsx"
    assert main(["workbook", *ASKED, "--lang", "en", "--out", str(out)]) == 0
    assert openpyxl.load_workbook(out)["Contents"]["A1"].value == "Briefing: Bali, December 2025"
    assert capsys.readouterr().out.startswith(f"{out}: Briefing: Bali, December 2025, ")
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.usefixtures("plain")
def test_what_is_asked_for_reaches_the_briefing(tmp_path: Path) -> None:
    out = tmp_path / "bali.xlsx"
    more = ["--base", "bps", "--target", "bali-ucj-2026", "--known-on", "2026-01-01"]
    assert main(["workbook", *ASKED, *more, "--out", str(out)]) == 0
    assert out.read_text() == "Paparan: Bali, Desember 2025 bps bali-ucj-2026 2026-01-01"


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ["--region", "99", "--as-of", "2025-13", "--base", "all", "--lang", "fr", "--known-on", "never",
             "--plan", "plan9", "--out", str(tmp_path / "none" / "bali.pptx")]  # fmt: skip
    assert main(["workbook", *wrong]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[0].rstrip(":") for line in said[:-1]] == [
        "--out", "--known-on", "--region", "--base", "--lang", "--as-of", "--plan",
    ]  # fmt: skip
    assert said[0].endswith("the name of this file ends in .xlsx.")
    assert said[-1] == "Nothing was written."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--target", "none"], "--target: There is no target of Bali 'none'. There is: "),
        (["--plan", "plan2;x=1"], "--plan: The text of a plan begins with plan1"),
        (["--plan", "plan1;region=51;as_of=2025-12;deadline=2025-01;target=0.7"], "has passed"),
        (["--base", "unstated", "--plan", "plan1"], "--plan: a plan is made on one of the bases ucj"),
    ],
)
def test_a_target_or_plan_that_means_nothing_here_is_refused(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workbook", *ASKED, *options, "--out", str(tmp_path / "bali.xlsx")]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_or_a_place_in_none_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bali.xlsx").mkdir()
    assert main(["workbook", *ASKED, "--out", str(tmp_path / "bali.xlsx")]) == 2
    assert "a folder: name a file in it." in capsys.readouterr().err
    assert main(["workbook", *ASKED, "--out", str(tmp_path / "none" / "bali.xlsx")]) == 2
    assert "there is no folder" in capsys.readouterr().err


@pytest.mark.usefixtures("plain")
def test_a_file_that_was_edited_is_kept_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "bali.xlsx"
    out.write_text("edited by the presenter")
    assert main(["workbook", *ASKED, "--out", str(out)]) == 0
    assert out.read_text().startswith("Paparan: Bali")
    assert (tmp_path / "bali.xlsx~").read_text() == "edited by the presenter"
    assert "kept as bali.xlsx~" in capsys.readouterr().err
    assert main(["workbook", *ASKED, "--out", str(out)]) == 0  # the same again: nothing more is kept
    assert (tmp_path / "bali.xlsx~").read_text() == "edited by the presenter"


def test_a_kind_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "workbook", Kind(".xlsx", "", f"{__name__}:broken"))
    out = tmp_path / "bali.xlsx"
    out.write_text("before")
    with pytest.raises(MemoryError):
        main(["workbook", *ASKED, "--out", str(out)])
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.usefixtures("plain")
def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, content: bytes) -> None:
        path.write_bytes(content[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exports.saved.write_whole", full)
    out = tmp_path / "bali.xlsx"
    out.write_text("before")
    assert main(["workbook", *ASKED, "--out", str(out)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


def without(_: Briefing) -> bytes:
    raise CannotMake("There is no browser here.")


def kinds(monkeypatch: pytest.MonkeyPatch, **makers: str) -> None:
    for name in list(KINDS):
        monkeypatch.delitem(KINDS, name)
    for name, maker in makers.items():
        monkeypatch.setitem(KINDS, name, Kind(f".{name}", "", f"{__name__}:{maker}"))


def test_all_kinds_are_made_of_one_briefing_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds(monkeypatch, one="title", two="title")
    assert main(["all", *ASKED, "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["51-2025-12.one", "51-2025-12.two"]
    assert {path.read_text() for path in tmp_path.iterdir()} == {"Paparan: Bali, Desember 2025 ucj None "}


def test_a_kind_that_this_machine_cannot_make_is_named_and_the_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds(monkeypatch, one="without", two="title")
    assert main(["all", *ASKED, "--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "No one: There is no browser here.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["51-2025-12.two"]


def test_all_kinds_need_a_folder_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["all", *ASKED, "--out", str(tmp_path / "none")]) == 2
    assert "name a folder that is there" in capsys.readouterr().err
