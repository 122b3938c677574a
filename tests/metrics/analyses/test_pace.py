"""The arithmetic of a target: golden values by hand, and properties against exact fractions."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from metrics.analyses.pace import gap_people, pace_of, progress_of, required_gross, required_net

MEMBERS = st.integers(min_value=0, max_value=5_000_000)
BASE = st.integers(min_value=1, max_value=5_000_000)
TARGET = st.integers(min_value=1, max_value=10_000)  # in hundredths of a percent
MONTHS = st.integers(min_value=1, max_value=120)
LAPSE = st.floats(min_value=1e-4, max_value=0.2)

# How fast a busy machine is says nothing about the arithmetic.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_65_percent_of_bali_lacks_282_956_people() -> None:
    assert Fraction(65, 100) * 1_873_899 == Fraction("1218034.35")  # so 1,218,035 people
    assert gap_people(935_079, 1_873_899, 0.65) == 1_218_035 - 935_079 == 282_956


def test_a_gap_is_counted_in_exact_fractions_and_not_in_floats() -> None:
    assert ceil(0.07 * 100) == 8  # what floats would say of 7 percent of 100
    assert gap_people(0, 100, 0.07) == 7
    assert gap_people(7, 100, 0.07) == 0
    assert gap_people(6, 100, 0.07) == 1


def test_the_net_need_of_the_statistics_notes() -> None:
    due = 0.65 * 150_000 * 1.012**2 - 60_000  # the base grows by 1.2 percent a year for 24 months
    assert required_net(60_000, 150_000, 0.65, 24, 0.012) == pytest.approx(due / 24)
    assert round(required_net(60_000, 150_000, 0.65, 24, 0.012), 1) == 1_660.6


def test_the_gross_need_of_the_statistics_notes() -> None:
    assert round(required_gross(60_000, 150_000, 0.65, 24, 0.01, 0.012), 1) == 2_459.5


@pytest.mark.parametrize("lapse", [1e-6, 1e-7])
def test_with_a_lapse_near_zero_the_gross_need_tends_to_the_net_need(lapse: float) -> None:
    net = required_net(60_000, 150_000, 0.65, 24, 0.012)
    assert required_gross(60_000, 150_000, 0.65, 24, lapse, 0.012) == pytest.approx(net, abs=1)
    assert required_gross(60_000, 150_000, 0.65, 24, 0.0, 0.012) == net


@pytest.mark.parametrize(("months", "lapse"), [(0, 0.01), (1, 0.0)])
def test_in_the_deadline_month_the_whole_gap_is_due(months: int, lapse: float) -> None:
    assert required_net(935_079, 1_873_899, 0.65, months) == pytest.approx(282_955.35)
    assert required_gross(935_079, 1_873_899, 0.65, months, lapse) == pytest.approx(282_955.35)


def test_the_pace_of_the_statistics_notes() -> None:
    assert pace_of(0.20, 0.30, 0.65, 12, 24) == pytest.approx((0.10 / 12) / (0.45 / 24))
    assert round(pace_of(0.20, 0.30, 0.65, 12, 24) or 0, 3) == 0.444
    assert round(pace_of(0.50, 0.575, 0.65, 12, 24) or 0, 3) == 1.000


def test_the_pace_by_compound_growth_of_the_statistics_notes() -> None:
    # Two of four years. 20 to 30 is 22.47 percent a year where 20 to 65 takes 34.27; 50 to 57.5 is 7.24 where 6.78 do.
    assert [round(100 * ((30 / 20) ** (1 / 2) - 1), 2), round(100 * ((65 / 20) ** (1 / 4) - 1), 2)] == [22.47, 34.27]
    assert round(pace_of(0.20, 0.30, 0.65, 24, 48, compound=True) or 0, 3) == 0.656
    assert round(pace_of(0.50, 0.575, 0.65, 24, 48, compound=True) or 0, 3) == 1.068
    assert pace_of(0.20, 0.30, 0.65, 24, 48) == pytest.approx(0.10 / 0.225)  # in points: 0.444, behind by more


def test_nothing_grows_from_zero_and_a_fall_is_below_zero_by_either_reading() -> None:
    assert pace_of(0.0, 0.30, 0.65, 24, 48, compound=True) is None
    assert (pace_of(0.20, 0.18, 0.65, 24, 48, compound=True) or 0) < 0
    assert (pace_of(0.20, 0.18, 0.65, 24, 48) or 0) < 0
    assert pace_of(0.20, 0.65, 0.65, 48, 48, compound=True) == pytest.approx(1)


@pytest.mark.parametrize(
    ("pace", "word"),
    [(1.2, "on_track"), (0.95, "on_track"), (0.949, "behind"), (0.60, "behind"), (0.599, "far_behind"), (0.0, "far_behind"),
     (-0.001, "moving_away")],
)  # fmt: skip
def test_a_pace_has_a_word(pace: float, word: str) -> None:
    assert progress_of(pace) == word


@pytest.mark.parametrize(
    ("baseline", "target", "elapsed", "span"),
    [(0.65, 0.65, 12, 24), (0.70, 0.65, 12, 24), (0.20, 0.65, 0, 24), (0.20, 0.65, 12, 0), (0.20, 0.65, -3, 24)],
)
def test_nothing_is_divided_by_no_gain_or_no_time(baseline: float, target: float, elapsed: int, span: int) -> None:
    assert pace_of(baseline, 0.5, target, elapsed, span) is None


@untimed
@given(MEMBERS, BASE, TARGET)
def test_the_gap_is_the_smallest_number_of_people_that_reaches_the_target(
    members: int, base: int, hundredths: int
) -> None:
    target = Fraction(hundredths, 10_000)
    gap = gap_people(members, base, hundredths / 10_000)
    assert gap == max(0, ceil(target * base - members))
    assert members + gap >= target * base
    assert gap == 0 or members + gap - 1 < target * base


@untimed
@given(MEMBERS, BASE, TARGET, MONTHS)
def test_the_net_need_times_the_months_is_the_gap(members: int, base: int, hundredths: int, months: int) -> None:
    due = max(Fraction(0), Fraction(hundredths, 10_000) * base - members)
    assert months * required_net(members, base, hundredths / 10_000, months) == pytest.approx(
        float(due), rel=1e-9, abs=1e-6
    )


@untimed
@given(MEMBERS, BASE, TARGET, MONTHS, LAPSE, st.floats(min_value=0.0, max_value=0.05))
def test_enrolling_the_gross_need_every_month_ends_exactly_at_the_target(
    members: int, base: int, hundredths: int, months: int, lapse: float, growth: float
) -> None:
    goal = hundredths / 10_000 * base * (1 + growth) ** (months / 12)
    enrolled = required_gross(members, base, hundredths / 10_000, months, lapse, growth)
    assert enrolled >= 0
    held = float(members)
    for _ in range(months):
        held = held * (1 - lapse) + enrolled
    if enrolled > 0:
        assert held == pytest.approx(goal, rel=1e-6)
    else:
        assert held >= goal * (1 - 1e-9)


@untimed
@given(MEMBERS, BASE, TARGET, MONTHS, LAPSE)
def test_what_is_lost_is_never_made_up_with_less_than_the_net_need(
    members: int, base: int, hundredths: int, months: int, lapse: float
) -> None:
    target = hundredths / 10_000
    net, gross = (required_net(members, base, target, months), required_gross(members, base, target, months, lapse))
    assert gross >= net * (1 - 1e-9)


@untimed
@given(TARGET, TARGET, TARGET, MONTHS, MONTHS)
def test_the_pace_is_the_gain_a_month_over_the_gain_needed_a_month(
    baseline: int, current: int, target: int, elapsed: int, span: int
) -> None:
    assume(target > baseline)
    exact = Fraction(current - baseline, elapsed) / Fraction(target - baseline, span)
    found = pace_of(baseline / 10_000, current / 10_000, target / 10_000, elapsed, span)
    assert found == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


@untimed
@given(TARGET, TARGET, MONTHS)
def test_on_the_straight_line_to_the_target_the_pace_is_one(baseline: int, target: int, half: int) -> None:
    assume(target > baseline)
    middle = (baseline + target) / 20_000
    assert pace_of(baseline / 10_000, middle, target / 10_000, half, 2 * half) == pytest.approx(1.0)
