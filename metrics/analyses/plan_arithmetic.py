"""The arithmetic of a plan: people and whole rupiah, exact. Plain numbers in, plain numbers out.

Rule: workers times monthly premium times months, the premium from dated rules ("Budget" of the project's statistics
notes). Where a whole must be shared out, the largest remainders get what rounding leaves (Hamilton's method).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Ending:
    """Cover that ends: for how many people, and what renewing it for one of them costs until the deadline."""

    people: int
    rupiah_each: int


@dataclass(frozen=True)
class Bought:
    """What a budget buys.

    Args:
        renewed: people renewed, one number a cover that ends, in the order given.
        new: people covered beside them.
        remainder: rupiah left, less than one more person costs.
    """

    renewed: tuple[int, ...]
    new: int
    remainder: int


def people_aimed_at(base: int, target: Decimal, months: int, growth: Decimal) -> Decimal:
    """Give the members that make the target share of a base that grows: exact where it does not grow.

    Args:
        base: people in the base now.
        target: share to reach.
        months: months until then.
        growth: growth of the base a year, as a share.
    """
    return target * base * grown(months, growth)


def grown(months: int, growth: Decimal) -> Decimal:
    """Give the factor by which a base grows in so many months."""
    whole, rest = divmod(months, 12)
    years = (1 + growth) ** whole
    return years * (1 + growth) ** (Decimal(rest) / 12) if rest and growth else years


def spread(total: int, months: int, *, at_once: bool = False) -> list[int]:
    """Give the people reached by the end of each month, in equal steps rounded up, or all in the first month."""
    return [total if at_once else ceil(Fraction(total * month, months)) for month in range(1, months + 1)]


def shared_out(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Share a number of people out in whole people that add up to it.

    Args:
        total: people.
        shares: of each, adding up to 1; of equal remainders the earlier one is served first.
    """
    exact = [total * part for part in shares]
    people = [int(part) for part in exact]
    by_remainder = sorted(range(len(shares)), key=lambda place: (people[place] - exact[place], place))
    for place in by_remainder[: total - sum(people)]:
        people[place] += 1
    return people


def people_bought(budget: int, premiums: Sequence[int]) -> tuple[int, int]:
    """Give the people that a budget covers for all months, and the rupiah left.

    Args:
        budget: rupiah.
        premiums: rupiah a person in each month; their sum is above zero.
    """
    return divmod(budget, sum(premiums))


def months_bought(budget: int, people: int, premiums: Sequence[int]) -> tuple[int, int]:
    """Give the whole months, from the first, for which a budget covers so many people, and the rupiah left."""
    months = 0
    for premium in premiums:
        if people * premium > budget:
            break
        budget -= people * premium
        months += 1
    return months, budget


def renewed_first(budget: int, ending: Sequence[Ending], rupiah_each: int) -> Bought:
    """Give what a budget buys when cover that ends is renewed before anyone else is covered.

    Args:
        budget: rupiah.
        ending: cover that ends, in the order in which it is renewed.
        rupiah_each: what covering one more person until the deadline costs, above zero.
    """
    renewed = []
    for cover in ending:
        people = cover.people if cover.rupiah_each == 0 else min(cover.people, budget // cover.rupiah_each)
        budget -= people * cover.rupiah_each
        renewed.append(people)
    complete = all(people == cover.people for people, cover in zip(renewed, ending, strict=True))
    new, remainder = divmod(budget, rupiah_each) if complete else (0, budget)
    return Bought(tuple(renewed), new, remainder)


def drawn(need: int, amounts: dict[str, int]) -> dict[str, int]:
    """Draw a need from sources of funds in their order, and lessen what they have left.

    Args:
        need: rupiah.
        amounts: rupiah left of each source; changed.

    Returns:
        Rupiah by source, with ``unfunded`` for what none of them has; only those that give something.
    """
    given = {}
    for source, left in amounts.items():
        taken = min(need, left)
        amounts[source], need = left - taken, need - taken
        given[source] = taken
    given["unfunded"] = need
    return {source: rupiah for source, rupiah in given.items() if rupiah}
