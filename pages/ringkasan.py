"""Where does this region stand against 65 percent, on which base, as of when, says who?"""

from functools import partial

import streamlit as st

from pages.parts import cards, figure, outlook, place_map, reading, show, view
from pages.parts.outlook_reading import outlook as look_ahead
from pages.parts.ringkasan_reading import beside
from pages.parts.ringkasan_reading import drawn as draw

seen, store = view.current(), reading.store()
say = seen.say
shown = reading.seen(store, store.version, seen.region, seen.as_of, seen.base)
known, places = reading.sources(store, store.version), reading.places(store, store.version)
drawn = draw(store, store.version, seen, st.context.theme.type == "dark")


def over_time() -> None:
    """Show the figures over time, and beside them what they say."""
    left, right = st.columns([6, 5], gap="medium")
    with left:
        figure.draw(drawn.points, say)
        show.table(say("Table: figures over time"), drawn.listed)
    with right:
        show.reading(drawn.reading, say)
        cards.context(shown, known, say)


show.heading(shown, known, say)
lines = cards.row(shown, say)
outlook.keep_free(lines, say)
if shown.figure is None:
    cards.what_there_is(shown, say)

if drawn.tiles.chart is None:
    # Nothing to compare: what is known of the region itself comes first.
    over_time()
    figure.draw(drawn.tiles, say)
else:
    left, right = st.columns(2, gap="medium")
    with left:
        place_map.draw(drawn.tiles, seen)
    with right:
        figure.draw(drawn.bars, say)
table = partial(beside, store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
show.behind(shown, table, partial(reading.csv, shown, known), say)

# Asked only now, so that figure, map and order stand while it is worked out.
ahead = look_ahead(store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
outlook.under_cards(lines, ahead, places, say)
outlook.show(shown, ahead, places, say)

if drawn.tiles.chart is not None:
    over_time()

show.targets(shown, drawn.targets, drawn.other_targets, drawn.target_sources, say)
