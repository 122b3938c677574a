"""What does one region look like on every indicator, beside its province and its peers?"""

import streamlit as st

from pages.parts import view

st.title(view.current().region, anchor=False)
