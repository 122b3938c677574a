"""How has coverage moved, what moved it, and where does it go from here?"""

import streamlit as st

from pages.parts import view

st.title(view.current().region, anchor=False)
