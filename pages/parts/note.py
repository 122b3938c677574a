"""Words of second rank: small and muted, yet dark enough to read."""

import streamlit as st

from pages.parts import safe


def note(*lines: str) -> None:
    """Show a small muted text of one or more lines; they are Markdown, loaded parts of them escaped.

    Streamlit 1.67 fades its own captions to 4.0:1 on white; the grey of our theme holds 4.5:1 in both themes.
    """
    st.markdown("  \n".join(f":small[:gray[{safe.unparted(line)}]]" for line in lines))
