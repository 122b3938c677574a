"""Do contributions come in, and which employers are missing?"""

import streamlit as st

from pages.parts import view

st.title(view.current().region, anchor=False)
