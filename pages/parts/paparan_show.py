"""Shows one finding of a briefing at a time: the way to the next, its words, numbers, chart and tables, the presenter's notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from api import show
from exports.briefing import Briefing, BriefingAsked, Figure, Finding
from exports.briefing.notes import notes_of
from i18n import Language
from pages.parts import paparan_choices, paparan_reading, safe
from pages.parts.note import note


def controls(told: Briefing, place: int, asked: BriefingAsked, say: Language) -> None:
    """Show the way to the findings before and after, by button, key and list, and to the show on a projector."""
    keys = [finding.key for finding in told.findings]
    titles = {finding.key: safe.plain(finding.title) for finding in told.findings}
    st.session_state["finding"] = keys[place]
    bar = st.container(horizontal=True, vertical_alignment="center")
    bar.button(
        say("Back"), shortcut="Left", icon=":material/chevron_left:", key="back", disabled=place == 0,
        on_click=paparan_choices.go, args=(keys[max(place - 1, 0)],),
    )  # fmt: skip
    # Not a box to choose from: it would cut off all findings but the shortest, also on a wide screen.
    listed = bar.popover(say("Finding {place} of {count}", place=place + 1, count=len(keys)), icon=":material/list:")
    listed.radio(say("Findings"), keys, format_func=titles.__getitem__, key="finding", on_change=_chosen)
    bar.button(
        say("Next"), shortcut="Right", icon=":material/chevron_right:", key="on", disabled=place == len(keys) - 1,
        on_click=paparan_choices.go, args=(keys[min(place + 1, len(keys) - 1)],),
    )  # fmt: skip
    if show.is_served():
        bar.link_button(say("Show on a projector"), show.address(asked, keys[place]), icon=":material/slideshow:")


def finding(one: Finding, drawn: Any | None, say: Language) -> None:
    """Show a finding as it stands in every file of the briefing, with its chart as of ``paparan_reading.chart``."""
    st.header(safe.plain(one.title), anchor=False)
    for line in one.reading.splitlines():
        st.markdown(safe.plain(line))
    if one.missing:
        note(f":material/info: {safe.plain(one.missing)}")
    _numbers(one.figures)
    if drawn is not None:
        st.plotly_chart(drawn, theme=None, config={"displayModeBar": False}, alt=one.alt, key=f"{one.key}-chart")
    note(safe.plain(one.footer))
    if not one.tables:
        return
    if drawn is None:
        _tables(one, say)
        return
    with st.expander(say("The figures behind it"), icon=":material/table:"):
        _tables(one, say)


def notes(one: Finding, told: Briefing, say: Language) -> None:
    """Show what the presenter reads beside the finding."""
    with st.expander(say("Presenter's notes"), icon=":material/speaker_notes:"):
        st.markdown("\n\n".join(safe.plain(line) for line in notes_of(one, told, say).splitlines()))
        if show.is_served():
            note(say("In the show the key N opens them in a second window, where they follow."))


def _numbers(figures: Sequence[Figure]) -> None:
    if not figures:
        return
    for column, one in zip(st.columns(4), figures, strict=False):
        with column.container(border=True, height="stretch", gap=None):
            st.metric(safe.plain(one.label), one.text)
            if one.note:
                note(safe.plain(one.note))


def _tables(one: Finding, say: Language) -> None:
    for table in one.tables:
        st.markdown(f"**{safe.plain(table.title)}**")
        st.table(paparan_reading.frame(table, say), border="horizontal", hide_index=True, alt=table.title)


def _chosen() -> None:
    paparan_choices.go(st.session_state["finding"])
