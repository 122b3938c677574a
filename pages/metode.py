"""How is each number made, what do the bases mean, which sources disagree, and where is everything published?"""

import streamlit as st

from pages.parts import method, method_roles, method_rules, method_tabs, reading, safe, view
from pages.parts.note import note

seen, store = view.current(), reading.store()
say = seen.say
known = reading.sources(store, store.version)

st.title(safe.plain(method.title(known, reading.conflicts(store, store.version), say)), anchor=False)
note(
    say(
        "Made from the catalogue of metrics, the tables of the store and the list of sources; nothing here is kept by hand."
    )
)
opened, tab = method_tabs.opened(
    {
        "numbers": say("Numbers"),
        "bases": say("Bases and status"),
        "example": say("Demonstration set"),
        "disagree": say("Where sources disagree"),
        "roles": say("Roles"),
        "tables": say("Tables"),
        "sources": say("Sources"),
    }
)
with tab:
    if opened == "numbers":
        method.numbers(reading.bases(store, store.version), say)
    elif opened == "bases":
        method.bases(reading.bases(store, store.version), say)
        method_rules.statuses(say)
        method_rules.rules(say)
        method_rules.small_counts(say)
        method_rules.outlines(say)
    elif opened == "example":
        method.model_card(reading.model_card(store, store.version), reading.places(store, store.version), known, say)
    elif opened == "disagree":
        method.conflicts(reading.conflicts(store, store.version), reading.places(store, store.version), known, say)
        method.differing(reading.differing(store, store.version), reading.places(store, store.version), known, say)
    elif opened == "roles":
        method_roles.roles(say)
    elif opened == "tables":
        method.dictionary(reading.dictionary(store, store.version), say)
    else:
        method.sources(known, say)
