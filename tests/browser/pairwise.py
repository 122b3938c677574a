"""Chooses few of many combinations so that each value still meets each value of every other kind."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import TypeAlias

Combination: TypeAlias = tuple[Hashable, ...]


def pairwise(possible: Sequence[Combination]) -> list[Combination]:
    """Choose combinations that hold every pair of values held by any of the possible ones, the richest in new pairs first.

    Args:
        possible: combinations of equally many values, each kind at its place.
    """
    pairs = {one: set(combinations(enumerate(one), 2)) for one in possible}
    missing = set[object]().union(*pairs.values())
    chosen = []
    while missing:
        best = max(possible, key=lambda one: len(pairs[one] & missing))
        chosen.append(best)
        missing -= pairs[best]
    return chosen
