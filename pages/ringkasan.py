"""Where does this region stand against 65 percent, on which base, as of when, says who?"""

import streamlit as st

from pages.parts import cards, outlook, place_map, reading, show, view
from pages.parts.outlook_reading import outlook as look_ahead

seen, store = view.current(), reading.store()
say = seen.say
shown = reading.seen(store, store.version, seen.region, seen.as_of, seen.base)
known = reading.sources(store, store.version)
drawn = reading.drawn(store, store.version, seen, st.context.theme.type == "dark")

show.heading(shown, known, say)
line = cards.row(shown, say)
if shown.figure is None:
    cards.what_there_is(shown, say)

left, right = st.columns(2, gap="medium")
with left:
    place_map.draw(drawn, seen)
with right:
    show.figure(drawn.bars_title, drawn.bars_reading, drawn.bars, drawn.bars_alt, key="bars", open_region=True)
show.behind(shown, drawn.beside, reading.csv(store, store.version, seen.region, seen.as_of, seen.base), say)

# Asked only now, so that figure, map and order stand while it is worked out.
ahead = look_ahead(store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
outlook.under_cards(line, ahead, say)
outlook.show(shown, ahead, reading.places(store, store.version), say)

left, right = st.columns([6, 5], gap="medium")
with left:
    show.figure(drawn.points_title, drawn.points_reading, drawn.points, drawn.points_alt, key="points")
    show.table(say("Table: figures over time"), drawn.listed)
with right:
    show.reading(drawn.reading, say)
    cards.context(shown, known, say)

show.targets(shown, drawn.targets, drawn.other_targets, say)
