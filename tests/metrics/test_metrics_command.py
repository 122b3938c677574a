"""The command line for figures, that others will script: keys, order, precision, exit codes, what goes where."""

import csv
import errno
import io
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from metrics.__main__ import main
from metrics.catalogue import metric, metrics
from tests.metrics.conftest import Answer, rows

HOUSE = Path(__file__).resolve().parents[2]
KEYS = [
    "region_code", "period", "base", "segment", "series", "boundary", "unit", "numerator", "denominator",
    "denominator_period", "value", "printed", "recomputed_from", "conflict", "low", "high", "status", "numerator_status",
    "denominator_status", "parts_present", "parts_expected", "carried_from", "suppressed", "reason", "source_ids",
    "batch_ids",
]  # fmt: skip
BALI = "get coverage --region 51 --base ucj --since 2025-03 --until 2025-03 --format json"
NO_FIGURE = "get coverage --region 51.02 --format json"
NO_REGION = "get coverage --region 51.99"


@pytest.fixture(scope="module")
def processes(published: Path, query: object) -> dict[str, Answer]:
    """Run some commands as a script does, in processes of their own."""

    def run(command: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "metrics", *command.split()],
            cwd=HOUSE, env=os.environ | {"COVERAGE_HOME": str(published)}, capture_output=True, encoding="utf-8",
            check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    commands = (BALI, NO_FIGURE, NO_REGION)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(commands, pool.map(run, commands), strict=True))


def test_bali_in_march_2025_is_answered_in_full_precision(processes: dict[str, Answer]) -> None:
    (row,) = rows(processes[BALI])
    assert list(row) == KEYS
    assert row == {
        "region_code": "51", "period": "2025-03", "base": "ucj", "segment": "total", "series": "ucj_report",
        "boundary": None, "unit": "share", "numerator": 935079, "denominator": 1873899, "denominator_period": "2025-03",
        "value": 935079 / 1873899, "printed": 0.5088, "recomputed_from": "published_figures.csv:3,4", "conflict": True,
        "low": None, "high": None, "status": "published", "numerator_status": "published",
        "denominator_status": "published", "parts_present": None, "parts_expected": None, "carried_from": None,
        "suppressed": False, "reason": None, "source_ids": ["bali-antaranews-com-2bdc37"], "batch_ids": [],
    }  # fmt: skip
    assert f'"value": {935079 / 1873899!r},' in processes[BALI][1]
    assert '"numerator": 935079,' in processes[BALI][1]


def test_a_region_without_a_figure_is_an_empty_list_and_one_line_with_the_reason(processes: dict[str, Answer]) -> None:
    assert processes[NO_FIGURE] == (0, "[]\n", f"No figure: {metric('coverage').why_missing(None)}\n")


def test_an_unknown_region_is_exit_code_two_and_one_line_of_those_that_exist(processes: dict[str, Answer]) -> None:
    code, printed, said = processes[NO_REGION]
    assert (code, printed, said.count("\n")) == (2, "", 1)
    assert said.startswith("There is no region '51.99'. There is: ")
    assert "51.01, 51.02, 51.03, 51.04, 51.05, 51.06, 51.07, 51.08, 51.71, 52" in said


def test_counts_have_value_and_numerator_equal_and_no_denominator(ask: Any) -> None:
    (nation,) = rows(
        ask("get active_participants --region ID --segment total --since 2023-12 --until 2023-12 --format json")
    )
    assert (nation["value"], nation["numerator"], nation["denominator"]) == (41_560_938, 41_560_938, None)
    assert (nation["parts_present"], nation["parts_expected"], nation["status"]) == (34, 34, "summed")


def test_whole_numbers_stay_whole_beside_rows_that_have_none(ask: Any) -> None:
    found = rows(ask("get coverage --region 51,92,ID --format json"))
    for name in ("numerator", "denominator", "parts_present", "parts_expected"):
        assert {type(row[name]) for row in found} <= {int, type(None)}
    assert {type(row["value"]) for row in found} == {float}


BASES = "ucj, bps, bps_pu_bpu, bps_formal, bps_informal, potential, plan, unstated"


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("cover", f"metric 'cover'. There is: {', '.join(metrics())}."),
        ("coverage --base UCJ", f"base of coverage 'UCJ'. There is: {BASES}."),
        ("active_participants --base ucj", "base of active_participants 'ucj'. There is: none."),
        ("coverage --segment all", "segment of coverage 'all'. There is: BPU, PU, formal, informal, total, unstated."),
    ],
    ids=["metric", "base", "base of a count", "segment"],
)
def test_an_unknown_name_is_exit_code_two_and_one_line_of_those_that_exist(asked: str, about: str, ask: Any) -> None:
    assert ask(f"get {asked} --region 51") == (2, "", f"There is no {about}\n")


@pytest.mark.parametrize("command", ["", "got coverage", "get coverage", "get coverage --region 51 --since 2025-13"])
def test_a_wrong_command_is_exit_code_two(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command.split())
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_base_without_figures_says_why(ask: Any) -> None:
    for base, words in (("plan", "Planning documents"), ("bps_pu_bpu", "employed count")):
        reason = metric("coverage").why_missing(base)
        assert words in reason
        asked = f"get coverage --region 51.01 --base {base} --format json"
        assert ask(asked) == (0, "[]\n", f"No figure: {reason}\n")


def test_children_are_the_next_level(ask: Any) -> None:
    kemnaker = (
        "get active_participants --segment total --since 2023-12 --until 2023-12 --format json --children --region"
    )
    of_nation = {row["region_code"] for row in rows(ask(f"{kemnaker} ID")) if row["series"] == "kemnaker"}
    assert len(of_nation) == 34  # of 38: December 2023 is on the boundaries before the split
    assert {row["region_code"] for row in rows(ask(f"{kemnaker} KW-BANUSPA"))} == {"51", "52", "53", "91", "92"}
    of_bali = rows(ask("get coverage --base ucj --region 51 --children --format json"))
    assert {row["region_code"] for row in of_bali} == {"51.01", "51.03", "51.04", "51.06"}


def test_a_regency_has_no_level_below_it_and_that_is_said(ask: Any) -> None:
    below = "51.03 is a regency or city: no level is held below it.\n"
    assert ask("get coverage --region 51.03 --children --format json") == (0, "[]\n", below)
    code, printed, said = ask("get coverage --base ucj --region 51,51.03 --children --format json")
    assert (code, said) == (0, below)
    assert {row["region_code"] for row in json.loads(printed)} == {"51.01", "51.03", "51.04", "51.06"}


def test_since_and_until_bound_the_months_and_as_of_takes_the_latest(ask: Any) -> None:
    ucj = "get coverage --region 51,52 --base ucj --format json"
    periods = [(row["region_code"], row["period"]) for row in rows(ask(f"{ucj} --since 2025-06 --until 2025-08"))]
    assert periods == [("51", "2025-06"), ("52", "2025-06"), ("52", "2025-06"), ("52", "2025-08")]
    latest = rows(ask(f"{ucj} --as-of 2025-07"))
    assert [(row["period"], row["value"], row["carried_from"]) for row in latest] == [
        ("2025-06", 0.5233, "2025-06"),
        ("2025-06", 555_276 / 1_808_432, "2025-06"),
    ]


@pytest.mark.parametrize("small", [4, 1, 0, -1])
def test_nobody_lifts_the_veil_over_small_numbers_at_the_command_line(small: int, ask: Any) -> None:
    code, printed, said = ask(f"expiring --region 51 --small {small}")
    assert (code, printed, said) == (2, "", f"--small is {small}: write a whole number from 5.\n")


def test_months_the_wrong_way_round_are_exit_code_two_and_one_line(ask: Any) -> None:
    asked = "get coverage --region 51 --since 2025-06 --until 2025-05"
    assert ask(asked) == (2, "", "--since 2025-06 is after --until 2025-05: exchange them.\n")


@pytest.mark.parametrize("below", ["", "below"])
def test_a_home_that_cannot_be_made_is_exit_code_one_and_one_line(
    below: str, tmp_path: Path, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / below
    monkeypatch.setenv("COVERAGE_HOME", str(home))
    assert ask("get coverage --region 51") == (
        1, "", f"Nothing can be kept in {home}: Not a directory. Set COVERAGE_HOME to a folder that can be written to.\n",
    )  # fmt: skip


def test_a_home_that_may_only_be_read_is_exit_code_one_and_one_line(
    tmp_path: Path, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise PermissionError(
            errno.EACCES, "Permission denied", "store"
        )  # tests may run as root, who may write anywhere

    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    monkeypatch.setattr("metrics.__main__.ensure", refuse)
    refused = (
        f"Nothing can be kept in {tmp_path}: Permission denied. Set COVERAGE_HOME to a folder that can be written to."
    )
    assert ask("target --region 51") == (1, "", f"{refused}\n")


def test_a_reader_that_has_enough_ends_the_command_without_a_word(published: Path, query: object) -> None:
    """A pipe whose other end is closed, as `head -1` leaves it; the answer is longer than any buffer."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "metrics", "get", "coverage", "--region", "ID,51,52,53", "--format", "json"],
        cwd=HOUSE, env=os.environ | {"COVERAGE_HOME": str(published)}, stdout=writing, stderr=subprocess.PIPE,
        encoding="utf-8", check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_csv_has_the_same_columns_and_figures(ask: Any) -> None:
    asked = "get coverage --region 51 --base ucj --format"
    _, printed, _ = ask(f"{asked} csv")
    as_csv = list(csv.DictReader(io.StringIO(printed)))
    as_json = rows(ask(f"{asked} json"))
    assert list(as_csv[0]) == KEYS
    assert [float(row["value"]) for row in as_csv] == [row["value"] for row in as_json]
    assert [row["numerator"] for row in as_csv] == ["935079", "", ""]
    assert [row["source_ids"] for row in as_csv] == [";".join(row["source_ids"]) for row in as_json]


def test_a_table_shows_the_figures_and_leaves_out_what_is_empty(ask: Any) -> None:
    code, printed, said = ask("get coverage --region 51 --base ucj")
    assert (code, said) == (0, "")
    header, *lines = printed.splitlines()
    assert header.split()[:4] == ["region_code", "period", "base", "segment"]
    assert "suppressed" in header
    assert not {"low", "high", "boundary", "parts_present"} & set(header.split())
    assert [line.split()[:2] for line in lines] == [["51", "2025-03"], ["51", "2025-06"], ["51", "2025-12"]]


def test_list_names_every_metric_with_its_unit_and_bases(ask: Any) -> None:
    listed = rows(ask("list --format json"))
    assert [row["metric"] for row in listed] == list(metrics())
    assert {row["metric"]: row["unit"] for row in listed}["coverage"] == "share"
    assert {row["metric"]: row["bases"] for row in listed}["active_participants"] == []
