"""The README keeps its promises: its table of metrics is that of the catalogue, and what it points at is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from data.schema import TABLES
from metrics.overview import HEADLINE_TARGET

HOUSE = Path(__file__).resolve().parent.parent
README = (HOUSE / "README.md").read_text(encoding="utf-8")


def test_the_table_of_metrics_is_what_the_command_line_lists() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "metrics", "list", "--format", "markdown"],
        cwd=HOUSE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    shown = re.search(r"<!-- metrics:.*?-->\n(.*?)<!-- /metrics -->", README, re.DOTALL)
    assert shown is not None
    assert shown.group(1) == listed.stdout


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_what_it_links_to_is_there(target: str) -> None:
    assert target.startswith("https://") or (HOUSE / target).exists()


def test_every_fact_file_has_a_table_and_every_table_a_file() -> None:
    assert {table.file for table in TABLES} == {path.name for path in (HOUSE / "data" / "facts").glob("*.csv")}


def test_the_target_that_the_first_screen_leads_with_is_in_the_register_and_is_65_percent_by_2024() -> None:
    register = (HOUSE / "data" / "facts" / "targets.csv").read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in register if line.startswith(f"{HEADLINE_TARGET},")]
    assert ",0.65,2024-12-31," in row
