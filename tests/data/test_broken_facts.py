"""Broken facts: everything wrong is said at once, each with file, row, column, value, rule and remedy.

Every file of ``broken/`` is one fault: what it changes in a copy of the facts, and the whole message it must give. The
faults of cells are made all together in one copy, those of sums in another, those of a file's form in a third, and files
that do not belong into the folder in a fourth.
"""

from pathlib import Path

import pytest

from data.building import find_problems
from data.problem import DataError, Problem, ProblemsFound
from data.readers import read_facts, strangers
from data.schema import TABLES
from data.schema.rules import BASE
from tests.data.altered_facts import (
    add_row,
    apply,
    copy_of_the_facts,
    faults,
    find_row,
    rows_of,
    set_cell,
    write_rows,
)

BROKEN = Path(__file__).parent / "broken"
CELLS, SUMS, FORMS, FOLDER = (faults(BROKEN / kind) for kind in ("cells", "sums", "forms", "folder"))
FIGURES = "published_figures.csv"


@pytest.fixture(scope="module")
def wrong_cells(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    return _problems_of_all(CELLS, tmp_path_factory.mktemp("cells") / "facts")


@pytest.fixture(scope="module")
def wrong_sums(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return list(map(str, _problems_of_all(SUMS, tmp_path_factory.mktemp("sums") / "facts")))


@pytest.fixture(scope="module")
def wrong_forms(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return list(map(str, _problems_of_all(FORMS, tmp_path_factory.mktemp("forms") / "facts")))


def _problems_of_all(all_faults: dict, folder: Path) -> list[Problem]:
    facts = copy_of_the_facts(folder)
    for fault in all_faults.values():
        for change in fault["changes"]:
            apply(facts, change)
    return find_problems(facts)


@pytest.mark.parametrize("name", CELLS)
def test_a_wrong_cell_is_reported_with_its_whole_message(name: str, wrong_cells: list[Problem]) -> None:
    said = list(map(str, wrong_cells))
    assert [message for message in CELLS[name]["problems"] if message not in said] == []


def test_many_wrong_cells_in_many_files_give_those_problems_and_no_other(wrong_cells: list[Problem]) -> None:
    expected = [message for fault in CELLS.values() for message in fault["problems"]]
    assert [str(problem) for problem in wrong_cells if str(problem) not in expected] == []
    assert {problem.file for problem in wrong_cells} == {
        change["file"] for fault in CELLS.values() for change in fault["changes"]
    }


@pytest.mark.parametrize("name", SUMS)
def test_figures_that_contradict_their_own_sum_are_reported(name: str, wrong_sums: list[str]) -> None:
    assert [message for message in SUMS[name]["problems"] if message not in wrong_sums] == []


def test_sums_give_those_problems_and_no_other(wrong_sums: list[str]) -> None:
    expected = [message for fault in SUMS.values() for message in fault["problems"]]
    assert [message for message in wrong_sums if message not in expected] == []


@pytest.mark.parametrize("name", FORMS)
def test_a_file_of_wrong_form_is_reported_with_its_whole_message(name: str, wrong_forms: list[str]) -> None:
    assert [message for message in FORMS[name]["problems"] if message not in wrong_forms] == []


def test_what_refers_to_a_file_of_wrong_form_is_not_reported_as_broken(wrong_forms: list[str]) -> None:
    """Thousands of rows name a source or a base; that those could not be read is said once, where it is so."""
    expected = [message for fault in FORMS.values() for message in fault["problems"]]
    assert [message for message in wrong_forms if message not in expected] == []


@pytest.mark.parametrize("name", FOLDER)
def test_a_file_that_no_table_is_read_from_is_reported(name: str, facts: Path) -> None:
    assert strangers(facts, TABLES) == []
    for change in FOLDER[name]["changes"]:
        apply(facts, change)
    assert list(map(str, strangers(facts, TABLES))) == FOLDER[name]["problems"]


def test_facts_that_are_no_folder_are_said_in_one_line(facts: Path) -> None:
    for wrong in (facts / "bases.csv", facts / "nowhere"):
        with pytest.raises(DataError) as told:
            find_problems(wrong)
        assert str(told.value) == (
            f"{wrong} is not a folder: name the folder that holds the fact files, such as data/facts."
        )


@pytest.mark.parametrize(
    ("before", "shares", "first"),
    [
        (2, 19, 2),  # before the first row of all: every share has moved
        (601, 5, 601),  # of the rows of shares only 601, 655, 658, 664 and 667 stand there or after it
    ],
)
def test_a_row_put_in_between_is_one_problem_and_not_one_a_share(
    before: int, shares: int, first: int, facts: Path
) -> None:
    rows = rows_of(facts / FIGURES)
    rows.insert(before - 2, rows[-1] | {"value": "24.16"})
    write_rows(facts / FIGURES, rows)
    (problem,) = find_problems(facts)
    assert str(problem) == (
        f"share_parts.csv: the rule is that it names rows of published_figures.csv by their number; found {shares} of 19"
        f" shares do not, from row {first} of published_figures.csv on. A row was put in or taken out before that row:"
        " put new rows at the end, and leave no row out."
    )


def test_a_row_taken_out_is_one_problem_too(facts: Path) -> None:
    rows = rows_of(facts / FIGURES)
    del rows[266 - 2]  # Jembrana's share of December 2023; the share of row 265 stands before it
    write_rows(facts / FIGURES, rows)
    (problem,) = find_problems(facts)
    assert problem.value == "14 of 19 shares do not, from row 316 of published_figures.csv on"


def test_a_row_added_at_the_end_moves_no_share(facts: Path) -> None:
    add_row(facts, FIGURES, like=668, value="24.16")
    assert find_problems(facts) == []


def test_a_share_above_100_percent_is_let_through_where_the_note_says_so(facts: Path) -> None:
    set_cell(facts, FIGURES, 266, "value", "103.2")
    assert [(problem.row, problem.column) for problem in find_problems(facts)] == [(266, "value")]
    set_cell(facts, FIGURES, 266, "note", "Above 100 percent in print")
    assert find_problems(facts) == []


@pytest.mark.parametrize(
    ("people", "wrong"),
    [
        # Residents of the nine regencies of Bali: 4,375,263; one and a half times that is 6,562,894.5.
        ("6562894", False),
        ("6562895", True),
    ],
)
def test_a_province_without_residents_of_its_own_is_measured_by_its_regencies(
    people: str, wrong: bool, facts: Path
) -> None:
    bali = find_row(facts, "regions.csv", region_code="51")
    set_cell(facts, "regions.csv", bali, "population_2024", "")
    count = find_row(facts, FIGURES, region_code="51", period="2025-02", indicator="active_participants")
    set_cell(facts, FIGURES, count, "value", people)
    assert [(problem.row, problem.column) for problem in find_problems(facts)] == [(count, "value")] * wrong


def test_a_missing_file_does_not_hide_a_wrong_cell_in_another(facts: Path) -> None:
    (facts / "adjacency.csv").unlink()
    set_cell(facts, "labour.csv", 500, "value", "74,98")
    assert {(problem.file, problem.row) for problem in find_problems(facts)} == {
        ("adjacency.csv", None),
        ("labour.csv", 500),
    }


def test_a_wrong_cell_does_not_hide_a_sum_that_does_not_add_up_in_another_file(facts: Path) -> None:
    set_cell(facts, "adjacency.csv", 6, "border_km", "0")
    set_cell(facts, "share_parts.csv", 3, "recomputed", "44.36")
    assert {(problem.file, problem.row) for problem in find_problems(facts)} == {
        ("adjacency.csv", 6),
        ("share_parts.csv", 3),
    }


def test_the_message_lists_files_rows_and_columns_in_order_and_counts_them() -> None:
    second = Problem("b.csv", 2, "value", "x", "is a number", "Write digits.")
    third = Problem("b.csv", 10, "value", None, "is filled", "Fill the cell.")
    first = Problem("a.csv", None, None, None, "is there", "Put it back.")
    assert str(ProblemsFound([third, second, first])) == (
        "a.csv: the rule is that it is there; the file does not. Put it back.\n"
        "b.csv, row 2, column \"value\": the rule is that it is a number; 'x' stands there. Write digits.\n"
        'b.csv, row 10, column "value": the rule is that it is filled; it is empty. Fill the cell.\n'
        "3 problems. Nothing was stored."
    )


def test_one_problem_is_counted_in_the_singular() -> None:
    only = Problem("a.csv", 2, "value", "x", "is a number", "Write digits.")
    assert str(ProblemsFound([only])).splitlines()[-1] == "1 problem. Nothing was stored."


def test_a_problem_in_a_workbook_names_its_sheet() -> None:
    problem = Problem(
        "membership.xlsx",
        14,
        "kode",
        "51.99",
        "is a region",
        "Bali's codes are 51.01 to 51.08 and 51.71.",
        sheet="Kepesertaan",
    )
    assert str(problem) == (
        'membership.xlsx, sheet "Kepesertaan", row 14, column "kode": the rule is that it is a region; '
        "'51.99' stands there. Bali's codes are 51.01 to 51.08 and 51.71."
    )


def test_a_file_saved_by_a_spreadsheet_is_read_all_the_same(facts: Path) -> None:
    before, _ = read_facts(facts, BASE)
    path = facts / "bases.csv"
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\r\n")
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert path.read_bytes().count(b"\r\n") == 9
    after, problems = read_facts(facts, BASE)
    assert problems == []
    assert after.equals(before)


@pytest.mark.parametrize("mark", ["\n", "\u2028", "\x85"], ids=["line break", "line separator", "next line"])
def test_a_line_break_of_any_kind_inside_a_cell_does_not_end_the_row(mark: str, facts: Path) -> None:
    note = f"Shown as printed;{mark}compared with nothing."
    set_cell(facts, "bases.csv", 9, "note", note)
    frame, problems = read_facts(facts, BASE)
    assert problems == []
    assert frame["note"].iloc[-1] == note
    assert frame["fact_row"].tolist() == [2, 3, 4, 5, 6, 7, 8, 9]
