"""Who pays for whose protection in the informal sector, and until when?"""

import streamlit as st

from pages.parts import view

st.title(view.current().region, anchor=False)
