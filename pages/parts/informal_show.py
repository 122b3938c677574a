"""The parts of the page on the informal sector that are more than one figure: heading, numbers, warning, statements."""

from __future__ import annotations

import streamlit as st

from i18n import Language
from pages.parts import figure, safe
from pages.parts.cards import beside_each_other
from pages.parts.figure import Shown
from pages.parts.informal_published import Printed
from pages.parts.informal_reading import Page
from pages.parts.note import note


def heading(shown: Page, say: Language) -> None:
    """Show the finding of the page and its sources; where nothing is sent, what the page can show then."""
    st.title(safe.plain(shown.title), anchor=False)
    note(shown.note)
    if not shown.has_cover:
        note(
            say(
                "Who pays for whom, and until when, only offices know: no source prints it. Until an office sends its schemes "
                "on the page Data, this page shows what was published."
            )
        )


def cards(shown: Page, say: Language) -> None:
    """Show the four numbers, and under them what is not there yet."""
    beside_each_other(shown.cards)
    figure.not_yet(shown.lacking, say)


def warning(shown: Page) -> None:
    """Say both dates of the cover that ends, where people would leave the count."""
    if shown.warning:
        st.markdown(f":material/warning: **{safe.plain(shown.warning)}**")


def side_by_side(pair: tuple[Shown | None, ...], say: Language) -> None:
    """Show figures beside each other, a phone stacks them; those without anything to draw are left out."""
    there = [one for one in pair if one is not None and one.chart is not None]
    if not there:
        return
    for column, one in zip(st.columns(len(there), gap="medium"), there, strict=True):
        with column:
            figure.draw(one, say)


def statements(printed: Printed, say: Language) -> None:
    """Show what was published, the latest first, the rest folded away."""
    st.header(printed.title, anchor=False)
    note(printed.reading)
    if printed.table.empty:
        return
    st.table(printed.table, border="horizontal", hide_index=True, alt=printed.title)
    if len(printed.rest):
        with st.expander(say("{count} more", count=len(printed.rest)), icon=":material/newspaper:"):
            st.table(printed.rest, border="horizontal", hide_index=True, alt=say("Older published numbers"))
