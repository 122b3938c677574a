"""The parts of the page of contributions that are more than one figure: the four numbers, the months, what was printed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from i18n import Language
from pages.parts import figure, iuran_choices, iuran_reading, reading, safe, view
from pages.parts.cards import beside_each_other
from pages.parts.iuran_reading import Page
from pages.parts.note import note


def heading(shown: Page) -> None:
    """Show the finding of the page, and below it area, status and source, or why nothing is held."""
    st.title(safe.plain(shown.title), anchor=False)
    note(shown.note)


def cards(shown: Page) -> None:
    """Show the four numbers, or once why there is none of them."""
    if shown.nothing:
        st.info(safe.plain(shown.nothing), icon=":material/info:")
    else:
        beside_each_other(shown.cards)


@st.fragment
def over_months(say: Language) -> None:
    """Show what came in over the months that a reader chooses; a choice draws only this again."""
    seen, store = view.current(), reading.store()
    span = iuran_choices.choose(say)
    shown = iuran_reading.months(
        store, store.version, seen.region, seen.as_of, seen.segment, span, seen.lang, st.context.theme.type == "dark"
    )
    for column, one in zip(st.columns([3, 2], gap="medium"), shown, strict=True):
        with column:
            figure.draw(one, say)


def beside_parts(figures: dict[str, figure.Shown], say: Language) -> None:
    """Show the parts of a region, beside this long figure the short ones of arrears and employers, and the others in pairs."""
    parts, short = figures["parts"], [figures["ages"], figures["outside"]]
    others = [figures[name] for name in ("sizes", "recovered", "cases", "growth")]
    if parts.chart is None:
        others = [*short, *others]
    elif all(one.chart is None for one in short):
        figure.draw(parts, say)
    else:
        left, right = st.columns(2, gap="medium")
        with left:
            figure.draw(parts, say)
        with right:
            for one in short:
                if one.chart is not None:
                    figure.draw(one, say)
    others = [one for one in others if one.chart is not None]
    for first in range(0, len(others), 2):
        figure.side_by_side(others[first : first + 2], say)


def printed_growth(shown: Page, say: Language) -> None:
    """Show the printed growth of 2023 where it is about this region."""
    if shown.printed_growth:
        st.header(say("The “30 percent” of February 2023"), anchor=False)
        note(shown.printed_growth)


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
