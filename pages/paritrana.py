"""What can be said before the jury of the Paritrana Award, with which evidence, and what must not be said?"""

import streamlit as st

from pages.parts import (
    figure,
    paritrana_choices,
    paritrana_governments,
    paritrana_reading,
    paritrana_show,
    paritrana_wider,
    reading,
    safe,
    view,
    wilayah_show,
)
from pages.parts.note import note


@st.fragment
def award() -> None:
    """Show the whole sheet; an entry of the reader redraws this alone."""
    seen, store, dark = view.current(), reading.store(), st.context.theme.type == "dark"
    say = seen.say
    chosen = paritrana_choices.from_link(paritrana_wider.evidence(store))
    here = (store, store.version, seen.region, seen.as_of, seen.base)
    shown = paritrana_reading.first(*here, seen.lang, chosen.scores, chosen.weights)
    made = paritrana_reading.sheet_of(*here, chosen.scores, chosen.weights)

    st.title(safe.plain(shown.title), anchor=False)
    if shown.past:
        note(shown.past)
    paritrana_show.first(shown, say)
    wilayah_show.listed(paritrana_wider.asked_of(*here, seen.lang), say)
    paritrana_show.entered(chosen, made, shown.total, say)
    paritrana_show.governments(store, seen, say)
    paritrana_show.ranked(chosen, say)
    figure.draw(paritrana_governments.places_drawn(*here, seen.lang, dark, chosen.ranked), say)
    paritrana_show.gates(store, seen, chosen, say)
    wilayah_show.on_demand(paritrana_wider.known_of_editions(store, store.version, seen.region, seen.lang), say)
    wilayah_show.on_demand(paritrana_wider.winners(store, store.version, seen.region, seen.lang), say)


award()
