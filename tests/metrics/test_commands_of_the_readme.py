"""Every command that the README shows answers, with rows, on a store as it is at first start."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from metrics.__main__ import main
from tests.built_once import demonstration_home
from tests.serving import PROJECT

SHOWN = re.findall(r"^ {4}python -m metrics (.+?)(?: {2,}#.*)?$", (PROJECT / "README.md").read_text(), re.MULTILINE)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration_home(tmp_path_factory)


def test_the_readme_shows_every_analysis() -> None:
    files = (PROJECT / "metrics" / "commands").glob("*.py")
    assert {path.stem for path in files} - {"__init__"} <= {command.split()[0] for command in SHOWN}


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_answers_with_rows(
    command: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(home))
    code = main(shlex.split(command.replace("--known-on 2026-01-31", "")))
    answer = capsys.readouterr()
    assert (code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) > 1
