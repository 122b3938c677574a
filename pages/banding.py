"""Who is comparable with this region, and how does it stand among them?"""

import streamlit as st

from pages.parts import view

st.title(view.current().region, anchor=False)
