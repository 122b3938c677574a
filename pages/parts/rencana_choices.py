"""The plans of a reader, up to three, kept in the link as texts; the filter bar rules where and when they are about."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from metrics._model import months_between
from metrics.analyses.plan_asked import PlanAsked, PlanInvalid, read, written
from pages.parts.view import View

SLOTS = {"a": "plan", "b": "plan_b", "c": "plan_c"}
OPEN = "plan_open"


@dataclass(frozen=True)
class Choices:
    """The plans that are shown.

    Args:
        plans: by slot; the first is always there.
        open: the slot whose plan is shown in full and changed by the form.
        wrong: what the link asks for that means nothing, each as its name in the link and the reason, which may be told.
        moved: slots whose plan was made for another region, month or base and is read on the one shown.
    """

    plans: dict[str, PlanAsked]
    open: str
    wrong: tuple[tuple[str, str], ...]
    moved: tuple[str, ...]

    @property
    def asked(self) -> PlanAsked:
        """The plan that is shown in full."""
        return self.plans[self.open]


def from_link(seen: View, default: PlanAsked) -> Choices:
    """Read the plans from the link; where the first is missing or wrong, the default stands for it.

    Args:
        seen: the region, month and base of the filter bar.
        default: what the page opens on there.
    """
    plans, wrong, moved = {"a": default}, [], []
    for slot, name in SLOTS.items():
        text = st.query_params.get(name, "")
        if not text:
            continue
        try:
            held = read(text)
            plans[slot] = fitted(held, seen, default)
        except PlanInvalid as invalid:
            wrong.append((name, str(invalid) if not invalid.args else invalid.args[0]))
            continue
        if plans[slot] != held:
            moved.append(slot)
    shown = st.query_params.get(OPEN, "a")
    return Choices(plans, shown if shown in plans else "a", tuple(wrong), tuple(moved))


def fitted(asked: PlanAsked, seen: View, default: PlanAsked) -> PlanAsked:
    """Read a plan on the region, month and base shown; a deadline that lies behind them gives way to the default one.

    Raises:
        PlanInvalid: when it cannot be meant there.
    """
    here = (seen.region, seen.as_of, seen.base)
    if (asked.region, asked.as_of, asked.base) == here:
        return asked
    passed = months_between(seen.as_of, asked.deadline) < 1
    return replace(
        asked,
        region=seen.region,
        as_of=seen.as_of,
        base=seen.base,
        deadline=default.deadline if passed else asked.deadline,
    )


def keep(slot: str, asked: PlanAsked) -> None:
    """Keep a plan in the link."""
    st.query_params[SLOTS[slot]] = written(asked)


def add(choices: Choices) -> None:
    """Add a plan beside the others, a copy of the one shown, and show it."""
    free = next(slot for slot in SLOTS if slot not in choices.plans)
    # The first is written too: a default that the link does not hold would change with the figures.
    keep("a", choices.plans["a"])
    keep(free, choices.asked)
    st.query_params[OPEN] = free


def remove(choices: Choices) -> None:
    """Take the plan shown away; those behind it move up, so that none is left out."""
    left = [plan for slot, plan in choices.plans.items() if slot != choices.open]
    for name in (*SLOTS.values(), OPEN):
        st.query_params.pop(name, None)
    for slot, plan in zip(SLOTS, left, strict=False):
        keep(slot, plan)


def show(slot: str) -> None:
    """Show another of the plans in full."""
    st.query_params[OPEN] = slot
