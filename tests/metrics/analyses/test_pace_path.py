"""The pace line: straight from baseline to target, through quarter ends where targets are set by the quarter."""

import pytest

from metrics.analyses.pace import due_at, pace_path

START, GOAL = ("2025-06", 0.50), ("2026-12", 0.68)
QUARTERS = [("2025-09", 0.52), ("2025-12", 0.55), ("2026-03", 0.60)]


def test_without_quarters_it_is_straight() -> None:
    path = pace_path(START, GOAL)
    assert path == [START, GOAL]
    # 9 of 18 months, half of 18 points
    assert due_at(path, "2026-03") == pytest.approx(0.59)


def test_a_yearly_target_between_does_not_bend_it() -> None:
    assert pace_path(START, GOAL, [("2025-12", 0.67)]) == [START, GOAL]


def test_quarters_bend_it_whichever_of_them_is_asked_about() -> None:
    for goal in QUARTERS:
        others = [each for each in QUARTERS if each != goal]
        assert pace_path(START, goal, reversed(others)) == [START, *QUARTERS]
    # one month of three between 55 and 60 percent
    assert due_at(pace_path(START, QUARTERS[0], QUARTERS[1:]), "2026-01") == pytest.approx(0.55 + 0.05 / 3)


def test_targets_up_to_the_baseline_are_no_part_of_it() -> None:
    assert pace_path(START, QUARTERS[0], [("2025-06", 0.4), ("2025-03", 0.3)]) == [START, QUARTERS[0]]


def test_outside_its_months_nothing_is_asked_for_and_without_time_there_is_no_line() -> None:
    assert due_at([START, GOAL], "2025-05") is None
    assert due_at([START, GOAL], "2027-01") is None
    assert due_at([START, GOAL], "2025-06") == 0.50
    assert pace_path(GOAL, START) == []
    assert due_at([], "2025-06") is None
