"""What is wrong with a register is counted by kind, shown with masked ids, and refused, or its workers left out whole."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.problem import DataError, ProblemsFound
from data.rollup.faults import KINDS
from data.rollup.register import PROGRAMMES
from tests.data.rollup.oracle import counted
from tests.data.rollup.registers import by_key, left_empty, months, register, rolled, row, written

SOUND = [row(f"worker-{n}", month) for n in (1, 2) for month in months("2025-01", 4)]
NAME = "the rule is that it"


def _with(**wrong: object) -> list[dict[str, object]]:
    """Give a sound register in which a row of March says something else; its worker is worker-3-77."""
    own = [row("worker-3-77", month) for month in months("2025-01", 4)]
    return [*SOUND, *own[:2], own[2] | wrong, own[3]]


FAULTS = {
    "no_worker": (
        _with(worker_id=None),
        (f"register: {NAME} names a worker in every row; found once, such as 2025-03 51.03 BPU worker •••. Fill worker_id."
        " Or leave these workers out: --exclude no_worker."),
    ),
    "spaces": (
        _with(worker_id="worker-3-77 "),
        (f"register: {NAME} writes worker_id without spaces around it; found once, such as 2025-03 51.03 BPU worker •••7 ."
        " Take them away in every row, else one worker is counted as two."),
    ),
    "duplicate": (
        [*_with(), row("worker-3-77", "2025-03", region_code="51.71")],
        (f"register: {NAME} has one row a worker and month, in one region and segment; found once, such as"
        " 2025-03 51.03 BPU worker •••77; 2025-03 51.71 BPU worker •••77. Remove the second row."
        " Or leave these workers out: --exclude duplicate."),
    ),
    "unknown_region": (
        _with(region_code="51.99"),
        (f"register: {NAME} names a regency or city in every row, by its dotted code; found once, such as"
        " 2025-03 51.99 BPU worker •••77. Correct region_code. Or leave these workers out: --exclude unknown_region."),
    ),
    "unknown_segment": (
        _with(segment="bpu"),
        (f"register: {NAME} names one of PU, BPU, JAKON, PMI in every row; found once, such as"
        " 2025-03 51.03 bpu worker •••77. Correct segment. Or leave these workers out: --exclude unknown_segment."),
    ),
    "unknown_programme": (
        _with(programmes="JKK,JKK"),
        (f"register: {NAME} names programmes among JKK, JKM, JHT, JP, JKP, each once, joined by commas; found once, such as"
        " 2025-03 51.03 BPU worker •••77. Correct programmes. Or leave these workers out: --exclude unknown_programme."),
    ),
    "negative": (
        _with(due_jkm=-7),
        (f"register: {NAME} has no money below zero; found once, such as 2025-03 51.03 BPU worker •••77."
        " Correct the sums; a repayment is taken from what was received. Or leave these workers out: --exclude negative."),
    ),
    "received_without_day": (
        _with(received_on=pd.NaT),
        (f"register: {NAME} has a day where money was received; found once, such as 2025-03 51.03 BPU worker •••77."
        " Fill received_on, or take out the money. Or leave these workers out: --exclude received_without_day."),
    ),
    "day_without_received": (
        _with(received_jkk=0, received_jkm=0),
        (f"register: {NAME} has money where a day of payment stands; found once, such as 2025-03 51.03 BPU worker •••77."
        " Fill what was received, or empty received_on. Or leave these workers out: --exclude day_without_received."),
    ),
    "money_empty": (
        _with(due_jkm=None),
        (f"register: {NAME} has what is due for each programme it names, and what was received where a day of payment stands;"
        " found once, such as 2025-03 51.03 BPU worker •••77. Fill the money, with 0 where it is none."
        " Or leave these workers out: --exclude money_empty."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_a_register_is_refused_for_each_kind_with_where_and_what_to_do(kind: str, tmp_path: Path) -> None:
    rows, message = FAULTS[kind]
    with pytest.raises(ProblemsFound) as refused:
        rolled(written(register(rows), tmp_path))
    assert str(refused.value) == f"{message}\n1 problem. Nothing was stored."


@pytest.mark.parametrize("kind", [kind for kind in FAULTS if kind not in ("no_worker", "spaces")])
def test_a_worker_left_out_is_left_out_of_every_month_and_table(kind: str, tmp_path: Path) -> None:
    found = rolled(written(register(FAULTS[kind][0]), tmp_path), exclude=(kind,))
    assert by_key(found.tables) == counted(register(SOUND))
    assert found.left_out == 1


def test_rows_without_a_worker_are_left_out_alone(tmp_path: Path) -> None:
    whole = [*SOUND, *[row("worker-3-77", month) for month in months("2025-01", 4)]]
    found = rolled(written(register([*whole, row(None, "2025-03")]), tmp_path), exclude=("no_worker",))
    assert by_key(found.tables) == counted(register(whole))
    assert found.left_out == 0


def test_leaving_out_one_kind_does_not_hide_another(tmp_path: Path) -> None:
    rows = [*_with(due_jkm=-7), row(None, "2025-03")]
    with pytest.raises(ProblemsFound, match="names a worker in every row; found once"):
        rolled(written(register(rows), tmp_path), exclude=("negative",))


def test_several_kinds_are_listed_at_once_each_with_how_often_and_three_examples(tmp_path: Path) -> None:
    rows = [one | {"due_jkm": -1} for one in SOUND] + [row(None, "2025-03")]
    with pytest.raises(ProblemsFound) as refused:
        rolled(written(register(rows), tmp_path))
    assert [problem.value for problem in refused.value.problems] == [
        "8 times, such as 2025-01 51.03 BPU worker •••-1; 2025-01 51.03 BPU worker •••-2; 2025-02 51.03 BPU worker •••-1",
        "once, such as 2025-03 51.03 BPU worker •••",
    ]


def test_an_employer_of_two_sizes_in_a_month_or_of_an_unknown_size_is_refused_and_never_left_out(
    tmp_path: Path,
) -> None:
    of_one = [one | {"employer_id": "E1", "employer_size": "small"} for one in SOUND]
    of_one[0]["employer_size"], of_one[-1]["employer_size"] = "large", "huge"
    place = written(register(of_one), tmp_path)
    with pytest.raises(ProblemsFound) as refused:
        rolled(place)
    # In January E1 is large and small; in April small and huge, of which no size is known.
    assert [problem.value for problem in refused.value.problems] == ["3 times"]
    with pytest.raises(DataError, match="--exclude employer_size is not safe, or no kind"):
        rolled(place, exclude=("employer_size",))


def test_a_month_without_any_row_is_refused_and_named(tmp_path: Path) -> None:
    rows = [one for one in SOUND if one["month"] != "2025-02"]
    with pytest.raises(ProblemsFound) as refused:
        rolled(written(register(rows), tmp_path))
    assert str(refused.value).startswith(
        f'register, column "month": {NAME} has every month between its first and its last; found 2025-02.'
    )


def test_a_month_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match=r"has a month in every row; found '2025-13'. Write months as 2026-01"):
        rolled(written(register([*SOUND, row("worker-3", "2025-13", None)]), tmp_path))


def test_who_comes_back_is_noted_and_begins_anew(tmp_path: Path) -> None:
    rows = [
        row("worker-3-77", "2025-01", None),
        row("worker-3-77", "2025-03", None),
        row("worker-3-77", "2025-04", None),
    ]
    found = rolled(written(register([*SOUND, *rows]), tmp_path))
    assert found.found.counts == {"gap": 1}
    (note,) = found.notes
    assert str(note).endswith("found once. Who comes back is counted as registered anew, with 3 unpaid months to go.")
    assert found.warnings == []
    assert by_key(found.tables)["membership"]["51.03", "2025-04", "BPU"]["active"] == 2 + 1


def test_money_received_where_nothing_is_due_needs_a_reason(tmp_path: Path) -> None:
    found = rolled(written(register(_with(due_jkk=0, due_jkm=0)), tmp_path))
    assert [str(warning) for warning in found.warnings] == [
        (
            f"Warning: register: {NAME} has something due where something was received; found once, such as"
            " 2025-03 51.03 BPU worker •••77. Look at what is due."
        )
    ]


@pytest.mark.parametrize(
    ("wrong", "kinds"),
    [
        ({"received_jkm": None}, {"money_empty": 1}),
        ({"received_jkk": None, "received_jkm": None}, {"day_without_received": 1, "money_empty": 1}),
        # What else is wrong with the row shows too.
        ({"due_jkk": -5, "due_jkm": None}, {"negative": 1, "money_empty": 1}),
        ({"received_on": pd.NaT, "received_jkm": None}, {"received_without_day": 1}),
        ({"programmes": "JKK,JKM, JP", "due_jp": None}, {"money_empty": 1}),
    ],
)
def test_money_that_must_be_there_is_a_fault_of_its_own_however_the_rest_of_the_row_is(
    wrong: dict[str, object], kinds: dict[str, int], tmp_path: Path
) -> None:
    with pytest.raises(ProblemsFound) as refused:
        rolled(written(register(_with(**wrong)), tmp_path))
    assert [(problem.rule, problem.value.split(",")[0]) for problem in refused.value.problems] == [
        (KINDS[kind].rule, "once") for kind in KINDS if kind in kinds
    ]


@pytest.mark.parametrize("name", ["due", "received"])
def test_a_total_that_is_not_split_by_programme_is_filled_too(name: str, tmp_path: Path) -> None:
    rows = register([one | {"due": 17, "received": 17} for one in _with()])
    rows = rows.drop(columns=[column for column in rows if column.startswith(("due_", "received_j"))])
    rows.loc[len(rows) - 1, name] = pd.NA
    with pytest.raises(ProblemsFound, match="has what is due for each programme it names") as refused:
        rolled(written(rows, tmp_path))
    # A day of payment and nothing received is the other fault of the row.
    assert len(refused.value.problems) == (2 if name == "received" else 1)


def test_money_may_be_empty_where_it_is_none_and_is_added_up_as_none(tmp_path: Path) -> None:
    saves = {"programmes": "JKK,JKM,JHT", "due_jht": 20, "received_jht": 13}
    rows = [row("worker-1", "2025-01", **saves), row("worker-2", "2025-01"), row("worker-3", "2025-01", None)]
    rows += [row("worker-1", month) for month in ("2025-02", "2025-03")]
    found = rolled(written(register([left_empty(one) for one in rows]), tmp_path))
    assert found.found.counts == {}
    january = {key[3]: cell for key, cell in by_key(found.tables)["contribution"].items() if key[1] == "2025-01"}
    assert january == {
        "JKK": {"due": 10 + 10 + 10, "received": 10 + 10, "received_on_time": 10 + 10},
        "JKM": {"due": 7 + 7 + 7, "received": 7 + 7, "received_on_time": 7 + 7},
        "JHT": {"due": 20, "received": 13, "received_on_time": 13},
    }


def test_a_programme_without_columns_of_money_is_named_as_not_made(tmp_path: Path) -> None:
    rows = register([one | {"programmes": "JKK,JKM,JKP"} for one in SOUND]).drop(columns=["due_jkp", "received_jkp"])
    assert rolled(written(rows, tmp_path)).without[0] == (
        "No contribution of JKP: workers are in it, but the register has no due_jkp and received_jkp."
    )


def test_no_code_of_a_programme_lies_within_another() -> None:
    assert not [(one, other) for one in PROGRAMMES for other in PROGRAMMES if one != other and one in other]


def test_months_that_have_not_begun_are_refused_once_however_many_rows_they_have(tmp_path: Path) -> None:
    rows = [*SOUND, *(row(f"worker-{n}", month, None) for n in (1, 2) for month in ("9998-12", "9999-01"))]
    place = written(register(rows), tmp_path)
    with pytest.raises(ProblemsFound) as refused:
        rolled(place)
    (problem,) = refused.value.problems
    assert problem.value == "9998-12, 9999-01 in 4 rows"
    assert problem.rule.startswith("is not in the future, after 20")
    assert by_key(rolled(place, until="2025-04").tables) == counted(register(SOUND))


@pytest.mark.parametrize(("day", "times"), [("1900-01-01", 1), ("9999-12-31", 1), ("2023-03-01", 0), ("2023-02-28", 1)])
def test_days_of_payment_far_off_need_a_reason(day: str, times: int, tmp_path: Path) -> None:
    found = rolled(written(register(_with(received_on=pd.Timestamp(day))), tmp_path))
    assert found.found.counts == ({"day_far_off": times} if times else {})
    assert [str(warning) for warning in found.warnings] == [
        (
            f"Warning: register: {NAME} has days of payment that have been, at most 24 months before the month paid for;"
            " found once, such as 2025-03 51.03 BPU worker •••77. Look at received_on; by it a month counts as paid."
        )
    ] * times


def test_nothing_of_a_short_id_is_shown(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="worker •••\\. "):
        rolled(written(register([*SOUND, row("kpj12", "2025-01", due_jkk=-1)]), tmp_path))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows.drop(columns="segment"), "has a column segment; the file does not. Add the column;"),
        (
            lambda rows: rows.assign(due_jkk=0.5),
            "has in due_jkk a whole number; found due_jkk of type DOUBLE. Write whole",
        ),
        (
            lambda rows: rows.drop(columns="due_jht"),
            "has both due_jht and received_jht, or neither; found one of them.",
        ),
    ],
)
def test_columns_that_are_missing_or_of_another_kind_are_listed(change, message: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as refused:
        rolled(written(change(register(SOUND)), tmp_path))
    assert message in str(refused.value)


def test_a_register_shorter_than_the_rule_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="register has 2 months; 3 are needed to say who is active"):
        rolled(written(register([one for one in SOUND if str(one["month"]) < "2025-03"]), tmp_path))


def test_months_asked_for_that_are_not_there_are_named(tmp_path: Path) -> None:
    place = written(register(SOUND), tmp_path)
    with pytest.raises(DataError, match="register ends with 2025-04, before 2025-05"):
        rolled(place, until="2025-05")
    with pytest.raises(DataError, match="register ends with 2025-04, before 2025-06"):
        rolled(place, since="2025-06")
