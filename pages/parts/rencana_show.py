"""Shows a plan: what the link asks for in vain, the answer, four numbers, tables, assumptions, and calmly why there is none."""

from __future__ import annotations

import datetime
from dataclasses import replace

import streamlit as st

from charts import rencana_findings
from charts.headline_cards import Card
from data.store import Store
from i18n import Language, retell
from metrics.analyses.plan import months_of
from metrics.analyses.plan_asked import written
from metrics.analyses.plan_default import BASES
from pages.parts import cards, rencana_drawn, rencana_words, safe
from pages.parts import reading as held
from pages.parts.note import note
from pages.parts.rencana_choices import Choices
from pages.parts.rencana_drawn import Drawn
from pages.parts.rencana_reading import Made
from pages.parts.rencana_tables import MOST
from pages.parts.view import View


def told(chosen: Choices, say: Language) -> None:
    """Say what of the link is left out, and which plans are read on another region, month or base than they were made for."""
    for name, reason in chosen.wrong:
        note(
            say(
                "The plan in the link ({name}) cannot be read and is left out: {reason}",
                name=safe.plain(name), reason=safe.plain(retell(reason, say)),
            )
        )  # fmt: skip
    if chosen.moved:
        note(
            say(
                "The plan was made for another region, month or base; its assumptions are now read on the one shown above."
            )
        )


def passed(chosen: Choices, say: Language) -> None:
    """Say how much of the plan lies behind the reader already."""
    today = datetime.datetime.now().astimezone().strftime("%Y-%m")
    said = rencana_findings.months_passed(months_of(chosen.asked), today, say)
    if said:
        note(said)


def started(plan: Made, store: Store, seen: View, say: Language) -> None:
    """Say where the plan starts from an older figure than the other pages lead with."""
    latest = held.seen(store, store.version, seen.region, seen.as_of, seen.base).figure
    said = rencana_words.older_start(latest, plan.summary, say)
    if said:
        note(safe.plain(said))


def no_base(store: Store, seen: View, say: Language) -> None:
    """Say that nothing can be planned on this base, and offer those on which it can."""
    st.info(
        say("No plan is made on this base: its people are not known. Choose another base above."),
        icon=":material/info:",
    )
    _elsewhere(store, seen, say)


def refused(shown: Drawn, store: Store, seen: View, say: Language) -> None:
    """Say why no plan can be made, and what the reader can do."""
    st.info(shown.refused or "", icon=":material/info:")
    _elsewhere(store, seen, say)


def answer(shown: Drawn, say: Language) -> None:
    """Show the answer in a sentence, and the four numbers."""
    st.markdown(safe.plain(shown.answer))
    cards.beside_each_other([Card(title, value, safe.plain(text)) for title, value, text in shown.cards])


def beside(chosen: Choices, store: Store, say: Language) -> None:
    """Show the plans side by side where there is more than one."""
    if len(chosen.plans) < 2:
        return
    texts = tuple((slot.upper(), written(asked)) for slot, asked in chosen.plans.items())
    title, base, table = rencana_drawn.beside(store, store.version, texts, chosen.open.upper(), say.code)
    st.header(safe.plain(title), anchor=False)
    note(say("{base}; premium and payers as each plan has them. Choose below which one is shown in full.", base=base))
    st.table(table, border="horizontal", hide_index=True, alt=say("Plans side by side"))


def budget(shown: Drawn, say: Language) -> None:
    """Show what an amount of rupiah buys."""
    st.header(safe.plain(shown.worth_title), anchor=False)
    if shown.budget_use:
        st.markdown(safe.plain(shown.budget_use))
    if shown.worth.empty:
        return
    note(say("New people covered from the first month of the plan, if the amount pays for nothing else."))
    st.table(shown.worth, border="horizontal", hide_index=True, alt=say("What an amount buys"))


def renewals(shown: Drawn, say: Language) -> None:
    """Show the cover that ends within the plan, with both dates."""
    if shown.renewals.empty:
        st.header(say("No cover that a third party pays for ends before the deadline"), anchor=False)
        note(say("As far as offices have reported sponsored cover on the page Data."))
        return
    st.header(safe.plain(shown.renewals_title), anchor=False)
    note(say("The cover ends with the first date; the people leave the active count with the second."))
    st.table(shown.renewals, border="horizontal", hide_index=True, alt=say("Cover that ends before the deadline"))
    if shown.renewals_more:
        note(say("The first {shown} are listed; {more} more are in the plan.", shown=MOST, more=shown.renewals_more))


def assumptions(shown: Drawn, say: Language) -> None:
    """List what the plan rests on."""
    st.header(say("What this plan rests on"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in shown.assumptions))


def _elsewhere(store: Store, seen: View, say: Language) -> None:
    """Offer the other bases on which a figure with people is held: only from such a figure can a plan start."""
    shown = held.seen(store, store.version, seen.region, seen.as_of, seen.base)
    other = shown.elsewhere
    if not other.empty:
        other = other[other["base"].isin(BASES) & (other["base"] != seen.base) & other["numerator"].notna()]
    cards.what_there_is(replace(shown, elsewhere=other), say)
