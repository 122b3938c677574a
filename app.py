"""The frame of every page: page setup, language, filters and navigation. It computes nothing."""

import streamlit as st

from pages.parts import frame

st.set_page_config(page_title="Pantau Cakupan", page_icon=":material/monitoring:", layout="wide")

frame.open_store()
page = frame.navigation()
frame.filters()
page.run()
