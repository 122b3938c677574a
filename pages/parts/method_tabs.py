"""The tabs of the method page: the link says which one is open, and it alone is made and sent."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

TAB, _KEY = "tab", "method-tab"


def opened(names: dict[str, str]) -> tuple[str, DeltaGenerator]:
    """Show the tabs, and give the open one, the first where the link names none that there is.

    Args:
        names: the words on each tab by its name in the link, in their order.

    Returns:
        The name of the open tab, and the container of what stands on it.
    """
    asked = st.query_params.get(TAB, "")
    name = asked if asked in names else next(iter(names))
    # The language may have changed the words of the tab that is open.
    st.session_state[_KEY] = names[name]
    tabs = st.tabs(list(names.values()), key=_KEY, on_change=_chosen, args=(names,))
    return name, tabs[list(names).index(name)]


def _chosen(names: dict[str, str]) -> None:
    st.query_params[TAB] = next(name for name, words in names.items() if words == st.session_state[_KEY])
