"""How the region profile shows what is no chart: its summary, and tables with their finding, sources and files."""

from __future__ import annotations

import streamlit as st

from i18n import Language
from pages.parts import figure, safe, view
from pages.parts.note import note
from pages.parts.wilayah_context import Listed
from pages.parts.wilayah_reading import Summary


def summary(shown: Summary, say: Language) -> None:
    """Show the profile in sentences."""
    st.header(say("In plain words"), anchor=False)
    st.markdown("\n".join(f"- {safe.plain(sentence)}" for sentence in shown.sentences))


def listed(shown: Listed, say: Language) -> None:
    """Show a table with its finding."""
    st.header(safe.plain(shown.title), anchor=False)
    _table(shown, say)


def on_demand(shown: Listed, say: Language) -> None:
    """Show a long table folded away, or why there is none."""
    if shown.missing is not None:
        note(shown.missing)
        return
    with st.expander(safe.plain(shown.title), icon=":material/table:"):
        _table(shown, say)


def _table(shown: Listed, say: Language) -> None:
    st.table(shown.table, border="horizontal", hide_index=True, alt=shown.title)
    for text in shown.notes:
        note(text)
    seen = view.current()
    stem = f"{'CONTOH-' if shown.example else ''}{shown.key}-{seen.region}-{seen.as_of}"
    figure.files(shown.key, shown.title, shown.data, shown.notes, stem)
