"""Every route answers what the command of the same name prints: rows, order, precision, reasons, notes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from starlette.testclient import TestClient

from api import questions
from metrics.__main__ import main
from metrics.asked import LISTINGS
from metrics.catalogue import metrics
from tests.metrics.test_commands_of_the_readme import SHOWN

PATHS = {"list": "/metrics", "target": "/targets", "regions": "/regions", "sources": "/sources"}
MORE = [
    "list",
    "get coverage --region 51 --base ucj --since 2025-01 --until 2025-12",
    "get coverage --region KW-BANUSPA --children --base ucj --as-of 2025-12 --rows",
    "get coverage --region 51.03 --children --base ucj",
    "get coverage --region 51.02 --base plan --lang id",
    "get active_participants --region ID,51 --segment total --as-of 2023-12",
    "get workforce --region 99.99",
    "get coverage --region 51 --since 2025-06 --until 2025-05",
    "get coverage --region 51 --segment all",
    "target --region 51.03 --lang id",
    "target --region ID,51 --pace compound --as-of 2024-06",
    "regions --children",
    "sources --source none",
    "change --region 51,52.01 --base bps",
    "ranks --region 52 --metric workforce",
    "ranks --region 53 --error 0.03 --level regency",
    "signals --region 51 --rebase 2021-01:pandemi --rebase 2023-01:pemilu",
    "signals --region 51 --metric coverage",
    "forecast --region 51.03 --horizon 6",
    "peers --region 51.03 --show against --weight informal_share=2",
    "award --region 51.03 --show evidence",
    "award --region 51.03 --show card --score coverage=7.75 --weight coverage=0.2",
    "news --region 51.03 --words en",
    "plan --region 51.03 --target 0.7 --deadline 2026-12 --show months --fund apbd_regency=0.5 --fund csr=0.5",
    "expiring --region 51 --show schemes",
]  # fmt: skip
# What the README says of releases needs some that this home does not have.
COMMANDS = [*(command for command in SHOWN if "--known-on" not in command), *MORE]


def address(command: str) -> str:
    """Give the address of a command of the command line."""
    name, *rest = shlex.split(re.sub(r" --format \w+", "", command))
    values: list[tuple[str, str]] = []
    path = PATHS.get(name, f"/analyses/{name}")
    if name == "get":
        path = f"/metrics/{rest.pop(0)}"
    while rest:
        option = rest.pop(0).removeprefix("--").replace("-", "_")
        values.append((option, rest.pop(0) if rest and not rest[0].startswith("--") else "true"))
    return f"/api/v1{path}?{urlencode(values)}"


@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_is_what_the_command_prints(
    command: str, api: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*shlex.split(re.sub(r" --format \w+", "", command)), "--format", "json"])
    printed, said = capsys.readouterr()
    answer = api.get(address(command))
    if code == 2:
        assert answer.status_code == 400
        named = re.sub(r"--([a-z-]+)", lambda found: found[1].replace("-", "_"), said.strip())
        assert named.startswith(answer.json()["detail"].removesuffix("."))
        return
    assert (code, answer.status_code) == (0, 200)
    assert answer.json() == json.loads(printed)
    assert unquote(answer.headers.get("coverage-note", "")) == " ".join(said.splitlines())


@pytest.mark.parametrize("name", metrics())
def test_every_metric_is_answered_as_the_command_line_does(
    name: str, api: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    command = f"get {name} --region 51,51.03,52.01 --as-of 2025-10"
    assert main([*command.split(), "--format", "json"]) == 0
    printed, said = capsys.readouterr()
    answer = api.get(address(command))
    assert answer.status_code == 200
    assert answer.json() == json.loads(printed)
    assert bool(answer.json()) != bool(said)


@pytest.mark.parametrize("command", [SHOWN[0], "target --region 51.03", "list", "award --region 52.03 --show card"])
def test_csv_has_the_lines_of_the_command_line_behind_a_mark_for_spreadsheets(
    command: str, api: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*shlex.split(command.replace(" --format json", "")), "--format", "csv"]) == 0
    printed = capsys.readouterr().out
    answer = api.get(f"{address(command)}&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content == b"\xef\xbb\xbf" + printed.replace("\n", "\r\n").encode()


def test_every_command_has_an_address_and_is_asked_here() -> None:
    asked = {command.split()[0] for command in COMMANDS}
    assert {*LISTINGS, "get", "target", *questions.analyses()} <= asked


def test_a_file_is_named_for_what_it_holds_and_says_when_it_is_an_example(api: TestClient, home: Path) -> None:
    real = api.get("/api/v1/metrics/coverage?region=51&base=ucj&as_of=2025-03&format=csv")
    assert real.headers["content-disposition"] == 'attachment; filename="coverage.csv"'
    example = api.get("/api/v1/metrics/coverage?region=51.02&base=ucj&as_of=2025-03&format=csv")
    assert example.headers["content-disposition"] == 'attachment; filename="CONTOH-coverage.csv"'
    assert "content-disposition" not in api.get("/api/v1/regions").headers
