"""What only the page of contributions lets a reader choose: the months shown; kept in the link."""

from __future__ import annotations

import streamlit as st

from i18n import Language, mark
from pages.parts.note import note

KEY = "iuran_span"
SPANS = {"36": mark("Last 36 months"), "relief": mark("2020–2021"), "all": mark("All months")}
LATEST = "36"


def span() -> str:
    """Give the months asked for in the link; a value that does not exist counts as the latest 36 months."""
    asked = st.query_params.get(KEY, LATEST)
    return asked if asked in SPANS else LATEST


def is_unknown() -> bool:
    """Say whether the link asks for months that do not exist."""
    return st.query_params.get(KEY, LATEST) not in SPANS


def choose(say: Language) -> str:
    """Let the reader choose the months, and give the choice."""
    st.session_state[KEY] = span()
    if is_unknown():
        note(say("The link asks for months that do not exist; the last 36 are shown."))
    st.segmented_control(
        say("Months shown"),
        list(SPANS),
        format_func=lambda one: say(SPANS[one]),
        key=KEY,
        required=True,
        on_change=_chosen,
    )
    return span()


def months(chosen: str, latest: str) -> tuple[str, str]:
    """Give the first and the last month of a choice, ``YYYY-MM``."""
    if chosen == "relief":
        return "2020-01", "2021-12"
    if chosen == "all":
        return "0001-01", latest
    number = int(latest[:4]) * 12 + int(latest[5:7]) - 1 - 35
    return f"{number // 12:04}-{number % 12 + 1:02}", latest


def _chosen() -> None:
    st.query_params[KEY] = st.session_state[KEY]
