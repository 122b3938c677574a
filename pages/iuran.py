"""Do contributions come in, and which employers are missing?"""

import streamlit as st

from pages.parts import iuran_draw, iuran_reading, reading, view

seen, store = view.current(), reading.store()
say = seen.say
shown = iuran_reading.page(
    store, store.version, seen.region, seen.as_of, seen.segment, seen.lang, st.context.theme.type == "dark"
)

iuran_draw.heading(shown)
iuran_draw.cards(shown)
iuran_draw.missing(shown, say)
if shown.has_months:
    iuran_draw.over_months(say)
iuran_draw.side_by_side((shown.figures["ages"], shown.figures["parts"]), say)
iuran_draw.side_by_side((shown.figures["outside"], shown.figures["sizes"]), say)
iuran_draw.side_by_side((shown.figures["recovered"], shown.figures["cases"]), say)
iuran_draw.growth(shown, say)
iuran_draw.statements(shown.statements, say, folded=shown.has_months)
