"""The frame of every page: page setup, language, filters and navigation. It computes nothing."""

import streamlit as st

from pages.parts import frame

st.set_page_config("Pantau Cakupan", frame.ICON, layout="wide", initial_sidebar_state=240)

with frame.calmly():
    frame.let_in()
    frame.open_store()
    page = frame.navigation()
    frame.filters(page)
    page.run()
