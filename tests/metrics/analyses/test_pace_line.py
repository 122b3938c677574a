"""The line from a baseline to a target, bent at quarterly targets."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from metrics.analyses.pace import due_at
from metrics.analyses.pace_line import pace_line


def _target(**changed: Any) -> dict[str, Any]:
    return {
        "target_id": "year", "base": "ucj", "unit": "share", "set_by": "Kanwil", "kind": "corporate",
        "inherited_from": None, "baseline": 0.40, "baseline_period": "2025-12", "value_target": 0.52,
        "deadline": "2026-12-31", **changed,
    }  # fmt: skip


def _line(*rows: dict[str, Any]) -> list[tuple[str, float]]:
    read = pd.DataFrame(rows, dtype=object)
    return pace_line(read, next(read.itertuples(index=False)))


def test_without_quarters_it_is_straight() -> None:
    line = _line(_target())
    # 12 points in 12 months: one a month.
    assert line == [("2025-12", 0.40), ("2026-12", 0.52)]
    assert due_at(line, "2026-03") == pytest.approx(0.40 + 3 * 0.01)
    assert due_at(line, "2026-12") == pytest.approx(0.52)


def test_quarterly_targets_bend_it() -> None:
    quarters = {"2026-03-31": 0.41, "2026-06-30": 0.47, "2026-09-30": 0.48}
    line = _line(
        _target(),
        *(_target(target_id=day, value_target=value, deadline=day, baseline=None) for day, value in quarters.items()),
    )
    assert line == [("2025-12", 0.40), ("2026-03", 0.41), ("2026-06", 0.47), ("2026-09", 0.48), ("2026-12", 0.52)]
    assert due_at(line, "2026-02") == pytest.approx(0.40 + (0.41 - 0.40) * 2 / 3)
    assert due_at(line, "2026-04") == pytest.approx(0.41 + (0.47 - 0.41) * 1 / 3)


def test_a_yearly_target_on_the_way_is_another_aim_and_no_corner() -> None:
    line = _line(_target(deadline="2027-12-31"), _target(target_id="before", value_target=0.45))
    assert line == [("2025-12", 0.40), ("2027-12", 0.52)]


@pytest.mark.parametrize(
    "other",
    [{"base": "bps"}, {"set_by": "Branch"}, {"kind": "plan"}, {"inherited_from": "51"}, {"unit": "people"}],
)
def test_targets_of_another_base_office_standing_region_or_unit_do_not_bend_it(other: dict[str, Any]) -> None:
    quarter = {"target_id": "q3", "value_target": 0.90, "deadline": "2026-09-30"} | other
    assert _line(_target(), _target(**quarter)) == [("2025-12", 0.40), ("2026-12", 0.52)]


def test_a_bare_year_of_the_baseline_counts_as_its_end() -> None:
    assert _line(_target(baseline_period="2025"))[0] == ("2025-12", 0.40)


@pytest.mark.parametrize(
    "changed",
    [
        {"baseline": None}, {"baseline_period": None}, {"unit": "people"}, {"value_target": 0.40},
        {"deadline": "2025-11-30"},
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_lead_from_there_is_no_line(changed: dict[str, Any]) -> None:
    line = _line(_target(**changed))
    assert line == []
    assert due_at(line, "2026-06") is None


def test_outside_its_months_nothing_is_due() -> None:
    line = _line(_target())
    assert due_at(line, "2025-11") is None
    assert due_at(line, "2027-01") is None
