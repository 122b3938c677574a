"""Do contributions come in, and which employers are missing?"""

import streamlit as st

from pages.parts import figure, iuran_draw, iuran_reading, reading, view

seen, store = view.current(), reading.store()
say = seen.say
shown = iuran_reading.page(
    store, store.version, seen.region, seen.as_of, seen.segment, seen.lang, st.context.theme.type == "dark"
)

iuran_draw.heading(shown)
iuran_draw.cards(shown)
figure.not_yet(shown.lacking, say)
if shown.has_months:
    iuran_draw.over_months(say)
iuran_draw.beside_parts(shown.figures, say)
iuran_draw.printed_growth(shown, say)
iuran_draw.statements(shown.statements, say, folded=shown.has_months)
