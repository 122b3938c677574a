"""The files that a presenter takes along: each made when it is asked for, then handed over; what cannot be made says why."""

from __future__ import annotations

import logging

import streamlit as st

from data.problem import DataError
from exports.briefing import Briefing, BriefingAsked
from exports.kinds import KINDS
from i18n import Language, mark
from pages.parts import paparan_reading, safe
from pages.parts.note import note

MADE = "briefing_made"
SNAPSHOT = "snapshot"
NAMES = {
    "deck": mark("Slides (PPTX)"), "workbook": mark("Workbook (XLSX)"), "page": mark("Page (HTML)"), "pdf": mark("PDF"),
    SNAPSHOT: mark("Snapshot (JSON)"),
}  # fmt: skip


def files(told: Briefing, asked: BriefingAsked, say: Language) -> None:
    """Offer every kind of file, and the figures frozen."""
    st.header(say("To take along"), anchor=False)
    note(say("Each file holds all findings with their sources, needs no network, and is made when you ask for it."))
    bar = st.container(horizontal=True)
    wanted = None
    for kind in (*KINDS, SNAPSHOT):
        if bar.button(say(NAMES.get(kind, kind)), key=f"make-{kind}", icon=":material/note_add:"):
            wanted = kind
    if wanted is not None:
        _make(wanted, told, asked, say)
    made = st.session_state.get(MADE)
    if made is not None and made[0] == _identity(told):
        _, name, content = made
        st.download_button(
            say("Save {name} ({size} kB)", name=name, size=say.number(len(content) / 1000)), content, name,
            key="save-file", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _make(kind: str, told: Briefing, asked: BriefingAsked, say: Language) -> None:
    st.session_state[MADE] = None
    name = say(NAMES.get(kind, kind))
    try:
        with st.spinner(say("Making the file: {name} …", name=name)):
            content = paparan_reading.frozen(asked, told.made_on) if kind == SNAPSHOT else KINDS[kind].make(told)
    except DataError as error:
        logging.getLogger(__name__).warning("%s could not be made: %s", kind, error)
        text = (
            say("No PDF can be printed here: the server has no Chromium that works. Take the page, and print it from a browser.")
            if kind == "pdf"
            else say("{name} could not be made. The person who keeps this installation finds the cause in its log.", name=name)
        )  # fmt: skip
        st.error(safe.plain(text), icon=":material/error:")
        return
    suffix = ".json" if kind == SNAPSHOT else KINDS[kind].suffix
    label = "CONTOH-" if told.example else ""
    stem = f"{label}paparan-{told.region}-{told.base}-{told.as_of}-{told.lang}"
    st.session_state[MADE] = (_identity(told), f"{stem}{suffix}", content)


def _identity(told: Briefing) -> tuple[str | None, ...]:
    return (told.region, told.as_of, told.base, told.target, told.plan, told.lang, told.store, told.known_on)
