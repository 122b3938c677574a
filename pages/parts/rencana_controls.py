"""The form of a plan: goal, deadline, premium, who pays, assumptions. Every change is written into the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from charts.premium_words import PREMIUMS, premium_words
from i18n import Language, mark, retell
from metrics.analyses.contribution_rules import SOURCES
from metrics.analyses.plan_asked import PlanAsked, PlanInvalid
from metrics.periods import month_after
from pages.parts import number_box
from pages.parts import rencana_choices as choices
from pages.parts import rencana_words as named
from pages.parts.note import note
from pages.parts.rencana_choices import Choices

MILLION = 10**6
AHEAD = 60  # months that the form offers as a deadline; a link may ask for more
SHARE, RUPIAH = "share", "rupiah"
REFUSED = "rencana-refused"
NO_NUMBER = mark("A share or an amount is no number, or less than nothing.")


def form(chosen: Choices, start: int | None, aim: str, say: Language) -> None:
    """Show the form of the plan that is shown.

    Args:
        chosen: the plans of the reader.
        start: people to open with when the reader turns from a share to a number of people.
        aim: where the target comes from; empty where it is the reader's own.
        say: the reader's language.
    """
    asked = chosen.asked
    _goal(chosen, start, say)
    if aim:
        note(aim)
    months = sorted({month_after(asked.as_of, step) for step in range(1, AHEAD + 1)} | {asked.deadline})
    _widget(
        chosen, "deadline", asked.deadline, partial(st.selectbox, say("Until"), months, format_func=say.period), str
    )
    premiums = list(dict.fromkeys([*PREMIUMS, asked.premium]))
    _widget(
        chosen, "premium", asked.premium,
        partial(st.selectbox, say("Premium"), premiums,
                format_func=lambda one: premium_words(one, say)),
        _premium,
    )  # fmt: skip
    if asked.segment != "BPU":
        _number(chosen, "income", say("Wage a month, rupiah"), asked.income, _whole, 1, 10**9, say)
    else:
        with st.popover(say("Paid by: {funds}", funds=named.funds(asked, say)), icon=":material/account_balance:",
                        width="stretch", wrap=True):  # fmt: skip
            _funds(chosen, say)
    with st.popover(say("Lapses, growth, pattern"), icon=":material/tune:", width="stretch", wrap=True):
        _assumptions(chosen, say)
    millions = None if asked.budget is None else Decimal(asked.budget) / MILLION
    _number(chosen, "budget", say("Budget to try, million rupiah"), millions, _rupiah, 0, 10**9, say)
    if REFUSED in st.session_state:
        st.info(retell(st.session_state[REFUSED], say), icon=":material/info:")


def slots(chosen: Choices, say: Language) -> None:
    """Show which of the plans is open, and let the reader add one or take it away."""
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    if len(chosen.plans) > 1:
        st.session_state["rencana-open"] = chosen.open
        bar.segmented_control(
            say("Plan shown"), list(chosen.plans), key="rencana-open", required=True, format_func=str.upper,
            on_change=lambda: choices.show(st.session_state["rencana-open"]),
        )  # fmt: skip
    if len(chosen.plans) < len(choices.SLOTS):
        bar.button(say("Add a plan to compare"), icon=":material/add:", on_click=choices.add, args=(chosen,))
    removing = say("Remove this plan") if len(chosen.plans) > 1 else say("Start anew")
    bar.button(removing, icon=":material/restart_alt:", on_click=choices.remove, args=(chosen,))


def _goal(chosen: Choices, start: int | None, say: Language) -> None:
    asked = chosen.asked
    kinds = {"target": say("Target share"), "people": say("More people")}
    st.session_state["rencana-kind"] = "people" if asked.target is None else "target"

    def turn() -> None:
        if st.session_state["rencana-kind"] == "people":
            _change(chosen, target=None, people=max(1, start or 1))
        else:
            _change(chosen, people=None, target=Decimal("0.65"))

    st.segmented_control(
        say("Goal"), list(kinds), format_func=kinds.__getitem__, key="rencana-kind", required=True, on_change=turn
    )
    if asked.target is not None:
        _number(chosen, "target", say("Share to reach, percent"), asked.target * 100, _percent, 0, 100, say)
    else:
        _number(chosen, "people", say("People to cover beside today's"), asked.people, _whole, 1, 10**9, say)


def _assumptions(chosen: Choices, say: Language) -> None:
    asked = chosen.asked
    lapse = None if asked.lapse is None else asked.lapse * 100
    _number(chosen, "lapse", say("Members lost a month, percent"), lapse, _percent, 0, 50, say)
    _number(
        chosen, "growth", say("Growth of the base a year, percent"), asked.growth * 100,
        lambda value: _percent(value) or Decimal(0), -50, 50, say,
    )  # fmt: skip
    _widget(chosen, "pattern", asked.pattern,
            partial(st.segmented_control, say("Enrolment"), list(named.PATTERNS), required=True,
                    format_func=lambda one: say(named.PATTERNS[one])), str)  # fmt: skip
    if asked.segment == "BPU" and "own" in ({code for code, _ in asked.funds} or {asked.payer}):
        conditions = list(dict.fromkeys(["", *named.CONDITIONS, asked.condition or ""]))
        _widget(chosen, "condition", asked.condition or "",
                partial(st.selectbox, say("Occupation, for relief where workers pay themselves"), conditions,
                        format_func=lambda one: named.condition(one, say)),
                lambda value: value or None)  # fmt: skip
    note(say("These are your own assumptions; the figures do not hold them."))


def _funds(chosen: Choices, say: Language) -> None:
    """Let the reader share the people or the rupiah out to sources; all are taken over at once, so that they can add up."""
    asked = chosen.asked
    kinds = {SHARE: say("Shares, percent"), RUPIAH: say("Amounts, million rupiah")}
    default = RUPIAH if asked.funded_in_rupiah else SHARE
    kind = st.segmented_control(
        say("Given as"), list(kinds), format_func=kinds.__getitem__, default=default, required=True,
        key=f"rencana-given-{chosen.open}-{default}",
    )  # fmt: skip
    held = dict(asked.funds) or {asked.payer: Decimal(1)}
    scale = Decimal(100) if kind == SHARE else 1 / Decimal(MILLION)
    held = held if (kind == RUPIAH) == asked.funded_in_rupiah else {}
    keys = {code: f"rencana-fund-{chosen.open}-{kind}-{code}-{held.get(code, 0)}" for code in SOURCES}

    def use() -> None:
        typed = {code: say.read_number(st.session_state[key] or "0") for code, key in keys.items()}
        if any(number is None or number < 0 for number in typed.values()):
            st.session_state[REFUSED] = NO_NUMBER
            return
        parts = tuple((code, (number / scale).normalize()) for code, number in typed.items() if number)
        whole = len(parts) == 1 and parts[0][1] == 1
        _change(chosen, payer=parts[0][0] if parts else asked.payer, funds=() if whole else parts)

    with st.form(f"rencana-funds-{chosen.open}-{kind}", border=False):
        for code, key in keys.items():
            st.text_input(named.source(code, say), number_box.written(held.get(code, 0) * scale, say), key=key)
        st.form_submit_button(say("Use these sources"), icon=":material/check:", on_click=use)
    note(say("Shares add up to 100. With amounts, what none of them pays is shown as having no source."))


def _widget(chosen: Choices, field: str, value: Any, make: Callable[..., Any], read: Callable[[Any], Any]) -> None:
    """Show one field: it always holds what the link says, and writes back what the reader enters."""
    key = f"rencana-form-{field}"
    st.session_state[key] = value

    def changed() -> None:
        found = read(st.session_state[key])
        _change(chosen, **(found if isinstance(found, dict) else {field: found}))

    make(key=key, on_change=changed)


def _number(
    chosen: Choices, field: str, label: str, value: Decimal | int | None, read: Callable[[Decimal | None], Any], low: int,
    high: int, say: Language,
) -> None:  # fmt: skip
    number_box.number_box(
        label, value, lambda number: _change(chosen, **{field: read(number)}), say, key=f"rencana-form-{field}", low=low,
        high=high, placeholder=say("none"),
    )  # fmt: skip


def _change(chosen: Choices, **fields: Any) -> None:
    """Write a changed plan into the link; one that cannot be meant is refused with its reason, and the old one stays."""
    st.session_state.pop(REFUSED, None)
    try:
        choices.keep(chosen.open, replace(chosen.asked, **fields))
    except PlanInvalid as invalid:
        st.session_state[REFUSED] = invalid.args[0]


def _premium(premium: str) -> dict[str, Any]:
    """Give what changes with the premium: wages are paid for by the employer, and have no sources of funds."""
    if premium.startswith("BPU"):
        return {"premium": premium, "income": None, "payer": PlanAsked.payer}
    return {"premium": premium, "payer": "employer", "funds": (), "condition": None}


def _percent(value: Decimal | None) -> Decimal | None:
    return None if value is None else (value / 100).normalize()


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _rupiah(value: Decimal | None) -> int | None:
    return None if value is None else int(value * MILLION)
