"""The files of a register are read as one register, or refused with the file named; nothing of their rows is ever told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.problem import DataError, ProblemsFound
from data.rollup import footers
from data.rollup.engine import Duck
from data.rollup.reading import files_of
from tests.data.rollup.oracle import counted
from tests.data.rollup.registers import by_key, months, register, rolled, row, written

SPAN = months("2025-01", 4)
ROWS = register([row(f"3171012345{n}", month) for n in (1, 2) for month in SPAN])
Change = Callable[[pd.DataFrame], pd.DataFrame]


def _two_files(folder: Path, first: Change, second: Change) -> Path:
    early = ROWS["month"] < "2025-03"
    first(ROWS[early]).to_parquet(folder / "1.parquet", index=False)
    second(ROWS[~early]).to_parquet(folder / "2.parquet", index=False)
    return folder


def _same(rows: pd.DataFrame) -> pd.DataFrame:
    return rows


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        # 1 and 01 are two workers, and 10.7 is not eleven.
        (lambda rows: rows.assign(worker_id=1), _same, 'worker_id": the rule is that it has one type in every file; found text'
        ),
        (_same, lambda rows: rows.assign(due_jkk=10.7), 'due_jkk": the rule is that it has one type in every file; found double'
        ),
        (
            lambda rows: rows.drop(columns=["due_jht", "received_jht"]), _same,
            "due_jht\": the rule is that it is in every file or in none; found 1 of 2 files without it: ",
        ),
        (_same, lambda rows: rows.drop(columns="employer_id"), "employer_id\": the rule is that it is in every file or in none"),
    ],
)  # fmt: skip
def test_files_whose_columns_are_not_alike_are_refused(
    first: Change, second: Change, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsFound) as refused:
        footers.check(files_of([_two_files(tmp_path, first, second)]), "register")
    assert message in str(refused.value)


def test_a_month_without_employers_or_with_shorter_numbers_is_a_month_as_others(tmp_path: Path) -> None:
    place = _two_files(
        tmp_path,
        lambda rows: rows.astype({"due_jkk": "int32"}).assign(employer_id=pd.Series(None, dtype="object")),
        _same,
    )
    large = ROWS.assign(due_jkk=ROWS["due_jkk"].where(ROWS["month"] < "2025-03", 2**40))
    _two_files(tmp_path, lambda rows: pd.read_parquet(place / "1.parquet"), lambda rows: rows.assign(due_jkk=2**40))
    footers.check(files_of([place]), "register")
    assert by_key(rolled(place).tables) == counted(large)


def test_a_month_in_a_file_and_in_the_name_of_its_folder_is_refused(tmp_path: Path) -> None:
    written(ROWS, tmp_path, parted=True)
    ROWS[ROWS["month"] == "2025-02"].to_parquet(tmp_path / "month=2025-01" / "part.parquet", index=False)
    with pytest.raises(
        ProblemsFound, match=r"in a column or in the name of a folder; found both in month=2025-01/part"
    ):
        footers.check(files_of([tmp_path]), "register")


def test_a_file_that_is_cut_off_or_may_not_be_read_is_named(tmp_path: Path) -> None:
    place = written(ROWS, tmp_path)
    place.write_bytes(place.read_bytes()[:-100])
    with pytest.raises(DataError, match=r"register\.parquet is no whole Parquet file\. Nothing was loaded"):
        footers.check([place], "register")
    with pytest.raises(DataError, match=r"away\.parquet cannot be read: No such file or directory"):
        footers.check([tmp_path / "away.parquet"], "register")


def test_of_a_folder_its_files_are_read_however_nested_and_what_a_failed_job_left_is_not(tmp_path: Path) -> None:
    for name in ("a/table.parquet/part-0.parquet", "b.PARQUET", "_temporary/0/part-0.parquet", ".hidden.parquet"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert files_of([tmp_path]) == [tmp_path / "a/table.parquet/part-0.parquet", tmp_path / "b.PARQUET"]
    (tmp_path / "c.parquet").symlink_to(tmp_path / "nowhere")
    with pytest.raises(DataError, match=r"c\.parquet is no file, or leads nowhere"):
        files_of([tmp_path])


def test_money_left_empty_hides_nothing_else_that_is_wrong_with_the_row(tmp_path: Path) -> None:
    empty = {"due_jp": pd.NA, "received_jp": pd.NA, "received_on": pd.NaT}
    rows = ROWS.astype({"due_jp": "Int64", "received_jp": "Int64"})
    rows.loc[0, list(empty)] = list(empty.values())
    with pytest.raises(ProblemsFound) as refused:
        rolled(written(rows, tmp_path))
    assert [problem.rule for problem in refused.value.problems] == ["has a day where money was received"]


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_id_is_nobody(blank: str, tmp_path: Path) -> None:
    rows = register([*ROWS.to_dict("records"), row(blank, "2025-02")])
    place = written(rows, tmp_path)
    with pytest.raises(ProblemsFound, match="names a worker in every row; found once"):
        rolled(place)
    assert by_key(rolled(place, exclude=("no_worker",)).tables) == counted(ROWS)


@pytest.mark.parametrize("column", ["region_code", "segment", "month"])
def test_an_id_in_the_wrong_column_is_masked_too(column: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as refused:
        rolled(written(ROWS.assign(**{column: ROWS["worker_id"]}), tmp_path))
    assert "31710" not in str(refused.value)
    assert "•••51" in str(refused.value)


def test_what_the_engine_says_of_a_row_is_not_passed_on(tmp_path: Path) -> None:
    # Not looked at by their footers first, as a file that is changed meanwhile would be.
    place = written(ROWS.assign(due_jkk=2**63 - 1, received_jkk=2**63 - 1), tmp_path)
    with pytest.raises(DataError, match="Money of the register adds up to more than") as refused:
        rolled(place)
    assert "Overflow" not in str(refused.value)
    engine = Duck([place], 10**9, tmp_path / "spill")
    with pytest.raises(DataError) as refused:
        engine.ask("select cast(worker_id || 'x' as integer) as one from read_parquet('" + str(place) + "')", {})
    engine.close()
    assert "31710" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_a_month_far_away_does_not_list_all_between(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match=r"1925-12, 1926-01, 1,199 in all\. Add the months"):
        rolled(written(register([*ROWS.to_dict("records"), row("3171012345", "1925-01", None)]), tmp_path))
