"""Who pays for whose protection in the informal sector, and until when?"""

import streamlit as st

from pages.parts import informal_reading, informal_show, reading, view

seen, store = view.current(), reading.store()
say = seen.say
dark = st.context.theme.type == "dark"
shown = informal_reading.page(store, store.version, seen.region, seen.as_of, seen.lang, dark)

informal_show.heading(shown, say)
informal_show.cards(shown, say)
informal_show.warning(shown)
informal_show.side_by_side((shown.ending, shown.payers), say)
informal_show.side_by_side((shown.coverage, shown.regions), say)
informal_show.side_by_side((shown.stay,), say)
informal_show.statements(shown.printed, say)
informal_show.side_by_side((shown.beside,), say)
