"""The files that a presenter takes along: each made when it is asked for, then handed over; what cannot be made says why."""

from __future__ import annotations

import logging

import streamlit as st

from data.problem import DataError
from exports.briefing import Briefing
from exports.kinds import KINDS
from i18n import Language, mark
from pages.parts import safe
from pages.parts.note import note

MADE = "briefing_made"
NAMES = {
    "deck": mark("Slides (PPTX)"), "workbook": mark("Workbook (XLSX)"), "page": mark("Page (HTML)"), "pdf": mark("PDF"),
    "snapshot": mark("Snapshot (JSON)"),
}  # fmt: skip


def files(told: Briefing, say: Language) -> None:
    """Offer every kind of file."""
    st.header(say("To take along"), anchor=False)
    note(say("Each file holds all findings with their sources, needs no network, and is made when you ask for it."))
    bar = st.container(horizontal=True)
    asked = None
    for kind in KINDS:
        if bar.button(say(NAMES.get(kind, kind)), key=f"make-{kind}", icon=":material/note_add:"):
            asked = kind
    if asked is not None:
        _make(asked, told, say)
    made = st.session_state.get(MADE)
    if made is not None and made[0] == _identity(told):
        _, name, content = made
        st.download_button(
            say("Save {name} ({size} kB)", name=name, size=say.number(len(content) / 1000)), content, name,
            key="save-file", icon=":material/download:", on_click="ignore", type="primary",
        )  # fmt: skip


def _make(kind: str, told: Briefing, say: Language) -> None:
    st.session_state[MADE] = None
    name = say(NAMES.get(kind, kind))
    try:
        with st.spinner(say("Making the file: {name} …", name=name)):
            content = KINDS[kind].make(told)
    except DataError as error:
        logging.getLogger(__name__).warning("%s could not be made: %s", kind, error)
        text = (
            say("No PDF can be printed here: the server has no Chromium that works. Take the page, and print it from a browser.")
            if kind == "pdf"
            else say("{name} could not be made. The person who keeps this installation finds the cause in its log.", name=name)
        )  # fmt: skip
        st.error(safe.plain(text), icon=":material/error:")
        return
    label = "CONTOH-" if told.example else ""
    stem = f"{label}paparan-{told.region}-{told.base}-{told.as_of}-{told.lang}"
    st.session_state[MADE] = (_identity(told), f"{stem}{KINDS[kind].suffix}", content)


def _identity(told: Briefing) -> tuple[str | None, ...]:
    return (told.region, told.as_of, told.base, told.target, told.plan, told.lang, told.store, told.known_on)
