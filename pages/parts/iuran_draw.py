"""The parts of the page of contributions that are more than one figure: the four numbers, the months, what was printed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from i18n import Language
from pages.parts import figure, iuran_choices, iuran_reading, reading, safe, view
from pages.parts.iuran_reading import Page
from pages.parts.note import note


def heading(shown: Page) -> None:
    """Show the finding of the page, and below it area, status and source, or why nothing is held."""
    st.title(safe.plain(shown.title), anchor=False)
    note(shown.note)


def cards(shown: Page) -> None:
    """Show the four numbers."""
    for column, card in zip(st.columns(4), shown.cards, strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(card.title, card.value)
            note(card.note)


@st.fragment
def over_months(say: Language) -> None:
    """Show what came in over the months that a reader chooses; a choice draws only this again."""
    seen, store = view.current(), reading.store()
    span = iuran_choices.choose(say)
    shown = iuran_reading.months(
        store, store.version, seen.region, seen.as_of, seen.segment, span, seen.lang, st.context.theme.type == "dark"
    )
    for column, one in zip(st.columns(2, gap="medium"), shown, strict=True):
        with column:
            figure.draw(one, say)


def side_by_side(pair: tuple[figure.Shown, ...], say: Language) -> None:
    """Show figures beside each other, a phone stacks them; those without anything to draw are left out."""
    there = [one for one in pair if one.chart is not None]
    if not there:
        return
    for column, one in zip(st.columns(2, gap="medium"), there, strict=False):
        with column:
            figure.draw(one, say)


def growth(shown: Page, say: Language) -> None:
    """Show growth, and beside it the printed growth of 2023 where it is about this region."""
    there = shown.figures["growth"].chart is not None
    if not (there or shown.printed_growth):
        return
    left, right = st.columns(2, gap="medium")
    if there:
        with left:
            figure.draw(shown.figures["growth"], say)
    if shown.printed_growth:
        with right if there else left:
            st.header(say("The “30 percent” of February 2023"), anchor=False)
            note(shown.printed_growth)


def missing(shown: Page, say: Language) -> None:
    """Say once which figures are not there, why, and how they are loaded."""
    if not shown.lacking:
        return
    listed = "\n".join(f"- {safe.plain(title)}" for title in shown.lacking)
    st.info(f"{shown.why_lacking}\n\n{say('Not there yet:')}\n{listed}", icon=":material/info:")


def statements(table: pd.DataFrame, say: Language, *, folded: bool) -> None:
    """Show what was printed; folded away where there are figures."""
    if table.empty:
        if not folded:
            note(say("Nothing printed about contributions, employers or claims of this region has been found either."))
        return
    warning = say(
        "As printed, compared with nothing: a branch is not a region, and many statements are of part of a year."
    )
    title = say("Printed statements on contributions, employers and claims")
    if folded:
        with st.expander(title, icon=":material/newspaper:"):
            note(warning)
            st.table(table, border="horizontal", hide_index=True, alt=title)
        return
    st.header(title, anchor=False)
    note(warning)
    st.table(table, border="horizontal", hide_index=True, alt=title)
