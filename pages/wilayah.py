"""What does one region look like on every indicator, beside its province and its peers?"""

import streamlit as st

from pages.parts import (
    cards,
    figure,
    reading,
    show,
    view,
    wilayah_context,
    wilayah_lines,
    wilayah_reading,
    wilayah_show,
)

seen, store = view.current(), reading.store()
say = seen.say
asked = (store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
listed = (store, store.version, seen.region, seen.as_of, seen.lang)
dark = st.context.theme.type == "dark"

summary = wilayah_reading.summary(*asked)
show.titled(summary.title, summary.line)
cards.beside_each_other(summary.cards)

left, right = st.columns([4, 7], gap="medium")
with left:
    wilayah_show.summary(summary, say)
with right:
    figure.draw(wilayah_reading.spine_of(*asked, dark), say)

drawn = [wilayah_lines.small_lines(*asked, dark), wilayah_lines.parts(*asked, dark)]
figure.side_by_side(drawn, say)
sections = [
    section(*listed)
    for section in (
        wilayah_context.claimed,
        wilayah_context.rules,
        wilayah_context.money,
        wilayah_context.serving,
    )
]
for section in sections:
    if section.missing is None:
        wilayah_show.listed(section, say)
folded = [wilayah_context.claims_published(*listed), wilayah_context.everything(*listed)]
for section in folded:
    if section.missing is None:
        wilayah_show.on_demand(section, say)
empty = [(one.title, one.missing) for one in drawn if one.chart is None]
figure.not_yet([*empty, *((one.title, one.missing) for one in [*sections, *folded] if one.missing is not None)], say)
