"""What does one region look like on every indicator, beside its province and its peers?"""

import streamlit as st

from pages.parts import figure, reading, safe, view, wilayah_context, wilayah_lines, wilayah_reading, wilayah_show

seen, store = view.current(), reading.store()
say = seen.say
asked = (store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
listed = (store, store.version, seen.region, seen.as_of, seen.lang)
dark = st.context.theme.type == "dark"

summary = wilayah_reading.summary(*asked)
st.title(safe.plain(summary.title), anchor=False)

left, right = st.columns([4, 7], gap="medium")
with left:
    wilayah_show.summary(summary, say)
with right:
    figure.draw(wilayah_reading.spine_of(*asked, dark), say)

left, right = st.columns(2, gap="medium")
with left:
    figure.draw(wilayah_lines.small_lines(*asked, dark), say)
with right:
    figure.draw(wilayah_lines.parts(*asked, dark), say)
    wilayah_show.listed(wilayah_context.claimed(*listed), say)

for section in (
    wilayah_context.rules,
    wilayah_context.money,
    wilayah_context.serving,
    wilayah_context.claims_published,
):
    wilayah_show.listed(section(*listed), say)
wilayah_show.on_demand(wilayah_context.everything(*listed), say)
