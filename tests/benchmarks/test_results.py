"""A run of some parts leaves what earlier runs found of the others."""

from __future__ import annotations

from pathlib import Path

from benchmarks.report import Line
from benchmarks.results import ABOUT, keep, section

ORDER = ("rerun", "store", "page")


def test_a_part_that_was_not_run_stays_with_its_day(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    keep(file, {"page": section("Monday.", [Line("First page", "1.26")])}, ORDER)
    keep(file, {"store": section("Tuesday.", [Line("Build", "4.83 s", aim="under 5 s", met=True)])}, ORDER)
    head = "| What | Figure | Aim |  | Medians (fastest) |\n| --- | --- | --- | --- | --- |\n"
    assert file.read_text(encoding="utf-8") == (
        ABOUT
        + f"\n## store\n\nTuesday.\n\n{head}| Build | 4.83 s | under 5 s | met |  |\n"
        + f"\n## page\n\nMonday.\n\n{head}| First page | 1.26 |  |  |  |\n"
    )


def test_a_part_run_again_is_replaced_and_one_that_is_no_more_goes(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    keep(file, {"rerun": "old", "gone": "old"}, (*ORDER, "gone"))
    keep(file, {"rerun": "new"}, ORDER)
    assert file.read_text(encoding="utf-8") == f"{ABOUT}\n## rerun\n\nnew\n"


def test_what_was_written_before_there_were_parts_goes(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    file.write_text("# What the benchmarks found\n\n| What |\n", encoding="utf-8")
    keep(file, {"store": "new"}, ORDER)
    assert file.read_text(encoding="utf-8") == f"{ABOUT}\n## store\n\nnew\n"
