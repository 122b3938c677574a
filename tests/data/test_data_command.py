"""The steward's command line: what it prints, where, and with which exit code."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.__main__ import main
from data.store import Query, Store, describe
from tests.data.altered_facts import set_cell
from tests.published_only import switch_demonstration_off

HOUSE = Path(__file__).resolve().parents[2]
BROKEN = (
    "adjacency.csv, row 6, column \"border_km\": the rule is that it is a number; '23,2' stands there."
    " Write digits with a point for decimals, such as 58.68.\n"
    "labour.csv, row 500, column \"value\": the rule is that it is a number; '74,98' stands there."
    " Write digits with a point for decimals, such as 58.68.\n"
    "2 problems. Nothing was stored.\n"
)


@pytest.fixture
def broken(facts: Path) -> Path:
    set_cell(facts, "adjacency.csv", 6, "border_km", "23,2")
    set_cell(facts, "labour.csv", 500, "value", "74,98")
    return facts


def test_two_processes_that_build_at_once_both_publish_and_broken_facts_do_not(
    tmp_path: Path, broken: Path, store: Store
) -> None:
    """Run as a steward runs them, in processes of their own: exit code, standard output, standard error."""

    def run(home: str, *arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "data", *arguments],
            cwd=HOUSE, env=os.environ | {"COVERAGE_HOME": str(tmp_path / home)}, capture_output=True, encoding="utf-8",
            check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    for name in ("two", "other"):
        switch_demonstration_off(tmp_path / name)
    commands = [("two", "build"), ("two", "build"), ("other", "check", "--facts", str(broken))]
    with ThreadPoolExecutor(max_workers=3) as pool:
        first, second, refused = pool.map(lambda command: run(*command), commands)

    steps = ["reading and checking the facts", "building the tables", "publishing"]
    for code, printed, said in (first, second):
        assert code == 0
        assert re.fullmatch(rf"store {store.version} is published \(\d+\.\d s\)\n", printed)
        assert set(said.splitlines()) <= {f"store: {step} …" for step in steps}
    assert sorted(path.name for path in (tmp_path / "two/store").iterdir()) == [
        f"coverage-{store.version}.duckdb", "current",
    ]  # fmt: skip

    assert refused == (1, "", BROKEN)
    assert not (tmp_path / "other/store").exists()


def test_check_reports_everything_wrong_and_stores_nothing(
    home: Path, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--facts", str(broken)]) == 1
    assert capsys.readouterr() == ("", BROKEN)
    assert not (home / "store").exists()


def test_check_of_the_bundled_facts_finds_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("No problem found.\n", "")
    assert not (home / "store").exists()


def test_tables_prints_every_table_and_column_with_its_meaning(
    published: Path, query: Query, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    assert main(["tables"]) == 0
    printed = capsys.readouterr().out
    words = describe(query)
    assert re.findall(r"^\w+$", printed, re.MULTILINE) == sorted(set(words["table"]))
    shown = re.findall(r"^ {4}(\S+) +\S+ +(\S.*)$", printed, re.MULTILINE)
    assert shown == list(zip(words["column"], words["meaning"], strict=True))


def test_tables_prints_one_table(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    assert main(["tables", "adjacency"]) == 0
    assert capsys.readouterr().out == (
        "adjacency\n"
        "  Pairs of Banuspa regencies that share a land border, with its length. Derived from the BPS village outlines"
        " of 2020 as distributed by OCHA (CC BY-IGO).\n"
        "    code_a               VARCHAR      One region\n"
        "    code_b               VARCHAR      Its neighbour\n"
        "    border_km            DOUBLE       Length of the shared border [km]\n"
        "    fact_row             INTEGER      row of adjacency.csv this came from; header = 1\n"
        "\n"
    )


def test_a_table_that_does_not_exist_is_a_wrong_question(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    assert main(["tables", "members"]) == 2
    printed, said = capsys.readouterr()
    assert printed == ""
    assert said.startswith("There is no table 'members'. Tables: adjacency, arrears, arrears_age, arrears_sum, ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [[], ["publish"], ["check", "--fact", "x", "y"]], ids=["none", "unknown", "surplus"]
)
def test_a_wrong_command_is_exit_code_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m data" in capsys.readouterr().err
