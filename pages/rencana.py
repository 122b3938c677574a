"""What would it take, in people, months and rupiah?"""

import streamlit as st

from metrics.analyses.plan_asked import written
from metrics.analyses.plan_default import BASES
from pages.parts import figure, reading, rencana_choices, rencana_controls, rencana_reading, rencana_show, safe, view
from pages.parts.rencana_drawn import drawn


@st.fragment
def what_it_takes() -> None:
    """Show the form and the plan; a change of the form redraws this alone."""
    seen, store, dark = view.current(), reading.store(), st.context.theme.type == "dark"
    say = seen.say
    if seen.base not in BASES:
        place = reading.places(store, store.version).place(seen.region)
        st.title(safe.plain(say("{region}: choose a base to plan on", region=place.short_name)), anchor=False)
        rencana_show.no_base(store, seen, say)
        return
    default = rencana_reading.default(store, store.version, seen.region, seen.as_of, seen.base)
    chosen = rencana_choices.from_link(seen, default)
    text = written(chosen.asked)
    plan = rencana_reading.made(store, store.version, text)
    shown = drawn(store, store.version, text, seen.lang, dark)

    st.title(safe.plain(shown.title), anchor=False)
    rencana_show.told(chosen, say)
    if shown.refused is None:
        rencana_show.passed(chosen, say)
        rencana_show.started(plan, store, seen, say)
        rencana_show.answer(shown, say)
        rencana_show.beside(chosen, store, say)
    else:
        # Above the form: a phone would else tell only at its end why nothing follows.
        rencana_show.refused(shown, store, seen, say)
    left, right = st.columns([3, 7], gap="medium")
    with left:
        aim = rencana_reading.aim_words(store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
        rencana_controls.form(
            chosen, plan.summary["people_net"], aim if chosen.asked.target == default.target else "", say
        )
        rencana_controls.slots(chosen, say)
    if shown.refused is not None:
        return
    people, path, money = shown.figures
    with right:
        one, other = st.columns(2, gap="medium")
        with one:
            figure.draw(people, say)
            figure.draw(path, say)
        with other:
            figure.draw(money, say)
            rencana_show.budget(shown, say)
    rencana_show.renewals(shown, say)
    rencana_show.assumptions(shown, say)


what_it_takes()
