"""The plan that a region opens on, before a reader changes anything: its next target, paid by its own budget.

A target whose deadline has come, or has passed, is planned for twelve months ahead. Where none is registered on the base,
some more people are planned for, an example for the reader to change.
"""

from __future__ import annotations

from decimal import Decimal

from metrics.analyses.plan_asked import PlanAsked
from metrics.catalogue import metric
from metrics.overview import Overview
from metrics.periods import month_after

YEAR = 12  # months planned ahead, where a deadline has passed
EXAMPLE = 1_000  # people that a plan opens with where no target is registered
BASES = tuple(base for base in metric("coverage").bases if base not in ("unstated", "plan"))
WAGES = "PU:JKK+JKM:low"
_PAYER = {"regency": "apbd_regency"}  # by level; the others open on the provincial budget


def default_plan(shown: Overview) -> PlanAsked:
    """Give the plan that a region opens on.

    Args:
        shown: the region at its month, on one of ``BASES``.
    """
    aim = shown.next_target
    goal = aim.value_target if aim is not None else shown.goal
    ahead = aim is not None and aim.deadline[:7] > shown.as_of
    # On a base of wage earners alone nobody of another segment counts, and their employer pays.
    of_wages = metric("coverage").headline_segment(shown.base) == "PU"
    return PlanAsked(
        shown.place.code,
        shown.as_of,
        aim.deadline[:7] if aim is not None and ahead else a_year_ahead(shown.as_of),
        target=None if goal is None else Decimal(str(goal)),
        people=EXAMPLE if goal is None else None,
        premium=WAGES if of_wages else PlanAsked.premium,
        payer="employer" if of_wages else _PAYER.get(shown.place.level, "apbd_province"),
        base=shown.base,
    )


def a_year_ahead(as_of: str) -> str:
    """Give the deadline that stands for one that has passed."""
    return month_after(as_of, YEAR)
