"""What the roll-up counts, by hand with the arithmetic visible, and held against a second count of random registers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as draws

from tests.data.rollup.oracle import counted, following
from tests.data.rollup.registers import by_key, drawn_registers, months, register, rolled, row, written

BADUNG_BPU = ("51.03", "BPU")


def _members(rows: list[dict[str, object]], folder: Path) -> dict[str, dict[str, Any]]:
    """Roll up and give the BPU members of Badung by month."""
    found = by_key(rolled(written(register(rows), folder)).tables)["membership"]
    return {month: values for (region, month, segment), values in found.items() if (region, segment) == BADUNG_BPU}


def _always(first: str, count: int, **other: object) -> list[dict[str, object]]:
    return [row("worker-always", month, **other) for month in months(first, count)]


def test_cover_paid_to_december_leaves_the_active_count_at_the_end_of_march(tmp_path: Path) -> None:
    paid = [row("worker-1", month) for month in months("2024-10", 3)]
    unpaid = [row("worker-1", month, None) for month in months("2025-01", 4)]
    found = _members([*paid, *unpaid, *_always("2024-10", 7)], tmp_path)
    assert {month: values["active"] for month, values in found.items()} == {
        "2024-12": 1 + 1, "2025-01": 1 + 1, "2025-02": 1 + 1, "2025-03": 0 + 1, "2025-04": 0 + 1,
    }  # fmt: skip
    assert {month: values["exits"] for month, values in found.items() if values["exits"]} == {"2025-03": 1}
    assert {values["registered"] for values in found.values()} == {2}


def test_a_month_paid_later_counts_from_the_month_of_its_payment_on(tmp_path: Path) -> None:
    # January to April unpaid; January is paid in April: at the end of March three months were unpaid all the same. At the
    # end of April February, March and April are: still three. In May the three before May include February no more paid.
    rows = [row("worker-1", month) for month in months("2024-10", 3)]
    rows += [
        row("worker-1", "2025-01", "2025-04-10"),
        row("worker-1", "2025-02", None),
        row("worker-1", "2025-03", None),
    ]
    rows += [row("worker-1", "2025-04", "2025-05-02"), row("worker-1", "2025-05", None)]
    found = _members([*rows, *_always("2024-10", 8)], tmp_path)
    active = {month: values["active"] - 1 for month, values in found.items()}
    assert active == {"2024-12": 1, "2025-01": 1, "2025-02": 1, "2025-03": 0, "2025-04": 0, "2025-05": 1}
    assert found["2025-05"]["reactivated"] == 1


def test_who_registers_and_never_pays_is_active_for_two_months(tmp_path: Path) -> None:
    rows = [row("worker-1", month, None) for month in months("2025-01", 4)]
    found = _members([*rows, *_always("2024-10", 7)], tmp_path)
    assert [found[month]["active"] - 1 for month in months("2024-12", 5)] == [0, 1, 1, 0, 0]
    assert [found[month]["new"] for month in months("2025-01", 4)] == [1, 0, 0, 0]
    assert [found[month]["exits"] for month in months("2025-01", 4)] == [0, 0, 1, 0]


def test_a_move_is_out_of_one_region_and_into_another_and_no_exit(tmp_path: Path) -> None:
    before = [row("worker-1", month) for month in months("2025-01", 3)]
    after = [row("worker-1", month, region_code="51.71", segment="PU") for month in months("2025-04", 2)]
    found = by_key(rolled(written(register([*before, *after, *_always("2025-01", 5)]), tmp_path)).tables)["membership"]
    left, came = found["51.03", "2025-04", "BPU"], found["51.71", "2025-04", "PU"]
    assert (left["moved_out"], left["exits"], left["active"]) == (1, 0, 2 - 1)
    assert (came["moved_in"], came["new"], came["active"]) == (1, 0, 0 + 1)


def test_an_unpaid_month_elsewhere_counts_where_the_worker_is_now(tmp_path: Path) -> None:
    rows = [row("worker-1", month) for month in months("2025-01", 3)]
    rows += [row("worker-1", month, None) for month in months("2025-04", 2)]
    rows += [row("worker-1", "2025-06", None, region_code="51.71")]
    found = by_key(rolled(written(register([*rows, *_always("2025-01", 6)]), tmp_path)).tables)["membership"]
    assert found["51.71", "2025-06", "BPU"]["active"] == 0  # April, May and June: three in a row
    assert found["51.03", "2025-06", "BPU"]["exits"] == 1
    assert found["51.03", "2025-06", "BPU"]["moved_out"] == 0


def test_of_those_active_a_year_ago_those_count_who_are_active_in_the_same_place(tmp_path: Path) -> None:
    stays = [row("worker-1", month) for month in months("2024-01", 15)]
    moves = [row("worker-2", month) for month in months("2024-01", 14)] + [
        row("worker-2", "2025-03", region_code="51.71")
    ]
    lapses = [row("worker-3", month) for month in months("2024-01", 3)]
    found = _members([*stays, *moves, *lapses], tmp_path)["2025-03"]
    assert (found["active_year_ago"], found["still_active"]) == (1 + 1 + 1, 1 + 0 + 0)


def test_what_came_before_the_register_is_not_known(tmp_path: Path) -> None:
    found = _members(_always("2024-01", 16), tmp_path)
    assert min(found) == "2024-03"  # the first month with three behind it
    assert {found["2024-03"][name] for name in ("new", "reactivated", "exits", "moved_in", "moved_out")} == {None}
    assert {found["2024-04"][name] for name in ("new", "reactivated", "exits", "moved_in", "moved_out")} == {0}
    assert found["2025-02"]["still_active"] is None
    assert found["2025-03"]["still_active"] == 1


def test_contributions_are_summed_by_programme_and_on_time_until_the_15th_of_the_next_month(tmp_path: Path) -> None:
    rows = [
        row("worker-1", "2025-01", "2025-02-15"),
        row("worker-2", "2025-01", "2025-02-16"),
        row("worker-3", "2025-01", None),
    ]
    found = by_key(rolled(written(register([*rows, *_always("2025-01", 3, region_code="51.71")]), tmp_path)).tables)
    assert found["contribution"]["51.03", "2025-01", "BPU", "JKK"] == {
        "due": 10 + 10 + 10, "received": 10 + 10 + 0, "received_on_time": 10 + 0 + 0,
    }  # fmt: skip
    assert found["contribution"]["51.03", "2025-01", "BPU", "JKM"]["due"] == 7 + 7 + 7
    assert ("51.03", "2025-01", "BPU", "JHT") not in found["contribution"]


def test_in_the_months_of_pp_49_2020_the_30th_is_on_time(tmp_path: Path) -> None:
    rows = [row("worker-1", "2020-08", "2020-09-30"), row("worker-2", "2020-08", "2020-10-01")]
    rows += [row("worker-1", "2021-01", "2021-02-28"), row("worker-1", "2021-02", "2021-03-16")]
    found = by_key(rolled(written(register([*rows, *_always("2020-08", 8, region_code="51.71")]), tmp_path)).tables)
    on_time = {
        key[1]: cell["received_on_time"] for key, cell in found["contribution"].items() if key[::3] == ("51.03", "JKK")
    }
    assert on_time == {"2020-08": 10 + 0, "2021-01": 10, "2021-02": 0}


def test_an_employer_counts_once_where_most_of_its_workers_are(tmp_path: Path) -> None:
    of_one = {"employer_id": "E1", "employer_size": "small"}
    rows = [row(f"worker-{n}", month, region_code="51.71", **of_one) for n in (1, 2) for month in months("2025-01", 3)]
    rows += [row("worker-3", month, **of_one) for month in months("2025-01", 3)]
    rows += [row("worker-4", month, None, employer_id="E2", employer_size="micro") for month in months("2025-01", 3)]
    found = by_key(rolled(written(register([*rows, *_always("2025-01", 3)]), tmp_path)).tables)["employer"]
    assert found == {
        ("51.71", "2025-03", "small"): {"registered": 1, "active": 1},
        ("51.03", "2025-03", "micro"): {
            "registered": 1,
            "active": 0,
        },  # three months unpaid: none of its workers is active
    }


def test_a_register_with_totals_alone_gives_no_contribution_and_says_why(tmp_path: Path) -> None:
    rows = register(_always("2025-01", 3)).assign(due=17, received=17)
    money = [name for name in rows if name.startswith(("due_", "received_j"))]
    found = rolled(written(rows.drop(columns=[*money, "employer_size"]), tmp_path))
    assert set(found.tables) == {"membership", "programme_membership"}
    assert found.without == (
        "No contribution: the register has no due_… and received_… by programme, and a total is not split.",
        "No employer: the register has no employer_id with employer_size, and a size is never guessed.",
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=drawn_registers(), parted=draws.booleans())
def test_every_table_is_what_a_second_count_worker_by_worker_gives(rows: pd.DataFrame, parted: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert by_key(rolled(written(rows, Path(folder), parted=parted)).tables) == counted(rows)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=drawn_registers(longest=130, first="2015-01"))
def test_spans_of_months_meet_without_a_seam(rows: pd.DataFrame) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert by_key(rolled(written(rows, Path(folder))).tables) == counted(rows)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=drawn_registers())
def test_in_every_cell_the_stock_is_what_it_was_with_who_came_and_without_who_went(rows: pd.DataFrame) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = by_key(rolled(written(rows, Path(folder))).tables)["membership"]
    for (region, month, segment), cell in found.items():
        if cell["new"] is not None:
            before = found.get((region, following(month, -1), segment), {"active": 0})["active"]
            came = cell["new"] + cell["reactivated"] + cell["moved_in"]
            assert cell["active"] == before + came - cell["exits"] - cell["moved_out"]
