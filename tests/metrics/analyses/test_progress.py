"""Progress before a deadline: along one line, from the day the target was set, and unknown where that is not known."""

from pathlib import Path
from typing import Any

import pytest

from data.store import Query
from metrics.analyses import target as analysis
from metrics.analyses.pace import pace_of
from metrics.analyses.target import targets
from metrics.territory import Territory, territory
from tests.data.altered_facts import add_row
from tests.metrics.conftest import BuildFrom


@pytest.fixture(scope="module")
def bundled(query: Query, places: Territory) -> Any:
    return lambda region, as_of: _rows(query, places, region, as_of)


def _rows(query: Query, places: Territory, region: str, as_of: str) -> dict[tuple[str, str | None], Any]:
    frame = targets(query, places, region, as_of)
    return {(row.target_id, row.base): row for row in frame.itertuples(index=False)}


def test_the_pace_is_the_gain_so_far_over_the_gain_needed_by_now(bundled: Any) -> None:
    row = bundled("51", "2025-12")[("bali-ucj-2025", "ucj")]  # set on 30 April 2025
    assert (row.baseline, row.baseline_period, row.current) == (0.5233, "2025-06", 0.5388)
    assert row.pace == pytest.approx((0.0155 / 6) / (0.1495 / 6))  # 0.104: in June, 6 of 6 months later
    assert row.progress == "far_behind"
    ntb = bundled("52", "2025-08")[("national-ucj-2025", "ucj")]  # set in May 2025
    assert (ntb.baseline, ntb.baseline_period, ntb.current) == (0.30, "2025-05", 0.3325)
    assert ntb.pace == pytest.approx((0.0325 / 3) / (0.2215 / 7))  # 0.342
    assert ntb.progress == "far_behind"


def test_the_path_starts_at_the_earliest_figure_of_the_line_even_where_another_series_is_shown_for_its_month(
    bundled: Any,
) -> None:
    row = bundled("51", "2024-12")[("banuspa-65-2024", "bps_pu_bpu")]  # set on 14 February 2023
    start, now = (551_350 + 267_730) / 2_617_816, (615_055 + 350_541) / 2_665_421
    assert row.current == now  # National Economic Council, 2024; the same line has 2023, where Kemnaker's is shown
    assert (row.baseline, row.baseline_period) == (start, "2023")
    assert row.pace == pytest.approx(((now - start) / 12) / ((0.65 - start) / 12))  # 0.146
    assert row.progress == "far_behind"


@pytest.mark.parametrize("base", ["bps", "bps_pu_bpu", "bps_formal", "bps_informal"])
@pytest.mark.parametrize(("as_of", "progress"), [("2024-10", "unknown"), ("2026-01", "no_figure")])
def test_a_figure_of_the_old_papua_is_never_held_against_a_target_of_todays(
    bundled: Any, base: str, as_of: str, progress: str
) -> None:
    row = bundled("91", as_of)[("banuspa-65-2024", base)]
    assert (row.progress, row.reason) == (progress, analysis.OLD_BOUNDARY)
    assert (row.current, row.gap_points, row.gap_people, row.required_net_per_month) == (None, None, None, None)
    assert (row.baseline, row.pace, row.judged) == (None, None, None)


def test_a_deadline_is_judged_on_the_figure_of_todays_area_though_a_later_one_is_of_the_old(bundled: Any) -> None:
    row = bundled("92", "2026-01")[("banuspa-65-2024", "bps_formal")]  # 2024 today's Papua Barat, 2025 the old one
    assert (row.progress, row.judged, row.judged_period) == ("missed", 55_974 / 107_706, "2024")
    assert (row.current, row.gap_people) == (None, None)


def test_a_goal_that_is_met_on_a_figure_older_than_a_year_says_so(bundled: Any) -> None:
    target = ("national-ucj-2025", "ucj")  # 52.15 percent by December 2025; Papua had 59.16 in August 2024
    old, recent = bundled("91", "2025-09")[target], bundled("91", "2025-08")[target]
    assert (old.progress, old.reason, old.figure_is_old) == ("reached", analysis.OLD_FIGURE, True)
    assert (recent.progress, recent.reason, recent.figure_is_old) == ("reached", None, False)


def test_with_one_figure_since_the_target_was_set_the_pace_is_unknown(bundled: Any) -> None:
    row = bundled("51", "2025-06")[("bali-ucj-2025", "ucj")]
    assert (row.progress, row.pace, row.baseline, row.reason) == ("unknown", None, None, analysis.TOO_FEW)


def test_under_three_months_between_two_figures_the_pace_is_unknown(bundled: Any) -> None:
    row = bundled("52", "2025-08")[("ntb-ucj-2025", "ucj")]  # June and August
    assert (row.baseline_period, row.current_period) == ("2025-06", "2025-08")
    assert (row.progress, row.pace, row.reason) == ("unknown", None, analysis.TOO_SHORT)


def test_a_goal_met_at_the_start_is_reached_and_nothing_is_divided(bundled: Any) -> None:
    row = bundled("51", "2025-12")[("national-ucj-2025", "ucj")]
    assert row.value_target == 0.5215 < 0.5233  # Bali in June, the first figure since May 2025
    assert (row.progress, row.pace) == ("reached", None)


# Registers of our own for what the bundled one does not reach: name to the cells of one target.
MADE_UP = {
    "people-of-bali": {"region_code": "51", "metric": "active_participants", "unit": "people", "base": "",
                       "value": "2000000", "set_on": "2025-01", "deadline": "2026-12-31"},
    "formal-of-papua-barat": {"region_code": "92", "base": "bps_formal", "value": "0.90", "set_on": "2023-01"},
    "bangli": {"region_code": "51.06", "value": "0.40", "set_on": "2024-01"},
    "its-own-start": {"region_code": "51", "value": "0.70", "set_on": "2024-12", "deadline": "2026-12-31",
                      "baseline_period": "2024-12", "baseline_value": "0.40"},
    "already-there": {"region_code": "51", "value": "0.53", "set_on": "2025-01", "deadline": "2026-12-31"},
    "fell-back": {"region_code": "52", "base": "bps_pu_bpu", "value": "0.21", "set_on": "2024-06", "deadline": "2026-12-31"},
    "away": {"region_code": "52", "base": "bps_pu_bpu", "value": "0.30", "set_on": "2024-06", "deadline": "2026-12-31"},
    "registered": {"region_code": "ID", "base": "potential", "value": "0.60", "set_on": "2019", "deadline": "2030-12-31"},
    "two-as-near": {"region_code": "51", "value": "0.51", "set_on": "2025-01", "deadline": "2025-09-30"},
}  # fmt: skip


@pytest.fixture(scope="module")
def made_up(facts: Path, build_from: BuildFrom) -> Any:
    for name, cells in MADE_UP.items():
        add_row(facts, "targets.csv", like=3, target_id=name, **{"deadline": "2025-12-31", "preferred": ""} | cells)
    query = build_from(facts)
    places = territory(query)

    def row(name: str, as_of: str) -> Any:
        found = _rows(query, places, MADE_UP[name]["region_code"], as_of)
        return next(row for (target, _), row in found.items() if target == name)

    return row


def test_a_path_never_starts_on_another_count_of_the_same_people(made_up: Any) -> None:
    row = made_up("people-of-bali", "2025-06")  # Kemnaker 1,100,000 in February, UCJ report 935,079 in March
    assert (row.current, row.gap_people) == (935_079.0, 2_000_000 - 935_079)
    assert (row.progress, row.baseline, row.pace, row.reason) == ("unknown", None, None, analysis.TOO_FEW)


def test_a_path_never_starts_before_a_change_of_boundary(made_up: Any) -> None:
    row = made_up("formal-of-papua-barat", "2024-12")
    assert row.current == 55_974 / 107_706  # today's Papua Barat; the figures of 2023 are of the old, larger one
    assert (row.progress, row.baseline, row.pace, row.reason) == ("unknown", None, None, analysis.TOO_FEW)


def test_a_path_never_starts_at_a_bare_year_when_the_present_figure_is_of_a_month(made_up: Any) -> None:
    row = made_up("bangli", "2025-06")  # 36.8 percent "in 2024", 35.52 in March 2025
    assert (row.current, row.current_period) == (0.3552, "2025-03")
    assert (row.progress, row.baseline, row.pace, row.reason) == ("unknown", None, None, analysis.TOO_FEW)


def test_a_path_starts_where_the_register_says(made_up: Any) -> None:
    row = made_up("its-own-start", "2025-12")
    assert (row.baseline, row.baseline_period, row.current) == (0.40, "2024-12", 0.5388)
    assert row.pace == pytest.approx((0.1388 / 12) / (0.30 / 24))  # 0.925
    assert row.progress == "behind"


def test_a_goal_met_before_its_deadline_still_returns_the_path_it_was_met_on(made_up: Any) -> None:
    row = made_up("already-there", "2025-12")
    start = 935_079 / 1_873_899  # March 2025
    assert (row.baseline, row.baseline_period, row.current) == (start, "2025-03", 0.5388)
    assert row.pace == pytest.approx(pace_of(start, 0.5388, 0.53, 9, 21))
    assert row.pace > 1
    assert row.progress in ("on_track", "reached")


def test_a_goal_met_at_the_start_and_lost_since_says_so(made_up: Any) -> None:
    row = made_up("fell-back", "2025-12")
    assert row.baseline == (465_695 + 209_194) / 3_105_549 >= 0.21 > row.current
    assert (row.progress, row.pace, row.reason) == ("reached", None, analysis.FELL_BACK)


def test_a_share_that_fell_is_moving_away(made_up: Any) -> None:
    row = made_up("away", "2025-12")
    start, now = (465_695 + 209_194) / 3_105_549, (369_629 + 237_979) / 3_106_729
    assert row.pace == pytest.approx(((now - start) / 12) / ((0.30 - start) / 24))
    assert row.pace < 0
    assert row.progress == "moving_away"


def test_registered_participants_are_never_held_against_a_target(made_up: Any) -> None:
    row = made_up("registered", "2025-12")
    assert (row.current, row.progress, row.reason) == (None, "unknown", analysis.NO_FIGURE)


def test_of_two_figures_as_near_to_a_past_deadline_the_earlier_one_decides(made_up: Any) -> None:
    row = made_up("two-as-near", "2026-01")  # 52.33 in June and 53.88 in December
    assert (row.judged_period, row.progress) == ("2025-06", "reached")
