"""What the page of plans reads: the plan it opens on, each plan made once a store and text, and what is told from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from charts import words
from data.store import Store
from i18n import language
from metrics.analyses import plan_path
from metrics.analyses.plan import Plan, plan
from metrics.analyses.plan_asked import PlanAsked, read
from metrics.analyses.plan_default import default_plan
from pages.parts import reading, safe

BILLION = 10**9


@dataclass(frozen=True)
class Made:
    """A plan, and what follows from it.

    Args:
        plan: as made.
        summary: its row.
        compared: its row beside other plans, of ``metrics.analyses.plan_path.compared``.
        enrolled: people by month and purpose.
        path: share by month.
        premiums: what one person costs, by payer and span of months.
        worth: what its budget buys, or Rp1 billion where none is given; rows of ``Plan.worth``.
        worth_of: that amount, in rupiah.
        example: whether any part is of the demonstration set.
    """

    plan: Plan
    summary: dict[str, Any]
    compared: dict[str, Any]
    enrolled: pd.DataFrame
    path: pd.DataFrame
    premiums: pd.DataFrame
    worth: pd.DataFrame
    worth_of: int


@reading.each
def default(_store: Store, version: str, region: str, as_of: str, base: str) -> PlanAsked:
    """Give the plan that the page opens on."""
    return default_plan(reading.seen(_store, version, region, as_of, base))


@reading.each
def aim_words(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> str:
    """Say whose target the page opens on, and whether its deadline still lies ahead; loaded words are escaped.

    Args:
        _store: the store.
        version: of the store.
        region: its code.
        as_of: month ``YYYY-MM``.
        base: coverage base.
        lang: the reader's language.
    """
    say, shown = language(lang), reading.seen(_store, version, region, as_of, base)
    aim = shown.next_target
    if aim is None:
        if shown.goal is None:
            return say("No target is registered on this base: the number is an example to change.")
        return say("No later target is registered on this base: the page opens on the aim of 65 percent, a year ahead.")
    named = {
        "set_by": safe.plain(aim.set_by_id if say.code == "id" else aim.set_by),
        "deadline": say.short_period(aim.deadline[:7]),
    }
    if aim.deadline[:7] > as_of:
        return say("Target set by {set_by} for {deadline}.", **named)
    return say("Target set by {set_by} for {deadline}, which has come: planned for a year ahead.", **named)


@reading.each
def made(_store: Store, version: str, text: str) -> Made:
    """Make the plan of a text.

    Args:
        _store: the store.
        version: of the store.
        text: of ``metrics.analyses.plan_asked.written``, as the link holds it.
    """
    query, places = reading.query(_store), reading.places(_store, version)
    asked = read(text)
    planned = plan(query, places, asked)
    summary: dict[str, Any] = planned.summary.iloc[0].to_dict()
    worth = planned.worth
    if asked.budget is None and words.is_known(summary["people_net"]):
        worth = plan(query, places, replace(asked, budget=BILLION)).worth
    return Made(
        plan=planned,
        summary=summary,
        compared=plan_path.compared([planned]).iloc[0].to_dict(),
        enrolled=plan_path.enrolled(planned),
        path=plan_path.path(planned),
        premiums=plan_path.premiums(query, asked),
        worth=worth,
        worth_of=BILLION if asked.budget is None else asked.budget,
    )
