"""people, whole rupiah, funds and budgets by hand, and as properties."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from metrics.analyses.contribution_rules import SOURCES
from metrics.analyses.pace import required_gross, required_net
from metrics.analyses.plan_arithmetic import (
    Bought,
    Ending,
    drawn,
    months_bought,
    people_aimed_at,
    people_bought,
    renewed_first,
    shared_out,
    spread,
)
from tests.metrics.analyses.plan_made import TARGET, WHOLE

# The arithmetic


def test_the_target_of_a_base_that_grows_is_that_of_the_statistics_notes() -> None:
    aimed = people_aimed_at(150_000, TARGET, 24, Decimal("0.012"))
    assert aimed == Decimal("0.65") * 150_000 * Decimal("1.012") ** 2
    assert round(required_net(60_000, 1, float(aimed), 24), 1) == 1_660.6
    assert round(required_gross(60_000, 1, float(aimed), 24, 0.01), 1) == 2_459.5


@given(st.integers(0, 10**6), st.integers(1, 240), st.booleans())
def test_people_are_reached_in_equal_steps_that_end_with_all_of_them(total: int, months: int, at_once: bool) -> None:
    reached = spread(total, months, at_once=at_once)
    steps = [after - before for before, after in zip([0, *reached], reached, strict=False)]
    assert (len(reached), reached[-1], sum(steps)) == (months, total, total)
    assert steps == [total] + [0] * (months - 1) if at_once else max(steps) - min(steps) <= 1


@given(st.integers(0, 10**9), st.lists(st.integers(1, 1_000), min_size=1, max_size=7))
def test_people_shared_out_add_up_and_nobody_is_a_person_off(total: int, weights: list[int]) -> None:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    people = shared_out(total, shares)
    assert sum(people) == total
    assert all(abs(given - total * share) < 1 for given, share in zip(people, shares, strict=True))


def test_of_equal_remainders_the_first_is_served_first() -> None:
    assert shared_out(10, [Fraction(1, 3)] * 3) == [4, 3, 3]
    assert shared_out(7, [Fraction(1, 4), Fraction(3, 4)]) == [2, 5]  # 1.75 and 5.25


@given(WHOLE, st.lists(st.integers(1, 300_000), min_size=1, max_size=24))
def test_a_budget_covers_as_many_people_as_it_can_and_the_rest_is_less_than_one(
    budget: int, premiums: list[int]
) -> None:
    people, left = people_bought(budget, premiums)
    assert people * sum(premiums) + left == budget
    assert 0 <= left < sum(premiums)


@given(WHOLE, st.integers(1, 10**6), st.lists(st.integers(1, 300_000), min_size=1, max_size=24))
def test_a_budget_lasts_as_many_whole_months_as_it_can(budget: int, people: int, premiums: list[int]) -> None:
    months, left = months_bought(budget, people, premiums)
    assert left == budget - people * sum(premiums[:months]) >= 0
    assert months == len(premiums) or left < people * premiums[months]


@given(
    WHOLE, st.lists(st.builds(Ending, st.integers(0, 10**5), st.integers(0, 10**6)), max_size=5), st.integers(1, 10**6)
)
def test_nobody_new_is_covered_before_all_cover_that_ends_is_renewed(
    budget: int, ending: list[Ending], each: int
) -> None:
    bought = renewed_first(budget, ending, each)
    spent = sum(people * cover.rupiah_each for people, cover in zip(bought.renewed, ending, strict=True))
    assert spent + bought.new * each + bought.remainder == budget
    assert bought.remainder >= 0
    complete = [people == cover.people for people, cover in zip(bought.renewed, ending, strict=True)]
    assert bought.new == 0 or all(complete)
    assert not all(complete) or bought.remainder < each
    for done, people, cover in zip(complete, bought.renewed, ending, strict=True):
        assert done or (people < cover.people and bought.remainder < cover.rupiah_each)


def test_renewals_come_in_their_order() -> None:
    ending = [Ending(10, 100), Ending(10, 50)]
    assert renewed_first(1_230, ending, 100) == Bought((10, 4), 0, 30)  # 1,000, then 4 x 50
    assert renewed_first(1_730, ending, 100) == Bought((10, 10), 2, 30)


@given(WHOLE, st.dictionaries(st.sampled_from(SOURCES), WHOLE, max_size=5))
def test_a_need_is_drawn_in_order_and_nothing_is_lost(need: int, amounts: dict[str, int]) -> None:
    left = dict(amounts)
    given = drawn(need, left)
    assert sum(given.values()) == need
    assert all(amounts[source] - left[source] == given.get(source, 0) for source in amounts)
    assert "unfunded" not in given or not any(left.values())
