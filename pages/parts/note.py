"""Words of second rank: small and muted, yet dark enough to read."""

import streamlit as st


def note(text: str) -> None:
    """Show a small muted text; ``text`` is Markdown, loaded parts of it escaped.

    Streamlit 1.67 fades its own captions to 4.0:1 on white; the grey of our theme holds 4.5:1 in both themes.
    """
    st.markdown(f":small[:gray[{text}]]")
