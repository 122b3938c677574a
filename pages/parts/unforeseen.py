"""What a reader is told when a page fails in a way that nobody foresaw: one calm sentence; the cause goes to the log alone."""

from __future__ import annotations

import logging

import streamlit as st

from i18n import DEFAULT, LANGUAGES, language, mark

SAID = mark("This page cannot be shown now. The person who keeps this installation finds the cause in its log.")


def say_so(error: Exception) -> bool:
    """Tell the reader, in their language, and keep Streamlit's own words for the error back."""
    logging.getLogger(__name__).error("A page failed", exc_info=error)
    asked = st.query_params.get("lang")
    st.error(language(asked if asked in LANGUAGES else DEFAULT)(SAID))
    return True
