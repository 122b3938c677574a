"""What would it take, in people, months and rupiah?"""

import streamlit as st

from pages.parts import view

st.title(view.current().region, anchor=False)
